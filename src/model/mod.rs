//! What learns: neurons, layers, networks, and how wrong they are.
//!
//! Read [`mlp`] first, then [`loss`]; [`objective`] records the two, and [`optimiser`] follows the gradient. [`weights`]
//! are parameters that can be edited, frozen and switched off, [`units`] what each neuron does over the plane,
//! [`field`] the plane's lattice and contours, [`cells`] where a network is linear, and [`names`] what the parts are
//! called.

pub mod cells;
pub mod field;
pub mod loss;
pub mod mlp;
pub mod names;
pub mod objective;
pub mod optimiser;
pub mod plane;
pub mod units;
pub mod weights;
