//! The numbers: what a model is written over, and what its recording is replayed with.
//!
//! [`scalar`] says what such a number can do; [`lanes`] is four of `f32` in a register, and `kernels` are
//! a layer's products with them.

mod kernels;
pub mod lanes;
pub mod scalar;
