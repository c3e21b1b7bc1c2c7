//! A layer's two products of weights with rows of registers, in tiles that stay in registers.
//!
//! The one file with `unsafe`: the inner loops read weights and values without checking each index,
//! which costs a third of their speed. `Product::check` does it once for the whole layer.
#![allow(unsafe_code)]

use crate::lanes::Lanes;
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
