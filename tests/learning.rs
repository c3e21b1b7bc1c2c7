//! The engine learns like the talk's program.

use moongrad::data::random::{Use, generator};
use moongrad::data::shapes::two_moons;
use moongrad::model::mlp::{Activation, Mlp};
use moongrad::run::config::Config;
use moongrad::run::sgd::Sgd;
use moongrad::run::trainer::Trainer;

const SEEDS: u32 = 300;

/// Accuracy and loss of one run of the talk, on 1000 fresh points.
fn run(seed: u32) -> (f64, f64) {
    let mut trainer = Trainer::new(Config { seed, ..Config::default() }).unwrap();
    let report = trainer.train(|| true);
    assert_eq!((report.step, &report.problem), (150, &None));
    let mlp = Mlp::init(&[2, 16, 16], Activation::Relu, &mut generator(0, Use::Weights, 0));
    let mut sgd = Sgd::new(&mlp);
    let fresh = two_moons(1000, 0.1, &mut generator(seed + SEEDS, Use::Test, 0));
    let evaluation = sgd.evaluate(trainer.state().weights.values(), &fresh);
    (
        evaluation.accuracy,
        evaluation.data_loss + 1e-4 * sgd.squares(trainer.state().weights.values()),
    )
}

/// The value below which this share of `values` lies.
fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * share).round() as usize]
}

/// An independent program, in NumPy with f64, gave over 300 seeds of its own (150 steps of 50, 1000
/// fresh points): accuracy min 0.995, 5 % 0.997, median 0.999; loss min 0.0138, 5 % 0.0149, median
/// 0.0181, 95 % 0.0237, max 0.0308. Quantiles may differ by what two samples of 300 do; of its worst
/// run it is known that about one seed in 300 is worse, so of ours at most six may be.
#[test]
fn accuracy_and_loss_are_distributed_as_in_an_independent_program() {
    let (mut accuracies, mut losses): (Vec<f64>, Vec<f64>) = (0..SEEDS).map(run).unzip();
    let accuracy = [0.05, 0.5].map(|share| quantile(&mut accuracies, share));
    let loss = [0.05, 0.5, 0.95].map(|share| quantile(&mut losses, share));
    let close = |value: f64, published: f64, room: f64| {
        assert!((value - published).abs() <= room, "{value} is not {published} ± {room}");
    };
    close(accuracy[0], 0.997, 0.001);
    close(accuracy[1], 0.999, 0.0005);
    close(loss[0], 0.0149, 0.0006);
    close(loss[1], 0.0181, 0.0006);
    close(loss[2], 0.0237, 0.0016);
    let beyond = |values: &[f64], least: f64, most: f64| {
        values.iter().filter(|value| !(least..=most).contains(*value)).count()
    };
    assert!(beyond(&accuracies, 0.995, 1.0) <= 6, "{accuracies:?}");
    assert!(beyond(&losses, 0.0, 0.0308) <= 6, "{losses:?}");
}
