//! The numbers: what a model is written over, and what its recording is replayed with.
//!
//! [`scalar`] says what such a number can do; [`lanes`] is four of `f32` in a register, `layer` takes them
//! through a layer, and `kernels` are the products that this takes.

mod kernels;
pub mod lanes;
mod layer;
pub mod scalar;
