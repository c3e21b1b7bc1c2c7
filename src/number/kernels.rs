//! A layer's products of weights with rows of registers, in tiles that stay in registers.
//!
//! The one file with `unsafe`: the inner loops go over weights and values by pointers, without checking each, and
//! end by a pointer, without a count. That saves a sixth of their time. Lengths are checked once for a whole layer.
#![allow(unsafe_code)]
#![expect(clippy::needless_range_loop)] // Indices keep the sums in registers.

use crate::number::lanes::Lanes;
use crate::number::scalar::{Number, Scalar};
use std::array;
use std::mem::size_of;
use std::ops::Range;
use wide::f32x4;

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
    /// Whether a sum begins with its row's bias, the weight after those of its terms, or with nothing.
    pub biases: bool,
}

/// What else is done with the sums while they are in registers; all slices are as long as the results.
pub enum Then<'a> {
    /// Nothing.
    Nothing,
    /// The ReLU of each goes here.
    Relu(&'a mut [Lanes]),
    /// Each times the slope of ReLU at such a value goes there.
    Slope(&'a [Lanes], &'a mut [Lanes]),
}

impl Product<'_> {
    /// Computes all `results`, row after row.
    ///
    /// A tile has up to 8 registers, since a WebAssembly engine has about 15 to give. Most are two rows
    /// of four; of the columns that are left, eight rows of one.
    pub fn write(&self, results: &mut [Lanes], mut then: Then) {
        let rows = results.len() / self.width;
        self.check(rows);
        then.check(results.len());
        let (fours, then) = (self.width & !3, &mut then);
        // SAFETY: all weights and values are there, and the rows and columns are those of `results`.
        unsafe {
            self.block::<2, 4>(0..rows & !1, 0..fours, results, then);
            self.block::<1, 4>(rows & !1..rows, 0..fours, results, then);
            self.block::<8, 1>(0..rows & !7, fours..self.width, results, then);
            self.block::<1, 1>(rows & !7..rows, fours..self.width, results, then);
        }
    }

    /// That all weights and values are there. The greatest index of a weight is that of the last row's
    /// last term, or bias; of a value, that of the last term's last column.
    fn check(&self, rows: usize) {
        let terms = self.terms + usize::from(self.biases);
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

    /// Some of the rows, a multiple of `R`, and of the columns, a multiple of `Q`.
    ///
    /// # Safety
    ///
    /// [`Product::check`] and [`Then::check`] have passed, and `results` has these rows and columns.
    #[inline(never)]
    unsafe fn block<const R: usize, const Q: usize>(
        &self,
        rows: Range<usize>,
        columns: Range<usize>,
        results: &mut [Lanes],
        then: &mut Then,
    ) {
        for row in rows.step_by(R) {
            for column in columns.clone().step_by(Q) {
                // SAFETY: as for this function.
                let sums = unsafe { self.tile::<R, Q>(row, column) };
                let at = array::from_fn(|r| (row + r) * self.width + column);
                // SAFETY: these rows, and `Q` columns from this one on, are those of `results`.
                unsafe { then.write(at, sums, results) };
            }
        }
    }

    /// The sums of the `R` rows and `Q` columns from these on.
    ///
    /// # Safety
    ///
    /// [`Product::check`] has passed, and there are these rows and columns.
    #[inline(always)]
    unsafe fn tile<const R: usize, const Q: usize>(
        &self,
        row: usize,
        column: usize,
    ) -> [[f32x4; Q]; R] {
        let mut weights = self.weights.as_ptr().wrapping_add(row * self.row);
        let mut values = self.values.as_ptr().wrapping_add(column);
        // In bytes, so that a step is a single addition.
        let (term, next) = (size_of::<f32>() * self.term, size_of::<Lanes>() * self.width);
        let end = values.wrapping_byte_add(self.terms * next);
        let biases = weights.wrapping_byte_add(self.terms * term);
        // SAFETY: a row has its weight of each term, and its bias where there are biases: `check`.
        let weight = |first: *const f32, r: usize| unsafe { *first.add(r * self.row) };
        let bias = |r| if self.biases { weight(biases, r) } else { 0.0 };
        let mut sums: [[f32x4; Q]; R] = array::from_fn(|r| [f32x4::splat(bias(r)); Q]);
        while values != end {
            let weights_of_term: [f32x4; R] = array::from_fn(|r| f32x4::splat(weight(weights, r)));
            for q in 0..Q {
                // SAFETY: before the `end`, this is the term's row of values, which has `Q` columns from here on.
                let value = unsafe { (*values.add(q)).0 };
                for r in 0..R {
                    sums[r][q] += weights_of_term[r] * value;
                }
            }
            weights = weights.wrapping_byte_add(term);
            values = values.wrapping_byte_add(next);
        }
        sums
    }
}

impl Then<'_> {
    /// That there is room for as many sums.
    fn check(&self, count: usize) {
        let is_there = match self {
            Then::Nothing => true,
            Then::Relu(relu) => relu.len() == count,
            Then::Slope(values, adjoints) => values.len() == count && adjoints.len() == count,
        };
        assert!(is_there, "as many as results");
    }

    /// Writes the sums of each row to `results`, from where `at` says on, and does the rest.
    ///
    /// # Safety
    ///
    /// [`Then::check`] has passed for the length of `results`, and there are `Q` of them from each place on.
    #[inline(always)]
    unsafe fn write<const R: usize, const Q: usize>(
        &mut self,
        at: [usize; R],
        sums: [[f32x4; Q]; R],
        results: &mut [Lanes],
    ) {
        // SAFETY: the caller's promise, and all the slices are as long as `results`.
        unsafe {
            store(results, at, sums);
            match self {
                Then::Nothing => {}
                Then::Relu(relu) => {
                    store(relu, at, sums.map(|sums| sums.map(|sum| Lanes(sum).relu().0)));
                }
                Then::Slope(values, adjoints) => {
                    let slope = |at: usize| values.get_unchecked(at).relu_slope().0;
                    let adjoint = |r: usize, q: usize| sums[r][q] * slope(at[r] + q);
                    let all: [[f32x4; Q]; R] =
                        array::from_fn(|r: usize| array::from_fn(|q: usize| adjoint(r, q)));
                    store(adjoints, at, all);
                }
            }
        }
    }
}

/// Writes the values of each row to `results`, from where `at` says on.
///
/// # Safety
///
/// There are `Q` results from each place on.
#[inline(always)]
unsafe fn store<const R: usize, const Q: usize>(
    results: &mut [Lanes],
    at: [usize; R],
    values: [[f32x4; Q]; R],
) {
    for r in 0..R {
        for q in 0..Q {
            // SAFETY: the caller's promise.
            unsafe { *results.as_mut_ptr().add(at[r]).add(q) = Lanes(values[r][q]) };
        }
    }
}

// The product to the parameters, in tiles like those above. Its parts are functions of their own since an
// engine allocates the registers of small functions better.

/// Adds to each weight's adjoint its input's values times its output's adjoints, and to each bias's the output's
/// adjoints: [`Number::affine_to_parameters`](crate::number::scalar::Number::affine_to_parameters).
pub fn to_parameters(width: usize, inputs: &[Lanes], outputs: &[Lanes], sums: &mut [Lanes]) {
    let neuron = inputs.len() / width + 1;
    for (sums, outputs) in sums.chunks_mut(2 * neuron).zip(outputs.chunks(2 * width)) {
        if outputs.len() == 2 * width {
            to_weights::<2>(width, inputs, outputs, sums);
        } else {
            to_weights::<1>(width, inputs, outputs, sums);
        }
    }
    for (sums, outputs) in sums.chunks_mut(8 * neuron).zip(outputs.chunks(8 * width)) {
        if outputs.len() == 8 * width {
            to_biases::<8>(width, neuron, outputs, sums);
        } else {
            for (sums, output) in sums.chunks_mut(neuron).zip(outputs.chunks(width)) {
                to_biases::<1>(width, neuron, output, sums);
            }
        }
    }
}

/// The adjoints of the weights of `R` neurons.
#[inline(never)]
fn to_weights<const R: usize>(
    width: usize,
    inputs: &[Lanes],
    outputs: &[Lanes],
    sums: &mut [Lanes],
) {
    let weights = sums.len() / R - 1;
    assert!(inputs.len() == weights * width && outputs.len() == R * width, "whole rows");
    let mut column = 0;
    // SAFETY: the rows are whole, and the columns those of weights.
    unsafe {
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
}

/// The same for the `C` weights from `column` on.
///
/// # Safety
///
/// `inputs`, `outputs` and `sums` are those of whole neurons, which have these weights.
#[inline(always)]
unsafe fn to_weights_tile<const R: usize, const C: usize>(
    width: usize,
    column: usize,
    inputs: &[Lanes],
    outputs: &[Lanes],
    sums: &mut [Lanes],
) {
    let (neuron, row) = (sums.len() / R, size_of::<Lanes>() * width);
    let mut input = inputs.as_ptr().wrapping_add(column * width);
    let (mut output, end) = (outputs.as_ptr(), outputs.as_ptr().wrapping_add(width));
    let sum = |r: usize, c: usize| r * neuron + column + c;
    // SAFETY: the pointers stay in the first of `C` rows of inputs and of `R` rows of outputs.
    unsafe {
        let mut tile: [[f32x4; C]; R] =
            array::from_fn(|r| array::from_fn(|c| sums.get_unchecked(sum(r, c)).0));
        while output != end {
            let inputs: [f32x4; C] = array::from_fn(|c| (*input.byte_add(c * row)).0);
            for r in 0..R {
                let output = (*output.byte_add(r * row)).0;
                for c in 0..C {
                    tile[r][c] += output * inputs[c];
                }
            }
            (input, output) = (input.wrapping_add(1), output.wrapping_add(1));
        }
        for r in 0..R {
            for c in 0..C {
                *sums.get_unchecked_mut(sum(r, c)) = Lanes(tile[r][c]);
            }
        }
    }
}

/// The adjoints of the biases of `R` neurons.
#[inline(never)]
fn to_biases<const R: usize>(width: usize, neuron: usize, outputs: &[Lanes], sums: &mut [Lanes]) {
    assert!(outputs.len() == R * width, "whole rows");
    let row = size_of::<Lanes>() * width;
    let (mut output, end) = (outputs.as_ptr(), outputs.as_ptr().wrapping_add(width));
    let mut biases: [f32x4; R] = array::from_fn(|r| sums[r * neuron + neuron - 1].0);
    while output != end {
        for (r, bias) in biases.iter_mut().enumerate() {
            // SAFETY: `output` stays in the first of `R` rows.
            *bias += unsafe { (*output.byte_add(r * row)).0 };
        }
        output = output.wrapping_add(1);
    }
    for (sums, bias) in sums.chunks_exact_mut(neuron).zip(biases) {
        sums[neuron - 1] = Lanes(bias);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::scalar::Arrival;
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

    /// A layer's results with one type of number: outputs and their ReLU; adjoints of inputs and of what these are
    /// the ReLU of; adjoints of parameters.
    fn results<T: Number<Lane = f32>>(
        width: usize,
        parameters: &[f32],
        [inputs, adjoints, start]: [&[T]; 3],
        kind: Kind,
    ) -> [Vec<T>; 5] {
        let nothing = |values: &[T]| vec![T::constant(0.0); values.len()];
        let mut outputs = nothing(adjoints);
        let mut relu = if kind == Kind::Relu { nothing(adjoints) } else { Vec::new() };
        T::affine_forward(width, parameters, inputs, &mut outputs, &mut relu);
        let (mut to_inputs, mut before) = (start.to_vec(), nothing(inputs));
        let arrival = match kind {
            Kind::Set => Arrival::Set,
            Kind::Add => Arrival::Add,
            Kind::Relu => Arrival::Relu { values: inputs, adjoints: &mut before },
        };
        T::affine_to_inputs(width, parameters, adjoints, &mut to_inputs, arrival);
        let mut sums = vec![T::constant(0.5); parameters.len()];
        T::affine_to_parameters(width, inputs, adjoints, &mut sums);
        [outputs, relu, to_inputs, before, sums]
    }

    /// How adjoints arrive at the inputs.
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Kind {
        Set,
        Add,
        Relu,
    }

    proptest! {
        #[test]
        fn a_layer_of_any_size_and_width_gives_the_bits_of_the_plain_loops(
            rows in 1..20_usize,
            columns in 0..20_usize,
            width in 1..18_usize,
            kind in prop::sample::select(vec![Kind::Set, Kind::Add, Kind::Relu]),
        ) {
            let parameters: Vec<f32> = (0..rows * (columns + 1)).map(value).collect();
            let all = [(columns, 1), (rows, 2), (columns, 4)]
                .map(|(count, seed)| values(count * width, seed));
            let tiled = results(width, &parameters, all.each_ref().map(Vec::as_slice), kind);
            for i in 0..4 {
                let plain = all.each_ref().map(|values| lane(values, i));
                let plain = results(width, &parameters, plain.each_ref().map(Vec::as_slice), kind);
                prop_assert_eq!(tiled.each_ref().map(|values| lane(values, i)), plain);
            }
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
