//! Labelled points of the plane, and the two moons.

use rand::seq::SliceRandom;
use rand::{Rng, RngExt};
use std::f64::consts::{PI, TAU};

/// A point of the plane and what the network should say of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// x and y.
    pub inputs: [f32; 2],
    /// −1 or +1; of the moons, −1 is the upper and +1 the lower.
    pub label: f32,
}

/// `count` points on two interlocking half circles, in random order.
///
/// The geometry is scikit-learn's `make_moons` as the talk's code draws it: the upper moon is
/// (cos t, sin t), the lower (1 − cos t, 1 − sin t − 0.5), with t evenly spaced over [0, π) on each and
/// normal noise of standard deviation `noise` on both coordinates. Of an odd number the lower moon gets
/// one more.
///
/// ```
/// use moongrad::{data::two_moons, random};
/// let moons = two_moons(4, 0.0, &mut random::generator(0, random::Use::Samples, 0));
/// let mut upper: Vec<_> = moons.iter().filter(|s| s.label < 0.0).map(|s| s.inputs).collect();
/// upper.sort_by(|a, b| a[1].total_cmp(&b[1]));
/// assert_eq!(upper[0], [1.0, 0.0]);
/// assert_eq!(upper[1][1], 1.0);
/// ```
pub fn two_moons(count: usize, noise: f64, rng: &mut impl Rng) -> Vec<Sample> {
    let mut samples = Vec::with_capacity(count);
    draw_moons(count, noise, rng, &mut samples);
    samples
}

/// [`two_moons`] into `samples`, whose former content goes and whose memory is used again.
pub fn draw_moons(count: usize, noise: f64, rng: &mut impl Rng, samples: &mut Vec<Sample>) {
    let upper = count / 2;
    let angle = |index: usize, of: usize| PI * index as f64 / of as f64;
    samples.clear();
    for index in 0..upper {
        let t = angle(index, upper);
        samples.push(noisy([libm::cos(t), libm::sin(t)], -1.0, noise, rng));
    }
    for index in 0..count - upper {
        let t = angle(index, count - upper);
        let point = [1.0 - libm::cos(t), 1.0 - libm::sin(t) - 0.5];
        samples.push(noisy(point, 1.0, noise, rng));
    }
    samples.shuffle(rng);
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
    use crate::random::{Use, generator};

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

    #[test]
    fn the_same_seed_gives_the_same_points() {
        let moons = |seed| two_moons(50, 0.1, &mut generator(seed, Use::Samples, 0));
        assert_eq!(moons(9), moons(9));
        assert_ne!(moons(9), moons(10));
    }
}
