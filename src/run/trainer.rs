//! A run: data, parameters and their history, trained step by step.

use crate::data::limits::{self, Refusal};
use crate::data::points::{Edit, Points, check_count, check_samples};
use crate::data::random::{Use, generator};
use crate::data::shapes::{Data, Sample};
use crate::model::mlp::Mlp;
use crate::model::units::{Aspect, Units};
use crate::model::weights::{Treatment, Weights};
use crate::run::batches::Batches;
use crate::run::changes::{Change, Log, Mark};
use crate::run::config::{Config, Feed, Settings};
use crate::run::goal::{Goal, Pursuit};
use crate::run::history::History;
use crate::run::report::{Figures, Place, Problem, Record, Report};
use crate::run::sgd::{Evaluation, Sgd};
use std::mem;

/// How many fresh points a streamed run is tested on.
pub const STREAM_TEST: usize = 1000;

/// How many of the training points, and of the test points, each step's figures are taken over. Sets are
/// shuffled, so of a larger one this is a random sample, the same at every step.
pub const EVALUATED: usize = 1000;

/// What the history of a run may take, in bytes.
pub const HISTORY_BYTES: usize = 64 << 20;

/// A run of training, from a [`Config`] or on points of one's own.
///
/// ```
/// use moongrad::{run::config::Config, run::trainer::Trainer};
/// let mut trainer = Trainer::new(Config::default()).unwrap();
/// let report = trainer.train(|| true);
/// assert_eq!(report.step, 150);
/// assert!(report.test_accuracy.unwrap() > 0.99);
/// ```
#[derive(Clone, Debug)]
pub struct Trainer {
    config: Config,
    sgd: Sgd,
    units: Units,
    start: Start,
    points: Points,
    batches: Batches,
    weights: Weights,
    /// The parameters before the last step.
    before: Vec<f32>,
    /// Memory for them while a step is being taken.
    spare: Vec<f32>,
    step: u64,
    record: Record,
    history: History<Record>,
    /// What was changed by hand, as far as the history reaches.
    log: Log,
    /// What was changed at a step before the history's last, and comes into force with the next step.
    pending: Log,
    pursuit: Option<Pursuit>,
    problem: Option<Problem>,
}

/// What the history begins with.
#[derive(Clone, Debug)]
struct Start {
    parameters: Vec<f32>,
    points: Points,
    treatments: Vec<Treatment>,
    settings: Settings,
}

impl Trainer {
    /// A run at step 0; an error is [`Config::check`]'s.
    pub fn new(config: Config) -> Result<Self, Refusal> {
        config.check()?;
        let points = draw_points(&config);
        Ok(Trainer::with(config, points))
    }

    /// A run at step 0 of another set-up, but with the points there are where that one's are one's own: the
    /// same, or split anew where another share is to be held out.
    pub fn rebuilt(&self, mut config: Config) -> Result<Self, Refusal> {
        config.check()?;
        if config.data.is_drawn() {
            return Trainer::new(config);
        }
        let mut points = self.points.clone();
        if self.config.feed == Feed::Stream {
            points = draw_points(&Config { feed: Feed::Fixed, ..self.config.clone() });
        }
        if config.held_out != self.config.held_out {
            points.split(config.held_out, &mut generator(config.seed, Use::Samples, 0));
        }
        config.feed = Feed::Fixed;
        Ok(Trainer::with(config, points))
    }

    fn with(config: Config, points: Points) -> Self {
        let inputs: Vec<usize> = [&[2], config.hidden.as_slice()].concat();
        let mlp =
            Mlp::init(&inputs, config.activation, &mut generator(config.seed, Use::Weights, 0));
        let (sgd, weights) = (Sgd::new(&mlp), Weights::new(&mlp));
        let figures = Figures { loss: 0.0, accuracy: 0.0 };
        let mut trainer = Trainer {
            units: Units::new(sgd.objective()),
            sgd,
            start: Start {
                parameters: weights.values().to_vec(),
                points: points.clone(),
                treatments: weights.treatments().to_vec(),
                settings: config.settings,
            },
            history: History::new(weights.values().len(), HISTORY_BYTES),
            points,
            batches: Batches::default(),
            before: weights.values().to_vec(),
            spare: weights.values().to_vec(),
            weights,
            step: 0,
            record: Record {
                rate: 0.0,
                taken: None,
                train: figures,
                test: None,
                penalty: 0.0,
                place: Place::default(),
            },
            log: Log::default(),
            pending: Log::default(),
            pursuit: None,
            problem: None,
            config,
        };
        trainer.reset();
        trainer
    }

    /// The set-up, with the settings as they are where the run stands.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The network's parameters, layer by layer, neuron by neuron, weights and then bias; those of neurons
    /// that are off as they wait.
    pub fn parameters(&self) -> &[f32] {
        self.weights.values()
    }

    /// The gradient of the last step; none at step 0.
    pub fn gradient(&self) -> Option<&[f32]> {
        (self.step > 0).then(|| self.sgd.gradient())
    }

    /// The parameters before the last step; none at step 0.
    pub fn before(&self) -> Option<&[f32]> {
        (self.step > 0).then_some(&self.before)
    }

    /// What is done with each hidden neuron.
    pub fn treatments(&self) -> &[Treatment] {
        self.weights.treatments()
    }

    /// The points and their scale; a stream has only test points.
    pub fn points(&self) -> &Points {
        &self.points
    }

    /// The training points; of a stream, the batch that the next step will use.
    pub fn train_points(&self) -> &[Sample] {
        match self.config.feed {
            Feed::Fixed => &self.points.train,
            Feed::Stream => self.batches.batch(),
        }
    }

    /// The test points.
    pub fn test_points(&self) -> &[Sample] {
        &self.points.test
    }

    /// The steps of the history with what is known of each, as [`History::sample`] chooses them.
    pub fn curve(&self, most: usize) -> impl Iterator<Item = (u64, &Record)> {
        self.history.sample(most)
    }

    /// What was changed by hand along the history.
    pub fn marks(&self) -> Vec<Mark> {
        self.log.marks()
    }

    /// The network's output at each of `points`.
    pub fn predict(&mut self, points: &[[f32; 2]]) -> Vec<f32> {
        let mut outputs = Vec::with_capacity(points.len());
        self.units.predict(self.weights.live(), points, &mut outputs);
        outputs
    }

    /// How many units there are: the two inputs and the hidden neurons.
    pub fn unit_count(&self) -> usize {
        self.units.count()
    }

    /// One unit's picture over `points`: see [`Units::picture`].
    pub fn picture(&mut self, points: &[[f32; 2]], unit: usize, aspect: Aspect) -> Vec<f32> {
        self.units.picture(self.weights.live(), points, unit, aspect)
    }

    /// The pictures of all units over `points`: see [`Units::pictures`].
    pub fn pictures(&mut self, points: &[[f32; 2]], aspect: Aspect) -> Vec<f32> {
        self.units.pictures(self.weights.live(), points, aspect)
    }

    /// For each hidden neuron, the share of the training points (the first [`EVALUATED`]) at which its
    /// output is above 0.
    pub fn activity(&mut self) -> Vec<f32> {
        let points = self.train_points().iter().take(EVALUATED).map(|sample| sample.inputs);
        let points: Vec<[f32; 2]> = points.collect();
        self.units.activity(self.weights.live(), &points)
    }

    /// Starts again at step 0: the same initial parameters, and the settings, points and treatments of
    /// neurons as they are now.
    pub fn reset(&mut self) -> Report {
        self.start.points.clone_from(&self.points);
        self.start.treatments = self.weights.treatments().to_vec();
        self.start.settings = self.config.settings;
        self.weights.set(&self.start.parameters);
        self.history = History::new(self.start.parameters.len(), HISTORY_BYTES);
        self.log.clear();
        self.pending.clear();
        self.step = 0;
        self.pursuit = None;
        self.problem = None;
        self.sgd.abandon();
        self.batches.forget();
        self.record.taken = None;
        self.record.place = Place::default();
        self.evaluate();
        self.history.push(0, self.record, self.weights.values());
        self.report()
    }

    /// Takes one step of gradient descent, unless training has stopped at a [`Problem`] or there are no
    /// training points.
    ///
    /// From a step before the last: where nothing was changed by hand there, and nothing was after it, the
    /// step is the one that the history holds; else a new future begins and the old one is forgotten.
    pub fn step(&mut self) -> Report {
        if let Some(pursuit) = &mut self.pursuit {
            pursuit.reached = false;
        }
        if self.can_step() {
            self.advance(&mut || true);
        }
        self.report()
    }

    /// Takes steps until the run is finished or meets its goal, training stops at a [`Problem`], or
    /// `go_on`, which is asked before each, says no.
    pub fn train(&mut self, mut go_on: impl FnMut() -> bool) -> Report {
        while self.can_step() && !self.is_finished() && !self.meets_goal() && go_on() {
            self.advance(&mut || true);
        }
        self.report()
    }

    /// The same, for at most `steps` steps and as long as there is time, which is also asked within a step: one
    /// that time ran out in goes on with the next call.
    pub fn train_for(&mut self, steps: u64, mut in_time: impl FnMut() -> bool) -> Report {
        for _ in 0..steps {
            let goes_on = self.can_step() && !self.is_finished() && !self.meets_goal();
            if !goes_on || !in_time() || !self.advance(&mut in_time) {
                break;
            }
        }
        self.report()
    }

    /// Sets what the run goes on until, or takes that back; patience counts from now. An error names what
    /// is out of its limits, and then nothing changes.
    pub fn set_goal(&mut self, goal: Option<Goal>) -> Result<(), Refusal> {
        goal.as_ref().map_or(Ok(()), Goal::check)?;
        self.pursuit = goal.map(Pursuit::new);
        Ok(())
    }

    fn meets_goal(&mut self) -> bool {
        let report = self.report();
        self.pursuit.as_mut().is_some_and(|pursuit| pursuit.is_met(&report))
    }

    /// Goes to any step of the history, bit for bit, with the settings, points and treatments of neurons
    /// that were in force there. An error says which steps there are.
    pub fn seek(&mut self, step: u64) -> Result<Report, Refusal> {
        let last = self.history.last();
        if step > last {
            return Err(refuse("step", step as f64, format!("a whole number from 0 to {last}")));
        }
        self.restore(step);
        Ok(self.report())
    }

    /// Goes to the step before and takes the one to it again: so its gradient is there, too.
    fn restore(&mut self, step: u64) {
        let (kept, record, parameters) = self.history.nearest(step.saturating_sub(1));
        self.weights.set(parameters);
        self.record = *record;
        self.step = kept;
        self.problem = None;
        if let Some(pursuit) = &mut self.pursuit {
            pursuit.reached = false;
        }
        self.redo_changes();
        while self.step < step {
            self.repeat_step(self.step + 1 == step);
            let log = mem::take(&mut self.log);
            let changes = log.at(self.step);
            changes.iter().for_each(|(_, change)| self.apply(change));
            if self.step == step && !changes.is_empty() {
                self.evaluate();
            }
            self.log = log;
        }
        self.draw_batch();
    }

    /// Puts what was changed up to this step into force, on a history's parameters: those changed before
    /// this step they hold already.
    fn redo_changes(&mut self) {
        self.sgd.abandon();
        if self.log.touches_points() || self.pending.touches_points() {
            self.points.clone_from(&self.start.points);
        }
        self.batches.forget();
        self.pending.clear();
        self.config.settings = self.start.settings;
        self.weights.treat_all(&self.start.treatments);
        let log = mem::take(&mut self.log);
        for (now, change) in log.up_to(self.step) {
            if now || !matches!(change, Change::Parameter { .. }) {
                self.apply(change);
            }
        }
        if !log.at(self.step).is_empty() {
            self.evaluate();
        }
        self.log = log;
    }

    /// The way back out of a [`Problem`]: to where the rate was set that led there, or else to step 0, with
    /// half that rate. Without a problem, nothing changes.
    pub fn go_back(&mut self) -> Report {
        if let Some(Problem { back_step, back_rate, .. }) = self.problem {
            self.restore(back_step);
            let from = self.config.settings;
            self.change(Change::Settings { from, to: Settings { rate: back_rate, ..from } });
        }
        self.report()
    }

    /// Changes the settings while the run goes on; they come into force with the next step. An error
    /// names the field, and then nothing changes.
    pub fn set(&mut self, settings: Settings) -> Result<Report, Refusal> {
        settings.check()?;
        Ok(self.change(Change::Settings { from: self.config.settings, to: settings }))
    }

    /// Changes one parameter by hand. An error names it, and then nothing changes.
    pub fn edit(&mut self, number: usize, value: f32) -> Result<Report, Refusal> {
        let count = self.weights.values().len();
        if number >= count {
            let allowed = format!("a whole number below {count}");
            return Err(refuse("parameter", number as f64, allowed));
        }
        if !value.is_finite() {
            return Err(refuse("the parameter", value.into(), "a finite number".into()));
        }
        let from = self.weights.values()[number];
        Ok(self.change(Change::Parameter { number, from, to: value }))
    }

    /// Changes what is done with a hidden neuron. An error says which there are, and then nothing changes.
    pub fn treat(&mut self, neuron: usize, treatment: Treatment) -> Result<Report, Refusal> {
        let count = self.weights.treatments().len();
        if neuron >= count {
            let allowed = format!("a whole number below {count}");
            return Err(refuse("the hidden neuron", neuron as f64, allowed));
        }
        let from = self.weights.treatments()[neuron];
        Ok(self.change(Change::Neuron { number: neuron, from, to: treatment }))
    }

    /// Changes the points of one's own while the run goes on. An error says what cannot be done, and then
    /// nothing changes; of points that are drawn, none can be changed.
    pub fn edit_points(&mut self, edit: Edit) -> Result<Report, Refusal> {
        if self.config.data.is_drawn() {
            let count = self.points.count() as f64;
            return Err(refuse("the number of drawn points", count, "left as it is".into()));
        }
        self.points.check(&edit)?;
        Ok(self.change(Change::Points(edit)))
    }

    fn change(&mut self, change: Change) -> Report {
        self.sgd.abandon();
        self.apply(&change);
        let is_past = self.step < self.history.last();
        let log = if is_past { &mut self.pending } else { &mut self.log };
        log.push(self.step, change);
        self.problem = None;
        self.evaluate();
        if !is_past {
            self.history.amend(self.step, self.record);
        }
        self.report()
    }

    fn apply(&mut self, change: &Change) {
        match *change {
            Change::Settings { to, .. } => self.config.settings = to,
            Change::Parameter { number, to, .. } => self.weights.edit(number, to),
            Change::Neuron { number, to, .. } => self.weights.treat(number, to),
            Change::Points(ref edit) => {
                self.points.edit(edit);
                self.batches.forget();
            }
        }
    }

    /// Starts again at step 0 with these parameters, in the order of [`Trainer::parameters`].
    pub fn set_parameters(&mut self, parameters: &[f32]) -> Result<Report, Refusal> {
        let (given, count) = (parameters.len(), self.start.parameters.len());
        if given != count {
            return Err(refuse("the number of parameters", given as f64, count.to_string()));
        }
        if let Some(number) = parameters.iter().position(|value| !value.is_finite()) {
            let field = format!("parameters[{number}]");
            return Err(refuse(&field, parameters[number].into(), "a finite number".into()));
        }
        self.start.parameters.copy_from_slice(parameters);
        Ok(self.reset())
    }

    /// Starts again at step 0 on points of one's own, in the plane's units.
    pub fn set_samples(&mut self, train: &[Sample], test: &[Sample]) -> Result<Report, Refusal> {
        if train.is_empty() {
            return Err(refuse("the number of training samples", 0.0, "at least 1".into()));
        }
        check_samples("train", train)?;
        check_samples("test", test)?;
        let (train, test) = (train.to_vec(), test.to_vec());
        Ok(self.put_back(Points { train, test, ..Points::default() }))
    }

    /// Starts again at step 0 on points of one's own, rows of x, y and label in any units: shuffled by the
    /// seed, split, and standardised where [`Scale::of`](crate::data::points::Scale::of) says so.
    pub fn set_own(&mut self, rows: &[[f64; 3]], held_out: f64) -> Result<Report, Refusal> {
        limits::HELD_OUT.check(held_out)?;
        check_count(rows.len())?;
        let mut rng = generator(self.config.seed, Use::Samples, 0);
        let points = Points::of(rows, held_out, &mut rng);
        check_samples("train", &points.train)?;
        check_samples("test", &points.test)?;
        self.config.held_out = held_out;
        Ok(self.put_back(points))
    }

    /// Starts again at step 0 on points that a run had as its own before, with their scale and their split.
    pub fn put_back(&mut self, points: Points) -> Report {
        self.config.data = Data::Own;
        self.config.feed = Feed::Fixed;
        self.points = points;
        self.reset()
    }

    /// A hash (FNV-1a, 64 bits) over the bits of the parameters: equal runs have equal digests.
    pub fn digest(&self) -> u64 {
        let values = self.weights.values().iter();
        let bytes = values.flat_map(|parameter| parameter.to_le_bytes());
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    /// What is known where the run stands.
    pub fn report(&self) -> Report {
        let Record { taken, train, test, penalty, place, .. } = self.record;
        Report {
            step: self.step,
            last_step: self.history.last(),
            epoch: place.epoch,
            rate: self.config.settings.rate_at(self.step),
            data_loss: taken.map(|step| step.data_loss),
            penalty,
            gradient_norm: taken.map(|step| step.gradient_norm),
            train_loss: train.loss,
            train_accuracy: train.accuracy,
            test_loss: test.map(|figures| figures.loss),
            test_accuracy: test.map(|figures| figures.accuracy),
            train_points: self.train_points().len(),
            test_points: self.test_points().len(),
            pending: !self.pending.is_empty(),
            goal_reached: self.pursuit.is_some_and(|pursuit| pursuit.reached),
            finished: self.is_finished(),
            problem: self.problem.clone(),
        }
    }

    fn can_step(&self) -> bool {
        let has_points = self.config.feed == Feed::Stream || !self.points.train.is_empty();
        self.problem.is_none() && has_points
    }

    fn is_finished(&self) -> bool {
        self.step >= self.config.settings.steps
    }

    /// Takes a step with everything as it is now, which may end the history here; returns whether there was
    /// time for the whole of it.
    fn advance(&mut self, in_time: &mut dyn FnMut() -> bool) -> bool {
        let is_past = self.step < self.history.last();
        if is_past && (!self.pending.is_empty() || self.log.goes_beyond(self.step)) {
            self.history.truncate(self.step);
            self.history.amend(self.step, self.record);
            self.log.truncate(self.step);
        }
        self.log.append(&mut self.pending);
        self.draw_batch();
        let is_ready = self.sgd.prepare(self.weights.live(), self.batches.batch(), in_time);
        if is_ready {
            self.finish_step(true);
        }
        is_ready
    }

    /// Takes a step of the history again.
    fn repeat_step(&mut self, evaluate: bool) {
        self.draw_batch();
        self.sgd.prepare(self.weights.live(), self.batches.batch(), &mut || true);
        self.finish_step(evaluate);
    }

    fn finish_step(&mut self, evaluate: bool) {
        let Settings { alpha, .. } = self.config.settings;
        let rate = self.config.settings.rate_at(self.step);
        self.spare.copy_from_slice(self.weights.values());
        let Trainer { weights, sgd, .. } = self;
        match weights.descend(|live| sgd.finish(live, rate, alpha)) {
            Err(_) => self.problem = Some(self.find_problem()),
            Ok(taken) => {
                self.step += 1;
                mem::swap(&mut self.before, &mut self.spare);
                self.record.taken = Some(taken);
                self.record.place = self.batches.next_place();
                if evaluate {
                    self.evaluate();
                }
                if self.step > self.history.last() {
                    self.history.push(self.step, self.record, self.weights.values());
                }
            }
        }
    }

    /// Draws the samples that the next step will use.
    fn draw_batch(&mut self) {
        self.batches.draw(&self.config, self.step, self.record.place, &self.points.train);
    }

    /// Takes the figures of where the run stands.
    fn evaluate(&mut self) {
        self.draw_batch();
        let train = match self.config.feed {
            Feed::Fixed => &self.points.train[..self.points.train.len().min(EVALUATED)],
            Feed::Stream => self.batches.batch(),
        };
        let test = &self.points.test[..self.points.test.len().min(EVALUATED)];
        let live = self.weights.live();
        let penalty = self.config.settings.alpha * self.sgd.squares(live);
        let mut figures = |samples: &[Sample]| {
            let Evaluation { data_loss, accuracy } = self.sgd.evaluate(live, samples);
            Figures { loss: data_loss + penalty, accuracy }
        };
        self.record.train = figures(train);
        self.record.test = (!test.is_empty()).then(|| figures(test));
        self.record.penalty = penalty;
        self.record.rate = self.config.settings.rate_at(self.step);
    }

    /// Looks for what kept the step from being taken.
    fn find_problem(&mut self) -> Problem {
        let Settings { rate, .. } = self.config.settings;
        let culprit = self.sgd.find_culprit(self.weights.live(), self.batches.batch());
        let back_step = self.log.last_rate_change().unwrap_or(0);
        Problem {
            step: self.step + 1,
            what: culprit.describe(&self.config.hidden),
            back_step,
            back_rate: rate / 2.0,
        }
    }
}

/// The training and the test points of a set-up.
fn draw_points(config: &Config) -> Points {
    let Config { seed, data, samples, held_out, noise, .. } = *config;
    let mut points = Points::default();
    if config.feed == Feed::Stream {
        let mut rng = generator(seed, Use::Test, 0);
        data.draw(STREAM_TEST, noise, &mut rng, &mut points.test);
    } else {
        data.draw(samples, noise, &mut generator(seed, Use::Samples, 0), &mut points.train);
        points.hold_out(held_out);
    }
    points
}

fn refuse(field: &str, value: f64, allowed: String) -> Refusal {
    Refusal { field: field.into(), value, allowed }
}

#[cfg(test)]
mod tests;
