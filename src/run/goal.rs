//! What a run goes on until, before it has taken all its steps.

use crate::data::limits::{self, Refusal};
use crate::run::report::{Figures, GoalState};

/// Where training stops.
///
/// ```
/// use moongrad::run::{config::Config, goal::Goal, trainer::Trainer};
/// let mut trainer = Trainer::new(Config::default()).unwrap();
/// trainer.set_goal(Some(Goal::Accuracy(0.95))).unwrap();
/// let report = trainer.train(|| true);
/// assert!(report.step < 150 && report.test_accuracy.unwrap() >= 0.95);
/// ```
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
    /// Whether training stopped at it.
    reached: bool,
}

impl Pursuit {
    /// At the beginning.
    pub fn new(goal: Goal) -> Self {
        Pursuit { goal, best: None, reached: false }
    }

    /// What the run goes on until.
    pub fn goal(&self) -> Goal {
        self.goal
    }

    /// The run goes on from elsewhere.
    pub fn resume(&mut self) {
        self.reached = false;
    }

    /// Looks where the run stands, before its next step, and says whether it ends there. `figures` are taken only
    /// where the goal is about them.
    pub fn ends_at(&mut self, step: u64, figures: impl FnOnce() -> Figures) -> bool {
        self.reached = match self.goal {
            Goal::Patience(steps) => step - self.best_step(step, figures().loss) >= steps,
            _ => self.is_met(step, figures),
        };
        self.reached
    }

    /// The step of the least loss, now that it is `loss` after `step`.
    fn best_step(&mut self, step: u64, loss: f64) -> u64 {
        match self.best {
            Some(best) if best.1 <= step && loss >= best.0 => best.1,
            _ => self.best.insert((loss, step)).1,
        }
    }

    /// Whether the goal is met there, whatever came before.
    fn is_met(&self, step: u64, figures: impl FnOnce() -> Figures) -> bool {
        match self.goal {
            Goal::Step(goal) => step >= goal,
            Goal::Accuracy(least) => figures().accuracy >= least,
            Goal::Loss(most) => figures().loss <= most,
            Goal::Patience(_) => false,
        }
    }

    /// How far the run has come.
    pub fn state(&self, step: u64, figures: impl FnOnce() -> Figures) -> GoalState {
        GoalState { reached: self.reached, met: self.is_met(step, figures) }
    }
}
