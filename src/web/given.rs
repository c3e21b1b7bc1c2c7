//! What JavaScript gives, read by serde: set-ups, changes, goals.

use crate::data::limits::{self, Choice, Limits, either, names};
use crate::data::points::{Edit, Points, Set};
use crate::data::shapes::{Data, Sample};
use crate::model::loss::Loss;
use crate::model::mlp::Activation;
use crate::model::optimiser::Optimiser;
use crate::model::weights::Treatment;
use crate::run::changes::Change;
use crate::run::config::{Config, Feed};
use crate::run::goal::Goal;
use crate::run::schedule::Schedule;
use crate::run::state::State;
use crate::web::plain::{error, get, object, refuse, setup};
use js_sys::{Array, Object};
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use std::{fmt, slice};
use wasm_bindgen::prelude::*;

/// A set-up; what it leaves out is the talk's, what it has too much is refused.
pub fn config(given: JsValue) -> Result<Config, JsError> {
    if given.is_undefined() || given.is_null() {
        return Ok(Config::default());
    }
    if !given.is_object() {
        return Err(refuse("the set-up", &given, "an object"));
    }
    let known = setup(&Config::default());
    let fields = names_of(&known);
    if let Some(strange) = names_of(&given).into_iter().find(|name| !fields.contains(name)) {
        let fields = fields.join(", ");
        return Err(JsError::new(&format!(
            "{strange} is no field of a set-up, which has {fields}"
        )));
    }
    let config = Config { settings: read(&given)?, ..read(&given)? };
    config.check().map(|()| config).map_err(error)
}

/// A change, as `Change` in `web.d.ts` describes it, of a run that is in this state after `step` steps.
pub fn change(given: &JsValue, state: &State, step: u64) -> Result<Change, JsError> {
    let settings = state.config.settings;
    if *given == "clear" {
        return Ok(Change::Points(Edit::Replace(Vec::new(), Vec::new())));
    }
    if let Some(rate) = get(given, "rate").as_f64() {
        limits::RATE.check(rate).map_err(error)?;
        return Ok(Change::Settings(settings.with_rate_at(step, rate)));
    }
    if let Some(wanted) = part(given, "settings") {
        let all = Object::assign(&object(&settings), wanted.unchecked_ref());
        return Ok(Change::Settings(settings.going_on(step, read(&all)?)));
    }
    if let Some(edit) = part(given, "parameter") {
        let count = state.weights.values().len();
        let value = number(&edit, "value")?;
        limits::PARAMETER.check(value).map_err(error)?;
        let number = limits::below("parameter", number(&edit, "number")?, count).map_err(error)?;
        return Ok(Change::Parameter(number, value as f32));
    }
    if let Some(neuron) = part(given, "neuron") {
        return treatment(&neuron, state);
    }
    point(given, &state.points)
}

fn treatment(neuron: &JsValue, state: &State) -> Result<Change, JsError> {
    let unit = get(neuron, "unit");
    let count = 2 + state.weights.treatments().len();
    let number = limits::below("unit", number(neuron, "unit")?, count).map_err(error)?;
    let allowed = "a hidden neuron, from 2: 0 and 1 are the inputs";
    let hidden = number.checked_sub(2).ok_or_else(|| refuse("unit", &unit, allowed))?;
    let wanted = get(neuron, "treatment");
    let name = wanted.as_string().unwrap_or_default();
    let choice = Treatment::ALL.iter().find(|choice| choice.name() == name);
    let choice =
        choice.ok_or_else(|| refuse("treatment", &wanted, &either(&names::<Treatment>())))?;
    Ok(Change::Neuron(hidden, *choice))
}

/// A change of one point.
fn point(given: &JsValue, points: &Points) -> Result<Change, JsError> {
    let set = |point: &JsValue| match get(point, "test").is_truthy() {
        true => (Set::Test, points.test.len()),
        false => (Set::Train, points.train.len()),
    };
    let index = |point: &JsValue| {
        limits::below("index", number(point, "index")?, set(point).1).map_err(error)
    };
    let edit = if let Some(new) = part(given, "add") {
        let sample = Sample { inputs: inputs(&new)?, label: coordinate(&new, "label")? };
        Edit::Add(set(&new).0, sample)
    } else if let Some(moved) = part(given, "move") {
        Edit::Move(set(&moved).0, index(&moved)?, inputs(&moved)?)
    } else if let Some(old) = part(given, "delete") {
        Edit::Delete(set(&old).0, index(&old)?)
    } else {
        let allowed =
            "\"clear\" or an object with settings, rate, parameter, neuron, add, move or delete";
        return Err(refuse("the change", given, allowed));
    };
    Ok(Change::Points(edit))
}

/// An object with one field that says what to go on until, or null.
pub fn goal(given: &JsValue) -> Result<Option<Goal>, JsError> {
    if !given.is_object() {
        return Ok(None);
    }
    let field = |limits: Limits| get(given, limits.field).as_f64();
    let goal = if let Some(step) = field(limits::GOAL_STEP) {
        limits::GOAL_STEP.whole(step).map(Goal::Step)
    } else if let Some(accuracy) = field(limits::GOAL_ACCURACY) {
        Ok(Goal::Accuracy(accuracy))
    } else if let Some(loss) = field(limits::GOAL_LOSS) {
        Ok(Goal::Loss(loss))
    } else if let Some(steps) = field(limits::PATIENCE) {
        limits::PATIENCE.whole(steps).map(Goal::Patience)
    } else {
        let allowed = "an object with a number for step, accuracy, loss or patience";
        return Err(refuse("goal", given, allowed));
    };
    goal.map(Some).map_err(error)
}

/// The object that a field holds.
fn part(given: &JsValue, name: &str) -> Option<JsValue> {
    Some(get(given, name)).filter(JsValue::is_object)
}

fn number(given: &JsValue, name: &str) -> Result<f64, JsError> {
    let value = get(given, name);
    value.as_f64().ok_or_else(|| refuse(name, &value, "a number"))
}

fn inputs(point: &JsValue) -> Result<[f32; 2], JsError> {
    Ok([coordinate(point, "x")?, coordinate(point, "y")?])
}

fn coordinate(given: &JsValue, name: &str) -> Result<f32, JsError> {
    number(given, name).map(|value| value as f32)
}

/// The fields of an object that have a value.
fn names_of(given: &JsValue) -> Vec<String> {
    let keys = Object::keys(given.unchecked_ref::<Object>()).into_iter();
    let names = keys.filter_map(|key| key.as_string());
    names.filter(|name| !get(given, name).is_undefined()).collect()
}

/// Reads a set-up or its settings by their derive. Where that fails, each field is tried alone, so that the error can
/// name the one at fault.
fn read<T: DeserializeOwned>(given: &JsValue) -> Result<T, JsError> {
    let fields = names_of(given);
    let of = |names: &[String]| {
        let fields = names.iter().map(|name| (name.as_str(), Given(get(given, name))));
        T::deserialize(MapDeserializer::new(fields))
    };
    of(&fields).map_err(|Unread| {
        let bad = fields.iter().find(|name| of(slice::from_ref(name)).is_err());
        let name = bad.expect("what cannot be read has a field that cannot");
        refuse(name, &get(given, name), &allowed(name))
    })
}

/// A value for serde: a number, which may be whole, a text or a list.
struct Given(JsValue);

/// A value was not what its field needs. It has no words of serde's, whose numbers would bring the tables that Rust
/// writes floating-point numbers with into the page.
#[derive(Debug)]
struct Unread;

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not what the field needs")
    }
}

impl std::error::Error for Unread {}

impl de::Error for Unread {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Unread
    }
}

impl<'de> IntoDeserializer<'de, Unread> for Given {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Given {
    type Error = Unread;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        if let Some(list) = self.0.dyn_ref::<Array>() {
            return visitor.visit_seq(SeqDeserializer::new(list.iter().map(Given)));
        }
        match self.0.as_f64() {
            Some(number) if (number as u64) as f64 == number => visitor.visit_u64(number as u64),
            Some(number) => visitor.visit_f64(number),
            // No field of a set-up is a text or anything else, but for choices: see below.
            None => visitor.visit_unit(),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        let name = self.0.as_string().ok_or(Unread)?;
        visitor.visit_enum(name.into_deserializer())
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// What a field of a set-up may be, in words.
fn allowed(field: &str) -> String {
    let choices = match field {
        "data" => names::<Data>(),
        "feed" => names::<Feed>(),
        "activation" => names::<Activation>(),
        "schedule" => names::<Schedule>(),
        "optimiser" => names::<Optimiser>(),
        "loss" => names::<Loss>(),
        "hidden" => return "a list of whole numbers".into(),
        "start" => return [limits::SEED.allowed, ", or null"].concat(),
        _ => {
            let limits = limits::ALL.iter().find(|limits| limits.field == field);
            return limits.map_or("", |limits| limits.allowed).into();
        }
    };
    either(&choices)
}
