//! Recording: numbers that write down what is done with them.

use crate::ad::functor::Functor;
use crate::ad::op::{Function, Instruction, Op, Operator};
use crate::ad::program::Program;
use crate::number::scalar::{Scalar, plain_affine};
use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::ops::{Add, Deref, Div, Mul, Neg, Range, Sub};

/// The straight-line list of operations that a function of [`Var`]s leaves behind (a Wengert list).
///
/// Inputs are its first nodes; parameters have numbers of their own and become nodes only where they
/// are an operand outside a layer's weighted sums.
///
/// ```
/// use moongrad::ad::{Op, record};
/// let program = record(1, &[0.0], |p, x| vec![p[0] * x[0] + p[0]]);
/// // The input, the parameter once, the product, the sum.
/// assert_eq!(program.nodes(), 4);
/// assert_eq!(program.instructions()[0].op, Op::Parameter(0));
/// ```
#[derive(Debug, Default)]
pub struct Tape(RefCell<Recording>);

#[derive(Debug, Default)]
struct Recording {
    nodes: usize,
    instructions: Vec<Instruction>,
    leaves: Vec<(Leaf, usize)>,
}

/// What becomes a node once, however often it is an operand.
#[derive(Debug, PartialEq)]
enum Leaf {
    Parameter(usize),
    Constant(u64),
}

impl Recording {
    /// Appends an operation with `count` results and returns the first one's node.
    fn push(&mut self, op: Op, count: usize) -> usize {
        let first = self.nodes;
        self.nodes += count;
        self.instructions.push(Instruction { op, nodes: first..self.nodes });
        first
    }

    fn leaf(&mut self, leaf: Leaf, op: Op) -> usize {
        if let Some((_, node)) = self.leaves.iter().find(|(known, _)| *known == leaf) {
            return *node;
        }
        let node = self.push(op, 1);
        self.leaves.push((leaf, node));
        node
    }
}

impl Tape {
    /// The nodes that hold `var`.
    fn nodes(&self, var: Var) -> Range<usize> {
        let mut recording = self.0.borrow_mut();
        let node = match var.kind {
            Kind::Nodes(_, first, count) => return first..first + count,
            Kind::Parameter(_, number) => {
                recording.leaf(Leaf::Parameter(number), Op::Parameter(number))
            }
            Kind::Constant(value) => {
                recording.leaf(Leaf::Constant(value.to_bits()), Op::Constant(value))
            }
        };
        node..node + 1
    }

    /// Appends an operation with `count` results.
    fn push<'t>(&'t self, op: Op, count: usize) -> Var<'t> {
        let first = self.0.borrow_mut().push(op, count);
        Var::new(Kind::Nodes(self, first, count))
    }
}

/// A recording number: a constant, or a place on the tape `'t`.
///
/// It has no value, so nothing can be asked of it, and the lifetime keeps it on its tape. Leaking a
/// variable does not compile:
///
/// ```compile_fail,E0521
/// use moongrad::ad::{Var, grad};
/// let leaked = std::cell::Cell::new(None);
/// grad(|x| { leaked.set(Some(x[0])); x[0] }, &[1.0]);
/// ```
///
/// nor does mixing two tapes ("lifetime may not live long enough"):
///
/// ```compile_fail
/// use moongrad::ad::grad;
/// grad(|x| { grad(|y| x[0] * y[0], &[1.0]); x[0] }, &[1.0]);
/// ```
///
/// nor branching on a value:
///
/// ```compile_fail,E0369
/// use moongrad::ad::grad;
/// grad(|x| if x[0] > x[1] { x[0] } else { x[1] }, &[1.0, 2.0]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Var<'t> {
    kind: Kind<'t>,
    /// Makes `'t` invariant: a variable of a longer-lived tape is not one of this.
    brand: PhantomData<Cell<&'t ()>>,
}

#[derive(Clone, Copy, Debug)]
enum Kind<'t> {
    Constant(f64),
    Parameter(&'t Tape, usize),
    /// So many nodes from this one on: one, but within [`Scalar::map`], where one variable stands for a run.
    Nodes(&'t Tape, usize, usize),
}

impl<'t> Var<'t> {
    fn new(kind: Kind<'t>) -> Self {
        Var { kind, brand: PhantomData }
    }

    fn tape(self) -> Option<&'t Tape> {
        match self.kind {
            Kind::Constant(_) => None,
            Kind::Parameter(tape, _) | Kind::Nodes(tape, ..) => Some(tape),
        }
    }

    fn unary(self, function: Function) -> Self {
        match self.kind {
            Kind::Constant(x) => Var::constant(function.call(x)),
            Kind::Parameter(tape, _) | Kind::Nodes(tape, ..) => {
                let nodes = tape.nodes(self);
                tape.push(Op::Unary(function, nodes.start), nodes.len())
            }
        }
    }

    fn binary(self, operator: Operator, other: Self) -> Self {
        match (self.kind, other.kind, self.tape().or(other.tape())) {
            (Kind::Constant(a), Kind::Constant(b), _) => Var::constant(operator.call(a, b)),
            (_, _, tape) => {
                let tape = tape.expect("one of the two is not a constant");
                let (a, b) = (tape.nodes(self), tape.nodes(other));
                let count = a.len().max(b.len());
                assert!([1, count].contains(&a.len().min(b.len())), "runs of one length");
                tape.push(Op::Binary(operator, a, b), count)
            }
        }
    }

    /// One variable for each of a run's nodes; what is no run is the same for all.
    fn each(self, count: usize) -> Vec<Self> {
        match self.kind {
            Kind::Nodes(tape, first, run) if run == count => {
                (first..first + count).map(|node| Var::new(Kind::Nodes(tape, node, 1))).collect()
            }
            _ => vec![self; count],
        }
    }

    /// The number of this parameter, where it is one.
    fn parameter(&self) -> Option<usize> {
        match self.kind {
            Kind::Parameter(_, number) => Some(number),
            _ => None,
        }
    }

    /// This variable's node on the tape, where it is one: a constant and a parameter are none.
    ///
    /// What is recorded can so be found again in the program's [`Replay`](super::Replay).
    pub fn node(&self) -> Option<usize> {
        match self.kind {
            Kind::Nodes(_, node, 1) => Some(node),
            _ => None,
        }
    }
}

/// The numbers of `vars` as a range, where they follow one another.
fn run<'t>(vars: &[Var<'t>], number: impl Fn(&Var<'t>) -> Option<usize>) -> Option<Range<usize>> {
    let first = number(vars.first()?)?;
    let follows = |(index, var)| number(var) == Some(first + index);
    vars.iter().enumerate().all(follows).then_some(first..first + vars.len())
}

/// The tape and the nodes of `vars`, where they follow one another.
fn nodes<'t>(vars: &[Var<'t>]) -> Option<(&'t Tape, Range<usize>)> {
    Some((vars.first()?.tape()?, run(vars, Var::node)?))
}

impl Scalar for Var<'_> {
    fn constant(value: f64) -> Self {
        Var::new(Kind::Constant(value))
    }
    fn relu(self) -> Self {
        self.unary(Function::Relu)
    }
    fn tanh(self) -> Self {
        self.unary(Function::Tanh)
    }
    fn sin(self) -> Self {
        self.unary(Function::Sin)
    }
    fn cos(self) -> Self {
        self.unary(Function::Cos)
    }
    fn exp(self) -> Self {
        self.unary(Function::Exp)
    }
    fn ln(self) -> Self {
        self.unary(Function::Ln)
    }

    /// One operation on the tape where the parameters and the inputs each follow one another, as a
    /// network's do; else the plain sums of products.
    fn affine(parameters: &[Self], inputs: &[Self]) -> Vec<Self> {
        match (run(parameters, Var::parameter), nodes(inputs)) {
            (Some(numbers), Some((tape, nodes))) => {
                let neurons = numbers.len() / (nodes.len() + 1);
                assert!(neurons * (nodes.len() + 1) == numbers.len(), "whole neurons");
                tape.push(Op::Affine(numbers.start, nodes), neurons).each(neurons)
            }
            _ => plain_affine(parameters, inputs),
        }
    }

    /// Each operation of `f` once on the tape, for all values together, where these follow one another, as
    /// a layer's do.
    fn map(values: &[Self], f: impl Fn(Self) -> Self) -> Vec<Self> {
        match nodes(values) {
            Some((tape, nodes)) => {
                f(Var::new(Kind::Nodes(tape, nodes.start, nodes.len()))).each(values.len())
            }
            None => values.iter().map(|&value| f(value)).collect(),
        }
    }
}

impl Neg for Var<'_> {
    type Output = Self;
    fn neg(self) -> Self {
        self.unary(Function::Neg)
    }
}

macro_rules! impl_operator {
    ($($trait:ident $method:ident),*) => {$(
        impl<'t> $trait for Var<'t> {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                self.binary(Operator::$trait, other)
            }
        }
        impl<'t> $trait<f64> for Var<'t> {
            type Output = Self;
            fn $method(self, other: f64) -> Self {
                self.binary(Operator::$trait, Var::constant(other))
            }
        }
        impl<'t> $trait<Var<'t>> for f64 {
            type Output = Var<'t>;
            fn $method(self, other: Var<'t>) -> Var<'t> {
                Var::constant(self).binary(Operator::$trait, other)
            }
        }
    )*};
}
impl_operator!(Add add, Sub sub, Mul mul, Div div);

/// The parameters `P` of a function under recording, as variables; it derefs to their container.
///
/// A newtype, since `for<'t> Fn(P::Of<Var<'t>>) -> Var<'t>` is rejected (E0582): there `'t` would stand
/// only inside a projection.
pub struct Vars<'t, P: Functor>(P::Of<Var<'t>>);

impl<'t, P: Functor> Deref for Vars<'t, P> {
    type Target = P::Of<Var<'t>>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// Records `f` once, for parameters in the shape of `parameters` (whose values do not matter) and for
/// `inputs` inputs, and returns the program that gives its outputs for any values of both.
///
/// ```
/// use moongrad::ad::record;
/// let program = record(1, &[0.0], |p, x| vec![p[0] * x[0]]);
/// let mut replay = program.replay::<f64>(1);
/// replay.inputs_mut()[0] = 6.0;
/// program.forward(&[7.0], &mut replay);
/// assert_eq!(replay.output(0), [42.0]);
/// ```
pub fn record<P: Functor>(
    inputs: usize,
    parameters: &P,
    f: impl for<'t> FnOnce(&Vars<'t, P>, &[Var<'t>]) -> Vec<Var<'t>>,
) -> Program {
    let tape = Tape::default();
    tape.0.borrow_mut().nodes = inputs;
    let mut count = 0;
    let vars = parameters.map(&mut |_| {
        count += 1;
        Var::new(Kind::Parameter(&tape, count - 1))
    });
    let nodes = Var::new(Kind::Nodes(&tape, 0, inputs)).each(inputs);
    let outputs =
        f(&Vars(vars), &nodes).into_iter().map(|output| tape.nodes(output).start).collect();
    let Recording { nodes, instructions, .. } = tape.0.take();
    Program::new(inputs, count, nodes, instructions, outputs)
}
