//! Several samples at once: `f32` values side by side in a vector register.

use crate::number::scalar::Scalar;
use std::ops::{Add, Div, Mul, Neg, Sub};
use wide::f32x4;

/// Four values of type `f32`, one a sample: what a vector register of WebAssembly holds.
///
/// Every operation works lane by lane and gives in each lane the same bits as `f32` does.
///
/// ```
/// use moongrad::{number::lanes::Lanes, number::scalar::{Number, Scalar}};
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::scalar::Number;
    use proptest::prelude::*;

    proptest! {
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
