//! moongrad
#![deny(missing_docs)]
#![deny(unsafe_code)]

pub mod ad;
pub mod config;
pub mod data;
pub mod field;
pub mod functor;
pub mod history;
pub mod lanes;
pub mod loss;
pub mod mlp;
pub mod random;
pub mod scalar;
pub mod sgd;
pub mod trainer;
#[cfg(target_arch = "wasm32")]
pub mod web;
