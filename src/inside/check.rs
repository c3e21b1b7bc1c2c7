//! The gradient by the tape beside the gradient by nudging: central differences in f64.

use crate::ad::{Function, Op, Program, Replay};
use crate::inside::moment::Moment;

/// A parameter's slope by nudging it up and down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nudge {
    /// (L(p + ε) − L(p − ε)) / 2ε.
    pub slope: f64,
    /// Whether a ReLU or a hinge changes side on the way: then the two halves have slopes of their own, and their
    /// mean is none of them.
    pub is_kink: bool,
}

/// A batch's loss as a function of the parameters, in f64.
#[derive(Clone, Debug)]
pub struct Checker<'a> {
    moment: &'a Moment,
    /// The parameters that the network computes with.
    parameters: Vec<f64>,
    replay: Replay<f64>,
    penalty: Replay<f64>,
    /// The nodes that ReLU reads.
    folds: Vec<usize>,
}

impl<'a> Checker<'a> {
    /// At the parameters that the step starts from.
    pub fn new(moment: &'a Moment) -> Self {
        let objective = moment.objective();
        Checker {
            parameters: moment.live().iter().map(|&p| p.into()).collect(),
            replay: objective.sample().replay(moment.batch.len()),
            penalty: objective.penalty_replay(),
            folds: folds(objective.sample()),
            moment,
        }
    }

    /// The gradient by the tape.
    pub fn gradient(&mut self) -> Vec<f64> {
        let Checker { moment, parameters, replay, penalty, .. } = self;
        let (objective, batch) = (moment.objective(), &moment.batch);
        let (mut sums, mut gradient) = (vec![0.0; parameters.len()], vec![0.0; parameters.len()]);
        let weight = 1.0 / batch.len() as f64;
        objective.differentiate(parameters, batch, weight, replay, &mut sums);
        objective.square(parameters, penalty);
        objective.write_gradient(&sums, moment.rules.descent.alpha, penalty, &mut gradient);
        gradient
    }

    /// The slope by a parameter, nudged by ±`epsilon`.
    ///
    /// Truncation grows with ε², rounding with 1/ε: W. Press et al., *Numerical Recipes* (2007), 5.7.
    pub fn nudge(&mut self, parameter: usize, epsilon: f64) -> Nudge {
        let here = self.parameters[parameter];
        let mut look = |to: f64| {
            self.parameters[parameter] = to;
            (self.loss(), self.sides())
        };
        let ((up, above), (down, below)) = (look(here + epsilon), look(here - epsilon));
        self.parameters[parameter] = here;
        Nudge { slope: (up - down) / (2.0 * epsilon), is_kink: above != below }
    }

    /// The mean loss over the batch and the penalty.
    fn loss(&mut self) -> f64 {
        let Checker { moment, parameters, replay, penalty, .. } = self;
        let (objective, batch) = (moment.objective(), &moment.batch);
        let data = objective.evaluate(parameters, batch, 1.0 / batch.len() as f64, replay);
        data + moment.rules.descent.alpha * objective.square(parameters, penalty)
    }

    /// On which side of 0 each number lies that ReLU reads, of each sample.
    fn sides(&self) -> Vec<bool> {
        let width = self.moment.batch.len();
        let of = |&node: &usize| &self.replay.values()[node * width..][..width];
        self.folds.iter().flat_map(of).map(|&value| value > 0.0).collect()
    }
}

/// The nodes that ReLU reads.
fn folds(program: &Program) -> Vec<usize> {
    let of = |instruction: &crate::ad::Instruction| match instruction.op {
        Op::Unary(Function::Relu, first) => first..first + instruction.nodes.len(),
        _ => 0..0,
    };
    program.instructions().iter().flat_map(of).collect()
}

/// How far two slopes are apart, by the larger of them; 0 where both are 0.
///
/// ```
/// assert_eq!(moongrad::inside::check::error(1.0, 0.75), 0.25);
/// ```
pub fn error(a: f64, b: f64) -> f64 {
    let size = a.abs().max(b.abs());
    if size == 0.0 { 0.0 } else { (a - b).abs() / size }
}

/// The largest error among slopes that are at no kink.
pub fn worst(gradient: &[f64], nudges: &[Nudge]) -> f64 {
    let pairs = gradient.iter().zip(nudges).filter(|(_, nudge)| !nudge.is_kink);
    pairs.map(|(&slope, nudge)| error(slope, nudge.slope)).fold(0.0, f64::max)
}
