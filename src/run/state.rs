//! What a step starts from and a change by hand applies to: set-up, points, parameters.

use crate::data::limits::{self, Choice, Refusal};
use crate::data::points::{Names, Points, Scale};
use crate::data::random::{Use, generator};
use crate::data::shapes::{Data, Sample};
use crate::model::mlp::Mlp;
use crate::model::weights::{Treatment, Weights};
use crate::run::changes::Change;
use crate::run::config::{Config, Feed};
use std::mem;

/// How many fresh points a streamed run is tested on.
pub const STREAM_TEST: usize = 1000;

/// Set-up, points and parameters of a run where it stands.
///
/// ```
/// use moongrad::run::{config::Config, trainer::Trainer};
/// let trainer = Trainer::new(Config::default()).unwrap();
/// assert_eq!(trainer.state().weights.values().len(), 337);
/// assert_eq!(trainer.state().rate_at(75), 0.55);
/// ```
#[derive(Clone, Debug)]
pub struct State {
    /// The set-up, with the settings as they are now.
    pub config: Config,
    /// The points and their scale; a stream has only test points.
    pub points: Points,
    /// The network's parameters, layer by layer, neuron by neuron, weights and then bias.
    pub weights: Weights,
}

/// Where the points of a run come from, and the points.
///
/// ```
/// use moongrad::data::shapes::Data;
/// use moongrad::run::state::own_points;
/// let rows = [[0.0, 0.0, -1.0], [1.0, 1.0, 1.0], [0.5, 0.0, -1.0], [0.5, 1.0, 1.0]];
/// let source = own_points(&rows, 0.25, 7, None);
/// assert_eq!(source.data, Data::Own);
/// assert_eq!((source.points.train.len(), source.points.test.len()), (3, 1));
/// assert!(source.check().is_ok());
/// ```
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

    /// An error names what of it cannot be.
    pub fn check(&self) -> Result<(), Refusal> {
        limits::HELD_OUT.check(self.held_out)?;
        self.points.check_all()
    }
}

/// A model from elsewhere, to begin a run with.
#[derive(Clone, Debug)]
pub struct Opened<'a> {
    /// The set-up.
    pub config: Config,
    /// One's own points; drawn ones follow from the set-up.
    pub points: Points,
    /// The parameters that it begins with, in the order of [`Weights`].
    pub parameters: Vec<f32>,
    /// What is done with each hidden neuron, by its number in [`Treatment::ALL`](crate::data::limits::Choice::ALL).
    pub treatments: &'a [u8],
}

impl State {
    /// The start of a run with a model from elsewhere. An error names what of it cannot be.
    pub fn opened(
        Opened { config, points, parameters, treatments }: Opened,
    ) -> Result<Self, Refusal> {
        config.check()?;
        points.check_all()?;
        let points = if config.data.is_drawn() { draw_points(&config) } else { points };
        let mut state = State::new(config, points);
        state.check_parameters(&parameters)?;
        state.weights.set(&parameters);
        let (given, count) = (treatments.len(), state.weights.treatments().len());
        if given != count {
            return Err(Refusal::new("the number of treatments", given as f64, &count.to_string()));
        }
        for (neuron, &number) in treatments.iter().enumerate() {
            let number = limits::below("treatment", number.into(), Treatment::ALL.len())?;
            state.weights.treat(neuron, Treatment::ALL[number]);
        }
        Ok(state)
    }

    /// An untrained network on these points.
    pub fn new(config: Config, points: Points) -> Self {
        let weights = Weights::new(&init(&config));
        State { config, points, weights }
    }

    /// An error names what of a change cannot be done.
    pub fn check(&self, change: &Change) -> Result<(), Refusal> {
        match change {
            Change::Settings(settings) => settings.check(),
            &Change::Parameter(number, value) => {
                limits::below("parameter", number as f64, self.weights.values().len())?;
                check_finite("the parameter", value)
            }
            &Change::Neuron(number, _) => {
                let count = self.weights.treatments().len();
                limits::below("the hidden neuron", number as f64, count).map(|_| ())
            }
            Change::Points(_) if self.config.data.is_drawn() => {
                let count = self.points.count() as f64;
                Err(Refusal::new("the number of drawn points", count, "left as it is"))
            }
            Change::Points(edit) => self.points.check(edit),
        }
    }

    /// An error names what of these values cannot be the parameters.
    pub fn check_parameters(&self, parameters: &[f32]) -> Result<(), Refusal> {
        let (given, count) = (parameters.len(), self.weights.values().len());
        if given != count {
            return Err(Refusal::new("the number of parameters", given as f64, &count.to_string()));
        }
        let mut values = parameters.iter().enumerate();
        values
            .try_for_each(|(number, &value)| check_finite(&format!("parameters[{number}]"), value))
    }

    /// Makes a change that [`State::check`] lets pass; returns the one that takes it back, to the same bits.
    pub fn apply(&mut self, change: &Change) -> Change {
        match *change {
            Change::Settings(to) => Change::Settings(mem::replace(&mut self.config.settings, to)),
            Change::Parameter(number, to) => {
                Change::Parameter(number, self.weights.edit(number, to))
            }
            Change::Neuron(number, to) => Change::Neuron(number, self.weights.treat(number, to)),
            Change::Points(ref edit) => Change::Points(self.points.edit(edit)),
        }
    }

    /// The same on other points.
    pub fn on(&self, Source { data, feed, held_out, points }: Source) -> Self {
        let config = Config { data, feed, held_out, ..self.config.clone() };
        State { config, points, weights: self.weights.clone() }
    }

    /// Whether there is anything to train on.
    pub fn has_training_points(&self) -> bool {
        self.config.feed == Feed::Stream || !self.points.train.is_empty()
    }

    /// The learning rate of the step after `step` steps.
    pub fn rate_at(&self, step: u64) -> f64 {
        self.config.settings.rate_at(step)
    }
}

/// The untrained network of a set-up.
pub fn init(config: &Config) -> Mlp<f32> {
    let mut rng = generator(config.start.unwrap_or(config.seed), Use::Weights, 0);
    Mlp::init(&config.inputs(), config.activation, &mut rng)
}

/// The training and the test points of a set-up; of one's own, none.
pub fn draw_points(config: &Config) -> Points {
    let Config { seed, data, samples, held_out, noise, .. } = *config;
    let mut points = Points::default();
    if config.feed == Feed::Stream {
        data.draw(STREAM_TEST, noise, &mut generator(seed, Use::Test, 0), &mut points.test);
    } else {
        data.draw(samples, noise, &mut generator(seed, Use::Samples, 0), &mut points.train);
        points.hold_out(held_out);
    }
    points
}

/// The points of a set-up that takes over from `old`: of one's own those there are, the same, or split anew
/// where another share is to be held out; else freshly drawn.
pub fn points_after(old: &State, config: &Config) -> Points {
    if config.data.is_drawn() {
        return draw_points(config);
    }
    let mut points = match old.config.feed {
        Feed::Stream => draw_points(&Config { feed: Feed::Fixed, ..old.config.clone() }),
        Feed::Fixed => old.points.clone(),
    };
    if config.held_out != old.config.held_out {
        points.split(config.held_out, &mut generator(config.seed, Use::Samples, 0));
    }
    points
}

/// Points of one's own from rows of x, y and label in any units, shuffled by the seed, split, and standardised
/// where [`Scale::of`](crate::data::points::Scale::of) says so.
pub fn own_points(rows: &[[f64; 3]], held_out: f64, seed: u32, names: Option<Names>) -> Source {
    let points = Points::of(rows, held_out, &mut generator(seed, Use::Samples, 0));
    Source::own(Points { names, ..points }, held_out)
}

/// Points of one's own from rows of x, y and label on the plane, the first `train` of them to train on; `scale` is the
/// plane's centre and unit, two numbers each, or less for a plane that is the data's.
pub fn placed_points(
    rows: &[[f64; 3]],
    train: usize,
    scale: &[f64],
    names: Option<Names>,
) -> Points {
    let sample =
        |&[x, y, label]: &[f64; 3]| Sample { inputs: [x as f32, y as f32], label: label as f32 };
    let mut points =
        Points { train: rows.iter().map(sample).collect(), names, ..Points::default() };
    points.test = points.train.split_off(train.min(rows.len()));
    if let &[x, y, width, height] = scale {
        let (centre, unit) = ([x, y], [width, height]);
        points.scale = Scale { centre, unit, standardised: (centre, unit) != ([0.0; 2], [1.0; 2]) };
    }
    points
}

/// Refuses what is infinite or not a number.
fn check_finite(field: &str, value: f32) -> Result<(), Refusal> {
    match value.is_finite() {
        true => Ok(()),
        false => Err(Refusal::new(field, value.into(), "a finite number")),
    }
}
