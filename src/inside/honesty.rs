//! What a gradient promised, and what the step got.

use crate::inside::fault::Fault;
use crate::inside::moment::{Moment, Update};
use crate::model::optimiser::Optimiser;

/// How the batch's loss, penalty included, went with the step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kept {
    /// Before it.
    pub before: f64,
    /// After it.
    pub after: f64,
    /// By how much the loss would have changed, had the slope stayed the same all the way.
    pub promised: f64,
}

impl Moment {
    /// By how much the loss falls along a gradient, for each unit of rate, as long as the slope stays: its square, over
    /// what learns.
    pub fn steepness(&self, gradient: &[f32]) -> f64 {
        let learnt = gradient.iter().enumerate().filter(|(number, _)| self.weights.learns(*number));
        learnt.map(|(_, &slope)| f64::from(slope).powi(2)).sum()
    }

    /// Of the step as it is taken, along the gradient or not.
    pub fn kept(&self, Update { before, gradient, after, .. }: &Update) -> Kept {
        let descent = self.rules.descent;
        let promised = if descent.optimiser == Optimiser::Sgd {
            -descent.rate * self.steepness(gradient)
        } else {
            let moved =
                before.iter().zip(after).map(|(&from, &to)| f64::from(to) - f64::from(from));
            moved.zip(gradient).map(|(by, &slope)| by * f64::from(slope)).sum()
        };
        let mut landed = self.weights.clone();
        let taken: Result<(), ()> = landed.descend(|live, _| {
            let learnt = (0..live.len()).filter(|&number| self.weights.learns(number));
            learnt.for_each(|number| live[number] = after[number]);
            Ok(())
        });
        debug_assert!(taken.is_ok(), "landing refuses nothing");
        Kept { before: self.loss(self.live()), after: self.loss(landed.live()), promised }
    }

    /// The gradient of the step, with a fault as that spoils it.
    pub fn gradient(&self, update: &Update, fault: Option<Fault>) -> Vec<f32> {
        match fault {
            Some(fault) if fault != Fault::FromZeros => self.spoil(Some(fault), self.live()),
            _ => update.gradient.clone(),
        }
    }

    /// The step along a gradient that is not its own.
    pub fn follow(&self, gradient: Vec<f32>) -> Update {
        let (descent, penalty) = (self.rules.descent, self.penalty());
        let mut weights = self.weights.clone();
        let taken = weights.descend(|live, memory| {
            let (now, mut updated) = (live.to_vec(), live.to_vec());
            let rate = descent.rate as f32;
            let is_finite = descent.optimiser.update(rate, &now, &gradient, memory, &mut updated);
            if !is_finite {
                return Err(());
            }
            live.copy_from_slice(&updated);
            Ok(())
        });
        Update {
            before: self.weights.values().to_vec(),
            data: gradient.iter().zip(&penalty).map(|(all, penalty)| all - penalty).collect(),
            penalty,
            gradient,
            after: weights.values().to_vec(),
            is_taken: taken.is_ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inside::moment::tests::moment;
    use crate::model::weights::Treatment;
    use crate::run::config::{Config, Settings};

    #[test]
    fn the_promise_is_the_slope_of_the_loss_along_the_step() {
        for optimiser in [Optimiser::Sgd, Optimiser::Momentum, Optimiser::Adam] {
            let settings = Settings { optimiser, rate: 1e-3, ..Config::default().settings };
            let config = Config { settings, ..Config::default() };
            let (mut trainer, moment) = moment(config, 5, &[Treatment::Frozen, Treatment::Off]);
            let kept = moment.kept(&moment.update());
            let got = kept.after - kept.before;
            assert!((got - kept.promised).abs() < 0.05 * kept.promised.abs(), "{kept:?}");
            trainer.step();
            assert_eq!(kept.after, moment.loss(trainer.state().weights.live()));
            assert_eq!(kept.before, moment.loss(moment.live()));
        }
    }

    #[test]
    fn a_plain_step_lands_where_the_curve_says_and_promises_its_steepness() {
        let (_, moment) = moment(Config::default(), 20, &[]);
        let update = moment.update();
        let (kept, rate) = (moment.kept(&update), moment.rules.descent.rate);
        assert_eq!(kept.before, moment.land(&update.gradient, 0.0));
        assert_eq!(kept.after, moment.land(&update.gradient, rate));
        assert_eq!(kept.promised, -rate * moment.steepness(&update.gradient));
    }

    #[test]
    fn following_the_right_gradient_is_the_step_and_a_wrong_one_is_not() {
        let (_, moment) = moment(Config::default(), 20, &[Treatment::Frozen]);
        let update = moment.update();
        assert_eq!(moment.follow(moment.gradient(&update, None)).after, update.after);
        assert_eq!(moment.gradient(&update, Some(Fault::FromZeros)), update.gradient);
        let flipped = moment.follow(moment.gradient(&update, Some(Fault::Flipped)));
        assert_ne!(flipped.after, update.after);
        assert_eq!(flipped.before, update.before);
    }
}
