//! What leaves the page and needs no engine.
//!
//! [`qr`] is the code of a text for a camera; [`gif`] an animation, in the nearest of its `colours`.

mod colours;
pub mod gif;
pub mod qr;
