//! Inside one step: every operation of it, one after the other, and what becomes of the parameters.
//!
//! - [`operation`]: the recorded tape, cut into operations on single numbers.
//! - [`walk`]: a sample followed through them, forward and back.
//! - [`moment`]: the step that is looked into; its update, and the receipt of a parameter over the batch.
//! - [`check`]: the gradient by the tape beside the gradient by nudging.
//! - [`fault`]: what a backward sweep can do wrong; [`spoil`]: what comes of it.
//! - [`paths`]: what reading the tape once saves.
//! - [`honesty`]: what the gradient promised, and what the step got.
//! - [`typed`]: the tape of a function that was typed.

pub mod check;
pub mod fault;
pub mod honesty;
pub mod moment;
pub mod operation;
pub mod paths;
pub mod spoil;
pub mod typed;
pub mod walk;
