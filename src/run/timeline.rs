//! The course of a run: its start, its steps, what was changed by hand, and what waits for the next step.

use crate::run::changes::{Change, Entry, Log};
use crate::run::history::History;
use crate::run::marks::{Deed, Mark, marks};
use crate::run::report::Record;
use crate::run::state::State;
use std::mem;

/// What the history of a run may take, in bytes.
pub const HISTORY_BYTES: usize = 64 << 20;

/// The steps of a run and the changes along them.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// What the history begins with.
    start: State,
    history: History<Record>,
    /// What was changed by hand, as far as the history reaches.
    log: Log,
    /// What was changed at a step before the history's last, and comes into force with the next step.
    pending: Log,
    /// What was taken back, and can be made again, the newest last; and whether it left no trace.
    undone: Vec<(Entry, bool)>,
}

impl Timeline {
    /// Without a step yet.
    pub fn new(start: State) -> Self {
        let history = History::new(start.weights.snapshot().len(), HISTORY_BYTES);
        let (log, pending) = (Log::default(), Log::default());
        Timeline { start, history, log, pending, undone: Vec::new() }
    }

    /// The same changes made before the start, as far as they can still be taken back, for a run that takes over
    /// at `step` of `old`; those of the points only where it keeps these.
    pub fn after(start: State, old: &Timeline, step: u64, keeps_points: bool) -> Self {
        let mut timeline = Timeline::new(start);
        timeline.log = old.log.clone();
        timeline.log.truncate(step);
        timeline.log.append(&mut old.pending.clone());
        timeline.log.become_start(keeps_points);
        timeline
    }

    /// What the history begins with.
    pub fn start(&self) -> &State {
        &self.start
    }

    /// Another start will have these parameters.
    pub fn set_start(&mut self, parameters: &[f32]) {
        self.start.weights.set(parameters);
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
        marks(self.log.since_start(), &self.start.config.hidden)
    }

    /// The step of the last change of the learning rate.
    pub fn last_rate_change(&self) -> Option<u64> {
        self.log.last_rate_change()
    }

    /// Whether something waits for the next step.
    pub fn is_pending(&self) -> bool {
        !self.pending.entries().is_empty()
    }

    /// Whether the step after `step` leaves the future that the history holds.
    pub fn branches(&self, step: u64) -> bool {
        step < self.last() && (self.is_pending() || self.log.goes_beyond(step))
    }

    /// Before the step after `step`: where it leaves the future, that is forgotten, and what waited comes into
    /// force.
    pub fn go_on(&mut self, step: u64, record: Record) {
        if self.branches(step) {
            self.history.truncate(step);
            self.history.amend(step, record);
            self.log.truncate(step);
        }
        self.log.append(&mut self.pending);
    }

    /// Keeps a step, unless it is of the history.
    pub fn keep(&mut self, step: u64, record: Record, state: &State) {
        if step > self.last() || step == 0 {
            self.history.push(step, record, state.weights.snapshot());
        }
    }

    /// Tells the newest step as it is after a change.
    pub fn amend(&mut self, step: u64, record: Record) {
        if step == self.last() {
            self.history.amend(step, record);
        }
    }

    /// The newest kept step that is not after `step`, with its record; the state's parameters become those that it
    /// had before it was changed by hand.
    pub fn recall(&self, step: u64, state: &mut State) -> (u64, Record) {
        let (kept, record, snapshot) = self.history.nearest(step);
        state.weights.restore(snapshot);
        (kept, *record)
    }

    /// Puts all that was changed up to a step into force, on parameters that [`Timeline::recall`] gave. What waited
    /// or was taken back is gone. Says whether something was changed at that step.
    pub fn rewind(&mut self, step: u64, state: &mut State) -> bool {
        if self.log.touches_points() || self.pending.touches_points() {
            state.points.clone_from(&self.start.points);
        }
        self.pending.clear();
        self.undone.clear();
        state.config.settings = self.start.config.settings;
        state.weights.treat_all(self.start.weights.treatments());
        for (now, change) in self.log.up_to(step) {
            if now || !matches!(change, Change::Parameter(..)) {
                state.apply(change);
            }
        }
        self.log.at(step).next().is_some()
    }

    /// The changes at a step of the history.
    pub fn changes_at(&self, step: u64) -> impl Iterator<Item = &Change> {
        self.log.at(step)
    }

    /// Notes a change made now.
    pub fn note(&mut self, entry: Entry) {
        self.log_at(entry.step).push(entry);
    }

    /// The log that takes the changes made at a step.
    fn log_at(&mut self, step: u64) -> &mut Log {
        if step < self.last() { &mut self.pending } else { &mut self.log }
    }

    /// The hand has let go: the next change is another one.
    pub fn settle(&mut self) {
        self.log.settle();
        self.pending.settle();
    }

    /// What was taken back can no longer be made again.
    pub fn forget_undone(&mut self) {
        self.undone.clear();
    }

    /// The newest change that was not taken back.
    fn newest(&self) -> Option<(usize, &Entry)> {
        let logged = self.log.entries();
        let waiting = self.pending.entries();
        let mut number = logged.len() + waiting.len();
        while number > 0 {
            number -= 1;
            let entry = logged.get(number).unwrap_or_else(|| &waiting[number - logged.len()]);
            match entry.undoes() {
                Some(undone) => number = undone,
                None => return Some((number, entry)),
            }
        }
        None
    }

    /// The step of the last entry: only from there on is everything as it was left by hand.
    fn last_change(&self) -> u64 {
        let last = self.pending.entries().last().or(self.log.entries().last());
        last.map_or(0, |entry| entry.step)
    }

    /// What undo would take back, seen from a step.
    pub fn next_undo(&self, step: u64) -> Option<Deed> {
        let (_, entry) = self.newest()?;
        let made = self.last_change();
        Some(Deed::new(entry, made, made <= step))
    }

    /// What redo would make again.
    pub fn next_redo(&self, step: u64) -> Option<Deed> {
        self.undone.last().map(|(entry, _)| Deed::new(entry, step, true))
    }

    /// Takes back the newest change, unless something was changed after `step`, on the state there. A change of this very step
    /// leaves no trace; an older one is made anew the other way round. Returns it, and whether it left no trace.
    pub fn undo(&mut self, step: u64, state: &mut State) -> Option<(Entry, bool)> {
        let (number, entry) = self.newest()?;
        if self.last_change() > step {
            return None;
        }
        let (entry, total) =
            (entry.clone(), self.log.entries().len() + self.pending.entries().len());
        let inverse = state.apply(&entry.inverse);
        let is_last = number + 1 == total && (step < self.last()) == self.is_pending();
        let is_gone = is_last && self.log_at(step).pop_at(step).is_some();
        if matches!(entry.change, Change::Source(_)) {
            self.log.cut(number);
        } else if !is_gone {
            let back = Entry::new(step, entry.inverse.clone(), inverse, None);
            self.note(back.undoing(number));
            self.settle();
        }
        self.undone.push((entry.clone(), is_gone));
        Some((entry, is_gone))
    }

    /// Makes what was taken back last again, on the state at `step`. Returns it.
    pub fn redo(&mut self, step: u64, state: &mut State) -> Option<Entry> {
        let (entry, is_gone) = self.undone.pop()?;
        self.settle();
        let log = self.log_at(step);
        let back = log.entries().last().filter(|last| !is_gone && last.undoes().is_some());
        if let Some(inverse) = back.filter(|back| back.step == step).map(|back| &back.inverse) {
            // What took it back, at this very step, leaves no trace either.
            state.apply(inverse);
            log.pop_at(step);
        } else if state.check(&entry.change).is_ok() {
            let inverse = state.apply(&entry.change);
            if !matches!(entry.change, Change::Source(_)) {
                self.note(Entry::new(step, entry.change.clone(), inverse, entry.problem.clone()));
                self.settle();
            }
        }
        Some(entry)
    }

    /// Starts again with a state at step 0; before, the run stood at `step`.
    pub fn restart(&mut self, start: &State, step: u64, keeps_points: bool) {
        let undone = mem::take(&mut self.undone);
        *self = Timeline::after(start.clone(), self, step, keeps_points);
        self.undone = undone;
    }

    /// How many changes are known, for tests.
    #[cfg(test)]
    pub(crate) fn count(&self) -> usize {
        self.log.entries().len() + self.pending.entries().len()
    }

    /// Forgets most of the history's steps, for tests of what restores them.
    #[cfg(test)]
    pub(crate) fn forget_between(&mut self) {
        self.history.forget_between();
    }

    /// Notes, at the start, what it was made by.
    pub fn note_start(&mut self, entry: Entry) {
        self.log.push(entry);
        self.log.become_start(true);
    }
}
