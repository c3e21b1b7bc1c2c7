//! The talk's program prints what the talk prints, and takes the steps that the page takes.

#[path = "../examples/talk.rs"]
mod talk;

use moongrad::data::random::{Use, generator};
use moongrad::data::shapes::two_moons;
use moongrad::model::loss::loss;
use moongrad::run::config::Config;
use moongrad::run::trainer::Trainer;
use std::f64::consts::PI;

#[test]
fn its_gradients_are_the_talks() {
    let (two, three) = talk::gradients();
    assert_eq!(two, [2.5403023058681398, 1.0]);
    assert_eq!(three, [6.0, 3.0, 2.0]);
}

#[test]
fn its_walk_goes_through_the_talks_five_points() {
    let walk: Vec<[f64; 2]> = talk::points([-3.0 * PI, PI]).take(5).collect();
    let printed = [
        [-9.42477796076938, std::f64::consts::PI],
        [-10.42477796076938, 3.8486994347763406],
        [-11.302360522659752, 4.420436439971677],
        [-11.89312422747638, 4.869473384679192],
        [-12.22342592418437, 5.2155893225844725],
    ];
    assert_eq!(walk, printed);
}

/// The rounding of sums in another order is all that the two differ by, and in 150 steps that stays small.
#[test]
fn its_150_steps_are_those_of_the_page() {
    let (batches, mlps) = talk::run(0);
    assert_eq!((batches.len(), mlps.len()), (150, 151));
    let mut trainer = Trainer::new(Config::default()).unwrap();
    for (step, batch) in batches.iter().enumerate() {
        assert!((f64::from(talk::rate(step, 150)) - trainer.report().rate).abs() < 1e-6);
        let report = trainer.step();
        let penalty = 1e-4 * squares(&mlps[step]);
        let (one, other) =
            (f64::from(loss(&mlps[step], batch)), report.data_loss.unwrap() + penalty);
        assert!((one - other).abs() < 1e-2 * other.max(0.1), "step {step}: {one}, {other}");
    }
    let test = two_moons(1000, 0.1, &mut generator(0, Use::Test, 0));
    assert!(talk::accuracy(&mlps[0], &test) < 0.9);
    assert!(talk::accuracy(&mlps[150], &test) > 0.99);
}

fn squares(mlp: &moongrad::model::mlp::Mlp<f32>) -> f64 {
    use moongrad::ad::functor::Functor;
    mlp.elements().into_iter().map(|p| f64::from(p) * f64::from(p)).sum()
}
