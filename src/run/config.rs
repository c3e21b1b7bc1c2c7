//! The set-up of a run, and what its fields may be.

use crate::data::limits::{self, Refusal, choices};
use crate::data::shapes::Data;
use crate::model::loss::{ALPHA, Loss};
use crate::model::mlp::Activation;
use crate::model::optimiser::Optimiser;
use crate::model::weights::Treatment;
use crate::run::schedule::{Line, Schedule};
use serde::{Deserialize, Serialize};

choices! {
    /// Where the batches come from.
    pub enum Feed {
        /// A fresh batch is drawn for every step, as in the talk.
        Stream = "stream",
        /// Shuffled minibatches of a training set, of which a part is held out for testing.
        Fixed = "fixed",
    }
}

/// The value of a setting, or of another thing that can be changed while a run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A number.
    Number(f64),
    /// How the rate goes on.
    Schedule(Schedule),
    /// How a step follows from the gradient.
    Optimiser(Optimiser),
    /// What is done with a neuron.
    Treatment(Treatment),
    /// Of points, there is none to tell.
    None,
}

/// A setting that was changed: its name, its old and its new value.
pub type Difference = (&'static str, Value, Value);

/// What can be changed while a run goes on, without starting again.
///
/// ```
/// use moongrad::run::config::Settings;
/// let settings = Settings { rate: 0.5, ..Settings::default() };
/// assert_eq!((settings.rate_at(0), settings.rate_at(75)), (0.5, 0.275));
/// let error = Settings { alpha: -1.0, ..settings }.check().unwrap_err();
/// assert_eq!(error.to_string(), "alpha is -1, but must be a number from 0 to 1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Settings {
    /// The learning rate that its line begins with.
    pub rate: f64,
    /// Where that line begins.
    #[serde(skip)]
    pub line: Line,
    /// How the rate goes on from there.
    pub schedule: Schedule,
    /// How many steps a run takes.
    pub steps: u64,
    /// The weight of the L2 penalty.
    pub alpha: f64,
    /// Samples a step.
    pub batch: usize,
    /// How a step follows from the gradient.
    pub optimiser: Optimiser,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            rate: 1.0,
            line: Line::default(),
            schedule: Schedule::Linear,
            steps: 150,
            alpha: ALPHA,
            batch: 50,
            optimiser: Optimiser::Sgd,
        }
    }
}

impl Settings {
    /// The learning rate of the step after `step` steps.
    pub fn rate_at(&self, step: u64) -> f64 {
        self.schedule.rate(self.rate, self.line, step, self.steps)
    }

    /// The settings whose rate after `step` steps is `rate`: it falls, where it does, from there to a tenth of that.
    ///
    /// ```
    /// use moongrad::run::config::Config;
    /// let settings = Config::default().settings.with_rate_at(75, 3.0);
    /// assert_eq!(settings.rate_at(75), 3.0);
    /// assert!((settings.rate_at(150) - 0.3).abs() < 1e-12);
    /// ```
    pub fn with_rate_at(&self, step: u64, rate: f64) -> Self {
        match rate == self.rate_at(step) {
            true => *self,
            false => Settings { rate, line: Line::from(step), ..*self },
        }
    }

    /// What these settings become after `step` steps, where they are to be `to`: with another optimiser, the rate is one
    /// that fits it. Else, unless `to` has another, it stays what it is there, and the rest of its line leads from there
    /// to the same end, or with another schedule begins anew.
    ///
    /// ```
    /// use moongrad::run::config::{Config, Settings};
    /// let settings = Config::default().settings;
    /// let longer = settings.going_on(75, Settings { steps: 1000, ..settings });
    /// assert_eq!((longer.rate_at(75), longer.rate_at(1000)), (0.55, settings.rate_at(150)));
    /// ```
    pub fn going_on(&self, step: u64, to: Settings) -> Self {
        let rate = self.rate_at(step);
        if to.optimiser != self.optimiser {
            return Settings { rate: to.optimiser.rate(), line: Line::from(step), ..to };
        }
        if to.rate != self.rate {
            return Settings { line: Line::from(step), ..to };
        }
        if to.schedule != self.schedule {
            return Settings { rate, line: Line::from(step), ..to };
        }
        if to.steps == self.steps || step <= self.line.from || self.schedule == Schedule::Constant {
            return Settings { rate: self.rate, line: self.line, ..to };
        }
        let fall = 1.0 - self.rate_at(self.steps) / rate;
        Settings { rate, line: Line { from: step, fall }, ..to }
    }

    /// How many steps a run that stands at `step` would have if it took as many again; none where more are not allowed.
    ///
    /// ```
    /// use moongrad::run::config::Config;
    /// assert_eq!(Config::default().settings.steps_on(150), Some(300));
    /// ```
    pub fn steps_on(&self, step: u64) -> Option<u64> {
        let most = limits::STEPS.most as u64;
        let steps = (self.steps.max(step / self.steps * self.steps) + self.steps).min(most);
        Some(steps).filter(|steps| *steps > step)
    }

    /// These settings with the rate that `start` begins with.
    pub fn from_start(&self, start: &Settings) -> Self {
        Settings { rate: start.rate, line: start.line, ..*self }
    }

    /// Each field by its name, as it is in force after `step` steps.
    fn fields(&self, step: u64) -> [(&'static str, Value); 6] {
        [
            ("optimiser", Value::Optimiser(self.optimiser)),
            ("rate", Value::Number(self.rate_at(step))),
            ("schedule", Value::Schedule(self.schedule)),
            ("steps", Value::Number(self.steps as f64)),
            ("alpha", Value::Number(self.alpha)),
            ("batch", Value::Number(self.batch as f64)),
        ]
    }

    /// The fields that are others in `to`, in both as they are in force after `step` steps.
    pub fn differences(&self, to: &Self, step: u64) -> impl Iterator<Item = Difference> + use<> {
        let pairs = self.fields(step).into_iter().zip(to.fields(step));
        pairs.map(|((field, from), (_, to))| (field, from, to)).filter(|(_, from, to)| from != to)
    }

    /// An error names the first field that is out of its limits, its value and what is allowed.
    pub fn check(&self) -> Result<(), Refusal> {
        limits::RATE.check(self.rate)?;
        limits::STEPS.check(self.steps as f64)?;
        limits::ALPHA.check(self.alpha)?;
        limits::BATCH.check(self.batch as f64)
    }
}

/// The set-up of a run; the default is the talk's: 150 steps of 50 fresh points, a rate of
/// 1.0 − 0.9 · step / 150, two hidden layers of 16 neurons, ReLU.
///
/// ```
/// use moongrad::run::config::Config;
/// assert_eq!(Config::default().settings.rate_at(75), 0.55);
/// ```
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Config {
    /// What all random numbers come from.
    pub seed: u32,
    /// What the first weights come from, where that is another: so luck of points and luck of weights are told apart.
    pub start: Option<u32>,
    /// Which points.
    pub data: Data,
    /// Where the batches come from.
    pub feed: Feed,
    /// Points of a drawn set, those held out included.
    pub samples: usize,
    /// The share of a fixed set that is kept for testing.
    pub held_out: f64,
    /// The standard deviation of the noise on both coordinates.
    pub noise: f64,
    /// Neurons of each hidden layer.
    pub hidden: Vec<usize>,
    /// What the hidden neurons apply.
    pub activation: Activation,
    /// What an output costs against its label.
    pub loss: Loss,
    /// What can be changed while the run goes on.
    #[serde(skip)]
    pub settings: Settings,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            seed: 0,
            start: None,
            data: Data::Moons,
            feed: Feed::Stream,
            samples: 200,
            held_out: 0.25,
            noise: 0.1,
            hidden: vec![16, 16],
            activation: Activation::Relu,
            loss: Loss::Hinge,
            settings: Settings::default(),
        }
    }
}

impl Config {
    /// An error names the first field that is out of its limits, its value and what is allowed.
    ///
    /// ```
    /// use moongrad::run::config::Config;
    /// let config = Config { samples: 3, ..Config::default() };
    /// let error = config.check().unwrap_err();
    /// assert_eq!(error.to_string(), "samples is 3, but must be a whole number from 4 to 100000");
    /// ```
    pub fn check(&self) -> Result<(), Refusal> {
        limits::SAMPLES.check(self.samples as f64)?;
        limits::HELD_OUT.check(self.held_out)?;
        limits::NOISE.check(self.noise)?;
        limits::HIDDEN_LAYERS.check(self.hidden.len() as f64)?;
        for (layer, &neurons) in self.hidden.iter().enumerate() {
            check_neurons(layer, neurons as f64)?;
        }
        self.settings.check()
    }

    /// The first field that is another in `to`, settings included.
    pub fn difference(&self, to: &Self) -> Option<&'static str> {
        let fields = [
            ("data", self.data != to.data),
            ("feed", self.feed != to.feed),
            ("samples", self.samples != to.samples),
            ("heldOut", self.held_out != to.held_out),
            ("noise", self.noise != to.noise),
            ("hidden", self.hidden != to.hidden),
            ("activation", self.activation != to.activation),
            ("loss", self.loss != to.loss),
            ("seed", self.seed != to.seed || self.start != to.start),
        ];
        let field = fields.iter().find(|(_, is_other)| *is_other).map(|(field, _)| *field);
        let setting = || self.settings.differences(&to.settings, 0).next();
        field.or_else(|| setting().map(|(field, ..)| field))
    }

    /// The number of inputs of each layer: two, and then what the layer before it has of neurons.
    pub fn inputs(&self) -> Vec<usize> {
        [&[2], self.hidden.as_slice()].concat()
    }

    /// How many points of a fixed set are held out; at least one is left to train on.
    ///
    /// ```
    /// assert_eq!(moongrad::run::config::Config::default().test_samples(), 50);
    /// ```
    pub fn test_samples(&self) -> usize {
        let held_out = libm::round(self.samples as f64 * self.held_out) as usize;
        held_out.min(self.samples - 1)
    }
}

/// Refuses a number of neurons that hidden layer `layer`, from 0, may not have.
pub fn check_neurons(layer: usize, neurons: f64) -> Result<u64, Refusal> {
    limits::HIDDEN_NEURONS.whole(neurons).map_err(|refusal| {
        let field = ["the number of neurons in hidden layer ", &(layer + 1).to_string()].concat();
        Refusal { field, ..refusal }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_allowed() {
        assert_eq!(Config::default().check(), Ok(()));
    }

    #[test]
    fn every_field_of_a_config_is_checked() {
        type Spoil = fn(&mut Config);
        let broken: [(&str, Spoil); 9] = [
            ("samples", |c| c.samples = 0),
            ("heldOut", |c| c.held_out = 1.0),
            ("noise", |c| c.noise = f64::NAN),
            ("the number of hidden layers", |c| c.hidden = vec![1; 7]),
            ("the number of neurons in hidden layer 2", |c| c.hidden = vec![16, 33]),
            ("rate", |c| c.settings.rate = 0.0),
            ("steps", |c| c.settings.steps = 0),
            ("alpha", |c| c.settings.alpha = -1.0),
            ("batch", |c| c.settings.batch = 0),
        ];
        for (field, spoil) in broken {
            let mut config = Config::default();
            spoil(&mut config);
            let error = config.check().unwrap_err().to_string();
            assert!(error.starts_with(&format!("{field} is ")), "{error}");
        }
    }
}
