//! The step that is looked into: its parameters before and after, its batch, and what a parameter owes to each sample.

use crate::data::limits::Refusal;
use crate::data::shapes::Sample;
use crate::inside::fault::Fault;
use crate::inside::operation::Operand;
use crate::inside::walk::{Forward, Sent, Sums, Sweep, Walker};
use crate::model::loss::Loss;
use crate::model::mlp::{Activation, Mlp};
use crate::model::objective::{Objective, WIDTH, groups};
use crate::model::optimiser::Optimiser;
use crate::model::weights::{Treatment, Weights};
use crate::number::lanes::Lanes;
use crate::number::scalar::Number;
use crate::run::sgd::{Descent, Sgd, evaluate};

/// What of a set-up a step depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// Hidden neurons, layer by layer.
    pub hidden: Vec<usize>,
    /// Of the hidden neurons.
    pub activation: Activation,
    /// What an output costs.
    pub loss: Loss,
    /// How the step follows from the gradient.
    pub descent: Descent,
}

/// A step before it is taken.
#[derive(Clone, Debug)]
pub struct Moment {
    /// What it depends on.
    pub rules: Rules,
    /// The samples that it uses.
    pub batch: Vec<Sample>,
    pub(super) weights: Weights,
    sgd: Sgd,
    walker: Walker,
}

/// What the step does to the parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Update {
    /// Before.
    pub before: Vec<f32>,
    /// The gradient of the mean loss over the batch.
    pub data: Vec<f32>,
    /// That of the penalty.
    pub penalty: Vec<f32>,
    /// Their sum, as the engine adds it up.
    pub gradient: Vec<f32>,
    /// After: as before where a number on the way is not finite, since the step is not taken then.
    pub after: Vec<f32>,
    /// Whether it is taken.
    pub is_taken: bool,
}

/// What one sample says of one parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// The sample's own loss.
    pub loss: f32,
    /// The weighted sum of the neuron that the parameter belongs to.
    pub sum: f32,
    /// The adjoint of that sum.
    pub adjoint: f32,
    /// What the parameter is multiplied with there; of a bias, 1.
    pub input: f32,
    /// Their product: how the sample's own loss changes with the parameter.
    pub push: f32,
    /// The same of its part in the mean, as the engine adds it up.
    pub term: f32,
}

impl Moment {
    /// The step from `numbers`, see [`Weights::snapshot`], with these treatments of the hidden neurons.
    ///
    /// An error names what does not fit to the set-up.
    pub fn new(
        rules: Rules,
        treatments: &[Treatment],
        numbers: &[f32],
        batch: Vec<Sample>,
    ) -> Result<Self, Refusal> {
        let network = Mlp::<f32>::zeros(&rules.hidden, rules.activation);
        let mut weights = Weights::new(&network);
        let fits = |field, given: usize, count: usize| match given == count {
            true => Ok(()),
            false => Err(Refusal::new(field, given as f64, &count.to_string())),
        };
        fits("the number of treatments", treatments.len(), weights.treatments().len())?;
        fits("the number of numbers", numbers.len(), weights.snapshot().len())?;
        if batch.is_empty() {
            return Err(Refusal::new("the number of samples", 0.0, "at least 1"));
        }
        weights.restore(numbers);
        weights.treat_all(treatments);
        let sgd = Sgd::on(Objective::record_with(&network, rules.loss));
        let walker = Walker::new(sgd.objective().sample());
        Ok(Moment { rules, batch, weights, sgd, walker })
    }

    /// The recorded objective.
    pub fn objective(&self) -> &Objective {
        self.sgd.objective()
    }

    /// What follows a sample through it.
    pub fn walker(&self) -> &Walker {
        &self.walker
    }

    /// The parameters that the network computes with.
    pub fn live(&self) -> &[f32] {
        self.weights.live()
    }

    /// Follows a sample that weighs so much, forward and back; `note` is told of each operation of the way back.
    pub fn walk(
        &self,
        sample: Sample,
        weight: f64,
        fault: Option<Fault>,
        note: impl FnMut(Sent<f32>),
    ) -> (Forward<f32>, Sums<f32>) {
        let mut sums = self.walker.sums();
        let live = self.live();
        let updated = if fault == Some(Fault::Early) { self.update().after } else { Vec::new() };
        let parameters = if updated.is_empty() { live } else { &updated };
        let sweep = Sweep { parameters, fault };
        if fault == Some(Fault::Unzeroed) {
            // What the sample before it in the batch leaves.
            let last = *self.batch.last().expect("a batch has samples");
            let forward = self.walker.forward(live, &inputs(last, weight));
            self.walker.backward(&forward, Sweep { fault: None, ..sweep }, &mut sums, |_| {});
            sums.gradient.fill(0.0);
        }
        let forward = self.walker.forward(live, &inputs(sample, weight));
        self.walker.backward(&forward, sweep, &mut sums, note);
        (forward, sums)
    }

    /// Takes the step, on a copy.
    pub fn update(&self) -> Update {
        let (mut sgd, mut weights) = (self.sgd.clone(), self.weights.clone());
        sgd.differentiate(self.live(), &self.batch, 0.0);
        let data = sgd.gradient().to_vec();
        sgd.prepare(self.live(), &self.batch, &mut || true);
        let taken = weights.descend(|live, memory| sgd.finish(live, memory, self.rules.descent));
        Update {
            before: self.weights.values().to_vec(),
            data,
            penalty: self.penalty(),
            gradient: sgd.gradient().to_vec(),
            after: weights.values().to_vec(),
            is_taken: taken.is_ok(),
        }
    }

    /// What the step reads of each parameter's gradients, of which `gradient` is the last: see [`Optimiser::means`].
    pub fn means(&self, gradient: &[f32]) -> Vec<[f32; 2]> {
        self.rules.descent.optimiser.means(gradient, &self.weights.snapshot()[self.live().len()..])
    }

    /// The gradient of the penalty alone.
    pub(super) fn penalty(&self) -> Vec<f32> {
        let mut replay = self.objective().penalty_replay::<Lanes>();
        let mut gradient = vec![0.0; self.live().len()];
        let nothing = vec![Lanes::new([0.0; 4]); gradient.len()];
        let alpha = self.rules.descent.alpha;
        self.objective().square(self.live(), &mut replay);
        self.objective().write_gradient(&nothing, alpha, &mut replay, &mut gradient);
        gradient
    }

    /// What each sample of the batch says of a parameter; with a fault, as that spoils it.
    pub fn receipt(&self, parameter: usize, fault: Option<Fault>) -> Vec<Share> {
        let weight = self.weight(fault);
        let read = self.read(fault, self.live());
        let sweep = Sweep { parameters: &read, fault };
        let (mut own, mut part) = (self.walker.sums(), self.walker.sums());
        let of = |&sample: &Sample| {
            let (mut share, mut node) = (Share::default(), 0);
            let mut forward = self.walker.forward(self.live(), &inputs(sample, 1.0));
            own.gradient.fill(0.0);
            self.walker.backward(&forward, sweep, &mut own, |sent| {
                let operation = self.walker.operations()[sent.operation];
                if operation.left == Operand::Parameter(parameter) {
                    (share.adjoint, share.input) = (sent.adjoint, sent.slopes[0]);
                    node = operation.node;
                }
            });
            share.sum = forward.values[node];
            share.loss = *forward.values.last().expect("the loss");
            share.push = own.gradient[parameter];
            // With its weight in the mean, the way forward is the same, but for that.
            forward.values[WEIGHT] = weight as f32;
            part.gradient.fill(0.0);
            self.walker.backward(&forward, sweep, &mut part, |_| {});
            share.term = part.gradient[parameter];
            share
        };
        self.batch.iter().map(of).collect()
    }

    /// Of each sample of the batch: its own loss, and the Euclidean norm of that loss's gradient.
    pub fn pushes(&self) -> Vec<[f32; 2]> {
        let of = |&sample: &Sample| {
            let (forward, sums) = self.walk(sample, 1.0, None, |_| {});
            let squares: f64 = sums.gradient.iter().map(|&g| f64::from(g) * f64::from(g)).sum();
            [*forward.values.last().expect("the loss"), squares.sqrt() as f32]
        };
        self.batch.iter().map(of).collect()
    }

    /// The loss over the batch, penalty included, `rate` times the gradient from where the step starts, against it.
    pub fn land(&self, gradient: &[f32], rate: f64) -> f64 {
        let mut weights = self.weights.clone();
        let landed: Result<(), ()> = weights.descend(|live, memory| {
            let mut updated = live.to_vec();
            Optimiser::Sgd.update(rate as f32, live, gradient, memory, &mut updated);
            live.copy_from_slice(&updated);
            Ok(())
        });
        debug_assert!(landed.is_ok(), "landing refuses nothing");
        self.loss(weights.live())
    }

    /// The loss over the batch, penalty included, of a network that computes with these parameters.
    pub(super) fn loss(&self, live: &[f32]) -> f64 {
        let mut replay = self.objective().sample().replay(WIDTH);
        let loss = evaluate(self.objective(), live, &self.batch, &mut replay).data_loss;
        let mut replay = self.objective().penalty_replay::<Lanes>();
        let squares = self.objective().square(live, &mut replay).total();
        loss + self.rules.descent.alpha * f64::from(squares)
    }
}

/// The node of a sample's weight.
const WEIGHT: usize = 3;

/// What the recording of a sample's loss takes: x, y, label, weight.
pub fn inputs<S: Number>(Sample { inputs: [x, y], label }: Sample, weight: f64) -> [S; 4] {
    [x.into(), y.into(), label.into(), weight].map(S::constant)
}

/// What the samples' terms add up to, in the engine's order: four samples to a register, the registers of a group one
/// after the other, and the register's lanes at last.
pub fn add_up(terms: &[f32]) -> f32 {
    let mut lanes = [0.0; Lanes::LANES];
    for group in groups(terms) {
        for (number, term) in group.iter().enumerate() {
            lanes[number % Lanes::LANES] += term;
        }
    }
    Lanes::new(lanes).total()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::data::limits::Choice;
    use crate::run::changes::Change;
    use crate::run::config::{Config, Settings};
    use crate::run::trainer::Trainer;
    use proptest::prelude::*;

    fn bits(values: &[f32]) -> Vec<u32> {
        values.iter().map(|value| value.to_bits()).collect()
    }

    /// A run after some steps, with neurons frozen and switched off, and the step that it takes next.
    pub(crate) fn moment(
        config: Config,
        steps: u64,
        treatments: &[Treatment],
    ) -> (Trainer, Moment) {
        let mut trainer = Trainer::new(config).unwrap();
        trainer.train_for(steps, || true);
        for (neuron, &treatment) in treatments.iter().enumerate() {
            if neuron < trainer.state().weights.treatments().len() {
                trainer.change(Change::Neuron(neuron, treatment)).unwrap();
            }
        }
        let state = trainer.state();
        let (weights, batch) = (&state.weights, trainer.learner().batch().to_vec());
        let (treatments, numbers) = (weights.treatments(), weights.snapshot());
        let Config { ref hidden, activation, loss, settings, .. } = state.config;
        let Settings { alpha, optimiser, .. } = settings;
        let descent = Descent { rate: state.rate_at(trainer.report().step), alpha, optimiser };
        let rules = Rules { hidden: hidden.clone(), activation, loss, descent };
        let moment = Moment::new(rules, treatments, numbers, batch).unwrap();
        (trainer, moment)
    }

    prop_compose! {
        fn configs()(
            hidden in prop::collection::vec(1_usize..7, 0..7),
            activation in prop::sample::select(Activation::ALL),
            loss in prop::sample::select(Loss::ALL),
            optimiser in prop::sample::select(Optimiser::ALL),
            batch in 1_usize..40,
            seed: u32,
        ) -> Config {
            let settings = Settings { batch, optimiser, rate: 0.1, ..Config::default().settings };
            Config { hidden, activation, loss, seed, settings, ..Config::default() }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn the_walked_step_is_the_trainers_and_its_receipts_give_the_gradient(
            config in configs(),
            steps in 0_u64..9,
            treatments in prop::collection::vec(prop::sample::select(Treatment::ALL), 0..4),
            any: usize,
        ) {
            let (mut trainer, moment) = moment(config, steps, &treatments);
            let update = moment.update();
            trainer.step();
            prop_assert_eq!(bits(&update.after), bits(trainer.state().weights.values()));
            prop_assert_eq!(bits(&update.gradient), bits(trainer.learner().gradient()));
            let parameter = any % update.before.len();
            let terms: Vec<f32> = moment.receipt(parameter, None).iter().map(|share| share.term).collect();
            prop_assert_eq!(add_up(&terms), update.data[parameter]);
            prop_assert_eq!(update.data[parameter] + update.penalty[parameter], update.gradient[parameter]);
            let (gradient, means) = (update.gradient[parameter], moment.means(&update.gradient));
            let way = match moment.rules.descent.optimiser {
                Optimiser::Sgd => gradient,
                Optimiser::Momentum => means[parameter][0] + gradient,
                Optimiser::Adam => means[parameter][0] / (means[parameter][1] + 1e-8),
            };
            let after = update.before[parameter] - moment.rules.descent.rate as f32 * way;
            if moment.weights.learns(parameter) && update.is_taken {
                prop_assert_eq!(after.to_bits(), update.after[parameter].to_bits());
            }
        }

        #[test]
        fn a_walk_gives_the_bits_of_the_engines_sweeps(config in configs(), steps in 0_u64..5) {
            let (_, moment) = moment(config, steps, &[Treatment::Free, Treatment::Off]);
            let (program, live) = (moment.objective().sample(), moment.live());
            let sample = moment.batch[0];
            let mut replay = program.replay::<f32>(1);
            replay.inputs_mut().copy_from_slice(&inputs(sample, 1.0));
            program.forward(live, &mut replay);
            let mut gradient = vec![0.0; live.len()];
            program.backward(live, &[0.0, 1.0], &mut replay, &mut gradient);
            let mut sent = Vec::new();
            let (forward, sums) = moment.walk(sample, 1.0, None, |one| sent.push(one));
            prop_assert_eq!(bits(&forward.values), bits(replay.values()));
            prop_assert_eq!(bits(&sums.adjoints), bits(replay.adjoints()));
            prop_assert_eq!(bits(&sums.gradient), bits(&gradient));
            prop_assert_eq!(sent.len(), moment.walker().backward_order().len());
        }
    }

    #[test]
    fn the_talks_network_takes_369_operations_forward_4_of_loss_and_as_many_back() {
        let (_, moment) = moment(Config::default(), 0, &[]);
        let output = moment.objective().output().outputs()[0];
        let forward = moment.walker().operations().iter().filter(|o| o.node <= output).count();
        assert_eq!(forward, 369);
        assert_eq!(moment.walker().operations().len(), 373);
        assert_eq!(moment.walker().backward_order().len(), 373);
    }

    #[test]
    fn the_step_lands_where_the_curve_against_the_gradient_says() {
        let (mut trainer, moment) = moment(Config::default(), 10, &[Treatment::Frozen]);
        let gradient = moment.update().gradient;
        let taken = trainer.step();
        let mut sgd = moment.sgd.clone();
        let (data, penalty) = sgd.differentiate(moment.live(), &moment.batch, 1e-4);
        assert_eq!(moment.land(&gradient, 0.0), data + penalty);
        assert_eq!(taken.data_loss, Some(data));
        let live = trainer.state().weights.live();
        let (data, penalty) = sgd.differentiate(live, &moment.batch, 1e-4);
        assert_eq!(moment.land(&gradient, moment.rules.descent.rate), data + penalty);
    }

    #[test]
    fn what_does_not_fit_to_the_set_up_is_refused() {
        let (trainer, moment) = moment(Config::default(), 0, &[]);
        let weights = &trainer.state().weights;
        let of = |numbers: &[f32], batch: &[Sample]| {
            let rules = moment.rules.clone();
            Moment::new(rules, weights.treatments(), numbers, batch.to_vec())
        };
        assert!(of(weights.snapshot(), &moment.batch).is_ok());
        let error = of(&[1.0], &moment.batch).unwrap_err().to_string();
        assert!(error.starts_with("the number of numbers is 1, "), "{error}");
        assert!(of(weights.snapshot(), &[]).is_err());
    }
}
