//! The network seen from inside: what each of its units does over points of the plane.

use crate::ad::{Program, Replay};
use crate::model::objective::{Objective, WIDTH, groups, split};
use crate::number::lanes::Lanes;
use crate::number::scalar::{Number, Scalar};

/// What is asked of a unit, at each point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// Its output.
    Output,
    /// Its share of f: its output times ∂f/∂output. The shares of the last hidden layer and the bias of
    /// the output add up to f.
    Share,
}

/// The recorded network up to its output f, replayed over points; only what it returns is allocated.
///
/// Units are the two inputs and then the hidden neurons, layer by layer. An input has no share of its
/// own: it always shows its value.
#[derive(Clone, Debug)]
pub struct Units {
    program: Program,
    replay: Replay<Lanes>,
    /// The node of each unit.
    nodes: Vec<usize>,
}

impl Units {
    /// The units of the network that `objective` was recorded of.
    pub fn new(objective: &Objective) -> Self {
        let program = objective.output().clone();
        Units { nodes: objective.units().to_vec(), replay: program.replay(WIDTH), program }
    }

    /// How many units there are, the two inputs included.
    pub fn count(&self) -> usize {
        self.nodes.len()
    }

    /// The network's output f at each of `points`, into `outputs`, in place of what was there.
    pub fn predict(&mut self, parameters: &[f32], points: &[[f32; 2]], outputs: &mut Vec<f32>) {
        outputs.clear();
        for group in groups(points) {
            self.replay_over(parameters, group, Aspect::Output);
            let values = self.replay.output(0).iter().flat_map(|output| output.to_array());
            outputs.extend(values.take(group.len()));
        }
    }

    /// One unit's picture: what is asked of it, at each of `points`.
    pub fn picture(
        &mut self,
        parameters: &[f32],
        points: &[[f32; 2]],
        unit: usize,
        aspect: Aspect,
    ) -> Vec<f32> {
        self.pictures_of(parameters, points, unit..unit + 1, aspect)
    }

    /// The pictures of all units, one after the other.
    pub fn pictures(
        &mut self,
        parameters: &[f32],
        points: &[[f32; 2]],
        aspect: Aspect,
    ) -> Vec<f32> {
        self.pictures_of(parameters, points, 0..self.count(), aspect)
    }

    fn pictures_of(
        &mut self,
        parameters: &[f32],
        points: &[[f32; 2]],
        units: std::ops::Range<usize>,
        aspect: Aspect,
    ) -> Vec<f32> {
        let mut values = vec![0.0; units.len() * points.len()];
        let mut first = 0;
        for group in groups(points) {
            self.replay_over(parameters, group, aspect);
            for (picture, unit) in values.chunks_exact_mut(points.len()).zip(units.clone()) {
                write(&mut picture[first..first + group.len()], self.values(unit, aspect));
            }
            first += group.len();
        }
        values
    }

    /// For each hidden neuron, the share of `points` at which its output is above 0; 0 without points.
    pub fn activity(&mut self, parameters: &[f32], points: &[[f32; 2]]) -> Vec<f32> {
        let pictures = self.pictures_of(parameters, points, 2..self.count(), Aspect::Output);
        let active = |picture: &[f32]| picture.iter().filter(|&&output| output > 0.0).count();
        let shares = pictures.chunks_exact(points.len().max(1));
        let mut shares: Vec<f32> =
            shares.map(|picture| active(picture) as f32 / points.len() as f32).collect();
        shares.resize(self.count() - 2, f32::NAN);
        shares
    }

    /// Forward to f, and where shares are asked for back from it. Lanes without a point repeat the last.
    fn replay_over(&mut self, parameters: &[f32], points: &[[f32; 2]], aspect: Aspect) {
        let width = points.len().div_ceil(Lanes::LANES);
        self.replay.set_width(width);
        let [x, y] = split(self.replay.inputs_mut(), width);
        for (points, (x, y)) in points.chunks(Lanes::LANES).zip(x.iter_mut().zip(y)) {
            let point = |lane: usize| points[lane.min(points.len() - 1)];
            *x = Lanes::from_lanes(|lane| point(lane)[0]);
            *y = Lanes::from_lanes(|lane| point(lane)[1]);
        }
        self.program.forward(parameters, &mut self.replay);
        if aspect == Aspect::Share {
            self.program.backward(parameters, &[Lanes::constant(1.0)], &mut self.replay, &mut []);
        }
    }

    /// What is asked of a unit, after [`Units::replay_over`].
    fn values(&self, unit: usize, aspect: Aspect) -> impl Iterator<Item = Lanes> {
        let width = self.replay.output(0).len();
        let at = self.nodes[unit] * width..(self.nodes[unit] + 1) * width;
        let is_share = aspect == Aspect::Share && unit >= 2;
        let pairs = self.replay.values()[at.clone()].iter().zip(&self.replay.adjoints()[at]);
        pairs.map(move |(&value, &adjoint)| if is_share { value * adjoint } else { value })
    }
}

/// One lane after the other, as many as there is room for.
fn write(results: &mut [f32], values: impl Iterator<Item = Lanes>) {
    for (results, values) in results.chunks_mut(Lanes::LANES).zip(values) {
        results.copy_from_slice(&values.to_array()[..results.len()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ad::functor::Functor;
    use crate::data::limits::Choice;
    use crate::data::random::{Use, generator};
    use crate::model::mlp::{Activation, Mlp};
    use proptest::prelude::*;

    fn network(hidden: &[usize], activation: Activation) -> Mlp<f32> {
        let mut rng = generator(4, Use::Weights, 0);
        let mlp = Mlp::init(&[&[2], hidden].concat(), activation, &mut rng);
        // Biases that are not zero, so that they matter.
        mlp.map(&mut |p| if *p == 0.0 { 0.3 } else { *p })
    }

    fn points(count: usize) -> Vec<[f32; 2]> {
        (0..count).map(|i| [i as f32 / 40.0 - 1.5, (i * i % 97) as f32 / 30.0 - 1.5]).collect()
    }

    fn predict(units: &mut Units, parameters: &[f32], points: &[[f32; 2]]) -> Vec<f32> {
        let mut outputs = Vec::new();
        units.predict(parameters, points, &mut outputs);
        outputs
    }

    /// f when a hidden neuron's output is replaced, in f64, layer by layer; and that output.
    fn call_with(
        mlp: &Mlp<f32>,
        point: [f32; 2],
        neuron: (usize, usize),
        by: Option<f64>,
    ) -> (f64, f64) {
        let mlp = mlp.map(&mut |p| f64::from(*p));
        let mut values: Vec<f64> = point.map(f64::from).to_vec();
        let mut own = 0.0;
        for (number, layer) in mlp.layers.iter().enumerate() {
            let is_output = number + 1 == mlp.layers.len();
            values = layer.call(&values, |x| if is_output { x } else { mlp.activation.call(x) });
            if number == neuron.0 {
                own = values[neuron.1];
                values[neuron.1] = by.unwrap_or(own);
            }
        }
        (values[0], own)
    }

    #[test]
    fn predictions_are_the_networks_outputs() {
        for count in [0, 1, 5, 1000] {
            let mlp = network(&[5, 3], Activation::Tanh);
            let mut units = Units::new(&Objective::record(&mlp));
            let outputs = predict(&mut units, &mlp.elements(), &points(count));
            assert_eq!(outputs.len(), count);
            for (point, output) in points(count).iter().zip(outputs) {
                assert!((mlp.call(point) - output).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn the_inputs_show_themselves() {
        let mlp = network(&[3], Activation::Relu);
        let mut units = Units::new(&Objective::record(&mlp));
        for aspect in [Aspect::Output, Aspect::Share] {
            let pictures = units.pictures(&mlp.elements(), &points(9), aspect);
            assert_eq!(pictures.len(), 5 * 9);
            for (i, [x, y]) in points(9).into_iter().enumerate() {
                assert_eq!([pictures[i], pictures[9 + i]], [x, y]);
            }
        }
    }

    #[test]
    fn outputs_and_shares_are_those_of_each_neuron_taken_by_itself() {
        for &activation in Activation::ALL {
            let mlp = network(&[4, 3], activation);
            let (parameters, points) = (mlp.elements(), points(7));
            let mut units = Units::new(&Objective::record(&mlp));
            let neurons = (0..4).map(|n| (0, n)).chain((0..3).map(|n| (1, n)));
            for (unit, neuron) in (2..).zip(neurons) {
                let [outputs, shares] = [Aspect::Output, Aspect::Share]
                    .map(|aspect| units.picture(&parameters, &points, unit, aspect));
                for ((&point, output), share) in points.iter().zip(outputs).zip(shares) {
                    let (_, own) = call_with(&mlp, point, neuron, None);
                    let f = |by| call_with(&mlp, point, neuron, Some(by)).0;
                    let slope = (f(own + 1e-7) - f(own - 1e-7)) / 2e-7;
                    assert!((f64::from(output) - own).abs() < 1e-5);
                    assert!((f64::from(share) - own * slope).abs() < 1e-4, "{share} {own} {slope}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn the_last_layers_shares_and_the_output_bias_sum_to_f(
            hidden in prop::collection::vec(1..9_usize, 1..4),
            activation in prop::sample::select(Activation::ALL),
            count in 1..200_usize,
        ) {
            let mlp = network(&hidden, activation);
            let (parameters, points) = (mlp.elements(), points(count));
            let mut units = Units::new(&Objective::record(&mlp));
            let shares = units.pictures(&parameters, &points, Aspect::Share);
            let last = &shares[(units.count() - hidden[hidden.len() - 1]) * count..];
            let outputs = predict(&mut units, &parameters, &points);
            for (i, output) in outputs.into_iter().enumerate() {
                let sum: f32 = last.iter().skip(i).step_by(count).sum();
                let f = sum + parameters[parameters.len() - 1];
                prop_assert!((f - output).abs() <= 1e-5 * (1.0 + output.abs()), "{} {}", f, output);
            }
        }
    }

    #[test]
    fn activity_counts_the_points_at_which_a_neuron_fires() {
        let mlp = network(&[6, 5], Activation::Relu);
        let (parameters, points) = (mlp.elements(), points(333));
        let mut units = Units::new(&Objective::record(&mlp));
        let activity = units.activity(&parameters, &points);
        assert_eq!(activity.len(), 11);
        for (unit, share) in (2..).zip(activity) {
            let picture = units.picture(&parameters, &points, unit, Aspect::Output);
            let fires = picture.iter().filter(|output| **output > 0.0).count();
            assert_eq!(share, fires as f32 / 333.0);
        }
        let without = units.activity(&parameters, &[]);
        assert!(without.len() == 11 && without.iter().all(|share| share.is_nan()));
    }
}
