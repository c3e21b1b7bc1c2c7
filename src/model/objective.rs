//! The network and its loss on one sample, recorded once and replayed over groups of samples.

use crate::ad::{Program, Replay, record};
use crate::data::shapes::Sample;
use crate::model::loss::{Loss, square};
use crate::model::mlp::Mlp;
use crate::model::names::{LayerNodes, Place, find_places};
use crate::number::lanes::Lanes;
use crate::number::scalar::{Number, Scalar, sum};
use std::array;

/// A network and its loss on one sample, recorded once for every sample and all parameters.
///
/// ```
/// use moongrad::model::{mlp::{Activation::Relu, Mlp}, objective::Objective};
/// let objective = Objective::record(&Mlp::<f64>::zeros(&[16, 16], Relu));
/// assert_eq!(objective.sample().parameters(), 337);
/// let mut replay = objective.sample().replay::<f64>(1);
/// replay.inputs_mut().copy_from_slice(&[0.5, -0.5, 1.0, 1.0]);
/// objective.sample().forward(&[0.0; 337], &mut replay);
/// // The network answers 0, which costs 1.
/// assert_eq!((replay.output(0)[0], replay.output(1)[0]), (0.0, 1.0));
/// ```
#[derive(Clone, Debug)]
pub struct Objective {
    /// x, y, label, weight → output, weight · loss.
    sample: Program,
    /// The part of `sample` that ends with the network's output.
    output: Program,
    /// A parameter, as an input → its square.
    penalty: Program,
    /// What each node of `sample` is.
    places: Vec<Place>,
    /// The node of `sample` that each unit's output is.
    units: Vec<usize>,
}

impl Objective {
    /// Records the talk's objective of networks in the shape of `mlp`, whose values do not matter.
    pub fn record<S>(mlp: &Mlp<S>) -> Self {
        Objective::record_with(mlp, Loss::Hinge)
    }

    /// The same with another loss.
    pub fn record_with<S>(mlp: &Mlp<S>, loss: Loss) -> Self {
        let mut layers = Vec::new();
        let sample = record(4, mlp, |mlp, inputs| {
            let trace = mlp.trace(&inputs[..2], |x| mlp.activation.call(x));
            layers = trace.iter().map(|layer| layer.nodes()).collect();
            let output = trace.last().expect("an output layer").outputs[0];
            vec![output, inputs[3] * loss.call(output, inputs[2])]
        });
        let penalty = record(1, &[(); 0], |_, inputs| vec![square(inputs[0])]);
        Objective {
            output: sample.up_to(0),
            penalty: penalty.with_input_adjoints(),
            places: find_places(&sample, &layers),
            units: find_units(&layers),
            sample,
        }
    }

    /// What each node of [`Objective::sample`] is.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The node of [`Objective::sample`] that is each unit's output: those of the two inputs, then those of
    /// the hidden neurons, layer by layer.
    pub fn units(&self) -> &[usize] {
        &self.units
    }

    /// The recording of a sample's loss: x, y, label, weight → output, weight · loss.
    pub fn sample(&self) -> &Program {
        &self.sample
    }

    /// The part of [`Objective::sample`] that ends with the network's output.
    pub fn output(&self) -> &Program {
        &self.output
    }

    /// Adds the gradient of Σ `weight` · loss over `samples` to `sums`, and returns Σ `weight` · loss;
    /// both lane by lane. `replay` is one of [`Objective::sample`] with room for all samples.
    pub fn differentiate<T: Number>(
        &self,
        parameters: &[T::Lane],
        samples: &[Sample],
        weight: f64,
        replay: &mut Replay<T>,
        sums: &mut [T],
    ) -> T {
        let loss = self.evaluate(parameters, samples, weight, replay);
        // walk: flipped
        let seeds = [T::constant(0.0), T::constant(1.0)];
        self.sample.backward(parameters, &seeds, replay, sums);
        loss
    }

    /// Σ `weight` · loss over `samples`, lane by lane.
    pub fn evaluate<T: Number>(
        &self,
        parameters: &[T::Lane],
        samples: &[Sample],
        weight: f64,
        replay: &mut Replay<T>,
    ) -> T {
        set_samples(replay, samples, weight);
        self.sample.forward(parameters, replay);
        sum(replay.output(1).iter().copied())
    }

    /// Σp² over the parameters p, lane by lane. `replay` is one that [`Objective::penalty_replay`] made.
    pub fn square<T: Number>(&self, parameters: &[T::Lane], replay: &mut Replay<T>) -> T {
        set_parameters(replay.inputs_mut(), parameters);
        self.penalty.forward(&[], replay);
        sum(replay.output(0).iter().copied())
    }

    /// Writes to `gradient` the totals of `sums` plus the derivatives of `alpha` · Σp², after
    /// [`Objective::square`].
    pub fn write_gradient<T: Number>(
        &self,
        sums: &[T],
        alpha: f64,
        replay: &mut Replay<T>,
        gradient: &mut [T::Lane],
    ) {
        self.penalty.backward(&[], &[T::constant(alpha)], replay, &mut []);
        let write = |gradient: &mut [T::Lane], sums: &[T], adjoint: T| {
            let derivatives = T::totals(sums) + adjoint;
            for (lane, derivative) in gradient.iter_mut().enumerate() {
                *derivative = derivatives.lane(lane);
            }
        };
        // Apart from the rest, so that the compiler knows how long the others are.
        let (mut whole, sums) = (gradient.chunks_exact_mut(T::LANES), sums.chunks_exact(T::LANES));
        let (mut adjoints, rest) = (replay.adjoints().iter(), sums.remainder());
        let groups = whole.by_ref().zip(sums).zip(&mut adjoints);
        groups.for_each(|((gradient, sums), &adjoint)| write(gradient, sums, adjoint));
        if let Some(&adjoint) = adjoints.next() {
            write(whole.into_remainder(), rest, adjoint);
        }
    }

    /// Memory for [`Objective::square`]: all parameters side by side.
    pub fn penalty_replay<T: Number>(&self) -> Replay<T> {
        self.penalty.replay(self.sample.parameters().div_ceil(T::LANES))
    }
}

/// The nodes of the two inputs and of the outputs of the hidden layers.
fn find_units(layers: &[LayerNodes]) -> Vec<usize> {
    let hidden = &layers[..layers.len() - 1];
    let outputs = hidden.iter().flat_map(|layer| &layer.outputs);
    let node = |output: &Option<usize>| output.expect("an activation depends on its sum");
    [0, 1].into_iter().chain(outputs.map(node)).collect()
}

/// Sets the inputs of [`Objective::sample`]. Lanes without a sample repeat the last, so that they hold
/// numbers like the others, and weigh nothing.
fn set_samples<T: Number>(replay: &mut Replay<T>, samples: &[Sample], weight: f64) {
    let width = samples.len().div_ceil(T::LANES);
    replay.set_width(width);
    let [x, y, labels, weights] = split(replay.inputs_mut(), width);
    for at in 0..width {
        let group = &samples[at * T::LANES..];
        let sample = |lane: usize| &group[lane.min(group.len() - 1)];
        let number = |value: f32| T::Lane::constant(value.into());
        x[at] = T::from_lanes(|lane| number(sample(lane).inputs[0]));
        y[at] = T::from_lanes(|lane| number(sample(lane).inputs[1]));
        labels[at] = T::from_lanes(|lane| number(sample(lane).label));
        weights[at] = first_lanes(group.len(), weight);
    }
}

/// The first `N` nodes of a replay of this width.
pub(crate) fn split<T, const N: usize>(nodes: &mut [T], width: usize) -> [&mut [T]; N] {
    let mut nodes = nodes.chunks_exact_mut(width);
    array::from_fn(|_| nodes.next().expect("a node for each"))
}

/// `value` in the first `count` lanes, 0 in the others.
fn first_lanes<T: Number>(count: usize, value: f64) -> T {
    if count >= T::LANES {
        return T::constant(value);
    }
    T::from_lanes(|lane| T::Lane::constant(if lane < count { value } else { 0.0 }))
}

/// One parameter a lane; lanes without one are 0, which adds nothing to a sum of squares.
fn set_parameters<T: Number>(inputs: &mut [T], parameters: &[T::Lane]) {
    // Apart from the rest, so that the compiler knows how long the others are.
    let whole = parameters.chunks_exact(T::LANES);
    let (rest, zero) = (whole.remainder(), T::Lane::constant(0.0));
    if let (Some(last), false) = (inputs.last_mut(), rest.is_empty()) {
        *last = T::from_lanes(|lane| rest.get(lane).copied().unwrap_or(zero));
    }
    for (input, parameters) in inputs.iter_mut().zip(whole) {
        *input = T::from_lanes(|lane| parameters[lane]);
    }
}

/// The most registers a node: the quickest of 16, 24, 32, 48 and 64 in the benchmark.
pub(crate) const WIDTH: usize = 32;

/// Groups of as even a size as can be, each for one replay.
pub(crate) fn groups<A>(items: &[A]) -> impl Iterator<Item = &[A]> {
    let registers = items.len().div_ceil(Lanes::LANES);
    let width = registers.div_ceil(registers.div_ceil(WIDTH).max(1)).max(1);
    items.chunks(width * Lanes::LANES)
}
