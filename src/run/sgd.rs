//! Stochastic gradient descent: the recorded objective, replayed over a batch.

use crate::ad::Replay;
use crate::data::shapes::Sample;
use crate::model::mlp::Mlp;
use crate::model::objective::{Objective, WIDTH, groups};
use crate::model::optimiser::Optimiser;
use crate::number::lanes::Lanes;
use crate::number::scalar::{Number, Scalar, sum};
use crate::run::culprit::Culprit;
use std::array;

/// What one gradient step met, before its update.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The mean loss over the batch.
    pub data_loss: f64,
    /// α · Σp².
    pub penalty: f64,
    /// The Euclidean norm of the gradient of the two together.
    pub gradient_norm: f64,
}

/// How a step follows from the gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Descent {
    /// The learning rate.
    pub rate: f64,
    /// The weight of the L2 penalty.
    pub alpha: f64,
    /// The way from the gradient to the parameters.
    pub optimiser: Optimiser,
}

/// A step was not taken, since a number on the way was infinite or not a number: [`Sgd::find_culprit`] tells
/// which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFinite;

/// The mean loss and the share of right answers over some samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation {
    /// The mean loss.
    pub data_loss: f64,
    /// The share whose output has the label's sign, from 0 to 1.
    pub accuracy: f64,
}

/// How many groups of a batch are differentiated between two looks at the clock: with the largest network, a
/// millisecond or two.
const PART: usize = 8;

/// The objective with the memory that its replays need: no call allocates.
///
/// ```
/// use moongrad::ad::{functor::Functor, grad};
/// use moongrad::data::{random::{Use, generator}, shapes::two_moons};
/// use moongrad::model::{loss::loss, mlp::{Activation::Relu, Mlp}};
/// use moongrad::run::sgd::Sgd;
/// let mlp = Mlp::init(&[2, 4], Relu, &mut generator(0, Use::Weights, 0));
/// let batch = two_moons(20, 0.1, &mut generator(0, Use::Batch, 0));
/// let mut sgd = Sgd::new(&mlp);
/// sgd.differentiate(&mlp.elements(), &batch, 1e-4);
/// let specified = grad(|mlp| loss(mlp, &batch), &mlp).elements();
/// let pairs = sgd.gradient().iter().zip(&specified);
/// assert!(pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max) < 1e-6);
/// ```
#[derive(Clone, Debug)]
pub struct Sgd {
    objective: Objective,
    replay: Replay<Lanes>,
    penalty: Replay<Lanes>,
    sums: Vec<Lanes>,
    /// How many groups of the batch are in `sums`, and their loss.
    done: usize,
    loss: Lanes,
    gradient: Vec<f32>,
    updated: Vec<f32>,
}

impl Sgd {
    /// Records the talk's objective of networks in the shape of `mlp`.
    pub fn new<S>(mlp: &Mlp<S>) -> Self {
        Sgd::on(Objective::record(mlp))
    }

    /// On an objective that was recorded.
    pub fn on(objective: Objective) -> Self {
        let count = objective.sample().parameters();
        Sgd {
            replay: objective.sample().replay(WIDTH),
            penalty: objective.penalty_replay(),
            sums: vec![Lanes::constant(0.0); count],
            done: 0,
            loss: Lanes::constant(0.0),
            gradient: vec![0.0; count],
            updated: vec![0.0; count],
            objective,
        }
    }

    /// The recorded objective.
    pub fn objective(&self) -> &Objective {
        &self.objective
    }

    /// The gradient of the last [`Sgd::step`] or [`Sgd::differentiate`].
    pub fn gradient(&self) -> &[f32] {
        &self.gradient
    }

    /// The loss over `batch`, which is not empty, at `parameters`: (mean loss, `alpha` · Σp²). Its
    /// gradient is then [`Sgd::gradient`].
    pub fn differentiate(
        &mut self,
        parameters: &[f32],
        batch: &[Sample],
        alpha: f64,
    ) -> (f64, f64) {
        self.abandon();
        self.prepare(parameters, batch, &mut || true);
        self.add_up(parameters, alpha)
    }

    /// One step of plain gradient descent: `parameters` become p − `rate` · dp.
    ///
    /// Where any number on the way is not finite, `parameters` stay as they are.
    pub fn step(
        &mut self,
        parameters: &mut [f32],
        batch: &[Sample],
        rate: f64,
        alpha: f64,
    ) -> Result<Step, NotFinite> {
        self.abandon();
        self.prepare(parameters, batch, &mut || true);
        self.finish(parameters, &mut [], Descent { rate, alpha, optimiser: Optimiser::Sgd })
    }

    /// Does what takes long of a step: sums up the gradient over `batch`. `go_on` is asked now and then; where
    /// it says no, this returns false, and another call goes on from there, to the same bits.
    pub fn prepare(
        &mut self,
        parameters: &[f32],
        batch: &[Sample],
        go_on: &mut dyn FnMut() -> bool,
    ) -> bool {
        let Sgd { objective, replay, sums, .. } = self;
        // walk: summed
        let weight = 1.0 / batch.len() as f64;
        if self.done == 0 {
            sums.fill(Lanes::constant(0.0));
        }
        for group in groups(batch).skip(self.done) {
            let loss = objective.differentiate(parameters, group, weight, replay, sums);
            self.loss = if self.done == 0 { loss } else { self.loss + loss };
            self.done += 1;
            if self.done.is_multiple_of(PART) && !go_on() {
                return false;
            }
        }
        true
    }

    /// Forgets what [`Sgd::prepare`] has summed up so far: parameters or batch are others.
    pub fn abandon(&mut self) {
        self.done = 0;
    }

    /// The rest of a step, after [`Sgd::prepare`], with what the optimiser remembers; plain descent needs nothing.
    pub fn finish(
        &mut self,
        parameters: &mut [f32],
        memory: &mut [f32],
        Descent { rate, alpha, optimiser }: Descent,
    ) -> Result<Step, NotFinite> {
        let (data_loss, penalty) = self.add_up(parameters, alpha);
        let Sgd { gradient, updated, .. } = self;
        let is_finite = optimiser.update(rate as f32, parameters, gradient, memory, updated);
        let gradient_norm = norm(gradient);
        // The norm is finite if and only if all that goes into it is.
        if !is_finite || !(data_loss + penalty + gradient_norm).is_finite() {
            return Err(NotFinite);
        }
        parameters.copy_from_slice(updated);
        if !memory.is_empty() {
            optimiser.remember(gradient, memory);
        }
        Ok(Step { data_loss, penalty, gradient_norm })
    }

    /// Adds up the lanes, and the penalty: the mean loss, and `alpha` · Σp².
    fn add_up(&mut self, parameters: &[f32], alpha: f64) -> (f64, f64) {
        self.abandon();
        let Sgd { objective, penalty, sums, gradient, .. } = self;
        let squares = objective.square(parameters, penalty).total();
        objective.write_gradient(sums, alpha, penalty, gradient);
        (self.loss.total().into(), alpha * f64::from(squares))
    }

    /// Looks, after a step that was not taken, for the first operation that is to blame: forward through the
    /// batch, backward through it, and on to the update.
    pub fn find_culprit(&mut self, parameters: &[f32], batch: &[Sample]) -> Culprit {
        let first = |values: &[f32]| values.iter().position(|value| !value.is_finite());
        let (data_loss, penalty) = self.differentiate(parameters, batch, 0.0);
        if !data_loss.is_finite() {
            return self.find_in_batch(parameters, batch).unwrap_or(Culprit::Loss);
        }
        if let Some(number) = first(&self.gradient) {
            let in_batch = self.find_in_batch(parameters, batch);
            return in_batch.unwrap_or(Culprit::Derivative(number));
        }
        // Even nothing times the squares is not a number where these are infinite.
        match first(&self.updated) {
            _ if !penalty.is_finite() => Culprit::Penalty,
            Some(number) => Culprit::Parameter(number),
            None => Culprit::Square(largest(&self.gradient)),
        }
    }

    /// The first node of the recording that is not finite for some sample: of the values in their order,
    /// else of the adjoints in theirs.
    fn find_in_batch(&mut self, parameters: &[f32], batch: &[Sample]) -> Option<Culprit> {
        let Sgd { objective, replay, sums, .. } = self;
        let weight = 1.0 / batch.len() as f64;
        let mut adjoint = None;
        for group in groups(batch) {
            objective.differentiate(parameters, group, weight, replay, sums);
            let width = replay.output(0).len();
            let is_bad = |values: &[Lanes]| {
                values.iter().any(|value| value.to_array().iter().any(|lane| !lane.is_finite()))
            };
            if let Some(node) = replay.values().chunks_exact(width).position(is_bad) {
                let neuron = objective.places()[node].neuron();
                return Some(neuron.map_or(Culprit::Loss, |(layer, n)| Culprit::Sum(layer, n)));
            }
            adjoint = adjoint.or(replay.adjoints().chunks_exact(width).rposition(is_bad));
        }
        let neuron = objective.places()[adjoint?].neuron();
        Some(neuron.map_or(Culprit::Loss, |(layer, n)| Culprit::Adjoint(layer, n)))
    }

    /// The mean loss and the accuracy over `samples`: see [`evaluate`].
    pub fn evaluate(&mut self, parameters: &[f32], samples: &[Sample]) -> Evaluation {
        evaluate(&self.objective, parameters, samples, &mut self.replay)
    }

    /// Σp² for the parameters p.
    pub fn squares(&mut self, parameters: &[f32]) -> f64 {
        self.objective.square(parameters, &mut self.penalty).total().into()
    }
}

/// The mean loss and the accuracy over `samples`; without any, no loss and an accuracy that is not a number.
/// `replay` is one of [`Objective::sample`] with room for `WIDTH` numbers a node.
pub fn evaluate(
    objective: &Objective,
    parameters: &[f32],
    samples: &[Sample],
    replay: &mut Replay<Lanes>,
) -> Evaluation {
    if samples.is_empty() {
        return Evaluation { data_loss: 0.0, accuracy: f64::NAN };
    }
    let weight = 1.0 / samples.len() as f64;
    let mut right = 0;
    let losses = groups(samples).map(|group| {
        let loss = objective.evaluate(parameters, group, weight, replay);
        right += count_right(group, replay.output(0));
        loss
    });
    let data_loss = sum(losses).total().into();
    Evaluation { data_loss, accuracy: right as f64 / samples.len() as f64 }
}

/// The number of the largest magnitude.
fn largest(values: &[f32]) -> usize {
    let magnitudes = values.iter().map(|value| value.abs()).enumerate();
    magnitudes.max_by(|(_, a), (_, b)| a.total_cmp(b)).map_or(0, |(number, _)| number)
}

/// How many outputs have the sign of their sample's label.
fn count_right(samples: &[Sample], outputs: &[Lanes]) -> usize {
    let is_right = |(lane, sample): (usize, &Sample), output: &Lanes| {
        usize::from(output.lane(lane) * sample.label > 0.0)
    };
    let groups = samples.chunks(Lanes::LANES).zip(outputs);
    groups
        .map(|(group, output)| group.iter().enumerate().map(|s| is_right(s, output)).sum::<usize>())
        .sum()
}

/// The Euclidean norm, in `f64` so that squares do not overflow: finite if and only if all values are.
/// Eight partial sums keep it quick.
fn norm(values: &[f32]) -> f64 {
    let (chunks, rest) = values.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for chunk in chunks {
        sums = array::from_fn(|i| sums[i] + f64::from(chunk[i]) * f64::from(chunk[i]));
    }
    for (sum, &value) in sums.iter_mut().zip(rest) {
        *sum += f64::from(value) * f64::from(value);
    }
    sums.iter().sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ad::functor::Functor;
    use crate::ad::{grad, grad_with};
    use crate::data::limits::Choice;
    use crate::data::random::{Use, generator};
    use crate::data::shapes::two_moons;
    use crate::model::loss::{ALPHA, loss};
    use crate::model::mlp::Activation;
    use crate::model::names::Place;
    use proptest::prelude::*;

    fn network(hidden: &[usize], activation: Activation, seed: u32) -> Mlp<f32> {
        let inputs = [&[2], hidden].concat();
        let mut mlp = Mlp::init(&inputs, activation, &mut generator(seed, Use::Weights, 0));
        // Biases that are not all zero, so that they matter.
        let mut count = 0.0;
        mlp = mlp.map(&mut |p| {
            count += 1.0;
            p + 0.01 * f32::sin(count)
        });
        mlp
    }

    fn moons(count: usize, seed: u32) -> Vec<Sample> {
        two_moons(count, 0.2, &mut generator(seed, Use::Samples, 0))
    }

    /// The Trainer's way to the gradient, with `f64` in place of lanes.
    fn replayed(mlp: &Mlp<f64>, samples: &[Sample]) -> (f64, Vec<f64>) {
        let objective = Objective::record(mlp);
        let parameters = mlp.elements();
        let mut gradient = vec![0.0; parameters.len()];
        let mut replay = objective.sample().replay(5);
        let mut total = 0.0;
        for group in samples.chunks(5) {
            let weight = 1.0 / samples.len() as f64;
            let sums = &mut gradient;
            total += objective.differentiate(&parameters, group, weight, &mut replay, sums);
        }
        let (mut penalty, sums) = (objective.penalty_replay(), gradient.clone());
        total += ALPHA * objective.square::<f64>(&parameters, &mut penalty);
        objective.write_gradient(&sums, ALPHA, &mut penalty, &mut gradient);
        (total, gradient)
    }

    fn networks() -> impl Strategy<Value = Mlp<f32>> {
        let activation = prop::sample::select(Activation::ALL);
        (prop::collection::vec(1..20_usize, 0..4), activation, 0..1000_u32)
            .prop_map(|(hidden, activation, seed)| network(&hidden, activation, seed))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_replayed_gradient_is_that_of_the_readable_loss_in_f64(
            mlp in networks(), count in 1..23_usize, seed in 0..1000_u32,
        ) {
            // Weights of samples are f32 in the replay: a power of two has no rounding.
            let samples = moons(count.next_power_of_two(), seed);
            let mlp = mlp.map(&mut |p| f64::from(*p));
            let (value, gradient) = replayed(&mlp, &samples);
            let expected = grad(|mlp| loss(mlp, &samples), &mlp).elements();
            prop_assert!((value - loss(&mlp, &samples)).abs() < 1e-12);
            for (replayed, expected) in gradient.iter().zip(expected) {
                prop_assert!((replayed - expected).abs() <= 1e-12 * expected.abs().max(1.0));
            }
        }

        #[test]
        fn the_gradient_over_lanes_is_that_of_the_readable_loss_within_f32(
            mlp in networks(), count in 1..150_usize, seed in 0..1000_u32,
        ) {
            let samples = moons(count, seed);
            let mut sgd = Sgd::new(&mlp);
            let (data_loss, penalty) = sgd.differentiate(&mlp.elements(), &samples, ALPHA);
            let mlp = mlp.map(&mut |p| f64::from(*p));
            let value = loss(&mlp, &samples);
            prop_assert!((data_loss + penalty - value).abs() < 1e-5 * value.max(1.0));
            let expected = grad(|mlp| loss(mlp, &samples), &mlp).elements();
            let scale = expected.iter().fold(1.0_f64, |most, d| most.max(d.abs()));
            let mut far = 0;
            for (lanes, expected) in sgd.gradient().iter().zip(expected) {
                far += usize::from((f64::from(*lanes) - expected).abs() > 1e-5 * scale);
            }
            // A sum within rounding of a kink may fall on either side of it, and then differs whole.
            prop_assert!(far == 0 || kinks(&mlp, &samples) > 0, "{} derivatives differ", far);
        }
    }

    /// How many samples have a sum, or a margin, so close to a kink that f32 cannot tell its sides apart.
    fn kinks(mlp: &Mlp<f64>, samples: &[Sample]) -> usize {
        let objective = Objective::record(mlp);
        let mut replay = objective.sample().replay::<f64>(1);
        let mut near = |sample: &Sample| {
            objective.evaluate(&mlp.elements(), std::slice::from_ref(sample), 1.0, &mut replay);
            let is_sum = |place: &Place| matches!(place, Place::Sum { .. });
            let sums = objective.places().iter().zip(replay.values()).filter(|(p, _)| is_sum(p));
            let margin = 1.0 - f64::from(sample.label) * replay.output(0)[0];
            sums.map(|(_, sum)| *sum).chain([margin]).any(|value| value.abs() < 1e-5)
        };
        samples.iter().filter(|sample| near(sample)).count()
    }

    #[test]
    fn one_step_is_the_talks_grad_with_on_the_network() {
        let mlp = network(&[16, 16], Activation::Relu, 7);
        let samples = moons(50, 7);
        let mut parameters = mlp.elements();
        Sgd::new(&mlp).step(&mut parameters, &samples, 0.5, ALPHA).unwrap();
        let expected = grad_with(|p, dp| p - 0.5 * dp, |mlp| loss(mlp, &samples), &mlp);
        for (stepped, expected) in parameters.iter().zip(expected.elements()) {
            assert!((stepped - expected).abs() < 1e-6, "{stepped} is not {expected}");
        }
    }

    /// The heavy ball in f64, on the gradient of the readable loss.
    #[test]
    fn evaluation_is_the_mean_hinge_and_the_share_of_right_signs() {
        let mlp = network(&[5], Activation::Tanh, 2);
        for count in [1, 3, 4, 64, 65, 201] {
            let samples = moons(count, 3);
            let evaluation = Sgd::new(&mlp).evaluate(&mlp.elements(), &samples);
            let outputs = samples.iter().map(|s| (mlp.call(&s.inputs), s.label));
            let right = outputs.clone().filter(|(output, label)| output * label > 0.0).count();
            assert_eq!(evaluation.accuracy, right as f64 / count as f64);
            let hinges = outputs.map(|(output, label)| f64::from((1.0 - label * output).max(0.0)));
            let mean = hinges.sum::<f64>() / count as f64;
            assert!((evaluation.data_loss - mean).abs() < 1e-6);
        }
    }

    #[test]
    fn a_step_that_meets_a_number_that_is_not_finite_leaves_the_parameters() {
        let mlp = network(&[16, 16], Activation::Relu, 4);
        let samples = moons(50, 5);
        let mut sgd = Sgd::new(&mlp);
        let mut step = |spoil: fn(&mut Vec<f32>), rate| {
            let mut parameters = mlp.elements();
            spoil(&mut parameters);
            let before = parameters.clone();
            let result = sgd.step(&mut parameters, &samples, rate, ALPHA);
            assert!(result.is_ok() || parameters == before);
            result.map(|_| ()).map_err(|NotFinite| sgd.find_culprit(&before, &samples))
        };
        assert_eq!(step(|_| {}, 0.1), Ok(()));
        let big = |p: &mut Vec<f32>| p.iter_mut().for_each(|p| *p *= 1e20);
        assert_eq!(step(big, 0.1), Err(Culprit::Sum(1, 0)));
        assert_eq!(step(|p| p[2 * 3] = f32::INFINITY, 0.1), Err(Culprit::Sum(0, 2)));
        assert_eq!(step(|p| p[336] = 1e20, 1e-9), Err(Culprit::Penalty));
        assert_eq!(step(|_| {}, 1e39), Err(Culprit::Parameter(0)));
    }

    #[test]
    fn a_step_taken_in_parts_has_the_same_bits() {
        let mlp = network(&[16, 16], Activation::Relu, 4);
        let samples = moons(5000, 5);
        let mut sgd = Sgd::new(&mlp);
        let [mut whole, mut parts] = [mlp.elements(), mlp.elements()];
        let step = sgd.step(&mut whole, &samples, 0.5, ALPHA).unwrap();
        let mut calls = 1;
        while !sgd.prepare(&parts, &samples, &mut || false) {
            calls += 1;
            // In between, other things are done.
            sgd.evaluate(&parts, &samples[..100]);
        }
        // 40 groups of 125; after the last one, too, the clock is looked at.
        assert_eq!(calls, 40 / PART + 1);
        let descent = Descent { rate: 0.5, alpha: ALPHA, optimiser: Optimiser::Sgd };
        assert_eq!(sgd.finish(&mut parts, &mut [], descent), Ok(step));
        assert_eq!(parts, whole);
    }
}
