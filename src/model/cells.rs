//! Where a network of ReLUs is linear: the folds of its first layer, and the polygons that folds cut the plane into.

use crate::ad::functor::Functor;
use crate::ad::{Program, Replay, record};
use crate::model::mlp::{Activation, Mlp};

/// A function a x + b y + c of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Map {
    /// What x is multiplied with.
    pub a: f64,
    /// What y is multiplied with.
    pub b: f64,
    /// What is added.
    pub c: f64,
}

impl Map {
    /// Its value at a point.
    pub fn at(&self, [x, y]: [f64; 2]) -> f64 {
        self.a * x + self.b * y + self.c
    }

    /// The part of the line where it is 0 that lies within a view; none where it misses that, or is the same everywhere.
    ///
    /// ```
    /// use moongrad::model::cells::{Map, View};
    /// let view = View { x: [0.0, 4.0], y: [0.0, 2.0] };
    /// assert_eq!(Map { a: 2.0, b: 0.0, c: -2.0 }.segment(&view), Some([[1.0, 0.0], [1.0, 2.0]]));
    /// ```
    pub fn segment(&self, view: &View) -> Option<[[f64; 2]; 2]> {
        let square = self.a * self.a + self.b * self.b;
        if square == 0.0 || !square.is_finite() {
            return None;
        }
        // From the line's point next to the view's middle along it, as far as all four edges let it go.
        let middle = [view.x, view.y].map(|[from, to]| (from + to) / 2.0);
        let off = self.at(middle) / square;
        let foot = [middle[0] - off * self.a, middle[1] - off * self.b];
        let along = [-self.b, self.a];
        let (mut from, mut to) = (f64::NEG_INFINITY, f64::INFINITY);
        for (axis, [least, most]) in [view.x, view.y].into_iter().enumerate() {
            if along[axis] == 0.0 {
                let inside = (least..=most).contains(&foot[axis]);
                to = if inside { to } else { f64::NEG_INFINITY };
                continue;
            }
            let [one, other] = [least, most].map(|edge| (edge - foot[axis]) / along[axis]);
            (from, to) = (from.max(one.min(other)), to.min(one.max(other)));
        }
        let point = |t: f64| [foot[0] + t * along[0], foot[1] + t * along[1]];
        let ends =
            if self.b < 0.0 || self.b == 0.0 && self.a > 0.0 { [from, to] } else { [to, from] };
        (from < to).then(|| ends.map(point))
    }
}

/// A rectangle of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The least and the greatest x.
    pub x: [f64; 2],
    /// The least and the greatest y.
    pub y: [f64; 2],
}

impl View {
    /// Its corners, anticlockwise.
    pub fn corners(&self) -> Vec<[f64; 2]> {
        let ([x0, x1], [y0, y1]) = (self.x, self.y);
        vec![[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
    }
}

/// Where a neuron of the first layer turns on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fold {
    /// Its number in the layer.
    pub neuron: usize,
    /// The ends of its line within the view.
    pub segment: [[f64; 2]; 2],
    /// Across the line to where its sum is above 0, of length 1.
    pub on: [f64; 2],
}

/// What is known of a network around a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The corners, anticlockwise, of where the first layer has the same neurons on.
    pub layer: Vec<[f64; 2]>,
    /// The same of all layers: there the network is `map`.
    pub region: Vec<[f64; 2]>,
    /// The network there, from its gradient.
    pub map: Map,
    /// Its output at the point.
    pub value: f64,
    /// Of the hidden neurons, layer by layer: whether they are on.
    pub on: Vec<bool>,
}

/// A network whose neurons are each linear on either side of a fold.
#[derive(Clone, Debug)]
pub struct Cells {
    /// The network's sums, neuron by neuron, layer by layer, as outputs.
    program: Program,
    parameters: Vec<f64>,
    /// How many neurons the first hidden layer has.
    first: usize,
}

/// So far beside a fold, as a part of the view, is a point that lies on it; in no direction that a fold has by chance.
const BESIDE: [f64; 2] = [1e-8, 0.618e-8];

impl Cells {
    /// Of a network of two inputs; none where its neurons are bent everywhere, as tanh is.
    ///
    /// ```
    /// use moongrad::model::{cells::{Cells, View}, mlp::{Activation, Layer, Mlp, Neuron}};
    /// let neuron = |weights: &[f64], bias| Layer(vec![Neuron { weights: weights.to_vec(), bias }]);
    /// let layers = vec![neuron(&[1.0, 0.0], -1.0), neuron(&[2.0], 0.5)];
    /// let cells = Cells::new(&Mlp { layers, activation: Activation::Relu }).unwrap();
    /// let cell = cells.at([3.0, 0.0], &View { x: [0.0, 4.0], y: [0.0, 1.0] });
    /// assert_eq!(cell.region, [[1.0, 0.0], [4.0, 0.0], [4.0, 1.0], [1.0, 1.0]]);
    /// assert_eq!((cell.map.a, cell.map.b, cell.map.c, cell.value), (2.0, 0.0, -1.5, 4.5));
    /// ```
    pub fn new(mlp: &Mlp<f64>) -> Option<Self> {
        if mlp.activation == Activation::Tanh {
            return None;
        }
        let program = record(2, mlp, |mlp, inputs| {
            let layers = mlp.trace(inputs, |x| mlp.activation.call(x));
            layers.into_iter().flat_map(|layer| layer.sums).collect()
        });
        let first = if mlp.layers.len() > 1 { mlp.layers[0].0.len() } else { 0 };
        let program = program.with_input_adjoints();
        Some(Cells { program, parameters: mlp.elements(), first })
    }

    /// The folds of the first layer that cross a view.
    pub fn folds(&self, view: &View) -> Vec<Fold> {
        let (mut replay, maps) = (self.replay([0.0; 2]), 0..self.first);
        let fold = |neuron| {
            let map = self.map(neuron, [0.0; 2], &mut replay);
            let length = libm::hypot(map.a, map.b);
            let on = [map.a / length, map.b / length];
            map.segment(view).map(|segment| Fold { neuron, segment, on })
        };
        maps.filter_map(fold).collect()
    }

    /// The cell that holds a point, within a view that should hold it, too; a point on a fold is moved off it by a
    /// hundred-millionth of the view.
    pub fn at(&self, point: [f64; 2], view: &View) -> Cell {
        let sums = self.program.outputs().len();
        let hidden = sums - 1;
        let mut beside = point;
        let mut replay = self.replay(beside);
        let mut maps: Vec<Map> = (0..sums).map(|sum| self.map(sum, beside, &mut replay)).collect();
        let folded = |sum: usize, map: &Map, replay: &Replay<f64>| {
            replay.output(sum)[0] == 0.0 && (map.a != 0.0 || map.b != 0.0)
        };
        // A sum of 0 that nothing changes is on no fold: there is none.
        if (0..hidden).any(|sum| folded(sum, &maps[sum], &replay)) {
            let size = [view.x, view.y].map(|[from, to]| to - from);
            beside = [0, 1].map(|axis| point[axis] + BESIDE[axis] * size[axis]);
            replay = self.replay(beside);
            maps = (0..sums).map(|sum| self.map(sum, beside, &mut replay)).collect();
        }
        let on: Vec<bool> = (0..hidden).map(|sum| replay.output(sum)[0] > 0.0).collect();
        let clip = |polygon: Vec<[f64; 2]>, sums: std::ops::Range<usize>| {
            sums.fold(polygon, |polygon, sum| keep_side(&polygon, &maps[sum], on[sum]))
        };
        let layer = clip(view.corners(), 0..self.first);
        let region = clip(layer.clone(), self.first..hidden);
        let value = self.replay(point).output(hidden)[0];
        Cell { layer, region, map: maps[hidden], value, on }
    }

    fn replay(&self, point: [f64; 2]) -> Replay<f64> {
        let mut replay = self.program.replay(1);
        replay.inputs_mut().copy_from_slice(&point);
        self.program.forward(&self.parameters, &mut replay);
        replay
    }

    /// A sum as the linear function that it is around a point, where a replay has been.
    fn map(&self, sum: usize, [x, y]: [f64; 2], replay: &mut Replay<f64>) -> Map {
        let seeds: Vec<f64> =
            (0..self.program.outputs().len()).map(|output| f64::from(output == sum)).collect();
        self.program.backward(&self.parameters, &seeds, replay, &mut []);
        let [a, b] = [0, 1].map(|input| replay.adjoints()[input]);
        Map { a, b, c: replay.output(sum)[0] - a * x - b * y }
    }
}

/// The part of a convex polygon on one side of the line where a map is 0 (Sutherland and Hodgman, *Reentrant Polygon
/// Clipping*, 1974); all of it where the map is the same everywhere.
fn keep_side(polygon: &[[f64; 2]], map: &Map, above: bool) -> Vec<[f64; 2]> {
    if map.a == 0.0 && map.b == 0.0 {
        return polygon.to_vec();
    }
    let side = |point: [f64; 2]| if above { map.at(point) } else { -map.at(point) };
    let mut kept = Vec::with_capacity(polygon.len() + 1);
    for (number, &to) in polygon.iter().enumerate() {
        let from = polygon[(number + polygon.len() - 1) % polygon.len()];
        let [before, after] = [from, to].map(side);
        if (before < 0.0) != (after < 0.0) && before != 0.0 && after != 0.0 {
            let part = before / (before - after);
            kept.push([0, 1].map(|axis| from[axis] + part * (to[axis] - from[axis])));
        }
        if after >= 0.0 {
            kept.push(to);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::random::{Use, generator};
    use proptest::prelude::*;

    const VIEW: View = View { x: [-1.5, 2.5], y: [-1.0, 1.5] };

    /// A network whose biases are not 0, as a trained one's.
    fn network(seed: u32, hidden: &[usize], activation: Activation) -> Mlp<f64> {
        let shape = [&[2], hidden].concat();
        let mlp = Mlp::init(&shape, activation, &mut generator(seed, Use::Weights, 0));
        let mut number = 0.0;
        mlp.map(&mut |&p| {
            number += 1.0;
            f64::from(p) + 0.3 * f64::sin(7.0 * number)
        })
    }

    fn inside(polygon: &[[f64; 2]], parts: &[f64]) -> [f64; 2] {
        let total: f64 = parts.iter().take(polygon.len()).sum();
        let along =
            |axis: usize| polygon.iter().zip(parts).map(|(p, part)| p[axis] * part / total).sum();
        [along(0), along(1)]
    }

    fn area(polygon: &[[f64; 2]]) -> f64 {
        let pairs = (0..polygon.len()).map(|i| (polygon[i], polygon[(i + 1) % polygon.len()]));
        pairs.map(|(a, b)| (a[0] * b[1] - a[1] * b[0]) / 2.0).sum()
    }

    proptest! {
        /// All over a cell the network is the cell's map, and over the layer's cell its neurons stay on or off.
        #[test]
        fn the_network_is_the_map_all_over_the_region(
            seed in 0..50_u32, leaky: bool, deep in prop::sample::select(vec![vec![], vec![3], vec![16, 16], vec![8, 8, 8]]),
            x in -1.4..2.4, y in -0.9..1.4, parts in prop::collection::vec(0.01..1.0, 64),
        ) {
            let mlp = network(seed, &deep, if leaky { Activation::Leaky } else { Activation::Relu });
            let cell = Cells::new(&mlp).unwrap().at([x, y], &VIEW);
            prop_assert!(area(&cell.region) > 0.0 && area(&cell.region) <= area(&cell.layer) + 1e-12);
            prop_assert!((cell.value - mlp.call(&[x, y])).abs() < 1e-12);
            prop_assert!((cell.map.at([x, y]) - cell.value).abs() < 1e-9);
            let point = inside(&cell.region, &parts);
            prop_assert!((cell.map.at(point) - mlp.call(&point)).abs() < 1e-9);
            if let [layer, _, ..] = mlp.layers.as_slice() {
                let point = inside(&cell.layer, &parts);
                for (neuron, on) in layer.0.iter().zip(&cell.on) {
                    let sum = neuron.call(&point, |x| x);
                    prop_assert!(sum.abs() < 1e-12 || (sum > 0.0) == *on);
                }
            }
        }

        /// On its fold a neuron's sum is 0, to the side that is told it is above.
        #[test]
        fn folds_are_where_neurons_turn_on(seed in 0..50_u32, part in 0.0..1.0) {
            let mlp = network(seed, &[16, 16], Activation::Relu);
            let folds = Cells::new(&mlp).unwrap().folds(&VIEW);
            prop_assert!(!folds.is_empty());
            for fold in &folds {
                let at = |by: f64| [0, 1].map(|axis| {
                    let [from, to] = fold.segment.map(|end| end[axis]);
                    from + part * (to - from) + by * fold.on[axis]
                });
                let sum = |by| mlp.layers[0].0[fold.neuron].call(&at(by), |x| x);
                prop_assert!(sum(0.0).abs() < 1e-12 && sum(1e-3) > 0.0 && sum(-1e-3) < 0.0);
                let [x, y] = at(0.0);
                prop_assert!((-1.5 - 1e-12..2.5 + 1e-12).contains(&x) && (-1.0 - 1e-12..1.5 + 1e-12).contains(&y));
            }
        }
    }

    #[test]
    fn the_cells_of_a_layer_tile_the_view() {
        let cells = Cells::new(&network(3, &[4], Activation::Relu)).unwrap();
        let mut found: Vec<Cell> = Vec::new();
        for row in 0..100 {
            for column in 0..160 {
                let point = [-1.4987 + 0.025 * f64::from(column), -0.9987 + 0.025 * f64::from(row)];
                let cell = cells.at(point, &VIEW);
                if found.iter().all(|other| other.on != cell.on) {
                    found.push(cell);
                }
            }
        }
        let all: f64 = found.iter().map(|cell| area(&cell.region)).sum();
        // Cells too small for the lattice may be missed.
        assert!((9.99..10.0 + 1e-9).contains(&all), "{all}");
    }

    #[test]
    fn a_point_on_all_folds_is_taken_beside_them_and_tanh_has_no_cells() {
        let mlp = Mlp::init(&[2, 16, 16], Activation::Relu, &mut generator(1, Use::Weights, 0));
        let mlp = mlp.map(&mut |&p| f64::from(p));
        let cell = Cells::new(&mlp).unwrap().at([0.0, 0.0], &VIEW);
        assert!(area(&cell.region) > 0.0 && cell.value == 0.0);
        assert!(Cells::new(&network(1, &[4], Activation::Tanh)).is_none());
    }
}
