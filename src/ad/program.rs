//! Replaying: a finished tape, run forward and backward with any type of number.

use crate::ad::op::{Function, Instruction, Op, Operator};
use crate::number::scalar::{Arrival, Number};
use std::ops::Range;

/// A finished tape: its leaves, operations and outputs.
///
/// Parameters are one value each, shared by all lanes; inputs have a value a lane.
///
/// ```
/// use moongrad::ad::record;
/// let program = record(1, &[0.0, 0.0], |p, x| vec![p[0] * x[0] * x[0] + p[1]]);
/// let mut replay = program.replay::<f64>(1);
/// replay.inputs_mut()[0] = 3.0;
/// program.forward(&[2.0, 1.0], &mut replay);
/// assert_eq!(replay.output(0), [19.0]);
/// let mut gradient = [0.0; 2];
/// program.backward(&[2.0, 1.0], &[1.0], &mut replay, &mut gradient);
/// assert_eq!(gradient, [9.0, 1.0]);
/// ```
#[derive(Clone, Debug)]
pub struct Program {
    inputs: usize,
    parameters: usize,
    instructions: Vec<Instruction>,
    outputs: Vec<usize>,
    /// Whether a node's value depends on what is differentiated by; only those get an adjoint.
    active: Vec<bool>,
    /// Whether an operation is the first, going backward, to reach all of its operands: it sets their
    /// adjoints where others add to them.
    first: Vec<bool>,
    /// The nodes whose adjoints no such operation sets: they begin at 0.
    cleared: Vec<usize>,
}

impl Program {
    pub(super) fn new(
        inputs: usize,
        parameters: usize,
        nodes: usize,
        instructions: Vec<Instruction>,
        outputs: Vec<usize>,
    ) -> Self {
        let active = vec![false; nodes];
        let (first, cleared) = (Vec::new(), Vec::new());
        let mut program =
            Program { inputs, parameters, instructions, outputs, active, first, cleared };
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
        program.active.truncate(nodes);
        program.find_first();
        program
    }

    fn find_active(&mut self) {
        for Instruction { op, nodes } in &self.instructions {
            let active = match *op {
                Op::Constant(_) => false,
                Op::Parameter(_) | Op::Affine(..) => true,
                Op::Unary(_, x) => self.active[x..x + nodes.len()].contains(&true),
                Op::Binary(_, ref a, ref b) => {
                    self.active[a.clone()].contains(&true) || self.active[b.clone()].contains(&true)
                }
            };
            self.active[nodes.clone()].fill(active);
        }
        self.find_first();
    }

    fn find_first(&mut self) {
        let mut reached = vec![false; self.active.len()];
        let mut cleared = vec![true; self.active.len()];
        self.outputs.iter().for_each(|&output| reached[output] = true);
        let first = self.instructions.iter().rev().map(|Instruction { op, nodes }| {
            let operands = match *op {
                Op::Unary(_, x) if self.active[nodes.start] => x..x + nodes.len(),
                Op::Affine(_, ref inputs) if self.active[inputs.clone()].contains(&true) => {
                    inputs.clone()
                }
                Op::Binary(_, ref a, ref b) => {
                    reached[a.clone()].fill(true);
                    reached[b.clone()].fill(true);
                    return false;
                }
                _ => return false,
            };
            let is_first = !reached[operands.clone()].contains(&true);
            reached[operands.clone()].fill(true);
            cleared[operands].fill(!is_first);
            is_first
        });
        self.first = first.collect();
        self.first.reverse();
        self.cleared = (0..cleared.len()).filter(|&node| cleared[node]).collect();
    }

    /// How many inputs the program has.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many parameters the program has.
    pub fn parameters(&self) -> usize {
        self.parameters
    }

    /// The nodes of its outputs.
    pub fn outputs(&self) -> &[usize] {
        &self.outputs
    }

    /// Whether a node's value depends on what is differentiated by: only those get an adjoint.
    pub fn is_active(&self, node: usize) -> bool {
        self.active[node]
    }

    /// The operations in the order of a forward replay.
    pub fn instructions(&self) -> &[Instruction] {
        &self.instructions
    }

    /// How many nodes the program has: its inputs, then the results of its operations.
    pub fn nodes(&self) -> usize {
        self.active.len()
    }

    /// Memory to replay the program in, for up to `width` numbers of type `T` a node.
    pub fn replay<T: Number>(&self, width: usize) -> Replay<T> {
        let zeros = vec![T::constant(0.0); self.active.len() * width];
        Replay {
            width,
            nodes: self.active.len(),
            values: zeros.clone(),
            adjoints: zeros,
            inputs: self.inputs,
            outputs: self.outputs.clone(),
        }
    }

    /// Computes every node's values from the `parameters` and the inputs set in `replay`.
    ///
    /// `replay` comes from [`Program::replay`] of this program, or of one that it is the first part of;
    /// `parameters` holds a value for each parameter, else it panics.
    #[inline(never)]
    pub fn forward<T: Number>(&self, parameters: &[T::Lane], replay: &mut Replay<T>) {
        assert!(parameters.len() == self.parameters, "a value for every parameter");
        let width = replay.width;
        let wide = |nodes: &Range<usize>| nodes.start * width..nodes.end * width;
        let mut instructions = self.instructions.iter().peekable();
        while let Some(Instruction { op, nodes }) = instructions.next() {
            let (before, after) = replay.values.split_at_mut(nodes.start * width);
            let (results, after) = after.split_at_mut(nodes.len() * width);
            match *op {
                Op::Constant(value) => results.fill(T::constant(value)),
                Op::Parameter(number) => results.fill(T::splat(parameters[number])),
                Op::Unary(function, x) => call(function, &before[x * width..], results),
                Op::Binary(operator, ref a, ref b) => {
                    combine(operator, &before[wide(a)], &before[wide(b)], results);
                }
                Op::Affine(first, ref inputs) => {
                    let layer = &parameters[first..][..nodes.len() * (inputs.len() + 1)];
                    // A layer's ReLU is done while its sums are in registers.
                    let relu = instructions.next_if(|next| next.is_relu_of(nodes));
                    let relu = &mut after[..relu.map_or(0, |_| results.len())];
                    T::affine_forward(width, layer, &before[wide(inputs)], results, relu);
                }
            }
        }
    }

    /// Computes adjoints from the values of the forward replay before it: how much Σ seed · output
    /// changes with each node, and, added to `sums` lane by lane, with each parameter.
    ///
    /// `seeds` holds a number for each output, `sums` one for each parameter, or none at all where only
    /// the nodes' adjoints are asked for.
    #[inline(never)]
    pub fn backward<T: Number>(
        &self,
        parameters: &[T::Lane],
        seeds: &[T],
        replay: &mut Replay<T>,
        sums: &mut [T],
    ) {
        let to_parameters = !sums.is_empty();
        assert!(!to_parameters || sums.len() == self.parameters, "a sum for every parameter");
        // walk: unzeroed
        replay.seed(seeds, &self.cleared);
        let Replay { width, ref values, ref mut adjoints, .. } = *replay;
        let wide = |nodes: &Range<usize>| nodes.start * width..nodes.end * width;
        // walk: fromTheFront
        let mut instructions = self.instructions.iter().zip(&self.first).rev().peekable();
        while let Some((Instruction { op, nodes }, &first)) = instructions.next() {
            let (before, adjoints) =
                adjoints[..nodes.end * width].split_at_mut(nodes.start * width);
            match *op {
                Op::Parameter(number) if to_parameters => {
                    sums[number] = adjoints.iter().fold(sums[number], |sum, &a| sum + a);
                }
                Op::Unary(function, x) if self.active[nodes.start] => {
                    let values = (&values[x * width..], &values[wide(nodes)]);
                    pull(function, values, &mut before[x * width..], adjoints, !first);
                }
                Op::Binary(operator, ref a, ref b) if self.active[nodes.start] => {
                    let values = [a, b, nodes].map(|nodes| &values[wide(nodes)]);
                    for (side, operand) in [a, b].into_iter().enumerate() {
                        if self.active[operand.clone()].contains(&true) {
                            pull_side(operator, side, values, &mut before[wide(operand)], adjoints);
                        }
                    }
                }
                Op::Constant(_) | Op::Parameter(_) | Op::Unary(..) | Op::Binary(..) => {}
                Op::Affine(number, ref inputs) => {
                    let layer = number..number + nodes.len() * (inputs.len() + 1);
                    if to_parameters {
                        let (values, sums) = (&values[wide(inputs)], &mut sums[layer.clone()]);
                        T::affine_to_parameters(width, values, adjoints, sums);
                    }
                    if self.active[inputs.clone()].contains(&true) {
                        let (before, operands) = before.split_at_mut(inputs.start * width);
                        let operands = &mut operands[..inputs.len() * width];
                        // The ReLU that these inputs are is gone back through at once, where nothing else is added.
                        let sums = inputs.start.saturating_sub(inputs.len())..inputs.start;
                        let is_relu =
                            |relu: &Instruction| relu.nodes == *inputs && relu.is_relu_of(&sums);
                        let arrival =
                            match instructions.next_if(|(i, set)| first && **set && is_relu(i)) {
                                Some(_) => Arrival::Relu {
                                    values: &values[wide(&sums)],
                                    adjoints: &mut before[wide(&sums)],
                                },
                                None if first => Arrival::Set,
                                None => Arrival::Add,
                            };
                        let layer = &parameters[layer];
                        T::affine_to_inputs(width, layer, adjoints, operands, arrival);
                    }
                }
            }
        }
    }
}

/// `results` = function of each of `operands`.
fn call<T: Number>(function: Function, operands: &[T], results: &mut [T]) {
    let pairs = results.iter_mut().zip(operands);
    match function {
        // A layer's activation is worth a loop of its own.
        Function::Relu => pairs.for_each(|(y, x)| *y = x.relu()),
        // walk: function
        _ => pairs.for_each(|(y, x)| *y = function.call(*x)),
    }
}

/// `results` = operator between each of `a` and of `b`, of which one may be a single node for all results.
fn combine<T: Number>(operator: Operator, a: &[T], b: &[T], results: &mut [T]) {
    let length = a.len().min(b.len());
    for (number, results) in results.chunks_exact_mut(length).enumerate() {
        let (a, b) = (part(a, number, length), part(b, number, length));
        let operands = results.iter_mut().zip(a.iter().zip(b));
        match operator {
            // The penalty's operator is worth a loop of its own.
            Operator::Mul => operands.for_each(|(y, (&a, &b))| *y = a * b),
            _ => operands.for_each(|(y, (&a, &b))| *y = operator.call(a, b)),
        }
    }
}

/// Part `number` of an operand's values, of this length; a shorter operand is the same for all.
fn part<T>(values: &[T], number: usize, length: usize) -> &[T] {
    if values.len() == length { values } else { &values[number * length..][..length] }
}

/// Sets the adjoint of each operand to that of its result times the slope there, or adds that to it.
fn pull<T: Number>(
    function: Function,
    (xs, ys): (&[T], &[T]),
    operands: &mut [T],
    results: &[T],
    add: bool,
) {
    let pairs = operands.iter_mut().zip(results).zip(xs.iter().zip(ys));
    match (function, add) {
        (Function::Relu, true) => {
            // walk: reluBack leaky
            pairs.for_each(|((dx, dy), (x, _))| *dx = *dx + *dy * x.relu_slope())
        }
        (Function::Relu, false) => pairs.for_each(|((dx, dy), (x, _))| *dx = *dy * x.relu_slope()),
        _ => pairs.for_each(|((dx, dy), (x, y))| {
            let before = if add { *dx } else { T::constant(0.0) };
            // walk: functionBack
            *dx = before + *dy * function.slope(*x, *y);
        }),
    }
}

/// Adds to the adjoint of one of two operands that of each result, times the slope by that operand.
fn pull_side<T: Number>(
    operator: Operator,
    side: usize,
    [a, b, y]: [&[T]; 3],
    operand: &mut [T],
    result: &[T],
) {
    let length = a.len().min(b.len());
    for (number, dy) in result.chunks_exact(length).enumerate() {
        let [a, b, y] = [a, b, y].map(|values| part(values, number, length));
        let first = if operand.len() == length { 0 } else { number * length };
        let pairs = operand[first..][..length].iter_mut().zip(dy);
        if operator == Operator::Mul {
            // The penalty's operator is worth a loop of its own.
            let slopes = [b, a][side];
            pairs.zip(slopes).for_each(|((dx, &dy), &slope)| *dx = *dx + dy * slope);
        } else {
            pairs.enumerate().for_each(|(i, (dx, &dy))| {
                // walk: operatorBack overwriting
                *dx = *dx + dy * operator.slopes(a[i], b[i], y[i])[side];
            });
        }
    }
}

/// The values and adjoints of one replay, node after node, each with as many numbers as the replay is
/// wide; made once, used again for every replay.
#[derive(Clone, Debug)]
pub struct Replay<T> {
    width: usize,
    nodes: usize,
    values: Vec<T>,
    adjoints: Vec<T>,
    inputs: usize,
    outputs: Vec<usize>,
}

impl<T: Number> Replay<T> {
    /// Numbers a node in the next replay: at most as many as the memory was made for.
    pub fn set_width(&mut self, width: usize) {
        assert!(self.nodes * width <= self.values.len(), "a width that there is memory for");
        self.width = width;
    }

    /// The inputs of the next forward replay, one after the other.
    pub fn inputs_mut(&mut self) -> &mut [T] {
        &mut self.values[..self.inputs * self.width]
    }

    /// The values of output `index` after a forward replay.
    pub fn output(&self, index: usize) -> &[T] {
        &self.values[self.outputs[index] * self.width..][..self.width]
    }

    /// Every node's values after a forward replay, node after node.
    pub fn values(&self) -> &[T] {
        &self.values[..self.nodes * self.width]
    }

    /// Every node's adjoints after a backward replay, node after node; 0 for those that depend on no
    /// parameter.
    pub fn adjoints(&self) -> &[T] {
        &self.adjoints[..self.nodes * self.width]
    }

    fn seed(&mut self, seeds: &[T], cleared: &[usize]) {
        assert!(seeds.len() == self.outputs.len(), "a seed for every output");
        for node in cleared {
            self.adjoints[node * self.width..][..self.width].fill(T::constant(0.0));
        }
        for (&output, &seed) in self.outputs.iter().zip(seeds) {
            for adjoint in &mut self.adjoints[output * self.width..][..self.width] {
                *adjoint = *adjoint + seed;
            }
        }
    }
}
