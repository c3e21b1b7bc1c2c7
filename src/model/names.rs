//! What the parts of a network are called, and which node of its recording belongs to which part.

use crate::ad::{Op, Program};
use std::ops::Range;

/// The names of the parts of a network with these numbers of hidden neurons; layers and neurons are given
/// from 0 and named from 1.
///
/// ```
/// use moongrad::model::names::Names;
/// let names = Names(&[16, 16]);
/// assert_eq!(names.unit(2 + 16 + 7), "neuron 8 of layer 2");
/// assert_eq!(names.parameter(1), "weight from input y to neuron 1 of layer 1");
/// assert_eq!(names.parameter(336), "bias of the output");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Names<'a>(pub &'a [usize]);

impl Names<'_> {
    /// A neuron by its layer and its number in it; the layer after the hidden ones is the output.
    pub fn neuron(self, layer: usize, neuron: usize) -> String {
        match self.0.get(layer) {
            Some(_) => format!("neuron {} of layer {}", neuron + 1, layer + 1),
            None => "the output".into(),
        }
    }

    /// A unit: 0 and 1 are the inputs, then come the hidden neurons layer by layer, and last the output.
    pub fn unit(self, unit: usize) -> String {
        let Some(mut neuron) = unit.checked_sub(2) else {
            return ["input x", "input y"][unit].into();
        };
        for (layer, &neurons) in self.0.iter().enumerate() {
            if neuron < neurons {
                return self.neuron(layer, neuron);
            }
            neuron -= neurons;
        }
        self.neuron(self.0.len(), 0)
    }

    /// The names of all units.
    pub fn units(self) -> Vec<String> {
        (0..2 + self.0.iter().sum::<usize>() + 1).map(|unit| self.unit(unit)).collect()
    }

    /// A parameter by its number in the order of the network's elements; else it panics.
    pub fn parameter(self, number: usize) -> String {
        let (mut inputs, mut first, mut unit) = (2, 0, 0);
        for (layer, &neurons) in self.0.iter().chain(&[1]).enumerate() {
            let (neuron, input) =
                ((number - first) / (inputs + 1), (number - first) % (inputs + 1));
            if neuron < neurons {
                let neuron = self.neuron(layer, neuron);
                return match input == inputs {
                    true => format!("bias of {neuron}"),
                    false => format!("weight from {} to {neuron}", self.unit(unit + input)),
                };
            }
            first += neurons * (inputs + 1);
            unit += inputs;
            inputs = neurons;
        }
        unreachable!("a parameter of this network")
    }
}

/// What a node of a recorded network is; layers and neurons count from 0, the output layer is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The input of this number.
    Input(usize),
    /// The weighted sum of a neuron.
    Sum {
        /// The neuron's layer.
        layer: usize,
        /// The neuron's number in its layer.
        neuron: usize,
    },
    /// A step on the way from a neuron's sum to its output, where its activation takes several.
    Inner {
        /// The neuron's layer.
        layer: usize,
        /// The neuron's number in its layer.
        neuron: usize,
    },
    /// The output of a neuron, where that is not its sum.
    Output {
        /// The neuron's layer.
        layer: usize,
        /// The neuron's number in its layer.
        neuron: usize,
    },
    /// Something else: a constant, or a step from the network's output to its loss.
    Other,
}

impl Place {
    /// The layer and the number of the neuron that the node belongs to.
    pub fn neuron(self) -> Option<(usize, usize)> {
        match self {
            Place::Sum { layer, neuron }
            | Place::Inner { layer, neuron }
            | Place::Output { layer, neuron } => Some((layer, neuron)),
            Place::Input(_) | Place::Other => None,
        }
    }
}

/// The nodes of a layer in a recording, none for what is not recorded as a node.
#[derive(Clone, Debug)]
pub struct LayerNodes {
    /// Of each neuron's weighted sum.
    pub sums: Vec<Option<usize>>,
    /// Of each neuron's output.
    pub outputs: Vec<Option<usize>>,
}

/// What each node of `program` is, the recording of a network with these layers.
pub fn find_places(program: &Program, layers: &[LayerNodes]) -> Vec<Place> {
    let mut places: Vec<Place> = (0..program.inputs()).map(Place::Input).collect();
    places.resize(program.nodes(), Place::Other);
    for (layer, LayerNodes { sums, outputs }) in layers.iter().enumerate() {
        let place = |places: &mut Vec<Place>, node: Option<usize>, place| match node {
            Some(node) if places[node] == Place::Other => places[node] = place,
            _ => {}
        };
        for (neuron, (&sum, &output)) in sums.iter().zip(outputs).enumerate() {
            place(&mut places, sum, Place::Sum { layer, neuron });
            place(&mut places, output, Place::Output { layer, neuron });
        }
        let (first, last) = (sums.iter().flatten().max(), outputs.iter().flatten().max());
        if let (Some(&first), Some(&last)) = (first, last) {
            for nodes in runs(program, first..last, sums.len()) {
                for (neuron, node) in nodes.enumerate() {
                    place(&mut places, Some(node), Place::Inner { layer, neuron });
                }
            }
        }
    }
    places
}

/// The results, one a neuron, of the operations of an activation whose results all lie within `nodes`.
fn runs(
    program: &Program,
    nodes: Range<usize>,
    neurons: usize,
) -> impl Iterator<Item = Range<usize>> {
    let is_inner = move |results: &Range<usize>| {
        results.start > nodes.start && results.end <= nodes.end && results.len() == neurons
    };
    let functions = program
        .instructions()
        .iter()
        .filter(|instruction| matches!(instruction.op, Op::Unary(..) | Op::Binary(..)));
    functions.map(|instruction| instruction.nodes.clone()).filter(is_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ad::functor::Functor;
    use crate::ad::record;
    use crate::data::random::{Use, generator};
    use crate::model::mlp::{Activation, Mlp};
    use crate::number::scalar::Scalar;
    use proptest::prelude::*;

    /// An activation of several operations: each step is done to the result of the one before.
    #[derive(Clone, Copy, Debug)]
    enum Step {
        Relu,
        Tanh,
        Scale(f64),
        Shift(f64),
        Swish,
        LessReluOfNegative,
    }

    fn compose<S: Scalar>(steps: &[Step], x: S) -> S {
        steps.iter().fold(x, |y, step| match *step {
            Step::Relu => y.relu(),
            Step::Tanh => y.tanh(),
            Step::Scale(by) => y * S::constant(by),
            Step::Shift(by) => S::constant(by) + y,
            Step::Swish => x * y.tanh(),
            Step::LessReluOfNegative => y.relu() - S::constant(0.01) * (-y).relu(),
        })
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            Just(Step::Relu),
            Just(Step::Tanh),
            (-2.0..2.0).prop_map(Step::Scale),
            (-1.0..1.0).prop_map(Step::Shift),
            Just(Step::Swish),
            Just(Step::LessReluOfNegative),
        ];
        prop::collection::vec(step, 0..5)
    }

    proptest! {
        /// Every sum and every output that is named has the value that the network, called layer by layer,
        /// has there; every layer is one operation, so that none is lost to loops over numbers.
        #[test]
        fn composed_activations_add_no_units_and_lose_no_layer(
            hidden in prop::collection::vec(1..6_usize, 0..5), steps in steps(), at: [i8; 2],
        ) {
            let inputs = [&[2], hidden.as_slice()].concat();
            let rng = &mut generator(9, Use::Weights, 0);
            let mlp = Mlp::init(&inputs, Activation::Relu, rng).map(&mut |p| f64::from(*p) + 0.1);
            let point = at.map(|x| f64::from(x) / 64.0);
            let mut layers = Vec::new();
            let program = record(2, &mlp, |mlp, inputs| {
                let trace = mlp.trace(inputs, |x| compose(&steps, x));
                layers = trace.iter().map(|layer| layer.nodes()).collect();
                trace.last().expect("an output").outputs.clone()
            });
            let mut replay = program.replay(1);
            replay.inputs_mut().copy_from_slice(&point);
            program.forward(&mlp.elements(), &mut replay);
            let places = find_places(&program, &layers);
            let mut units = 0;
            let mut values = point.to_vec();
            for (number, layer) in mlp.layers.iter().enumerate() {
                let is_output = number == hidden.len();
                let activate = |x| if is_output { x } else { compose(&steps, x) };
                let sums = layer.call(&values, |x| x);
                values = layer.call(&values, activate);
                for (place, &value) in places.iter().zip(replay.values()) {
                    match *place {
                        Place::Sum { layer, neuron } if layer == number => {
                            prop_assert_eq!(value, sums[neuron]);
                            units += 1;
                        }
                        Place::Output { layer, neuron } if layer == number => {
                            prop_assert_eq!(value, values[neuron]);
                        }
                        _ => {}
                    }
                }
            }
            prop_assert_eq!(units, hidden.iter().sum::<usize>() + 1);
            let affine = program.instructions().iter().filter(|i| matches!(i.op, Op::Affine(..)));
            prop_assert_eq!(affine.count(), hidden.len() + 1);
            // Whatever depends on a sum, up to the layer's output, belongs to a neuron.
            for (node, place) in places.iter().enumerate().skip(2) {
                let instruction = program.instructions().iter().find(|i| i.nodes.contains(&node));
                let is_constant = matches!(instruction.unwrap().op, Op::Constant(_));
                prop_assert_eq!(place.neuron().is_none(), is_constant, "node {}", node);
            }
        }
    }

    #[test]
    fn every_parameter_has_a_name_of_its_own() {
        let names = Names(&[3, 2]);
        let all: Vec<String> = (0..9 + 8 + 3).map(|number| names.parameter(number)).collect();
        let mut sorted = all.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), all.len());
        assert_eq!(all[5], "bias of neuron 2 of layer 1");
        assert_eq!(all[9 + 4 + 1], "weight from neuron 2 of layer 1 to neuron 2 of layer 2");
        assert_eq!(all[17], "weight from neuron 1 of layer 2 to the output");
    }

    #[test]
    fn units_are_the_inputs_the_hidden_neurons_and_the_output() {
        let names = ["input x", "input y", "neuron 1 of layer 1", "the output"];
        assert_eq!(Names(&[1]).units(), names);
    }
}
