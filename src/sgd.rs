//! Stochastic gradient descent: the recorded objective, replayed over a batch.

use crate::ad::{Program, Replay, record};
use crate::data::Sample;
use crate::lanes::Lanes;
use crate::loss::{hinge, square};
use crate::mlp::Mlp;
use crate::scalar::{Number, Scalar, sum};
use serde::{Deserialize, Serialize};

/// How the learning rate goes with the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Schedule {
    /// The same at every step.
    Constant,
    /// The talk's: from the start's rate down in a straight line to a tenth of it, and so on from there.
    Linear,
}

impl Schedule {
    /// The rate of the step after `step` steps of `steps`, where the first has the rate `start`.
    ///
    /// ```
    /// use moongrad::sgd::Schedule;
    /// assert_eq!(Schedule::Linear.rate(1.0, 75, 150), 0.55);
    /// assert_eq!(Schedule::Constant.rate(0.3, 75, 150), 0.3);
    /// ```
    pub fn rate(self, start: f64, step: u64, steps: u64) -> f64 {
        match self {
            Schedule::Constant => start,
            Schedule::Linear => start * (1.0 - 0.9 * step.min(steps) as f64 / steps as f64),
        }
    }
}

/// A network and its loss on one sample, recorded once for every sample and all parameters.
#[derive(Clone, Debug)]
pub struct Objective {
    /// x, y, label, weight → output, weight · hinge.
    sample: Program,
    /// The part of `sample` that ends with the network's output.
    output: Program,
    /// A parameter, as an input → its square.
    penalty: Program,
}

impl Objective {
    /// Records the objective of networks in the shape of `mlp`, whose values do not matter.
    pub fn record<S>(mlp: &Mlp<S>) -> Self {
        let sample = record(4, mlp, |mlp, inputs| {
            let output = mlp.call(&inputs[..2]);
            vec![output, inputs[3] * hinge(output, inputs[2])]
        });
        let penalty = record(1, &[(); 0], |_, inputs| vec![square(inputs[0])]);
        let output = sample.up_to(0);
        Objective { sample, output, penalty: penalty.with_input_adjoints() }
    }

    /// The recording of a sample's loss: x, y, label, weight → output, weight · hinge.
    pub fn sample(&self) -> &Program {
        &self.sample
    }

    /// Adds the gradient of Σ `weight` · hinge over `samples` to `sums`, and returns Σ `weight` · hinge;
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
        let seeds = [T::constant(0.0), T::constant(1.0)];
        self.sample.backward(parameters, &seeds, replay, sums);
        loss
    }

    /// Σ `weight` · hinge over `samples`, lane by lane.
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

    /// Adds the derivatives of `alpha` · Σp² to `gradient`, after [`Objective::square`].
    pub fn add_penalty<T: Number>(
        &self,
        alpha: f64,
        replay: &mut Replay<T>,
        gradient: &mut [T::Lane],
    ) {
        self.penalty.backward(&[], &[T::constant(alpha)], replay, &mut []);
        for (gradient, adjoint) in gradient.chunks_mut(T::LANES).zip(replay.adjoints()) {
            for (lane, derivative) in gradient.iter_mut().enumerate() {
                *derivative = *derivative + adjoint.lane(lane);
            }
        }
    }

    /// Memory for [`Objective::square`]: all parameters side by side.
    pub fn penalty_replay<T: Number>(&self) -> Replay<T> {
        self.penalty.replay(self.sample.parameters().div_ceil(T::LANES))
    }
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
fn split<T, const N: usize>(nodes: &mut [T], width: usize) -> [&mut [T]; N] {
    let mut nodes = nodes.chunks_exact_mut(width);
    std::array::from_fn(|_| nodes.next().expect("a node for each"))
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
    for (input, parameters) in inputs.iter_mut().zip(parameters.chunks(T::LANES)) {
        let zero = T::Lane::constant(0.0);
        *input = T::from_lanes(|lane| parameters.get(lane).copied().unwrap_or(zero));
    }
}

/// What one gradient step met, before its update.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The mean hinge over the batch.
    pub data_loss: f64,
    /// α · Σp².
    pub penalty: f64,
    /// The Euclidean norm of the gradient of the two together.
    pub gradient_norm: f64,
}

/// Why a step was not taken: a number that is infinite or not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFinite {
    /// The mean hinge over the batch.
    DataLoss,
    /// The L2 penalty.
    Penalty,
    /// The derivative by the parameter of this number.
    Gradient(usize),
    /// The parameter of this number, had it been updated.
    Parameter(usize),
}

/// The mean hinge and the share of right answers over some samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation {
    /// The mean hinge.
    pub data_loss: f64,
    /// The share whose output has the label's sign, from 0 to 1.
    pub accuracy: f64,
}

/// The most registers a node: with the talk's network, values and adjoints then fit into the first-level
/// cache together.
const WIDTH: usize = 16;

/// The objective with the memory that its replays need: no call allocates.
#[derive(Clone, Debug)]
pub struct Sgd {
    objective: Objective,
    replay: Replay<Lanes>,
    penalty: Replay<Lanes>,
    sums: Vec<Lanes>,
    gradient: Vec<f32>,
    updated: Vec<f32>,
}

impl Sgd {
    /// Records the objective of networks in the shape of `mlp`.
    pub fn new<S>(mlp: &Mlp<S>) -> Self {
        let objective = Objective::record(mlp);
        let count = objective.sample.parameters();
        Sgd {
            replay: objective.sample.replay(WIDTH),
            penalty: objective.penalty_replay(),
            sums: vec![Lanes::constant(0.0); count],
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

    /// The loss over `batch`, which is not empty, at `parameters`: (mean hinge, `alpha` · Σp²). Its
    /// gradient is then [`Sgd::gradient`].
    pub fn differentiate(
        &mut self,
        parameters: &[f32],
        batch: &[Sample],
        alpha: f64,
    ) -> (f64, f64) {
        let Sgd { objective, replay, penalty, sums, gradient, .. } = self;
        let weight = 1.0 / batch.len() as f64;
        sums.fill(Lanes::constant(0.0));
        let losses = groups(batch)
            .map(|group| objective.differentiate(parameters, group, weight, replay, sums));
        let data_loss = sum(losses).total();
        for (derivative, sum) in gradient.iter_mut().zip(&*sums) {
            *derivative = sum.total();
        }
        let squares = objective.square(parameters, penalty).total();
        objective.add_penalty(alpha, penalty, gradient);
        (data_loss.into(), alpha * f64::from(squares))
    }

    /// One step of gradient descent: `parameters` become p − `rate` · dp.
    ///
    /// Where any number on the way is not finite, `parameters` stay as they are.
    pub fn step(
        &mut self,
        parameters: &mut [f32],
        batch: &[Sample],
        rate: f64,
        alpha: f64,
    ) -> Result<Step, NotFinite> {
        let (data_loss, penalty) = self.differentiate(parameters, batch, alpha);
        for ((updated, &p), &dp) in self.updated.iter_mut().zip(&*parameters).zip(&self.gradient) {
            *updated = p - rate as f32 * dp;
        }
        let gradient_norm = norm(&self.gradient);
        self.check_finite(data_loss, penalty)?;
        parameters.copy_from_slice(&self.updated);
        Ok(Step { data_loss, penalty, gradient_norm })
    }

    fn check_finite(&self, data_loss: f64, penalty: f64) -> Result<(), NotFinite> {
        if !data_loss.is_finite() {
            return Err(NotFinite::DataLoss);
        }
        if !penalty.is_finite() {
            return Err(NotFinite::Penalty);
        }
        match (first_not_finite(&self.gradient), first_not_finite(&self.updated)) {
            (Some(parameter), _) => Err(NotFinite::Gradient(parameter)),
            (None, Some(parameter)) => Err(NotFinite::Parameter(parameter)),
            (None, None) => Ok(()),
        }
    }

    /// The mean hinge and the accuracy over `samples`, of which there is at least one.
    pub fn evaluate(&mut self, parameters: &[f32], samples: &[Sample]) -> Evaluation {
        let Sgd { objective, replay, .. } = self;
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

    /// Σp² for the parameters p.
    pub fn squares(&mut self, parameters: &[f32]) -> f64 {
        self.objective.square(parameters, &mut self.penalty).total().into()
    }

    /// The network's output for each of `points`, appended to `outputs`.
    pub fn predict(&mut self, parameters: &[f32], points: &[[f32; 2]], outputs: &mut Vec<f32>) {
        for group in groups(points) {
            let width = group.len().div_ceil(Lanes::LANES);
            self.replay.set_width(width);
            let [x, y] = split(self.replay.inputs_mut(), width);
            for (points, (x, y)) in group.chunks(Lanes::LANES).zip(x.iter_mut().zip(y)) {
                let point = |lane: usize| points[lane.min(points.len() - 1)];
                *x = Lanes::from_lanes(|lane| point(lane)[0]);
                *y = Lanes::from_lanes(|lane| point(lane)[1]);
            }
            self.objective.output.forward(parameters, &mut self.replay);
            let values = self.replay.output(0).iter().flat_map(|output| output.to_array());
            outputs.extend(values.take(group.len()));
        }
    }
}

/// Groups of as even a size as can be, each for one replay.
fn groups<A>(items: &[A]) -> impl Iterator<Item = &[A]> {
    let registers = items.len().div_ceil(Lanes::LANES);
    let width = registers.div_ceil(registers.div_ceil(WIDTH).max(1)).max(1);
    items.chunks(width * Lanes::LANES)
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

/// The Euclidean norm, in `f64` so that squares do not overflow; eight partial sums keep it quick.
fn norm(values: &[f32]) -> f64 {
    let mut sums = [0.0; 8];
    for chunk in values.chunks(8) {
        for (sum, &value) in sums.iter_mut().zip(chunk) {
            *sum += f64::from(value) * f64::from(value);
        }
    }
    libm::sqrt(sums.iter().sum())
}

fn first_not_finite(values: &[f32]) -> Option<usize> {
    // 0 · x is 0 for a finite x and not a number for others; a sum is quicker than a search.
    let all_finite = values.iter().fold(0.0, |sum, value| sum + 0.0 * value) == 0.0;
    if all_finite { None } else { values.iter().position(|value| !value.is_finite()) }
}
