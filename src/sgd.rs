//! Stochastic gradient descent: the recorded objective, replayed over a batch.

use crate::ad::{Program, Replay, record};
use crate::data::Sample;
use crate::lanes::Lanes;
use crate::loss::{hinge, square};
use crate::mlp::Mlp;
use crate::scalar::{Number, Scalar};
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
    /// x, y, label → output, hinge.
    sample: Program,
    /// The part of `sample` that ends with the network's output.
    output: Program,
    /// One parameter, as an input → its square; replayed with a parameter a lane.
    penalty: Program,
}

impl Objective {
    /// Records the objective of networks in the shape of `mlp`, whose values do not matter.
    pub fn record<S>(mlp: &Mlp<S>) -> Self {
        let sample = record(3, mlp, |mlp, inputs| {
            let output = mlp.call(&inputs[..2]);
            vec![output, hinge(output, inputs[2])]
        });
        let penalty = record(1, &[(); 0], |_, inputs| vec![square(inputs[0])]);
        let output = sample.up_to(0);
        Objective { sample, output, penalty: penalty.with_input_adjoints() }
    }

    /// The recording of the network and its hinge loss: x, y, label → output, hinge.
    pub fn sample(&self) -> &Program {
        &self.sample
    }

    /// Adds the gradient of Σ `weight` · hinge over the first `T::LANES` of `samples`, fewer where there
    /// are fewer, to `sums`, and Σ `weight` · hinge itself to `loss`.
    pub fn accumulate<T: Number>(
        &self,
        parameters: &[T::Lane],
        samples: &[Sample],
        weight: f64,
        replay: &mut Replay<T>,
        loss: &mut T::Sum,
        sums: &mut [T::Sum],
    ) {
        set_samples(replay.inputs_mut(), samples);
        self.sample.forward(parameters, replay);
        let weights = first_lanes::<T>(samples.len(), weight);
        (replay.output(1) * weights).accumulate(loss);
        self.sample.backward(parameters, &[T::constant(0.0), weights], replay, sums);
    }

    /// Adds Σ p² to `sum`, for the parameters p.
    pub fn square<T: Number>(
        &self,
        parameters: &[T::Lane],
        replay: &mut Replay<T>,
        sum: &mut T::Sum,
    ) {
        for parameters in parameters.chunks(T::LANES) {
            set_parameters(&mut replay.inputs_mut()[0], parameters);
            self.penalty.forward(&[], replay);
            replay.output(0).accumulate(sum);
        }
    }

    /// Adds Σ p² to `sum` and its gradient times `alpha` to `gradient`, for the parameters p.
    pub fn penalize<T: Number>(
        &self,
        parameters: &[T::Lane],
        alpha: f64,
        replay: &mut Replay<T>,
        sum: &mut T::Sum,
        gradient: &mut [T::Lane],
    ) where
        T::Lane: std::ops::AddAssign,
    {
        let seed = T::constant(alpha);
        for (parameters, gradient) in parameters.chunks(T::LANES).zip(gradient.chunks_mut(T::LANES))
        {
            set_parameters(&mut replay.inputs_mut()[0], parameters);
            self.penalty.forward(&[], replay);
            replay.output(0).accumulate(sum);
            self.penalty.backward(&[], &[seed], replay, &mut []);
            for (lane, derivative) in gradient.iter_mut().enumerate() {
                *derivative += replay.adjoints()[0].lane(lane);
            }
        }
    }
}

/// One sample a lane; lanes without one repeat the last, so that they hold numbers like the others.
fn set_samples<T: Number>(inputs: &mut [T], samples: &[Sample]) {
    for lane in 0..T::LANES {
        let Sample { inputs: [x, y], label } = samples[lane.min(samples.len() - 1)];
        for (input, value) in inputs.iter_mut().zip([x, y, label]) {
            input.set_lane(lane, T::Lane::constant(value.into()));
        }
    }
}

/// One parameter a lane; lanes without one are 0, which adds nothing to a sum of squares.
fn set_parameters<T: Number>(input: &mut T, parameters: &[T::Lane]) {
    *input = T::constant(0.0);
    for (lane, &parameter) in parameters.iter().enumerate() {
        input.set_lane(lane, parameter);
    }
}

/// `value` in the first `count` lanes, 0 in the others.
fn first_lanes<T: Number>(count: usize, value: f64) -> T {
    if count >= T::LANES {
        return T::constant(value);
    }
    let mut lanes = T::constant(0.0);
    for lane in 0..count {
        lanes.set_lane(lane, T::Lane::constant(value));
    }
    lanes
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

/// What derivatives and losses are accumulated in, whatever the number of lanes.
type Sum = Lanes<4>;

/// The objective with the memory that its replays need: after the first call, none allocates.
#[derive(Clone, Debug)]
pub struct Sgd {
    objective: Objective,
    /// Replays of [`Objective::sample`] at three widths: whole groups take the widest, the rest of a
    /// batch those that leave few lanes empty.
    wide: Replay<Lanes<32>>,
    medium: Replay<Lanes<16>>,
    narrow: Replay<Lanes<4>>,
    penalty: Replay<Lanes<32>>,
    sums: Vec<Sum>,
    gradient: Vec<f32>,
    updated: Vec<f32>,
}

impl Sgd {
    /// Records the objective of networks in the shape of `mlp`.
    pub fn new<S>(mlp: &Mlp<S>) -> Self {
        let objective = Objective::record(mlp);
        let count = objective.sample.parameters();
        Sgd {
            wide: objective.sample.replay(),
            medium: objective.sample.replay(),
            narrow: objective.sample.replay(),
            penalty: objective.penalty.replay(),
            sums: vec![Sum::NOTHING; count],
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
        let mut loss = Sum::NOTHING;
        self.sums.fill(Sum::NOTHING);
        self.accumulate(parameters, batch, &mut loss);
        for (derivative, &sum) in self.gradient.iter_mut().zip(&self.sums) {
            *derivative = Sum::total(sum);
        }
        let mut squares = Sum::NOTHING;
        self.objective.penalize(
            parameters,
            alpha,
            &mut self.penalty,
            &mut squares,
            &mut self.gradient,
        );
        (Sum::total(loss).into(), alpha * f64::from(Sum::total(squares)))
    }

    fn accumulate(&mut self, parameters: &[f32], batch: &[Sample], loss: &mut Sum) {
        let Sgd { objective, wide, medium, narrow, sums, .. } = self;
        let weight = 1.0 / batch.len() as f64;
        let (first, second, third) = split(batch);
        for group in first.chunks(32) {
            objective.accumulate(parameters, group, weight, wide, loss, sums);
        }
        for group in second.chunks(16) {
            objective.accumulate(parameters, group, weight, medium, loss, sums);
        }
        for group in third.chunks(4) {
            objective.accumulate(parameters, group, weight, narrow, loss, sums);
        }
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
        let mut loss = Sum::NOTHING;
        let mut right = 0;
        let weight = 1.0 / samples.len() as f64;
        let program = &self.objective.sample;
        let (first, second, third) = split(samples);
        for group in first.chunks(32) {
            right += judge(program, parameters, group, weight, &mut self.wide, &mut loss);
        }
        for group in second.chunks(16) {
            right += judge(program, parameters, group, weight, &mut self.medium, &mut loss);
        }
        for group in third.chunks(4) {
            right += judge(program, parameters, group, weight, &mut self.narrow, &mut loss);
        }
        let data_loss = Sum::total(loss).into();
        Evaluation { data_loss, accuracy: right as f64 / samples.len() as f64 }
    }

    /// Σp² for the parameters p.
    pub fn squares(&mut self, parameters: &[f32]) -> f64 {
        let mut sum = Sum::NOTHING;
        self.objective.square(parameters, &mut self.penalty, &mut sum);
        Sum::total(sum).into()
    }

    /// The network's output for each of `points`, appended to `outputs`.
    pub fn predict(&mut self, parameters: &[f32], points: &[[f32; 2]], outputs: &mut Vec<f32>) {
        let program = &self.objective.output;
        let (first, second, third) = split(points);
        for group in first.chunks(32) {
            answer(program, parameters, group, &mut self.wide, outputs);
        }
        for group in second.chunks(16) {
            answer(program, parameters, group, &mut self.medium, outputs);
        }
        for group in third.chunks(4) {
            answer(program, parameters, group, &mut self.narrow, outputs);
        }
    }
}

/// The items for groups of 32, of 16 and of 4 lanes; only the last group of each may be short.
fn split<A>(items: &[A]) -> (&[A], &[A], &[A]) {
    let (wide, rest) = items.split_at(items.len() / 32 * 32);
    // More than half a medium group is cheaper than the narrow ones that would hold it.
    let medium = ((rest.len() + 7) / 16 * 16).min(rest.len());
    let (medium, narrow) = rest.split_at(medium);
    (wide, medium, narrow)
}

/// Adds Σ `weight` · hinge over one group to `loss` and returns how many outputs have their label's sign.
fn judge<T: Number<Lane = f32>>(
    program: &Program,
    parameters: &[f32],
    samples: &[Sample],
    weight: f64,
    replay: &mut Replay<T>,
    loss: &mut T::Sum,
) -> usize {
    set_samples(replay.inputs_mut(), samples);
    program.forward(parameters, replay);
    (replay.output(1) * first_lanes(samples.len(), weight)).accumulate(loss);
    let outputs = replay.output(0);
    let right = |(lane, sample): &(usize, &Sample)| outputs.lane(*lane) * sample.label > 0.0;
    samples.iter().enumerate().filter(right).count()
}

/// Appends the outputs for one group of points.
fn answer<T: Number<Lane = f32>>(
    program: &Program,
    parameters: &[f32],
    points: &[[f32; 2]],
    replay: &mut Replay<T>,
    outputs: &mut Vec<f32>,
) {
    let [xs, ys, ..] = replay.inputs_mut() else { panic!("two inputs") };
    for (lane, &[x, y]) in points.iter().enumerate() {
        xs.set_lane(lane, x);
        ys.set_lane(lane, y);
    }
    program.forward(parameters, replay);
    let output = replay.output(0);
    outputs.extend((0..points.len()).map(|lane| output.lane(lane)));
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
