//! The steps of a run, kept within a fixed amount of memory.

/// What is kept of a step: `R`, and the numbers after it.
#[derive(Clone, Debug)]
struct Kept<R> {
    step: u64,
    record: R,
    slot: usize,
}

/// Every step's record and numbers (parameters and what the optimiser remembers), until memory runs short: then older
/// steps are thinned evenly, by powers of two, while the newest half is kept whole. Step 0 always stays.
///
/// ```
/// use moongrad::run::history::History;
/// let mut history = History::new(1, 64 << 20);
/// for step in 0..=10 {
///     history.push(step, "a record", &[step as f32]);
/// }
/// assert_eq!(history.nearest(7), (7, &"a record", &[7.0][..]));
/// history.truncate(4);
/// assert_eq!(history.nearest(7).0, 4);
/// ```
#[derive(Clone, Debug)]
pub struct History<R> {
    kept: Vec<Kept<R>>,
    capacity: usize,
    numbers: usize,
    /// The numbers of the kept steps, [`BLOCK`] slots a block, so that it grows without copying.
    blocks: Vec<Vec<f32>>,
    free: Vec<usize>,
    last: u64,
}

/// Steps a block of numbers holds.
const BLOCK: usize = 256;

/// Steps that are kept at the most, however few numbers there are: more than any chart can show.
const MOST: usize = 65_536;

impl<R: Clone> History<R> {
    /// An empty history of steps with this many `numbers`, within `bytes` of memory.
    ///
    /// ```
    /// use moongrad::run::history::History;
    /// assert!(History::<[f64; 9]>::new(3 * 337 + 2, 64 << 20).capacity() > 10_000);
    /// ```
    pub fn new(numbers: usize, bytes: usize) -> Self {
        let each = size_of::<Kept<R>>() + size_of::<usize>() + numbers * size_of::<f32>();
        // Blocks are taken whole.
        let capacity = (bytes / each / BLOCK * BLOCK).clamp(2 * BLOCK, MOST);
        let kept = Vec::with_capacity(capacity);
        History { kept, capacity, numbers, blocks: Vec::new(), free: Vec::new(), last: 0 }
    }

    /// How many steps are kept at the most.
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// The newest step pushed.
    pub fn last(&self) -> u64 {
        self.last
    }

    /// Bytes of memory that its numbers take.
    pub fn bytes(&self) -> usize {
        self.blocks.len() * BLOCK * self.numbers * size_of::<f32>()
    }

    /// Gives back the memory for steps that it does not have.
    pub fn shrink(&mut self) {
        self.kept.shrink_to_fit();
    }

    /// Adds a step newer than all others.
    pub fn push(&mut self, step: u64, record: R, numbers: &[f32]) {
        assert!(self.kept.is_empty() || step > self.last, "steps go up");
        if self.kept.len() == self.capacity {
            self.thin();
        }
        let slot = self.free.pop().unwrap_or_else(|| self.grow());
        let at = slot % BLOCK * self.numbers;
        self.blocks[slot / BLOCK][at..at + self.numbers].copy_from_slice(numbers);
        self.kept.push(Kept { step, record, slot });
        self.last = step;
    }

    /// Tells the newest step otherwise, if it is this one.
    pub fn amend(&mut self, step: u64, record: &R) {
        if let Some(newest) = self.kept.last_mut().filter(|kept| kept.step == step) {
            newest.record = record.clone();
        }
    }

    fn grow(&mut self) -> usize {
        let first = self.blocks.len() * BLOCK;
        self.blocks.push(vec![0.0; BLOCK * self.numbers]);
        self.free.extend((first + 1..first + BLOCK).rev());
        first
    }

    /// Leaves the newest half whole, and of the older at most a quarter of the capacity.
    fn thin(&mut self) {
        let newest = self.kept[self.capacity / 2].step;
        let mut stride = 2;
        let older = |kept: &Kept<R>, stride| kept.step < newest && kept.step.is_multiple_of(stride);
        while self.kept.iter().filter(|kept| older(kept, stride)).count() > self.capacity / 4 {
            stride *= 2;
        }
        self.retain(|step| step >= newest || step.is_multiple_of(stride));
    }

    /// Forgets all steps after `step`.
    pub fn truncate(&mut self, step: u64) {
        self.retain(|kept| kept <= step);
        self.last = self.last.min(step);
    }

    fn retain(&mut self, keep: impl Fn(u64) -> bool) {
        let free = &mut self.free;
        self.kept.retain(|kept| {
            let stays = keep(kept.step);
            if !stays {
                free.push(kept.slot);
            }
            stays
        });
    }

    /// Forgets all steps but the first and every seventeenth, for tests of what restores them.
    #[cfg(test)]
    pub(crate) fn forget_between(&mut self) {
        self.retain(|step| step.is_multiple_of(17));
    }

    /// The newest kept step that is not after `step`: its number, record and numbers.
    pub fn nearest(&self, step: u64) -> (u64, &R, &[f32]) {
        let after = self.kept.partition_point(|kept| kept.step <= step);
        let kept = &self.kept[after - 1];
        let at = kept.slot % BLOCK * self.numbers;
        let numbers = &self.blocks[kept.slot / BLOCK][at..at + self.numbers];
        (kept.step, &kept.record, numbers)
    }

    /// At most `most` (at least 2) of the kept steps: the last, and the multiples of a power of two, so that they stay
    /// the same for long while the history grows.
    pub fn sample(&self, most: usize) -> Vec<(u64, &R)> {
        let (most, last) = (most.max(2) as u64, self.last);
        let mut apart = 1;
        while last.div_ceil(apart) >= most {
            apart *= 2;
        }
        let mut sample = Vec::new();
        for row in 0..=last.div_ceil(apart) {
            let step = last.min(row * apart);
            let (kept, record, _) = self.nearest(step);
            if kept == step {
                sample.push((step, record));
            }
        }
        sample
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn history(bytes: usize, steps: u64) -> History<u64> {
        let mut history = History::new(3, bytes);
        for step in 0..=steps {
            history.push(step, step * step, &[step as f32, 0.0, 1.0]);
        }
        history
    }

    #[test]
    fn sixty_four_megabytes_hold_every_one_of_10_000_steps_of_the_talks_network() {
        let mut history = History::new(1013, 64 << 20);
        for step in 0..=10_000 {
            history.push(step, [0.0; 12], &[step as f32; 1013]);
        }
        for step in 0..=10_000 {
            let (kept, _, numbers) = history.nearest(step);
            assert_eq!((kept, numbers[1012]), (step, step as f32));
        }
        let used = history.blocks.len() * BLOCK * 1013 * 4 + history.kept.capacity() * 200;
        assert!(used < 64 << 20, "{used} bytes");
    }

    #[test]
    fn a_long_history_keeps_the_start_and_the_newest_half_and_never_more_than_its_capacity() {
        let history = history(1, 50_000);
        assert_eq!(history.capacity(), 512);
        assert!(history.kept.len() <= 512);
        assert_eq!(history.blocks.len(), 2);
        assert_eq!(history.nearest(0).0, 0);
        assert!((49_800..=50_000).all(|step| history.nearest(step).0 == step));
    }

    #[test]
    fn thinning_is_even() {
        let history = history(1, 50_000);
        let old: Vec<u64> = history.kept.iter().map(|k| k.step).filter(|s| *s < 40_000).collect();
        let gaps: Vec<u64> = old.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let (least, most) = (gaps.iter().min().unwrap(), gaps.iter().max().unwrap());
        assert!(most / least <= 4, "gaps from {least} to {most}");
    }

    #[test]
    fn the_sample_of_a_growing_history_has_few_new_steps() {
        let mut history = history(64 << 20, 0);
        let mut sampled = std::collections::BTreeSet::<u64>::new();
        for step in 1..=4096 {
            history.push(step, step * step, &[0.0; 3]);
            let steps: Vec<u64> = history.sample(64).into_iter().map(|(step, _)| step).collect();
            assert!(step < 63 || (33..=64).contains(&steps.len()), "{} of {step}", steps.len());
            sampled.extend(steps.split_last().unwrap().1);
        }
        // Half of them anew each time that the length doubles.
        assert!(sampled.len() <= 64 + 6 * 32, "{}", sampled.len());
    }

    proptest! {
        #[test]
        fn what_is_kept_is_what_was_pushed(steps in 0..3000_u64, cut in 0..3000_u64, ask in 0..3000_u64) {
            let mut history = history(1, steps);
            history.truncate(cut);
            let (step, record, numbers) = history.nearest(ask);
            prop_assert!(step <= ask.min(cut));
            prop_assert_eq!((*record, numbers[0]), (step * step, step as f32));
            prop_assert_eq!(history.last(), steps.min(cut));
        }

        #[test]
        fn a_sample_has_the_first_and_the_last_and_goes_up(steps in 0..2000_u64, most in 2..50_usize) {
            let history = history(1, steps);
            let sample: Vec<u64> = history.sample(most).into_iter().map(|(step, _)| step).collect();
            prop_assert!(sample.len() <= most);
            prop_assert_eq!((sample[0], *sample.last().unwrap()), (0, steps));
            prop_assert!(sample.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
