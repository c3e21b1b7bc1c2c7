//! Functions of x, y and z as people type them, over any [`Scalar`]: so that recording one gives its gradient.

mod grammar;
mod steps;
#[cfg(test)]
mod tests;
mod words;

pub use steps::MOST_POWER;
pub use words::{CONSTANTS, FUNCTIONS, Misreading, VARIABLES};

use crate::ad::expression::grammar::parse;
use crate::ad::expression::steps::{Step, run, write};
use crate::number::scalar::Scalar;

/// The most characters of a text: more than anyone types, few enough to parse at every key.
pub const MOST_CHARACTERS: usize = 500;

/// The deepest nesting of parentheses, functions, signs and powers: the parser's own calls nest with it.
pub const MOST_NESTING: usize = 64;

/// A function that was typed.
///
/// Numbers (`1`, `.5`, `1e-3`), `+ - * / ^` and also `− × · ⋅ ÷`, parentheses, `pi`, `π`, `e`, the functions of
/// [`FUNCTIONS`]. What stands side by side is multiplied, with the rank of `*`: `2x`, `x y`, `xy`, `2 sin x`; `1/2x` is
/// `(1/2) * x`. `-x^2` is `-(x^2)`, `2^3^2` is `2^(3^2)`; powers are whole, from −100 to 100, but `e` may have any.
///
/// A function takes the parentheses after it and no more: `sin (x) y` is `(sin x) * y`. Without parentheses it takes all
/// that stands side by side after it, up to the next sign or function: `sin 2x` is `sin (2 * x)`, `sin x^2` is
/// `sin (x^2)`, but `sin x * y` is `(sin x) * y`, as in Haskell, and `sin x cos y` is `(sin x) * (cos y)`.
///
/// The talk's two gradients:
///
/// ```
/// use moongrad::ad::{expression::Expression, grad};
/// let f = Expression::parse("x * y + sin x").unwrap();
/// assert_eq!(grad(|v| f.call(&v[..]), &[1.0, 2.0]), [2.5403023058681398, 1.0]);
/// let f = Expression::parse("x * y * z").unwrap();
/// assert_eq!(grad(|v| f.call(&v[..]), &[1.0, 2.0, 3.0]), [6.0, 3.0, 2.0]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// In postfix order: what an operation takes stands before it.
    steps: Vec<Step>,
}

impl Expression {
    /// The function that a text says; an error tells the place and what was expected there.
    ///
    /// ```
    /// use moongrad::ad::expression::Expression;
    /// let f = Expression::parse("0.5 cos (x / 2) + sin (y / 4)").unwrap();
    /// assert_eq!(f.written(), "0.5 × cos(x / 2) + sin(y / 4)");
    /// let error = Expression::parse("x + * y").unwrap_err();
    /// assert_eq!((error.at, error.length), (4, 1));
    /// ```
    pub fn parse(text: &str) -> Result<Self, Misreading> {
        Self::parse_with(text, |number| number.parse().ok())
    }

    /// [`Expression::parse`], where something else reads decimal numbers: on the web, JavaScript does.
    pub fn parse_with(
        text: &str,
        number: impl Fn(&str) -> Option<f64>,
    ) -> Result<Self, Misreading> {
        Ok(Expression { steps: parse(&words::read(text, number)?)? })
    }

    /// How many of x, y and z it needs a number for: up to the last one that it names.
    ///
    /// ```
    /// assert_eq!(moongrad::ad::expression::Expression::parse("y + 1").unwrap().arity(), 2);
    /// ```
    pub fn arity(&self) -> usize {
        let needs = |step: &Step| if let Step::Variable(number) = step { number + 1 } else { 0 };
        self.steps.iter().map(needs).max().unwrap_or(0)
    }

    /// Its value at a point of at least [`arity`](Expression::arity) numbers, else it panics. What has no value there,
    /// as the logarithm of −1, is not-a-number; a division by 0 is infinite.
    ///
    /// ```
    /// use moongrad::ad::expression::Expression;
    /// assert_eq!(Expression::parse("2x^3 - y/4").unwrap().call(&[2.0, 8.0]), 14.0);
    /// ```
    pub fn call<S: Scalar>(&self, at: &[S]) -> S {
        run(&self.steps, at)
    }

    /// How it was read: with every sign, and only the parentheses that it takes. Reading that gives the same function.
    pub fn written(&self) -> String {
        write(&self.steps)
    }
}
