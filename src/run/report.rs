//! What is known of a run where it stands, and what its history keeps of each step.

use crate::run::sgd::Step;
use serde::Serialize;
use std::cell::OnceCell;

/// What is known after a step. Losses are the mean loss of a sample plus the penalty; accuracies are shares from 0
/// to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Steps taken: where the run stands.
    pub step: u64,
    /// The newest step of the history; greater than `step` after going back.
    pub last_step: u64,
    /// Whole passes over a fixed training set; 0 for a stream.
    pub epoch: u64,
    /// The learning rate that the next step will use.
    pub rate: f64,
    /// The mean loss over the last step's batch, before its update; none at step 0.
    pub data_loss: Option<f64>,
    /// The samples that the last step used; none at step 0.
    pub used: Option<Used>,
    /// α · Σp², now.
    pub penalty: f64,
    /// The Euclidean norm of the last step's gradient; none at step 0.
    pub gradient_norm: Option<f64>,
    /// The loss over the training points; of a stream, over the batch that the next step will use.
    pub train_loss: f64,
    /// The accuracy over the same points; not a number without any.
    pub train_accuracy: f64,
    /// The loss over the test points; none without any.
    pub test_loss: Option<f64>,
    /// The accuracy over the test points; none without any.
    pub test_accuracy: Option<f64>,
    /// How many training points there are; of a stream, in a batch.
    pub train_points: usize,
    /// How many test points there are.
    pub test_points: usize,
    /// Whether something was changed at a step before the last: the next step forgets those after it.
    pub pending: bool,
    /// Whether the next step leaves the future that the history holds.
    pub branches: bool,
    /// How far the goal is, if there is one.
    pub goal: Option<GoalState>,
    /// Whether the run has taken all its steps.
    pub finished: bool,
    /// How many steps it would have if it were trained on: as many again; none where more are not allowed.
    pub train_on: Option<u64>,
    /// Why training stopped before that.
    pub problem: Option<Problem>,
    /// Another number whenever settings, parameters, treatments, marks or what undo takes back may be others.
    pub revision: u64,
    /// Another number whenever the points, or of a stream the batch, may be others.
    pub points_revision: u64,
}

/// Where a run stands with its goal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct GoalState {
    /// Whether training stopped at it.
    pub reached: bool,
    /// Whether it is met where the run stands. That training gets no further shows only as it goes on.
    pub met: bool,
}

/// A number that was not finite; the step that met it was not taken.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// The step that could not be taken.
    pub step: u64,
    /// The first operation whose result was not finite, in words: "the weighted sum of neuron 3 of layer 2".
    pub what: String,
    /// The step that [`Trainer::go_back`](crate::run::trainer::Trainer::go_back) goes to.
    pub back_step: u64,
    /// The rate that it sets: the last that trained, else the talk's; half of the one that led here where neither is
    /// less.
    pub back_rate: f64,
    /// The rate that led here.
    pub rate: f64,
    /// The largest magnitude of a parameter at the step to go back to.
    pub before: f64,
    /// The same where the run stands.
    pub after: f64,
}

/// The samples that a step used.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Used {
    /// How many: the last batch of an epoch may have fewer than the others.
    pub samples: usize,
    /// The pass over a fixed training set, from 1; 0 for a stream.
    pub epoch: u64,
}

/// What the history keeps of a step beside its parameters.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The learning rate that the step after this one had when this one was taken.
    pub rate: f64,
    /// What the step met before its update; none at step 0.
    pub taken: Option<Step>,
    /// The samples that it used; none at step 0.
    pub used: Option<Used>,
    /// Where in the data the run stood.
    pub place: Place,
    /// Its figures, once somebody has looked.
    pub score: OnceCell<Score>,
}

impl Record {
    /// What [`Record::row`] holds.
    pub const COLUMNS: [&str; 7] =
        ["step", "rate", "trainLoss", "testLoss", "trainAccuracy", "testAccuracy", "gradientNorm"];

    /// The figures after `step` in a row, not a number where there is none; no row where nobody has looked.
    pub fn row(&self, step: u64) -> Option<[f64; 7]> {
        let &Score { train, test, .. } = self.score.get()?;
        let test = test.unwrap_or(Figures { loss: f64::NAN, accuracy: f64::NAN });
        let norm = self.taken.map_or(f64::NAN, |taken| taken.gradient_norm);
        let Figures { loss, accuracy } = train;
        Some([step as f64, self.rate, loss, test.loss, accuracy, test.accuracy, norm])
    }
}

/// How well the network does after a step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// The figures of the training points.
    pub train: Figures,
    /// Those of the test points.
    pub test: Option<Figures>,
    /// α · Σp².
    pub penalty: f64,
}

impl Score {
    /// The figures of the test points, else of the training points: those that goals are about.
    pub fn shown(&self) -> Figures {
        self.test.unwrap_or(self.train)
    }
}

/// Loss and accuracy over some points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// The mean loss of a sample plus the penalty.
    pub loss: f64,
    /// The share of right answers.
    pub accuracy: f64,
}

/// Where in the data a run stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// The epoch, from 0.
    pub epoch: u64,
    /// The first sample of the next batch, in the epoch's order.
    pub first: usize,
}
