//! How the parameters follow from the gradient, and what is remembered of it from step to step.

use crate::data::limits::choices;

choices! {
    /// How a step follows from the gradient.
    pub enum Optimiser {
        /// The talk's: against the gradient, by the rate.
        Sgd = "sgd",
        /// Each step goes on with 0.9 of the one before: Polyak, *Some methods of speeding up the convergence of
        /// iteration methods* (1964).
        Momentum = "momentum",
        /// Each parameter has a rate of its own, the less the larger its gradients were: Kingma and Ba, *Adam: A Method
        /// for Stochastic Optimization* (2015).
        Adam = "adam",
    }
}

/// What of the mean of the gradients is kept in a step: β of momentum and Adam's β₁.
const BETA: f32 = 0.9;
/// What of the mean of their squares is kept: Adam's β₂.
const BETA_2: f32 = 0.999;
/// What is added to a divisor that may be 0: Adam's ε.
const EPSILON: f32 = 1e-8;

/// What is remembered of one parameter's gradients: their mean and that of their squares; of momentum, its velocity.
type Memory = [f32; 2];

/// How many numbers are remembered of as many `parameters`: the means, the means of the squares, β₁ᵗ and β₂ᵗ.
pub fn memories(parameters: usize) -> usize {
    2 * parameters + 2
}

/// Nothing is remembered yet.
pub fn forget(memory: &mut [f32]) {
    let (all, powers) = memory.split_at_mut(memory.len() - 2);
    all.fill(0.0);
    powers.fill(1.0);
}

/// What is remembered of one parameter becomes what it was `before`, but where that was another optimiser's: then
/// nothing.
pub fn keep(number: usize, before: &[f32], memory: &mut [f32]) {
    let count = memory.len() / 2 - 1;
    let is_same = is_adams(before[2 * count]) == is_adams(memory[2 * count]);
    for kept in [number, count + number] {
        memory[kept] = if is_same { before[kept] } else { 0.0 };
    }
}

/// Whether memory with this β₁ᵗ is Adam's.
fn is_adams(power: f32) -> bool {
    power != 1.0
}

impl Optimiser {
    /// A rate that trains the talk's network about as well as any.
    ///
    /// ```
    /// assert_eq!(moongrad::model::optimiser::Optimiser::Sgd.rate(), 1.0);
    /// ```
    pub fn rate(self) -> f64 {
        match self {
            Optimiser::Sgd => 1.0,
            Optimiser::Momentum => 0.1,
            Optimiser::Adam => 0.02,
        }
    }

    /// Writes what `parameters` become in a step; false where a number on the way is not finite.
    pub fn update(
        self,
        rate: f32,
        parameters: &[f32],
        gradient: &[f32],
        memory: &[f32],
        updated: &mut [f32],
    ) -> bool {
        let pairs = updated.iter_mut().zip(parameters).zip(gradient);
        if self == Optimiser::Sgd {
            // Quicker than asking each whether it is finite.
            let mut largest = 0;
            pairs.for_each(|((updated, p), dp)| {
                // walk: sgd early
                *updated = p - rate * dp;
                largest = largest.max(updated.abs().to_bits());
            });
            return largest < f32::INFINITY.to_bits();
        }
        let mut is_finite = true;
        let (means, squares, powers) = parts(memory, gradient.len());
        let next = self.next(powers);
        let powers = self.powers(powers);
        pairs.zip(means.iter().zip(squares)).for_each(|(((updated, p), &dp), (&mean, &square))| {
            let memory = next([mean, square], dp);
            // walk: momentum adam
            *updated = p - rate * self.way(memory, powers);
            is_finite &= updated.is_finite() && memory[1].is_finite();
        });
        is_finite
    }

    /// Remembers a step that was taken.
    pub fn remember(self, gradient: &[f32], memory: &mut [f32]) {
        if self == Optimiser::Sgd {
            return forget(memory);
        }
        let (_, _, powers) = parts(memory, gradient.len());
        let next = self.next(powers);
        let (means, squares) = memory.split_at_mut(gradient.len());
        for ((mean, square), &dp) in means.iter_mut().zip(&mut *squares).zip(gradient) {
            [*mean, *square] = next([*mean, *square], dp);
        }
        squares[gradient.len()..].copy_from_slice(&self.powers(powers));
    }

    /// What a step reads of each parameter's gradients, this one among them: of momentum, what is left of the velocity,
    /// and the velocity; of Adam, m̂ and √v̂ as the paper calls them; of plain descent, nothing.
    ///
    /// ```
    /// use moongrad::model::optimiser::{Optimiser, forget, memories};
    ///
    /// let mut memory = vec![0.0; memories(1)];
    /// forget(&mut memory);
    /// Optimiser::Momentum.remember(&[2.0], &mut memory);
    /// assert_eq!(Optimiser::Momentum.means(&[1.0], &memory), [[1.8, 2.8]]);
    /// ```
    pub fn means(self, gradient: &[f32], memory: &[f32]) -> Vec<[f32; 2]> {
        if self == Optimiser::Sgd {
            return Vec::new();
        }
        let (means, squares, powers) = parts(memory, gradient.len());
        let (next, after) = (self.next(powers), self.powers(powers));
        let pairs = means.iter().zip(squares).zip(gradient);
        let read = pairs.map(|((&mean, &square), &dp)| match self {
            Optimiser::Adam => unbiased(next([mean, square], dp), after),
            _ => [next([mean, square], 0.0)[0], next([mean, square], dp)[0]],
        });
        read.collect()
    }

    /// What is remembered after a gradient. What another optimiser remembered is nothing to this one.
    fn next(self, powers: [f32; 2]) -> impl Fn(Memory, f32) -> Memory {
        let is_own = (self == Optimiser::Adam) == is_adams(powers[0]);
        move |memory, dp| {
            let [mean, square] = if is_own { memory } else { [0.0; 2] };
            match self {
                Optimiser::Adam => {
                    let new = 1.0 - BETA_2;
                    [BETA * mean + (1.0 - BETA) * dp, BETA_2 * square + new * dp * dp]
                }
                _ => [BETA * mean + dp, 0.0],
            }
        }
    }

    /// β₁ᵗ and β₂ᵗ after one step more.
    fn powers(self, [first, second]: [f32; 2]) -> [f32; 2] {
        match self {
            Optimiser::Adam => [BETA * first, BETA_2 * second],
            _ => [1.0; 2],
        }
    }

    /// What the rate is multiplied with.
    fn way(self, memory: Memory, powers: [f32; 2]) -> f32 {
        match self {
            Optimiser::Adam => {
                let [mean, root] = unbiased(memory, powers);
                mean / (root + EPSILON)
            }
            _ => memory[0],
        }
    }
}

/// Adam's mean, and the root of that of the squares, over as many gradients as there were.
fn unbiased([mean, square]: Memory, [first, second]: [f32; 2]) -> [f32; 2] {
    [mean / (1.0 - first), (square / (1.0 - second)).sqrt()]
}

/// Means, means of squares, and the powers.
fn parts(memory: &[f32], count: usize) -> (&[f32], &[f32], [f32; 2]) {
    let (means, rest) = memory.split_at(count);
    (means, &rest[..count], [rest[count], rest[count + 1]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::limits::Choice;
    use proptest::prelude::*;

    /// The papers' formulas in f64, over all gradients since the optimiser was chosen: the way of the newest step.
    fn expected(optimiser: Optimiser, gradients: &[f32]) -> f64 {
        let all = || gradients.iter().map(|&g| f64::from(g));
        let age = |i: usize| (gradients.len() - 1 - i) as i32;
        let faded = |beta: f64, power: i32| {
            all().enumerate().map(|(i, g)| beta.powi(age(i)) * g.powi(power)).sum::<f64>()
        };
        let weight = |beta: f64| (0..gradients.len()).map(|i| beta.powi(age(i))).sum::<f64>();
        match optimiser {
            Optimiser::Sgd => gradients[gradients.len() - 1].into(),
            Optimiser::Momentum => faded(0.9, 1),
            Optimiser::Adam => {
                let mean = faded(0.9, 1) / weight(0.9);
                mean / ((faded(0.999, 2) / weight(0.999)).sqrt() + 1e-8)
            }
        }
    }

    proptest! {
        /// One optimiser after the other: each goes the way of the papers, and begins anew when it is chosen.
        #[test]
        fn every_optimiser_goes_the_way_of_its_paper(
            runs in prop::collection::vec(
                (prop::sample::select(Optimiser::ALL), prop::collection::vec(-3.0..3.0_f32, 1..20)), 1..5,
            ),
        ) {
            let mut memory = vec![0.0; memories(1)];
            forget(&mut memory);
            let mut known: Option<(Optimiser, Vec<f32>)> = None;
            for (optimiser, gradients) in runs {
                let mut since = match known.take() {
                    Some((same, before)) if same == optimiser => before,
                    _ => Vec::new(),
                };
                for gradient in gradients {
                    since.push(gradient);
                    let mut updated = [0.0];
                    prop_assert!(optimiser.update(1.0, &[0.0], &[gradient], &memory, &mut updated));
                    optimiser.remember(&[gradient], &mut memory);
                    let way = expected(optimiser, &since);
                    prop_assert!((f64::from(-updated[0]) - way).abs() < 1e-4 * (1.0 + way.abs()), "{} {way}", updated[0]);
                }
                known = Some((optimiser, since));
            }
        }
    }

    #[test]
    fn what_is_not_finite_is_told() {
        let mut memory = vec![0.0; memories(1)];
        forget(&mut memory);
        for optimiser in Optimiser::ALL.iter().copied() {
            assert!(!optimiser.update(3e38, &[0.0], &[3e38], &memory, &mut [0.0]), "{optimiser:?}");
        }
    }
}
