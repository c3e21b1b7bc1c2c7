//! A run made again from its link, a little at a time.

use crate::data::limits::Refusal;
use crate::data::points::Names;
use crate::run::link::parts::{Link, Made, Origin, highest_stop};
use crate::run::link::plain::{self, Head};
use crate::run::link::port::Port;
use crate::run::trainer::Trainer;

/// A run that is made again.
///
/// ```
/// use moongrad::run::{config::Config, link::{Link, replay::Replay}, trainer::Trainer};
/// let mut run = Trainer::new(Config::default()).unwrap();
/// run.train(|| true);
/// let mut replay = Replay::new(&Link::of(&run)).unwrap();
/// assert!(replay.go_on(|| true).unwrap());
/// assert_eq!(replay.differs(), None);
/// let again = replay.into_run();
/// assert_eq!(again.state().weights.digest(), run.state().weights.digest());
/// ```
#[derive(Clone, Debug)]
pub struct Replay {
    head: Head,
    /// What is left to be read.
    port: Port,
    run: Trainer,
    /// The next change, and how many there are from it on.
    next: Option<Made>,
    left: usize,
    differs: Option<u64>,
    is_whole: bool,
}

impl Replay {
    /// At its start; an error says what of that cannot be.
    pub fn new(link: &Link) -> Result<Self, Refusal> {
        let names = match &link.start.points {
            Origin::Own(points) => points.names.clone(),
            _ => None,
        };
        Replay::of(&plain::write(link), names)
    }

    /// The same of the numbers of a run, and of the names of its points.
    pub fn of(numbers: &[f64], names: Option<Names>) -> Result<Self, Refusal> {
        let (mut port, head, start) = plain::begin(numbers, names);
        let run = Trainer::begin(start.state()?);
        let left = port.length(0);
        let (next, differs, is_whole) = (None, None, false);
        Ok(Replay { head, port, run, next, left, differs, is_whole })
    }

    /// Goes on as long as there is time; says whether the run is whole. An error says what of the link cannot be done:
    /// then it is no run.
    pub fn go_on(&mut self, mut in_time: impl FnMut() -> bool) -> Result<bool, Refusal> {
        let in_time: &mut dyn FnMut() -> bool = &mut in_time;
        while !self.is_whole {
            if self.next.is_none() && self.left > 0 {
                self.next = Some(self.read()?);
                self.left -= 1;
            }
            let to = self.next.as_ref().map_or(self.head.last, |made| made.step);
            let step = self.run.stands_at();
            let stop = (step + 1).next_power_of_two().min(to);
            if step < stop {
                if !self.run.train_to(stop, in_time) {
                    return Ok(false);
                }
                self.compare();
                // What cannot be trained so far is another run.
                if self.run.stands_at() < stop {
                    self.leave(self.run.stands_at());
                    self.is_whole = true;
                }
                continue;
            }
            let is_stopped = self.next.as_ref().map_or(self.head.stopped, |made| made.stopped);
            // Training is to stop at a problem here.
            if is_stopped && !self.run.is_stopped() && step <= to {
                if !self.run.train_to(to + 1, in_time) {
                    return Ok(false);
                }
                if !self.run.is_stopped() {
                    self.leave(to + 1);
                }
                let stopped =
                    self.next.as_mut().map_or(&mut self.head.stopped, |made| &mut made.stopped);
                *stopped = false;
                continue;
            }
            match self.next.take() {
                Some(made) => self.run.remake(made)?,
                None => self.finish()?,
            }
        }
        Ok(true)
    }

    fn read(&mut self) -> Result<Made, Refusal> {
        self.port
            .next_made()
            .ok_or_else(|| Refusal::new("changes", self.left as f64, "as many as are told"))
    }

    /// Goes to the step shown, and makes the changes that wait there.
    fn finish(&mut self) -> Result<(), Refusal> {
        let Head { shown, digest, .. } = self.head;
        if self.run.stands_at() != shown {
            self.run.seek(shown)?;
        }
        for _ in 0..self.port.length(0) {
            let made = self.read()?;
            self.run.remake(made)?;
        }
        if self.run.state().weights.digest() != digest {
            self.leave(shown);
        }
        self.is_whole = true;
        Ok(())
    }

    /// Looks whether the step taken last is the link's, where that tells.
    fn compare(&mut self) {
        let (step, way) = (self.run.stands_at(), &self.head.way);
        if !step.is_power_of_two() {
            return;
        }
        // The last byte is that of the highest stop.
        let after = (highest_stop(self.head.last) / step).checked_ilog2().unwrap_or(0) as usize;
        let byte = way.len().checked_sub(after + 1).map(|at| way[at]);
        if byte.is_some_and(|byte| byte != self.run.state().weights.digest() as u8) {
            self.leave(step);
        }
    }

    fn leave(&mut self, step: u64) {
        self.differs.get_or_insert(step);
    }

    /// The step it has come to.
    pub fn step(&self) -> u64 {
        self.run.stands_at()
    }

    /// The first step known to be another than in the link; none where, so far, all is the same to the bit.
    pub fn differs(&self) -> Option<u64> {
        self.differs
    }

    /// The run as far as it has come.
    pub fn into_run(self) -> Trainer {
        self.run
    }
}
