//! The web's edge: [`Trainer`](crate::run::trainer::Trainer) for JavaScript, and nothing else.

use crate::data::csv;
use crate::data::limits::{self, Limits, Refusal};
use crate::data::points::{Edit, Points, Set};
use crate::data::shapes::Data;
use crate::data::shapes::Sample;
use crate::model::field::{self, Lattice};
use crate::model::mlp::Activation;
use crate::model::units::Aspect;
use crate::model::weights::Treatment;
use crate::run::config::{self, Config, Feed, Settings};
use crate::run::goal::Goal;
use crate::run::report::{Figures, Record, Report};
use crate::run::schedule::Schedule;
use crate::run::trainer::{self, EVALUATED};
use js_sys::{Array, Float64Array, JSON, JsString, Number, Object, Reflect};
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
        let value = self.field(limits.field, limits.allowed, default, JsValue::as_f64)?;
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
        let check = |(layer, &neurons)| config::check_neurons(layer, neurons).map(|n| n as usize);
        layers.iter().enumerate().map(check).collect::<Result<_, _>>().map_err(error)
    }

    fn config(&self) -> Result<Config, JsError> {
        let Config { seed, data, feed, samples, held_out, noise, hidden, activation, settings } =
            Config::default();
        Ok(Config {
            seed: self.number(limits::SEED, seed.into())? as u32,
            data: self.field("data", DATA, data, |value| pick(value, DATA_SETS))?,
            feed: self.field("feed", "stream or fixed", feed, |value| pick(value, FEEDS))?,
            samples: self.whole(limits::SAMPLES, samples)?,
            held_out: self.number(limits::HELD_OUT, held_out)?,
            noise: self.number(limits::NOISE, noise)?,
            hidden: self.hidden(hidden)?,
            activation: self.field("activation", "relu or tanh", activation, |value| {
                pick(value, ACTIVATIONS)
            })?,
            settings: Settings {
                rate: self.number(limits::RATE, settings.rate)?,
                schedule: self.field("schedule", SCHEDULE, settings.schedule, |value| {
                    pick(value, SCHEDULES)
                })?,
                steps: self.number(limits::STEPS, settings.steps as f64)? as u64,
                alpha: self.number(limits::ALPHA, settings.alpha)?,
                batch: self.whole(limits::BATCH, settings.batch)?,
            },
        })
    }
}

const FIELDS: [&str; 13] = [
    "seed",
    "data",
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
const DATA: &str = "moons, circles, xor, gauss, spiral or own";
const DATA_SETS: [(&str, Data); 6] = [
    ("moons", Data::Moons),
    ("circles", Data::Circles),
    ("xor", Data::Xor),
    ("gauss", Data::Gauss),
    ("spiral", Data::Spiral),
    ("own", Data::Own),
];
const TREATMENTS: [(&str, Treatment); 3] =
    [("free", Treatment::Free), ("frozen", Treatment::Frozen), ("off", Treatment::Off)];
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

    /// A run at step 0 of another set-up, in place of this one; for points of one's own, the points stay.
    /// On an error nothing changes.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn rebuild(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Config")] config: JsValue,
    ) -> Result<JsValue, JsError> {
        let config = Given::new(config)?.config()?;
        self.trainer = self.trainer.rebuilt(config).map_err(error)?;
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

    /// Takes as many steps as fit into `milliseconds`, but at most `steps`; stops when the run is finished,
    /// at its goal, or at a problem. A step that time ran out in goes on with the next call.
    #[wasm_bindgen(js_name = trainFor, unchecked_return_type = "Report")]
    pub fn train_for(&mut self, milliseconds: f64, steps: f64) -> JsValue {
        let end = now() + milliseconds;
        object(&self.trainer.train_for(steps as u64, || now() < end))
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
        let steps = limits::STEPS.whole(steps).map_err(error)?;
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
        let batch = limits::BATCH.whole(batch).map_err(error)? as usize;
        self.set(Settings { batch, ..self.settings() })
    }

    fn settings(&self) -> Settings {
        self.trainer.config().settings
    }

    fn set(&mut self, settings: Settings) -> Result<(), JsError> {
        self.trainer.set(settings).map(|_| ()).map_err(error)
    }

    /// Sets where `trainFor` stops before the run has taken all its steps, or with null takes that back.
    /// Patience counts from now.
    #[wasm_bindgen(js_name = setGoal)]
    pub fn set_goal(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Goal | null")] goal: JsValue,
    ) -> Result<(), JsError> {
        let goal = if goal.is_object() { Some(read_goal(&goal)?) } else { None };
        self.trainer.set_goal(goal).map_err(error)
    }

    /// What was changed by hand along the history.
    #[wasm_bindgen(unchecked_return_type = "Mark[]")]
    pub fn marks(&self) -> JsValue {
        object(&self.trainer.marks())
    }

    /// The gradient of the last step, in the order of the parameters; undefined at step 0.
    pub fn gradient(&self) -> Option<Vec<f32>> {
        self.trainer.gradient().map(<[f32]>::to_vec)
    }

    /// What the last step, and changes by hand since, added to each parameter; undefined at step 0.
    pub fn change(&self) -> Option<Vec<f32>> {
        let pairs = self.trainer.parameters().iter().zip(self.trainer.before()?);
        Some(pairs.map(|(now, before)| now - before).collect())
    }

    /// Changes a parameter by hand.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn edit(&mut self, parameter: f64, value: f64) -> Result<JsValue, JsError> {
        let number = self.below("parameter", parameter, self.trainer.parameters().len())?;
        report(self.trainer.edit(number, value as f32))
    }

    /// Freezes a hidden neuron, switches it off, or sets it free again.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn treat(
        &mut self,
        unit: f64,
        #[wasm_bindgen(unchecked_param_type = "Treatment")] treatment: JsValue,
    ) -> Result<JsValue, JsError> {
        let neuron = self.below("unit", unit, self.trainer.unit_count())?;
        let neuron = neuron.checked_sub(2).ok_or_else(|| {
            refuse("unit", &unit.into(), "a hidden neuron, from 2: 0 and 1 are the inputs")
        })?;
        let picked = pick(&treatment, TREATMENTS);
        let treatment =
            picked.ok_or_else(|| refuse("treatment", &treatment, "free, frozen or off"))?;
        report(self.trainer.treat(neuron, treatment))
    }

    /// A number for each hidden neuron: 0 free, 1 frozen, 2 off.
    pub fn treatments(&self) -> Vec<u8> {
        self.trainer.treatments().iter().map(|treatment| *treatment as u8).collect()
    }

    fn below(&self, field: &str, value: f64, count: usize) -> Result<usize, JsError> {
        if value >= 0.0 && value < count as f64 && value.fract() == 0.0 {
            return Ok(value as usize);
        }
        Err(refuse(field, &value.into(), &format!("a whole number below {count}")))
    }

    /// The parameters: layer by layer, neuron by neuron, weights and then bias.
    pub fn parameters(&self) -> Vec<f32> {
        self.trainer.parameters().to_vec()
    }

    /// Starts again at step 0 with these parameters.
    #[wasm_bindgen(js_name = setParameters, unchecked_return_type = "Report")]
    pub fn set_parameters(&mut self, parameters: &[f32]) -> Result<JsValue, JsError> {
        report(self.trainer.set_parameters(parameters))
    }

    /// Starts again at step 0 on a fixed set of one's own: rows of x, y, label.
    #[wasm_bindgen(js_name = setSamples, unchecked_return_type = "Report")]
    pub fn set_samples(&mut self, train: &[f32], test: &[f32]) -> Result<JsValue, JsError> {
        let (train, test) = (samples("train", train)?, samples("test", test)?);
        report(self.trainer.set_samples(&train, &test))
    }

    /// Starts again at step 0 on points of one's own: rows of x, y, label in any units. They are shuffled by
    /// the seed, split, and standardised where their scale is another than the plane's.
    #[wasm_bindgen(js_name = setOwn, unchecked_return_type = "Report")]
    pub fn set_own(&mut self, rows: &[f64], held_out: f64) -> Result<JsValue, JsError> {
        let (points, rest) = rows.as_chunks();
        if !rest.is_empty() {
            return Err(odd("rows", rows.len(), "x, y, label", 3));
        }
        report(self.trainer.set_own(points, held_out))
    }

    /// The points as they are, to be put back later.
    #[wasm_bindgen(js_name = keepPoints)]
    pub fn keep_points(&self) -> KeptPoints {
        KeptPoints(self.trainer.points().clone())
    }

    /// Starts again at step 0 on points that were kept, with their scale and their split.
    #[wasm_bindgen(js_name = putBack, unchecked_return_type = "Report")]
    pub fn put_back(&mut self, points: &KeptPoints) -> JsValue {
        object(&self.trainer.put_back(points.0.clone()))
    }

    /// How the plane lies in the data's units.
    #[wasm_bindgen(unchecked_return_type = "Scale")]
    pub fn scale(&self) -> JsValue {
        object(&self.trainer.points().scale)
    }

    /// Adds a point of one's own, in the plane's units, to the training points, or to the test points.
    #[wasm_bindgen(js_name = addPoint, unchecked_return_type = "Report")]
    pub fn add_point(
        &mut self,
        x: f64,
        y: f64,
        label: f64,
        test: Option<bool>,
    ) -> Result<JsValue, JsError> {
        let sample = Sample { inputs: [x as f32, y as f32], label: label as f32 };
        report(self.trainer.edit_points(Edit::Add(set(test.unwrap_or(false)), sample)))
    }

    /// Moves a point of one's own.
    #[wasm_bindgen(js_name = movePoint, unchecked_return_type = "Report")]
    pub fn move_point(
        &mut self,
        test: bool,
        index: f64,
        x: f64,
        y: f64,
    ) -> Result<JsValue, JsError> {
        let inputs = [x as f32, y as f32];
        report(self.trainer.edit_points(Edit::Move(set(test), self.point(test, index)?, inputs)))
    }

    /// Deletes a point of one's own; the last of its set takes its place.
    #[wasm_bindgen(js_name = deletePoint, unchecked_return_type = "Report")]
    pub fn delete_point(&mut self, test: bool, index: f64) -> Result<JsValue, JsError> {
        report(self.trainer.edit_points(Edit::Delete(set(test), self.point(test, index)?)))
    }

    /// Replaces all points of one's own, rows of x, y, label in the plane's units, while the run goes on.
    #[wasm_bindgen(js_name = replacePoints, unchecked_return_type = "Report")]
    pub fn replace_points(&mut self, train: &[f32], test: &[f32]) -> Result<JsValue, JsError> {
        let edit = Edit::Replace(samples("train", train)?, samples("test", test)?);
        report(self.trainer.edit_points(edit))
    }

    /// All points as comma-separated values with a header, in the data's units.
    #[wasm_bindgen(js_name = writeCsv)]
    pub fn write_csv(&self) -> String {
        csv::write(self.trainer.points())
    }

    fn point(&self, test: bool, index: f64) -> Result<usize, JsError> {
        let points = self.trainer.points();
        let count = if test { points.test.len() } else { points.train.len() };
        self.below("index", index, count)
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

    /// The network's output at each training point (the first 1000), now.
    #[wasm_bindgen(js_name = trainOutputs)]
    pub fn train_outputs(&mut self) -> Vec<f32> {
        let points = self.trainer.train_points().iter().take(EVALUATED);
        let points: Vec<[f32; 2]> = points.map(|sample| sample.inputs).collect();
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
        let columns = limits::COLUMNS.whole(columns).map_err(error)? as usize;
        let rows = limits::COLUMNS.whole(rows).map_err(error)? as usize;
        let count = self.trainer.unit_count();
        let unit = unit.map(|unit| self.below("unit", unit, count)).transpose()?;
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
        let size = limits::SIZE.whole(size).map_err(error)? as usize;
        self.square.set(Lattice { x: [x0, x1], y: [y0, y1], columns: size, rows: size });
        Ok(self.trainer.pictures(&self.square.points, aspect(share)))
    }

    /// For each hidden neuron, the share of the training points (the first 1000) at which its output is
    /// above 0.
    pub fn activity(&mut self) -> Vec<f32> {
        self.trainer.activity()
    }

    /// The lines along which the last field is a multiple of `spacing`, up to ±`limit`, one after the
    /// other: level, number of points n, then n times x and y.
    pub fn contours(&self, spacing: f64, limit: f64) -> Result<Vec<f32>, JsError> {
        limits::SPACING.check(spacing).map_err(error)?;
        limits::LEVEL.check(limit).map_err(error)?;
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
        let figures = |figures: Option<Figures>| {
            figures.map_or([f64::NAN; 2], |figures| [figures.loss, figures.accuracy])
        };
        let row = |(step, record): (u64, &Record)| {
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

/// Points of one's own, as they were when they were kept.
#[wasm_bindgen]
pub struct KeptPoints(Points);

/// Reads points from comma-separated values that come in pieces: see `csv::Reader`.
#[wasm_bindgen]
pub struct CsvReader(csv::Reader);

impl Default for CsvReader {
    fn default() -> Self {
        CsvReader(csv::Reader::with(|text| Some(number(text)).filter(|number| !number.is_nan())))
    }
}

#[wasm_bindgen]
extern "C" {
    /// A number written down, or not-a-number.
    #[wasm_bindgen(js_name = Number)]
    fn number(text: &str) -> f64;
}

#[wasm_bindgen]
impl CsvReader {
    /// At the beginning of a text.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads on; returns how many points there are so far. An error says line, column and what was expected.
    pub fn push(&mut self, bytes: &[u8]) -> Result<usize, JsError> {
        Ok(self.0.push(bytes)?)
    }

    /// The text is over: what was in it.
    #[wasm_bindgen(unchecked_return_type = "Table")]
    pub fn finish(self) -> Result<JsValue, JsError> {
        let csv::Table { points, columns, labels } = self.0.finish()?;
        let table = object(&Names { columns, labels });
        let points = Float64Array::from(points.as_flattened());
        let is_set = Reflect::set(&table, &"points".into(), &points);
        is_set.map(|_| table).map_err(|_| JsError::new("the table is frozen"))
    }
}

/// The names in a table.
#[derive(Serialize)]
struct Names {
    columns: Option<[String; 3]>,
    labels: [String; 2],
}

fn report(report: Result<Report, Refusal>) -> Result<JsValue, JsError> {
    report.map(|report| object(&report)).map_err(error)
}

fn set(test: bool) -> Set {
    if test { Set::Test } else { Set::Train }
}

/// An object with one field that says what to go on until.
fn read_goal(goal: &JsValue) -> Result<Goal, JsError> {
    let number = |limits: Limits| {
        let value = Reflect::get(goal, &limits.field.into()).ok()?.as_f64()?;
        Some(limits.check(value).map(|()| value).map_err(error))
    };
    if let Some(step) = number(limits::GOAL_STEP) {
        Ok(Goal::Step(step? as u64))
    } else if let Some(accuracy) = number(limits::GOAL_ACCURACY) {
        Ok(Goal::Accuracy(accuracy?))
    } else if let Some(loss) = number(limits::GOAL_LOSS) {
        Ok(Goal::Loss(loss?))
    } else if let Some(patience) = number(limits::PATIENCE) {
        Ok(Goal::Patience(patience? as u64))
    } else {
        Err(refuse("goal", goal, "an object with a number for step, accuracy, loss or patience"))
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
