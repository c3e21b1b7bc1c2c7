//! The run, and those whose place it took: undo brings them back whole.

use crate::data::limits::Refusal;
use crate::run::changes::Change;
use crate::run::config::Config;
use crate::run::marks::Deed;
use crate::run::state::{Opened, Source};
use crate::run::trainer::Trainer;
use std::mem;

/// What the histories of the runs that were left may take together, in bytes; the last one always stays.
const LEFT_BYTES: usize = 64 << 20;

/// A run whose place another one took.
#[derive(Clone, Debug)]
struct Left {
    run: Trainer,
    /// See [`Deed::what`].
    what: &'static str,
    /// How many changes by hand the run that followed had then.
    deeds: usize,
}

/// The run there is, and those that undo and redo bring back.
///
/// ```
/// use moongrad::run::{config::Config, runs::Runs};
/// let mut runs = Runs::new(Config::default()).unwrap();
/// runs.run_mut().train(|| true);
/// runs.reset();
/// assert_eq!(runs.run().report().step, 0);
/// assert!(runs.undo());
/// assert_eq!(runs.run().report().step, 150);
/// ```
#[derive(Clone, Debug)]
pub struct Runs {
    run: Trainer,
    left: Vec<Left>,
    undone: Vec<Left>,
    /// Whether the hand that changed the set-up last has not let go yet.
    is_open: bool,
}

impl Runs {
    /// One run at step 0; an error is [`Config::check`]'s.
    pub fn new(config: Config) -> Result<Self, Refusal> {
        Trainer::new(config).map(Runs::of)
    }

    /// A run, and none before it.
    pub fn of(run: Trainer) -> Self {
        Runs { run, left: Vec::new(), undone: Vec::new(), is_open: false }
    }

    /// The run.
    pub fn run(&self) -> &Trainer {
        &self.run
    }

    /// The run alone.
    pub fn into_run(self) -> Trainer {
        self.run
    }

    /// The run, to take steps within its history or at its end: see [`Runs::on_branch`].
    pub fn run_mut(&mut self) -> &mut Trainer {
        &mut self.run
    }

    /// Does something that takes steps. Where the first of them leaves a future, the run that has it can be brought
    /// back.
    pub fn on_branch<T>(&mut self, act: impl FnOnce(&mut Trainer) -> T) -> T {
        self.is_open = false;
        if !self.run.report().branches {
            return act(&mut self.run);
        }
        self.follow(self.run.branch(), "branch");
        act(&mut self.run)
    }

    /// Begins a run of a set-up, see [`Trainer::rebuilt`]. While the hand that changes a field of it has not let go, that
    /// is one change.
    pub fn rebuild(&mut self, config: Config) -> Result<(), Refusal> {
        let next = self.run.rebuilt(config)?;
        let difference = self.run.state().config.difference(&next.state().config);
        let what = difference.unwrap_or("reset");
        let goes_on = self.is_open && self.left.last().is_some_and(|left| left.what == what);
        match goes_on {
            true => self.run = next,
            false => self.follow(next, what),
        }
        self.is_open = true;
        Ok(())
    }

    /// Whether nothing was done with the run yet.
    fn is_start(&self) -> bool {
        let timeline = self.run.timeline();
        timeline.last() == 0 && timeline.deeds().count() == 0
    }

    /// Begins the run again, see [`Trainer::again`].
    pub fn reset(&mut self) {
        if !self.is_start() {
            self.follow(self.run.again(), "reset");
        }
    }

    /// Begins the run again on other points, which were loaded or come back with a choice of data.
    pub fn load(&mut self, source: Source, what: &'static str) -> Result<(), Refusal> {
        let next = self.run.on(source)?;
        self.follow(next, what);
        Ok(())
    }

    /// Another run, with all its history, takes the place of this one; where nothing was done yet, there is nothing to
    /// bring back.
    pub fn give_way(&mut self, mut next: Trainer) {
        next.come_back(&self.run);
        match self.is_start() && self.left.is_empty() {
            true => self.run = next,
            false => self.follow(next, "link"),
        }
    }

    /// Begins the run again with these parameters.
    pub fn set_parameters(&mut self, parameters: &[f32]) -> Result<(), Refusal> {
        let next = self.run.with_parameters(parameters)?;
        self.follow(next, "parameter");
        Ok(())
    }

    /// Begins a run with a set-up, points, parameters and treatments of neurons from elsewhere, see
    /// [`Trainer::opened`].
    pub fn open(&mut self, from: Opened) -> Result<(), Refusal> {
        let next = self.run.opened(from)?;
        self.follow(next, "open");
        Ok(())
    }

    /// Changes something of the run.
    pub fn change(&mut self, change: Change) -> Result<(), Refusal> {
        self.is_open = false;
        self.run.change(change)?;
        self.undone.clear();
        Ok(())
    }

    /// The hand has let go: the next change is another one.
    pub fn settle(&mut self) {
        self.is_open = false;
        self.run.settle();
    }

    fn follow(&mut self, next: Trainer, what: &'static str) {
        let before = mem::replace(&mut self.run, next);
        self.keep(before, what);
    }

    fn keep(&mut self, mut run: Trainer, what: &'static str) {
        self.is_open = false;
        self.undone.clear();
        run.leave();
        let deeds = self.run.timeline().deeds().count();
        self.left.push(Left { run, what, deeds });
        let bytes = |left: &Left| left.run.timeline().history().bytes();
        while self.left.len() > 1 && self.left.iter().map(bytes).sum::<usize>() > LEFT_BYTES {
            self.left.remove(0);
        }
    }

    /// The run that undo brings back, where nothing was changed in the present one since.
    fn newest_left(&self) -> Option<&Left> {
        let undoable = self.run.timeline().deeds().undoable();
        self.left.last().filter(|left| undoable <= left.deeds)
    }

    /// What undo would take back.
    pub fn next_undo(&self) -> Option<Deed> {
        let step = self.run.report().step;
        match self.newest_left() {
            Some(left) => Some(Deed::of_run(left.what, left.run.report().step)),
            None => self.run.timeline().deeds().next_undo(step),
        }
    }

    /// What redo would make again.
    pub fn next_redo(&self) -> Option<Deed> {
        let step = self.run.report().step;
        let of_run = || self.undone.last().map(|left| Deed::of_run(left.what, step));
        self.run.timeline().deeds().next_redo(step).or_else(of_run)
    }

    /// Takes back what was done last by hand: a change of the run, or that it took another's place, which then comes
    /// back with all its history. Says whether it did.
    pub fn undo(&mut self) -> bool {
        self.is_open = false;
        if self.newest_left().is_none() {
            return self.run.undo();
        }
        let left = self.left.pop().expect("there is one");
        let undone = self.swap(left);
        self.undone.push(undone);
        true
    }

    /// Does again what was taken back last; says whether there was anything.
    pub fn redo(&mut self) -> bool {
        self.is_open = false;
        if self.run.redo() {
            return true;
        }
        let Some(undone) = self.undone.pop() else { return false };
        let left = self.swap(undone);
        self.left.push(left);
        true
    }

    /// Lets another run come back; returns the one whose place it takes.
    fn swap(&mut self, Left { mut run, what, deeds }: Left) -> Left {
        run.come_back(&self.run);
        Left { run: mem::replace(&mut self.run, run), what, deeds }
    }
}

#[cfg(test)]
mod tests;
