//! What a run goes on until, before it has taken all its steps.

use crate::data::limits::{self, Refusal};
use crate::run::report::Report;

/// Where training stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// At a step.
    Step(u64),
    /// When the accuracy on the test points, else on the training points, is at least this share.
    Accuracy(f64),
    /// When the loss on the test points, else on the training points, is at most this.
    Loss(f64),
    /// When for so many steps that loss has not gone below the best before them: early stopping, as in
    /// Prechelt, *Early Stopping – But When?* (1998).
    Patience(u64),
}

impl Goal {
    /// An error names what is out of its limits.
    pub fn check(&self) -> Result<(), Refusal> {
        match *self {
            Goal::Step(step) => limits::GOAL_STEP.check(step as f64),
            Goal::Accuracy(accuracy) => limits::GOAL_ACCURACY.check(accuracy),
            Goal::Loss(loss) => limits::GOAL_LOSS.check(loss),
            Goal::Patience(steps) => limits::PATIENCE.check(steps as f64),
        }
    }
}

/// A goal, and how far the run has come towards it.
#[derive(Clone, Copy, Debug)]
pub struct Pursuit {
    goal: Goal,
    /// The least loss since the goal was set, and the step that had it.
    best: Option<(f64, u64)>,
    /// Whether the goal was met.
    pub reached: bool,
}

impl Pursuit {
    /// At the beginning.
    pub fn new(goal: Goal) -> Self {
        Pursuit { goal, best: None, reached: false }
    }

    /// Looks where the run stands, and says whether the goal is met there.
    pub fn is_met(&mut self, report: &Report) -> bool {
        let accuracy = report.test_accuracy.unwrap_or(report.train_accuracy);
        let loss = report.test_loss.unwrap_or(report.train_loss);
        let (_, since) = match self.best {
            Some(best) if best.1 <= report.step && loss >= best.0 => best,
            _ => *self.best.insert((loss, report.step)),
        };
        self.reached = match self.goal {
            Goal::Step(step) => report.step >= step,
            Goal::Accuracy(least) => accuracy >= least,
            Goal::Loss(most) => loss <= most,
            Goal::Patience(steps) => report.step - since >= steps,
        };
        self.reached
    }
}
