//! A network's parameters, of which some neurons may be frozen or switched off.

use crate::ad::functor::Functor;
use crate::data::limits::choices;
use crate::model::mlp::Mlp;
use crate::model::optimiser::{forget, keep, memories};
use std::mem;

choices! {
    /// What training and the network do with a hidden neuron.
    pub enum Treatment {
        /// It works and learns.
        Free = "free",
        /// It works; its weights and its bias stay as they are.
        Frozen = "frozen",
        /// It is as if it were not there; what it had learnt waits for it to come back.
        Off = "off",
    }
}

/// The parameters, in the order of [`Functor::elements`].
///
/// ```
/// use moongrad::{model::mlp::{Activation::Relu, Mlp}, data::random::{Use, generator}};
/// use moongrad::model::weights::{Treatment, Weights};
/// let mlp = Mlp::init(&[2, 3], Relu, &mut generator(1, Use::Weights, 0));
/// let mut weights = Weights::new(&mlp);
/// weights.treat(1, Treatment::Off);
/// assert_eq!(weights.live()[3..6], [0.0; 3]);
/// assert_ne!(weights.values()[3..5], [0.0; 2]);
/// ```
#[derive(Clone, Debug)]
pub struct Weights {
    /// The values, and after them what the optimiser remembers.
    state: Vec<f32>,
    /// What the network computes with: the values without those that are off.
    live: Vec<f32>,
    /// The number of inputs of each layer.
    inputs: Vec<usize>,
    /// Of each hidden neuron.
    neurons: Vec<Treatment>,
    /// Of each parameter; empty where all are free.
    parameters: Vec<Treatment>,
}

impl Weights {
    /// The parameters of `mlp`, all free.
    pub fn new(mlp: &Mlp<f32>) -> Self {
        let inputs: Vec<usize> = mlp.layers.iter().map(|layer| layer.0[0].weights.len()).collect();
        let values = mlp.elements();
        let neurons = vec![Treatment::Free; inputs[1..].iter().sum()];
        let mut state = [values.as_slice(), &vec![0.0; memories(values.len())]].concat();
        forget(&mut state[values.len()..]);
        Weights { live: values, state, inputs, neurons, parameters: Vec::new() }
    }

    /// All parameters, those that are off included.
    pub fn values(&self) -> &[f32] {
        &self.state[..self.live.len()]
    }

    /// The values, and after them what the optimiser remembers: all that a step needs of those before it.
    pub fn snapshot(&self) -> &[f32] {
        &self.state
    }

    /// The largest magnitude of a parameter in a [`Weights::snapshot`].
    pub fn largest(&self, snapshot: &[f32]) -> f64 {
        let values = &snapshot[..self.live.len()];
        values.iter().fold(0.0, |largest: f32, value| largest.max(value.abs())).into()
    }

    /// Goes back to a [`Weights::snapshot`].
    pub fn restore(&mut self, snapshot: &[f32]) {
        self.state.copy_from_slice(snapshot);
        self.refresh();
    }

    /// What the network computes with: parameters of, and from, neurons that are off are 0.
    pub fn live(&self) -> &[f32] {
        if self.parameters.is_empty() { self.values() } else { &self.live }
    }

    /// Replaces all parameters, of which nothing is remembered then.
    pub fn set(&mut self, values: &[f32]) {
        let (own, memory) = self.state.split_at_mut(self.live.len());
        own.copy_from_slice(values);
        forget(memory);
        self.refresh();
    }

    /// Replaces one parameter; returns what it was.
    pub fn edit(&mut self, number: usize, value: f32) -> f32 {
        let before = mem::replace(&mut self.state[number], value);
        self.refresh();
        before
    }

    /// What is done with each hidden neuron, layer by layer.
    pub fn treatments(&self) -> &[Treatment] {
        &self.neurons
    }

    /// Changes what is done with a hidden neuron; returns what was done with it before.
    pub fn treat(&mut self, neuron: usize, treatment: Treatment) -> Treatment {
        let before = mem::replace(&mut self.neurons[neuron], treatment);
        self.spread();
        before
    }

    /// Changes what is done with all hidden neurons.
    pub fn treat_all(&mut self, treatments: &[Treatment]) {
        self.neurons.copy_from_slice(treatments);
        self.spread();
    }

    /// Whether a step may change a parameter.
    pub fn learns(&self, number: usize) -> bool {
        self.parameters.get(number).is_none_or(|treatment| *treatment == Treatment::Free)
    }

    /// Lets `step` change what the network computes with, and what the optimiser remembers, and takes that over where
    /// it may be changed: what is frozen or off keeps its own.
    pub fn descend<T, E>(
        &mut self,
        step: impl FnOnce(&mut [f32], &mut [f32]) -> Result<T, E>,
    ) -> Result<T, E> {
        let (values, memory) = self.state.split_at_mut(self.live.len());
        if self.parameters.is_empty() {
            return step(values, memory);
        }
        let before = memory.to_vec();
        let taken = step(&mut self.live, memory)?;
        for (number, treatment) in self.parameters.iter().enumerate() {
            match treatment {
                Treatment::Free => values[number] = self.live[number],
                Treatment::Frozen => self.live[number] = values[number],
                Treatment::Off => self.live[number] = 0.0,
            }
            if *treatment != Treatment::Free {
                keep(number, &before, memory);
            }
        }
        Ok(taken)
    }

    /// A hash (FNV-1a, 64 bits) over the bits of the parameters: equal runs have equal digests.
    pub fn digest(&self) -> u64 {
        self.digest_of(self.snapshot())
    }

    /// The same over the parameters of a [`Weights::snapshot`].
    pub fn digest_of(&self, snapshot: &[f32]) -> u64 {
        let values = &snapshot[..self.live.len()];
        let bytes = values.iter().flat_map(|parameter| parameter.to_le_bytes());
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    fn refresh(&mut self) {
        let parameters = self.parameters.iter().zip(self.state.iter().zip(&mut self.live));
        for (treatment, (value, live)) in parameters {
            *live = if *treatment == Treatment::Off { 0.0 } else { *value };
        }
    }

    fn spread(&mut self) {
        self.parameters.clear();
        if self.neurons.iter().any(|neuron| *neuron != Treatment::Free) {
            self.parameters = self.treatment_of_parameters();
        }
        self.refresh();
    }

    /// A parameter is treated like its neuron, and off where it takes up the output of one that is off.
    fn treatment_of_parameters(&self) -> Vec<Treatment> {
        let mut all = Vec::with_capacity(self.live.len());
        // Of the layer's inputs, and how many hidden neurons lie before it.
        let mut sources: &[Treatment] = &[Treatment::Free; 2];
        let mut first = 0;
        for layer in 0..self.inputs.len() {
            let count = self.inputs.get(layer + 1).copied();
            let own = count.map_or(&[Treatment::Free][..], |count| &self.neurons[first..][..count]);
            for &neuron in own {
                let off = |source: &Treatment| *source == Treatment::Off;
                let weight = |source| if off(source) { Treatment::Off } else { neuron };
                all.extend(sources.iter().map(weight));
                all.push(neuron);
            }
            first += own.len();
            sources = own;
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::random::{Use, generator};
    use crate::data::shapes::two_moons;
    use crate::model::mlp::{Activation, Layer};
    use crate::run::sgd::Sgd;

    fn mlp() -> Mlp<f32> {
        let mlp = Mlp::init(&[2, 4, 3], Activation::Tanh, &mut generator(2, Use::Weights, 0));
        mlp.map(&mut |p| if *p == 0.0 { 0.2 } else { *p })
    }

    /// The network without neuron 1 of its first hidden layer.
    fn smaller() -> Mlp<f32> {
        let mut mlp = mlp();
        mlp.layers[0].0.remove(1);
        let Layer(next) = &mut mlp.layers[1];
        next.iter_mut().for_each(|neuron| {
            neuron.weights.remove(1);
        });
        mlp
    }

    fn train(mlp: &Mlp<f32>, weights: &mut Weights) {
        let mut sgd = Sgd::new(mlp);
        for step in 0..30 {
            let batch = two_moons(20, 0.1, &mut generator(2, Use::Batch, step));
            weights.descend(|live, _| sgd.step(live, &batch, 0.5, 1e-3)).unwrap();
        }
    }

    #[test]
    fn a_network_trains_with_a_neuron_off_as_if_it_were_not_there() {
        let mut weights = Weights::new(&mlp());
        weights.treat(1, Treatment::Off);
        train(&mlp(), &mut weights);
        let mut without = Weights::new(&smaller());
        train(&smaller(), &mut without);
        let mut trained = mlp().with_elements(weights.live());
        let neuron = trained.layers[0].0.remove(1);
        assert_eq!((neuron.weights, neuron.bias), (vec![0.0; 2], 0.0));
        for neuron in &mut trained.layers[1].0 {
            assert_eq!(neuron.weights.remove(1), 0.0);
        }
        for (a, b) in trained.elements().iter().zip(without.values()) {
            assert!((a - b).abs() < 1e-5, "{a} {b}");
        }
    }

    #[test]
    fn a_neuron_that_comes_back_is_as_it_was() {
        let mut weights = Weights::new(&mlp());
        weights.treat(1, Treatment::Off);
        train(&mlp(), &mut weights);
        weights.treat(1, Treatment::Free);
        let (before, now) = (mlp(), mlp().with_elements(weights.live()));
        assert_eq!(now.layers[0].0[1], before.layers[0].0[1]);
        for (now, before) in now.layers[1].0.iter().zip(&before.layers[1].0) {
            assert_eq!(now.weights[1], before.weights[1]);
            assert_ne!(now.weights[0], before.weights[0]);
        }
    }

    #[test]
    fn a_frozen_neuron_works_and_does_not_learn() {
        let mut weights = Weights::new(&mlp());
        weights.treat(5, Treatment::Frozen);
        assert_eq!(weights.live(), weights.values());
        train(&mlp(), &mut weights);
        let (before, now) = (mlp(), mlp().with_elements(weights.live()));
        for (layer, neurons) in now.layers.iter().enumerate() {
            for (number, neuron) in neurons.0.iter().enumerate() {
                let same = *neuron == before.layers[layer].0[number];
                assert_eq!(same, (layer, number) == (1, 1));
            }
        }
    }

    #[test]
    fn an_edit_changes_one_number_even_of_a_neuron_that_is_off() {
        let mut weights = Weights::new(&mlp());
        weights.treat(1, Treatment::Off);
        weights.edit(3, 7.0);
        assert_eq!((weights.values()[3], weights.live()[3]), (7.0, 0.0));
        weights.treat(1, Treatment::Free);
        assert_eq!(weights.live()[3], 7.0);
    }
}
