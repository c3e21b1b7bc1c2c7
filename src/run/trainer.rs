//! A run: its state, its timeline and what takes its steps, held together.

use crate::data::limits::Refusal;
use crate::data::shapes::Sample;
use crate::run::changes::{Change, Entry};
use crate::run::config::{Config, Feed, Settings};
use crate::run::deeds::Moment;
use crate::run::goal::{Goal, Pursuit};
use crate::run::learner::Learner;
use crate::run::report::{Problem, Record, Report, Score};
use crate::run::state::{State, draw_points};
use crate::run::timeline::Timeline;

/// A run of training, from a [`Config`] or on points of one's own.
///
/// ```
/// use moongrad::run::{config::Config, trainer::Trainer};
/// let mut trainer = Trainer::new(Config::default()).unwrap();
/// let report = trainer.train(|| true);
/// assert_eq!(report.step, 150);
/// assert!(report.test_accuracy.unwrap() > 0.99);
/// ```
#[derive(Clone, Debug)]
pub struct Trainer {
    state: State,
    timeline: Timeline,
    learner: Learner,
    step: u64,
    record: Record,
    pursuit: Option<Pursuit>,
    problem: Option<Problem>,
    /// The settings with the last rate that trained, before the one that is in force.
    trained: Option<Settings>,
    revision: u64,
    points_revision: u64,
}

impl Trainer {
    /// A run at step 0; an error is [`Config::check`]'s.
    pub fn new(config: Config) -> Result<Self, Refusal> {
        config.check()?;
        let points = draw_points(&config);
        Ok(Trainer::with(State::new(config, points), 0))
    }

    /// At step 0 of an empty history.
    #[inline(never)]
    fn with(state: State, revision: u64) -> Self {
        let mut trainer = Trainer {
            learner: Learner::new(&state),
            timeline: Timeline::new(state.clone()),
            state,
            step: 0,
            record: Record::default(),
            pursuit: None,
            problem: None,
            trained: None,
            revision: revision + 1,
            points_revision: revision + 1,
        };
        trainer.draw();
        trainer.note();
        trainer.timeline.keep(0, &trainer.record, &trainer.state);
        trainer
    }

    /// Set-up, points and parameters where the run stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The run's steps and the changes along them.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// What takes the steps: the recorded objective, the last gradient.
    pub fn learner(&self) -> &Learner {
        &self.learner
    }

    /// The training points; of a stream, the batch that the next step will use.
    pub fn train_points(&self) -> &[Sample] {
        self.learner.train_points(&self.state)
    }

    /// Takes one step of gradient descent, unless training has stopped at a [`Problem`] or there are no
    /// training points.
    ///
    /// From a step before the last: where nothing was changed by hand there, and nothing was after it, the
    /// step is the one that the history holds; else a new future begins and the old one is forgotten.
    ///
    /// ```
    /// use moongrad::run::{config::Config, trainer::Trainer};
    /// let mut trainer = Trainer::new(Config::default()).unwrap();
    /// let report = trainer.step();
    /// assert_eq!((report.step, report.used.unwrap().samples), (1, 50));
    /// ```
    pub fn step(&mut self) -> Report {
        if let Some(pursuit) = &mut self.pursuit {
            pursuit.resume();
        }
        if self.can_step() {
            self.advance(&mut || true);
        }
        self.report()
    }

    /// Takes steps until the run is finished or meets its goal, training stops at a [`Problem`], or
    /// `go_on`, which is asked before each, says no.
    pub fn train(&mut self, mut go_on: impl FnMut() -> bool) -> Report {
        while self.goes_on() && go_on() {
            self.advance(&mut || true);
        }
        self.report()
    }

    /// The same, for at most `steps` steps and as long as there is time, which is also asked within a step: one
    /// that time ran out in goes on with the next call.
    pub fn train_for(&mut self, steps: u64, mut in_time: impl FnMut() -> bool) -> Report {
        for _ in 0..steps {
            if !self.goes_on() || !in_time() || !self.advance(&mut in_time) {
                break;
            }
        }
        self.report()
    }

    fn can_step(&self) -> bool {
        self.problem.is_none() && self.state.has_training_points()
    }

    /// Whether training takes another step here.
    fn goes_on(&mut self) -> bool {
        let is_finished = self.step >= self.state.config.settings.steps;
        if !self.can_step() || is_finished {
            return false;
        }
        let Some(mut pursuit) = self.pursuit else {
            return true;
        };
        let is_over = pursuit.ends_at(self.step, || self.score().shown());
        self.pursuit = Some(pursuit);
        !is_over
    }

    /// Takes a step with everything as it is now, which may end the history here; returns whether there was
    /// time for the whole of it.
    fn advance(&mut self, in_time: &mut dyn FnMut() -> bool) -> bool {
        if self.timeline.branches(self.step) || self.timeline.deeds().is_pending() {
            self.revision += 1;
        }
        self.timeline.go_on(self.step, &self.record);
        self.draw();
        let is_ready = self.learner.prepare(&self.state, in_time);
        if is_ready {
            self.finish();
            self.draw();
        }
        is_ready
    }

    fn finish(&mut self) {
        if self.learner.finish(&mut self.state, self.step, &mut self.record).is_err() {
            self.problem = Some(self.find_problem());
            return;
        }
        self.step += 1;
        self.note();
        self.timeline.keep(self.step, &self.record, &self.state);
    }

    /// Draws the samples that the next step will use.
    fn draw(&mut self) {
        if self.learner.draw(&self.state, self.step, &self.record) {
            self.points_revision += u64::from(self.state.config.feed == Feed::Stream);
        }
    }

    /// Sets what the run goes on until, or takes that back; patience counts from now. An error names what
    /// is out of its limits, and then nothing changes.
    pub fn set_goal(&mut self, goal: Option<Goal>) -> Result<(), Refusal> {
        goal.as_ref().map_or(Ok(()), Goal::check)?;
        self.pursuit = goal.map(Pursuit::new);
        Ok(())
    }

    /// Goes to any step of the history, bit for bit, with the settings, points and treatments of neurons
    /// that were in force there. An error says which steps there are.
    ///
    /// ```
    /// use moongrad::run::{config::Config, trainer::Trainer};
    /// let mut trainer = Trainer::new(Config::default()).unwrap();
    /// trainer.train(|| true);
    /// let end = trainer.state().weights.digest();
    /// assert_eq!(trainer.seek(60).unwrap().step, 60);
    /// trainer.train(|| true);
    /// assert_eq!(trainer.state().weights.digest(), end);
    /// ```
    pub fn seek(&mut self, step: u64) -> Result<Report, Refusal> {
        let last = self.timeline.last();
        if step > last {
            let allowed = format!("a whole number from 0 to {last}");
            return Err(Refusal::new("step", step as f64, &allowed));
        }
        self.restore(step);
        Ok(self.report())
    }

    /// Goes to the step before and takes the one to it again: so its gradient is there, too.
    fn restore(&mut self, step: u64) {
        let Trainer { timeline, state, .. } = self;
        self.points_revision += u64::from(timeline.deeds().touch_points());
        (self.step, self.record) = timeline.recall(step.saturating_sub(1), state);
        let is_changed = timeline.rewind(self.step, state);
        self.problem = None;
        self.revision += 1;
        if let Some(pursuit) = &mut self.pursuit {
            pursuit.resume();
        }
        self.learner.forget();
        if is_changed {
            self.note();
        }
        while self.step < step {
            self.repeat();
        }
        self.draw();
    }

    /// Takes a step of the history again, and makes the changes there.
    fn repeat(&mut self) {
        self.draw();
        self.learner.prepare(&self.state, &mut || true);
        self.finish();
        for change in self.timeline.changes_at(self.step) {
            self.state.apply(change);
            self.learner.notice(change);
        }
        self.note();
    }

    /// Changes something by hand while the run goes on; settings come into force with the next step. Changes of one
    /// thing, one after the other at one step, are one change until [`Trainer::settle`]. An error says what cannot be
    /// done, and then nothing changes.
    pub fn change(&mut self, change: Change) -> Result<Report, Refusal> {
        self.state.check(&change)?;
        if let Change::Settings(Settings { steps, .. }) = change {
            self.check_steps(steps)?;
        }
        self.make(change, None);
        Ok(self.report())
    }

    /// A run cannot end before where it stands.
    fn check_steps(&self, steps: u64) -> Result<(), Refusal> {
        if steps == self.state.config.settings.steps || steps >= self.step {
            return Ok(());
        }
        let allowed = format!("at least {}, where the run stands", self.step);
        Err(Refusal::new("steps", steps as f64, &allowed))
    }

    fn make(&mut self, change: Change, undoes: Option<usize>) {
        if let Change::Settings(to) = change
            && to.rate_at(self.step) != self.state.rate_at(self.step)
        {
            self.trained = self.newest_trained();
        }
        let inverse = self.state.apply(&change);
        self.timeline.deeds_mut().forget_undone();
        let problem = self.problem.take();
        self.look_again(&change);
        let Moment { is_past, step } = self.timeline.moment(self.step);
        let entry = Entry { undoes, ..Entry::new(step, change, inverse, problem) };
        self.timeline.deeds_mut().note(entry, is_past);
    }

    /// Something was changed at this step.
    fn look_again(&mut self, change: &Change) {
        self.revision += 1;
        self.points_revision += u64::from(change.is_of_points());
        self.learner.notice(change);
        self.draw();
        self.note();
        self.timeline.amend(self.step, &self.record);
    }

    /// The hand has let go: the next change is another one, even of the same thing.
    pub fn settle(&mut self) {
        self.timeline.deeds_mut().settle();
    }

    /// Takes the newest change by hand back, unless it was made at a later step or there is none; says whether it did.
    /// What was changed at this very step leaves no trace.
    pub fn undo(&mut self) -> bool {
        let now = self.timeline.moment(self.step);
        let undone = self.timeline.deeds_mut().undo(now, &mut self.state);
        let Some((entry, is_gone)) = undone else {
            return false;
        };
        self.after_undo(&entry, entry.problem.clone().filter(|_| is_gone));
        true
    }

    /// Makes the change that was taken back last again; says whether there was one.
    pub fn redo(&mut self) -> bool {
        let now = self.timeline.moment(self.step);
        let Some(entry) = self.timeline.deeds_mut().redo(now, &mut self.state) else {
            return false;
        };
        self.after_undo(&entry, None);
        true
    }

    fn after_undo(&mut self, entry: &Entry, problem: Option<Problem>) {
        self.problem = problem;
        self.look_again(&entry.change);
    }

    /// What is known where the run stands.
    pub fn report(&self) -> Report {
        let Record { taken, used, place, .. } = self.record;
        let &Score { train, test, penalty } = self.score();
        Report {
            step: self.step,
            last_step: self.timeline.last(),
            epoch: place.epoch,
            rate: self.state.rate_at(self.step),
            data_loss: taken.map(|step| step.data_loss),
            used,
            penalty,
            gradient_norm: taken.map(|step| step.gradient_norm),
            train_loss: train.loss,
            train_accuracy: train.accuracy,
            test_loss: test.map(|figures| figures.loss),
            test_accuracy: test.map(|figures| figures.accuracy),
            train_points: self.train_points().len(),
            test_points: self.state.points.test.len(),
            pending: self.timeline.deeds().is_pending(),
            branches: self.timeline.branches(self.step),
            goal: self.pursuit.map(|pursuit| pursuit.state(self.step, || self.score().shown())),
            finished: self.step >= self.state.config.settings.steps,
            train_on: self.state.config.settings.steps_on(self.step),
            problem: self.problem.clone(),
            revision: self.revision,
            points_revision: self.points_revision,
        }
    }
}

mod figures;
mod link;
mod problem;
mod successors;
#[cfg(test)]
mod tests;
