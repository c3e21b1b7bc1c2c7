//! A run in a few characters: how it began, what was changed by hand, how far it went, and digests that prove it.
//!
//! [`parts`] are these; [`replay`] makes the run again, [`text`] writes a link down and reads it, in the form of [`v1`] that never changes,
//! and [`plain`] is the form in which one module of the page hands it to another, number by number through a [`port`].

pub mod parts;
pub mod plain;
pub mod port;
pub mod replay;
pub mod text;
pub mod v1;

pub use parts::{Link, Made, Origin, Start};

#[cfg(test)]
mod tests;
