//! Takes the steps of a run, and its figures where somebody looks, on the state that it is handed.

use crate::data::shapes::Sample;
use crate::model::objective::Objective;
use crate::run::batches::Batches;
use crate::run::changes::Change;
use crate::run::config::{Feed, Settings};
use crate::run::gauge::Gauge;
use crate::run::report::{Record, Score};
use crate::run::sgd::{Descent, NotFinite, Sgd};
use crate::run::state::{State, init};
use std::cell::RefCell;
use std::mem;

/// The recorded objective, and what the step that is being taken needs.
#[derive(Clone, Debug)]
pub struct Learner {
    sgd: Sgd,
    batches: Batches,
    gauge: RefCell<Gauge>,
    /// The parameters before the last step, and as it left them.
    before: Vec<f32>,
    after: Vec<f32>,
    /// Memory for those before while a step is being taken.
    spare: Vec<f32>,
}

impl Learner {
    /// Records the objective of the network of a state.
    pub fn new(state: &State) -> Self {
        let before = state.weights.values().to_vec();
        let sgd = Sgd::on(Objective::record_with(&init(&state.config), state.config.loss));
        let gauge = RefCell::new(Gauge::new(sgd.objective()));
        let (after, spare) = (before.clone(), before.clone());
        Learner { sgd, batches: Batches::default(), gauge, before, after, spare }
    }

    /// The recorded objective.
    pub fn objective(&self) -> &Objective {
        self.sgd.objective()
    }

    /// The gradient of the last step.
    pub fn gradient(&self) -> &[f32] {
        self.sgd.gradient()
    }

    /// What the last step added to each parameter; changes by hand are none of its.
    pub fn change(&self) -> Vec<f32> {
        self.after.iter().zip(&self.before).map(|(after, before)| after - before).collect()
    }

    /// The samples that the next step will use.
    pub fn batch(&self) -> &[Sample] {
        self.batches.batch()
    }

    /// The numbers, in a fixed set, of the samples that the last step used, see [`Batches::taken`].
    pub fn taken(&self) -> &[u32] {
        self.batches.taken()
    }

    /// The training points; of a stream, the batch that the next step will use.
    pub fn train_points<'a>(&'a self, state: &'a State) -> &'a [Sample] {
        match state.config.feed {
            Feed::Fixed => &state.points.train,
            Feed::Stream => self.batches.batch(),
        }
    }

    /// Something was changed: what was summed up of the next step is worth nothing, nor its samples where that were
    /// the points.
    pub fn notice(&mut self, change: &Change) {
        self.sgd.abandon();
        if change.is_of_points() {
            self.batches.forget();
        }
    }

    /// The run stands elsewhere.
    pub fn forget(&mut self) {
        self.sgd.abandon();
        self.batches.forget();
    }

    /// Draws the samples of the step after `step`; says whether they are others than before.
    pub fn draw(&mut self, state: &State, step: u64, record: &Record) -> bool {
        self.batches.draw(&state.config, step, record.place, &state.points.train)
    }

    /// Does what takes long of the next step, after [`Learner::draw`]; false where time ran out, and another call
    /// goes on.
    pub fn prepare(&mut self, state: &State, in_time: &mut dyn FnMut() -> bool) -> bool {
        self.sgd.prepare(state.weights.live(), self.batches.batch(), in_time)
    }

    /// Takes the step after `step`, after [`Learner::prepare`].
    pub fn finish(
        &mut self,
        state: &mut State,
        step: u64,
        record: &mut Record,
    ) -> Result<(), NotFinite> {
        let Settings { alpha, optimiser, .. } = state.config.settings;
        let descent = Descent { rate: state.rate_at(step), alpha, optimiser };
        self.spare.copy_from_slice(state.weights.values());
        let sgd = &mut self.sgd;
        let taken = state.weights.descend(|live, v| sgd.finish(live, v, descent))?;
        mem::swap(&mut self.before, &mut self.spare);
        self.after.copy_from_slice(state.weights.values());
        *record = Record {
            taken: Some(taken),
            used: Some(self.batches.used()),
            place: self.batches.next_place(),
            ..Record::default()
        };
        self.batches.note_taken();
        Ok(())
    }

    /// Takes the figures of a state after `step`.
    pub fn measure(&self, state: &State, step: u64) -> Score {
        self.gauge.borrow_mut().measure(self.objective(), state, step)
    }

    /// The share of right answers over some samples.
    pub fn accuracy(&self, state: &State, samples: &[Sample]) -> f64 {
        self.gauge.borrow_mut().accuracy(self.objective(), state, samples)
    }

    /// The loss over some samples, penalty included, of the parameters as the last step left them.
    pub fn loss_after(&self, samples: &[Sample], alpha: f64) -> f64 {
        self.gauge.borrow_mut().loss(self.objective(), &self.after, samples, alpha)
    }

    /// See [`Gauge::tally`].
    pub fn tally(&self, state: &State) -> [[usize; 2]; 2] {
        self.gauge.borrow_mut().tally(self.objective(), state)
    }

    /// What kept the next step from being taken, in words.
    pub fn describe_culprit(&mut self, state: &State) -> String {
        let culprit = self.sgd.find_culprit(state.weights.live(), self.batches.batch());
        culprit.describe(&state.config.hidden)
    }
}
