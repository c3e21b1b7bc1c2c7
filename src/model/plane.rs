//! Any function over the plane: its values over a lattice, and the lines along which it has round values.

use crate::model::cells::View;
use crate::model::field::{Contour, Lattice, contours};

/// A function over a part of the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// Where its values are.
    pub lattice: Lattice,
    /// They, row by row.
    pub values: Vec<f32>,
    /// The least and the greatest of them that lines are drawn for; not-a-number where none is finite.
    ///
    /// Where the outermost twentieth at either end spans more than all others together, as at a pole, it is left out.
    pub range: [f64; 2],
    /// How far the lines are apart; 0 where there are none.
    pub spacing: f64,
    /// The lines.
    pub contours: Vec<Contour>,
}

/// A function over a view, at so many points (at least 2) along its longer edge, with about so many lines, whose spacing
/// is 1, 2 or 5 times a power of ten.
///
/// ```
/// use moongrad::model::{cells::View, plane::plane};
/// let view = View { x: [0.0, 4.0], y: [0.0, 2.0] };
/// let slope = plane(&view, 5, 4, |[x, y]| 3.0 * x + y);
/// assert_eq!((slope.lattice.columns, slope.lattice.rows), (5, 3));
/// assert_eq!((slope.values[0], slope.range, slope.spacing), (2.0, [0.0, 14.0], 5.0));
/// assert_eq!(slope.contours.len(), 2);
/// ```
pub fn plane(view: &View, points: usize, lines: usize, f: impl Fn([f64; 2]) -> f64) -> Plane {
    let lattice = lattice(view, points);
    let all: Vec<f64> = lattice.points().into_iter().map(|point| f(point.map(f64::from))).collect();
    let range = range(&all);
    let spacing = spacing(range[1] - range[0], lines);
    let contours = if spacing > 0.0 { round_lines(&lattice, &all, range, spacing) } else { vec![] };
    let values = all.iter().map(|&value| value as f32).collect();
    Plane { lattice, values, range, spacing, contours }
}

/// A lattice with so many points along the view's longer edge, and as dense along the other.
fn lattice(view: &View, points: usize) -> Lattice {
    let [width, height] = [view.x, view.y].map(|[from, to]| to - from);
    let along = |edge: f64| {
        let steps = (points - 1) as f64 * edge / width.max(height);
        1 + (libm::round(steps) as usize).max(1)
    };
    Lattice { x: view.x, y: view.y, columns: along(width), rows: along(height) }
}

/// What lines are drawn for: all finite values, but for poles.
fn range(all: &[f64]) -> [f64; 2] {
    let mut values: Vec<f64> =
        all.iter().copied().filter(|value| (*value as f32).is_finite()).collect();
    if values.is_empty() {
        return [f64::NAN; 2];
    }
    let (last, few) = (values.len() - 1, values.len() / 20);
    let mut nth = |number| *values.select_nth_unstable_by(number, f64::total_cmp).1;
    let (whole, most) = ([nth(0), nth(last)], [nth(few), nth(last - few)]);
    let span = |[from, to]: [f64; 2]| to - from;
    if span(most) > 0.0 && span(whole) > 2.0 * span(most) { most } else { whole }
}

/// The least of 1, 2 or 5 times a power of ten that parts a span into at most so many; 0 where there is nothing to part.
fn spacing(span: f64, lines: usize) -> f64 {
    let least = span / lines as f64;
    if !least.is_normal() || lines == 0 {
        return 0.0;
    }
    let (mut above, mut below) = (1.0, 1.0);
    while above / below * 10.0 <= least {
        above *= 10.0;
    }
    while above / below > least {
        below *= 10.0;
    }
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * above / below);
    steps.into_iter().find(|step| *step >= least).unwrap_or(steps[3])
}

/// The lines at multiples of the spacing within the range, from the multiple in its middle up and down: a field of `f32`
/// would not tell lines apart that are close together, but far from 0.
fn round_lines(lattice: &Lattice, all: &[f64], range: [f64; 2], spacing: f64) -> Vec<Contour> {
    let middle = spacing * libm::round((range[0] + range[1]) / 2.0 / spacing);
    // In units of the spacing.
    let shifted: Vec<f32> = all.iter().map(|value| ((value - middle) / spacing) as f32).collect();
    let limit = (range[1] - range[0]) / 2.0 / spacing + 0.5;
    let mut lines = contours(lattice, &shifted, 1.0, limit as f32);
    for line in &mut lines {
        line.level = (middle + spacing * f64::from(line.level)) as f32;
    }
    lines.retain(|line| (range[0]..=range[1]).contains(&f64::from(line.level)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: View = View { x: [-2.0, 2.0], y: [-2.0, 2.0] };

    #[test]
    fn lines_far_from_0_are_where_the_function_has_their_value() {
        let plane = plane(&VIEW, 81, 10, |[x, y]| 5000.0 + x * x + y * y);
        assert_eq!(plane.spacing, 1.0);
        assert!(plane.contours.len() >= 7);
        for line in &plane.contours {
            let radius = (f64::from(line.level) - 5000.0).sqrt();
            assert!(line.level >= 5000.0 && line.level == line.level.round());
            let far = |[x, y]: &[f32; 2]| (f64::from(x.hypot(*y)) - radius).abs();
            assert!(line.points.iter().all(|point| far(point) < 0.04), "{}", line.level);
        }
    }

    #[test]
    fn a_pole_takes_no_lines_from_the_rest() {
        let plane = plane(&VIEW, 81, 12, |[x, y]| y + 1.0 / (x * x));
        assert!(plane.spacing <= 5.0, "{}", plane.spacing);
        assert!(plane.range[1] < 50.0 && plane.contours.len() > 4);
    }

    #[test]
    fn what_is_flat_or_nowhere_finite_has_no_lines() {
        let flat = plane(&VIEW, 11, 10, |_| 3.0);
        assert_eq!((flat.range, flat.spacing, flat.contours.len()), ([3.0; 2], 0.0, 0));
        let none = plane(&VIEW, 11, 10, |_| f64::NAN);
        assert!(none.range[0].is_nan() && none.contours.is_empty() && none.values[0].is_nan());
        assert_eq!(plane(&VIEW, 11, 0, |[x, _]| x).contours, []);
    }
}
