//! What was changed by hand during a run, at which step, and how it is taken back.

use crate::data::points::{Edit, Points};
use crate::data::shapes::Data;
use crate::model::weights::Treatment;
use crate::run::config::{Difference, Feed, Settings};
use crate::run::report::Problem;

/// A change by hand. [`State::apply`](crate::run::state::State::apply) does it and gives the change that takes
/// it back.
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
    /// The run starts anew on other points.
    Source(Box<Source>),
}

/// Where the points of a run come from, and the points.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Drawn, or one's own.
    pub data: Data,
    /// Where the batches come from.
    pub feed: Feed,
    /// The share that is held out.
    pub held_out: f64,
    /// The points.
    pub points: Points,
}

impl Source {
    /// Points of one's own, which are always a fixed set.
    pub fn own(points: Points, held_out: f64) -> Self {
        Source { data: Data::Own, feed: Feed::Fixed, held_out, points }
    }
}

impl Change {
    /// Whether this goes on with what `before` changed, as a slider does that is being dragged.
    fn goes_on(&self, inverse: &Change, before: &Entry) -> bool {
        match (self, &before.change, &before.inverse) {
            (Change::Settings(to), Change::Settings(by), Change::Settings(from)) => {
                let Change::Settings(now) = inverse else { return false };
                let first = |(field, ..): Difference| field;
                now.differences(to, 0).map(first).eq(from.differences(by, 0).map(first))
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
        matches!(self, Change::Points(_) | Change::Source(_))
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
    /// See [`Entry::undoes`].
    undoes: Option<usize>,
}

impl Entry {
    /// A change made at a step.
    pub fn new(step: u64, change: Change, inverse: Change, problem: Option<Problem>) -> Self {
        Entry { step, change, inverse, problem, undoes: None }
    }

    /// The number of the entry that this one takes back at a later step.
    pub fn undoes(&self) -> Option<usize> {
        self.undoes
    }

    /// The same, taking back the entry of a number.
    pub fn undoing(self, number: usize) -> Self {
        Entry { undoes: Some(number), ..self }
    }
}

/// The changes of a run in their order. Those that were made before the run's start are still known, to be
/// taken back; they are part of the start itself.
#[derive(Clone, Debug, Default)]
pub struct Log {
    entries: Vec<Entry>,
    /// How many were made before the start.
    before: usize,
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
        let may_go_on = self.is_open && self.entries.len() > self.before;
        self.entries.last_mut().filter(|last| may_go_on && last.undoes.is_none())
    }

    /// The hand has let go: the next change is another one.
    pub fn settle(&mut self) {
        self.is_open = false;
    }

    /// Adds the changes of another log, whose first may take back this one's last at the same step: then
    /// neither leaves a mark.
    pub fn append(&mut self, other: &mut Log) {
        for entry in other.entries.drain(..) {
            let last = self.entries.len().checked_sub(1).filter(|last| *last >= self.before);
            let cancels = entry.undoes.is_some() && entry.undoes == last;
            if cancels && self.entries[self.entries.len() - 1].step == entry.step {
                self.entries.pop();
            } else {
                self.entries.push(entry);
            }
        }
        self.is_open &= other.is_open;
    }

    /// Takes the last entry away, where it was made at this step since the start.
    pub fn pop_at(&mut self, step: u64) -> Option<Entry> {
        self.is_open = false;
        let is_here = self.entries.len() > self.before && self.entries.last()?.step == step;
        if is_here { self.entries.pop() } else { None }
    }

    /// Takes away the entry of a number, and all after it.
    pub fn cut(&mut self, number: usize) {
        self.entries.truncate(number);
        self.before = self.before.min(number);
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries since the start.
    pub fn since_start(&self) -> &[Entry] {
        &self.entries[self.before..]
    }

    /// Forgets the changes after `step`.
    pub fn truncate(&mut self, step: u64) {
        let kept = self.since_start().partition_point(|entry| entry.step <= step);
        self.entries.truncate(self.before + kept);
    }

    /// Forgets all changes.
    pub fn clear(&mut self) {
        *self = Log::default();
    }

    /// A start is made of what was changed so far: changes that were taken back, and those that a start takes
    /// back itself, are gone; with other points, so are those of the points.
    pub fn become_start(&mut self, keeps_points: bool) {
        let undone: Vec<usize> = self.entries.iter().filter_map(|entry| entry.undoes).collect();
        let mut number = 0;
        self.entries.retain(|entry| {
            number += 1;
            let stays = match entry.change {
                Change::Parameter(..) | Change::Neuron(..) => false,
                _ => keeps_points || !entry.change.is_of_points(),
            };
            stays && entry.undoes.is_none() && !undone.contains(&(number - 1))
        });
        self.entries.iter_mut().for_each(|entry| entry.step = 0);
        self.before = self.entries.len();
        self.is_open = false;
    }

    /// Whether there are changes after `step`.
    pub fn goes_beyond(&self, step: u64) -> bool {
        self.since_start().last().is_some_and(|entry| entry.step > step)
    }

    /// The changes up to the end of `step`, and which of them were made at that step itself.
    pub fn up_to(&self, step: u64) -> impl Iterator<Item = (bool, &Change)> {
        let entries = self.since_start().iter().take_while(move |entry| entry.step <= step);
        entries.map(move |entry| (entry.step == step, &entry.change))
    }

    /// The changes at `step`.
    pub fn at(&self, step: u64) -> impl Iterator<Item = &Change> {
        self.up_to(step).filter(|(now, _)| *now).map(|(_, change)| change)
    }

    /// Whether any change since the start is one of the points.
    pub fn touches_points(&self) -> bool {
        self.since_start().iter().any(|entry| entry.change.is_of_points())
    }

    /// The step of the last change of the learning rate.
    pub fn last_rate_change(&self) -> Option<u64> {
        let is_rate = |entry: &&Entry| match (&entry.change, &entry.inverse) {
            (Change::Settings(to), Change::Settings(from)) => from.rate != to.rate,
            _ => false,
        };
        self.since_start().iter().rev().find(is_rate).map(|entry| entry.step)
    }
}
