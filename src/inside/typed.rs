//! A typed function's tape at a point: what each node holds, and what it sends back.

use crate::ad::expression::Expression;
use crate::ad::{Op, record};
use crate::inside::operation::{Kind, Operand};
use crate::inside::walk::{Arrival, Sweep, Walker};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A variable by its number.
    Variable(usize),
    /// A number.
    Constant,
    /// An operation.
    Operation(Kind),
}

/// What goes back to one of the nodes that a node reads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// That node.
    pub node: usize,
    /// How much the reading node's value changes with it.
    pub slope: f64,
    /// What is sent, and that node's adjoint after it; none to what does not depend on a variable.
    pub sent: Option<[f64; 2]>,
}

/// A node of the tape.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// Its value.
    pub value: f64,
    /// How much the function changes with it.
    pub adjoint: f64,
    /// Whether it depends on a variable.
    pub active: bool,
    /// What it reads, in order; of a variable and a constant nothing.
    pub edges: Vec<Edge>,
}

/// The whole tape.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// The variables, and then constants and operations in the order of the forward sweep.
    pub nodes: Vec<Node>,
    /// The node that holds the function's value.
    pub output: usize,
    /// The nodes of the operations in the order of the backward sweep.
    pub backward: Vec<usize>,
}

/// The tape of a function at a point of as many numbers as its [`arity`](Expression::arity), else it panics.
///
/// ```
/// use moongrad::{ad::expression::Expression, inside::typed::typed};
/// let tape = typed(&Expression::parse("x * y + sin x").unwrap(), &[1.0, 2.0]);
/// // x, y, x y, sin x, and their sum.
/// assert_eq!((tape.nodes.len(), tape.output), (5, 4));
/// assert_eq!([tape.nodes[0].adjoint, tape.nodes[1].adjoint], [2.5403023058681398, 1.0]);
/// assert_eq!(tape.nodes[2].edges[0].sent, Some([2.0, 2.5403023058681398]));
/// assert_eq!(tape.nodes[3].edges[0].sent, Some([0.5403023058681398, 0.5403023058681398]));
/// ```
pub fn typed(f: &Expression, at: &[f64]) -> Typed {
    // As inputs, so that a variable is a node from the start, and not an operation that reads a parameter.
    let program = record(at.len(), &[(); 0], |_, inputs| vec![f.call(inputs)]);
    let walker = Walker::new(&program.with_input_adjoints());
    let program = walker.program();
    let (forward, mut sums) = (walker.forward(&[], at), walker.sums());
    let mut nodes: Vec<Node> = (0..program.nodes())
        .map(|node| Node {
            role: if node < at.len() { Role::Variable(node) } else { Role::Constant },
            value: forward.values[node],
            adjoint: 0.0,
            active: program.is_active(node),
            edges: Vec::new(),
        })
        .collect();
    for operation in walker.operations() {
        nodes[operation.node].role = Role::Operation(operation.kind);
    }
    let mut backward = Vec::new();
    let sweep = Sweep { parameters: &[], fault: None };
    walker.backward(&forward, sweep, &mut sums, |sent| {
        let operation = walker.operations()[sent.operation];
        let operands = [Some(operation.left), operation.right].into_iter().flatten().enumerate();
        let edge = |(side, operand): (usize, Operand)| {
            let Operand::Node(node) = operand else { unreachable!("there is no parameter") };
            let is_sent = sent.arrivals[side] != Arrival::Never;
            let sent_there = is_sent.then_some([sent.amounts[side], sent.after[side]]);
            Edge { node, slope: sent.slopes[side], sent: sent_there }
        };
        nodes[operation.node].edges = operands.map(edge).collect();
        backward.push(operation.node);
    });
    for (node, adjoint) in nodes.iter_mut().zip(sums.adjoints) {
        node.adjoint = if node.active { adjoint } else { 0.0 };
    }
    debug_assert!(program.instructions().iter().all(|i| !matches!(i.op, Op::Parameter(_))));
    Typed { nodes, output: program.outputs()[0], backward }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ad::grad;

    fn tape(text: &str, at: &[f64]) -> Typed {
        typed(&Expression::parse(text).unwrap(), at)
    }

    #[test]
    fn its_value_and_gradient_are_those_of_the_engine() {
        let at = [0.7, -1.3, 2.1];
        for text in
            ["x * y * z", "x^5 + 2 x y / z", "tanh (x y) ln (3 z) - relu y", "y", "3", "e^(x - z)"]
        {
            let (f, tape) = (Expression::parse(text).unwrap(), tape(text, &at));
            assert_eq!(tape.nodes[tape.output].value, f.call(&at), "{text}");
            let adjoints: Vec<f64> = tape.nodes[..3].iter().map(|node| node.adjoint).collect();
            assert_eq!(adjoints, grad(|v| f.call(&v[..]), &at), "{text}");
        }
    }

    /// What arrives at a node is its adjoint, but for the seed of the output: nothing is lost on the way.
    #[test]
    fn what_is_sent_to_a_node_adds_up_to_its_adjoint() {
        let tape = tape("sin (x y) x + x^3 / (y + 2) + x", &[0.7, -1.3]);
        let mut arrived = vec![0.0; tape.nodes.len()];
        arrived[tape.output] = 1.0;
        for &number in &tape.backward {
            let node = &tape.nodes[number];
            assert_eq!(arrived[number], node.adjoint, "node {number} has all before it sends");
            for edge in &node.edges {
                if let Some([amount, after]) = edge.sent {
                    assert_eq!(amount, node.adjoint * edge.slope);
                    arrived[edge.node] += amount;
                    assert_eq!(arrived[edge.node], after);
                }
            }
        }
        for (node, arrived) in tape.nodes.iter().zip(arrived) {
            assert_eq!(node.adjoint, arrived);
        }
    }

    #[test]
    fn nothing_is_sent_to_a_constant() {
        let tape = tape("2 x", &[3.0]);
        let product = &tape.nodes[tape.output];
        let constant = product.edges.iter().find(|edge| edge.node != 0).unwrap();
        assert_eq!((tape.nodes[constant.node].role, constant.sent), (Role::Constant, None));
        assert_eq!((constant.slope, product.value), (3.0, 6.0));
    }
}
