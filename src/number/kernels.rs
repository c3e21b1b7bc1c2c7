//! A layer's two products of weights with rows of registers, in tiles that stay in registers.
//!
//! The one file with `unsafe`: the inner loops read weights and values without checking each index,
//! which costs a third of their speed. `Product::check` does it once for the whole layer.
#![allow(unsafe_code)]

use crate::number::lanes::Lanes;
use crate::number::scalar::Number;
use std::array;
use wide::f32x4;

/// What the sums of a product begin with.
#[derive(Clone, Copy)]
pub enum Start {
    /// Each row's bias: the weight after those of its terms.
    Biases,
    /// Nothing.
    Zero,
    /// The results as they are.
    Results,
}

/// For each row r of results and each column of its `width` registers: the sum over the terms i, from
/// first to last, of weight (r, i) times the register of row i of `values` in the same column.
pub struct Product<'a> {
    /// Where weight (r, i) lies: at r · `row` + i · `term`.
    pub weights: &'a [f32],
    /// From a row's weight to the next row's.
    pub row: usize,
    /// From a term's weight to the next term's.
    pub term: usize,
    /// How many terms a sum has.
    pub terms: usize,
    /// Row after row, `width` registers each.
    pub values: &'a [Lanes],
    /// Registers a row.
    pub width: usize,
    /// What the sums begin with.
    pub start: Start,
}

impl Product<'_> {
    /// Computes all `results`, row after row.
    ///
    /// A tile has up to 8 registers, since a WebAssembly engine has about 15 to give. Most are two rows
    /// of four; of the columns that are left, eight rows of one.
    pub fn write(&self, results: &mut [Lanes]) {
        let rows = results.len() / self.width;
        self.check(rows);
        let fours = self.width & !3;
        self.block::<2, 4>(0, rows & !1, 0, fours, results);
        self.block::<1, 4>(rows & !1, rows, 0, fours, results);
        self.block::<8, 1>(0, rows & !7, fours, self.width, results);
        self.block::<1, 1>(rows & !7, rows, fours, self.width, results);
    }

    /// That all weights and values are there. The greatest index of a weight is that of the last row's
    /// last term, or bias; of a value, that of the last term's last column.
    fn check(&self, rows: usize) {
        let terms = self.terms + usize::from(matches!(self.start, Start::Biases));
        if rows > 0 && terms > 0 {
            let (down, along) =
                ((rows - 1).checked_mul(self.row), (terms - 1).checked_mul(self.term));
            let last = down.zip(along).and_then(|(down, along)| down.checked_add(along));
            assert!(
                last.is_some_and(|last| last < self.weights.len()),
                "a weight for each row and term"
            );
        }
        let values = self.terms.checked_mul(self.width);
        assert!(
            values.is_some_and(|count| count <= self.values.len()),
            "a row of values for each term"
        );
    }

    /// Rows `row` to `rows`, a multiple of `R` of them, and columns `first` to `end`, a multiple of `Q`.
    #[inline(never)]
    fn block<const R: usize, const Q: usize>(
        &self,
        mut row: usize,
        rows: usize,
        first: usize,
        end: usize,
        results: &mut [Lanes],
    ) {
        while row < rows {
            let mut at = first;
            while at < end {
                self.tile::<R, Q>(row, at, results);
                at += Q;
            }
            row += R;
        }
    }

    // Indices rather than iterators: these keep the sums in registers.
    #[inline(always)]
    #[expect(clippy::needless_range_loop)]
    fn tile<const R: usize, const Q: usize>(&self, row: usize, at: usize, results: &mut [Lanes]) {
        let mut sums = self.start::<R, Q>(row, at, results);
        for term in 0..self.terms {
            let weights: [f32x4; R] = array::from_fn(|r| self.weight(row + r, term));
            for q in 0..Q {
                let value = self.value(term, at + q);
                for r in 0..R {
                    sums[r][q] += weights[r] * value;
                }
            }
        }
        for r in 0..R {
            let results = &mut results[(row + r) * self.width + at..][..Q];
            for q in 0..Q {
                results[q] = Lanes(sums[r][q]);
            }
        }
    }

    #[inline(always)]
    fn start<const R: usize, const Q: usize>(
        &self,
        row: usize,
        at: usize,
        results: &[Lanes],
    ) -> [[f32x4; Q]; R] {
        match self.start {
            Start::Biases => array::from_fn(|r| [self.weight(row + r, self.terms); Q]),
            Start::Zero => [[f32x4::ZERO; Q]; R],
            Start::Results => array::from_fn(|r| {
                let results = &results[(row + r) * self.width + at..][..Q];
                array::from_fn(|q| results[q].0)
            }),
        }
    }

    #[inline(always)]
    fn weight(&self, row: usize, term: usize) -> f32x4 {
        let index = row * self.row + term * self.term;
        // SAFETY: `row` is one of the results' and `term` below `terms`, or the bias: `check`.
        f32x4::splat(unsafe { *self.weights.get_unchecked(index) })
    }

    #[inline(always)]
    fn value(&self, term: usize, column: usize) -> f32x4 {
        // SAFETY: `term` is below `terms` and `column` below `width`: `check`.
        unsafe { self.values.get_unchecked(term * self.width + column).0 }
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
    fn totals(numbers: &[Self]) -> Self {
        let number = |i| numbers.get(i).map_or(f32x4::ZERO, |number: &Self| number.0);
        let [a, b, c, d] = f32x4::transpose(array::from_fn(number));
        Lanes((a + b) + (c + d))
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

// The product to the parameters, in tiles like those above. These are functions of their own since an
// engine allocates the registers of small functions better.

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
        fn totals_are_those_of_each(numbers in prop::collection::vec(any::<[f32; 4]>(), 0..5)) {
            let numbers: Vec<Lanes> = numbers.into_iter().map(Lanes::new).collect();
            let bits = |x: f32| if x.is_nan() { f32::NAN.to_bits() } else { x.to_bits() };
            let totals = Lanes::totals(&numbers).to_array().map(bits);
            for (i, total) in totals.into_iter().enumerate() {
                prop_assert_eq!(total, numbers.get(i).map_or(0, |number| bits(number.total())));
            }
        }
    }
}
