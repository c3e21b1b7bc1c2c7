//! Replaying: a finished tape, run forward and backward with any type of number.

use super::op::{Instruction, Op};
use crate::scalar::Number;

/// A finished tape: its leaves, operations and outputs.
///
/// Parameters are one value each, shared by all lanes; inputs have a value a lane.
#[derive(Clone, Debug)]
pub struct Program {
    inputs: usize,
    parameters: usize,
    instructions: Vec<Instruction>,
    outputs: Vec<usize>,
    places: Vec<Place>,
    /// Whether a node's value depends on what is differentiated by; only those get an adjoint.
    active: Vec<bool>,
}

/// Where in the network a node stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The input of this number.
    Input(usize),
    /// The parameter of this number, read as an operand.
    Parameter(usize),
    /// A constant.
    Constant,
    /// The weighted sum of a neuron; layers and neurons count from 0, the output layer is the last.
    Sum {
        /// The neuron's layer.
        layer: usize,
        /// The neuron's number in its layer.
        neuron: usize,
    },
    /// The activation of a neuron.
    Activation {
        /// The neuron's layer.
        layer: usize,
        /// The neuron's number in its layer.
        neuron: usize,
    },
    /// A step from the network's output to the outputs of the program.
    Loss,
}

impl Program {
    pub(super) fn new(
        inputs: usize,
        parameters: usize,
        nodes: usize,
        instructions: Vec<Instruction>,
        outputs: Vec<usize>,
    ) -> Self {
        let places = find_places(inputs, nodes, &instructions);
        let active = vec![false; nodes];
        let mut program = Program { inputs, parameters, instructions, outputs, places, active };
        program.find_active();
        program
    }

    /// The same program, whose backward replay also gives the adjoints of its inputs.
    pub fn with_input_adjoints(mut self) -> Self {
        self.active[..self.inputs].fill(true);
        self.find_active();
        self
    }

    /// The part of the program that computes output number `output`, as its only output.
    pub fn up_to(&self, output: usize) -> Self {
        let node = self.outputs[output];
        let last = self.instructions.iter().position(|i| i.nodes.contains(&node));
        let mut program = self.clone();
        program.instructions.truncate(last.map_or(0, |last| last + 1));
        program.outputs = vec![node];
        let nodes = program.instructions.last().map_or(self.inputs, |i| i.nodes.end);
        program.places.truncate(nodes);
        program.active.truncate(nodes);
        program
    }

    fn find_active(&mut self) {
        for Instruction { op, nodes } in &self.instructions {
            let active = match *op {
                Op::Constant(_) => false,
                Op::Parameter(_) | Op::Affine(..) => true,
                Op::Unary(_, x) => self.active[x..x + nodes.len()].contains(&true),
                Op::Binary(_, a, b) => self.active[a] || self.active[b],
            };
            self.active[nodes.clone()].fill(active);
        }
    }

    /// How many inputs the program has.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many parameters the program has.
    pub fn parameters(&self) -> usize {
        self.parameters
    }

    /// The operations in the order of a forward replay.
    pub fn instructions(&self) -> &[Instruction] {
        &self.instructions
    }

    /// Where each node stands in the network.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Memory to replay the program in, with all inputs 0.
    pub fn replay<T: Number>(&self) -> Replay<T> {
        let zeros = vec![T::constant(0.0); self.places.len()];
        Replay {
            values: zeros.clone(),
            adjoints: zeros,
            inputs: self.inputs,
            outputs: self.outputs.clone(),
        }
    }

    /// Computes every node's value from the `parameters` and the inputs set in `replay`.
    ///
    /// `replay` comes from [`Program::replay`] of this program; a `parameters` that is too short panics.
    #[inline(never)] // one copy a number type, however many callers
    pub fn forward<T: Number>(&self, parameters: &[T::Lane], replay: &mut Replay<T>) {
        assert_eq!(parameters.len(), self.parameters, "a value for every parameter");
        for Instruction { op, nodes } in &self.instructions {
            let (before, results) = replay.values[..nodes.end].split_at_mut(nodes.start);
            match *op {
                Op::Constant(value) => results[0] = T::constant(value),
                Op::Parameter(number) => results[0] = T::splat(parameters[number]),
                Op::Unary(function, x) => {
                    for (y, x) in results.iter_mut().zip(&before[x..]) {
                        *y = function.call(*x);
                    }
                }
                Op::Binary(operator, a, b) => results[0] = operator.call(before[a], before[b]),
                Op::Affine(first, ref inputs) => {
                    let parameters = &parameters[first..][..nodes.len() * (inputs.len() + 1)];
                    T::affine_forward(parameters, &before[inputs.clone()], results);
                }
            }
        }
    }

    /// Computes adjoints from the values of the forward replay before it: how much Σ seed · output
    /// changes with each node, and, added to `sums`, with each parameter over all lanes.
    ///
    /// `seeds` holds a number for each output of the program; `sums` one for each parameter.
    #[inline(never)]
    pub fn backward<T: Number>(
        &self,
        parameters: &[T::Lane],
        seeds: &[T],
        replay: &mut Replay<T>,
        sums: &mut [T::Sum],
    ) {
        assert_eq!(sums.len(), self.parameters, "a sum for every parameter");
        replay.seed(seeds);
        let values = &replay.values;
        for Instruction { op, nodes } in self.instructions.iter().rev() {
            let (before, adjoints) = replay.adjoints[..nodes.end].split_at_mut(nodes.start);
            match *op {
                Op::Constant(_) => {}
                Op::Parameter(number) => adjoints[0].accumulate(&mut sums[number]),
                Op::Unary(function, x) if self.active[nodes.start] => {
                    let before = before[x..].iter_mut().zip(&values[x..]);
                    let results = adjoints.iter().zip(&values[nodes.clone()]);
                    for ((before, &x), (&adjoint, &y)) in before.zip(results) {
                        *before = *before + adjoint * function.slope(x, y);
                    }
                }
                Op::Binary(operator, a, b) if self.active[nodes.start] => {
                    let slopes = operator.slopes(values[a], values[b], values[nodes.start]);
                    for (operand, slope) in [a, b].into_iter().zip(slopes) {
                        if self.active[operand] {
                            before[operand] = before[operand] + adjoints[0] * slope;
                        }
                    }
                }
                Op::Unary(..) | Op::Binary(..) => {}
                Op::Affine(first, ref inputs) => {
                    let layer = first..first + nodes.len() * (inputs.len() + 1);
                    T::affine_to_parameters(
                        &values[inputs.clone()],
                        adjoints,
                        &mut sums[layer.clone()],
                    );
                    if self.active[inputs.clone()].contains(&true) {
                        T::affine_to_inputs(
                            &parameters[layer],
                            adjoints,
                            &mut before[inputs.clone()],
                        );
                    }
                }
            }
        }
    }
}

/// Names the nodes: each layer is one `affine`, and what is applied to its sums is its activation.
fn find_places(inputs: usize, nodes: usize, instructions: &[Instruction]) -> Vec<Place> {
    let mut places: Vec<Place> = (0..inputs).map(Place::Input).collect();
    places.resize(nodes, Place::Loss);
    let mut layer = 0;
    for Instruction { op, nodes } in instructions {
        for (index, node) in nodes.clone().enumerate() {
            places[node] = match *op {
                Op::Constant(_) => Place::Constant,
                Op::Parameter(number) => Place::Parameter(number),
                Op::Affine(..) => Place::Sum { layer, neuron: index },
                Op::Unary(_, x) => match places[x + index] {
                    Place::Sum { layer, neuron } => Place::Activation { layer, neuron },
                    _ => Place::Loss,
                },
                Op::Binary(..) => Place::Loss,
            };
        }
        layer += usize::from(matches!(op, Op::Affine(..)));
    }
    places
}

/// The values and adjoints of one replay; made once, used again for every replay.
#[derive(Clone, Debug)]
pub struct Replay<T> {
    values: Vec<T>,
    adjoints: Vec<T>,
    inputs: usize,
    outputs: Vec<usize>,
}

impl<T: Number> Replay<T> {
    /// The inputs of the next forward replay.
    pub fn inputs_mut(&mut self) -> &mut [T] {
        &mut self.values[..self.inputs]
    }

    /// The value of output `index` after a forward replay.
    pub fn output(&self, index: usize) -> T {
        self.values[self.outputs[index]]
    }

    /// Every node's value after a forward replay.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// Every node's adjoint after a backward replay; 0 for those that depend on no parameter.
    pub fn adjoints(&self) -> &[T] {
        &self.adjoints
    }

    fn seed(&mut self, seeds: &[T]) {
        assert_eq!(seeds.len(), self.outputs.len(), "a seed for every output");
        self.adjoints.fill(T::constant(0.0));
        for (&output, &seed) in self.outputs.iter().zip(seeds) {
            self.adjoints[output] = self.adjoints[output] + seed;
        }
    }
}
