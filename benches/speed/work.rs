//! What the engine's speed is measured by, and so compared between revisions: the other one is given this file as its
//! benchmark, so it uses little.

use moongrad::ad::functor::Functor;
use moongrad::data::random::{Use, generator};
use moongrad::data::shapes::two_moons;
use moongrad::model::mlp::{Activation, Mlp};
use moongrad::model::objective::Objective;
use moongrad::model::units::Units;
use moongrad::run::sgd::Sgd;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::*;

/// A network with these inputs of its layers.
pub fn network(inputs: &[usize]) -> Mlp<f32> {
    Mlp::init(inputs, Activation::Relu, &mut generator(3, Use::Weights, 0))
}

/// Takes a gradient step at each call.
pub fn step(inputs: &[usize], batch: usize) -> impl FnMut() + use<> {
    let mlp = network(inputs);
    let mut parameters = mlp.elements();
    let mut sgd = Sgd::new(&mlp);
    let batch = two_moons(batch, 0.1, &mut generator(1, Use::Samples, 0));
    move || {
        sgd.step(&mut parameters, &batch, 1e-9, 1e-4).expect("finite");
    }
}

/// Evaluates a field of 200 × 200 points at each call.
pub fn field() -> impl FnMut() {
    let mlp = network(&[2, 16, 16]);
    let parameters = mlp.elements();
    let mut units = Units::new(&Objective::record(&mlp));
    let point = |i: usize| [(i % 200) as f32 / 50.0 - 1.5, (i / 200) as f32 / 50.0 - 1.75];
    let points: Vec<[f32; 2]> = (0..40_000).map(point).collect();
    let mut outputs = Vec::with_capacity(points.len());
    move || units.predict(&parameters, &points, &mut outputs)
}

/// What two revisions are compared by.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub struct Work(Box<dyn FnMut()>);

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
impl Work {
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str) -> Self {
        Work(match name {
            "step50" => Box::new(step(&[2, 16, 16], 50)),
            "step1000" => Box::new(step(&[2, 16, 16], 1000)),
            "deep1000" => Box::new(step(&[2, 32, 32, 32, 32, 32, 32], 1000)),
            _ => Box::new(field()),
        })
    }

    pub fn run(&mut self, repeats: u32) {
        (0..repeats).for_each(|_| (self.0)());
    }
}
