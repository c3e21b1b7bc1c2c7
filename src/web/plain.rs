//! Plain objects for JavaScript, and its errors.

use crate::data::limits::{Choice, Refusal, either, names};
use crate::data::shapes::Sample;
use crate::model::field::Contour;
use crate::run::config::Config;
use js_sys::{Array, Float32Array, JSON, Number, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// A plain object; fields without a value are null.
pub fn object(value: &impl Serialize) -> Object {
    let serializer =
        Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    let Ok(object) = value.serialize(&serializer) else {
        unreachable!("reports and set-ups hold nothing that JavaScript lacks")
    };
    object.unchecked_into()
}

/// A set-up with its settings, every field filled in.
pub fn setup(config: &Config) -> Object {
    Object::assign(&object(config), &object(&config.settings))
}

/// Sets a field of an object that was made here, and so takes every field.
pub fn set(object: &Object, name: &str, value: JsValue) {
    let is_set = Reflect::set(object, &name.into(), &value);
    debug_assert!(is_set.is_ok(), "an object that is not frozen");
}

/// A field's value, undefined where there is none.
pub fn get(given: &JsValue, name: &str) -> JsValue {
    Reflect::get(given, &name.into()).unwrap_or_default()
}

/// What a list of so many items holds; none where it is no such list.
pub fn items<T, const N: usize>(given: &JsValue, read: fn(JsValue) -> Option<T>) -> Option<[T; N]> {
    let items: Option<Vec<T>> = given.dyn_ref::<Array>()?.iter().map(read).collect();
    items?.try_into().ok()
}

/// Numbers in rows, of which none may be left over.
pub fn in_rows<'a, T, const N: usize>(
    field: &str,
    numbers: &'a [T],
    row: &str,
) -> Result<&'a [[T; N]], JsError> {
    let (rows, []) = numbers.as_chunks() else {
        let length = numbers.len();
        return Err(JsError::new(&format!(
            "{field} holds {length} numbers, but must hold rows of {row}: a multiple of {N}"
        )));
    };
    Ok(rows)
}

/// That a field is what it is, but must be something allowed.
pub fn refuse(field: &str, value: &JsValue, allowed: &str) -> JsError {
    JsError::new(&format!("{field} is {}, but must be {allowed}", show(value)))
}

/// A refusal as an error.
pub fn error(Refusal { field, value, allowed }: Refusal) -> JsError {
    refuse(&field, &value.into(), &allowed)
}

/// A value as JavaScript would write it down.
fn show(value: &JsValue) -> String {
    if value.is_instance_of::<Number>() || value.as_f64().is_some() {
        return show_number(value.unchecked_ref());
    }
    match JSON::stringify(value) {
        Ok(json) if json.is_string() => json.into(),
        _ => value.js_typeof().as_string().unwrap_or_default(),
    }
}

/// A number in the fewest digits that tell it from all others.
pub fn show_number(number: &Number) -> String {
    number.to_string_with_radix(10).map_or_else(|_| String::new(), String::from)
}

/// Samples as rows of x, y, label.
pub fn rows(samples: &[Sample]) -> Vec<f32> {
    samples.iter().flat_map(|Sample { inputs: [x, y], label }| [*x, *y, *label]).collect()
}

/// Lines one after the other: level, number of points n, then n times x and y.
pub fn lines(contours: &[Contour]) -> JsValue {
    let mut lines = Vec::new();
    for line in contours {
        lines.extend([line.level, line.points.len() as f32]);
        lines.extend(line.points.as_flattened());
    }
    Float32Array::from(&lines[..]).into()
}

/// A choice by its name.
pub fn choice<C: Choice + Copy>(field: &str, given: &JsValue) -> Result<C, JsError> {
    let name = given.as_string().unwrap_or_default();
    let found = C::ALL.iter().copied().find(|choice| choice.name() == name);
    found.ok_or_else(|| refuse(field, given, &either(&names::<C>())))
}
