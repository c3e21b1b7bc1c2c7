//! The figures of a run, taken where somebody looks, and remembered.

use super::Trainer;
use crate::model::optimiser::Optimiser;
use crate::model::weights::Treatment;
use crate::run::batches::draw_stream;
use crate::run::config::{Config, Feed};
use crate::run::curve::{self, Curve};
use crate::run::report::Score;
use crate::run::state::{State, draw_points};

impl Trainer {
    /// The state is another than the one that the record tells of.
    pub(super) fn note(&mut self) {
        self.record.rate = self.state.rate_at(self.step);
        self.record.score.take();
    }

    /// The figures of where the run stands.
    pub(super) fn score(&self) -> &Score {
        self.record.score.get_or_init(|| self.learner.measure(&self.state, self.step))
    }

    /// The test points told apart where the run stands: see [`Gauge::tally`](crate::run::gauge::Gauge::tally).
    pub fn tally(&self) -> [[usize; 2]; 2] {
        self.learner.tally(&self.state)
    }

    /// By how much the loss of the last step's batch, penalty included, would have changed had its slope stayed the same
    /// all the way, and by how much it did: −η·|g|² and the difference. None at step 0, once points were changed, and
    /// where the step did not go along the whole gradient: with other optimisers, and neurons that do not learn.
    pub fn promise(&self) -> Option<[f64; 2]> {
        let State { config, points, weights } = &self.state;
        let taken = self.record.taken?;
        let is_along = config.settings.optimiser == Optimiser::Sgd
            && weights.treatments().iter().all(|&treatment| treatment == Treatment::Free);
        let mut batch = Vec::new();
        match config.feed {
            Feed::Stream => draw_stream(config, self.step - 1, &mut batch),
            Feed::Fixed => {
                let numbers = self.learner.taken().iter();
                batch.extend(numbers.map(|&number| points.train[number as usize]));
            }
        }
        let rate = self.state.rate_at(self.step - 1);
        let loss = self.learner.loss_after(&batch, config.settings.alpha);
        let difference = loss - (taken.data_loss + taken.penalty);
        let promised = -rate * taken.gradient_norm * taken.gradient_norm;
        (is_along && !batch.is_empty()).then_some([promised, difference])
    }

    /// The figures along the history, in rows of what `Record::COLUMNS` names: see [`curve::trace`].
    pub fn curve(&self, most: usize, in_time: impl FnMut() -> bool) -> Curve {
        curve::trace(&self.timeline, &self.learner, &self.state, most, in_time)
    }

    /// The share of right answers on [`STREAM_TEST`](crate::run::state::STREAM_TEST) fresh points of the shape, which no training has seen; of points of
    /// one's own, on those held out, else on those trained on.
    pub fn fresh_accuracy(&self) -> f64 {
        let State { config, points, .. } = &self.state;
        if !config.data.is_drawn() {
            let set = if points.test.is_empty() { &points.train } else { &points.test };
            return self.learner.accuracy(&self.state, set);
        }
        let fresh = draw_points(&Config { feed: Feed::Stream, ..config.clone() });
        self.learner.accuracy(&self.state, &fresh.test)
    }
}
