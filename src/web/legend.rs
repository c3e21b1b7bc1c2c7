//! What points are called and how their plane lies in the data, as JavaScript gives it.

use crate::data::points::Names;
use crate::web::plain::{get, items, refuse};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("legend.d.ts");

/// Names, as `Names` in `legend.d.ts` describes them; none where nothing is given.
pub fn names(given: &JsValue) -> Result<Option<Names>, JsError> {
    if given.is_undefined() || given.is_null() {
        return Ok(None);
    }
    let columns = get(given, "columns");
    let columns = match columns.is_undefined() || columns.is_null() {
        true => Some(None),
        false => items(&columns, |name| name.as_string()).map(Some),
    };
    let labels = items(&get(given, "labels"), |name| name.as_string());
    match (columns, labels) {
        (Some(columns), Some(labels)) => Ok(Some(Names { columns, labels })),
        _ => Err(refuse(
            "names",
            given,
            "null or an object with columns, null or three texts, and two labels",
        )),
    }
}
