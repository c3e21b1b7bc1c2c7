//! The web's edge: a run for JavaScript, and the only folder that knows wasm-bindgen.
//!
//! [`trainer`] is a run, [`points`] are those of a run and their text; `setup` reads what JavaScript gives and
//! says what it may give, `plain` writes plain objects. The types are in `web.d.ts`.

mod given;
mod plain;
pub mod points;
pub mod rules;
pub mod trainer;

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("web.d.ts");

/// The page has few and large pieces of memory: a small allocator serves it as well as the usual one.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A seed from the browser's random numbers.
#[wasm_bindgen(js_name = freshSeed)]
pub fn fresh_seed() -> Result<u32, JsError> {
    getrandom::u32().map_err(|error| JsError::new(&format!("no random numbers: {error}")))
}
