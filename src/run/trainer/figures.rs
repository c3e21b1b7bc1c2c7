//! The figures of a run, taken where somebody looks, and remembered.

use super::Trainer;
use crate::run::curve::{self, Curve};
use crate::run::report::Score;

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

    /// The figures along the history, in rows of what `Record::COLUMNS` names: see [`curve::trace`].
    pub fn curve(&self, most: usize, in_time: impl FnMut() -> bool) -> Curve {
        curve::trace(&self.timeline, &self.learner, &self.state, most, in_time)
    }
}
