//! The points of a run: those it is trained on, those it is tested on, and the scale of their plane.

use crate::data::limits::{self, Refusal};
use crate::data::shapes::Sample;
use rand::Rng;
use rand::seq::SliceRandom;
use serde::Serialize;
use std::mem;

/// Training and test points, in the units of the plane that the network sees.
///
/// ```
/// use moongrad::data::{points::Points, random::{Use, generator}};
/// let rows = [[100.0, 0.5, -1.0], [300.0, 0.5, 1.0], [200.0, 0.7, 1.0], [200.0, 0.3, -1.0]];
/// let points = Points::of(&rows, 0.25, &mut generator(7, Use::Samples, 0));
/// assert_eq!((points.train.len(), points.test.len()), (3, 1));
/// // In the plane's units, the largest x is √2 deviations from the mean.
/// assert_eq!(points.scale.to_plane([300.0, 0.5]), [2.0_f32.sqrt(), 0.0]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    /// The training points.
    pub train: Vec<Sample>,
    /// The test points.
    pub test: Vec<Sample>,
    /// From the plane's units to the data's.
    pub scale: Scale,
    /// What the text that they were read from calls things, if they were.
    pub names: Option<Names>,
}

/// What one's own points are called.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Names {
    /// The three columns, where there was a header.
    pub columns: Option<[String; 3]>,
    /// The labels −1 and 1.
    pub labels: [String; 2],
}

/// How the plane that the network sees lies in the data: a coordinate of the data is `centre` + `unit` times
/// that of the plane.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scale {
    /// Where the plane's x and y are 0.
    pub centre: [f64; 2],
    /// What 1 of the plane's x and y stands for.
    pub unit: [f64; 2],
    /// Whether the two differ from 0 and 1: the points were standardised.
    pub standardised: bool,
}

impl Default for Scale {
    fn default() -> Self {
        Scale { centre: [0.0; 2], unit: [1.0; 2], standardised: false }
    }
}

impl Scale {
    /// The scale for points in any units: their own where both coordinates have a mean within ±2 and a
    /// standard deviation from ¼ to 4, as the built-in sets have; else by both means and deviations.
    ///
    /// ```
    /// use moongrad::data::points::Scale;
    /// let scale = Scale::of(&[[100.0, 0.5], [300.0, 0.5]]);
    /// assert_eq!((scale.centre, scale.unit), ([200.0, 0.5], [100.0, 1.0]));
    /// assert!(!Scale::of(&[[-1.0, 0.5], [1.0, -0.5]]).standardised);
    /// ```
    pub fn of(points: &[[f64; 2]]) -> Self {
        let count = points.len().max(1) as f64;
        let mean = |axis: usize, of: &dyn Fn(f64) -> f64| {
            points.iter().map(|point| of(point[axis])).sum::<f64>() / count
        };
        let centre = [0, 1].map(|axis| mean(axis, &|value| value));
        let spread = [0, 1].map(|axis| {
            let square = |value: f64| (value - centre[axis]) * (value - centre[axis]);
            libm::sqrt(mean(axis, &square))
        });
        let fits = |axis: usize| centre[axis].abs() <= 2.0 && (0.25..=4.0).contains(&spread[axis]);
        if points.len() < 2 || (fits(0) && fits(1)) {
            return Scale::default();
        }
        // A coordinate that is always the same is only moved.
        let unit = spread.map(|spread| if spread > 0.0 { spread } else { 1.0 });
        Scale { centre, unit, standardised: true }
    }

    /// From the data's units to the plane's.
    pub fn to_plane(&self, point: [f64; 2]) -> [f32; 2] {
        [0, 1].map(|axis| ((point[axis] - self.centre[axis]) / self.unit[axis]) as f32)
    }

    /// From the plane's units to the data's.
    pub fn to_data(&self, point: [f32; 2]) -> [f64; 2] {
        [0, 1].map(|axis| self.centre[axis] + self.unit[axis] * f64::from(point[axis]))
    }
}

/// One of the two sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// The training points.
    Train,
    /// The test points.
    Test,
}

/// Something done to the points by hand; a point has its number in its set.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A point joins the end of a set.
    Add(Set, Sample),
    /// A point goes elsewhere.
    Move(Set, usize, [f32; 2]),
    /// A point goes, and the last of its set takes its number.
    Delete(Set, usize),
    /// A point comes back under the number that it had, and the one that took it goes back to the end.
    Restore(Set, usize, Sample),
    /// All points are replaced by these training and test points.
    Replace(Vec<Sample>, Vec<Sample>),
}

impl Points {
    /// Points in the data's units, shuffled and split; the share `held_out` of them is for testing, and at
    /// least one for training.
    pub fn of(rows: &[[f64; 3]], held_out: f64, rng: &mut impl Rng) -> Self {
        let scale = Scale::of(&rows.iter().map(|&[x, y, _]| [x, y]).collect::<Vec<_>>());
        let sample = |&[x, y, label]: &[f64; 3]| Sample {
            inputs: scale.to_plane([x, y]),
            label: label as f32,
        };
        let mut train: Vec<Sample> = rows.iter().map(sample).collect();
        train.shuffle(rng);
        let mut points = Points { train, scale, ..Points::default() };
        points.hold_out(held_out);
        points
    }

    /// The same points, split anew.
    pub fn split(&mut self, held_out: f64, rng: &mut impl Rng) {
        self.train.append(&mut self.test);
        self.train.shuffle(rng);
        self.hold_out(held_out);
    }

    /// Takes the share `held_out` from the end of the training points, of which at least one stays, as test
    /// points.
    pub fn hold_out(&mut self, held_out: f64) {
        let count = self.train.len();
        let test = libm::round(count as f64 * held_out) as usize;
        self.test = self.train.split_off(count - test.min(count.saturating_sub(1)));
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.train.len() + self.test.len()
    }

    /// Does what is done by hand, after [`Points::check`]; returns what takes it back, to the same order.
    ///
    /// ```
    /// use moongrad::data::{points::{Edit, Points, Set}, shapes::Sample};
    /// let sample = Sample { inputs: [0.5, 1.0], label: 1.0 };
    /// let mut points = Points { train: vec![sample; 3], ..Points::default() };
    /// let before = points.clone();
    /// let back = points.edit(&Edit::Delete(Set::Train, 0));
    /// assert_eq!(points.count(), 2);
    /// points.edit(&back);
    /// assert_eq!(points, before);
    /// ```
    pub fn edit(&mut self, edit: &Edit) -> Edit {
        match *edit {
            Edit::Add(set, sample) => {
                self.set(set).push(sample);
                Edit::Delete(set, self.set(set).len() - 1)
            }
            Edit::Move(set, number, inputs) => {
                Edit::Move(set, number, mem::replace(&mut self.set(set)[number].inputs, inputs))
            }
            Edit::Delete(set, number) => {
                Edit::Restore(set, number, self.set(set).swap_remove(number))
            }
            Edit::Restore(set, number, sample) => {
                let samples = self.set(set);
                samples.push(sample);
                let last = samples.len() - 1;
                samples.swap(number, last);
                Edit::Delete(set, number)
            }
            Edit::Replace(ref train, ref test) => Edit::Replace(
                mem::replace(&mut self.train, train.clone()),
                mem::replace(&mut self.test, test.clone()),
            ),
        }
    }

    fn set(&mut self, set: Set) -> &mut Vec<Sample> {
        match set {
            Set::Train => &mut self.train,
            Set::Test => &mut self.test,
        }
    }

    /// An error names what of an edit cannot be done.
    pub fn check(&self, edit: &Edit) -> Result<(), Refusal> {
        match *edit {
            Edit::Add(_, sample) => self.check_new(sample),
            Edit::Restore(set, number, sample) => {
                check_number(number, self.len(set) + 1)?;
                self.check_new(sample)
            }
            Edit::Move(set, number, inputs) => {
                check_number(number, self.len(set))?;
                check_samples("the points", &[Sample { inputs, label: 1.0 }])
            }
            Edit::Delete(set, number) => check_number(number, self.len(set)),
            Edit::Replace(ref train, ref test) => check_sets(train, test),
        }
    }

    /// Refuses one more that is too many or cannot be.
    #[inline(never)]
    fn check_new(&self, sample: Sample) -> Result<(), Refusal> {
        check_count(self.count() + 1)?;
        check_samples("the points", &[sample])
    }

    /// An error names what of these points cannot be.
    pub fn check_all(&self) -> Result<(), Refusal> {
        check_sets(&self.train, &self.test)
    }

    /// How many points a set has.
    fn len(&self, set: Set) -> usize {
        match set {
            Set::Train => self.train.len(),
            Set::Test => self.test.len(),
        }
    }
}

fn check_number(number: usize, count: usize) -> Result<(), Refusal> {
    limits::below("the point's number", number as f64, count).map(|_| ())
}

fn check_sets(train: &[Sample], test: &[Sample]) -> Result<(), Refusal> {
    check_count(train.len() + test.len())?;
    check_samples("train", train)?;
    check_samples("test", test)
}

/// Refuses more than [`limits::POINTS`].
fn check_count(count: usize) -> Result<(), Refusal> {
    limits::POINTS.check(count as f64)
}

/// Refuses coordinates that are not finite and labels other than −1 and 1.
fn check_samples(set: &str, samples: &[Sample]) -> Result<(), Refusal> {
    for (number, Sample { inputs: [x, y], label }) in samples.iter().enumerate() {
        let refuse = |part: &str, value: &f32, allowed: &str| {
            let field = format!("{set}[{number}].{part}");
            Err(Refusal::new(&field, f64::from(*value), allowed))
        };
        match (x.is_finite(), y.is_finite(), label.abs() == 1.0) {
            (false, _, _) => return refuse("x", x, "a finite number"),
            (_, false, _) => return refuse("y", y, "a finite number"),
            (_, _, false) => return refuse("label", label, "-1 or 1"),
            (true, true, true) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::random::{Use, generator};
    use proptest::prelude::*;

    fn rows(count: usize) -> Vec<[f64; 3]> {
        (0..count)
            .map(|i| [1e3 + i as f64, 1e-3 * i as f64, if i % 2 == 0 { 1.0 } else { -1.0 }])
            .collect()
    }

    #[test]
    fn points_of_another_scale_are_standardised() {
        let points = Points::of(&rows(100), 0.25, &mut generator(1, Use::Samples, 0));
        assert_eq!((points.train.len(), points.test.len()), (75, 25));
        let all: Vec<Sample> = points.train.iter().chain(&points.test).copied().collect();
        for axis in [0, 1] {
            let moment = |power| {
                all.iter().map(|s| f64::from(s.inputs[axis]).powi(power)).sum::<f64>() / 100.0
            };
            assert!(moment(1).abs() < 1e-6 && (moment(2) - 1.0).abs() < 1e-6);
        }
        let mut back: Vec<f64> = all.iter().map(|s| points.scale.to_data(s.inputs)[0]).collect();
        back.sort_by(f64::total_cmp);
        assert!(back.iter().zip(rows(100)).all(|(a, [b, ..])| (a - b).abs() < 1e-4));
    }

    #[test]
    fn a_coordinate_that_never_changes_is_moved_and_not_stretched() {
        let scale = Scale::of(&[[5.0, 7.0], [9.0, 7.0]]);
        assert_eq!((scale.centre, scale.unit), ([7.0, 7.0], [2.0, 1.0]));
    }

    #[test]
    fn at_least_one_point_is_left_to_train_on_and_of_none_none_is_held_out() {
        for (count, held_out, expected) in [(1, 0.9, (1, 0)), (3, 0.9, (1, 2)), (0, 0.5, (0, 0))] {
            let points = Points::of(&rows(count), held_out, &mut generator(1, Use::Samples, 0));
            assert_eq!((points.train.len(), points.test.len()), expected);
        }
    }

    proptest! {
        #[test]
        fn a_split_loses_no_point(count in 0..60_usize, first in 0.0..0.9, then in 0.0..0.9) {
            let mut rng = generator(1, Use::Samples, 0);
            let mut points = Points::of(&rows(count), first, &mut rng);
            let key = |points: &Points| {
                let all = points.train.iter().chain(&points.test);
                let mut keys: Vec<u32> = all.map(|sample| sample.inputs[0].to_bits()).collect();
                keys.sort();
                keys
            };
            let before = key(&points);
            points.split(then, &mut rng);
            prop_assert_eq!(key(&points), before);
        }
    }

    #[test]
    fn edits_that_cannot_be_done_are_refused_by_name() {
        let mut points = Points::of(&rows(4), 0.0, &mut generator(1, Use::Samples, 0));
        let refused = |points: &Points, edit: &Edit| points.check(edit).unwrap_err().to_string();
        assert_eq!(
            refused(&points, &Edit::Delete(Set::Train, 4)),
            "the point's number is 4, but must be a whole number below 4"
        );
        let add = |x, label| Edit::Add(Set::Test, Sample { inputs: [x, 0.0], label });
        assert!(refused(&points, &add(f32::NAN, 1.0)).contains(".x is NaN"));
        assert!(refused(&points, &add(0.0, 2.0)).contains(".label is 2"));
        points.edit(&add(0.5, 1.0));
        points.edit(&Edit::Move(Set::Test, 0, [1.5, 2.5]));
        assert_eq!(points.test, [Sample { inputs: [1.5, 2.5], label: 1.0 }]);
        points.edit(&Edit::Delete(Set::Train, 0));
        assert_eq!(points.count(), 4);
        let many = vec![Sample { inputs: [0.0; 2], label: 1.0 }; 100_001];
        let edit = Edit::Replace(many, Vec::new());
        assert_eq!(
            refused(&points, &edit),
            "the number of points is 100001, but must be a whole number from 0 to 100000"
        );
    }
}
