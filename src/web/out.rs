//! What leaves the page, for JavaScript.

use crate::out::qr;
use wasm_bindgen::prelude::*;

/// The code of a text for a camera: its cells row by row, 1 where it is dark. It is a square, and needs a light frame of
/// four cells around it. Undefined where the text is too long.
#[wasm_bindgen(js_name = codeCells)]
pub fn code_cells(text: &str) -> Option<Vec<u8>> {
    qr::cells(text)
}
