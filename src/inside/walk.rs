//! A sample followed through the tape, forward and back, one operation after the other, with the engine's bits.

use crate::ad::{Function, Op, Program};
use crate::inside::fault::Fault;
use crate::inside::operation::{Kind, Operand, Operation, operations};
use crate::number::scalar::Number;

/// What a recording does, operation by operation.
#[derive(Clone, Debug)]
pub struct Walker {
    program: Program,
    operations: Vec<Operation>,
    /// The operations in the order of a backward sweep.
    backward: Vec<usize>,
}

/// What a forward sweep leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Forward<S> {
    /// Of each node.
    pub values: Vec<S>,
    /// Of each operation, its own result: of a term, what it adds.
    pub results: Vec<S>,
    /// Of each operation, its node's value after it: of a term, the sum so far.
    pub sums: Vec<S>,
}

/// How an amount arrives in a backward sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Nothing is sent: no gradient is asked for.
    Never = 0,
    /// The first in this sweep.
    Sets = 1,
    /// Any later one.
    Adds = 2,
}

/// What one operation does in a backward sweep, to its two operands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sent<S> {
    /// The number of the operation.
    pub operation: usize,
    /// The adjoint of its node.
    pub adjoint: S,
    /// How much its result changes with each operand.
    pub slopes: [S; 2],
    /// What each operand receives: slope times adjoint.
    pub amounts: [S; 2],
    /// How that arrives.
    pub arrivals: [Arrival; 2],
    /// The operand's adjoint after it.
    pub after: [S; 2],
}

/// What a backward sweep sums up.
#[derive(Clone, Debug, PartialEq)]
pub struct Sums<S> {
    /// Of each node.
    pub adjoints: Vec<S>,
    /// Of each parameter: added to what was there.
    pub gradient: Vec<S>,
}

/// How a backward sweep is made.
#[derive(Clone, Copy, Debug)]
pub struct Sweep<'a, S> {
    /// The parameters that the slopes by the inputs are taken from: the engine's are those of the forward sweep.
    pub parameters: &'a [S],
    /// What is done wrong.
    pub fault: Option<Fault>,
}

impl Walker {
    /// Of a recording.
    pub fn new(program: &Program) -> Self {
        let operations = operations(program);
        // Instructions go from the last to the first, the operations of one from its first to its last.
        let numbers: Vec<usize> = (0..operations.len()).collect();
        let of_one =
            |&a: &usize, &b: &usize| operations[a].instruction == operations[b].instruction;
        let backward = numbers.chunk_by(of_one).rev().flatten().copied();
        let backward = backward.filter(|&o| program.is_active(operations[o].node)).collect();
        Walker { program: program.clone(), operations, backward }
    }

    /// The recording.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The operations of a forward sweep.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The numbers of the operations of a backward sweep, in its order.
    pub fn backward_order(&self) -> &[usize] {
        &self.backward
    }

    /// No adjoint and no gradient yet.
    pub fn sums<S: Number>(&self) -> Sums<S> {
        let zeros = |count| vec![S::constant(0.0); count];
        Sums { adjoints: zeros(self.program.nodes()), gradient: zeros(self.program.parameters()) }
    }

    /// All values, from `parameters` and as many inputs as the recording has.
    pub fn forward<S: Number>(&self, parameters: &[S], inputs: &[S]) -> Forward<S> {
        let zero = S::constant(0.0);
        let mut values = vec![zero; self.program.nodes()];
        values[..inputs.len()].copy_from_slice(inputs);
        for instruction in self.program.instructions() {
            if let Op::Constant(value) = instruction.op {
                values[instruction.nodes.clone()].fill(S::constant(value));
            }
        }
        let (mut results, mut sums) = (Vec::new(), Vec::new());
        for operation in &self.operations {
            let read = |operand| read(operand, &values, parameters);
            let left = read(operation.left);
            let right = operation.right.map_or(zero, read);
            let result = match operation.kind {
                Kind::Bias | Kind::Read => left,
                Kind::Product => left * right,
                Kind::Unary(function) => function.call(left),
                Kind::Binary(operator) => operator.call(left, right),
            };
            let value = &mut values[operation.node];
            *value = if operation.kind == Kind::Product { *value + result } else { result };
            results.push(result);
            sums.push(*value);
        }
        Forward { values, results, sums }
    }

    /// Sends the adjoints of the outputs, 0 and 1, back; `note` is told of each operation.
    ///
    /// The adjoints in `sums` begin at 0 but for the fault that forgets that, the gradient goes on from what is there.
    pub fn backward<S: Number>(
        &self,
        forward: &Forward<S>,
        sweep: Sweep<S>,
        sums: &mut Sums<S>,
        mut note: impl FnMut(Sent<S>),
    ) {
        let Sweep { parameters, fault } = sweep;
        let mut reached = vec![fault == Some(Fault::Unzeroed); self.program.nodes()];
        // fault: unzeroed
        if fault != Some(Fault::Unzeroed) {
            sums.adjoints.fill(S::constant(0.0));
        }
        // fault: flipped
        let seed = if fault == Some(Fault::Flipped) { -1.0 } else { 1.0 };
        let loss = *self.program.outputs().last().expect("an output");
        sums.adjoints[loss] = sums.adjoints[loss] + S::constant(seed);
        reached[loss] = true;
        let order = &self.backward;
        for at in 0..order.len() {
            // fault: fromTheFront
            let at = if fault == Some(Fault::FromTheFront) { order.len() - 1 - at } else { at };
            let operation = order[at];
            let slopes = self.slopes(operation, forward, parameters, fault);
            note(self.send(operation, slopes, fault, sums, &mut reached));
        }
    }

    /// How much an operation's result changes with each of its operands.
    fn slopes<S: Number>(
        &self,
        number: usize,
        Forward { values, .. }: &Forward<S>,
        parameters: &[S],
        fault: Option<Fault>,
    ) -> [S; 2] {
        let Operation { kind, node, left, right, .. } = self.operations[number];
        let (one, zero) = (S::constant(1.0), S::constant(0.0));
        let read = |operand| read(operand, values, parameters);
        let (a, b) = (read(left), right.map_or(zero, read));
        // The hinge is a ReLU, too, but no neuron's.
        let output = self.program.outputs()[0];
        let leaks = |node| fault == Some(Fault::Leaky) && node < output;
        match kind {
            Kind::Bias | Kind::Read => [one, zero],
            Kind::Product => [b, a],
            // fault: leaky
            Kind::Unary(Function::Relu) if leaks(node) => [one, zero],
            Kind::Unary(function) => [function.slope(a, values[node]), zero],
            Kind::Binary(operator) => operator.slopes(a, b, values[node]),
        }
    }

    /// Sends slope times adjoint to each operand of which a gradient is asked.
    fn send<S: Number>(
        &self,
        number: usize,
        slopes: [S; 2],
        fault: Option<Fault>,
        sums: &mut Sums<S>,
        reached: &mut [bool],
    ) -> Sent<S> {
        let Operation { kind, node, left, right, .. } = self.operations[number];
        let (adjoint, zero) = (sums.adjoints[node], S::constant(0.0));
        let mut sent = Sent {
            operation: number,
            adjoint,
            slopes,
            amounts: [zero; 2],
            arrivals: [Arrival::Never; 2],
            after: [zero; 2],
        };
        for (side, operand) in [Some(left), right].into_iter().enumerate() {
            let Some(operand) = operand else { continue };
            let amount = adjoint * slopes[side];
            let after = match operand {
                Operand::Parameter(p) => {
                    // One arrival a sample; the sum goes on over the batch.
                    sent.arrivals[side] = Arrival::Sets;
                    sums.gradient[p] = sums.gradient[p] + amount;
                    sums.gradient[p]
                }
                Operand::Node(n) if self.program.is_active(n) => {
                    let is_first = !std::mem::replace(&mut reached[n], true);
                    // fault: overwriting
                    let is_set = is_first || fault == Some(Fault::Overwriting);
                    sent.arrivals[side] = if is_set { Arrival::Sets } else { Arrival::Adds };
                    let before = if is_set { zero } else { sums.adjoints[n] };
                    // The engine writes ReLU's first arrivals as they are: not even a sign of 0 gets lost.
                    let is_plain = is_first && kind == Kind::Unary(Function::Relu);
                    sums.adjoints[n] = if is_plain { amount } else { before + amount };
                    sums.adjoints[n]
                }
                Operand::Node(_) => continue,
            };
            (sent.amounts[side], sent.after[side]) = (amount, after);
        }
        sent
    }
}

fn read<S: Copy>(operand: Operand, values: &[S], parameters: &[S]) -> S {
    match operand {
        Operand::Node(node) => values[node],
        Operand::Parameter(number) => parameters[number],
    }
}
