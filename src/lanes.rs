//! Several samples at once: `f32` values side by side in vector registers.

use crate::scalar::{Number, Scalar};
use std::array;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};
use wide::f32x4;

/// `N` values of type `f32`, one a sample; `N` is a multiple of 4.
///
/// Every operation works lane by lane and gives in each lane the same bits as `f32` does.
///
/// ```
/// use moongrad::{lanes::Lanes, scalar::Scalar};
/// let x = Lanes([-1.0, 0.0, 1.0, 2.0]);
/// assert_eq!((x * x - Lanes::constant(1.0)).relu(), Lanes([0.0, 0.0, 0.0, 3.0]));
/// ```
#[derive(Clone, Copy, PartialEq)]
#[repr(C, align(16))]
pub struct Lanes<const N: usize>(pub [f32; N]);

impl<const N: usize> fmt::Debug for Lanes<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One vector register.
type Quad = [f32; 4];

impl<const N: usize> Lanes<N> {
    const QUADS: usize = {
        assert!(N > 0 && N.is_multiple_of(4), "lanes come in fours");
        N / 4
    };

    #[inline(always)]
    fn quads(&self) -> &[Quad] {
        self.0.as_chunks().0
    }

    #[inline(always)]
    fn quads_mut(&mut self) -> &mut [Quad] {
        self.0.as_chunks_mut().0
    }

    /// The `Q` registers from quad `at * Q` on.
    #[inline(always)]
    fn load<const Q: usize>(&self, at: usize) -> [f32x4; Q] {
        self.quads().as_chunks::<Q>().0[at].map(f32x4::new)
    }

    #[inline(always)]
    fn store<const Q: usize>(&mut self, at: usize, values: [f32x4; Q]) {
        self.quads_mut().as_chunks_mut::<Q>().0[at] = values.map(f32x4::to_array);
    }

    #[inline(always)]
    fn map(mut self, f: impl Fn(f32x4) -> f32x4) -> Self {
        for quad in self.quads_mut() {
            *quad = f(f32x4::new(*quad)).to_array();
        }
        self
    }

    #[inline(always)]
    fn zip(mut self, other: Self, f: impl Fn(f32x4, f32x4) -> f32x4) -> Self {
        for (a, b) in self.quads_mut().iter_mut().zip(other.quads()) {
            *a = f(f32x4::new(*a), f32x4::new(*b)).to_array();
        }
        self
    }

    fn map_lanes(self, f: impl Fn(f32) -> f32) -> Self {
        Lanes(self.0.map(f))
    }
}

macro_rules! impl_operator {
    ($($trait:ident $method:ident),*) => {$(
        impl<const N: usize> $trait for Lanes<N> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                self.zip(other, $trait::$method)
            }
        }
    )*};
}
impl_operator!(Add add, Sub sub, Mul mul, Div div);

impl<const N: usize> Neg for Lanes<N> {
    type Output = Self;
    fn neg(self) -> Self {
        self.map(Neg::neg)
    }
}

impl<const N: usize> Scalar for Lanes<N> {
    fn constant(value: f64) -> Self {
        Lanes([value as f32; N])
    }
    #[inline(always)]
    fn relu(self) -> Self {
        // Clears what is below zero rather than taking a maximum, which would drop not-a-number.
        self.map(|x| x & !x.simd_lt(f32x4::ZERO))
    }
    fn tanh(self) -> Self {
        self.map_lanes(Scalar::tanh)
    }
    fn sin(self) -> Self {
        self.map_lanes(Scalar::sin)
    }
    fn cos(self) -> Self {
        self.map_lanes(Scalar::cos)
    }
    fn exp(self) -> Self {
        self.map_lanes(Scalar::exp)
    }
    fn ln(self) -> Self {
        self.map_lanes(Scalar::ln)
    }
}

impl<const N: usize> Number for Lanes<N> {
    const LANES: usize = N;
    type Lane = f32;
    type Sum = Lanes<4>;
    const NOTHING: Lanes<4> = Lanes([0.0; 4]);

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Lanes([value; N])
    }
    #[inline(always)]
    fn lane(&self, index: usize) -> f32 {
        self.0[index]
    }
    #[inline(always)]
    fn set_lane(&mut self, index: usize, value: f32) {
        self.0[index] = value;
    }
    #[inline(always)]
    fn relu_slope(self) -> Self {
        self.map(|x| x.simd_gt(f32x4::ZERO) & f32x4::ONE)
    }
    fn to_f64(self) -> f64 {
        self.0[0].into()
    }
    #[inline(always)]
    fn accumulate(self, sum: &mut Lanes<4>) {
        for quad in self.quads() {
            *sum = *sum + Lanes(*quad);
        }
    }
    #[inline(always)]
    fn total(Lanes([a, b, c, d]): Lanes<4>) -> f32 {
        (a + b) + (c + d)
    }

    fn affine_forward(parameters: &[f32], inputs: &[Self], outputs: &mut [Self]) {
        if Self::QUADS.is_multiple_of(4) {
            let done = forward_rows::<2, 4, N>(0, parameters, inputs, outputs);
            forward_rows::<1, 4, N>(done, parameters, inputs, outputs);
        } else {
            let done = forward_rows::<8, 1, N>(0, parameters, inputs, outputs);
            forward_rows::<1, 1, N>(done, parameters, inputs, outputs);
        }
    }

    fn affine_to_inputs(parameters: &[f32], outputs: &[Self], inputs: &mut [Self]) {
        if Self::QUADS.is_multiple_of(4) {
            let done = input_rows::<2, 4, N>(0, parameters, outputs, inputs);
            input_rows::<1, 4, N>(done, parameters, outputs, inputs);
        } else {
            let done = input_rows::<8, 1, N>(0, parameters, outputs, inputs);
            input_rows::<1, 1, N>(done, parameters, outputs, inputs);
        }
    }

    fn affine_to_parameters(inputs: &[Self], outputs: &[Self], sums: &mut [Lanes<4>]) {
        let done = parameter_rows::<2, N>(0, inputs, outputs, sums);
        parameter_rows::<1, N>(done, inputs, outputs, sums);
    }
}

// The kernels. Each works on a tile of results small enough to stay in registers (8 accumulators: a
// WebAssembly engine has about 15 vector registers to give) and returns the first row that it left
// over, which a tile of one row then takes.

/// The weighted sums of `R` neurons over `Q` registers, tile by tile.
#[inline(always)]
fn forward_rows<const R: usize, const Q: usize, const N: usize>(
    first: usize,
    parameters: &[f32],
    inputs: &[Lanes<N>],
    outputs: &mut [Lanes<N>],
) -> usize {
    let neuron = inputs.len() + 1;
    let layer = parameters[first * neuron..].chunks_exact(R * neuron);
    let mut tiles = outputs[first..].chunks_exact_mut(R);
    for (outputs, neurons) in tiles.by_ref().zip(layer) {
        let weights: [&[f32]; R] = array::from_fn(|r| &neurons[r * neuron..][..inputs.len()]);
        let bias = |r: usize| [f32x4::splat(neurons[r * neuron + inputs.len()]); Q];
        for at in 0..Lanes::<N>::QUADS / Q {
            let terms = (0..inputs.len()).map(|i| (array::from_fn(|r| weights[r][i]), &inputs[i]));
            let sums = weighted_sums::<R, Q, N>(array::from_fn(bias), terms, at);
            for (output, sum) in outputs.iter_mut().zip(sums) {
                output.store(at, sum);
            }
        }
    }
    let left = tiles.into_remainder().len();
    outputs.len() - left
}

/// The adjoints of `R` inputs over `Q` registers, tile by tile: the transposed product.
#[inline(always)]
fn input_rows<const R: usize, const Q: usize, const N: usize>(
    first: usize,
    parameters: &[f32],
    outputs: &[Lanes<N>],
    inputs: &mut [Lanes<N>],
) -> usize {
    let neuron = inputs.len() + 1;
    let mut row = first;
    let mut tiles = inputs[first..].chunks_exact_mut(R);
    for inputs in tiles.by_ref() {
        for at in 0..Lanes::<N>::QUADS / Q {
            let neurons = parameters.chunks_exact(neuron).zip(outputs);
            let terms = neurons.map(|(neuron, output)| {
                let weights = &neuron[row..row + R];
                (array::from_fn(|r| weights[r]), output)
            });
            let so_far = array::from_fn(|r| inputs[r].load(at));
            let sums = weighted_sums::<R, Q, N>(so_far, terms, at);
            for (input, sum) in inputs.iter_mut().zip(sums) {
                input.store(at, sum);
            }
        }
        row += R;
    }
    row
}

/// `sums` plus each term's weights times its value, for `R` weights and `Q` registers at a time.
#[inline(always)]
fn weighted_sums<'v, const R: usize, const Q: usize, const N: usize>(
    mut sums: [[f32x4; Q]; R],
    terms: impl Iterator<Item = ([f32; R], &'v Lanes<N>)>,
    at: usize,
) -> [[f32x4; Q]; R] {
    for (weights, value) in terms {
        let value = value.load::<Q>(at);
        for (sums, weight) in sums.iter_mut().zip(weights) {
            let weight = f32x4::splat(weight);
            for (sum, value) in sums.iter_mut().zip(value) {
                *sum += weight * value;
            }
        }
    }
    sums
}

/// The adjoints of the weights and biases of `R` neurons, four weights at a time.
#[inline(always)]
fn parameter_rows<const R: usize, const N: usize>(
    first: usize,
    inputs: &[Lanes<N>],
    outputs: &[Lanes<N>],
    sums: &mut [Lanes<4>],
) -> usize {
    let neuron = inputs.len() + 1;
    let tiles = outputs[first..].chunks_exact(R);
    let left = tiles.remainder().len();
    for (outputs, sums) in tiles.zip(sums[first * neuron..].chunks_exact_mut(R * neuron)) {
        let outputs: &[Lanes<N>; R] = outputs.try_into().expect("a whole tile");
        let fours = inputs.chunks_exact(4);
        let mut column = inputs.len() - fours.remainder().len();
        for (at, inputs) in inputs[..column].chunks_exact(4).enumerate() {
            add_products::<R, 4, N>(outputs, inputs, 4 * at, neuron, sums);
        }
        for input in fours.remainder() {
            add_products::<R, 1, N>(outputs, array::from_ref(input), column, neuron, sums);
            column += 1;
        }
        for (r, output) in outputs.iter().enumerate() {
            output.accumulate(&mut sums[r * neuron + inputs.len()]);
        }
    }
    outputs.len() - left
}

/// Adds the products of `R` outputs' adjoints with `C` inputs, over all lanes, to the `sums` of the
/// weights that join them.
#[inline(always)]
fn add_products<const R: usize, const C: usize, const N: usize>(
    outputs: &[Lanes<N>; R],
    inputs: &[Lanes<N>],
    column: usize,
    neuron: usize,
    sums: &mut [Lanes<4>],
) {
    let inputs: &[Lanes<N>; C] = inputs.try_into().expect("a whole tile");
    let mut tile: [[f32x4; C]; R] =
        array::from_fn(|r| array::from_fn(|c| f32x4::new(sums[r * neuron + column + c].0)));
    for quad in 0..Lanes::<N>::QUADS {
        let inputs: [f32x4; C] = array::from_fn(|c| inputs[c].load::<1>(quad)[0]);
        for (row, output) in tile.iter_mut().zip(outputs) {
            let [output] = output.load::<1>(quad);
            for (sum, input) in row.iter_mut().zip(inputs) {
                *sum += output * input;
            }
        }
    }
    for (r, row) in tile.iter().enumerate() {
        for (c, sum) in row.iter().enumerate() {
            sums[r * neuron + column + c] = Lanes(sum.to_array());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lanes<const N: usize>(seed: usize) -> Lanes<N> {
        Lanes(array::from_fn(|i| (((seed * 31 + i * 17) % 41) as f32 - 20.0) / 7.0))
    }

    /// A layer of `rows` neurons with `columns` inputs, its affine products done by lane and one by one.
    fn check_layer<const N: usize>(rows: usize, columns: usize) {
        let parameters: Vec<f32> = (0..rows * (columns + 1)).map(|p| lanes::<4>(p).0[0]).collect();
        let inputs: Vec<Lanes<N>> = (0..columns).map(lanes).collect();
        let adjoints: Vec<Lanes<N>> = (0..rows).map(|r| lanes(r + 99)).collect();
        let mut outputs = vec![Lanes([0.0; N]); rows];
        Lanes::affine_forward(&parameters, &inputs, &mut outputs);
        let mut input_adjoints = inputs.clone();
        Lanes::affine_to_inputs(&parameters, &adjoints, &mut input_adjoints);
        for lane in 0..N {
            let one = |values: &[Lanes<N>]| values.iter().map(|v| v.0[lane]).collect::<Vec<f32>>();
            assert_eq!(one(&outputs), f32::affine(&parameters, &one(&inputs)));
            let mut naive = one(&inputs);
            f32::affine_to_inputs(&parameters, &one(&adjoints), &mut naive);
            assert_eq!(one(&input_adjoints), naive);
        }
        check_parameters(&inputs, &adjoints);
    }

    fn check_parameters<const N: usize>(inputs: &[Lanes<N>], adjoints: &[Lanes<N>]) {
        let count = adjoints.len() * (inputs.len() + 1);
        let mut sums = vec![Lanes([0.0; 4]); count];
        Lanes::affine_to_parameters(inputs, adjoints, &mut sums);
        let mut naive = vec![0.0_f64; count];
        for lane in 0..N {
            let one =
                |values: &[Lanes<N>]| values.iter().map(|v| v.0[lane].into()).collect::<Vec<f64>>();
            f64::affine_to_parameters(&one(inputs), &one(adjoints), &mut naive);
        }
        for (sum, naive) in sums.into_iter().zip(naive) {
            let sum = Lanes::<N>::total(sum);
            assert!((f64::from(sum) - naive).abs() < 1e-4, "{sum} is not {naive}");
        }
    }

    proptest! {
        #[test]
        fn a_layer_of_any_size_equals_the_plain_loops(rows in 1..20_usize, columns in 0..20_usize) {
            check_layer::<4>(rows, columns);
            check_layer::<16>(rows, columns);
            check_layer::<32>(rows, columns);
        }

        #[test]
        fn every_lane_gets_the_bits_of_f32(a: [f32; 8], b: [f32; 8]) {
            let bits = |lanes: Lanes<8>| lanes.0.map(|x| if x.is_nan() { 0x7fc0_0000 } else { x.to_bits() });
            let (x, y) = (Lanes(a), Lanes(b));
            let each = |f: fn(f32, f32) -> f32| Lanes(array::from_fn(|i| f(a[i], b[i])));
            prop_assert_eq!(bits(x + y), bits(each(|a, b| a + b)));
            prop_assert_eq!(bits(x - y), bits(each(|a, b| a - b)));
            prop_assert_eq!(bits(x * y), bits(each(|a, b| a * b)));
            prop_assert_eq!(bits(x / y), bits(each(|a, b| a / b)));
            prop_assert_eq!(bits(-x), bits(each(|a, _| -a)));
            prop_assert_eq!(bits(x.relu()), bits(each(|a, _| Scalar::relu(a))));
            prop_assert_eq!(bits(x.relu_slope()), bits(each(|a, _| a.relu_slope())));
            prop_assert_eq!(bits(x.tanh()), bits(each(|a, _| Scalar::tanh(a))));
            prop_assert_eq!(bits(x.sin()), bits(each(|a, _| Scalar::sin(a))));
            prop_assert_eq!(bits(x.cos()), bits(each(|a, _| Scalar::cos(a))));
            prop_assert_eq!(bits(x.exp()), bits(each(|a, _| Scalar::exp(a))));
            prop_assert_eq!(bits(x.ln()), bits(each(|a, _| Scalar::ln(a))));
        }
    }

    #[test]
    fn relu_keeps_not_a_number() {
        let relu = Lanes([f32::NAN, -1.0, f32::INFINITY, f32::NEG_INFINITY]).relu();
        assert!(relu.0[0].is_nan());
        assert_eq!(relu.0[1..], [0.0, f32::INFINITY, 0.0]);
    }
}
