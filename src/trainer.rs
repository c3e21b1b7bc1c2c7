//! A run: data, parameters and their history, trained step by step.

use crate::config::{Config, Feed, Refusal, Settings};
use crate::data::{Sample, draw_moons, two_moons};
use crate::functor::Functor;
use crate::history::History;
use crate::mlp::Mlp;
use crate::random::{Use, generator};
use crate::sgd::{Evaluation, NotFinite, Sgd, Step};
use crate::units::{Aspect, Units};
use rand::seq::SliceRandom;
use serde::Serialize;

/// How many fresh points a streamed run is tested on.
pub const STREAM_TEST: usize = 1000;

/// How many of the training points, and of the test points, each step's figures are taken over. Sets are
/// shuffled, so of a larger one this is a random sample, the same at every step.
pub const EVALUATED: usize = 1000;

/// What the history of a run may take, in bytes.
pub const HISTORY_BYTES: usize = 64 << 20;

/// What is known after a step. Losses are the mean hinge plus the penalty; accuracies are shares from 0
/// to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Steps taken: where the run stands.
    pub step: u64,
    /// The newest step of the history; greater than `step` after going back.
    pub last_step: u64,
    /// Whole passes over a fixed training set; 0 for a stream.
    pub epoch: u64,
    /// The learning rate that the next step will use.
    pub rate: f64,
    /// The mean hinge over the last step's batch, before its update; none at step 0.
    pub data_loss: Option<f64>,
    /// α · Σp², now.
    pub penalty: f64,
    /// The Euclidean norm of the last step's gradient; none at step 0.
    pub gradient_norm: Option<f64>,
    /// The loss over the training points; of a stream, over the batch that the next step will use.
    pub train_loss: f64,
    /// The accuracy over the same points.
    pub train_accuracy: f64,
    /// The loss over the test points; none without any.
    pub test_loss: Option<f64>,
    /// The accuracy over the test points; none without any.
    pub test_accuracy: Option<f64>,
    /// Whether the run has taken all its steps.
    pub finished: bool,
    /// Why training stopped before that.
    pub problem: Option<Problem>,
}

/// A number that was not finite; the step that met it was not taken.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// The step that could not be taken.
    pub step: u64,
    /// What was not finite, in words: "the gradient of layer 2".
    pub what: String,
    /// The step that [`Trainer::go_back`] goes to.
    pub back_step: u64,
    /// The rate that it sets.
    pub back_rate: f64,
}

/// What the history keeps of a step beside its parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record {
    /// The learning rate that the step after this one had when this one was taken.
    pub rate: f64,
    /// What the step met before its update; none at step 0.
    pub taken: Option<Step>,
    /// The figures of the training points.
    pub train: Figures,
    /// Those of the test points.
    pub test: Option<Figures>,
    /// α · Σp² after the step.
    pub penalty: f64,
    place: Place,
}

/// Loss and accuracy over some points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// The mean hinge plus the penalty.
    pub loss: f64,
    /// The share of right answers.
    pub accuracy: f64,
}

/// Where in the data a run stands: the epoch and the first sample of the next batch in its order.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Place {
    epoch: u64,
    first: usize,
}

/// A run of training, from a [`Config`] or on samples of one's own.
///
/// ```
/// use moongrad::{config::Config, trainer::Trainer};
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
    /// The parameters at step 0.
    start: Vec<f32>,
    /// The training points of a fixed set.
    train: Vec<Sample>,
    test: Vec<Sample>,
    /// The order of the fixed set in one epoch: that epoch, and the numbers of the samples.
    order: (u64, Vec<u32>),
    /// The samples that the next step will use, and the step and size that they were drawn for.
    batch: Vec<Sample>,
    drawn: Option<(u64, usize)>,
    parameters: Vec<f32>,
    step: u64,
    record: Record,
    history: History<Record>,
    /// The settings in force from a step on, as far as the history reaches.
    settings: Vec<(u64, Settings)>,
    problem: Option<Problem>,
}

impl Trainer {
    /// A run at step 0; an error is [`Config::check`]'s.
    pub fn new(config: Config) -> Result<Self, Refusal> {
        config.check()?;
        let inputs: Vec<usize> = [&[2], config.hidden.as_slice()].concat();
        let mut weights = generator(config.seed, Use::Weights, 0);
        let mlp = Mlp::init(&inputs, config.activation, &mut weights);
        let start = mlp.elements();
        let (train, test) = draw_samples(&config);
        let figures = Figures { loss: 0.0, accuracy: 0.0 };
        let sgd = Sgd::new(&mlp);
        let mut trainer = Trainer {
            units: Units::new(sgd.objective()),
            sgd,
            parameters: start.clone(),
            history: History::new(start.len(), HISTORY_BYTES),
            start,
            train,
            test,
            order: (0, Vec::new()),
            batch: Vec::new(),
            drawn: None,
            step: 0,
            record: Record {
                rate: 0.0,
                taken: None,
                train: figures,
                test: None,
                penalty: 0.0,
                place: Place::default(),
            },
            settings: Vec::new(),
            problem: None,
            config,
        };
        trainer.reset();
        Ok(trainer)
    }

    /// The set-up, with the settings as they are now.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The network's parameters, layer by layer, neuron by neuron, weights and then bias.
    pub fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    /// The training points; of a stream, the batch that the next step will use.
    pub fn train_points(&self) -> &[Sample] {
        match self.config.feed {
            Feed::Fixed => &self.train,
            Feed::Stream => &self.batch,
        }
    }

    /// The test points.
    pub fn test_points(&self) -> &[Sample] {
        &self.test
    }

    /// The steps of the history with what is known of each, as [`History::sample`] chooses them.
    pub fn curve(&self, most: usize) -> impl Iterator<Item = (u64, &Record)> {
        self.history.sample(most)
    }

    /// The network's output at each of `points`.
    pub fn predict(&mut self, points: &[[f32; 2]]) -> Vec<f32> {
        self.units.predict(&self.parameters, points)
    }

    /// How many units there are: the two inputs and the hidden neurons.
    pub fn unit_count(&self) -> usize {
        self.units.count()
    }

    /// One unit's picture over `points`: see [`Units::picture`].
    pub fn picture(&mut self, points: &[[f32; 2]], unit: usize, aspect: Aspect) -> Vec<f32> {
        self.units.picture(&self.parameters, points, unit, aspect)
    }

    /// The pictures of all units over `points`: see [`Units::pictures`].
    pub fn pictures(&mut self, points: &[[f32; 2]], aspect: Aspect) -> Vec<f32> {
        self.units.pictures(&self.parameters, points, aspect)
    }

    /// For each hidden neuron, the share of the training points (the first [`EVALUATED`]) at which its
    /// output is above 0.
    pub fn activity(&mut self) -> Vec<f32> {
        let points = self.train_points().iter().take(EVALUATED).map(|sample| sample.inputs);
        let points: Vec<[f32; 2]> = points.collect();
        self.units.activity(&self.parameters, &points)
    }

    /// Starts again at step 0: the same data, the same initial parameters, the settings as they are now.
    pub fn reset(&mut self) -> Report {
        self.step = 0;
        self.parameters.copy_from_slice(&self.start);
        self.history = History::new(self.start.len(), HISTORY_BYTES);
        self.settings = vec![(0, self.config.settings)];
        self.problem = None;
        self.order.1.clear();
        self.drawn = None;
        self.record.taken = None;
        self.record.place = Place::default();
        self.evaluate(self.config.settings);
        self.history.push(0, self.record, &self.parameters);
        self.report()
    }

    /// Takes one step of gradient descent, unless training has stopped at a [`Problem`].
    ///
    /// From a step before the last: with the settings that the history was made with, the step is the
    /// one that it holds; with others, a new future begins and the old one is forgotten.
    pub fn step(&mut self) -> Report {
        if self.problem.is_none() {
            self.advance();
        }
        self.report()
    }

    /// Takes steps until the run is finished, training stops at a [`Problem`], or `go_on`, which is asked
    /// before each, says no.
    pub fn train(&mut self, mut go_on: impl FnMut() -> bool) -> Report {
        while self.problem.is_none() && !self.is_finished() && go_on() {
            self.advance();
        }
        self.report()
    }

    /// Goes to any step of the history, bit for bit. An error says which steps there are.
    pub fn seek(&mut self, step: u64) -> Result<Report, Refusal> {
        let last = self.history.last();
        if step > last {
            return Err(refuse("step", step as f64, format!("a whole number from 0 to {last}")));
        }
        self.restore(step);
        Ok(self.report())
    }

    fn restore(&mut self, step: u64) {
        let (kept, record, parameters) = self.history.nearest(step);
        self.parameters.copy_from_slice(parameters);
        self.record = *record;
        self.step = kept;
        self.problem = None;
        while self.step < step {
            let evaluate = self.step + 1 == step;
            self.take_step(self.settings_at(self.step), evaluate);
        }
        self.draw_batch(self.config.settings.batch);
    }

    /// The way back out of a [`Problem`]: to where the rate that led there was set, with the rate before
    /// it, or to step 0 with half the rate. Without a problem, nothing changes.
    pub fn go_back(&mut self) -> Report {
        if let Some(Problem { back_step, back_rate, .. }) = self.problem {
            self.config.settings.rate = back_rate;
            self.restore(back_step);
        }
        self.report()
    }

    /// Changes the settings while the run goes on; they come into force with the next step. An error
    /// names the field, and then nothing changes.
    pub fn set(&mut self, settings: Settings) -> Result<Report, Refusal> {
        settings.check()?;
        self.config.settings = settings;
        self.problem = None;
        self.evaluate(settings);
        Ok(self.report())
    }

    /// Starts again at step 0 with these parameters, in the order of [`Trainer::parameters`].
    pub fn set_parameters(&mut self, parameters: &[f32]) -> Result<Report, Refusal> {
        let (given, count) = (parameters.len(), self.start.len());
        if given != count {
            return Err(refuse("the number of parameters", given as f64, count.to_string()));
        }
        if let Some(number) = parameters.iter().position(|value| !value.is_finite()) {
            let field = format!("parameters[{number}]");
            return Err(refuse(&field, parameters[number].into(), "a finite number".into()));
        }
        self.start.copy_from_slice(parameters);
        Ok(self.reset())
    }

    /// Starts again at step 0 on a fixed set of one's own.
    pub fn set_samples(&mut self, train: &[Sample], test: &[Sample]) -> Result<Report, Refusal> {
        if train.is_empty() {
            return Err(refuse("the number of training samples", 0.0, "at least 1".into()));
        }
        check_samples("train", train)?;
        check_samples("test", test)?;
        self.config.feed = Feed::Fixed;
        self.config.samples = train.len() + test.len();
        self.config.held_out = test.len() as f64 / self.config.samples as f64;
        self.train = train.to_vec();
        self.test = test.to_vec();
        Ok(self.reset())
    }

    /// A hash (FNV-1a, 64 bits) over the bits of the parameters: equal runs have equal digests.
    pub fn digest(&self) -> u64 {
        let bytes = self.parameters.iter().flat_map(|parameter| parameter.to_le_bytes());
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
            finished: self.is_finished(),
            problem: self.problem.clone(),
        }
    }

    fn is_finished(&self) -> bool {
        self.step >= self.config.settings.steps
    }

    /// The settings that the history's step after `step` was taken with.
    fn settings_at(&self, step: u64) -> Settings {
        let after = self.settings.partition_point(|(from, _)| *from <= step);
        self.settings[after - 1].1
    }

    /// Takes a step with the settings as they are now.
    fn advance(&mut self) {
        self.apply_settings();
        self.take_step(self.config.settings, true);
    }

    /// Brings changed settings into force from this step on, which ends the history here.
    fn apply_settings(&mut self) {
        let settings = self.config.settings;
        if self.settings_at(self.step) != settings {
            self.history.truncate(self.step);
            // The first entry stays even at step 0: the way back leads to it.
            let before = self.settings.partition_point(|(from, _)| *from < self.step).max(1);
            self.settings.truncate(before);
            self.settings.push((self.step, settings));
        }
    }

    fn take_step(&mut self, settings: Settings, evaluate: bool) {
        self.draw_batch(settings.batch);
        let rate = settings.rate_at(self.step);
        match self.sgd.step(&mut self.parameters, &self.batch, rate, settings.alpha) {
            Err(what) => self.problem = Some(self.describe(what)),
            Ok(taken) => {
                self.step += 1;
                self.record.taken = Some(taken);
                self.record.place = self.next_place();
                if evaluate {
                    self.evaluate(settings);
                }
                if self.step > self.history.last() {
                    self.history.push(self.step, self.record, &self.parameters);
                }
            }
        }
    }

    /// Where the data goes on after the batch that was just used.
    fn next_place(&self) -> Place {
        let Place { epoch, first } = self.record.place;
        match self.config.feed {
            Feed::Stream => Place::default(),
            Feed::Fixed if first + self.batch.len() < self.train.len() => {
                Place { epoch, first: first + self.batch.len() }
            }
            Feed::Fixed => Place { epoch: epoch + 1, first: 0 },
        }
    }

    /// Puts the samples that the next step will use into `batch`, unless they are there.
    fn draw_batch(&mut self, size: usize) {
        if self.drawn == Some((self.step, size)) {
            return;
        }
        self.drawn = Some((self.step, size));
        match self.config.feed {
            Feed::Stream => {
                let mut rng = generator(self.config.seed, Use::Batch, self.step);
                draw_moons(size, self.config.noise, &mut rng, &mut self.batch);
            }
            Feed::Fixed => {
                self.shuffle(self.record.place.epoch);
                let rest = &self.order.1[self.record.place.first..];
                let numbers = &rest[..size.min(rest.len())];
                self.batch.clear();
                self.batch.extend(numbers.iter().map(|&number| self.train[number as usize]));
            }
        }
    }

    /// The order of an epoch is drawn from the set's own order, so that it depends on no other epoch.
    fn shuffle(&mut self, epoch: u64) {
        let (ordered, order) = &mut self.order;
        if *ordered != epoch || order.is_empty() {
            *ordered = epoch;
            order.clear();
            order.extend(0..self.train.len() as u32);
            order.shuffle(&mut generator(self.config.seed, Use::Order, epoch));
        }
    }

    /// Takes the figures of where the run stands.
    fn evaluate(&mut self, settings: Settings) {
        self.draw_batch(settings.batch);
        let train = match self.config.feed {
            Feed::Fixed => &self.train[..self.train.len().min(EVALUATED)],
            Feed::Stream => &self.batch,
        };
        let test = &self.test[..self.test.len().min(EVALUATED)];
        let penalty = settings.alpha * self.sgd.squares(&self.parameters);
        let mut figures = |samples: &[Sample]| {
            let Evaluation { data_loss, accuracy } = self.sgd.evaluate(&self.parameters, samples);
            Figures { loss: data_loss + penalty, accuracy }
        };
        self.record.train = figures(train);
        self.record.test = (!test.is_empty()).then(|| figures(test));
        self.record.penalty = penalty;
        self.record.rate = settings.rate_at(self.step);
    }

    fn describe(&self, what: NotFinite) -> Problem {
        let what = match what {
            NotFinite::DataLoss => "the loss of the batch".into(),
            NotFinite::Penalty => "the L2 penalty".into(),
            NotFinite::Gradient(parameter) => format!("the gradient of {}", self.layer(parameter)),
            NotFinite::Parameter(parameter) => format!("a number of {}", self.layer(parameter)),
        };
        let (back_step, back_rate) = self.way_back();
        Problem { step: self.step + 1, what, back_step, back_rate }
    }

    /// The layer that a parameter belongs to, in words.
    fn layer(&self, parameter: usize) -> String {
        let mut inputs = 2;
        let mut first = 0;
        for (layer, &neurons) in self.config.hidden.iter().enumerate() {
            first += neurons * (inputs + 1);
            if parameter < first {
                return format!("layer {}", layer + 1);
            }
            inputs = neurons;
        }
        "the output".into()
    }

    /// Where the rate now in force was set, and the rate before it; else the start, and half the rate.
    fn way_back(&self) -> (u64, f64) {
        let changes = self.settings.windows(2).rev();
        let mut rates = changes.map(|pair| (pair[1].0, pair[0].1.rate, pair[1].1.rate));
        match rates.find(|(_, before, after)| before != after) {
            Some((step, before, _)) => (step, before),
            None => (0, self.config.settings.rate / 2.0),
        }
    }
}

/// The training and the test points of a set-up.
fn draw_samples(config: &Config) -> (Vec<Sample>, Vec<Sample>) {
    match config.feed {
        Feed::Stream => {
            let mut rng = generator(config.seed, Use::Test, 0);
            (Vec::new(), two_moons(STREAM_TEST, config.noise, &mut rng))
        }
        Feed::Fixed => {
            let mut rng = generator(config.seed, Use::Samples, 0);
            let mut train = two_moons(config.samples, config.noise, &mut rng);
            let test = train.split_off(config.samples - config.test_samples());
            (train, test)
        }
    }
}

fn check_samples(set: &str, samples: &[Sample]) -> Result<(), Refusal> {
    for (number, Sample { inputs: [x, y], label }) in samples.iter().enumerate() {
        let refuse = |part: &str, value: &f32, allowed: &str| {
            Err(refuse(&format!("{set}[{number}].{part}"), f64::from(*value), allowed.into()))
        };
        match (x.is_finite(), y.is_finite(), label.abs() == 1.0) {
            (false, _, _) => return refuse("x", x, "a finite number"),
            (_, false, _) => return refuse("y", y, "a finite number"),
            (_, _, false) => return refuse("label", label, "-1 or 1"),
            (true, true, true) => {}
        }
    }
    Ok(())
}

fn refuse(field: &str, value: f64, allowed: String) -> Refusal {
    Refusal { field: field.into(), value, allowed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sgd::Schedule;
    use proptest::prelude::*;

    fn fixed() -> Config {
        let settings = Settings { batch: 32, ..Config::default().settings };
        Config { seed: 1778, feed: Feed::Fixed, noise: 0.14, settings, ..Config::default() }
    }

    fn bits(trainer: &Trainer) -> Vec<u32> {
        trainer.parameters().iter().map(|p| p.to_bits()).collect()
    }

    fn set_rate(trainer: &mut Trainer, rate: f64) {
        let settings = trainer.config().settings;
        trainer.set(Settings { rate, ..settings }).unwrap();
    }

    #[test]
    fn a_fixed_set_is_split_into_train_and_test_points() {
        let trainer = Trainer::new(fixed()).unwrap();
        assert_eq!((trainer.train_points().len(), trainer.test_points().len()), (150, 50));
    }

    #[test]
    fn an_epoch_uses_every_training_point_once() {
        let mut trainer = Trainer::new(fixed()).unwrap();
        let mut seen: Vec<Sample> = Vec::new();
        for sizes in [[32, 32, 32, 32, 22]; 2] {
            seen.clear();
            for size in sizes {
                assert_eq!(trainer.batch.len(), size);
                seen.extend(&trainer.batch);
                trainer.step();
            }
            let key = |s: &Sample| (s.inputs[0].to_bits(), s.inputs[1].to_bits());
            let mut all = trainer.train_points().to_vec();
            all.sort_by_key(key);
            let mut sorted = seen.clone();
            sorted.sort_by_key(key);
            assert_eq!(sorted, all);
            assert_ne!(seen, all);
        }
        assert_eq!(trainer.report().epoch, 2);
    }

    #[test]
    fn a_stream_draws_a_fresh_batch_for_every_step() {
        let mut trainer = Trainer::new(Config::default()).unwrap();
        let first = trainer.train_points().to_vec();
        trainer.step();
        assert_eq!(trainer.train_points().len(), 50);
        assert!(trainer.train_points().iter().all(|sample| !first.contains(sample)));
        assert_eq!(trainer.report().epoch, 0);
    }

    #[test]
    fn the_pages_run_reaches_97_percent_on_points_it_never_saw() {
        let report = Trainer::new(fixed()).unwrap().train(|| true);
        assert_eq!((report.step, report.finished), (150, true));
        assert!(report.test_accuracy.unwrap() >= 0.97, "{report:?}");
    }

    #[test]
    fn the_report_tells_the_loss_the_rate_and_the_gradient() {
        let mut trainer = Trainer::new(fixed()).unwrap();
        let start = trainer.report();
        assert_eq!((start.data_loss, start.gradient_norm, start.rate), (None, None, 1.0));
        let squares: f64 = trainer.parameters().iter().map(|&p| f64::from(p) * f64::from(p)).sum();
        assert!((start.penalty - 1e-4 * squares).abs() < 1e-8);
        let batch = trainer.batch.clone();
        let before = trainer.parameters().to_vec();
        let report = trainer.step();
        let hinge = |s: &Sample, output: f32| f64::from((1.0 - s.label * output).max(0.0));
        let mut sgd = trainer.sgd.clone();
        let mut units = trainer.units.clone();
        let points: Vec<_> = batch.iter().map(|sample| sample.inputs).collect();
        let outputs = units.predict(&before, &points);
        let mean: f64 = batch.iter().zip(outputs).map(|(s, o)| hinge(s, o)).sum::<f64>() / 32.0;
        assert!((report.data_loss.unwrap() - mean).abs() < 1e-6);
        assert!((report.rate - (1.0 - 0.9 / 150.0)).abs() < 1e-12);
        // The step moved the parameters by the rate, here 1, times the gradient.
        let moved = trainer.parameters().iter().zip(&before).map(|(p, q)| f64::from(p - q).powi(2));
        assert!((moved.sum::<f64>().sqrt() - report.gradient_norm.unwrap()).abs() < 1e-5);
    }

    #[test]
    fn reset_gives_the_same_start_and_the_same_run_again() {
        for config in [fixed(), Config::default()] {
            let mut trainer = Trainer::new(config).unwrap();
            let start = (trainer.report(), bits(&trainer), trainer.train_points().to_vec());
            let end = (trainer.train(|| true), bits(&trainer));
            let again = (trainer.reset(), bits(&trainer), trainer.train_points().to_vec());
            assert_eq!(again, start);
            assert_eq!((trainer.train(|| true), bits(&trainer)), end);
        }
    }

    #[test]
    fn training_stops_when_told_to() {
        let mut trainer = Trainer::new(fixed()).unwrap();
        let mut left = 7;
        let report = trainer.train(|| {
            left -= 1;
            left >= 0
        });
        assert_eq!(report.step, 7);
    }

    #[test]
    fn a_step_past_the_end_goes_on_at_the_last_rate() {
        let mut trainer = Trainer::new(fixed()).unwrap();
        trainer.train(|| true);
        assert_eq!(trainer.train(|| true).step, 150);
        let report = trainer.step();
        assert_eq!(report.step, 151);
        assert!((report.rate - 0.1).abs() < 1e-12);
    }

    #[test]
    fn seek_outside_the_history_is_refused() {
        let mut trainer = Trainer::new(fixed()).unwrap();
        trainer.step();
        assert_eq!(
            trainer.seek(2).unwrap_err().to_string(),
            "step is 2, but must be a whole number from 0 to 1"
        );
    }

    /// What a user may do with a run.
    #[derive(Clone, Debug)]
    enum Act {
        Train(u64),
        Seek(f64),
        Rate(f64),
        Alpha(f64),
        Batch(usize),
        Schedule(Schedule),
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let act = prop_oneof![
            4 => (1..40_u64).prop_map(Act::Train),
            2 => (0.0..=1.0).prop_map(Act::Seek),
            1 => (0.01..1.0).prop_map(Act::Rate),
            1 => (0.0..0.01).prop_map(Act::Alpha),
            1 => (1..70_usize).prop_map(Act::Batch),
            1 => Just(Act::Schedule(Schedule::Constant)),
        ];
        prop::collection::vec(act, 1..12)
    }

    fn perform(trainer: &mut Trainer, act: &Act) {
        let settings = trainer.config().settings;
        match *act {
            Act::Train(steps) => (0..steps).for_each(|_| drop(trainer.step())),
            Act::Seek(part) => {
                let last = trainer.report().last_step as f64;
                trainer.seek((last * part) as u64).unwrap();
            }
            Act::Rate(rate) => drop(trainer.set(Settings { rate, ..settings })),
            Act::Alpha(alpha) => drop(trainer.set(Settings { alpha, ..settings })),
            Act::Batch(batch) => drop(trainer.set(Settings { batch, ..settings })),
            Act::Schedule(schedule) => drop(trainer.set(Settings { schedule, ..settings })),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        /// A history too small to keep every step gives each of them bit for bit, whatever was done.
        #[test]
        fn any_step_is_restored_bit_for_bit(acts in acts(), stream: bool) {
            let feed = if stream { Feed::Stream } else { Feed::Fixed };
            let config = Config { feed, hidden: vec![3], samples: 100, ..fixed() };
            let mut whole = Trainer::new(config.clone()).unwrap();
            let mut thin = Trainer::new(config).unwrap();
            for act in &acts {
                perform(&mut whole, act);
                perform(&mut thin, act);
                // Forgetting most of what was kept leaves the steps to be replayed.
                thin.history.forget_between();
            }
            prop_assert_eq!(thin.report(), whole.report());
            for step in (0..=whole.report().last_step).rev() {
                let (a, b) = (whole.seek(step).unwrap(), thin.seek(step).unwrap());
                prop_assert_eq!(bits(&whole), bits(&thin));
                prop_assert_eq!(whole.train_points(), thin.train_points());
                prop_assert_eq!(
                    (a.train_loss, a.test_loss, a.epoch, a.gradient_norm),
                    (b.train_loss, b.test_loss, b.epoch, b.gradient_norm)
                );
            }
        }
    }

    #[test]
    fn training_on_from_a_past_step_with_the_same_settings_keeps_the_future() {
        let mut trainer = Trainer::new(fixed()).unwrap();
        trainer.train(|| true);
        let end = bits(&trainer);
        trainer.seek(40).unwrap();
        let report = trainer.step();
        assert_eq!((report.step, report.last_step), (41, 150));
        trainer.train(|| true);
        assert_eq!(bits(&trainer), end);
    }

    #[test]
    fn training_on_from_a_past_step_with_other_settings_begins_a_new_future() {
        let mut trainer = Trainer::new(fixed()).unwrap();
        trainer.train(|| true);
        let end = bits(&trainer);
        trainer.seek(40).unwrap();
        set_rate(&mut trainer, 0.2);
        assert_eq!(trainer.report().last_step, 150);
        assert_eq!(trainer.step().last_step, 41);
        trainer.train(|| true);
        assert_ne!(bits(&trainer), end);
    }

    #[test]
    fn a_finished_run_keeps_what_lies_beyond_its_end() {
        let mut trainer = Trainer::new(fixed()).unwrap();
        trainer.train(|| true);
        trainer.step();
        trainer.seek(150).unwrap();
        set_rate(&mut trainer, 0.2);
        assert_eq!(trainer.train(|| true).last_step, 151);
    }

    #[test]
    fn an_exploding_run_stops_at_its_last_good_parameters_and_finds_the_way_back() {
        let mut trainer = Trainer::new(fixed()).unwrap();
        for _ in 0..10 {
            trainer.step();
        }
        let good = bits(&trainer);
        set_rate(&mut trainer, 1e6);
        let problem = trainer.train(|| true).problem.expect("a rate of 1e6 explodes");
        assert!(problem.step > 10 && problem.step < 150);
        assert_eq!((problem.back_step, problem.back_rate), (10, 1.0));
        assert!(trainer.parameters().iter().all(|p| p.is_finite()));
        assert_eq!(trainer.step().problem.as_ref(), Some(&problem));
        let back = trainer.go_back();
        assert_eq!((back.step, back.problem), (10, None));
        assert_eq!((bits(&trainer), trainer.config().settings.rate), (good, 1.0));
        assert!(trainer.train(|| true).test_accuracy.unwrap() > 0.95);
    }

    #[test]
    fn a_run_that_explodes_from_the_start_goes_back_to_it_with_half_the_rate() {
        let settings = Settings { rate: 1e6, ..fixed().settings };
        let mut trainer = Trainer::new(Config { settings, ..fixed() }).unwrap();
        let problem = trainer.train(|| true).problem.expect("a rate of 1e6 explodes");
        assert_eq!((problem.back_step, problem.back_rate), (0, 5e5));
    }

    #[test]
    fn a_bad_setting_is_refused_and_changes_nothing() {
        let mut trainer = Trainer::new(fixed()).unwrap();
        let before = trainer.config().clone();
        let error = trainer.set(Settings { rate: f64::NAN, ..before.settings }).unwrap_err();
        let error = error.to_string();
        assert!(error.starts_with("rate is NaN, but must be "), "{error}");
        assert_eq!(trainer.config(), &before);
    }

    #[test]
    fn parameters_and_samples_can_be_handed_in() {
        let mut trainer = Trainer::new(fixed()).unwrap();
        let ones = vec![1.0; 337];
        assert_eq!(trainer.set_parameters(&ones).unwrap().step, 0);
        trainer.step();
        trainer.reset();
        assert_eq!(trainer.parameters(), ones);
        let error = trainer.set_parameters(&[1.0; 3]).unwrap_err().to_string();
        assert_eq!(error, "the number of parameters is 3, but must be 337");
        let error = trainer.set_parameters(&[f32::NAN; 337]).unwrap_err().to_string();
        assert_eq!(error, "parameters[0] is NaN, but must be a finite number");

        let point = |x, label| Sample { inputs: [x, 0.0], label };
        let own = [point(-1.0, -1.0), point(1.0, 1.0), point(2.0, 1.0)];
        trainer.set_samples(&own[..2], &own[2..]).unwrap();
        assert_eq!(trainer.train_points(), &own[..2]);
        assert_eq!(trainer.train(|| true).train_accuracy, 1.0);
        let error = trainer.set_samples(&[point(0.0, 2.0)], &[]).unwrap_err().to_string();
        assert_eq!(error, "train[0].label is 2, but must be -1 or 1");
        let error =
            trainer.set_samples(&own, &[point(f32::INFINITY, 1.0)]).unwrap_err().to_string();
        assert_eq!(error, "test[0].x is inf, but must be a finite number");
        assert!(trainer.set_samples(&[], &[]).is_err());
        assert_eq!(trainer.train_points(), &own[..2]);
    }

    #[test]
    fn a_problem_names_the_layer() {
        let trainer = Trainer::new(fixed()).unwrap();
        let what = |what| trainer.describe(what).what;
        assert_eq!(what(NotFinite::Gradient(0)), "the gradient of layer 1");
        assert_eq!(what(NotFinite::Gradient(48)), "the gradient of layer 2");
        assert_eq!(what(NotFinite::Parameter(336)), "a number of the output");
    }
}
