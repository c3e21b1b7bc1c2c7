//! What was changed by hand during a run, at which step, and how it is taken back.

use crate::data::points::Edit;
use crate::model::weights::Treatment;
use crate::run::config::{Difference, Settings};
use crate::run::report::Problem;

/// A change by hand. [`State::apply`](crate::run::state::State::apply) does it and gives the change that takes
/// it back.
///
/// ```
/// use moongrad::run::{changes::Change, config::Config, trainer::Trainer};
/// let mut trainer = Trainer::new(Config::default()).unwrap();
/// let before = trainer.state().weights.digest();
/// trainer.change(Change::Parameter(0, 0.5)).unwrap();
/// assert_eq!(trainer.state().weights.values()[0], 0.5);
/// assert!(trainer.undo());
/// assert_eq!(trainer.state().weights.digest(), before);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The settings become these.
    Settings(Settings),
    /// A parameter becomes this value.
    Parameter(usize, f32),
    /// A hidden neuron, by its number among them, is treated so.
    Neuron(usize, Treatment),
    /// Something is done to the points.
    Points(Edit),
}

impl Change {
    /// Whether this goes on with what `before` changed, as a slider does that is being dragged.
    fn goes_on(&self, inverse: &Change, before: &Entry) -> bool {
        match (self, &before.change, &before.inverse) {
            (Change::Settings(to), Change::Settings(by), Change::Settings(from)) => {
                let Change::Settings(now) = inverse else { return false };
                let first = |(field, ..): Difference| field;
                let step = before.step;
                now.differences(to, step).map(first).eq(from.differences(by, step).map(first))
            }
            (Change::Parameter(number, _), Change::Parameter(same, _), _) => number == same,
            (
                Change::Points(Edit::Move(set, number, _)),
                Change::Points(Edit::Move(same_set, same, _)),
                _,
            ) => (set, number) == (same_set, same),
            _ => false,
        }
    }

    /// Whether what it takes back is itself, to the bit.
    fn is_nothing(&self, inverse: &Change) -> bool {
        match (self, inverse) {
            (Change::Parameter(_, to), Change::Parameter(_, from)) => {
                to.to_bits() == from.to_bits()
            }
            (Change::Points(Edit::Move(.., to)), Change::Points(Edit::Move(.., from))) => {
                to.map(f32::to_bits) == from.map(f32::to_bits)
            }
            _ => self == inverse,
        }
    }

    /// Whether it is about the points.
    pub fn is_of_points(&self) -> bool {
        matches!(self, Change::Points(_))
    }
}

/// A change that was made.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The step after which it was made.
    pub step: u64,
    /// What was done.
    pub change: Change,
    /// What takes it back.
    pub inverse: Change,
    /// The problem that training had stopped at before.
    pub problem: Option<Problem>,
    /// The number of the entry that this one takes back at a later step.
    pub undoes: Option<usize>,
}

impl Entry {
    /// A change made at a step.
    pub fn new(step: u64, change: Change, inverse: Change, problem: Option<Problem>) -> Self {
        Entry { step, change, inverse, problem, undoes: None }
    }
}

/// The changes of a run in their order.
#[derive(Clone, Debug, Default)]
pub struct Log {
    entries: Vec<Entry>,
    /// Whether the last may still go on.
    is_open: bool,
}

impl Log {
    /// Adds a change, which is not before any other. One that goes on with the change before it becomes one
    /// with it; one that changes nothing, or has led back to where it began, is none.
    pub fn push(&mut self, entry: Entry) {
        match self.open_entry() {
            Some(last) if last.step == entry.step && entry.change.goes_on(&entry.inverse, last) => {
                last.change = entry.change;
                if last.change.is_nothing(&last.inverse) {
                    self.entries.pop();
                }
            }
            _ if entry.change.is_nothing(&entry.inverse) => {}
            _ => self.entries.push(entry),
        }
        self.is_open = true;
    }

    /// The last change, where it may still go on.
    fn open_entry(&mut self) -> Option<&mut Entry> {
        let is_open = self.is_open;
        self.entries.last_mut().filter(|last| is_open && last.undoes.is_none())
    }

    /// The hand has let go: the next change is another one.
    pub fn settle(&mut self) {
        self.is_open = false;
    }

    /// Adds the changes of another log, whose first may take back this one's last at the same step: then
    /// neither leaves a mark.
    pub fn append(&mut self, other: &mut Log) {
        for entry in other.entries.drain(..) {
            let last = self.entries.len().checked_sub(1);
            let cancels = entry.undoes.is_some() && entry.undoes == last;
            if cancels && self.entries[self.entries.len() - 1].step == entry.step {
                self.entries.pop();
            } else {
                self.entries.push(entry);
            }
        }
        self.is_open &= other.is_open;
    }

    /// Takes the last entry away, where it was made at this step.
    pub fn pop_at(&mut self, step: u64) -> Option<Entry> {
        self.is_open = false;
        self.entries.pop_if(|entry| entry.step == step)
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Forgets the changes after `step`.
    pub fn truncate(&mut self, step: u64) {
        let kept = self.entries.partition_point(|entry| entry.step <= step);
        self.entries.truncate(kept);
    }

    /// Forgets all changes.
    pub fn clear(&mut self) {
        *self = Log::default();
    }

    /// Whether there are changes after `step`.
    pub fn goes_beyond(&self, step: u64) -> bool {
        self.entries.last().is_some_and(|entry| entry.step > step)
    }

    /// The changes up to the end of `step`, and which of them were made at that step itself.
    pub fn up_to(&self, step: u64) -> impl Iterator<Item = (bool, &Change)> {
        let entries = self.entries.iter().take_while(move |entry| entry.step <= step);
        entries.map(move |entry| (entry.step == step, &entry.change))
    }

    /// The changes at `step`.
    pub fn at(&self, step: u64) -> impl Iterator<Item = &Change> {
        self.up_to(step).filter(|(now, _)| *now).map(|(_, change)| change)
    }

    /// Whether any change since the start is one of the points.
    pub fn touches_points(&self) -> bool {
        self.entries.iter().any(|entry| entry.change.is_of_points())
    }

    /// The step of the last change of the learning rate.
    pub fn last_rate_change(&self) -> Option<u64> {
        let is_rate = |entry: &&Entry| match (&entry.change, &entry.inverse) {
            (Change::Settings(to), Change::Settings(from)) => {
                from.rate_at(entry.step) != to.rate_at(entry.step)
            }
            _ => false,
        };
        self.entries.iter().rev().find(is_rate).map(|entry| entry.step)
    }
}
