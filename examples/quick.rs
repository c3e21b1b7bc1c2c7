use moongrad::{data::two_moons, functor::Functor, mlp::*, random::*, sgd::*};
use std::time::Instant;
fn peak() -> f64 {
    use wide::f32x4;
    let x: [[f32x4; 4]; 16] = std::hint::black_box([[f32x4::splat(0.5); 4]; 16]);
    let w = std::hint::black_box([f32x4::splat(0.9), f32x4::splat(0.8)]);
    let mut a = [[f32x4::splat(0.0); 4]; 2];
    let n = 500_000;
    let t = Instant::now();
    for _ in 0..n {
        for x in &x {
            for r in 0..2 {
                for q in 0..4 {
                    a[r][q] += w[r] * x[q];
                }
            }
        }
        a = std::hint::black_box(a);
    }
    (n * 16 * 8 * 8) as f64 / t.elapsed().as_secs_f64()
}
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let mlp = Mlp::init(&[2, 16, 16], Activation::Relu, &mut generator(3, Use::Weights, 0));
    let mut sgd = Sgd::new(&mlp);
    let p = mlp.elements();
    let peak = (0..5).map(|_| peak()).fold(0.0, f64::max);
    println!("peak {:.1} GFLOP/s", peak / 1e9);
    for n in [50, 100, 1000] {
        let batch = two_moons(n, 0.1, &mut generator(1, Use::Samples, 0));
        let mut best = f64::MAX;
        for _ in 0..20 {
            let t = Instant::now();
            let k = 100000 / n;
            let mut q = p.clone();
            for _ in 0..k {
                sgd.step(&mut q, &batch, 1e-9, 1e-4).unwrap();
            }
            best = best.min(t.elapsed().as_secs_f64() / k as f64);
        }
        println!("step {n}: {:.2} µs, {:.2} of peak", best * 1e6, n as f64 * 1744.0 / best / peak);
    }
    let points: Vec<[f32; 2]> = (0..40000)
        .map(|i| [(i % 200) as f32 / 50.0 - 2.0, (i / 200) as f32 / 50.0 - 2.0])
        .collect();
    let mut out = Vec::new();
    let mut best = f64::MAX;
    for _ in 0..20 {
        let t = Instant::now();
        out.clear();
        sgd.predict(&p, &points, &mut out);
        best = best.min(t.elapsed().as_secs_f64());
    }
    println!("field: {:.3} ms, {:.2} of peak", best * 1e3, 40000.0 * 608.0 / best / peak);
}
