//! Four samples at once through a layer, by its kernels.

use crate::number::kernels::{self, Product, Then};
use crate::number::lanes::Lanes;
use crate::number::scalar::{Arrival, Number, add_to_inputs};
use std::array;
use wide::f32x4;

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
    fn totals(numbers: &[Self]) -> Self {
        let number = |i| numbers.get(i).map_or(f32x4::ZERO, |number: &Self| number.0);
        let [a, b, c, d] = f32x4::transpose(array::from_fn(number));
        Lanes((a + b) + (c + d))
    }
    #[inline(always)]
    fn relu_slope(self) -> Self {
        Lanes(self.0.simd_gt(f32x4::ZERO) & f32x4::ONE)
    }

    fn affine_forward(
        width: usize,
        parameters: &[f32],
        inputs: &[Self],
        outputs: &mut [Self],
        relu: &mut [Self],
    ) {
        let terms = inputs.len() / width;
        let (weights, row, term, values, biases) = (parameters, terms + 1, 1, inputs, true);
        let then = if relu.is_empty() { Then::Nothing } else { Then::Relu(relu) };
        Product { weights, row, term, terms, values, width, biases }.write(outputs, then);
    }

    fn affine_to_inputs(
        width: usize,
        parameters: &[f32],
        outputs: &[Self],
        inputs: &mut [Self],
        arrival: Arrival<Self>,
    ) {
        let (row, term, terms) = (1, inputs.len() / width + 1, outputs.len() / width);
        let (weights, values, biases) = (parameters, outputs, false);
        let then = match arrival {
            Arrival::Set => Then::Nothing,
            Arrival::Relu { values, adjoints } => Then::Slope(values, adjoints),
            // No network has this, which is not worth a tile.
            Arrival::Add => return add_to_inputs(width, parameters, outputs, inputs),
        };
        Product { weights, row, term, terms, values, width, biases }.write(inputs, then);
    }

    fn affine_to_parameters(width: usize, inputs: &[Self], outputs: &[Self], sums: &mut [Self]) {
        kernels::to_parameters(width, inputs, outputs, sums);
    }
}
