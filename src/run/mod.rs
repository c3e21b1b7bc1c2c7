//! A run: a set-up, its steps, and every change by hand.
//!
//! [`config`] is the set-up, [`schedule`] its learning rate, [`state`] what a step starts from. [`batches`] are what
//! a step looks at, [`sgd`] is the step, [`learner`] takes it, [`gauge`] measures how well it did, [`culprit`] tells what
//! was to blame where numbers exploded. [`history`] keeps the steps, [`changes`] are what can be done by hand, [`deeds`]
//! what was and how it is taken back, and [`timeline`] holds both; [`curve`] and [`marks`] show them. [`runs`] holds those whose place another took.
//! [`goal`] ends a run, [`report`] tells of it, [`trainer`] is the whole, and [`pictures`] are what it looks like. [`link`]
//! is a run in a few characters, from which it is made again.

pub mod batches;
pub mod changes;
pub mod config;
pub mod culprit;
pub mod curve;
pub mod deeds;
pub mod gauge;
pub mod goal;
pub mod history;
pub mod learner;
pub mod link;
pub mod marks;
pub mod pictures;
pub mod report;
pub mod runs;
pub mod schedule;
pub mod sgd;
pub mod state;
pub mod timeline;
pub mod trainer;
