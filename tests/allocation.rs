//! A training step uses only the memory that it was given once.

use moongrad::ad::functor::Functor;
use moongrad::data::random::{Use, generator};
use moongrad::data::shapes::two_moons;
use moongrad::model::mlp::{Activation, Mlp};
use moongrad::run::sgd::Sgd;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator, counting each thread's allocations.
struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn a_step_allocates_nothing_whatever_the_batch() {
    let mlp = Mlp::init(&[2, 16, 16], Activation::Relu, &mut generator(1, Use::Weights, 0));
    let mut parameters = mlp.elements();
    let mut sgd = Sgd::new(&mlp);
    for size in [1, 50, 1000] {
        let batch = two_moons(size, 0.1, &mut generator(1, Use::Samples, 0));
        let before = ALLOCATIONS.get();
        for _ in 0..10 {
            sgd.step(&mut parameters, &batch, 0.1, 1e-4).unwrap();
        }
        sgd.evaluate(&parameters, &batch);
        assert_eq!(ALLOCATIONS.get(), before, "a batch of {size}");
    }
    assert!(ALLOCATIONS.get() > 0, "the counter counts");
}
