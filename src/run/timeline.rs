//! The course of a run: its start, its steps, and what was done by hand along them.

use crate::run::changes::Change;
use crate::run::config::Settings;
use crate::run::deeds::{Deeds, Moment};
use crate::run::history::History;
use crate::run::marks::{Mark, marks};
use crate::run::report::Record;
use crate::run::state::State;

/// What the history of a run may take, in bytes.
pub const HISTORY_BYTES: usize = 64 << 20;

/// The steps of a run and the changes along them.
///
/// ```
/// use moongrad::run::{config::Config, trainer::Trainer};
/// let mut trainer = Trainer::new(Config::default()).unwrap();
/// trainer.train(|| true);
/// assert_eq!(trainer.timeline().last(), 150);
/// assert_eq!(trainer.timeline().history().nearest(60).0, 60);
/// ```
#[derive(Clone, Debug)]
pub struct Timeline {
    /// What the history begins with.
    start: State,
    history: History<Record>,
    deeds: Deeds,
}

impl Timeline {
    /// Without a step yet.
    pub fn new(start: State) -> Self {
        let history = History::new(start.weights.snapshot().len(), HISTORY_BYTES);
        Timeline { start, history, deeds: Deeds::default() }
    }

    /// What the history begins with.
    pub fn start(&self) -> &State {
        &self.start
    }

    /// The settings that the first step has.
    pub fn first_settings(&self) -> Settings {
        let of = |change: &Change| match change {
            Change::Settings(settings) => Some(*settings),
            _ => None,
        };
        self.changes_at(0).filter_map(of).last().unwrap_or(self.start.config.settings)
    }

    /// The newest step.
    pub fn last(&self) -> u64 {
        self.history.last()
    }

    /// The steps that are kept.
    pub fn history(&self) -> &History<Record> {
        &self.history
    }

    /// What was changed by hand along the history.
    pub fn marks(&self) -> Vec<Mark> {
        marks(self.deeds.log().entries(), &self.start.config.hidden)
    }

    /// What was done by hand.
    pub fn deeds(&self) -> &Deeds {
        &self.deeds
    }

    /// What was done by hand, to do more.
    pub fn deeds_mut(&mut self) -> &mut Deeds {
        &mut self.deeds
    }

    /// Where a change after `step` is made.
    pub fn moment(&self, step: u64) -> Moment {
        Moment { step, is_past: step < self.last() }
    }

    /// Whether the step after `step` leaves the future that the history holds.
    pub fn branches(&self, step: u64) -> bool {
        step < self.last() && (self.deeds.is_pending() || self.deeds.log().goes_beyond(step))
    }

    /// Before the step after `step`: where it leaves the future, that is forgotten, and what waited comes into
    /// force.
    pub fn go_on(&mut self, step: u64, record: &Record) {
        let leaves_future = self.branches(step);
        if leaves_future {
            self.history.truncate(step);
            self.history.amend(step, record);
        }
        self.deeds.go_on(step, leaves_future);
    }

    /// Keeps a step, unless it is of the history.
    pub fn keep(&mut self, step: u64, record: &Record, state: &State) {
        if step > self.last() || step == 0 {
            self.history.push(step, record.clone(), state.weights.snapshot());
        }
    }

    /// Tells the newest step as it is after a change.
    pub fn amend(&mut self, step: u64, record: &Record) {
        if step == self.last() {
            self.history.amend(step, record);
        }
    }

    /// The newest kept step that is not after `step`, with its record; the state's parameters become those that it
    /// had before it was changed by hand.
    pub fn recall(&self, step: u64, state: &mut State) -> (u64, Record) {
        let (kept, record, snapshot) = self.history.nearest(step);
        state.weights.restore(snapshot);
        (kept, record.clone())
    }

    /// The largest magnitude of a parameter at the newest kept step that is not after `step`.
    pub fn largest_at(&self, step: u64) -> f64 {
        let (_, _, snapshot) = self.history.nearest(step);
        self.start.weights.largest(snapshot)
    }

    /// Another run takes over, and this one waits.
    pub fn leave(&mut self) {
        self.deeds.forget_undone();
        self.history.shrink();
    }

    /// The run goes back to a step, on parameters that [`Timeline::recall`] gave: as [`Timeline::look_back`], and what
    /// waited or was taken back is gone.
    pub fn rewind(&mut self, step: u64, state: &mut State) -> bool {
        let is_changed = self.look_back(step, state);
        self.deeds.leave();
        is_changed
    }

    /// Puts all that was changed up to a step into force, on parameters that [`Timeline::recall`] gave. Says whether
    /// something was changed at that step.
    pub fn look_back(&self, step: u64, state: &mut State) -> bool {
        if self.deeds.touch_points() {
            state.points.clone_from(&self.start.points);
        }
        state.config.settings = self.start.config.settings;
        state.weights.treat_all(self.start.weights.treatments());
        for (now, change) in self.deeds.log().up_to(step) {
            if now || !matches!(change, Change::Parameter(..)) {
                state.apply(change);
            }
        }
        self.deeds.log().at(step).next().is_some()
    }

    /// The changes at a step of the history.
    pub fn changes_at(&self, step: u64) -> impl Iterator<Item = &Change> {
        self.deeds.log().at(step)
    }

    /// Forgets most of the history's steps, for tests of what restores them.
    #[cfg(test)]
    pub(crate) fn forget_between(&mut self) {
        self.history.forget_between();
    }
}
