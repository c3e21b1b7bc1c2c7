//! How the learning rate goes with the step.

use crate::data::limits::choices;

choices! {
    /// How the learning rate goes with the step.
    pub enum Schedule {
        /// The same at every step.
        Constant = "constant",
        /// The talk's: down in a straight line to a tenth of what it began with, and so on from there.
        Linear = "linear",
    }
}

/// What a falling rate loses on its way: the talk's goes from 1.0 to 0.1.
const FALL: f64 = 0.9;

/// Where the line of the rate begins, and how far it falls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The step after which the rate is what was asked for; before, it is no other.
    pub from: u64,
    /// The share of it that is lost by the last step.
    pub fall: f64,
}

impl Default for Line {
    fn default() -> Self {
        Line::from(0)
    }
}

impl Line {
    /// From the step after `from` on, down to a tenth.
    pub fn from(from: u64) -> Self {
        Line { from, fall: FALL }
    }
}

impl Schedule {
    /// The rate of the step after `step` steps of `steps`, on a line that begins with `rate`.
    ///
    /// ```
    /// use moongrad::run::schedule::{Line, Schedule};
    /// assert_eq!(Schedule::Linear.rate(1.0, Line::default(), 75, 150), 0.55);
    /// assert_eq!(Schedule::Linear.rate(3.0, Line::from(100), 100, 150), 3.0);
    /// assert_eq!(Schedule::Constant.rate(0.3, Line::default(), 75, 150), 0.3);
    /// ```
    pub fn rate(self, rate: f64, line: Line, step: u64, steps: u64) -> f64 {
        let way = step.min(steps).saturating_sub(line.from) as f64;
        match self {
            Schedule::Linear if way > 0.0 => {
                rate * (1.0 - line.fall * way / (steps - line.from) as f64)
            }
            _ => rate,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_talks_schedule_goes_from_one_to_a_tenth() {
        let rate = |step| Schedule::Linear.rate(1.0, Line::default(), step, 150);
        let expected = [1.0, 0.748, 0.1, 0.1];
        let rates = [0, 42, 150, 1000].map(rate);
        assert!(rates.iter().zip(expected).all(|(rate, expected)| (rate - expected).abs() < 1e-12));
    }
}
