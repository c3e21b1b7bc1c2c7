//! What a link holds, and what of it can be.

use crate::ad::functor::Functor;
use crate::data::limits::{self, Choice, Refusal, below};
use crate::data::points::Points;
use crate::data::shapes::Data;
use crate::model::weights::Treatment;
use crate::run::changes::Change;
use crate::run::config::{Config, Feed, Settings};
use crate::run::goal::Goal;
use crate::run::state::{State, draw_points, init};
use std::mem;

/// So many changes a link holds at the most: more than anybody makes by hand, and few enough for any memory.
pub const MOST_CHANGES: usize = 10_000;

/// A run.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// How it began.
    pub start: Start,
    /// What was changed along its history, in order.
    pub changes: Vec<Made>,
    /// What was changed at the step shown, and waits for the next.
    pub pending: Vec<Made>,
    /// The newest step.
    pub last: u64,
    /// The step that is shown.
    pub shown: u64,
    /// Whether training has stopped at a problem there.
    pub stopped: bool,
    /// Where training is to stop before its last step.
    pub goal: Option<Goal>,
    /// See [`Weights::digest`](crate::model::weights::Weights::digest), at the step shown.
    pub digest: u64,
    /// The lowest bytes of the digests right after those steps that are powers of two, up to the last step: a replay
    /// tells by them where it leaves the run. The first are missing where the run no longer kept them.
    pub way: Vec<u8>,
}

/// How a run begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// The set-up, with the settings and the line of their rate.
    pub config: Config,
    /// Where the points are from.
    pub points: Origin,
    /// The initial parameters, where they are not those of the seed.
    pub parameters: Option<Vec<f32>>,
    /// Those of the hidden neurons; empty where all are free.
    pub treatments: Vec<Treatment>,
}

/// Where the points of a run are from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// The set-up draws them.
    Drawn,
    /// They are one's own, and as the set-up would draw those of this shape.
    Shape(Data),
    /// They are one's own.
    Own(Box<Points>),
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// After which step.
    pub step: u64,
    /// What was done.
    pub change: Change,
    /// The number of the change that this one takes back.
    pub undoes: Option<usize>,
    /// Whether training had stopped at a problem there.
    pub stopped: bool,
}

impl Link {
    /// An error names what of it cannot be. What a change may do shows only where it is made.
    pub fn check(&self) -> Result<(), Refusal> {
        self.start.check()?;
        below("the last step", self.last as f64, limits::STEPS.most as usize + 1)?;
        below("the step shown", self.shown as f64, self.last as usize + 1)?;
        let made = self.changes.len() + self.pending.len();
        below("the number of changes", made as f64, MOST_CHANGES + 1)?;
        self.goal.as_ref().map_or(Ok(()), Goal::check)?;
        for (number, made) in self.changes.iter().chain(&self.pending).enumerate() {
            let undoes = made.undoes.unwrap_or_default() as f64;
            below("the change that is taken back", undoes, number.max(1))?;
        }
        let mut before = 0;
        for Made { step, change, .. } in &self.changes {
            if *step < before || *step > self.last {
                let allowed = format!("from {before} to {}", self.last);
                return Err(Refusal::new("the step of a change", *step as f64, &allowed));
            }
            check_line(change)?;
            before = *step;
        }
        for Made { step, change, .. } in &self.pending {
            if *step != self.shown || self.shown == self.last {
                let allowed = "the step shown, before the last";
                return Err(Refusal::new("the step of a change that waits", *step as f64, allowed));
            }
            check_line(change)?;
        }
        Ok(())
    }
}

/// The highest power of two up to `last`; 0 where that is 0.
pub(in crate::run) fn highest_stop(last: u64) -> u64 {
    last.checked_ilog2().map_or(0, |power| 1 << power)
}

impl Start {
    /// What a run starts from, as short as it can be told.
    pub(super) fn of(State { config, points, weights }: &State) -> Self {
        let is_free = weights.treatments().iter().all(|neuron| *neuron == Treatment::Free);
        let is_seeds = init(config).elements() == weights.values();
        Start {
            points: Origin::of(config, points),
            config: config.clone(),
            parameters: (!is_seeds).then(|| weights.values().to_vec()),
            treatments: if is_free { Vec::new() } else { weights.treatments().to_vec() },
        }
    }

    /// Nothing yet.
    pub(super) fn blank() -> Self {
        let (points, treatments) = (Origin::Drawn, Vec::new());
        Start { config: Config::default(), points, parameters: None, treatments }
    }

    /// An error says what of it cannot be.
    pub(super) fn state(self) -> Result<State, Refusal> {
        let Start { mut config, points, parameters, treatments } = self;
        config.check()?;
        let points = match points {
            Origin::Own(points) if !config.data.is_drawn() => *points,
            Origin::Shape(shape) => {
                let data = mem::replace(&mut config.data, shape);
                let points = draw_points(&config);
                config.data = data;
                points
            }
            _ => draw_points(&config),
        };
        points.check_all()?;
        let mut state = State::new(config, points);
        if let Some(parameters) = parameters {
            state.check_parameters(&parameters)?;
            state.weights.set(&parameters);
        }
        if !treatments.is_empty() {
            let (given, neurons) = (treatments.len(), state.weights.treatments().len());
            if given != neurons {
                return Err(Refusal::new("treatments", given as f64, "one for each neuron"));
            }
            state.weights.treat_all(&treatments);
        }
        Ok(state)
    }

    fn check(&self) -> Result<(), Refusal> {
        let Config { data, feed, ref settings, .. } = self.config;
        self.config.check()?;
        check_settings_line(settings)?;
        match &self.points {
            Origin::Drawn if data.is_drawn() => {}
            Origin::Shape(shape) if shape.is_drawn() && !data.is_drawn() && feed == Feed::Fixed => {
            }
            Origin::Own(points) if !data.is_drawn() && feed == Feed::Fixed => {
                points.check_all()?;
                let scale = [points.scale.centre, points.scale.unit].concat();
                let bad = scale.iter().find(|number| !number.is_finite());
                bad.map_or(Ok(()), |bad| Err(Refusal::new("scale", *bad, "a finite number")))?;
            }
            _ => return Err(Refusal::new("data", data as u8 as f64, "of the points' kind")),
        }
        let neurons: usize = self.config.hidden.iter().sum();
        let length = self.treatments.len();
        if length != 0 && length != neurons {
            let field = "the number of treatments";
            return Err(Refusal::new(field, length as f64, &neurons.to_string()));
        }
        Ok(())
    }
}

impl Origin {
    fn of(config: &Config, points: &Points) -> Self {
        if config.data.is_drawn() {
            return Origin::Drawn;
        }
        let mut config = config.clone();
        for data in Data::ALL.iter().filter(|shape| shape.is_drawn()) {
            config.data = *data;
            if points.count() == config.samples && draw_points(&config) == *points {
                return Origin::Shape(*data);
            }
        }
        Origin::Own(Box::new(points.clone()))
    }
}

impl Made {
    /// Nothing yet.
    pub(super) fn blank() -> Self {
        Made { step: 0, change: Change::Parameter(0, 0.0), undoes: None, stopped: false }
    }
}

fn check_line(change: &Change) -> Result<(), Refusal> {
    match change {
        Change::Settings(settings) => check_settings_line(settings),
        _ => Ok(()),
    }
}

/// Refuses a line of the rate that no run has.
fn check_settings_line(Settings { line, .. }: &Settings) -> Result<(), Refusal> {
    below("the step where the rate's line begins", line.from as f64, limits::STEPS.most as usize)?;
    match (0.0..=1.0).contains(&line.fall) {
        true => Ok(()),
        false => Err(Refusal::new("the fall of the rate", line.fall, "a number from 0 to 1")),
    }
}
