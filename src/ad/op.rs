//! The operations of a tape, each with its derivative beside it.

use crate::number::scalar::{Number, Scalar};
use std::ops::Range;

/// A function of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// −x
    Neg,
    /// max(0, x)
    Relu,
    /// tanh x
    Tanh,
    /// sin x
    Sin,
    /// cos x
    Cos,
    /// eˣ
    Exp,
    /// ln x
    Ln,
}

impl Function {
    /// All of them.
    pub const ALL: [Function; 7] = {
        use Function::*;
        [Neg, Relu, Tanh, Sin, Cos, Exp, Ln]
    };

    /// The value y at `x`.
    pub fn call<S: Scalar>(self, x: S) -> S {
        match self {
            Function::Neg => -x,
            Function::Relu => x.relu(),
            Function::Tanh => x.tanh(),
            Function::Sin => x.sin(),
            Function::Cos => x.cos(),
            Function::Exp => x.exp(),
            Function::Ln => x.ln(),
        }
    }

    /// The slope dy/dx at `x`, where the value is `y`.
    pub fn slope<T: Number>(self, x: T, y: T) -> T {
        match self {
            Function::Neg => T::constant(-1.0),
            Function::Relu => x.relu_slope(),
            Function::Tanh => T::constant(1.0) - y * y,
            Function::Sin => x.cos(),
            Function::Cos => -x.sin(),
            Function::Exp => y,
            Function::Ln => T::constant(1.0) / x,
        }
    }
}

/// A function of two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// a + b
    Add,
    /// a − b
    Sub,
    /// a · b
    Mul,
    /// a / b
    Div,
}

impl Operator {
    /// All of them.
    pub const ALL: [Operator; 4] = [Operator::Add, Operator::Sub, Operator::Mul, Operator::Div];

    /// The value y at `a` and `b`.
    pub fn call<S: Scalar>(self, a: S, b: S) -> S {
        match self {
            Operator::Add => a + b,
            Operator::Sub => a - b,
            Operator::Mul => a * b,
            Operator::Div => a / b,
        }
    }

    /// The slopes dy/da and dy/db, where the value is `y`.
    pub fn slopes<T: Number>(self, a: T, b: T, y: T) -> [T; 2] {
        let one = T::constant(1.0);
        match self {
            Operator::Add => [one, one],
            Operator::Sub => [one, -one],
            Operator::Mul => [b, a],
            Operator::Div => [one / b, -y / b],
        }
    }
}

/// One operation of a tape; numbers are those of the nodes that it reads.
#[derive(Clone, Debug, PartialEq)]
pub enum Op {
    /// The same value in every replay.
    Constant(f64),
    /// A parameter by its number, read into a node so that it can be an operand.
    Parameter(usize),
    /// A function of the node given, and of those after it where it writes several.
    Unary(Function, usize),
    /// An operator between two runs of nodes, each as long as the results or a single node for all of them.
    Binary(Operator, Range<usize>, Range<usize>),
    /// A layer's weighted sums ([`Scalar::affine`]): the number of its first parameter, its inputs.
    Affine(usize, Range<usize>),
}

/// An operation and the nodes that it writes, all of them after those that it reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Instruction {
    /// What is done.
    pub op: Op,
    /// Where the results go.
    pub nodes: Range<usize>,
}

impl Instruction {
    /// Whether it is the ReLU of all these nodes.
    pub(super) fn is_relu_of(&self, nodes: &Range<usize>) -> bool {
        self.op == Op::Unary(Function::Relu, nodes.start) && self.nodes.len() == nodes.len()
    }
}
