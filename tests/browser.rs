//! The engine inside a real browser. Everything else about it is tested natively.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn is_built_with_simd() {
    const { assert!(cfg!(target_feature = "simd128"), "the engine needs its vectors") };
}
