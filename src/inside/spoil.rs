//! What comes of a fault: its gradient, and a run with it.

use crate::data::shapes::Sample;
use crate::inside::fault::Fault;
use crate::inside::moment::{Moment, inputs};
use crate::inside::walk::{Sums, Sweep};
use crate::model::objective::WIDTH;
use crate::model::optimiser::{forget, memories};
use crate::number::lanes::Lanes;
use crate::number::scalar::Number;
use crate::run::sgd::{Evaluation, evaluate};
use std::ops::Range;

impl Moment {
    /// The gradient of the batch's loss and penalty at these parameters, as a sweep with a fault gives it, one sample
    /// after the other.
    pub fn spoil<S: Number<Lane = S>>(&self, fault: Option<Fault>, parameters: &[S]) -> Vec<S> {
        self.sweep(fault, parameters, &self.read(fault, parameters))
    }

    /// How much a sample of the batch weighs.
    pub(super) fn weight(&self, fault: Option<Fault>) -> f64 {
        let mean = 1.0 / self.batch.len() as f64;
        // fault: summed
        if fault == Some(Fault::Summed) { 1.0 } else { mean }
    }

    /// `read` are the parameters that the way back reads.
    fn sweep<S: Number<Lane = S>>(
        &self,
        fault: Option<Fault>,
        parameters: &[S],
        read: &[S],
    ) -> Vec<S> {
        let walker = self.walker();
        let mut sums: Sums<S> = walker.sums();
        for &sample in &self.batch {
            let forward = walker.forward(parameters, &inputs(sample, self.weight(fault)));
            walker.backward(&forward, Sweep { parameters: read, fault }, &mut sums, |_| {});
        }
        let mut penalty = self.objective().penalty_replay::<S>();
        self.objective().square(parameters, &mut penalty);
        let alpha = self.rules.descent.alpha;
        let mut gradient = vec![S::constant(0.0); parameters.len()];
        self.objective().write_gradient(&sums.gradient, alpha, &mut penalty, &mut gradient);
        gradient
    }

    /// The parameters that the way back reads: those of the way forward, but for the fault that updates a layer before
    /// the one below has read it. Then, from the last layer to the first, each is updated, and the layers below read what
    /// it has become.
    pub(super) fn read<S: Number<Lane = S>>(
        &self,
        fault: Option<Fault>,
        parameters: &[S],
    ) -> Vec<S> {
        let mut read = parameters.to_vec();
        if fault != Some(Fault::Early) {
            return read;
        }
        let rate = S::constant(self.rules.descent.rate);
        for layer in self.layers().into_iter().rev() {
            let gradient = self.sweep(None, parameters, &read);
            for number in layer {
                // fault: early
                read[number] = parameters[number] - rate * gradient[number];
            }
        }
        read
    }

    /// The numbers of each layer's parameters.
    fn layers(&self) -> Vec<Range<usize>> {
        let (mut inputs, mut first) = (2, 0);
        let layer = |&neurons: &usize| {
            let layer = first..first + neurons * (inputs + 1);
            (inputs, first) = (neurons, layer.end);
            layer
        };
        self.rules.hidden.iter().chain(&[1]).map(layer).collect()
    }
}

/// A run with a fault: all neurons free, from its first step.
#[derive(Clone, Debug)]
pub struct FaultyRun {
    moment: Moment,
    fault: Option<Fault>,
    parameters: Vec<f32>,
    memory: Vec<f32>,
}

impl FaultyRun {
    /// From these parameters, or with the fault that says so from zeros, by the rules of a step.
    pub fn new(moment: Moment, fault: Option<Fault>, parameters: &[f32]) -> Self {
        let from_zeros = fault == Some(Fault::FromZeros);
        // fault: fromZeros
        let start = |&p: &f32| if from_zeros { 0.0 } else { p };
        let parameters: Vec<f32> = parameters.iter().map(start).collect();
        let mut memory = vec![0.0; memories(parameters.len())];
        forget(&mut memory);
        FaultyRun { moment, fault, parameters, memory }
    }

    /// Takes a step on a batch; says whether it could: a number that is not finite ends the run.
    pub fn step(&mut self, batch: &[Sample], rate: f64) -> bool {
        self.moment.rules.descent.rate = rate;
        self.moment.batch = batch.to_vec();
        let gradient = self.moment.spoil(self.fault, &self.parameters);
        let optimiser = self.moment.rules.descent.optimiser;
        let mut updated = self.parameters.clone();
        let is_finite =
            optimiser.update(rate as f32, &self.parameters, &gradient, &self.memory, &mut updated);
        if is_finite {
            optimiser.remember(&gradient, &mut self.memory);
            self.parameters = updated;
        }
        is_finite && gradient.iter().all(|slope| slope.is_finite())
    }

    /// The mean loss over some samples and the penalty, and the share of right answers.
    pub fn score(&self, samples: &[Sample]) -> [f64; 2] {
        let objective = self.moment.objective();
        let mut replay = objective.sample().replay(WIDTH);
        let Evaluation { data_loss, accuracy } =
            evaluate(objective, &self.parameters, samples, &mut replay);
        let mut penalty = objective.penalty_replay::<Lanes>();
        let squares = objective.square(&self.parameters, &mut penalty).total();
        [data_loss + self.moment.rules.descent.alpha * f64::from(squares), accuracy]
    }

    /// The parameters that it has reached.
    pub fn parameters(&self) -> &[f32] {
        &self.parameters
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::limits::Choice;
    use crate::inside::check::{Checker, Nudge, error, worst};
    use crate::inside::moment::tests::moment;
    use crate::run::config::Config;
    use crate::run::trainer::Trainer;

    /// The page's own run after 42 steps, and its checked slopes.
    fn checked(steps: u64) -> (Trainer, Moment, Vec<Nudge>) {
        let settings = crate::run::config::Settings { batch: 32, ..Config::default().settings };
        let config = Config {
            seed: 1778,
            feed: crate::run::config::Feed::Fixed,
            noise: 0.14,
            settings,
            ..Config::default()
        };
        let (trainer, moment) = moment(config, steps, &[]);
        let mut checker = Checker::new(&moment);
        let nudges = (0..moment.live().len()).map(|p| checker.nudge(p, 1e-3)).collect();
        (trainer, moment, nudges)
    }

    /// How many slopes a fault spoils, at no kink.
    fn wrong(moment: &Moment, nudges: &[Nudge], fault: Option<Fault>) -> usize {
        let live: Vec<f64> = moment.live().iter().map(|&p| p.into()).collect();
        let gradient = moment.spoil(fault, &live);
        let pairs = gradient.iter().zip(nudges).filter(|(_, nudge)| !nudge.is_kink);
        pairs.filter(|(slope, nudge)| error(**slope, nudge.slope) > 1e-3).count()
    }

    #[test]
    fn off_kinks_the_tape_agrees_with_nudging() {
        for steps in [0, 42, 120] {
            let (_, moment, nudges) = checked(steps);
            let gradient = Checker::new(&moment).gradient();
            let worst = worst(&gradient, &nudges);
            assert!(worst < 1e-6, "{worst} after {steps} steps");
            let kinks = nudges.iter().filter(|nudge| nudge.is_kink).count();
            assert!(kinks < 40, "{kinks} kinks");
            assert_eq!(wrong(&moment, &nudges, None), 0);
        }
    }

    #[test]
    fn too_small_a_nudge_fails_by_rounding() {
        let (_, moment, _) = checked(42);
        let mut checker = Checker::new(&moment);
        let gradient = checker.gradient();
        let mut at = |epsilon| {
            let nudges: Vec<_> = (0..gradient.len()).map(|p| checker.nudge(p, epsilon)).collect();
            worst(&gradient, &nudges)
        };
        assert!(at(1e-9) > 100.0 * at(1e-3), "rounding");
    }

    #[test]
    fn each_fault_has_its_own_signature() {
        let (_, moment, nudges) = checked(42);
        let live: Vec<f64> = moment.live().iter().map(|&p| p.into()).collect();
        let of = |fault| moment.spoil(Some(fault), &live);
        let right = moment.spoil(None, &live);
        let count = |fault| wrong(&moment, &nudges, Some(fault));
        let output = moment.layers().pop().unwrap();
        let is_right = |gradient: &[f64], numbers: Range<usize>| {
            numbers.into_iter().all(|p| error(gradient[p], right[p]) < 1e-9)
        };
        // Only where several ways meet is anything overwritten.
        let first = moment.layers()[0].clone();
        let overwritten = of(Fault::Overwriting);
        assert!(count(Fault::Overwriting) > 0 && is_right(&overwritten, first.end..live.len()));
        // What lies above every adjoint of a sum that was reached twice stays right.
        assert!(count(Fault::Unzeroed) > count(Fault::Overwriting));
        // From the front, only the output layer sees an adjoint, and that is not there yet either.
        let penalty = |p: usize| 2e-4 * live[p];
        let front = of(Fault::FromTheFront);
        assert!((0..live.len()).all(|p| (front[p] - penalty(p)).abs() < 1e-12));
        // A leak spoils all but the output layer.
        assert!(count(Fault::Leaky) > 50 && is_right(&of(Fault::Leaky), output.clone()));
        let flipped = of(Fault::Flipped);
        let sum = |p: usize| flipped[p] + right[p] - 2.0 * penalty(p);
        assert!((0..live.len()).all(|p| sum(p).abs() < 1e-12));
        assert_eq!(count(Fault::FromZeros), 0);
        let summed = of(Fault::Summed);
        let part = |p: usize| (summed[p] - penalty(p)) / 32.0 - (right[p] - penalty(p));
        assert!((0..live.len()).all(|p| part(p).abs() < 1e-12));
        // The output layer is updated first, and read too late by those below.
        assert!(count(Fault::Early) > 0 && is_right(&of(Fault::Early), output));
        assert_eq!(Fault::ALL.len(), 8);
    }

    #[test]
    fn receipts_with_a_fault_add_up_to_its_gradient() {
        let (_, moment, _) = checked(42);
        let penalty = moment.penalty();
        for fault in Fault::ALL.iter().map(|&fault| Some(fault)).chain([None]) {
            let gradient = moment.spoil(fault, moment.live());
            for parameter in (0..gradient.len()).step_by(29) {
                let shares = moment.receipt(parameter, fault);
                let sum: f64 = shares.iter().map(|share| f64::from(share.term)).sum();
                let expected = f64::from(gradient[parameter]) - f64::from(penalty[parameter]);
                let most = shares.iter().fold(1e-3, |most: f32, share| most.max(share.term.abs()));
                let bound = 1e-4 * f64::from(most);
                assert!((sum - expected).abs() < bound, "{fault:?} {parameter}: {sum} {expected}");
            }
        }
    }

    #[test]
    fn a_run_without_a_fault_is_the_trainers_and_with_one_it_is_worse() {
        let (mut trainer, first, _) = checked(0);
        let start = trainer.state().weights.values().to_vec();
        let mut batches = Vec::new();
        while trainer.report().step < 150 {
            let rate = trainer.state().rate_at(trainer.report().step);
            batches.push((trainer.learner().batch().to_vec(), rate));
            trainer.step();
        }
        let train = trainer.train_points().to_vec();
        let end = |fault| {
            let mut run = FaultyRun::new(first.clone(), fault, &start);
            let taken = batches.iter().take_while(|(batch, rate)| run.step(batch, *rate)).count();
            (taken, run.score(&train)[0])
        };
        let (taken, loss) = end(None);
        assert_eq!(taken, 150);
        // One sample after the other is another order than four side by side.
        assert!((loss - trainer.report().train_loss).abs() < 0.01, "{loss}");
        assert!(end(Some(Fault::FromZeros)).1 > 0.5, "zeros learn nothing");
        let (taken, flipped) = end(Some(Fault::Flipped));
        assert!(taken < 150 || flipped > 1.0, "uphill");
    }
}
