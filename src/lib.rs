//! moongrad: a small neural network that learns, with every number of it open to view.
//!
//! The source is built in storeys; each uses only those before it.
//!
//! - [`number`]: what a model is written over, [`Scalar`](number::scalar::Scalar), and the types of number that its
//!   recording is replayed with.
//! - [`ad`]: running a function with recording numbers leaves a tape, and replaying the tape, forward and backward,
//!   gives values and gradients: [`grad`](ad::grad), [`grad_with`](ad::grad_with).
//! - [`data`]: moons and other shapes, points of one's own, random numbers that are the same everywhere.
//! - [`model`]: neurons, layers and networks, written once over any type of number; their loss; what each neuron does
//!   over the plane. Read [`model::mlp`] first of all.
//! - [`run`]: gradient descent step by step, with every step and every change by hand kept: [`Trainer`].
//! - [`inside`]: one step opened, operation by operation.
//! - [`out`]: what leaves the page and needs no engine.
//! - `web`, on WebAssembly only: the trainer for JavaScript and, as modules of their own, tables, the inside of a step,
//!   what the talk's figures compute, links as text, and `out`.
//!
//! The talk's program, in its own words: 150 steps of gradient descent on the network itself tell the
//! moons apart.
//!
//! ```
//! use moongrad::ad::{functor::Functor, grad_with};
//! use moongrad::data::{random::{Use, generator}, shapes::two_moons};
//! use moongrad::model::{loss::loss, mlp::{Activation::Relu, Mlp}};
//!
//! let mut mlp = Mlp::init(&[2, 8, 8], Relu, &mut generator(1, Use::Weights, 0));
//! for step in 0..150 {
//!     let batch = two_moons(20, 0.1, &mut generator(1, Use::Batch, step));
//!     let rate = 1.0 - 0.9 * step as f32 / 150.0;
//!     mlp = grad_with(|p, dp| p - rate * dp, |mlp| loss(mlp, &batch), &mlp);
//! }
//! let test = two_moons(200, 0.1, &mut generator(1, Use::Test, 0));
//! let right = test.iter().filter(|moon| mlp.call(&moon.inputs) * moon.label > 0.0);
//! assert_eq!(mlp.elements().len(), 105);
//! assert!(right.count() > 190);
//! ```
//!
//! [`Trainer`]: run::trainer::Trainer
#![deny(missing_docs)]
#![deny(unsafe_code)]

pub mod ad;
pub mod data;
pub mod inside;
pub mod model;
pub mod number;
pub mod out;
pub mod run;
#[cfg(target_arch = "wasm32")]
pub mod web;
