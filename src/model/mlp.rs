//! Multi-layer perceptrons, generic over their number type.

use crate::ad::Var;
use crate::ad::functor::Functor;
use crate::data::limits::choices;
use crate::model::names::LayerNodes;
use crate::number::scalar::Scalar;
use rand::{Rng, RngExt};

choices! {
    /// What a hidden neuron does with its weighted sum.
    pub enum Activation {
        /// `max(0, x)`, the talk's choice.
        Relu = "relu",
        /// x above 0, else 0.01 · x: so a neuron that is off still learns. The slope is Maas, Hannun and Ng's,
        /// *Rectifier Nonlinearities Improve Neural Network Acoustic Models* (2013); at 0 it is 0.
        Leaky = "leaky",
        /// The hyperbolic tangent.
        Tanh = "tanh",
    }
}

impl Activation {
    /// The activation of `x`.
    ///
    /// ```
    /// use moongrad::model::mlp::Activation;
    /// assert_eq!(Activation::Relu.call(-2.0_f64), 0.0);
    /// assert_eq!(Activation::Leaky.call(-2.0_f64), -0.02);
    /// ```
    pub fn call<S: Scalar>(self, x: S) -> S {
        match self {
            Activation::Relu => x.relu(),
            Activation::Leaky => x.relu() - S::constant(0.01) * (-x).relu(),
            Activation::Tanh => x.tanh(),
        }
    }
}

/// The smallest unit: φ(b + x₁w₁ + … + xₙwₙ).
#[derive(Clone, Debug, PartialEq)]
// talk: neuron
pub struct Neuron<S> {
    /// One weight an input.
    pub weights: Vec<S>,
    /// What is added to the weighted inputs.
    pub bias: S,
}
// end

impl<S: Scalar> Neuron<S> {
    /// The neuron's output for `inputs`, of which there are as many as weights; else it panics.
    ///
    /// ```
    /// use moongrad::model::mlp::Neuron;
    /// let neuron = Neuron { weights: vec![2.0, -1.0], bias: 0.5 };
    /// assert_eq!(neuron.call(&[3.0, 4.0], |x| x), 2.5);
    /// ```
    // talk: neuron
    pub fn call(&self, inputs: &[S], activate: impl Fn(S) -> S) -> S {
        assert!(inputs.len() == self.weights.len(), "an input for every weight");
        activate(S::affine(&self.parameters(), inputs)[0])
    }
    // end

    fn parameters(&self) -> Vec<S> {
        let bias = std::iter::once(&self.bias);
        self.weights.iter().chain(bias).copied().collect()
    }
}

/// Neurons that all see the same inputs.
#[derive(Clone, Debug, PartialEq)]
// talk: layer
pub struct Layer<S>(pub Vec<Neuron<S>>);
// end

impl<S: Scalar> Layer<S> {
    /// The outputs of all neurons: their weighted sums in one operation, each then activated.
    ///
    /// ```
    /// use moongrad::model::mlp::{Layer, Neuron};
    /// let neuron = |w| Neuron { weights: vec![w], bias: 1.0 };
    /// assert_eq!(Layer(vec![neuron(2.0), neuron(-3.0)]).call(&[1.0], |x| x), [3.0, -2.0]);
    /// ```
    // talk: layer
    pub fn call(&self, inputs: &[S], activate: impl Fn(S) -> S) -> Vec<S> {
        S::map(&self.sums(inputs), activate)
    }
    // end

    /// The weighted sums of all neurons.
    // talk: layer
    fn sums(&self, inputs: &[S]) -> Vec<S> {
        let parameters: Vec<S> = self.0.iter().flat_map(Neuron::parameters).collect();
        S::affine(&parameters, inputs)
    }
    // end
}

/// What a layer has computed, neuron by neuron.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed<S> {
    /// The weighted sums.
    pub sums: Vec<S>,
    /// What was made of them.
    pub outputs: Vec<S>,
}

impl Computed<Var<'_>> {
    /// Where a recording holds it.
    pub fn nodes(&self) -> LayerNodes {
        let nodes = |vars: &[Var]| vars.iter().map(Var::node).collect();
        LayerNodes { sums: nodes(&self.sums), outputs: nodes(&self.outputs) }
    }
}

/// A multi-layer perceptron with one output: ℝⁿ → ℝ.
///
/// As a [`Functor`] its elements come layer by layer, neuron by neuron, weights and then bias.
///
/// ```
/// use moongrad::ad::functor::Functor;
/// use moongrad::data::random::{Use, generator};
/// use moongrad::model::mlp::{Activation::Relu, Mlp};
/// let mlp = Mlp::init(&[2, 16, 16], Relu, &mut generator(0, Use::Weights, 0));
/// assert_eq!(mlp.elements().len(), 2 * 16 + 16 + 16 * 16 + 16 + 16 + 1);
/// // Weights begin at random, biases at 0: at the origin all that there is to add up is 0.
/// assert_eq!(mlp.call(&[0.0, 0.0]), 0.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
// talk: mlp
pub struct Mlp<S> {
    /// The hidden layers and then the output layer, which has one neuron.
    pub layers: Vec<Layer<S>>,
    /// Applied to every hidden layer, never to the output.
    pub activation: Activation,
}
// end

impl<S: Scalar> Mlp<S> {
    /// A network of two inputs with these numbers of hidden neurons, whose parameters are all 0: a shape to be filled.
    ///
    /// ```
    /// use moongrad::{ad::functor::Functor, model::mlp::{Activation::Relu, Mlp}};
    /// assert_eq!(Mlp::<f32>::zeros(&[16, 16], Relu).elements(), [0.0; 337]);
    /// ```
    pub fn zeros(hidden: &[usize], activation: Activation) -> Self {
        let zero = S::constant(0.0);
        let inputs = [&[2], hidden].concat();
        let neuron = |inputs| Neuron { weights: vec![zero; inputs], bias: zero };
        let layers = inputs.iter().zip(hidden.iter().chain(&[1]));
        let layers = layers.map(|(&inputs, &neurons)| Layer(vec![neuron(inputs); neurons]));
        Mlp { layers: layers.collect(), activation }
    }

    /// The network's output for `inputs`.
    ///
    /// ```
    /// use moongrad::model::mlp::{Activation::Relu, Layer, Mlp, Neuron};
    /// let neuron = |w, b| Layer(vec![Neuron { weights: vec![w], bias: b }]);
    /// let mlp = Mlp { layers: vec![neuron(1.0, 0.0), neuron(2.0, -3.0)], activation: Relu };
    /// assert_eq!(mlp.call(&[5.0]), 7.0);
    /// assert_eq!(mlp.call(&[-5.0]), -3.0);
    /// ```
    // talk: activation
    pub fn call(&self, inputs: &[S]) -> S {
        let mut layers = self.trace(inputs, |x| self.activation.call(x));
        layers.pop().expect("an output layer").outputs[0]
    }
    // end

    /// What every layer computes for `inputs`, with this activation on all but the last, the output's.
    // talk: activation
    pub fn trace(&self, inputs: &[S], activate: impl Fn(S) -> S) -> Vec<Computed<S>> {
        let mut layers: Vec<Computed<S>> = Vec::with_capacity(self.layers.len());
        for (number, layer) in self.layers.iter().enumerate() {
            let sums = layer.sums(layers.last().map_or(inputs, |before| &before.outputs));
            let is_output = number + 1 == self.layers.len();
            let outputs = if is_output { sums.clone() } else { S::map(&sums, &activate) };
            layers.push(Computed { sums, outputs });
        }
        layers
    }
    // end
}

impl Mlp<f32> {
    /// The talk's untrained network: weights uniform in (−1, 1), biases 0.
    ///
    /// `inputs` gives the number of inputs of each layer, as in the talk: 2, 16, 16 makes a network of
    /// two inputs, two hidden layers of 16 neurons and one output.
    ///
    /// ```
    /// use moongrad::{ad::functor::Functor, model::mlp::{Activation::Relu, Mlp}, data::random};
    /// let mlp = Mlp::init(&[2, 16, 16], Relu, &mut random::generator(1, random::Use::Weights, 0));
    /// assert_eq!(mlp.elements().len(), 337);
    /// ```
    pub fn init(inputs: &[usize], activation: Activation, rng: &mut impl Rng) -> Self {
        let outputs = inputs[1..].iter().chain(&[1]);
        let layers = inputs.iter().zip(outputs).map(|(&inputs, &neurons)| {
            Layer((0..neurons).map(|_| init_neuron(inputs, rng)).collect())
        });
        Mlp { layers: layers.collect(), activation }
    }
}

fn init_neuron(inputs: usize, rng: &mut impl Rng) -> Neuron<f32> {
    // walk: fromZeros
    let weights = (0..inputs).map(|_| rng.random_range(-1.0..1.0)).collect();
    Neuron { weights, bias: 0.0 }
}

impl<A> Functor for Neuron<A> {
    type Item = A;
    type Of<B> = Neuron<B>;

    fn map<B>(&self, f: &mut impl FnMut(&A) -> B) -> Neuron<B> {
        Neuron { weights: self.weights.iter().map(&mut *f).collect(), bias: f(&self.bias) }
    }
}

impl<A> Functor for Layer<A> {
    type Item = A;
    type Of<B> = Layer<B>;

    fn map<B>(&self, f: &mut impl FnMut(&A) -> B) -> Layer<B> {
        Layer(self.0.iter().map(|neuron| neuron.map(f)).collect())
    }
}

// talk: mlp
impl<A> Functor for Mlp<A> {
    type Item = A;
    type Of<B> = Mlp<B>;

    fn map<B>(&self, f: &mut impl FnMut(&A) -> B) -> Mlp<B> {
        let layers = self.layers.iter().map(|layer| layer.map(f)).collect();
        Mlp { layers, activation: self.activation }
    }
}
// end

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::random::{Use, generator};

    fn mlp() -> Mlp<f32> {
        Mlp::init(&[2, 16, 16], Activation::Relu, &mut generator(3, Use::Weights, 0))
    }

    #[test]
    fn the_talks_network_has_337_parameters() {
        assert_eq!(mlp().elements().len(), 337);
    }

    #[test]
    fn initial_weights_are_spread_over_minus_one_to_one_and_biases_are_zero() {
        let mlp = mlp();
        let neurons = || mlp.layers.iter().flat_map(|layer| &layer.0);
        assert!(neurons().all(|neuron| neuron.bias == 0.0));
        let weights: Vec<f32> = neurons().flat_map(|neuron| neuron.weights.clone()).collect();
        assert!(weights.iter().all(|w| (-1.0..1.0).contains(w)));
        // Uniform: mean 0, mean square 1/3; 304 draws keep within five standard errors.
        let mean = weights.iter().sum::<f32>() / 304.0;
        let square = weights.iter().map(|w| w * w).sum::<f32>() / 304.0;
        assert!(mean.abs() < 5.0 * (1.0_f32 / 3.0 / 304.0).sqrt(), "mean {mean}");
        assert!((square - 1.0 / 3.0).abs() < 5.0 * 0.298 / 304.0_f32.sqrt(), "square {square}");
    }

    #[test]
    fn a_layer_is_its_neurons_one_by_one() {
        let layer = &mlp().layers[1];
        let inputs: Vec<f32> = (0..16).map(|i| i as f32 / 8.0 - 1.0).collect();
        let one_by_one = layer.0.iter().map(|neuron| neuron.call(&inputs, Scalar::relu));
        assert_eq!(layer.call(&inputs, Scalar::relu), one_by_one.collect::<Vec<f32>>());
    }

    #[test]
    fn elements_come_layer_by_layer_neuron_by_neuron_weights_then_bias() {
        let mlp = mlp();
        let neuron = &mlp.layers[1].0[2];
        let first = 16 * 3 + 2 * 17;
        let elements = mlp.elements();
        assert_eq!(elements[first..first + 16], neuron.weights);
        assert_eq!(elements[first + 16], neuron.bias);
        assert_eq!(mlp.with_elements(&elements), mlp);
    }
}
