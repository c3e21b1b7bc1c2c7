//! Going uphill: the talk's points, each by the gradient at the one before.

use crate::ad::expression::Expression;
use crate::ad::grad_with;

/// A place on a walk uphill; all its numbers are finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stand {
    /// x and y.
    pub point: [f64; 2],
    /// The function there.
    pub value: f64,
    /// How it changes with x and y.
    pub gradient: [f64; 2],
}

/// What of a place is no finite number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Where it lies along x.
    X,
    /// Where it lies along y.
    Y,
    /// The function there.
    Value,
    /// How it changes there.
    Gradient,
}

/// Why a walk ended before its last step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// The step that led where a number is not finite; 0 is the start.
    pub step: usize,
    /// Which number.
    pub part: Part,
    /// That number: infinite, or not a number.
    pub number: f64,
}

/// The walk that `steps` times adds `gamma` times the gradient of a function of x and y: the start, and where each step
/// led, up to the first that led where a number is not finite.
///
/// The talk's five points:
///
/// ```
/// use moongrad::ad::{climb::climb, expression::Expression};
/// use std::f64::consts::PI;
/// let f = Expression::parse("0.5 * cos (x / 2) + sin (y / 4)").unwrap();
/// let (walk, stop) = climb(&f, [-3.0 * PI, PI], 4.0, 4);
/// assert_eq!(walk[1].point, [-10.42477796076938, 3.8486994347763406]);
/// assert_eq!(walk[4].point, [-12.22342592418437, 5.2155893225844725]);
/// assert_eq!((walk.len(), stop), (5, None));
/// ```
pub fn climb(
    f: &Expression,
    start: [f64; 2],
    gamma: f64,
    steps: usize,
) -> (Vec<Stand>, Option<Stop>) {
    let (mut walk, mut point) = (Vec::new(), start);
    for step in 0..=steps {
        // Each number beside how it changes, so that one sweep gives where to go, and how steep it is.
        let next = grad_with(|x, dx| (x + gamma * dx, dx), |v| f.call(&v[..]), &point);
        let stand = Stand { point, value: f.call(&point), gradient: next.map(|(_, dx)| dx) };
        if let Some((part, number)) = stand.fault() {
            return (walk, Some(Stop { step, part, number }));
        }
        walk.push(stand);
        point = next.map(|(x, _)| x);
    }
    (walk, None)
}

impl Stand {
    /// The first of its numbers that is not finite.
    fn fault(&self) -> Option<(Part, f64)> {
        let Stand { point: [x, y], value, gradient: [dx, dy] } = *self;
        let parts = [Part::X, Part::Y, Part::Value, Part::Gradient, Part::Gradient];
        parts.into_iter().zip([x, y, value, dx, dy]).find(|(_, number)| !number.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(text: &str, start: [f64; 2], gamma: f64, steps: usize) -> (Vec<Stand>, Option<Stop>) {
        climb(&Expression::parse(text).unwrap(), start, gamma, steps)
    }

    #[test]
    fn a_walk_with_a_short_step_never_goes_down_and_comes_to_the_top() {
        let (walk, stop) = walk("-(x - 1)^2 - 2(y + 2)^2", [4.0, 3.0], 0.1, 200);
        assert_eq!((walk.len(), stop), (201, None));
        assert!(walk.windows(2).all(|pair| pair[1].value >= pair[0].value));
        let [x, y] = walk[200].point;
        assert!((x - 1.0).abs() < 1e-9 && (y + 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_walk_that_diverges_ends_with_the_step_and_the_number_that_is_not_finite() {
        let (walk, stop) = walk("x^2 + y", [1.0, 0.0], 10.0, 10_000);
        let stop = stop.unwrap();
        assert_eq!((walk.len(), stop.part, stop.number), (stop.step, Part::Value, f64::INFINITY));
        assert!(walk.iter().all(|stand| stand.fault().is_none()));
        // Each step multiplies x by 21, whose square is too large for an f64 after 308 / log₁₀ 441 steps.
        assert_eq!(stop.step, 117);
    }

    #[test]
    fn a_start_where_there_is_no_value_is_step_0() {
        let (walk, stop) = walk("ln x", [-1.0, 0.0], 1.0, 5);
        assert!(walk.is_empty());
        assert_eq!(stop.map(|stop| (stop.step, stop.part)), Some((0, Part::Value)));
    }
}
