//! The values of the first form.

use crate::data::points::{Names, Points, Scale};
use crate::data::shapes::Sample;
use crate::run::goal::Goal;
use crate::run::schedule::Line;
use serde::{Deserialize, Serialize};

/// Decimals have so many places at the most; a fraction that has more stands in eight bytes.
const PLACES: u64 = 15;
/// Whole numbers up to this are all of the type `f64`.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// Bytes to write to.
#[derive(Default)]
pub struct Out {
    pub bytes: Vec<u8>,
}

impl Out {
    pub fn put(&mut self, value: &impl Serialize) {
        let bytes = postcard::to_allocvec(value);
        self.bytes.extend(bytes.expect("numbers and texts can be written"));
    }

    /// A choice by its number in a table of this form.
    pub fn one<C: PartialEq>(&mut self, table: &[C], choice: C) {
        let number = table.iter().position(|known| *known == choice);
        self.bytes.push(number.expect("the form knows all choices") as u8);
    }

    /// How many, and then each.
    pub fn list<T>(&mut self, items: &[T], put: impl Fn(&mut Self, &T)) {
        self.put(&(items.len() as u64));
        items.iter().for_each(|item| put(self, item));
    }

    /// As m / 10ᵉ in the form 16 m + e, where that is the number to the bit; else 15 and its bits.
    pub fn number(&mut self, number: f64) {
        let short = (0..PLACES).find_map(|places| {
            let whole = libm::round(number * power(places));
            let fits = (0.0..WHOLE / 16.0).contains(&whole);
            let is_same = (whole / power(places)).to_bits() == number.to_bits();
            (fits && is_same).then_some((whole as u64) << 4 | places)
        });
        self.put(&short.unwrap_or(PLACES));
        if short.is_none() {
            self.bytes.extend(number.to_le_bytes());
        }
    }

    pub fn sizes(&mut self, sizes: &[usize]) {
        self.list(sizes, |to, size| to.put(&(*size as u64)));
    }

    pub fn line(&mut self, line: Line) {
        self.put(&line.from);
        self.number(line.fall);
    }

    pub fn goal(&mut self, goal: Goal) {
        match goal {
            Goal::Step(step) => self.put(&(0_u8, step)),
            Goal::Accuracy(share) => self.put(&(1_u8, share)),
            Goal::Loss(loss) => self.put(&(2_u8, loss)),
            Goal::Patience(steps) => self.put(&(3_u8, steps)),
        }
    }

    /// The coordinates, and then the labels, eight in a byte.
    pub fn samples(&mut self, samples: &[Sample]) {
        self.list(samples, |to, sample| to.put(&sample.inputs));
        for eight in samples.chunks(8) {
            let bit = |(at, sample): (usize, &Sample)| u8::from(sample.label > 0.0) << at;
            self.bytes.push(eight.iter().enumerate().map(bit).sum());
        }
    }

    pub fn points(&mut self, Points { train, test, scale, names }: &Points) {
        let columns = names.as_ref().and_then(|names| names.columns.as_ref());
        let flags = [scale.standardised, names.is_some(), columns.is_some()];
        self.bytes.push(flags.iter().enumerate().map(|(at, flag)| u8::from(*flag) << at).sum());
        self.samples(train);
        self.samples(test);
        if scale.standardised {
            [scale.centre, scale.unit].as_flattened().iter().for_each(|value| self.number(*value));
        }
        if let Some(names) = names {
            names
                .labels
                .iter()
                .chain(columns.into_iter().flatten())
                .for_each(|name| self.put(name));
        }
    }
}

/// 10ᵉ, which is of the type `f64` up to 10²².
fn power(places: u64) -> f64 {
    (0..places).fold(1.0, |power, _| power * 10.0)
}

/// Bytes to read from. What asks for memory takes no more than a few times what is left of them.
#[derive(Clone, Copy)]
pub struct In<'a> {
    pub bytes: &'a [u8],
}

impl<'a> In<'a> {
    pub fn take<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let (value, rest) = postcard::take_from_bytes(self.bytes).ok()?;
        self.bytes = rest;
        Some(value)
    }

    pub fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*byte)
    }

    fn some(&mut self, count: usize) -> Option<&'a [u8]> {
        let (some, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(some)
    }

    pub fn one<C: Copy>(&mut self, table: &[C]) -> Option<C> {
        table.get(usize::from(self.byte()?)).copied()
    }

    pub fn size(&mut self) -> Option<usize> {
        usize::try_from(self.take::<u64>()?).ok()
    }

    /// A list whose items take so many bytes each at the least: one that cannot be there asks for no memory.
    pub fn list<T>(
        &mut self,
        least: usize,
        take: impl Fn(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let count = self.size()?;
        if count > self.bytes.len() / least {
            return None;
        }
        (0..count).map(|_| take(self)).collect()
    }

    pub fn number(&mut self) -> Option<f64> {
        let short: u64 = self.take()?;
        match (short & 15, short >> 4) {
            (PLACES, 0) => Some(f64::from_le_bytes(self.some(8)?.try_into().ok()?)),
            (PLACES, _) => None,
            (places, whole) => Some(whole as f64 / power(places)),
        }
    }

    pub fn sizes(&mut self) -> Option<Vec<usize>> {
        self.list(1, Self::size)
    }

    pub fn line(&mut self) -> Option<Line> {
        Some(Line { from: self.take()?, fall: self.number()? })
    }

    pub fn goal(&mut self) -> Option<Goal> {
        Some(match self.byte()? {
            0 => Goal::Step(self.take()?),
            1 => Goal::Accuracy(self.take()?),
            2 => Goal::Loss(self.take()?),
            3 => Goal::Patience(self.take()?),
            _ => return None,
        })
    }

    pub fn samples(&mut self) -> Option<Vec<Sample>> {
        let inputs: Vec<[f32; 2]> = self.list(8, Self::take)?;
        let labels = self.some(inputs.len().div_ceil(8))?;
        let label = |at: usize| if labels[at / 8] >> (at % 8) & 1 == 1 { 1.0 } else { -1.0 };
        let sample = |(at, inputs)| Sample { inputs, label: label(at) };
        Some(inputs.into_iter().enumerate().map(sample).collect())
    }

    pub fn points(&mut self) -> Option<Points> {
        let flags = self.byte()?;
        let has = |flag: u8| flags >> flag & 1 == 1;
        let (train, test) = (self.samples()?, self.samples()?);
        let mut scale = Scale::default();
        if has(0) {
            let [a, b, c, d] = [self.number()?, self.number()?, self.number()?, self.number()?];
            scale = Scale { centre: [a, b], unit: [c, d], standardised: true };
        }
        let mut names = None;
        if has(1) {
            let labels = [self.take()?, self.take()?];
            let mut columns = None;
            if has(2) {
                columns = Some([self.take()?, self.take()?, self.take()?]);
            }
            names = Some(Names { columns, labels });
        }
        (flags < 8).then_some(Points { train, test, scale, names })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_fraction_comes_back_to_the_bit(bits: u64) {
            let number = f64::from_bits(bits);
            let mut to = Out::default();
            to.number(number);
            let back = In { bytes: &to.bytes }.number().unwrap();
            prop_assert_eq!(back.to_bits(), bits);
        }
    }

    #[test]
    fn the_numbers_that_people_set_are_short() {
        for (number, bytes) in [(0.14, 2), (1e-4, 1), (0.25, 2), (1e-9, 1), (0.0, 1), (0.628, 2)] {
            let mut to = Out::default();
            to.number(number);
            assert_eq!(to.bytes.len(), bytes, "{number}");
            assert_eq!(In { bytes: &to.bytes }.number(), Some(number));
        }
    }
}
