//! What leaves the page and needs no engine.
//!
//! [`qr`] is the code of a text for a camera.

pub mod qr;
