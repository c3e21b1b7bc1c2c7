//! The first form of a link's bytes. **It never changes**: links of it are in the world, and must open for ever. What a
//! run gets that this form cannot hold needs a second form.
//!
//! The bytes are values as `postcard` writes them (whole numbers in groups of seven bits, `f32` in four bytes), one after
//! the other. A mask says which parts are there; a part that is missing is that of `base`. Fractions are written as
//! decimals where that is shorter.

use crate::data::shapes::Data;
use crate::model::loss::Loss;
use crate::model::mlp::Activation;
use crate::model::optimiser::Optimiser;
use crate::model::weights::Treatment;
use crate::run::config::{Config, Feed, Settings};
use crate::run::link::parts::{Link, Origin, Start};
use crate::run::schedule::{Line, Schedule};
use values::{In, Out};

mod changes;
mod values;

// Choices by their numbers. A new one comes last; none ever goes or moves.
const DATA: [Data; 7] =
    [Data::Moons, Data::Circles, Data::Xor, Data::Gauss, Data::Spiral, Data::Pinwheel, Data::Own];
const FEED: [Feed; 2] = [Feed::Stream, Feed::Fixed];
const ACTIVATION: [Activation; 3] = [Activation::Relu, Activation::Leaky, Activation::Tanh];
const LOSS: [Loss; 3] = [Loss::Hinge, Loss::Logistic, Loss::Squared];
const SCHEDULE: [Schedule; 2] = [Schedule::Constant, Schedule::Linear];
const OPTIMISER: [Optimiser; 3] = [Optimiser::Sgd, Optimiser::Momentum, Optimiser::Adam];
const TREATMENT: [Treatment; 3] = [Treatment::Free, Treatment::Frozen, Treatment::Off];

/// What is left out: the set-up that the page opened with when this form was made.
fn base() -> Config {
    Config {
        seed: 1778,
        start: None,
        data: Data::Moons,
        feed: Feed::Fixed,
        samples: 200,
        held_out: 0.25,
        noise: 0.14,
        hidden: vec![16, 16],
        activation: Activation::Relu,
        loss: Loss::Hinge,
        settings: Settings {
            rate: 1.0,
            line: Line { from: 0, fall: 0.9 },
            schedule: Schedule::Linear,
            steps: 150,
            alpha: 1e-4,
            batch: 32,
            optimiser: Optimiser::Sgd,
        },
    }
}

/// Which parts are there, by their bits in the mask: low ones for what is often there, since they take less. In which
/// order they follow each other is told by [`write`] and [`read`].
mod part {
    pub const SEED: u32 = 1 << 0;
    pub const SHOWN: u32 = 1 << 1;
    pub const RATE: u32 = 1 << 2;
    pub const STEPS: u32 = 1 << 3;
    pub const DATA: u32 = 1 << 4;
    pub const NOISE: u32 = 1 << 5;
    pub const CHANGES: u32 = 1 << 6;
    pub const HIDDEN: u32 = 1 << 7;
    pub const ACTIVATION: u32 = 1 << 8;
    pub const BATCH: u32 = 1 << 9;
    pub const OPTIMISER: u32 = 1 << 10;
    pub const SAMPLES: u32 = 1 << 11;
    pub const SCHEDULE: u32 = 1 << 12;
    pub const ALPHA: u32 = 1 << 13;
    pub const LOSS: u32 = 1 << 14;
    pub const FEED: u32 = 1 << 15;
    pub const HELD_OUT: u32 = 1 << 16;
    pub const START: u32 = 1 << 17;
    pub const PENDING: u32 = 1 << 18;
    pub const STOPPED: u32 = 1 << 19;
    pub const GOAL: u32 = 1 << 20;
    pub const LINE: u32 = 1 << 21;
    pub const TREATMENTS: u32 = 1 << 22;
    pub const PARAMETERS: u32 = 1 << 23;
    pub const SHAPE: u32 = 1 << 24;
    pub const OWN: u32 = 1 << 25;
    /// All of them.
    pub const ALL: u32 = (1 << 26) - 1;
}

/// The bytes of a link.
pub fn write(link: &Link) -> Vec<u8> {
    let Link { start, changes, pending, last, shown, digest, way, .. } = link;
    let settings = start.config.settings;
    let mut parts = Parts::default();
    write_config(&start.config, &mut parts);
    write_settings(&settings, &mut parts);
    write_start(start, &mut parts);
    parts.add(part::STOPPED, link.stopped, |_| {});
    parts.add(part::SHOWN, shown != last, |to| to.put(shown));
    parts.add(part::GOAL, link.goal.is_some(), |to| link.goal.iter().for_each(|g| to.goal(*g)));
    parts.add(part::CHANGES, !changes.is_empty(), |to| changes::write(changes, 0, settings, to));
    let there = changes::settings_at(changes, *shown, settings);
    parts.add(part::PENDING, !pending.is_empty(), |to| changes::write(pending, *shown, there, to));
    let mut to = Out::default();
    to.put(&parts.mask);
    to.put(last);
    [to.bytes, parts.out.bytes, digest.to_le_bytes().to_vec(), way.clone()].concat()
}

/// The link of such bytes; none where they are of no link. It may be none that can be, see [`Link::check`].
pub fn read(bytes: &[u8]) -> Option<Link> {
    let mut from = In { bytes };
    let (mask, last): (u32, u64) = (from.take()?, from.take()?);
    let parts = &mut Given { mask, from };
    let mut config = base();
    read_config(parts, &mut config)?;
    read_settings(parts, &mut config.settings)?;
    let start = read_start(parts, config)?;
    let settings = start.config.settings;
    let stopped = parts.get(part::STOPPED, |_| Some(()))?.is_some();
    let shown = parts.get(part::SHOWN, In::take)?.unwrap_or(last);
    let goal = parts.get(part::GOAL, In::goal)?;
    let changes = parts.get(part::CHANGES, |from| changes::read(from, 0, settings))?;
    let changes = changes.unwrap_or_default();
    let there = changes::settings_at(&changes, shown, settings);
    let pending = parts.get(part::PENDING, |from| changes::read(from, shown, there))?;
    let (digest, way) = parts.from.bytes.split_first_chunk()?;
    let (digest, pending) = (u64::from_le_bytes(*digest), pending.unwrap_or_default());
    let is_link = mask & !part::ALL == 0 && way.len() <= 64;
    let way = way.to_vec();
    is_link.then_some(Link { start, changes, pending, last, shown, stopped, goal, digest, way })
}

/// The parts that are there, written one after the other.
#[derive(Default)]
struct Parts {
    mask: u32,
    out: Out,
}

impl Parts {
    fn add(&mut self, bit: u32, is_there: bool, write: impl FnOnce(&mut Out)) {
        if is_there {
            self.mask |= bit;
            write(&mut self.out);
        }
    }
}

/// The parts that are there, to be read one after the other.
struct Given<'a> {
    mask: u32,
    from: In<'a>,
}

impl<'a> Given<'a> {
    /// The part, if it is there; none where it cannot be read.
    fn get<T>(
        &mut self,
        bit: u32,
        read: impl FnOnce(&mut In<'a>) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.mask & bit == 0 { Some(None) } else { read(&mut self.from).map(Some) }
    }

    /// The part takes the place of what is left out.
    fn set<T>(
        &mut self,
        bit: u32,
        to: &mut T,
        read: impl FnOnce(&mut In<'a>) -> Option<T>,
    ) -> Option<()> {
        self.get(bit, read).map(|part| part.into_iter().for_each(|part| *to = part))
    }
}

fn write_config(config: &Config, parts: &mut Parts) {
    let base = base();
    let samples = config.samples as u64;
    let is_other = config.activation != base.activation;
    parts.add(part::SEED, config.seed != base.seed, |to| to.put(&config.seed));
    parts.add(part::START, config.start.is_some(), |to| to.put(&config.start.unwrap_or_default()));
    parts.add(part::DATA, config.data != base.data, |to| to.one(&DATA, config.data));
    parts.add(part::FEED, config.feed != base.feed, |to| to.one(&FEED, config.feed));
    parts.add(part::SAMPLES, config.samples != base.samples, |to| to.put(&samples));
    parts.add(part::HELD_OUT, config.held_out != base.held_out, |to| to.number(config.held_out));
    parts.add(part::NOISE, config.noise != base.noise, |to| to.number(config.noise));
    parts.add(part::HIDDEN, config.hidden != base.hidden, |to| to.sizes(&config.hidden));
    parts.add(part::ACTIVATION, is_other, |to| to.one(&ACTIVATION, config.activation));
    parts.add(part::LOSS, config.loss != base.loss, |to| to.one(&LOSS, config.loss));
}

fn read_config(parts: &mut Given, to: &mut Config) -> Option<()> {
    parts.set(part::SEED, &mut to.seed, In::take)?;
    parts.set(part::START, &mut to.start, |from| from.take().map(Some))?;
    parts.set(part::DATA, &mut to.data, |from| from.one(&DATA))?;
    parts.set(part::FEED, &mut to.feed, |from| from.one(&FEED))?;
    parts.set(part::SAMPLES, &mut to.samples, In::size)?;
    parts.set(part::HELD_OUT, &mut to.held_out, In::number)?;
    parts.set(part::NOISE, &mut to.noise, In::number)?;
    parts.set(part::HIDDEN, &mut to.hidden, In::sizes)?;
    parts.set(part::ACTIVATION, &mut to.activation, |from| from.one(&ACTIVATION))?;
    parts.set(part::LOSS, &mut to.loss, |from| from.one(&LOSS))
}

fn write_settings(settings: &Settings, parts: &mut Parts) {
    let base = base().settings;
    let batch = settings.batch as u64;
    let is_other = settings.schedule != base.schedule;
    parts.add(part::RATE, settings.rate != base.rate, |to| to.number(settings.rate));
    parts.add(part::LINE, settings.line != base.line, |to| to.line(settings.line));
    parts.add(part::SCHEDULE, is_other, |to| to.one(&SCHEDULE, settings.schedule));
    parts.add(part::STEPS, settings.steps != base.steps, |to| to.put(&settings.steps));
    parts.add(part::ALPHA, settings.alpha != base.alpha, |to| to.number(settings.alpha));
    parts.add(part::BATCH, settings.batch != base.batch, |to| to.put(&batch));
    let is_other = settings.optimiser != base.optimiser;
    parts.add(part::OPTIMISER, is_other, |to| to.one(&OPTIMISER, settings.optimiser));
}

fn read_settings(parts: &mut Given, to: &mut Settings) -> Option<()> {
    parts.set(part::RATE, &mut to.rate, In::number)?;
    parts.set(part::LINE, &mut to.line, In::line)?;
    parts.set(part::SCHEDULE, &mut to.schedule, |from| from.one(&SCHEDULE))?;
    parts.set(part::STEPS, &mut to.steps, In::take)?;
    parts.set(part::ALPHA, &mut to.alpha, In::number)?;
    parts.set(part::BATCH, &mut to.batch, In::size)?;
    parts.set(part::OPTIMISER, &mut to.optimiser, |from| from.one(&OPTIMISER))
}

fn write_start(Start { points, parameters, treatments, .. }: &Start, parts: &mut Parts) {
    match points {
        Origin::Drawn => {}
        Origin::Shape(shape) => parts.add(part::SHAPE, true, |to| to.one(&DATA, *shape)),
        Origin::Own(points) => parts.add(part::OWN, true, |to| to.points(points)),
    }
    parts.add(part::TREATMENTS, !treatments.is_empty(), |to| {
        to.list(treatments, |to, treatment| to.one(&TREATMENT, *treatment));
    });
    parts.add(part::PARAMETERS, parameters.is_some(), |to| {
        to.list(parameters.as_deref().unwrap_or_default(), Out::put);
    });
}

fn read_start(parts: &mut Given, config: Config) -> Option<Start> {
    let shape = parts.get(part::SHAPE, |from| from.one(&DATA))?;
    let own = parts.get(part::OWN, In::points)?;
    let points = match (shape, own) {
        (_, Some(points)) => Origin::Own(Box::new(points)),
        (Some(shape), None) => Origin::Shape(shape),
        (None, None) => Origin::Drawn,
    };
    let treatments =
        parts.get(part::TREATMENTS, |from| from.list(1, |from| from.one(&TREATMENT)))?;
    let parameters = parts.get(part::PARAMETERS, |from| from.list(4, In::take))?;
    Some(Start { config, points, parameters, treatments: treatments.unwrap_or_default() })
}
