//! Several samples at once: `f32` values side by side in a vector register.

use crate::product::{Product, Start};
use crate::scalar::{Number, Scalar};
use std::array;
use std::ops::{Add, Div, Mul, Neg, Sub};
use wide::f32x4;

/// Four values of type `f32`, one a sample: what a vector register of WebAssembly holds.
///
/// Every operation works lane by lane and gives in each lane the same bits as `f32` does.
///
/// ```
/// use moongrad::{lanes::Lanes, scalar::{Number, Scalar}};
/// let x = Lanes::new([-1.0, 0.0, 1.0, 2.0]);
/// assert_eq!((x * x - Lanes::constant(1.0)).relu(), Lanes::new([0.0, 0.0, 0.0, 3.0]));
/// assert_eq!(x.total(), 2.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lanes(pub(crate) f32x4);

impl Lanes {
    /// These four values.
    pub const fn new(values: [f32; 4]) -> Self {
        Lanes(f32x4::new(values))
    }

    /// The four values.
    pub fn to_array(self) -> [f32; 4] {
        self.0.to_array()
    }

    // Functions that work on one lane after the other would make a loop around them too large for a
    // WebAssembly engine to allocate its registers well.
    #[inline(never)]
    fn map(self, f: fn(f32) -> f32) -> Self {
        Lanes::new(self.to_array().map(f))
    }
}

macro_rules! impl_operator {
    ($($trait:ident $method:ident),*) => {$(
        impl $trait for Lanes {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Lanes($trait::$method(self.0, other.0))
            }
        }
    )*};
}
impl_operator!(Add add, Sub sub, Mul mul, Div div);

impl Neg for Lanes {
    type Output = Self;
    fn neg(self) -> Self {
        Lanes(-self.0)
    }
}

impl Scalar for Lanes {
    #[inline(always)]
    fn constant(value: f64) -> Self {
        Lanes(f32x4::splat(value as f32))
    }
    #[inline(always)]
    fn relu(self) -> Self {
        // Clears what is below zero rather than taking a maximum, which would drop not-a-number.
        Lanes(self.0 & !self.0.simd_lt(f32x4::ZERO))
    }
    fn tanh(self) -> Self {
        self.map(Scalar::tanh)
    }
    fn sin(self) -> Self {
        self.map(Scalar::sin)
    }
    fn cos(self) -> Self {
        self.map(Scalar::cos)
    }
    fn exp(self) -> Self {
        self.map(Scalar::exp)
    }
    fn ln(self) -> Self {
        self.map(Scalar::ln)
    }
}

impl Number for Lanes {
    const LANES: usize = 4;
    type Lane = f32;

    #[inline(always)]
    fn splat(value: f32) -> Self {
        Lanes(f32x4::splat(value))
    }
    #[inline(always)]
    fn from_lanes(value: impl Fn(usize) -> f32) -> Self {
        Lanes::new(array::from_fn(value))
    }
    #[inline(always)]
    fn lane(&self, index: usize) -> f32 {
        self.to_array()[index]
    }
    #[inline(always)]
    fn total(self) -> f32 {
        let [a, b, c, d] = self.to_array();
        (a + b) + (c + d)
    }
    #[inline(always)]
    fn relu_slope(self) -> Self {
        Lanes(self.0.simd_gt(f32x4::ZERO) & f32x4::ONE)
    }

    fn affine_forward(width: usize, parameters: &[f32], inputs: &[Self], outputs: &mut [Self]) {
        let terms = inputs.len() / width;
        let (row, term, start) = (terms + 1, 1, Start::Biases);
        let weights = parameters;
        Product { weights, row, term, terms, values: inputs, width, start }.write(outputs);
    }

    fn affine_to_inputs(
        width: usize,
        parameters: &[f32],
        outputs: &[Self],
        inputs: &mut [Self],
        add: bool,
    ) {
        let (row, term, terms) = (1, inputs.len() / width + 1, outputs.len() / width);
        let start = if add { Start::Results } else { Start::Zero };
        let weights = parameters;
        Product { weights, row, term, terms, values: outputs, width, start }.write(inputs);
    }

    fn affine_to_parameters(width: usize, inputs: &[Self], outputs: &[Self], sums: &mut [Self]) {
        let neuron = inputs.len() / width + 1;
        let pairs = sums.chunks_mut(2 * neuron).zip(outputs.chunks(2 * width));
        for (sums, outputs) in pairs {
            if outputs.len() == 2 * width {
                to_weights::<2>(width, inputs, outputs, sums);
            } else {
                to_weights::<1>(width, inputs, outputs, sums);
            }
        }
        let eights = sums.chunks_mut(8 * neuron).zip(outputs.chunks(8 * width));
        for (sums, outputs) in eights {
            if outputs.len() == 8 * width {
                to_biases::<8>(width, neuron, outputs, sums);
            } else {
                for (sums, output) in sums.chunks_mut(neuron).zip(outputs.chunks(width)) {
                    to_biases::<1>(width, neuron, output, sums);
                }
            }
        }
    }
}

// The product to the parameters, in tiles like those of `product.rs`. These are functions of their own
// since an engine allocates the registers of small functions better.

/// The adjoints of the weights of `R` neurons.
#[inline(never)]
fn to_weights<const R: usize>(
    width: usize,
    inputs: &[Lanes],
    outputs: &[Lanes],
    sums: &mut [Lanes],
) {
    let weights = sums.len() / R - 1;
    let mut column = 0;
    while R == 1 && column + 8 <= weights {
        to_weights_tile::<R, 8>(width, column, inputs, outputs, sums);
        column += 8;
    }
    while column + 4 <= weights {
        to_weights_tile::<R, 4>(width, column, inputs, outputs, sums);
        column += 4;
    }
    while column + 2 <= weights {
        to_weights_tile::<R, 2>(width, column, inputs, outputs, sums);
        column += 2;
    }
    if column < weights {
        to_weights_tile::<R, 1>(width, column, inputs, outputs, sums);
    }
}

/// The adjoints of the biases of `R` neurons.
#[inline(never)]
fn to_biases<const R: usize>(width: usize, neuron: usize, outputs: &[Lanes], sums: &mut [Lanes]) {
    let outputs: [&[Lanes]; R] = array::from_fn(|r| &outputs[r * width..][..width]);
    let mut biases: [Lanes; R] = array::from_fn(|r| sums[r * neuron + neuron - 1]);
    for at in 0..width {
        for (bias, output) in biases.iter_mut().zip(&outputs) {
            *bias = *bias + output[at];
        }
    }
    for (sums, bias) in sums.chunks_exact_mut(neuron).zip(&biases) {
        sums[neuron - 1] = *bias;
    }
}

/// The same for the `C` weights from `column` on.
#[inline(always)]
fn to_weights_tile<const R: usize, const C: usize>(
    width: usize,
    column: usize,
    inputs: &[Lanes],
    outputs: &[Lanes],
    sums: &mut [Lanes],
) {
    let neuron = sums.len() / R;
    let inputs: [&[Lanes]; C] = array::from_fn(|c| &inputs[(column + c) * width..][..width]);
    let outputs: [&[Lanes]; R] = array::from_fn(|r| &outputs[r * width..][..width]);
    let mut tile: [[f32x4; C]; R] =
        array::from_fn(|r| array::from_fn(|c| sums[r * neuron + column + c].0));
    for at in 0..width {
        let inputs: [f32x4; C] = array::from_fn(|c| inputs[c][at].0);
        for (row, output) in tile.iter_mut().zip(&outputs) {
            for (sum, input) in row.iter_mut().zip(&inputs) {
                *sum += output[at].0 * *input;
            }
        }
    }
    for r in 0..R {
        let sums = &mut sums[r * neuron + column..][..C];
        for c in 0..C {
            sums[c] = Lanes(tile[r][c]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(seed: usize) -> f32 {
        ((seed * 31) % 41) as f32 / 7.0 - 3.0
    }

    fn values(count: usize, seed: usize) -> Vec<Lanes> {
        (0..count).map(|i| Lanes::from_lanes(|lane| value(4 * i + lane + seed))).collect()
    }

    /// One lane of nodes that hold `width` registers each.
    fn lane(values: &[Lanes], lane: usize) -> Vec<f32> {
        values.iter().map(|value| value.lane(lane)).collect()
    }

    /// A layer of `rows` neurons with `columns` inputs, its products done by tiles and by plain loops.
    fn check_layer(rows: usize, columns: usize, width: usize, add: bool) {
        let parameters: Vec<f32> = (0..rows * (columns + 1)).map(value).collect();
        let inputs = values(columns * width, 1);
        let adjoints = values(rows * width, 2);
        let mut outputs = values(rows * width, 3);
        Lanes::affine_forward(width, &parameters, &inputs, &mut outputs);
        let mut input_adjoints = values(columns * width, 4);
        Lanes::affine_to_inputs(width, &parameters, &adjoints, &mut input_adjoints, add);
        let mut sums = values(parameters.len(), 5);
        Lanes::affine_to_parameters(width, &inputs, &adjoints, &mut sums);
        for i in 0..4 {
            let mut plain = vec![0.0; rows * width];
            f32::affine_forward(width, &parameters, &lane(&inputs, i), &mut plain);
            assert_eq!(lane(&outputs, i), plain);
            let mut plain = lane(&values(columns * width, 4), i);
            f32::affine_to_inputs(width, &parameters, &lane(&adjoints, i), &mut plain, add);
            assert_eq!(lane(&input_adjoints, i), plain);
            let mut plain = lane(&values(parameters.len(), 5), i);
            f32::affine_to_parameters(width, &lane(&inputs, i), &lane(&adjoints, i), &mut plain);
            assert_eq!(lane(&sums, i), plain);
        }
    }

    proptest! {
        #[test]
        fn a_layer_of_any_size_and_width_gives_the_bits_of_the_plain_loops(
            rows in 1..20_usize,
            columns in 0..20_usize,
            width in 1..18_usize,
            add: bool,
        ) {
            check_layer(rows, columns, width, add);
        }

        #[test]
        fn every_lane_gets_the_bits_of_f32(a: [f32; 4], b: [f32; 4]) {
            let bits = |lanes: Lanes| {
                lanes.to_array().map(|x| if x.is_nan() { 0x7fc0_0000 } else { x.to_bits() })
            };
            let (x, y) = (Lanes::new(a), Lanes::new(b));
            let each = |f: fn(f32, f32) -> f32| Lanes::from_lanes(|i| f(a[i], b[i]));
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
        let relu = Lanes::new([f32::NAN, -1.0, f32::INFINITY, f32::NEG_INFINITY]).relu();
        assert!(relu.lane(0).is_nan());
        assert_eq!(relu.to_array()[1..], [0.0, f32::INFINITY, 0.0]);
    }
}
