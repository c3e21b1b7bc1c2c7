//! moongrad: a small neural network that learns, with every number of it open to view.
//!
//! Read [`mlp`] first: neurons, layers and networks, written once over any type of number. Then [`ad`]:
//! running such a function with recording numbers leaves a tape, and replaying the tape, forward and
//! backward, gives values and gradients. Everything else is built from these two:
//!
//! - [`scalar`], [`lanes`]: the types of number; [`functor`]: mapping over all parameters.
//! - [`loss`]: what is made small; [`data`]: moons and other shapes; [`random`]: the same numbers everywhere.
//! - [`sgd`]: one step of gradient descent, the recorded loss replayed over a batch; [`culprit`]: which
//!   operation was to blame where numbers stopped being finite.
//! - [`units`]: what each neuron does over the plane, by replaying the same recording; [`field`]: the plane's
//!   lattice and contours.
//! - [`weights`]: parameters that can be edited, frozen and switched off; [`points`], [`csv`]: points of one's
//!   own; [`batches`]: which of them a step uses.
//! - [`config`], [`history`], `log`, [`goal`], [`report`]: what a run is made of; [`trainer`]: a whole run.
//! - `web`, on WebAssembly only: the [`trainer`] for JavaScript.
//!
//! The talk's program, in its own words: 150 steps of gradient descent on the network itself tell the
//! moons apart.
//!
//! ```
//! use moongrad::{ad::grad_with, data::two_moons, functor::Functor, loss::loss};
//! use moongrad::{mlp::{Activation::Relu, Mlp}, random::{Use, generator}};
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
#![deny(missing_docs)]
#![deny(unsafe_code)]

pub mod ad;
pub mod batches;
pub mod config;
pub mod csv;
pub mod culprit;
pub mod data;
pub mod field;
pub mod functor;
pub mod goal;
pub mod history;
pub mod lanes;
pub mod log;
pub mod loss;
pub mod mlp;
pub mod points;
mod product;
pub mod random;
pub mod report;
pub mod scalar;
pub mod sgd;
pub mod trainer;
pub mod units;
#[cfg(target_arch = "wasm32")]
pub mod web;
pub mod weights;
