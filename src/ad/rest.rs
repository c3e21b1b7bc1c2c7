//! Where a walk comes to rest, and how far a step may go so that it does.

use crate::ad::climb::{Stand, Stop, climb};
use crate::ad::expression::Expression;
use crate::ad::grad;
use libm::hypot;

/// So many steps are taken to see where a walk leads.
pub const LONG: usize = 1000;
/// At rest the gradient, and the last step, are shorter than this.
const STILL: f64 = 1e-6;
/// A function whose slopes change by less is level.
const FLAT: f64 = 1e-5;

/// Where a walk leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rest {
    /// To where a number is not finite.
    Stopped(Stop),
    /// Nowhere in [`LONG`] steps: where it stands then, and whether the last two steps led on in its direction.
    Wanders(Stand, bool),
    /// To rest.
    Settled {
        /// Where.
        stand: Stand,
        /// What is there.
        form: Form,
        /// A gamma beyond this, of either sign, leaps over the place for ever; none where it is level.
        most: Option<f64>,
    },
}

/// What is where the gradient is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Uphill a peak, downhill the bottom.
    End,
    /// An end in one direction only.
    Saddle,
    /// It bends nowhere.
    Level,
}

/// Where the walk of [`climb`] leads.
///
/// A step multiplies what is left of the way along each direction in which the function bends by 1 + γ · bend, which comes
/// to rest where that is between −1 and 1: so γ is below 2 over the largest bend.
///
/// ```
/// use moongrad::ad::{expression::Expression, rest::{Form, Rest, rest_of}};
/// let f = Expression::parse("-(x - 1)^2 - 2(y + 2)^2").unwrap();
/// let Rest::Settled { stand, form, most } = rest_of(&f, [4.0, 3.0], 0.1) else { panic!() };
/// assert!((stand.point[0] - 1.0).abs() < 1e-6 && form == Form::End);
/// assert!((most.unwrap() - 0.5).abs() < 1e-6);
/// ```
pub fn rest_of(f: &Expression, start: [f64; 2], gamma: f64) -> Rest {
    let (walk, stop) = climb(f, start, gamma, LONG);
    if let Some(stop) = stop {
        return Rest::Stopped(stop);
    }
    let [before, one, stand] = [2, 1, 0].map(|back| walk[LONG - back]);
    let slope = hypot(stand.gradient[0], stand.gradient[1]);
    if slope.max(gamma.abs() * slope) >= STILL {
        let onward = |other: Stand| (stand.value - other.value) * gamma.signum() > 0.0;
        return Rest::Wanders(stand, onward(one) && onward(before));
    }
    let bends = bends(f, stand.point).map(|bend| bend * gamma.signum());
    let steep = bends[0].abs().max(bends[1].abs());
    let form = match bends[0].max(bends[1]) {
        _ if steep <= FLAT => Form::Level,
        up if up > FLAT => Form::Saddle,
        _ => Form::End,
    };
    let most = (form != Form::Level).then_some(2.0 / steep);
    Rest::Settled { stand, form, most }
}

/// How much a function bends: the eigenvalues of its Hessian, the lesser first, from central differences of gradients.
fn bends(f: &Expression, [x, y]: [f64; 2]) -> [f64; 2] {
    let slopes = |point: [f64; 2]| grad(|v| f.call(&v[..]), &point);
    let [h, k] = [x, y].map(|at| 1e-4 * (1.0 + at.abs()));
    let difference = |a: [f64; 2], b: [f64; 2], by: f64| [0, 1].map(|i| (a[i] - b[i]) / (2.0 * by));
    let [xx, xy] = difference(slopes([x + h, y]), slopes([x - h, y]), h);
    let [yx, yy] = difference(slopes([x, y + k]), slopes([x, y - k]), k);
    let (mean, half) = ((xx + yy) / 2.0, hypot((xx - yy) / 2.0, (xy + yx) / 2.0));
    [mean - half, mean + half]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(text: &str, start: [f64; 2], gamma: f64) -> Rest {
        rest_of(&Expression::parse(text).unwrap(), start, gamma)
    }

    #[test]
    fn the_talks_walk_settles_at_its_peak_and_leaps_beyond_16() {
        use std::f64::consts::PI;
        let f = "0.5 * cos (x / 2) + sin (y / 4)";
        let Rest::Settled { stand, form, most } = rest(f, [-3.0 * PI, PI], 4.0) else {
            panic!("it settles");
        };
        let [x, y] = stand.point;
        assert!((x + 4.0 * PI).abs() < 1e-4 && (y - 2.0 * PI).abs() < 1e-4, "{x} {y}");
        assert_eq!(form, Form::End);
        // Along x it bends by 0.5 / 4, along y by 1 / 16.
        assert!((most.unwrap() - 16.0).abs() < 1e-4);
        assert!(matches!(rest(f, [-3.0 * PI, PI], 17.0), Rest::Wanders(..)));
    }

    #[test]
    fn a_saddle_a_plain_and_a_slope_are_told_apart() {
        let form = |text, gamma| match rest(text, [0.0, 1.0], gamma) {
            Rest::Settled { form, .. } => form,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(form("x^2 - y^2", 0.1), Form::Saddle);
        assert_eq!(form("3", 0.1), Form::Level);
        assert_eq!(form("x^2 + y^2", -0.1), Form::End);
        assert!(matches!(rest("x + y", [0.0, 0.0], 1.0), Rest::Wanders(_, true)));
        assert!(matches!(rest("x + y", [0.0, 0.0], -1.0), Rest::Wanders(_, true)));
        assert!(matches!(rest("x^4", [9.0, 0.0], 1.0), Rest::Stopped(_)));
    }

    #[test]
    fn bends_are_those_of_the_second_derivatives() {
        let f = Expression::parse("sin x * y + exp (x / 3)").unwrap();
        let (x, y) = (0.7_f64, -1.3_f64);
        let (xx, xy) = (-x.sin() * y + (x / 3.0).exp() / 9.0, x.cos());
        let (mean, half) = (xx / 2.0, (xx / 2.0).hypot(xy));
        let found = bends(&f, [x, y]);
        for (found, expected) in found.into_iter().zip([mean - half, mean + half]) {
            assert!((found - expected).abs() < 1e-6, "{found} {expected}");
        }
    }
}
