//! How the learning rate goes with the step.

use crate::data::limits::choices;

choices! {
    /// How the learning rate goes with the step.
    pub enum Schedule {
        /// The same at every step.
        Constant = "constant",
        /// The talk's: from the start's rate down in a straight line to a tenth of it, and so on from there.
        Linear = "linear",
    }
}

impl Schedule {
    /// The rate of the step after `step` steps of `steps`, where the first has the rate `start`.
    ///
    /// ```
    /// use moongrad::run::schedule::Schedule;
    /// assert_eq!(Schedule::Linear.rate(1.0, 75, 150), 0.55);
    /// assert_eq!(Schedule::Constant.rate(0.3, 75, 150), 0.3);
    /// ```
    pub fn rate(self, start: f64, step: u64, steps: u64) -> f64 {
        match self {
            Schedule::Constant => start,
            Schedule::Linear => start * (1.0 - 0.9 * step.min(steps) as f64 / steps as f64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_talks_schedule_goes_from_one_to_a_tenth() {
        let rates = [0, 42, 150, 1000].map(|step| Schedule::Linear.rate(1.0, step, 150));
        let expected = [1.0, 0.748, 0.1, 0.1];
        assert!(rates.iter().zip(expected).all(|(rate, expected)| (rate - expected).abs() < 1e-12));
    }
}
