//! The numbers that a model is written over, and those a recording is replayed with.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// A number that a model and its loss can be written over: `f32`, `f64`, [`Lanes`](crate::number::lanes::Lanes)
/// or the recording [`Var`](crate::ad::Var).
///
/// There is no `PartialOrd`: code over `Scalar` cannot branch on a value, so what one input makes it
/// do, every input makes it do. That is why one recording is valid for all of them.
///
/// Not-a-number goes through every operation, [`relu`](Scalar::relu) included. The functions come
/// from the `libm` crate on every target, so that results are the same bits everywhere.
///
/// ```
/// use moongrad::number::scalar::Scalar;
/// fn area<S: Scalar>(radius: S) -> S {
///     S::constant(std::f64::consts::PI) * radius * radius
/// }
/// assert_eq!(area(2.0_f64), 12.566370614359172);
/// ```
pub trait Scalar:
    Copy
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    /// The constant `value`, rounded to this type's precision; the same in every lane.
    fn constant(value: f64) -> Self;
    /// `self` where it is above 0, else 0; not-a-number stays so. Its slope at 0 is 0, as in the talk.
    fn relu(self) -> Self;
    /// The hyperbolic tangent.
    fn tanh(self) -> Self;
    /// The sine of an angle in radians.
    fn sin(self) -> Self;
    /// The cosine of an angle in radians.
    fn cos(self) -> Self;
    /// e to the power of `self`.
    fn exp(self) -> Self;
    /// The natural logarithm; not-a-number below 0.
    fn ln(self) -> Self;

    /// A layer's weighted sums, one a neuron: bias + weight₁·input₁ + … + weightₙ·inputₙ, added from
    /// left to right.
    ///
    /// `parameters` holds neuron after neuron, each as its n weights and then its bias, so its length
    /// is a multiple of n + 1; anything else panics.
    ///
    /// ```
    /// use moongrad::number::scalar::Scalar;
    /// let two_neurons = [1.0, 2.0, 0.5, -1.0, 0.0, 3.0];
    /// assert_eq!(f64::affine(&two_neurons, &[10.0, 100.0]), [210.5, -7.0]);
    /// ```
    fn affine(parameters: &[Self], inputs: &[Self]) -> Vec<Self> {
        plain_affine(parameters, inputs)
    }

    /// `f` of each of `values`: what a layer does with its sums.
    ///
    /// ```
    /// use moongrad::number::scalar::Scalar;
    /// assert_eq!(f64::map(&[-2.0, 3.0], |x| x.relu() + 1.0), [1.0, 4.0]);
    /// ```
    fn map(values: &[Self], f: impl Fn(Self) -> Self) -> Vec<Self> {
        values.iter().map(|&value| f(value)).collect()
    }
}

/// [`Scalar::affine`] as plain sums of products.
pub(crate) fn plain_affine<S: Scalar>(parameters: &[S], inputs: &[S]) -> Vec<S> {
    assert!(parameters.len().is_multiple_of(inputs.len() + 1), "whole neurons");
    let neurons = parameters.chunks_exact(inputs.len() + 1);
    neurons.map(|neuron| weighted_sum(neuron, inputs)).collect()
}

/// One neuron's bias plus its weights times the inputs, from left to right.
fn weighted_sum<S: Scalar>(neuron: &[S], inputs: &[S]) -> S {
    let (&bias, weights) = neuron.split_last().expect("a neuron has a bias");
    let products = weights.iter().zip(inputs).map(|(&w, &x)| w * x);
    products.fold(bias, |sum, product| sum + product)
}

/// The sum of `terms`, from left to right; 0 where there is none.
///
/// ```
/// assert_eq!(moongrad::number::scalar::sum([1.5, 2.0]), 3.5);
/// ```
pub fn sum<S: Scalar>(terms: impl IntoIterator<Item = S>) -> S {
    let mut terms = terms.into_iter();
    match terms.next() {
        Some(first) => terms.fold(first, |sum, term| sum + term),
        None => S::constant(0.0),
    }
}

/// How adjoints come to the inputs of a layer.
#[derive(Debug)]
pub enum Arrival<'a, T> {
    /// They are set.
    Set,
    /// They are added to those that are there.
    Add,
    /// They are set; and as the inputs are the [`Scalar::relu`] of other numbers, so are the adjoints of these.
    Relu {
        /// Those numbers.
        values: &'a [T],
        /// Their adjoints.
        adjoints: &'a mut [T],
    },
}

/// A number that a [`Program`](crate::ad::Program) can be replayed with: it has a value, or one a lane.
///
/// The three affine methods are a layer's forward and its two backward products, for nodes that each
/// hold `width` such numbers, one after the other. Their provided bodies are plain loops;
/// [`Lanes`](crate::number::lanes::Lanes) tiles them for the machine's registers, with the same order of
/// additions in each lane, hence the same bits.
pub trait Number: Scalar + PartialEq + std::fmt::Debug {
    /// How many samples one such number holds.
    const LANES: usize;
    /// The type of one lane, and of a parameter, which all lanes share.
    type Lane: Number<Lane = Self::Lane>;

    /// `value` in every lane.
    fn splat(value: Self::Lane) -> Self;
    /// The number whose lane i is `value(i)`.
    fn from_lanes(value: impl Fn(usize) -> Self::Lane) -> Self;
    /// The value of lane `index`.
    fn lane(&self, index: usize) -> Self::Lane;
    /// The sum of all lanes, in one fixed order.
    fn total(self) -> Self::Lane;
    /// The number whose lane i is the total of number i, or 0 where there is none.
    fn totals(numbers: &[Self]) -> Self {
        let zero = Self::Lane::constant(0.0);
        Self::from_lanes(|lane| numbers.get(lane).map_or(zero, |number| number.total()))
    }
    /// 1 where a lane is above 0, else 0 (also for not-a-number): the slope of [`Scalar::relu`].
    fn relu_slope(self) -> Self;

    /// [`Scalar::affine`] into `outputs`, with parameters that all lanes share; and where a layer goes on with it,
    /// the [`Scalar::relu`] of each into `relu`, which else is empty.
    fn affine_forward(
        width: usize,
        parameters: &[Self::Lane],
        inputs: &[Self],
        outputs: &mut [Self],
        relu: &mut [Self],
    ) {
        let neurons = parameters.chunks_exact(inputs.len() / width + 1);
        for (outputs, neuron) in outputs.chunks_exact_mut(width).zip(neurons) {
            let (&bias, weights) = neuron.split_last().expect("a neuron has a bias");
            // walk: bias
            outputs.fill(Self::splat(bias));
            for (&weight, inputs) in weights.iter().zip(inputs.chunks_exact(width)) {
                for (output, &input) in outputs.iter_mut().zip(inputs) {
                    // walk: product
                    *output = *output + Self::splat(weight) * input;
                }
            }
        }
        relu.iter_mut().zip(outputs).for_each(|(result, sum)| *result = sum.relu());
    }

    /// Hands to the inputs' adjoints the weights times the adjoints of the outputs that each feeds.
    fn affine_to_inputs(
        width: usize,
        parameters: &[Self::Lane],
        outputs: &[Self],
        inputs: &mut [Self],
        arrival: Arrival<Self>,
    ) {
        if !matches!(arrival, Arrival::Add) {
            inputs.fill(Self::constant(0.0));
        }
        add_to_inputs(width, parameters, outputs, inputs);
        if let Arrival::Relu { values, adjoints } = arrival {
            let pairs = adjoints.iter_mut().zip(inputs).zip(values);
            pairs.for_each(|((before, after), value)| *before = *after * value.relu_slope());
        }
    }

    /// Adds to each weight's adjoint its input's value times its output's adjoint, and to each bias's
    /// the output's adjoint.
    fn affine_to_parameters(width: usize, inputs: &[Self], outputs: &[Self], sums: &mut [Self]) {
        let neurons = sums.chunks_exact_mut(inputs.len() / width + 1);
        for (adjoints, neuron) in outputs.chunks_exact(width).zip(neurons) {
            let (bias, weights) = neuron.split_last_mut().expect("a neuron has a bias");
            for (weight, inputs) in weights.iter_mut().zip(inputs.chunks_exact(width)) {
                for (&adjoint, &input) in adjoints.iter().zip(inputs) {
                    // walk: productBack
                    *weight = *weight + adjoint * input;
                }
            }
            for &adjoint in adjoints {
                // walk: biasBack
                *bias = *bias + adjoint;
            }
        }
    }
}

/// Adds to the inputs' adjoints the weights times the adjoints of the outputs that each feeds.
pub(crate) fn add_to_inputs<T: Number>(
    width: usize,
    parameters: &[T::Lane],
    outputs: &[T],
    inputs: &mut [T],
) {
    let neurons = parameters.chunks_exact(inputs.len() / width + 1);
    for (adjoints, neuron) in outputs.chunks_exact(width).zip(neurons) {
        for (inputs, &weight) in inputs.chunks_exact_mut(width).zip(neuron) {
            for (input, &adjoint) in inputs.iter_mut().zip(adjoints) {
                *input = *input + T::splat(weight) * adjoint;
            }
        }
    }
}

macro_rules! impl_float {
    ($float:ty, $tanh:ident, $exp:ident, $ln:ident) => {
        impl Scalar for $float {
            fn constant(value: f64) -> Self {
                value as $float
            }
            // talk: activation
            fn relu(self) -> Self {
                // walk: relu
                if self < 0.0 { 0.0 } else { self }
            }
            // end
            fn tanh(self) -> Self {
                // walk: tanh
                libm::$tanh(self)
            }
            // By way of f64, which is the better answer, and one table of π for both.
            fn sin(self) -> Self {
                libm::sin(self.into()) as $float
            }
            fn cos(self) -> Self {
                libm::cos(self.into()) as $float
            }
            fn exp(self) -> Self {
                libm::$exp(self)
            }
            fn ln(self) -> Self {
                libm::$ln(self)
            }
        }

        impl Number for $float {
            const LANES: usize = 1;
            type Lane = $float;

            fn splat(value: $float) -> Self {
                value
            }
            fn from_lanes(value: impl Fn(usize) -> $float) -> Self {
                value(0)
            }
            fn lane(&self, index: usize) -> $float {
                assert!(index == 0, "one lane");
                *self
            }
            fn total(self) -> $float {
                self
            }
            fn relu_slope(self) -> Self {
                (self > 0.0) as u8 as $float
            }
        }
    };
}

impl_float!(f32, tanhf, expf, logf);
impl_float!(f64, tanh, exp, log);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relu_is_zero_below_and_keeps_not_a_number() {
        assert_eq!((-3.0_f64).relu(), 0.0);
        assert_eq!(2.5_f32.relu(), 2.5);
        assert!(f64::NAN.relu().is_nan());
        assert!(f32::NAN.relu().is_nan());
    }

    #[test]
    fn the_slope_of_relu_at_zero_is_zero() {
        assert_eq!(0.0_f64.relu_slope(), 0.0);
        assert_eq!(f32::MIN_POSITIVE.relu_slope(), 1.0);
    }

    #[test]
    fn the_sum_of_nothing_is_zero() {
        assert_eq!(sum::<f64>([]), 0.0);
    }

    #[test]
    #[should_panic(expected = "whole neurons")]
    fn affine_refuses_half_a_neuron() {
        f64::affine(&[1.0, 2.0], &[1.0, 2.0]);
    }
}
