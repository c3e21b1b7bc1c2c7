//! What a gradient costs: the tape read once from its end, or every path from the loss to a leaf followed by itself.

use crate::ad::{Program, record};
use crate::inside::operation::{Operand, operations};

/// How many multiplications, slope times what was sent so far, a gradient by some leaves takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Reading the tape once from its end: one for each operand that something is sent to.
    pub once: u64,
    /// Paths from the loss to a leaf.
    pub ways: u64,
    /// Following each of them by itself: one for each step of it.
    pub every: u64,
}

/// A step of a path: from an operation's result back to one of its operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The node that the operation writes.
    pub node: usize,
    /// 0 for its left operand, 1 for its right one.
    pub side: usize,
    /// That operand.
    pub to: Operand,
}

/// All paths from the last output of a recording to some of its leaves.
#[derive(Clone, Debug)]
pub struct Paths {
    /// Those that lie on a path, in the order of a forward sweep.
    edges: Vec<Edge>,
    inputs: usize,
    nodes: usize,
    loss: usize,
}

impl Paths {
    /// To the leaves that are wanted, of those of which a gradient can be asked: parameters, and inputs with adjoints.
    ///
    /// What is multiplied with a number that is fixed has no path to it. For the talk's network, from the loss to all
    /// 337 parameters:
    ///
    /// ```
    /// use moongrad::inside::paths::{Cost, Paths, doubling};
    /// use moongrad::model::mlp::{Activation, Layer, Mlp, Neuron};
    /// use moongrad::model::objective::Objective;
    /// let layer = |inputs, neurons| Layer(vec![Neuron { weights: vec![0.0; inputs], bias: 0.0 }; neurons]);
    /// let layers = vec![layer(2, 16), layer(16, 16), layer(16, 1)];
    /// let network = Mlp { layers, activation: Activation::Relu };
    /// let cost = Paths::new(Objective::record(&network).sample(), |_| true).cost();
    /// assert_eq!(cost, Cost { once: 645, ways: 1057, every: 8901 });
    /// let doubled = Paths::new(&doubling(2), |_| true).cost();
    /// assert_eq!(doubled, Cost { once: 4, ways: 4, every: 8 });
    /// ```
    pub fn new(program: &Program, wanted: impl Fn(Operand) -> bool) -> Self {
        let is_leaf = |operand| match operand {
            Operand::Parameter(_) => wanted(operand),
            Operand::Node(n) => n < program.inputs() && program.is_active(n) && wanted(operand),
        };
        let mut leads = vec![false; program.nodes()];
        let mut edges = Vec::new();
        for operation in operations(program) {
            let node = operation.node;
            for (side, to) in [Some(operation.left), operation.right].into_iter().enumerate() {
                let Some(to) = to else { continue };
                let goes_on = matches!(to, Operand::Node(n) if leads[n]);
                if goes_on || is_leaf(to) {
                    edges.push(Edge { node, side, to });
                    leads[node] = true;
                }
            }
        }
        let loss = *program.outputs().last().expect("an output");
        Paths { edges, inputs: program.inputs(), nodes: program.nodes(), loss }
    }

    /// How many they are, and what they cost; the largest number stands for all beyond it.
    pub fn cost(&self) -> Cost {
        // Of each node: the paths that lead there, and all their steps together.
        let mut arrived = vec![(0_u64, 0_u64); self.nodes];
        arrived[self.loss].0 = 1;
        let mut cost = Cost::default();
        for &Edge { node, to, .. } in self.edges.iter().rev() {
            let (ways, steps) = arrived[node];
            let steps = steps.saturating_add(ways);
            cost.once += u64::from(ways > 0);
            let (all, total) = match self.goes_on(to).map(|next| &mut arrived[next]) {
                Some((all, total)) => (all, total),
                None => (&mut cost.ways, &mut cost.every),
            };
            *all = all.saturating_add(ways);
            *total = total.saturating_add(steps);
        }
        cost
    }

    /// The first `most` of them, step by step.
    pub fn first(&self, most: usize) -> Vec<Vec<Edge>> {
        let mut of = vec![Vec::new(); self.nodes];
        for &edge in &self.edges {
            of[edge.node].push(edge);
        }
        let (mut found, mut open) = (Vec::new(), vec![(Some(self.loss), Vec::new())]);
        while let (Some((node, way)), true) = (open.pop(), found.len() < most) {
            let Some(node) = node else {
                found.push(way);
                continue;
            };
            let longer = |&edge: &Edge| (self.goes_on(edge.to), [way.as_slice(), &[edge]].concat());
            open.extend(of[node].iter().rev().map(longer));
        }
        found
    }

    /// The node from which a path goes on; none where it ends.
    fn goes_on(&self, operand: Operand) -> Option<usize> {
        match operand {
            Operand::Node(n) if n >= self.inputs => Some(n),
            _ => None,
        }
    }
}

/// An input plus itself, that plus itself, and so on: each time, twice as many paths.
pub fn doubling(times: usize) -> Program {
    let doubled =
        record(1, &[(); 0], |_, inputs| vec![(0..times).fold(inputs[0], |sum, _| sum + sum)]);
    doubled.with_input_adjoints()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::limits::Choice;
    use crate::inside::operation::Operation;
    use crate::inside::walk::{Arrival, Sweep, Walker};
    use crate::model::loss::Loss;
    use crate::model::mlp::{Activation, Mlp};
    use crate::model::objective::Objective;
    use proptest::prelude::*;

    fn recorded(hidden: &[usize], activation: Activation, loss: Loss) -> Objective {
        Objective::record_with(&Mlp::<f32>::zeros(hidden, activation), loss)
    }

    /// Every path from a node, by its length, the plain way.
    fn follow(
        node: usize,
        length: u64,
        all: &[Operation],
        leaf: Option<Operand>,
        note: &mut impl FnMut(u64),
    ) {
        for operation in all.iter().filter(|operation| operation.node == node) {
            for operand in [Some(operation.left), operation.right].into_iter().flatten() {
                match operand {
                    Operand::Node(n) => follow(n, length + 1, all, leaf, note),
                    _ if leaf.is_none_or(|leaf| leaf == operand) => note(length + 1),
                    _ => {}
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn the_counts_are_those_of_paths_followed_one_by_one(
            hidden in prop::collection::vec(1_usize..4, 0..4),
            activation in prop::sample::select(Activation::ALL),
            loss in prop::sample::select(Loss::ALL),
            any: usize,
        ) {
            let objective = recorded(&hidden, activation, loss);
            let program = objective.sample();
            let one = Operand::Parameter(any % program.parameters());
            for leaf in [None, Some(one)] {
                let (mut ways, mut every) = (0, 0);
                let all = operations(program);
                follow(program.outputs()[1], 0, &all, leaf, &mut |steps| {
                    ways += 1;
                    every += steps;
                });
                let paths = Paths::new(program, |operand| leaf.is_none_or(|leaf| leaf == operand));
                let cost = paths.cost();
                prop_assert_eq!((cost.ways, cost.every), (ways, every));
                let first = paths.first(usize::MAX);
                let steps: usize = first.iter().map(Vec::len).sum();
                prop_assert_eq!((first.len() as u64, steps as u64), (ways, every));
                let two: Vec<_> = first.into_iter().take(2).collect();
                prop_assert_eq!(paths.first(2), two);
            }
        }

        #[test]
        fn read_once_is_what_a_walk_sends(
            hidden in prop::collection::vec(1_usize..9, 0..7),
            loss in prop::sample::select(Loss::ALL),
        ) {
            let objective = recorded(&hidden, Activation::Relu, loss);
            let walker = Walker::new(objective.sample());
            let parameters = vec![0.5_f32; objective.sample().parameters()];
            let forward = walker.forward(&parameters, &[1.0, 2.0, -1.0, 1.0]);
            let mut sent = 0;
            let sweep = Sweep { parameters: &parameters, fault: None };
            walker.backward(&forward, sweep, &mut walker.sums(), |one| {
                sent += one.arrivals.iter().filter(|&&how| how != Arrival::Never).count() as u64;
            });
            prop_assert_eq!(Paths::new(objective.sample(), |_| true).cost().once, sent);
        }
    }

    #[test]
    fn six_layers_of_32_take_72_billion_multiplications_path_by_path() {
        let objective = recorded(&[32; 6], Activation::Relu, Loss::Hinge);
        let cost = Paths::new(objective.sample(), |_| true).cost();
        assert_eq!((cost.once, cost.every), (10_757, 71_832_322_437));
        let doubled = Paths::new(&doubling(20), |_| true).cost();
        assert_eq!(doubled, Cost { once: 40, ways: 1 << 20, every: 20_971_520 });
    }

    #[test]
    fn the_ways_of_a_doubling_come_in_order() {
        let ways = Paths::new(&doubling(2), |_| true).first(9);
        let sides: Vec<Vec<usize>> =
            ways.iter().map(|way| way.iter().map(|edge| edge.side).collect()).collect();
        assert_eq!(sides, [[0, 0], [0, 1], [1, 0], [1, 1]]);
    }
}
