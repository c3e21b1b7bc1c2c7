//! Labelled points of the plane, and the shapes that they are drawn in.

use crate::data::limits::choices;
use rand::seq::SliceRandom;
use rand::{Rng, RngExt};
use serde::Serialize;
use std::f64::consts::{PI, TAU};

/// A point of the plane and what the network should say of it.
///
/// ```
/// use moongrad::data::{random::{Use, generator}, shapes::two_moons};
/// let moons = two_moons(50, 0.0, &mut generator(0, Use::Samples, 0));
/// // Without noise, the upper moon is a half circle around the origin.
/// let upper = moons.iter().find(|sample| sample.label == -1.0).unwrap();
/// assert!((upper.inputs[0].hypot(upper.inputs[1]) - 1.0).abs() < 1e-6);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// x and y.
    pub inputs: [f32; 2],
    /// −1 or +1; of the moons, −1 is the upper and +1 the lower.
    pub label: f32,
}

choices! {
    /// Which points a run is about. Those that are drawn are as many of either label, give or take one, in
    /// random order, with normal noise of a given standard deviation on both coordinates.
    pub enum Data {
        /// Two interlocking half circles, with scikit-learn's geometry (`make_moons`) as the talk's code draws
        /// it: the upper moon, −1, is (cos t, sin t), the lower, +1, (1 − cos t, 1 − sin t − 0.5), with t evenly
        /// spaced over [0, π) on each.
        Moons = "moons",
        /// Two circles around the origin, as scikit-learn's `make_circles` with a factor of ½, but 1.5 times
        /// as large: −1 has the radius 1.5, +1 0.75.
        Circles = "circles",
        /// Evenly over the square from −1.5 to 1.5: +1 where x and y have the same sign, else −1.
        Xor = "xor",
        /// Two clouds, normal with a standard deviation of ¼ before the noise: −1 around (−0.75, 0.75), +1
        /// around (0.75, −0.75).
        Gauss = "gauss",
        /// Two arms that wind out of the origin one and three quarter turns to a radius of 1.75, evenly spaced
        /// along the angle; +1 is −1 turned by 180°.
        Spiral = "spiral",
        /// Six blades, alternately −1 and +1, around the origin and bent with the distance from it, as in Johnson,
        /// Duvenaud, Wiltschko, Datta and Adams, *Composing graphical models with neural networks* (2016): with
        /// normal a and b, the point (1 + 0.3 a, 0.05 b) turned by the blade's angle and ¼ e^(1 + 0.3 a).
        Pinwheel = "pinwheel",
        /// Not drawn: one's own, handed in; always a fixed set, which may be empty.
        Own = "own",
    }
}

/// Where the points of a shape lie without noise, but for rare ones far out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Extent {
    /// The x of the middle.
    pub x: f64,
    /// The y of the middle.
    pub y: f64,
    /// How far points lie from there along x or y.
    pub reach: f64,
}

impl Data {
    /// Whether the points are drawn, and not one's own.
    pub fn is_drawn(self) -> bool {
        self != Data::Own
    }

    /// Draws `count` points into `samples`, whose former content goes and whose memory is used again. Of an
    /// odd number, +1 gets one more; of one's own, none are drawn.
    ///
    /// ```
    /// use moongrad::data::{random::{Use, generator}, shapes::Data};
    /// let mut spiral = Vec::new();
    /// Data::Spiral.draw(3, 0.0, &mut generator(0, Use::Samples, 0), &mut spiral);
    /// assert_eq!(spiral.iter().filter(|sample| sample.label == 1.0).count(), 2);
    /// ```
    pub fn draw(self, count: usize, noise: f64, rng: &mut impl Rng, samples: &mut Vec<Sample>) {
        samples.clear();
        if !self.is_drawn() {
            return;
        }
        let upper = count / 2;
        for (of, label) in [(upper, -1.0), (count - upper, 1.0)] {
            for index in 0..of {
                let point = self.point(index as f64 / of as f64, label, rng);
                samples.push(noisy(point, label, noise, rng));
            }
        }
        samples.shuffle(rng);
    }

    /// The point of a label at a `part` (0 to 1) of the way around or along its shape.
    fn point(self, part: f64, label: f32, rng: &mut impl Rng) -> [f64; 2] {
        let is_upper = label < 0.0;
        let around =
            |angle: f64, radius: f64| [radius * libm::cos(angle), radius * libm::sin(angle)];
        match self {
            Data::Moons => {
                let [x, y] = around(PI * part, 1.0);
                if is_upper { [x, y] } else { [1.0 - x, 1.0 - y - 0.5] }
            }
            Data::Circles => around(TAU * part, if is_upper { 1.5 } else { 0.75 }),
            Data::Xor => {
                let [x, y] = [1.5 * rng.random::<f64>(), 3.0 * rng.random::<f64>() - 1.5];
                let same = if y < 0.0 { -x } else { x };
                [if is_upper { -same } else { same }, y]
            }
            Data::Gauss => {
                let centre = 0.75 * f64::from(label);
                let [a, b] = normal_pair(rng);
                [centre + 0.25 * a, 0.25 * b - centre]
            }
            Data::Spiral => {
                let turn = if is_upper { 0.0 } else { PI };
                around(1.75 * TAU * part + turn, 1.75 * part)
            }
            Data::Pinwheel => {
                let blade = 2.0 * libm::floor(3.0 * part) + f64::from(u8::from(is_upper));
                let [a, b] = normal_pair(rng);
                let [out, aside] = [1.0 + 0.3 * a, 0.05 * b];
                let angle = TAU / 6.0 * blade + 0.25 * libm::exp(out);
                let (sin, cos) = (libm::sin(angle), libm::cos(angle));
                [out * cos - aside * sin, out * sin + aside * cos]
            }
            Data::Own => unreachable!("one's own points are not drawn"),
        }
    }

    /// Where its points lie; of one's own, that is not known.
    ///
    /// ```
    /// use moongrad::data::shapes::Data;
    /// assert_eq!(Data::Spiral.extent().unwrap().reach, 1.75);
    /// assert_eq!(Data::Own.extent(), None);
    /// ```
    pub fn extent(self) -> Option<Extent> {
        let extent = |x, y, reach| Some(Extent { x, y, reach });
        match self {
            Data::Moons => extent(0.5, 0.25, 1.4),
            Data::Circles | Data::Xor => extent(0.0, 0.0, 1.5),
            Data::Gauss => extent(0.0, 0.0, 1.4),
            Data::Spiral | Data::Pinwheel => extent(0.0, 0.0, 1.75),
            Data::Own => None,
        }
    }
}

/// `count` points of the two moons: see [`Data::Moons`].
///
/// ```
/// use moongrad::{data::shapes::two_moons, data::random};
/// let moons = two_moons(4, 0.0, &mut random::generator(0, random::Use::Samples, 0));
/// let mut upper: Vec<_> = moons.iter().filter(|s| s.label < 0.0).map(|s| s.inputs).collect();
/// upper.sort_by(|a, b| a[1].total_cmp(&b[1]));
/// assert_eq!(upper[0], [1.0, 0.0]);
/// assert_eq!(upper[1][1], 1.0);
/// ```
pub fn two_moons(count: usize, noise: f64, rng: &mut impl Rng) -> Vec<Sample> {
    let mut samples = Vec::with_capacity(count);
    Data::Moons.draw(count, noise, rng, &mut samples);
    samples
}

fn noisy([x, y]: [f64; 2], label: f32, noise: f64, rng: &mut impl Rng) -> Sample {
    let [a, b] = normal_pair(rng);
    Sample { inputs: [(x + noise * a) as f32, (y + noise * b) as f32], label }
}

/// Two independent standard normal numbers, by the transform of Box and Muller (1958).
fn normal_pair(rng: &mut impl Rng) -> [f64; 2] {
    // 1 - u lies in (0, 1], where the logarithm is finite.
    let radius = libm::sqrt(-2.0 * libm::log(1.0 - rng.random::<f64>()));
    let angle = TAU * rng.random::<f64>();
    [radius * libm::cos(angle), radius * libm::sin(angle)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::limits::Choice;
    use crate::data::random::{Use, generator};

    #[test]
    fn without_noise_the_points_lie_on_the_two_half_circles() {
        let moons = two_moons(101, 0.0, &mut generator(5, Use::Samples, 0));
        assert_eq!(moons.iter().filter(|s| s.label == -1.0).count(), 50);
        for Sample { inputs: [x, y], label } in moons {
            let (centre, side) = if label < 0.0 { ([0.0, 0.0], y) } else { ([1.0, 0.5], 0.5 - y) };
            assert!(((x - centre[0]).hypot(y - centre[1]) - 1.0).abs() < 1e-6);
            assert!(side > -1e-6, "({x}, {y}) is on the wrong half");
        }
    }

    #[test]
    fn noise_is_normal_on_both_coordinates() {
        let mut rng = generator(5, Use::Samples, 0);
        let draws: Vec<f64> = (0..50_000).flat_map(|_| normal_pair(&mut rng)).collect();
        let moment = |power| draws.iter().map(|x| x.powi(power)).sum::<f64>() / 1e5;
        // Five standard errors of the first four moments of 100,000 standard normal draws.
        assert!(moment(1).abs() < 0.016, "mean {}", moment(1));
        assert!((moment(2) - 1.0).abs() < 0.023, "variance {}", moment(2));
        assert!(moment(3).abs() < 0.062, "skew {}", moment(3));
        assert!((moment(4) - 3.0).abs() < 0.155, "kurtosis {}", moment(4));
        let pairs = draws.chunks(2).map(|pair| pair[0] * pair[1]).sum::<f64>() / 5e4;
        assert!(pairs.abs() < 0.023, "the two coordinates go together: {pairs}");
    }

    #[test]
    fn the_order_is_shuffled() {
        let moons = two_moons(200, 0.1, &mut generator(5, Use::Samples, 0));
        let upper_first = moons[..100].iter().filter(|s| s.label < 0.0).count();
        assert!((25..75).contains(&upper_first));
    }

    fn drawn(shape: Data, count: usize, noise: f64) -> Vec<Sample> {
        let mut samples = Vec::new();
        shape.draw(count, noise, &mut generator(5, Use::Samples, 0), &mut samples);
        samples
    }

    #[test]
    fn without_noise_every_shape_is_where_its_geometry_says() {
        for Sample { inputs: [x, y], label } in drawn(Data::Circles, 99, 0.0) {
            let radius = if label < 0.0 { 1.5 } else { 0.75 };
            assert!((x.hypot(y) - radius).abs() < 1e-6);
        }
        for Sample { inputs: [x, y], label } in drawn(Data::Xor, 999, 0.0) {
            assert!(x * y * label >= 0.0 && x.abs() <= 1.5 && y.abs() <= 1.5);
        }
        for Sample { inputs: [x, y], label } in drawn(Data::Spiral, 99, 0.0) {
            let turned = if label < 0.0 { 0.0 } else { std::f32::consts::PI };
            let angle = 3.5 * std::f32::consts::PI * (x.hypot(y) / 1.75) + turned;
            let radius = x.hypot(y);
            assert!((x - radius * angle.cos()).abs() < 1e-5, "{x} {y}");
            assert!((y - radius * angle.sin()).abs() < 1e-5, "{x} {y}");
        }
        // Unbent, a pinwheel's points lie about blades of 60° apart, close to the middle of their own.
        for Sample { inputs: [x, y], label } in drawn(Data::Pinwheel, 999, 0.0) {
            let radius = f64::from(x.hypot(y));
            let turned = f64::from(y.atan2(x)) - 0.25 * radius.exp();
            let blade = turned.rem_euclid(TAU) / (TAU / 6.0);
            let off = (blade - blade.round()).abs() * radius;
            assert_eq!(blade.round() as i32 % 2 == 1, label < 0.0, "{x} {y}");
            assert!(off < 0.5, "{x} {y} is {off} off its blade");
        }
        let clouds = drawn(Data::Gauss, 4000, 0.0);
        for label in [-1.0, 1.0] {
            let own: Vec<&Sample> = clouds.iter().filter(|s| s.label == label).collect();
            let mean = |axis: usize| own.iter().map(|s| s.inputs[axis]).sum::<f32>() / 2000.0;
            // Five standard errors: 5 · ¼ / √2000.
            assert!((mean(0) - 0.75 * label).abs() < 0.028, "{}", mean(0));
            assert!((mean(1) + 0.75 * label).abs() < 0.028, "{}", mean(1));
        }
    }

    #[test]
    fn every_shape_has_as_many_points_of_either_label() {
        for &shape in Data::ALL.iter().filter(|data| data.is_drawn()) {
            for count in [0, 1, 7, 200] {
                let samples = drawn(shape, count, 0.2);
                let upper = samples.iter().filter(|sample| sample.label == -1.0).count();
                assert_eq!((samples.len(), upper), (count, count / 2));
                assert!(samples.iter().all(|s| s.inputs.iter().all(|x| x.is_finite())));
            }
        }
    }

    #[test]
    fn all_but_a_few_points_lie_within_the_extent_of_their_shape() {
        for &shape in Data::ALL.iter().filter(|data| data.is_drawn()) {
            let Extent { x, y, reach } = shape.extent().expect("a drawn shape has one");
            let samples = drawn(shape, 1000, 0.0);
            let off = |s: &Sample| {
                f64::from((s.inputs[0] - x as f32).abs().max((s.inputs[1] - y as f32).abs()))
            };
            let inside = samples.iter().filter(|s| off(s) <= reach + 0.11).count();
            let far = samples.iter().filter(|s| off(s) > 0.85 * reach).count();
            assert!(inside >= 985, "{shape:?}: {inside} of 1000");
            assert!(far > 0, "{shape:?} is smaller than its extent");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_points() {
        let moons = |seed| two_moons(50, 0.1, &mut generator(seed, Use::Samples, 0));
        assert_eq!(moons(9), moons(9));
        assert_ne!(moons(9), moons(10));
    }
}
