//! Random numbers that are the same everywhere: one generator for each use of a seed.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// What random numbers are drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// The points of a fixed set.
    Samples = 1,
    /// The initial weights.
    Weights = 2,
    /// A fresh batch; its index is the step.
    Batch = 3,
    /// The order of a fixed set; its index is the epoch.
    Order = 4,
    /// The points that a streamed run is tested on.
    Test = 5,
}

/// The generator for the `index`-th drawing of one use of a `seed`.
///
/// Each is a stream of its own of ChaCha with 8 rounds, a generator that is specified, so any step's
/// batch can be drawn again without those before it, and drawing more for one use leaves the others
/// alone.
///
/// ```
/// use moongrad::data::random::{Use, generator};
/// use rand::RngExt;
/// assert_eq!(generator(7, Use::Batch, 3).random::<u32>(), generator(7, Use::Batch, 3).random::<u32>());
/// assert_ne!(generator(7, Use::Batch, 3).random::<u32>(), generator(7, Use::Batch, 4).random::<u32>());
/// ```
pub fn generator(seed: u32, purpose: Use, index: u64) -> ChaCha8Rng {
    let mut generator = ChaCha8Rng::seed_from_u64(seed.into());
    generator.set_stream((purpose as u64) << 56 | index);
    generator
}
