//! The set-up of a run, and what its fields may be.

use crate::data::{Sample, Shape};
use crate::loss::ALPHA;
use crate::mlp::Activation;
use crate::sgd::Schedule;
use rand::Rng;
use serde::Serialize;
use std::fmt;

/// Which points a run is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Data {
    /// Drawn: [`Shape::Moons`].
    Moons,
    /// Drawn: [`Shape::Circles`].
    Circles,
    /// Drawn: [`Shape::Xor`].
    Xor,
    /// Drawn: [`Shape::Gauss`].
    Gauss,
    /// Drawn: [`Shape::Spiral`].
    Spiral,
    /// One's own, handed in; always a fixed set, which may be empty.
    Own,
}

impl Data {
    /// What is drawn, if anything is.
    pub fn shape(self) -> Option<Shape> {
        match self {
            Data::Moons => Some(Shape::Moons),
            Data::Circles => Some(Shape::Circles),
            Data::Xor => Some(Shape::Xor),
            Data::Gauss => Some(Shape::Gauss),
            Data::Spiral => Some(Shape::Spiral),
            Data::Own => None,
        }
    }

    /// Draws `count` points into `samples`, in place of what was there; of one's own, none.
    pub fn draw(self, count: usize, noise: f64, rng: &mut impl Rng, samples: &mut Vec<Sample>) {
        samples.clear();
        if let Some(shape) = self.shape() {
            shape.draw(count, noise, rng, samples);
        }
    }
}

/// Where the batches come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Feed {
    /// A fresh batch is drawn for every step, as in the talk.
    Stream,
    /// Shuffled minibatches of a training set, of which a part is held out for testing.
    Fixed,
}

/// What can be changed while a run goes on, without starting again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Settings {
    /// The learning rate of the first step.
    pub rate: f64,
    /// How the rate goes on from there.
    pub schedule: Schedule,
    /// How many steps a run takes.
    pub steps: u64,
    /// The weight of the L2 penalty.
    pub alpha: f64,
    /// Samples a step.
    pub batch: usize,
}

impl Settings {
    /// The learning rate of the step after `step` steps.
    pub fn rate_at(&self, step: u64) -> f64 {
        self.schedule.rate(self.rate, step, self.steps)
    }

    /// An error names the first field that is out of its limits, its value and what is allowed.
    pub fn check(&self) -> Result<(), Refusal> {
        RATE.check(self.rate)?;
        STEPS.check(self.steps as f64)?;
        ALPHA_LIMITS.check(self.alpha)?;
        BATCH.check(self.batch as f64)
    }
}

/// The set-up of a run; the default is the talk's: 150 steps of 50 fresh points, a rate of
/// 1.0 − 0.9 · step / 150, two hidden layers of 16 neurons, ReLU.
///
/// ```
/// use moongrad::config::Config;
/// assert_eq!(Config::default().settings.rate_at(75), 0.55);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Config {
    /// What all random numbers come from.
    pub seed: u32,
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
    /// What can be changed while the run goes on.
    #[serde(flatten)]
    pub settings: Settings,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            seed: 0,
            data: Data::Moons,
            feed: Feed::Stream,
            samples: 200,
            held_out: 0.25,
            noise: 0.1,
            hidden: vec![16, 16],
            activation: Activation::Relu,
            settings: Settings {
                rate: 1.0,
                schedule: Schedule::Linear,
                steps: 150,
                alpha: ALPHA,
                batch: 50,
            },
        }
    }
}

impl Config {
    /// An error names the first field that is out of its limits, its value and what is allowed.
    ///
    /// ```
    /// use moongrad::config::Config;
    /// let config = Config { samples: 3, ..Config::default() };
    /// let error = config.check().unwrap_err();
    /// assert_eq!(error.to_string(), "samples is 3, but must be a whole number from 4 to 100000");
    /// ```
    pub fn check(&self) -> Result<(), Refusal> {
        SAMPLES.check(self.samples as f64)?;
        HELD_OUT.check(self.held_out)?;
        NOISE.check(self.noise)?;
        HIDDEN_LAYERS.check(self.hidden.len() as f64)?;
        for (layer, &neurons) in self.hidden.iter().enumerate() {
            check_neurons(layer, neurons as f64)?;
        }
        self.settings.check()
    }

    /// How many points of a fixed set are held out; at least one is left to train on.
    ///
    /// ```
    /// assert_eq!(moongrad::config::Config::default().test_samples(), 50);
    /// ```
    pub fn test_samples(&self) -> usize {
        let held_out = libm::round(self.samples as f64 * self.held_out) as usize;
        held_out.min(self.samples - 1)
    }
}

/// Refuses a number of neurons that hidden layer `layer`, from 0, may not have.
pub fn check_neurons(layer: usize, neurons: f64) -> Result<u64, Refusal> {
    HIDDEN_NEURONS.whole(neurons).map_err(|refusal| {
        let field = ["the number of neurons in hidden layer ", &(layer + 1).to_string()].concat();
        Refusal { field, ..refusal }
    })
}

/// A value that was not taken: it reads as a sentence that names the field, the value and what is
/// allowed.
///
/// The parts stay apart so that the web's edge can write the number as JavaScript does, which spares
/// WebAssembly the code to write floating-point numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which value it is.
    pub field: String,
    /// The value.
    pub value: f64,
    /// What is allowed, in words.
    pub allowed: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {}, but must be {}", self.field, self.value, self.allowed)
    }
}

impl std::error::Error for Refusal {}

/// What a number may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    field: &'static str,
    least: f64,
    most: f64,
    whole: bool,
    /// The two ends, written down.
    ends: &'static str,
}

const fn number(field: &'static str, least: f64, most: f64, ends: &'static str) -> Limits {
    Limits { field, least, most, whole: false, ends }
}

const fn whole(field: &'static str, least: f64, most: f64, ends: &'static str) -> Limits {
    Limits { field, least, most, whole: true, ends }
}

/// The seed: what a `u32` holds.
pub const SEED: Limits = whole("seed", 0.0, u32::MAX as f64, "0 to 4294967295");
/// The size of a fixed set.
pub const SAMPLES: Limits = whole("samples", 4.0, 100_000.0, "4 to 100000");
/// The share held out of a fixed set.
pub const HELD_OUT: Limits = number("heldOut", 0.0, 0.9, "0 to 0.9");
/// The noise: beyond 1 the moons are gone.
pub const NOISE: Limits = number("noise", 0.0, 1.0, "0 to 1");
/// The number of hidden layers.
pub const HIDDEN_LAYERS: Limits = whole("the number of hidden layers", 0.0, 6.0, "0 to 6");
/// The size of a hidden layer.
pub const HIDDEN_NEURONS: Limits =
    whole("a hidden layer's number of neurons", 1.0, 32.0, "1 to 32");
/// The learning rate: wide enough to see training explode.
pub const RATE: Limits = number("rate", 1e-9, 1e9, "0.000000001 to 1000000000");
/// The step that a run goes to.
pub const GOAL_STEP: Limits = whole("step", 1.0, 1e9, "1 to 1000000000");
/// The accuracy that a run goes to, as a share.
pub const GOAL_ACCURACY: Limits = number("accuracy", 0.0, 1.0, "0 to 1");
/// The loss that a run goes down to.
pub const GOAL_LOSS: Limits = number("loss", 0.0, 1e9, "0 to 1000000000");
/// How many steps without a new best loss a run goes on for.
pub const PATIENCE: Limits = whole("patience", 1.0, 1e9, "1 to 1000000000");
/// The number of steps.
pub const STEPS: Limits = whole("steps", 1.0, 1e9, "1 to 1000000000");
/// The weight of the penalty.
pub const ALPHA_LIMITS: Limits = number("alpha", 0.0, 1.0, "0 to 1");
/// The size of a batch.
pub const BATCH: Limits = whole("batch", 1.0, 100_000.0, "1 to 100000");
/// The columns of a field.
pub const COLUMNS: Limits = whole("columns", 2.0, 4096.0, "2 to 4096");
/// The rows of a field.
pub const ROWS: Limits = whole("rows", 2.0, 4096.0, "2 to 4096");
/// The points along an edge of a unit's picture.
pub const SIZE: Limits = whole("size", 2.0, 512.0, "2 to 512");
/// What lies between two contours.
pub const SPACING: Limits = number("spacing", 0.01, 1000.0, "0.01 to 1000");
/// The highest level of a contour.
pub const LEVEL: Limits = number("limit", 0.0, 1000.0, "0 to 1000");

impl Limits {
    /// `value`, where it is within these limits and not negative, as a whole number.
    pub fn whole(&self, value: f64) -> Result<u64, Refusal> {
        self.check(value).map(|()| value as u64)
    }

    /// Refuses what is out of these limits; not-a-number always is.
    pub fn check(&self, value: f64) -> Result<(), Refusal> {
        let inside = (self.least..=self.most).contains(&value);
        if inside && (!self.whole || libm::trunc(value) == value) {
            return Ok(());
        }
        Err(Refusal { field: self.field.into(), value, allowed: self.allowed() })
    }

    /// The field's name.
    pub fn field(&self) -> &'static str {
        self.field
    }

    /// What is allowed, in words.
    ///
    /// ```
    /// assert_eq!(moongrad::config::NOISE.allowed(), "a number from 0 to 1");
    /// ```
    pub fn allowed(&self) -> String {
        let kind = if self.whole { "a whole number from " } else { "a number from " };
        [kind, self.ends].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_allowed() {
        assert_eq!(Config::default().check(), Ok(()));
    }

    #[test]
    fn limits_refuse_what_lies_outside_broken_numbers_and_nonsense() {
        for value in [3.0, 100_001.0, 4.5, -1.0, f64::NAN, f64::INFINITY] {
            let error = SAMPLES.check(value).unwrap_err().to_string();
            assert!(error.starts_with(&format!("samples is {value}, ")), "{error}");
        }
        assert_eq!(SAMPLES.check(4.0), Ok(()));
        assert_eq!(NOISE.check(0.5), Ok(()));
        assert_eq!(
            NOISE.check(-0.1).unwrap_err().to_string(),
            "noise is -0.1, but must be a number from 0 to 1"
        );
    }

    #[test]
    fn the_words_for_the_ends_are_the_ends() {
        let all = [
            SEED,
            SAMPLES,
            HELD_OUT,
            NOISE,
            HIDDEN_LAYERS,
            HIDDEN_NEURONS,
            RATE,
            GOAL_STEP,
            GOAL_ACCURACY,
            GOAL_LOSS,
            PATIENCE,
            STEPS,
            ALPHA_LIMITS,
            BATCH,
            COLUMNS,
            ROWS,
            SIZE,
            SPACING,
            LEVEL,
        ];
        for Limits { least, most, ends, .. } in all {
            assert_eq!(ends, format!("{least} to {most}"));
        }
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
