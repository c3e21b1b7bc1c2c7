//! What was done by hand: along the history, waiting for the next step, or taken back and ready to be made again.

use crate::run::changes::{Entry, Log};
use crate::run::marks::Deed;
use crate::run::state::State;

/// The changes by hand of a run.
#[derive(Clone, Debug, Default)]
pub struct Deeds {
    /// What was changed, as far as the history reaches.
    log: Log,
    /// What was changed at a step before the history's last, and comes into force with the next step.
    pending: Log,
    /// What was taken back, and can be made again, the newest last; and whether it left no trace.
    undone: Vec<(Entry, bool)>,
}

/// Where a change is made: after which step, and whether the history goes on from there.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The step.
    pub step: u64,
    /// Whether there are later ones.
    pub is_past: bool,
}

impl Deeds {
    /// What was changed, as far as the history reaches.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// What was changed at a step before the history's last, and waits for the next step.
    pub fn pending(&self) -> &Log {
        &self.pending
    }

    /// Whether something waits for the next step.
    pub fn is_pending(&self) -> bool {
        !self.pending.entries().is_empty()
    }

    /// Whether any change since the start, or one that waits, is one of the points.
    pub fn touch_points(&self) -> bool {
        self.log.touches_points() || self.pending.touches_points()
    }

    /// The run goes elsewhere: what waited or was taken back is gone.
    pub fn leave(&mut self) {
        self.pending.clear();
        self.undone.clear();
    }

    /// The next step is taken from `step`: what waited comes into force, and where the future is left, what was changed
    /// there is forgotten.
    pub fn go_on(&mut self, step: u64, leaves_future: bool) {
        if leaves_future {
            self.log.truncate(step);
        }
        self.log.append(&mut self.pending);
    }

    /// Notes a change.
    pub fn note(&mut self, entry: Entry, is_past: bool) {
        self.log_at(is_past).push(entry);
    }

    /// The log that takes the changes made now.
    fn log_at(&mut self, is_past: bool) -> &mut Log {
        if is_past { &mut self.pending } else { &mut self.log }
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
            match entry.undoes {
                Some(undone) => number = undone,
                None => return Some((number, entry)),
            }
        }
        None
    }

    /// How many of the changes are known up to the newest that was not taken back.
    pub fn undoable(&self) -> usize {
        self.newest().map_or(0, |(number, _)| number + 1)
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
    pub fn undo(&mut self, now: Moment, state: &mut State) -> Option<(Entry, bool)> {
        let Moment { step, is_past } = now;
        let (number, entry) = self.newest()?;
        if self.last_change() > step {
            return None;
        }
        let (entry, total) =
            (entry.clone(), self.log.entries().len() + self.pending.entries().len());
        let inverse = state.apply(&entry.inverse);
        let is_last = number + 1 == total && is_past == self.is_pending();
        let is_gone = is_last && self.log_at(is_past).pop_at(step).is_some();
        if !is_gone {
            let back = Entry::new(step, entry.inverse.clone(), inverse, None);
            self.note(Entry { undoes: Some(number), ..back }, is_past);
            self.settle();
        }
        self.undone.push((entry.clone(), is_gone));
        Some((entry, is_gone))
    }

    /// Makes what was taken back last again, on the state at `step`. Returns it.
    pub fn redo(&mut self, now: Moment, state: &mut State) -> Option<Entry> {
        let Moment { step, is_past } = now;
        let (entry, is_gone) = self.undone.pop()?;
        self.settle();
        let log = self.log_at(is_past);
        let back = log.entries().last().filter(|last| !is_gone && last.undoes.is_some());
        if let Some(inverse) = back.filter(|back| back.step == step).map(|back| &back.inverse) {
            // What took it back, at this very step, leaves no trace either.
            state.apply(inverse);
            log.pop_at(step);
        } else if state.check(&entry.change).is_ok() {
            let inverse = state.apply(&entry.change);
            let again = Entry::new(step, entry.change.clone(), inverse, entry.problem.clone());
            self.note(again, is_past);
            self.settle();
        }
        Some(entry)
    }

    /// How many changes are known.
    pub fn count(&self) -> usize {
        self.log.entries().len() + self.pending.entries().len()
    }
}
