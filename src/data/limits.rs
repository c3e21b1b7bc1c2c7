//! What the fields of a run may hold, each written once, and the sentence for what they may not.

use std::fmt;

/// A value that was not taken: it reads as a sentence that names the field, the value and what is
/// allowed.
///
/// The parts stay apart so that the web's edge can write the number as JavaScript does, which spares
/// WebAssembly the code to write floating-point numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which value it is.
    pub field: String,
    /// The value.
    pub value: f64,
    /// What is allowed, in words.
    pub allowed: String,
}

impl Refusal {
    /// That `field` is `value`, but must be something `allowed`.
    pub fn new(field: &str, value: f64, allowed: &str) -> Self {
        Refusal { field: field.into(), value, allowed: allowed.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {}, but must be {}", self.field, self.value, self.allowed)
    }
}

impl std::error::Error for Refusal {}

/// `value`, where it is a whole number below `count`.
///
/// ```
/// assert_eq!(moongrad::data::limits::below("unit", 3.0, 4), Ok(3));
/// let refusal = moongrad::data::limits::below("unit", 4.0, 4).unwrap_err();
/// assert_eq!(refusal.to_string(), "unit is 4, but must be a whole number below 4");
/// ```
pub fn below(field: &str, value: f64, count: usize) -> Result<usize, Refusal> {
    if value >= 0.0 && value < count as f64 && libm::trunc(value) == value {
        return Ok(value as usize);
    }
    Err(Refusal::new(field, value, &format!("a whole number below {count}")))
}

/// What a number may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The name of these limits: "HELD_OUT".
    pub name: &'static str,
    /// The field's name, as in a sentence or a set-up.
    pub field: &'static str,
    /// The least value.
    pub least: f64,
    /// The greatest value.
    pub most: f64,
    /// Whether it must be whole.
    pub whole: bool,
    /// What is allowed, in words.
    ///
    /// ```
    /// assert_eq!(moongrad::data::limits::NOISE.allowed, "a number from 0 to 1");
    /// ```
    pub allowed: &'static str,
}

impl Limits {
    /// `value`, where it is within these limits and not negative, as a whole number.
    pub fn whole(&self, value: f64) -> Result<u64, Refusal> {
        self.check(value).map(|()| value as u64)
    }

    /// Refuses what is out of these limits; not-a-number always is.
    pub fn check(&self, value: f64) -> Result<(), Refusal> {
        let inside = (self.least..=self.most).contains(&value);
        if inside && (!self.whole || libm::trunc(value) == value) {
            return Ok(());
        }
        Err(Refusal::new(self.field, value, self.allowed))
    }
}

macro_rules! limits {
    (@words number) => { "a number from " };
    (@words whole) => { "a whole number from " };
    (@value number $value:literal) => { $value as f64 };
    (@value whole $value:literal) => { $value as u64 as f64 };
    ($($(#[$doc:meta])* $name:ident: $kind:ident $field:literal, $least:literal to $most:literal;)*) => {
        $($(#[$doc])* pub const $name: Limits = Limits {
            name: stringify!($name),
            field: $field,
            least: limits!(@value $kind $least),
            most: limits!(@value $kind $most),
            whole: matches!(stringify!($kind).as_bytes(), b"whole"),
            allowed: concat!(limits!(@words $kind), $least, " to ", $most),
        };)*

        /// All limits there are.
        pub const ALL: &[Limits] = &[$($name),*];
    };
}

limits! {
    /// The seed: what a `u32` holds.
    SEED: whole "seed", 0 to 4294967295;
    /// The size of a fixed set.
    SAMPLES: whole "samples", 4 to 100000;
    /// The share held out of a fixed set.
    HELD_OUT: number "heldOut", 0 to 0.9;
    /// The noise: beyond 1 the moons are gone.
    NOISE: number "noise", 0 to 1;
    /// The number of hidden layers.
    HIDDEN_LAYERS: whole "the number of hidden layers", 0 to 6;
    /// The size of a hidden layer.
    HIDDEN_NEURONS: whole "a hidden layer's number of neurons", 1 to 32;
    /// The learning rate: wide enough to see training explode.
    RATE: number "rate", 0.000000001 to 1000000000;
    /// The number of steps.
    STEPS: whole "steps", 1 to 1000000000;
    /// The weight of the penalty.
    ALPHA: number "alpha", 0 to 1;
    /// The size of a batch.
    BATCH: whole "batch", 1 to 100000;
    /// The step that a run goes to.
    GOAL_STEP: whole "step", 1 to 1000000000;
    /// The accuracy that a run goes to, as a share.
    GOAL_ACCURACY: number "accuracy", 0 to 1;
    /// The loss that a run goes down to.
    GOAL_LOSS: number "loss", 0 to 1000000000;
    /// How many steps without a new best loss a run goes on for.
    PATIENCE: whole "patience", 1 to 1000000000;
    /// The points of one's own, training and test points together.
    POINTS: whole "the number of points", 0 to 100000;
    /// A weight or a bias set by hand: what an `f32` holds.
    PARAMETER: number "value", -3e38 to 3e38;
    /// The columns of a field.
    COLUMNS: whole "columns", 2 to 4096;
    /// The points along an edge of a unit's picture.
    SIZE: whole "size", 2 to 512;
    /// What lies between two contours.
    SPACING: number "spacing", 0.01 to 1000;
    /// The highest level of a contour.
    LEVEL: number "limit", 0 to 1000;
}

/// A choice among a few, each with a name.
pub trait Choice: Copy + PartialEq + 'static {
    /// All of them, in the order in which they are offered.
    const ALL: &'static [Self];

    /// Its name, as in a set-up.
    fn name(self) -> &'static str;

    /// Its number among them.
    fn number(self) -> usize;
}

/// The names of all choices.
pub fn names<T: Choice>() -> Vec<&'static str> {
    T::ALL.iter().map(|choice| choice.name()).collect()
}

/// Names as in a sentence.
///
/// ```
/// use moongrad::{data::limits::{either, names}, run::config::Feed};
/// assert_eq!(either(&names::<Feed>()), "stream or fixed");
/// ```
pub fn either(names: &[&str]) -> String {
    let (last, others) = names.split_last().expect("something to choose");
    [&others.join(", "), " or ", last].concat()
}

/// An enum whose variants can be chosen by name: a list of choices is written down once.
macro_rules! choices {
    (
        $(#[$doc:meta])*
        pub enum $type:ident { $($(#[$about:meta])* $variant:ident = $name:literal,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
        pub enum $type { $($(#[$about])* #[serde(rename = $name)] $variant,)* }

        impl $crate::data::limits::Choice for $type {
            const ALL: &'static [Self] = &[$($type::$variant),*];

            fn name(self) -> &'static str {
                match self { $($type::$variant => $name,)* }
            }

            fn number(self) -> usize {
                self as usize
            }
        }
    };
}
pub(crate) use choices;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_refuse_what_lies_outside_broken_numbers_and_nonsense() {
        for value in [3.0, 100_001.0, 4.5, -1.0, f64::NAN, f64::INFINITY] {
            let error = SAMPLES.check(value).unwrap_err().to_string();
            assert!(error.starts_with(&format!("samples is {value}, ")), "{error}");
        }
        assert_eq!(SAMPLES.check(4.0), Ok(()));
        assert_eq!(NOISE.check(0.5), Ok(()));
        assert_eq!(
            NOISE.check(-0.1).unwrap_err().to_string(),
            "noise is -0.1, but must be a number from 0 to 1"
        );
    }

    #[test]
    fn the_words_for_the_ends_are_the_ends() {
        for Limits { least, most, whole, allowed, .. } in ALL {
            let kind = if *whole { "a whole number" } else { "a number" };
            let ends = allowed.strip_prefix(kind).and_then(|ends| ends.strip_prefix(" from "));
            let (from, to) = ends.unwrap().split_once(" to ").unwrap();
            assert_eq!([from, to].map(|end| end.parse()), [Ok(*least), Ok(*most)], "{allowed}");
        }
    }

    #[test]
    fn a_whole_number_below_a_count_is_neither_negative_nor_broken() {
        for value in [-1.0, 0.5, 4.0, f64::NAN, f64::INFINITY] {
            assert!(below("unit", value, 4).is_err(), "{value}");
        }
    }
}
