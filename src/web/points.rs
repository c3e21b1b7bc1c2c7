//! Points for JavaScript: those of a run, and their way in and out as text.

use crate::data::csv;
use crate::data::points::Points;
use crate::web::plain::{object, rows, show_number};
use js_sys::Number;
use wasm_bindgen::prelude::*;

/// The points of a run as they were when it was asked for them, in the plane's units.
#[wasm_bindgen]
pub struct PointSet {
    pub(super) points: Points,
    /// The training points; of a stream, a batch.
    pub(super) train: Vec<f32>,
}

#[wasm_bindgen]
impl PointSet {
    /// The training points as rows of x, y, label; of a stream, the batch that the next step will use.
    #[wasm_bindgen(getter)]
    pub fn train(&self) -> Vec<f32> {
        self.train.clone()
    }

    /// The test points as rows of x, y, label.
    #[wasm_bindgen(getter)]
    pub fn test(&self) -> Vec<f32> {
        rows(&self.points.test)
    }

    /// How the plane lies in the data's units.
    #[wasm_bindgen(getter, unchecked_return_type = "Scale")]
    pub fn scale(&self) -> JsValue {
        object(&self.points.scale).into()
    }

    /// What the columns and the labels are called, if they were read with names.
    #[wasm_bindgen(getter, unchecked_return_type = "Names | null")]
    pub fn names(&self) -> JsValue {
        self.points.names.as_ref().map_or(JsValue::NULL, |names| object(names).into())
    }

    /// All points as comma-separated values with a header, in the data's units.
    pub fn csv(&self) -> String {
        csv::write_with(&self.points, |number| show_number(&Number::from(number)))
    }
}

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
pub struct Table(pub(super) csv::Table);

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
