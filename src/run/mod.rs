//! A run: a set-up, its steps, and every change by hand.
//!
//! [`config`] is the set-up and [`schedule`] its learning rate; [`batches`] are what a step looks at, [`sgd`] is the
//! step, [`culprit`] what was to blame where numbers exploded; [`history`] keeps the steps and [`changes`] what was
//! done by hand; [`goal`] ends a run, [`report`] tells of it, and [`trainer`] is the whole.

pub mod batches;
pub mod changes;
pub mod config;
pub mod culprit;
pub mod goal;
pub mod history;
pub mod report;
pub mod schedule;
pub mod sgd;
pub mod trainer;
