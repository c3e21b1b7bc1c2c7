//! What a link tells of a run, and how it makes the run again.

use super::Trainer;
use crate::data::limits::Refusal;
use crate::run::goal::{Goal, Pursuit};
use crate::run::link::parts::{Made, highest_stop};
use crate::run::state::State;

impl Trainer {
    /// At step 0 of an empty history.
    pub(in crate::run) fn begin(state: State) -> Self {
        Trainer::with(state, 0)
    }

    /// The steps taken: where the run stands.
    pub(in crate::run) fn stands_at(&self) -> u64 {
        self.step
    }

    /// What the run goes on until.
    pub(in crate::run) fn goal(&self) -> Option<Goal> {
        self.pursuit.as_ref().map(Pursuit::goal)
    }

    /// Whether training has stopped at a problem here.
    pub(in crate::run) fn is_stopped(&self) -> bool {
        self.problem.is_some()
    }

    /// See [`Link::way`](crate::run::link::Link::way).
    pub(in crate::run) fn way(&self) -> Vec<u8> {
        let history = self.timeline.history();
        let mut way = Vec::new();
        let mut stop = highest_stop(history.last());
        while stop > 0 {
            let (kept, _, snapshot) = history.nearest(stop);
            if kept != stop {
                break;
            }
            way.push(self.state.weights.digest_of(snapshot) as u8);
            stop /= 2;
        }
        way.reverse();
        way
    }

    /// Takes steps up to `step`, past the last of the settings, too, or to a problem; returns whether there was time.
    pub(in crate::run) fn train_to(
        &mut self,
        step: u64,
        in_time: &mut dyn FnMut() -> bool,
    ) -> bool {
        while self.step < step && self.can_step() {
            if !in_time() || !self.advance(in_time) {
                return false;
            }
        }
        true
    }

    /// Makes a change of a link where the run stands; an error says what cannot be done.
    pub(in crate::run) fn remake(&mut self, made: Made) -> Result<(), Refusal> {
        self.state.check(&made.change)?;
        let count = self.timeline.deeds().count();
        // What it takes back came before it.
        let undoes = made.undoes.filter(|number| *number < count);
        self.make(made.change, undoes);
        self.settle();
        Ok(())
    }
}
