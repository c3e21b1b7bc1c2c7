//! Speed, as fractions of what the machine could do: printed as a table, natively and in WebAssembly.
//!
//! The peak is measured in the same run by a kernel that only multiplies and adds, with all operands at
//! hand. Counting multiplications and additions, a step of the talk's network takes 1,744 a sample
//! (608 forward, 608 for the parameters, 528 for the inputs of the layers) and a point of the field 608.

#[path = "speed/work.rs"]
mod work;

use moongrad::ad::functor::Functor;
use moongrad::data::limits::Choice;
use moongrad::data::random::{Use, generator};
use moongrad::data::shapes::two_moons;
use moongrad::run::config::{Config, Feed};
use moongrad::run::sgd::Sgd;
use moongrad::run::trainer::Trainer;
use std::hint::black_box;
use wide::f32x4;
use work::{field, network, step};

const STEP: f64 = 1744.0;
const POINT: f64 = 608.0;

fn measure() {
    let peak = peak();
    print(&format!("{:<34}{:>12}{:>12}", "", "time", "of peak"));
    print(&format!("{:<34}{:>5.1} GFLOP/s", "multiply and add, the peak", peak / 1e6));
    // An engine for WebAssembly compiles well what has run a while: that is not what is measured.
    step_time(&[2, 16, 16], 1000);
    for batch in [50, 100, 1000] {
        let time = step_time(&[2, 16, 16], batch);
        row(
            &format!("a step of {batch} samples"),
            1e3 * time,
            "µs",
            STEP * batch as f64 / time / peak,
        );
    }
    let time = least_time(10, field());
    row("a field of 200 × 200 points", time, "ms", POINT * 40_000.0 / time / peak);
    print("");
    print_ratios();
}

fn row(name: &str, time: f64, unit: &str, fraction: f64) {
    print(&format!("{name:<34}{time:>9.3} {unit}{fraction:>12.2}"));
}

fn print_ratios() {
    print(&format!("gradient over loss alone, 1000 samples: {:.2}", gradient_over_loss()));
    let [small, large] = [50, 100_000].map(|batch| step_time(&[2, 16, 16], batch) / batch as f64);
    print(&format!("time a sample, batch of 100,000 over batch of 50: {:.2}", large / small));
    let count = |inputs: &[usize]| network(inputs).elements().len() as f64;
    let [talk, large] =
        [&[2, 16, 16][..], &[2, 96, 96]].map(|inputs| step_time(inputs, 1000) / count(inputs));
    print(&format!("time a multiply-add, 9,697 parameters over 337: {:.2}", large / talk));
    let gradient = step_time(&[2, 16, 16], 50);
    for (feed, wish) in [(Feed::Stream, 3.0), (Feed::Fixed, 2.0)] {
        print(&format!(
            "a whole step of the trainer (50, {}) over its gradient step: {:.2}, wish: at most {wish}",
            feed.name(),
            trainer_time(feed) / gradient
        ));
    }
}

/// The least time, in milliseconds, that one of `repeats` calls took, over several rounds.
fn least_time(repeats: usize, mut run: impl FnMut()) -> f64 {
    // A WebAssembly engine compiles well only what it has seen run for a while.
    let start = now();
    while now() - start < 250.0 {
        run();
    }
    let mut least = f64::MAX;
    for _ in 0..15 {
        let start = now();
        for _ in 0..repeats {
            run();
        }
        least = least.min((now() - start) / repeats as f64);
    }
    least
}

/// Multiplications and additions a millisecond: eight sums in registers, as in the engine's tiles, with
/// operands that lie in the first-level cache.
fn peak() -> f64 {
    let values = black_box([[f32x4::splat(0.5); 4]; 16]);
    let weights = black_box([f32x4::splat(0.9), f32x4::splat(0.8)]);
    let rounds = black_box(100);
    let time = least_time(400, || {
        black_box(multiply_and_add(&values, weights, rounds));
    });
    f64::from(rounds) * 16.0 * 8.0 * 8.0 / time
}

#[inline(never)]
fn multiply_and_add(
    values: &[[f32x4; 4]; 16],
    weights: [f32x4; 2],
    rounds: i32,
) -> [[f32x4; 4]; 2] {
    let mut sums = [[f32x4::ZERO; 4]; 2];
    for _ in 0..rounds {
        for values in values {
            for (sums, weight) in sums.iter_mut().zip(weights) {
                for (sum, value) in sums.iter_mut().zip(values) {
                    *sum += weight * *value;
                }
            }
        }
    }
    sums
}

fn step_time(inputs: &[usize], batch: usize) -> f64 {
    let parameters = network(inputs).elements().len();
    least_time((400_000 / batch).clamp(1, 4000) * 337 / parameters + 1, step(inputs, batch))
}

fn gradient_over_loss() -> f64 {
    let mlp = network(&[2, 16, 16]);
    let parameters = mlp.elements();
    let mut sgd = Sgd::new(&mlp);
    let batch = two_moons(1000, 0.1, &mut generator(1, Use::Samples, 0));
    let loss = least_time(400, || {
        black_box(sgd.evaluate(&parameters, &batch));
    });
    step_time(&[2, 16, 16], 1000) / loss
}

fn trainer_time(feed: Feed) -> f64 {
    let mut trainer = Trainer::new(Config { feed, ..Config::default() }).expect("allowed");
    least_time(10, || {
        trainer = trainer.again();
        trainer.train(|| true);
    }) / 150.0
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    measure();
}

#[cfg(not(target_arch = "wasm32"))]
fn print(line: &str) {
    println!("{line}");
}

#[cfg(not(target_arch = "wasm32"))]
fn now() -> f64 {
    static START: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    1e3 * START.elapsed().as_secs_f64()
}

#[cfg(target_arch = "wasm32")]
use web::{now, print};

/// What the benchmark's pages ask for, and what they give.
#[cfg(target_arch = "wasm32")]
mod web {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = console, js_name = log)]
        pub fn print(line: &str);
        #[wasm_bindgen(js_namespace = performance)]
        pub fn now() -> f64;
    }

    /// Prints the tables.
    #[wasm_bindgen]
    pub fn measure() {
        super::measure();
    }
}

/// The pages call what they want.
#[cfg(target_arch = "wasm32")]
fn main() {}
