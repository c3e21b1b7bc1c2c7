//! The points of a run for JavaScript.

use crate::data::points::Points;
use crate::web::plain::{object, rows};
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
}
