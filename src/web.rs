//! The web's edge: [`Trainer`](crate::trainer::Trainer) for JavaScript, and nothing else.

use crate::config::{self, Config, Feed, Limits, Refusal, Settings};
use crate::data::Sample;
use crate::field::{self, Lattice};
use crate::mlp::Activation;
use crate::sgd::Schedule;
use crate::trainer;
use crate::units::Aspect;
use js_sys::{Array, JSON, JsString, Number, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("web.d.ts");

/// The set-up as JavaScript gives it, read field by field so that an error can name the one at fault.
struct Given(JsValue);

impl Given {
    fn new(value: JsValue) -> Result<Self, JsError> {
        if value.is_undefined() || value.is_null() {
            return Ok(Given(Object::new().into()));
        }
        if !value.is_object() {
            return Err(refuse("the set-up", &value, "an object"));
        }
        for key in Object::keys(value.unchecked_ref::<Object>()) {
            let key = String::from(JsString::from(key));
            if !FIELDS.contains(&key.as_str()) {
                let known = FIELDS.join(", ");
                return Err(JsError::new(&format!(
                    "{key} is no field of a set-up, which has {known}"
                )));
            }
        }
        Ok(Given(value))
    }

    /// The field's value as `read` takes it, or `default` where it is left out.
    fn field<T>(
        &self,
        name: &str,
        allowed: &str,
        default: T,
        read: impl Fn(&JsValue) -> Option<T>,
    ) -> Result<T, JsError> {
        let value = Reflect::get(&self.0, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if value.is_undefined() {
            return Ok(default);
        }
        read(&value).ok_or_else(|| refuse(name, &value, allowed))
    }

    fn number(&self, limits: Limits, default: f64) -> Result<f64, JsError> {
        let value = self.field(limits.field(), &limits.allowed(), default, JsValue::as_f64)?;
        limits.check(value).map(|()| value).map_err(error)
    }

    fn whole(&self, limits: Limits, default: usize) -> Result<usize, JsError> {
        self.number(limits, default as f64).map(|value| value as usize)
    }

    fn hidden(&self, default: Vec<usize>) -> Result<Vec<usize>, JsError> {
        let default = default.into_iter().map(|neurons| neurons as f64).collect();
        let numbers = |value: &JsValue| {
            let list: &Array = value.dyn_ref()?;
            list.iter().map(|item| item.as_f64()).collect::<Option<Vec<f64>>>()
        };
        let layers = self.field("hidden", "a list of numbers", default, numbers)?;
        let neurons = |n: &f64| config::HIDDEN_NEURONS.whole(*n).map(|n| n as usize);
        layers.iter().map(neurons).collect::<Result<_, _>>().map_err(error)
    }

    fn config(&self) -> Result<Config, JsError> {
        let Config { seed, feed, samples, held_out, noise, hidden, activation, settings } =
            Config::default();
        Ok(Config {
            seed: self.number(config::SEED, seed.into())? as u32,
            feed: self.field("feed", "stream or fixed", feed, |value| pick(value, FEEDS))?,
            samples: self.whole(config::SAMPLES, samples)?,
            held_out: self.number(config::HELD_OUT, held_out)?,
            noise: self.number(config::NOISE, noise)?,
            hidden: self.hidden(hidden)?,
            activation: self.field("activation", "relu or tanh", activation, |value| {
                pick(value, ACTIVATIONS)
            })?,
            settings: Settings {
                rate: self.number(config::RATE, settings.rate)?,
                schedule: self.field("schedule", SCHEDULE, settings.schedule, |value| {
                    pick(value, SCHEDULES)
                })?,
                steps: self.number(config::STEPS, settings.steps as f64)? as u64,
                alpha: self.number(config::ALPHA_LIMITS, settings.alpha)?,
                batch: self.whole(config::BATCH, settings.batch)?,
            },
        })
    }
}

const FIELDS: [&str; 12] = [
    "seed",
    "feed",
    "samples",
    "heldOut",
    "noise",
    "hidden",
    "activation",
    "rate",
    "schedule",
    "steps",
    "alpha",
    "batch",
];
const FEEDS: [(&str, Feed); 2] = [("stream", Feed::Stream), ("fixed", Feed::Fixed)];
const ACTIVATIONS: [(&str, Activation); 2] =
    [("relu", Activation::Relu), ("tanh", Activation::Tanh)];
const SCHEDULES: [(&str, Schedule); 2] =
    [("constant", Schedule::Constant), ("linear", Schedule::Linear)];
const SCHEDULE: &str = "constant or linear";

/// The choice that a string names.
fn pick<T: Copy, const N: usize>(value: &JsValue, choices: [(&str, T); N]) -> Option<T> {
    let name = value.as_string()?;
    choices.iter().find(|(choice, _)| *choice == name).map(|(_, value)| *value)
}

fn refuse(field: &str, value: &JsValue, allowed: &str) -> JsError {
    JsError::new(&format!("{field} is {}, but must be {allowed}", show(value)))
}

fn error(Refusal { field, value, allowed }: Refusal) -> JsError {
    refuse(&field, &value.into(), &allowed)
}

/// A value as JavaScript would write it down.
fn show(value: &JsValue) -> String {
    if let Some(number) = value.dyn_ref::<Number>() {
        return number.to_string_with_radix(10).map_or_else(|_| String::new(), String::from);
    }
    match JSON::stringify(value) {
        Ok(json) if json.is_string() => json.into(),
        _ => value.js_typeof().as_string().unwrap_or_default(),
    }
}

/// A plain object; fields without a value are null.
fn object(value: &impl Serialize) -> JsValue {
    let serializer =
        Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    let Ok(object) = value.serialize(&serializer) else {
        unreachable!("reports and set-ups hold nothing that JavaScript lacks")
    };
    object
}

/// Milliseconds from some fixed moment.
fn now() -> f64 {
    let global: Global = js_sys::global().unchecked_into();
    global.performance().now()
}

#[wasm_bindgen]
extern "C" {
    /// Windows and workers alike have a clock.
    type Global;
    #[wasm_bindgen(method, getter)]
    fn performance(this: &Global) -> web_sys::Performance;
}

/// A seed from the browser's random numbers.
#[wasm_bindgen(js_name = freshSeed)]
pub fn fresh_seed() -> Result<u32, JsError> {
    getrandom::u32().map_err(|error| JsError::new(&format!("no random numbers: {error}")))
}

/// A run of training: see `trainer::Trainer` and the types in `web.d.ts`.
#[wasm_bindgen]
pub struct Trainer {
    trainer: trainer::Trainer,
    plane: Plane,
    field: Vec<f32>,
    square: Plane,
}

/// A lattice with its points, which are made anew only when it changes.
struct Plane {
    lattice: Lattice,
    points: Vec<[f32; 2]>,
}

impl Plane {
    fn new() -> Self {
        let lattice = Lattice { x: [0.0; 2], y: [0.0; 2], columns: 0, rows: 0 };
        Plane { lattice, points: Vec::new() }
    }

    fn set(&mut self, lattice: Lattice) {
        if lattice != self.lattice {
            self.points = lattice.points();
            self.lattice = lattice;
        }
    }
}

fn aspect(share: bool) -> Aspect {
    if share { Aspect::Share } else { Aspect::Output }
}

#[wasm_bindgen]
impl Trainer {
    /// A run at step 0; every field of the set-up is optional, unknown ones are refused.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "Config | null")] config: JsValue,
    ) -> Result<Trainer, JsError> {
        let config = Given::new(config)?.config()?;
        let trainer = trainer::Trainer::new(config).map_err(error)?;
        Ok(Trainer { trainer, plane: Plane::new(), field: Vec::new(), square: Plane::new() })
    }

    /// A run at step 0 of another set-up, in place of this one; on an error nothing changes.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn rebuild(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Config")] config: JsValue,
    ) -> Result<JsValue, JsError> {
        let config = Given::new(config)?.config()?;
        self.trainer = trainer::Trainer::new(config).map_err(error)?;
        Ok(self.report())
    }

    /// The set-up as it is now, every field filled in.
    #[wasm_bindgen(unchecked_return_type = "Required<Config>")]
    pub fn config(&self) -> JsValue {
        object(self.trainer.config())
    }

    /// How many numbers there are to learn.
    #[wasm_bindgen(getter, js_name = parameterCount)]
    pub fn parameter_count(&self) -> usize {
        self.trainer.parameters().len()
    }

    /// What is known where the run stands.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn report(&self) -> JsValue {
        object(&self.trainer.report())
    }

    /// Takes one gradient step, unless training has stopped at a problem.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn step(&mut self) -> JsValue {
        object(&self.trainer.step())
    }

    /// Takes as many steps as fit into `milliseconds`, but at most `steps`; stops when the run is
    /// finished or at a problem.
    #[wasm_bindgen(js_name = trainFor, unchecked_return_type = "Report")]
    pub fn train_for(&mut self, milliseconds: f64, steps: f64) -> JsValue {
        let end = now() + milliseconds;
        let mut taken = 0.0;
        object(&self.trainer.train(|| {
            taken += 1.0;
            taken <= steps && now() < end
        }))
    }

    /// Goes to any step of the history, bit for bit.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn seek(&mut self, step: f64) -> Result<JsValue, JsError> {
        // What is no step at all is past any history.
        let whole = if step >= 0.0 && step.fract() == 0.0 { step as u64 } else { u64::MAX };
        match self.trainer.seek(whole) {
            Ok(report) => Ok(object(&report)),
            Err(refusal) => Err(error(Refusal { value: step, ..refusal })),
        }
    }

    /// Starts again at step 0: the same data and initial parameters, the settings as they are now.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn reset(&mut self) -> JsValue {
        object(&self.trainer.reset())
    }

    /// The way back out of a problem, as the report tells it.
    #[wasm_bindgen(js_name = goBack, unchecked_return_type = "Report")]
    pub fn go_back(&mut self) -> JsValue {
        object(&self.trainer.go_back())
    }

    /// Sets the learning rate of step 0; what it is now follows from the schedule.
    #[wasm_bindgen(js_name = setRate)]
    pub fn set_rate(&mut self, rate: f64) -> Result<(), JsError> {
        self.set(Settings { rate, ..self.settings() })
    }

    /// Sets how the learning rate goes with the step.
    #[wasm_bindgen(js_name = setSchedule)]
    pub fn set_schedule(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Schedule")] schedule: JsValue,
    ) -> Result<(), JsError> {
        let picked = pick(&schedule, SCHEDULES);
        let schedule = picked.ok_or_else(|| refuse("schedule", &schedule, SCHEDULE))?;
        self.set(Settings { schedule, ..self.settings() })
    }

    /// Sets after how many steps the run is finished.
    #[wasm_bindgen(js_name = setSteps)]
    pub fn set_steps(&mut self, steps: f64) -> Result<(), JsError> {
        let steps = config::STEPS.whole(steps).map_err(error)?;
        self.set(Settings { steps, ..self.settings() })
    }

    /// Sets the weight of the L2 penalty.
    #[wasm_bindgen(js_name = setAlpha)]
    pub fn set_alpha(&mut self, alpha: f64) -> Result<(), JsError> {
        self.set(Settings { alpha, ..self.settings() })
    }

    /// Sets how many samples a step uses.
    #[wasm_bindgen(js_name = setBatch)]
    pub fn set_batch(&mut self, batch: f64) -> Result<(), JsError> {
        let batch = config::BATCH.whole(batch).map_err(error)? as usize;
        self.set(Settings { batch, ..self.settings() })
    }

    fn settings(&self) -> Settings {
        self.trainer.config().settings
    }

    fn set(&mut self, settings: Settings) -> Result<(), JsError> {
        self.trainer.set(settings).map(|_| ()).map_err(error)
    }

    /// The parameters: layer by layer, neuron by neuron, weights and then bias.
    pub fn parameters(&self) -> Vec<f32> {
        self.trainer.parameters().to_vec()
    }

    /// Starts again at step 0 with these parameters.
    #[wasm_bindgen(js_name = setParameters, unchecked_return_type = "Report")]
    pub fn set_parameters(&mut self, parameters: &[f32]) -> Result<JsValue, JsError> {
        self.trainer.set_parameters(parameters).map(|report| object(&report)).map_err(error)
    }

    /// Starts again at step 0 on a fixed set of one's own: rows of x, y, label.
    #[wasm_bindgen(js_name = setSamples, unchecked_return_type = "Report")]
    pub fn set_samples(&mut self, train: &[f32], test: &[f32]) -> Result<JsValue, JsError> {
        let (train, test) = (samples("train", train)?, samples("test", test)?);
        self.trainer.set_samples(&train, &test).map(|report| object(&report)).map_err(error)
    }

    /// The network's outputs at points given as x, y pairs.
    pub fn predict(&mut self, points: &[f32]) -> Result<Vec<f32>, JsError> {
        let (pairs, rest) = points.as_chunks();
        if !rest.is_empty() {
            return Err(odd("points", points.len(), "x, y", 2));
        }
        Ok(self.trainer.predict(pairs))
    }

    /// The training points as rows of x, y, label; of a stream, the batch that the next step will use.
    #[wasm_bindgen(js_name = trainPoints)]
    pub fn train_points(&self) -> Vec<f32> {
        rows(self.trainer.train_points())
    }

    /// The test points as rows of x, y, label.
    #[wasm_bindgen(js_name = testPoints)]
    pub fn test_points(&self) -> Vec<f32> {
        rows(self.trainer.test_points())
    }

    /// The network's output at each training point, now.
    #[wasm_bindgen(js_name = trainOutputs)]
    pub fn train_outputs(&mut self) -> Vec<f32> {
        let points: Vec<[f32; 2]> = self.trainer.train_points().iter().map(|s| s.inputs).collect();
        self.trainer.predict(&points)
    }

    /// The network's output at each test point, now.
    #[wasm_bindgen(js_name = testOutputs)]
    pub fn test_outputs(&mut self) -> Vec<f32> {
        let points: Vec<[f32; 2]> = self.trainer.test_points().iter().map(|s| s.inputs).collect();
        self.trainer.predict(&points)
    }

    /// The network's outputs over a lattice that includes the edges, row by row, the first at the top; or
    /// of the `unit` given, its output or its `share` of f. It is kept for `contours`.
    #[allow(clippy::too_many_arguments)]
    pub fn field(
        &mut self,
        x0: f64,
        x1: f64,
        y0: f64,
        y1: f64,
        columns: f64,
        rows: f64,
        unit: Option<f64>,
        share: Option<bool>,
    ) -> Result<Vec<f32>, JsError> {
        let columns = config::COLUMNS.whole(columns).map_err(error)? as usize;
        let rows = config::ROWS.whole(rows).map_err(error)? as usize;
        let unit = unit.map(|unit| self.unit(unit)).transpose()?;
        self.plane.set(Lattice { x: [x0, x1], y: [y0, y1], columns, rows });
        let points = &self.plane.points;
        self.field = match unit {
            Some(unit) => self.trainer.picture(points, unit, aspect(share.unwrap_or(false))),
            None => self.trainer.predict(points),
        };
        Ok(self.field.clone())
    }

    /// The pictures of all units, one after the other: the two inputs, then the hidden neurons, layer by
    /// layer. Each is a square lattice of `size` × `size` points that includes the edges, row by row, the
    /// first at the top: the unit's output or, for hidden neurons, its `share` of f.
    pub fn squares(
        &mut self,
        share: bool,
        x0: f64,
        x1: f64,
        y0: f64,
        y1: f64,
        size: f64,
    ) -> Result<Vec<f32>, JsError> {
        let size = config::SIZE.whole(size).map_err(error)? as usize;
        self.square.set(Lattice { x: [x0, x1], y: [y0, y1], columns: size, rows: size });
        Ok(self.trainer.pictures(&self.square.points, aspect(share)))
    }

    /// For each hidden neuron, the share of the training points (the first 1000) at which its output is
    /// above 0.
    pub fn activity(&mut self) -> Vec<f32> {
        self.trainer.activity()
    }

    fn unit(&self, unit: f64) -> Result<usize, JsError> {
        let count = self.trainer.unit_count();
        if unit >= 0.0 && unit < count as f64 && unit.fract() == 0.0 {
            return Ok(unit as usize);
        }
        let allowed = format!("a whole number below {count}");
        Err(error(Refusal { field: "unit".into(), value: unit, allowed }))
    }

    /// The lines along which the last field is a multiple of `spacing`, up to ±`limit`, one after the
    /// other: level, number of points n, then n times x and y.
    pub fn contours(&self, spacing: f64, limit: f64) -> Result<Vec<f32>, JsError> {
        config::SPACING.check(spacing).map_err(error)?;
        config::LEVEL.check(limit).map_err(error)?;
        let mut lines = Vec::new();
        for line in field::contours(&self.plane.lattice, &self.field, spacing as f32, limit as f32)
        {
            lines.extend([line.level, line.points.len() as f32]);
            lines.extend(line.points.as_flattened());
        }
        Ok(lines)
    }

    /// The history in at most `most` rows of step, rate, trainLoss, testLoss, trainAccuracy,
    /// testAccuracy, gradientNorm, NaN where there is none; the first and the last step are among them.
    pub fn curve(&self, most: usize) -> Vec<f64> {
        let figures = |figures: Option<trainer::Figures>| {
            figures.map_or([f64::NAN; 2], |figures| [figures.loss, figures.accuracy])
        };
        let row = |(step, record): (u64, &trainer::Record)| {
            let [train_loss, train_accuracy] = figures(Some(record.train));
            let [test_loss, test_accuracy] = figures(record.test);
            let norm = record.taken.map_or(f64::NAN, |step| step.gradient_norm);
            let step = step as f64;
            [step, record.rate, train_loss, test_loss, train_accuracy, test_accuracy, norm]
        };
        self.trainer.curve(most).flat_map(row).collect()
    }

    /// Sixteen hexadecimal digits over the bits of the parameters.
    pub fn digest(&self) -> String {
        format!("{:016x}", self.trainer.digest())
    }
}

fn rows(samples: &[Sample]) -> Vec<f32> {
    samples.iter().flat_map(|Sample { inputs: [x, y], label }| [*x, *y, *label]).collect()
}

fn samples(field: &str, rows: &[f32]) -> Result<Vec<Sample>, JsError> {
    let (rows, rest) = rows.as_chunks();
    if !rest.is_empty() {
        return Err(odd(field, 3 * rows.len() + rest.len(), "x, y, label", 3));
    }
    Ok(rows.iter().map(|&[x, y, label]| Sample { inputs: [x, y], label }).collect())
}

fn odd(field: &str, length: usize, row: &str, width: usize) -> JsError {
    JsError::new(&format!(
        "{field} holds {length} numbers, but must hold rows of {row}: a multiple of {width}"
    ))
}
