//! The samples of each step: drawn fresh for a stream, or the next of a fixed set in a shuffled order.

use crate::data::random::{Use, generator};
use crate::data::shapes::Sample;
use crate::run::config::{Config, Feed};
use crate::run::report::{Place, Used};
use rand::seq::SliceRandom;

/// The samples that the next step will use; drawn again, any step's are the same.
#[derive(Clone, Debug, Default)]
pub struct Batches {
    batch: Vec<Sample>,
    /// Their numbers in the fixed set, and those of the samples that the last step used.
    numbers: Vec<u32>,
    taken: Vec<u32>,
    /// The step and the size that they were drawn for.
    drawn: Option<(u64, usize)>,
    /// Where the data goes on after them.
    next: Place,
    /// The order of the fixed set in one epoch: that epoch, and the numbers of the samples.
    order: (u64, Vec<u32>),
}

impl Batches {
    /// The samples last drawn.
    pub fn batch(&self) -> &[Sample] {
        &self.batch
    }

    /// Where the data goes on after them.
    pub fn next_place(&self) -> Place {
        self.next
    }

    /// The numbers, in the fixed set, of the samples that the last step used; none of a stream, and none where the
    /// points have become others since.
    pub fn taken(&self) -> &[u32] {
        &self.taken
    }

    /// What a step uses that is taken with them.
    pub fn used(&self) -> Used {
        let is_stream = self.numbers.is_empty();
        Used { samples: self.batch.len(), epoch: if is_stream { 0 } else { self.order.0 + 1 } }
    }

    /// A step was taken with the samples.
    pub fn note_taken(&mut self) {
        self.taken.clone_from(&self.numbers);
    }

    /// The points are others, or the run stands elsewhere.
    pub fn forget(&mut self) {
        self.taken.clear();
        self.order.1.clear();
        self.drawn = None;
    }

    /// Draws the samples for the step after `step`, unless they are there; of the fixed set `train`, from
    /// `place` on. Says whether it had to.
    pub fn draw(&mut self, config: &Config, step: u64, place: Place, train: &[Sample]) -> bool {
        let size = config.settings.batch;
        if self.drawn == Some((step, size)) {
            return false;
        }
        self.drawn = Some((step, size));
        match config.feed {
            Feed::Stream => {
                draw_stream(config, step, &mut self.batch);
                self.next = Place::default();
                self.numbers.clear();
            }
            Feed::Fixed => self.take(size, place, train, config.seed),
        }
        true
    }

    /// The next of the fixed set; where points went since, the place may lie past the last one.
    fn take(&mut self, size: usize, place: Place, train: &[Sample], seed: u32) {
        let is_over = place.first > 0 && place.first >= train.len();
        let Place { epoch, first } =
            if is_over { Place { epoch: place.epoch + 1, first: 0 } } else { place };
        self.shuffle(epoch, train.len(), seed);
        let after = train.len().min(first + size);
        let numbers = &self.order.1[first..after];
        self.numbers.clear();
        self.numbers.extend(numbers);
        self.batch.clear();
        self.batch.extend(numbers.iter().map(|&number| train[number as usize]));
        let goes_on = after < train.len();
        self.next = if goes_on {
            Place { epoch, first: after }
        } else {
            Place { epoch: epoch + 1, first: 0 }
        };
    }

    /// The order of an epoch is drawn from the set's own order, so that it depends on no other epoch.
    fn shuffle(&mut self, epoch: u64, count: usize, seed: u32) {
        let (ordered, order) = &mut self.order;
        if *ordered != epoch || order.is_empty() {
            *ordered = epoch;
            order.clear();
            order.extend(0..count as u32);
            order.shuffle(&mut generator(seed, Use::Order, epoch));
        }
    }
}

/// Draws the samples of a stream for the step after `step`, in place of those there.
pub fn draw_stream(config: &Config, step: u64, batch: &mut Vec<Sample>) {
    let mut rng = generator(config.seed, Use::Batch, step);
    config.data.draw(config.settings.batch, config.noise, &mut rng, batch);
}
