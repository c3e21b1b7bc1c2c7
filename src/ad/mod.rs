//! Automatic differentiation in reverse mode: record once, replay everywhere.
//!
//! [`record`] runs a function with recording numbers ([`Var`]) and keeps the straight-line list of
//! operations; the [`Program`] then replays that list, forward for values and backward for adjoints,
//! with whatever numbers are at hand. [`grad`] and [`grad_with`] are the talk's: record, then one replay.
//! [`expression`] is a function as people type it, [`climb`](mod@climb) goes up its gradient, and [`rest`] tells where that
//! leads.

pub mod climb;
pub mod expression;
pub mod functor;
mod op;
mod program;
pub mod rest;
mod tape;
#[cfg(test)]
mod tests;

pub use op::{Function, Instruction, Op, Operator};
pub use program::{Program, Replay};
pub use tape::{Tape, Var, Vars, record};

use crate::ad::functor::Functor;
use crate::number::scalar::Number;

/// The gradient of `f` at `point`, in the point's own shape.
///
/// ```
/// use moongrad::{ad::grad, number::scalar::Scalar};
/// assert_eq!(grad(|v| v[0] * v[1] + v[0].sin(), &[1.0, 2.0]), [2.5403023058681398, 1.0]);
/// assert_eq!(grad(|v| v[0] * v[1] * v[2], &vec![1.0, 2.0, 3.0]), [6.0, 3.0, 2.0]);
/// ```
// talk: grad
pub fn grad<P, T>(f: impl for<'t> Fn(&Vars<'t, P>) -> Var<'t>, point: &P) -> P::Of<T>
where
    P: Functor<Item = T>,
    T: Number<Lane = T>,
{
    grad_with(|_, derivative| derivative, f, point)
}
// end

/// Each element of `point` combined with the derivative of `f` by it: `update(element, derivative)`.
///
/// One step of gradient ascent, from the talk:
///
/// ```
/// use moongrad::{ad::grad_with, number::scalar::Scalar};
/// use std::f64::consts::PI;
/// let next = grad_with(
///     |x, dx| x + 4.0 * dx,
///     |v| 0.5 * (v[0] / 2.0).cos() + (v[1] / 4.0).sin(),
///     &[-3.0 * PI, PI],
/// );
/// assert_eq!(next, [-10.42477796076938, 3.8486994347763406]);
/// ```
// talk: gradWith
pub fn grad_with<P, T, B>(
    update: impl Fn(T, T) -> B,
    f: impl for<'t> Fn(&Vars<'t, P>) -> Var<'t>,
    point: &P,
) -> P::Of<B>
where
    P: Functor<Item = T>,
    T: Number<Lane = T>,
{
    let program = record(0, point, |vars, _| vec![f(vars)]);
    let mut replay = program.replay(1);
    let elements = point.elements();
    let mut derivatives = vec![T::constant(0.0); elements.len()];
    program.forward(&elements, &mut replay);
    program.backward(&elements, &[T::constant(1.0)], &mut replay, &mut derivatives);
    let mut derivatives = derivatives.into_iter();
    point.map(&mut |&element| update(element, derivatives.next().expect("one for each element")))
}
// end
