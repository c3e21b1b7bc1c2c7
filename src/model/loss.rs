//! The loss: the mean over the samples, the talk's is the hinge, plus an L2 penalty on the parameters.

use crate::ad::functor::Functor;
use crate::data::limits::choices;
use crate::data::shapes::Sample;
use crate::model::mlp::Mlp;
use crate::number::scalar::{Scalar, sum};

/// The talk's weight of the L2 penalty.
pub const ALPHA: f64 = 1e-4;

/// The "max margin" loss of one output against its label: `max(0, 1 − label · output)`.
///
/// Zero once the output is on the label's side of the boundary by 1 or more.
///
/// ```
/// assert_eq!(moongrad::model::loss::hinge(0.25, -1.0), 1.25);
/// ```
// talk: loss
pub fn hinge<S: Scalar>(output: S, label: S) -> S {
    // walk: hinge
    (S::constant(1.0) - label * output).relu()
}
// end

choices! {
    /// What one output costs against its label.
    pub enum Loss {
        /// The talk's, see [`hinge`].
        Hinge = "hinge",
        /// See [`logistic`].
        Logistic = "logistic",
        /// See [`squared`].
        Squared = "squared",
    }
}

impl Loss {
    /// The loss of one output against its label, which is −1 or 1.
    pub fn call<S: Scalar>(self, output: S, label: S) -> S {
        match self {
            Loss::Hinge => hinge(output, label),
            Loss::Logistic => logistic(output, label),
            Loss::Squared => squared(output, label),
        }
    }
}

/// The logistic loss `ln(1 + exp(−label · output))`: what it costs to hold the label for as probable as
/// 1 / (1 + exp(−label · output)).
///
/// It is shifted by m = max(0, −label · output), as m + ln(exp(−m) + exp(−label · output − m)), so that no power is
/// too large for a number; its derivative does not depend on m, hence not on the kink there either.
///
/// ```
/// let loss = moongrad::model::loss::logistic;
/// assert_eq!(loss(0.0, 1.0), 2.0_f64.ln());
/// assert_eq!(loss(-1000.0, 1.0), 1000.0);
/// ```
pub fn logistic<S: Scalar>(output: S, label: S) -> S {
    let miss = -(label * output);
    let most = miss.relu();
    // walk: logistic
    most + ((-most).exp() + (miss - most).exp()).ln()
}

/// The squared loss `(label − output)²`.
///
/// ```
/// assert_eq!(moongrad::model::loss::squared(0.5, -1.0), 2.25);
/// ```
pub fn squared<S: Scalar>(output: S, label: S) -> S {
    // walk: squared
    square(label - output)
}

/// One parameter's share of the penalty: its square.
// talk: loss
pub fn square<S: Scalar>(parameter: S) -> S {
    parameter * parameter
}
// end

/// The sum of the squares of all parameters.
///
/// ```
/// assert_eq!(moongrad::model::loss::l2(&vec![3.0, -4.0]), 25.0);
/// ```
// talk: loss
pub fn l2<S: Scalar>(parameters: &impl Functor<Item = S>) -> S {
    sum(parameters.elements().into_iter().map(square))
}
// end

/// The mean hinge over `samples`, of which there is at least one.
///
/// ```
/// use moongrad::data::shapes::Sample;
/// use moongrad::model::{loss::data_loss, mlp::{Activation::Relu, Mlp}};
/// let samples = [Sample { inputs: [1.0, 0.0], label: 1.0 }];
/// assert_eq!(data_loss(&Mlp::<f64>::zeros(&[4], Relu), &samples), 1.0);
/// ```
// talk: loss
pub fn data_loss<S: Scalar>(mlp: &Mlp<S>, samples: &[Sample]) -> S {
    let losses = samples.iter().map(|sample| {
        let [x, y] = sample.inputs.map(|input| S::constant(input.into()));
        hinge(mlp.call(&[x, y]), S::constant(sample.label.into()))
    });
    sum(losses) / S::constant(samples.len() as f64)
}
// end

/// The loss as the talk writes it: [`data_loss`] + [`ALPHA`] · [`l2`].
///
/// It is the specification: what [`Objective`](crate::model::objective::Objective) replays is tested against the
/// gradient of this function.
///
/// ```
/// use moongrad::{ad::grad, data::shapes::Sample, model::loss::loss, model::mlp::{Activation::Relu, Layer, Mlp, Neuron}};
/// let neuron = Neuron { weights: vec![0.5, -0.25], bias: 0.0 };
/// let mlp = Mlp { layers: vec![Layer(vec![neuron])], activation: Relu };
/// let samples = [Sample { inputs: [1.0, 0.0], label: 1.0 }];
/// assert_eq!(loss(&mlp, &samples), 0.5 + 1e-4 * 0.3125);
/// let gradient = grad(|mlp| loss(mlp, &samples), &mlp);
/// assert_eq!(gradient.layers[0].0[0].bias, -1.0);
/// ```
// talk: loss
pub fn loss<S: Scalar>(mlp: &Mlp<S>, samples: &[Sample]) -> S {
    data_loss(mlp, samples) + S::constant(ALPHA) * l2(mlp)
}
// end

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ad::grad;
    use crate::data::limits::Choice;
    use proptest::prelude::*;

    /// The formulas as they are written down, without regard to what numbers hold.
    fn written(loss: Loss, output: f64, label: f64) -> f64 {
        match loss {
            Loss::Hinge => (1.0 - label * output).max(0.0),
            Loss::Logistic => (-label * output).exp().ln_1p(),
            Loss::Squared => (label - output).powi(2),
        }
    }

    fn slope(loss: Loss, output: f64, label: f64) -> f64 {
        grad(|x| loss.call(x[0], Scalar::constant(label)), &vec![output])[0]
    }

    proptest! {
        #[test]
        fn every_loss_is_its_formula_and_so_is_its_slope(
            loss in prop::sample::select(Loss::ALL), output in -30.0..30.0_f64, is_lower: bool,
        ) {
            let label = if is_lower { 1.0 } else { -1.0 };
            let value = written(loss, output, label);
            prop_assert!((loss.call(output, label) - value).abs() < 1e-9 * (1.0 + value));
            let h = 1e-5;
            let nudged = (written(loss, output + h, label) - written(loss, output - h, label)) / (2.0 * h);
            let kink = loss == Loss::Hinge && (label * output - 1.0).abs() < 2.0 * h;
            prop_assert!(kink || (slope(loss, output, label) - nudged).abs() < 1e-4 * (1.0 + nudged.abs()));
        }
    }

    #[test]
    fn the_logistic_loss_is_finite_everywhere_and_pulls_at_an_output_of_0() {
        assert_eq!(slope(Loss::Logistic, 0.0, 1.0), -0.5);
        for output in [-3e38_f32, -100.0, 100.0, 3e38] {
            assert!(Loss::Logistic.call(output, 1.0).is_finite(), "{output}");
        }
    }
}
