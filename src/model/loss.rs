//! The talk's loss: the mean hinge of the outputs plus an L2 penalty on the parameters.

use crate::ad::functor::Functor;
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
pub fn hinge<S: Scalar>(output: S, label: S) -> S {
    (S::constant(1.0) - label * output).relu()
}

/// One parameter's share of the penalty: its square.
pub fn square<S: Scalar>(parameter: S) -> S {
    parameter * parameter
}

/// The sum of the squares of all parameters.
///
/// ```
/// assert_eq!(moongrad::model::loss::l2(&vec![3.0, -4.0]), 25.0);
/// ```
pub fn l2<S: Scalar>(parameters: &impl Functor<Item = S>) -> S {
    sum(parameters.elements().into_iter().map(square))
}

/// The mean hinge over `samples`, of which there is at least one.
pub fn data_loss<S: Scalar>(mlp: &Mlp<S>, samples: &[Sample]) -> S {
    let losses = samples.iter().map(|sample| {
        let [x, y] = sample.inputs.map(|input| S::constant(input.into()));
        hinge(mlp.call(&[x, y]), S::constant(sample.label.into()))
    });
    sum(losses) / S::constant(samples.len() as f64)
}

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
pub fn loss<S: Scalar>(mlp: &Mlp<S>, samples: &[Sample]) -> S {
    data_loss(mlp, samples) + S::constant(ALPHA) * l2(mlp)
}
