//! Tables for JavaScript: points read from text, and written.

use crate::data::csv;
use crate::data::points::{Points, Scale};
use crate::data::shapes::Sample;
use crate::web::legend;
use crate::web::plain::{get, in_rows, items, object, refuse, show_number};
use js_sys::Number;
use wasm_bindgen::prelude::*;

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
    pub fn finish(self) -> Result<Table, JsError> {
        Ok(Table(self.0.finish()?))
    }
}

/// Points that were read from a text, with the names of its columns and labels.
#[wasm_bindgen]
pub struct Table(csv::Table);

#[wasm_bindgen]
impl Table {
    /// Rows of x, y and label, which is −1 or 1.
    #[wasm_bindgen(getter)]
    pub fn points(&self) -> Vec<f64> {
        self.0.points.as_flattened().to_vec()
    }

    /// What the columns and the labels are called.
    #[wasm_bindgen(getter, unchecked_return_type = "Names")]
    pub fn names(&self) -> JsValue {
        object(&self.0.names).into()
    }
}

/// Points as comma-separated values with a header, in the data's units, the training points first: see `csv::write`.
/// They are what a `PointSet` gives, rows of x, y, label in the plane's units among it.
#[wasm_bindgen(js_name = writeTable)]
pub fn write_table(
    train: &[f32],
    test: &[f32],
    #[wasm_bindgen(unchecked_param_type = "Scale")] scale: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Names | null")] names: JsValue,
) -> Result<String, JsError> {
    let points = Points {
        train: samples("train", train)?,
        test: samples("test", test)?,
        scale: read_scale(&scale)?,
        names: legend::names(&names)?,
    };
    Ok(csv::write_with(&points, |number| show_number(&Number::from(number))))
}

fn samples(field: &str, numbers: &[f32]) -> Result<Vec<Sample>, JsError> {
    let rows = in_rows(field, numbers, "x, y, label")?;
    Ok(rows.iter().map(|&[x, y, label]| Sample { inputs: [x, y], label }).collect())
}

fn read_scale(given: &JsValue) -> Result<Scale, JsError> {
    let pair = |name| items(&get(given, name), |number| number.as_f64());
    match (pair("centre"), pair("unit")) {
        (Some(centre), Some(unit)) => Ok(Scale { centre, unit, standardised: true }),
        _ => Err(refuse("scale", given, "an object with centre and unit, two numbers each")),
    }
}
