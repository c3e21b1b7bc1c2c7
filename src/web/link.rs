//! A link's text, for JavaScript.

use crate::run::link::parts::{Link, Origin};
use crate::run::link::plain;
use crate::run::link::text::{self, Misread};
use crate::web::legend;
use crate::web::plain::{error, set};
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// The text of a run: its version, a full stop, and letters that any address takes. The run is what `Trainer.link` tells,
/// with the kind of its goal (0 none, 1 a step, 2 an accuracy, 3 a loss, 4 patience) and its value, and what its points
/// are called.
#[wasm_bindgen(js_name = writeLink)]
pub fn write_link(
    numbers: &[f64],
    #[wasm_bindgen(unchecked_param_type = "Names | null")] names: JsValue,
) -> Result<String, JsError> {
    let link = plain::read(numbers, legend::names(&names)?);
    let link = link.ok_or_else(|| JsError::new("these numbers are no run"))?;
    link.check().map_err(error)?;
    Ok(text::write(&link))
}

/// A run that was read.
#[wasm_bindgen]
pub struct LinkedRun(Link);

#[wasm_bindgen]
impl LinkedRun {
    /// As `Replay` takes it, and then its goal, see `writeLink`.
    #[wasm_bindgen(getter)]
    pub fn numbers(&self) -> Vec<f64> {
        plain::write(&self.0)
    }

    /// What its points are called.
    #[wasm_bindgen(getter, unchecked_return_type = "Names | null")]
    pub fn names(&self) -> JsValue {
        let Origin::Own(points) = &self.0.start.points else { return JsValue::NULL };
        let list = |names: &[String]| names.iter().map(JsValue::from).collect::<Array>();
        points.names.as_ref().map_or(JsValue::NULL, |names| {
            let told = Object::new();
            let columns = names.columns.as_ref();
            set(&told, "columns", columns.map_or(JsValue::NULL, |names| list(names).into()));
            set(&told, "labels", list(&names.labels).into());
            told.into()
        })
    }

    /// The last step.
    #[wasm_bindgen(getter)]
    pub fn last(&self) -> f64 {
        self.0.last as f64
    }
}

/// The run of a text; an error says what of the text cannot be.
#[wasm_bindgen(js_name = readLink)]
pub fn read_link(text: &str) -> Result<LinkedRun, JsError> {
    text::read(text).map(LinkedRun).map_err(|misread| match misread.sentence() {
        Some(sentence) => JsError::new(&sentence),
        None => refused(misread),
    })
}

fn refused(misread: Misread) -> JsError {
    let Misread::Refused(refusal) = misread else { unreachable!("it has a sentence") };
    error(refusal)
}
