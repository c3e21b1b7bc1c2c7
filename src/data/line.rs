//! The straight line that parts labelled points best.

use crate::data::shapes::Sample;
use std::cmp::Ordering;

/// Up to so many points the best line is sure: n² log n comparisons, which take a fraction of a second.
pub const MOST_EXACT: usize = 1000;

/// The line a x + b y + c = 0; where that is above 0, it says +1, below −1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// What x is multiplied with.
    pub a: f64,
    /// What y is multiplied with.
    pub b: f64,
    /// What is added.
    pub c: f64,
}

impl Line {
    /// a x + b y + c.
    pub fn at(&self, [x, y]: [f64; 2]) -> f64 {
        self.a * x + self.b * y + self.c
    }

    /// How many samples lie on their label's side; what lies on the line is on neither, as is what is not a number.
    ///
    /// ```
    /// use moongrad::data::{line::Line, shapes::Sample};
    /// let samples = [-1.0, 0.0, 2.0].map(|x| Sample { inputs: [x, 5.0], label: 1.0 });
    /// assert_eq!(Line { a: 1.0, b: 0.0, c: 0.0 }.score(&samples), 1);
    /// ```
    pub fn score(&self, samples: &[Sample]) -> usize {
        let is_right = |s: &&Sample| self.at(place(s)) * f64::from(s.label) > 0.0;
        samples.iter().filter(is_right).count()
    }
}

fn place(sample: &Sample) -> [f64; 2] {
    sample.inputs.map(f64::from)
}

/// A line that was found, and how good it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Best {
    /// The line, with (a, b) of length 1.
    pub line: Line,
    /// How many samples it has right.
    pub right: usize,
    /// Around how many samples a line was turned: around all, no line is better.
    pub searched: usize,
}

/// The line with the most samples right; none without samples.
///
/// Every way in which a line can part points is that of a line through one of them, which itself may then go to either
/// side. So a line is turned around each point, over all others in the order of their angles (of more than
/// [`MOST_EXACT`], only around and over the first of these); coordinates are `f32`, so their differences and the
/// products that order them are exact in `f64` but for scales far apart. Of lines equally good the one that has the widest
/// angle to turn in is taken, in the middle of that angle and of the gap that it runs through.
///
/// ```
/// use moongrad::data::{line::best, shapes::Sample};
/// let samples = [(0.0, -1.0), (1.0, -1.0), (3.0, 1.0)]
///     .map(|(x, label)| Sample { inputs: [x, 0.0], label });
/// let found = best(&samples).unwrap();
/// assert_eq!((found.right, found.searched), (3, 3));
/// assert_eq!(found.line.c / found.line.a, -2.0);
/// ```
pub fn best(samples: &[Sample]) -> Option<Best> {
    let searched = samples.len().min(MOST_EXACT);
    let near = &samples[..searched];
    let mut best: Option<(Best, Turn)> = None;
    for pivot in near {
        turn(near, place(pivot), |turn| {
            // What is promised is kept only where the numbers are exact enough: so the line itself is asked.
            if best.is_none_or(|(best, so_far)| turn.beats(so_far, best.right)) {
                let line = through_gap(near, place(pivot), turn);
                let found = Best { line, right: line.score(near), searched };
                if best.is_none_or(|(best, so_far)| {
                    Turn { right: found.right, ..turn }.beats(so_far, best.right)
                }) {
                    best = Some((found, turn));
                }
            }
        });
    }
    best.map(|(best, _)| Best { right: best.line.score(samples), ..best })
}

/// A stretch of directions in which a line through a point parts the others in one way.
#[derive(Clone, Copy)]
struct Turn {
    /// Along the line, with the side of +1 to the left.
    along: [f64; 2],
    /// How wide it is: 1 − the cosine of the angle.
    width: f64,
    /// How many samples it can have right.
    right: usize,
    /// The side that the point itself goes to: its label's there.
    label: f64,
}

impl Turn {
    fn beats(&self, other: Turn, right: usize) -> bool {
        (self.right, self.width).partial_cmp(&(right, other.width)) == Some(Ordering::Greater)
    }
}

fn cross(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[1] - a[1] * b[0]
}

fn unit([x, y]: [f64; 2]) -> [f64; 2] {
    let length = libm::hypot(x, y);
    [x / length, y / length]
}

/// Turns a line once around a point, and tells each stretch between two others.
fn turn(samples: &[Sample], pivot: [f64; 2], mut tell: impl FnMut(Turn)) {
    let mut own = [0, 0];
    // The others by their direction in the upper half plane, each with what passing it adds to the right ones.
    let mut others: Vec<([f64; 2], i64)> = Vec::with_capacity(samples.len());
    let mut left = 0;
    for sample in samples {
        let [x, y] = place(sample);
        let (direction, positive) = ([x - pivot[0], y - pivot[1]], sample.label > 0.0);
        if direction == [0.0; 2] {
            own[usize::from(positive)] += 1;
            continue;
        }
        let is_lower = direction[1] < 0.0 || direction[1] == 0.0 && direction[0] < 0.0;
        // Of a line that points to the right, the upper half plane is the left side.
        let is_right = is_lower != positive;
        left += usize::from(is_right);
        let up = if is_lower { direction.map(|d| -d) } else { direction };
        others.push((up, if is_right { -1 } else { 1 }));
    }
    let (own_right, label) = if own[1] >= own[0] { (own[1], 1.0) } else { (own[0], -1.0) };
    others.sort_unstable_by(|a, b| 0.0.partial_cmp(&cross(a.0, b.0)).unwrap_or(Ordering::Equal));
    let all = others.len();
    let mut number = 0;
    while let Some(&(from, _)) = others.get(number) {
        while let Some(&(other, change)) = others.get(number)
            && cross(from, other) <= 0.0
        {
            left = left.wrapping_add_signed(change as isize);
            number += 1;
        }
        let to = others.get(number).map_or(others[0].0.map(|d| -d), |other| other.0);
        let (from, to) = (unit(from), unit(to));
        let middle = [from[0] + to[0], from[1] + to[1]];
        // Straight on is straight back: then the middle is across.
        let along = if cross(from, to) > 0.0 { unit(middle) } else { [-from[1], from[0]] };
        let width = 1.0 - (from[0] * to[0] + from[1] * to[1]);
        let (right, along) =
            if 2 * left >= all { (left, along) } else { (all - left, along.map(|d| -d)) };
        tell(Turn { along, width, right: right + own_right, label });
    }
    if all == 0 {
        tell(Turn { along: [1.0, 0.0], width: 2.0, right: own_right, label });
    }
}

/// The line of a turn, moved off its point to the middle of the gap between that and the next on its other side.
fn through_gap(samples: &[Sample], pivot: [f64; 2], turn: Turn) -> Line {
    let [a, b] = [-turn.along[1], turn.along[0]];
    let across = |[x, y]: [f64; 2]| a * (x - pivot[0]) + b * (y - pivot[1]);
    let beyond = samples.iter().map(place).filter(|place| *place != pivot).map(across);
    let beyond = beyond.filter(|across| across * turn.label < 0.0).map(f64::abs);
    let gap = beyond.min_by(f64::total_cmp).unwrap_or(2.0);
    Line { a, b, c: turn.label * gap / 2.0 - a * pivot[0] - b * pivot[1] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::random::{Use, generator};
    use crate::data::shapes::two_moons;
    use proptest::prelude::*;

    /// The best of lines beside every pair of points, moved and turned a little each way: all ways of parting points on
    /// a grid, whose lines stay further apart than that.
    fn brute_force(samples: &[Sample]) -> usize {
        let mut most = 0;
        for one in samples.iter().map(place) {
            for other in samples.iter().map(place).chain([[one[0] + 1.0, one[1] + 0.01]]) {
                let [dx, dy] = [other[0] - one[0], other[1] - one[1]];
                let length = dx.hypot(dy).max(1.0);
                for (first, second) in [(1, 1), (1, -1), (-1, 1), (-1, -1)] {
                    // Through a point beside the one and a point beside the other.
                    let [nx, ny] = [-dy / length, dx / length];
                    let near = |[x, y]: [f64; 2], by: i32| {
                        let by = 1e-4 * f64::from(by);
                        [x + by * nx, y + by * ny]
                    };
                    let (p, q) = (near(one, first), near(other, second));
                    let [a, b] = [p[1] - q[1], q[0] - p[0]];
                    let line = Line { a, b, c: -a * p[0] - b * p[1] };
                    let turned = Line { a: -a, b: -b, c: -line.c };
                    most = most.max(line.score(samples)).max(turned.score(samples));
                }
            }
        }
        most
    }

    fn samples() -> impl Strategy<Value = Vec<Sample>> {
        let sample = (-6..7_i32, -6..7_i32, any::<bool>()).prop_map(|(x, y, positive)| Sample {
            inputs: [x as f32, y as f32],
            label: if positive { 1.0 } else { -1.0 },
        });
        prop::collection::vec(sample, 1..14)
    }

    proptest! {
        #[test]
        fn no_line_of_brute_force_is_better(samples in samples()) {
            let best = best(&samples).unwrap();
            prop_assert!(best.right >= brute_force(&samples), "{:?}", best);
            prop_assert_eq!(best.right, best.line.score(&samples));
            prop_assert!((best.line.a.hypot(best.line.b) - 1.0).abs() < 1e-12);
        }

        /// Brute force can miss a way here: between points that lie closer to a line than it moves its own.
        #[test]
        fn of_scattered_points_no_line_of_brute_force_is_better(seed: u32, count in 1..30_usize) {
            let samples = two_moons(count, 0.5, &mut generator(seed, Use::Samples, 0));
            let best = best(&samples).unwrap();
            prop_assert!(best.right >= brute_force(&samples), "{:?}", best);
            prop_assert_eq!(best.right, best.line.score(&samples));
        }
    }

    #[test]
    fn a_line_leaves_some_of_the_moons_on_the_wrong_side_and_never_most() {
        let moons = two_moons(200, 0.1, &mut generator(1, Use::Samples, 0));
        let best = best(&moons).unwrap();
        assert!((170..198).contains(&best.right), "{}", best.right);
        assert_eq!(best.searched, 200);
    }

    #[test]
    fn of_many_points_it_is_told_that_not_all_were_searched() {
        let moons = two_moons(3000, 0.1, &mut generator(1, Use::Samples, 0));
        let best = best(&moons).unwrap();
        assert_eq!((best.searched, best.right), (MOST_EXACT, best.line.score(&moons)));
        assert!(best.right > 2500);
        assert_eq!(super::best(&[]), None);
    }
}
