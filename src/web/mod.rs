//! The web's edge: a run for JavaScript, and the only folder that knows wasm-bindgen.
//!
//! With the feature `lab`, [`trainer`] is a run, [`points`] are those of a run, [`rules`] say what may be given, and
//! `given` reads it; their types are in `web.d.ts`. With the feature `tables`, [`tables`] reads and writes text. Both
//! use `legend`, what points are called, and `plain`, which writes plain objects. With the feature `inside`, [`inside`] is
//! one step, open to be looked into; `paths` is why its tape is read from the end. With the feature `talk`, [`talk`] is any
//! function that one types, and [`planes`] what neurons and lines do over the plane. With the feature `link`, [`link`] writes and
//! reads links, which [`trainer`] makes runs of again; with the feature `out`, [`out`] is what leaves the page.

#[cfg(feature = "lab")]
mod given;
#[cfg(feature = "inside")]
pub mod inside;
#[cfg(any(feature = "lab", feature = "tables", feature = "link"))]
mod legend;
#[cfg(feature = "link")]
pub mod link;
#[cfg(feature = "out")]
pub mod out;
#[cfg(feature = "inside")]
mod paths;
#[allow(dead_code, reason = "each module needs another part of it")]
mod plain;
#[cfg(feature = "talk")]
pub mod planes;
#[cfg(feature = "lab")]
pub mod points;
#[cfg(feature = "lab")]
pub mod rules;
#[cfg(feature = "tables")]
pub mod tables;
#[cfg(feature = "talk")]
pub mod talk;
#[cfg(feature = "lab")]
pub mod trainer;

#[cfg(feature = "lab")]
use wasm_bindgen::prelude::*;

#[cfg(feature = "lab")]
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("web.d.ts");

/// The page has few and large pieces of memory: a small allocator serves it as well as the usual one.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A seed from the browser's random numbers.
#[cfg(feature = "lab")]
#[wasm_bindgen(js_name = freshSeed)]
pub fn fresh_seed() -> Result<u32, JsError> {
    getrandom::u32().map_err(|error| JsError::new(&format!("no random numbers: {error}")))
}
