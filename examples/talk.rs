//! The program of the talk "Quick and dirty backpropagation in Haskell" (F. Mazzoli, 2021), line by line in Rust:
//! `cargo run --release --example talk`.

use moongrad::ad::{grad, grad_with};
use moongrad::data::random::{Use, generator};
use moongrad::data::shapes::{Sample, two_moons};
use moongrad::model::loss::loss;
use moongrad::model::mlp::{Activation, Mlp};
use moongrad::number::scalar::Scalar;
use std::f64::consts::PI;
use std::iter::successors;

/// The talk's two gradients.
pub fn gradients() -> (Vec<f64>, Vec<f64>) {
    let two = grad(|v| v[0] * v[1] + v[0].sin(), &vec![1.0, 2.0]);
    let three = grad(|v| v[0] * v[1] * v[2], &vec![1.0, 2.0, 3.0]);
    (two, three)
}

/// The points of a walk uphill, for ever on.
// talk: climb
pub fn points(start: [f64; 2]) -> impl Iterator<Item = [f64; 2]> {
    let gamma = 4.0;
    successors(Some(start), move |pt| {
        Some(grad_with(
            |x, dx| x + gamma * dx,
            |v| 0.5 * (v[0] / 2.0).cos() + (v[1] / 4.0).sin(),
            pt,
        ))
    })
}
// end

/// One step of gradient descent on the network itself.
// talk: step
pub fn optimize_step(mlp: &Mlp<f32>, samples: &[Sample], learning_rate: f32) -> Mlp<f32> {
    grad_with(|x, dx| x - learning_rate * dx, |mlp| loss(mlp, samples), mlp)
}
// end

/// The network before the first step and after each, a step for each batch.
// talk: batches
pub fn optimize(mlp: Mlp<f32>, batches: &[Vec<Sample>]) -> Vec<Mlp<f32>> {
    let mut mlps = vec![mlp];
    for (epoch, batch) in batches.iter().enumerate() {
        let learning_rate = rate(epoch, batches.len());
        mlps.push(optimize_step(&mlps[epoch], batch, learning_rate));
    }
    mlps
}

/// From 1 down to a tenth.
pub fn rate(epoch: usize, num_epochs: usize) -> f32 {
    1.0 - 0.9 * epoch as f32 / num_epochs as f32
}
// end

/// The talk's run from a seed: its batches, and the network before, between and after them.
pub fn run(seed: u32) -> (Vec<Vec<Sample>>, Vec<Mlp<f32>>) {
    let mlp = Mlp::init(&[2, 16, 16], Activation::Relu, &mut generator(seed, Use::Weights, 0));
    let batch = |step| two_moons(50, 0.1, &mut generator(seed, Use::Batch, step));
    let batches: Vec<Vec<Sample>> = (0..150).map(batch).collect();
    let mlps = optimize(mlp, &batches);
    (batches, mlps)
}

/// The share of samples on the right side of the boundary.
pub fn accuracy(mlp: &Mlp<f32>, samples: &[Sample]) -> f64 {
    let is_right = |sample: &&Sample| mlp.call(&sample.inputs) * sample.label > 0.0;
    samples.iter().filter(is_right).count() as f64 / samples.len() as f64
}

#[allow(dead_code, reason = "a test has the other functions")]
fn main() {
    let (two, three) = gradients();
    println!("grad (\\[x,y] -> x * y + sin x) [1,2]\n{two:?}");
    println!("grad (\\[x,y,z] -> x * y * z) [1,2,3]\n{three:?}\n");
    for [x, y] in points([-3.0 * PI, PI]).take(5) {
        println!("[{x},{y}]");
    }
    let (batches, mlps) = run(0);
    println!("\n{:>4}  {:>5}  {:>8}  accuracy", "step", "rate", "loss");
    for (step, batch) in batches.iter().enumerate() {
        let (before, rate) = (loss(&mlps[step], batch), rate(step, batches.len()));
        println!(
            "{step:>4}  {rate:.3}  {before:>8.5}  {:>7.1}%",
            100.0 * accuracy(&mlps[step], batch)
        );
    }
    let test = two_moons(1000, 0.1, &mut generator(0, Use::Test, 0));
    let last = &mlps[batches.len()];
    println!("\nof 1000 fresh points {:.1}% are right", 100.0 * accuracy(last, &test));
}
