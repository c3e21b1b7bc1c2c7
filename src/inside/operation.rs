//! The recorded tape, cut into operations on single numbers, in the order of the engine's sweeps.

use crate::ad::{Function, Op, Operator, Program};

/// Where an operation reads a number, and so where its backward operation sends one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A node of the tape.
    Node(usize),
    /// A parameter by its number.
    Parameter(usize),
}

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A sum begins with its bias.
    Bias,
    /// A weight times an input, which is added to the sum.
    Product,
    /// A parameter is read into a node.
    Read,
    /// A function of one number.
    Unary(Function),
    /// An operator between two numbers.
    Binary(Operator),
}

/// One operation. A layer's weighted sums, one instruction of the tape, are as many as they have terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// What it does.
    pub kind: Kind,
    /// The tape's instruction that it is of.
    pub instruction: usize,
    /// Where its result goes; a term is added to what is there.
    pub node: usize,
    /// What it reads; of a product, the weight.
    pub left: Operand,
    /// What else it reads; of a product, the input.
    pub right: Option<Operand>,
}

/// The operations of a recording in the order of a forward sweep; constants take none.
///
/// ```
/// use moongrad::ad::record;
/// use moongrad::inside::operation::operations;
/// // a + a, and that plus itself.
/// let program = record(1, &[(); 0], |_, inputs| {
///     let b = inputs[0] + inputs[0];
///     vec![b + b]
/// });
/// assert_eq!(operations(&program).len(), 2);
/// ```
pub fn operations(program: &Program) -> Vec<Operation> {
    let mut all = Vec::new();
    for (instruction, step) in program.instructions().iter().enumerate() {
        let mut push = |kind, node, left, right| {
            all.push(Operation { kind, instruction, node, left, right });
        };
        for (number, node) in step.nodes.clone().enumerate() {
            // A single node is the operand of all results.
            let of = |run: &std::ops::Range<usize>| {
                Operand::Node(run.start + if run.len() == 1 { 0 } else { number })
            };
            match step.op {
                Op::Constant(_) => {}
                Op::Parameter(p) => push(Kind::Read, node, Operand::Parameter(p), None),
                Op::Unary(function, x) => {
                    push(Kind::Unary(function), node, Operand::Node(x + number), None);
                }
                Op::Binary(operator, ref a, ref b) => {
                    push(Kind::Binary(operator), node, of(a), Some(of(b)));
                }
                Op::Affine(first, ref inputs) => {
                    let first = first + number * (inputs.len() + 1);
                    let bias = Operand::Parameter(first + inputs.len());
                    push(Kind::Bias, node, bias, None);
                    for (i, input) in inputs.clone().enumerate() {
                        let weight = Operand::Parameter(first + i);
                        push(Kind::Product, node, weight, Some(Operand::Node(input)));
                    }
                }
            }
        }
    }
    all
}
