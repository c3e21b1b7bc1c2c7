//! Parts of a run as a list of numbers: the form in which one module of the page hands a run to another of the same
//! build. It is kept nowhere, and so may change from build to build.
//!
//! Each part is passed by one function, whether it is written or read: that takes the page half the code. What is read
//! may be no run that can be: who reads it checks it.

use crate::data::limits::Choice;
use crate::data::points::{Edit, Points, Set};
use crate::data::shapes::{Data, Sample};
use crate::model::weights::Treatment;
use crate::run::changes::{Change, Entry};
use crate::run::config::{Config, Settings};
use crate::run::link::parts::{Made, Origin, Start};
use std::mem;

const BLANK: Sample = Sample { inputs: [0.0; 2], label: 0.0 };

/// Where numbers go to, or come from.
#[derive(Clone, Debug, Default)]
pub struct Port {
    /// They.
    pub numbers: Vec<f64>,
    /// Of those to be read; none where they are written.
    next: Option<usize>,
    /// Whether what was read cannot be.
    pub is_bad: bool,
}

impl Port {
    /// To read these.
    pub fn from(numbers: &[f64]) -> Self {
        Port { numbers: numbers.to_vec(), next: Some(0), is_bad: false }
    }

    /// Whether all was read, and could be.
    pub fn is_over(&self) -> bool {
        !self.is_bad && self.next == Some(self.numbers.len())
    }

    #[inline(never)]
    fn number(&mut self, number: &mut f64) {
        match &mut self.next {
            None => self.numbers.push(*number),
            Some(next) => {
                let given = self.numbers.get(*next);
                self.is_bad |= given.is_none();
                *number = *given.unwrap_or(&0.0);
                *next += 1;
            }
        }
    }

    /// A whole number below 2⁵³.
    #[inline(never)]
    pub fn count(&mut self, count: &mut u64) {
        let mut number = *count as f64;
        self.number(&mut number);
        *count = number as u64;
    }

    #[inline(never)]
    fn size(&mut self, size: &mut usize) {
        let mut count = *size as u64;
        self.count(&mut count);
        *size = count as usize;
    }

    #[inline(never)]
    fn single(&mut self, single: &mut f32) {
        let mut number = f64::from(*single);
        self.number(&mut number);
        *single = number as f32;
    }

    /// Yes or no.
    #[inline(never)]
    pub fn flag(&mut self, flag: &mut bool) {
        let mut number = usize::from(*flag);
        self.size(&mut number);
        *flag = number != 0;
    }

    /// A choice by its number among all.
    fn one<C: Choice>(&mut self, choice: &mut C) {
        *choice = C::ALL[self.place(choice.number(), C::ALL.len())];
    }

    /// A number among `count`, the first where it is none of them.
    #[inline(never)]
    fn place(&mut self, mut place: usize, count: usize) -> usize {
        self.size(&mut place);
        self.is_bad |= place >= count;
        if place < count { place } else { 0 }
    }

    /// How many there are; when it is read, not more than numbers are left.
    #[inline(never)]
    pub fn length(&mut self, length: usize) -> usize {
        let mut length = length;
        self.size(&mut length);
        let left = self.next.map_or(usize::MAX, |next| self.numbers.len().saturating_sub(next));
        self.is_bad |= length > left;
        length.min(left)
    }

    fn list<T: Clone>(&mut self, list: &mut Vec<T>, blank: T, pass: fn(&mut Self, &mut T)) {
        let length = self.length(list.len());
        list.resize(length, blank);
        for item in list {
            if self.is_bad {
                break;
            }
            pass(self, item);
        }
    }

    /// A list of bytes.
    #[inline(never)]
    pub fn bytes(&mut self, bytes: &mut Vec<u8>) {
        self.list(bytes, 0, |port, byte| {
            let mut number = usize::from(*byte);
            port.size(&mut number);
            *byte = number as u8;
        });
    }

    /// Whether something is there.
    #[inline(never)]
    fn has(&mut self, is_there: bool) -> bool {
        let mut flag = is_there;
        self.flag(&mut flag);
        flag
    }

    /// A set-up, with its settings.
    fn config(&mut self, config: &mut Config) {
        self.seed(&mut config.seed);
        if self.has(config.start.is_some()) {
            self.seed(config.start.get_or_insert_default());
        }
        self.one(&mut config.data);
        self.one(&mut config.feed);
        self.size(&mut config.samples);
        self.number(&mut config.held_out);
        self.number(&mut config.noise);
        self.list(&mut config.hidden, 0, Self::size);
        self.one(&mut config.activation);
        self.one(&mut config.loss);
        self.settings(&mut config.settings);
    }

    fn seed(&mut self, seed: &mut u32) {
        let mut number = f64::from(*seed);
        self.number(&mut number);
        *seed = number as u32;
    }

    #[inline(never)]
    fn settings(&mut self, settings: &mut Settings) {
        self.number(&mut settings.rate);
        self.count(&mut settings.line.from);
        self.number(&mut settings.line.fall);
        self.one(&mut settings.schedule);
        self.count(&mut settings.steps);
        self.number(&mut settings.alpha);
        self.size(&mut settings.batch);
        self.one(&mut settings.optimiser);
    }

    /// One's own points but for their names; none of those that are drawn.
    fn points(&mut self, Points { train, test, scale, .. }: &mut Points) {
        self.samples(train);
        self.samples(test);
        scale.centre.iter_mut().chain(&mut scale.unit).for_each(|value| self.number(value));
        self.flag(&mut scale.standardised);
    }

    #[inline(never)]
    fn samples(&mut self, samples: &mut Vec<Sample>) {
        self.list(samples, BLANK, Self::sample);
    }

    #[inline(never)]
    fn sample(&mut self, sample: &mut Sample) {
        sample.inputs.iter_mut().for_each(|input| self.single(input));
        self.single(&mut sample.label);
    }

    /// The next change; none where it cannot be.
    pub fn next_made(&mut self) -> Option<Made> {
        let mut made = Made::blank();
        self.made(&mut made);
        (!self.is_bad).then_some(made)
    }

    #[inline(never)]
    fn change(&mut self, change: &mut Change) {
        let mut kind = match change {
            Change::Settings(_) => 0,
            Change::Parameter(..) => 1,
            Change::Neuron(..) => 2,
            Change::Points(Edit::Add(..)) => 3,
            Change::Points(Edit::Move(..)) => 4,
            Change::Points(Edit::Delete(..)) => 5,
            Change::Points(Edit::Restore(..)) => 6,
            Change::Points(Edit::Replace(..)) => 7,
        };
        self.size(&mut kind);
        if self.next.is_some() {
            let (set, at) = (Set::Train, 0);
            let blank = match kind {
                0 => Change::Settings(Settings::default()),
                1 => Change::Parameter(at, 0.0),
                2 => Change::Neuron(at, Treatment::Free),
                3 => Change::Points(Edit::Add(set, BLANK)),
                4 => Change::Points(Edit::Move(set, at, [0.0; 2])),
                5 => Change::Points(Edit::Delete(set, at)),
                6 => Change::Points(Edit::Restore(set, at, BLANK)),
                _ => Change::Points(Edit::Replace(Vec::new(), Vec::new())),
            };
            // What was there holds no memory to be given back.
            mem::forget(mem::replace(change, blank));
        }
        match change {
            Change::Settings(settings) => self.settings(settings),
            Change::Parameter(number, value) => {
                self.size(number);
                self.single(value);
            }
            Change::Neuron(number, treatment) => {
                self.size(number);
                self.one(treatment);
            }
            Change::Points(edit) => self.edit(edit),
        }
    }

    fn edit(&mut self, edit: &mut Edit) {
        match edit {
            Edit::Replace(train, test) => {
                self.samples(train);
                return self.samples(test);
            }
            Edit::Add(set, _)
            | Edit::Move(set, ..)
            | Edit::Delete(set, _)
            | Edit::Restore(set, ..) => {
                let is_test = self.has(*set == Set::Test);
                *set = if is_test { Set::Test } else { Set::Train };
            }
        }
        if let Edit::Move(_, number, _) | Edit::Delete(_, number) | Edit::Restore(_, number, _) =
            edit
        {
            self.size(number);
        }
        match edit {
            Edit::Add(_, sample) | Edit::Restore(_, _, sample) => self.sample(sample),
            Edit::Move(_, _, inputs) => inputs.iter_mut().for_each(|input| self.single(input)),
            _ => {}
        }
    }

    /// A change that was made.
    #[inline(never)]
    pub fn made(&mut self, Made { step, change, undoes, stopped }: &mut Made) {
        self.count(step);
        // The number of the one that it takes back, from 1.
        let mut number = undoes.map_or(0, |number| number + 1);
        self.size(&mut number);
        *undoes = number.checked_sub(1);
        self.flag(stopped);
        self.change(change);
    }

    /// Writes those of a log.
    #[inline(never)]
    pub fn log(&mut self, entries: &[Entry]) {
        self.length(entries.len());
        for entry in entries {
            let Entry { step, change, undoes, problem, .. } = entry.clone();
            self.made(&mut Made { step, change, undoes, stopped: problem.is_some() });
        }
    }

    /// What a run starts from, but for the names of its points.
    #[inline(never)]
    pub fn start(&mut self, Start { config, points, parameters, treatments }: &mut Start) {
        self.config(config);
        let mut kind = match points {
            Origin::Drawn => 0,
            Origin::Own(_) => 1,
            Origin::Shape(data) => 2 + data.number(),
        };
        self.size(&mut kind);
        match kind {
            0 => {}
            1 => {
                let mut own = Points::default();
                if let Origin::Own(points) = points {
                    own = mem::take(&mut **points);
                }
                self.points(&mut own);
                *points = Origin::Own(Box::new(own));
            }
            _ => *points = Origin::Shape(Data::ALL[(kind - 2).min(Data::ALL.len() - 1)]),
        }
        let mut values = parameters.take().unwrap_or_default();
        self.list(&mut values, 0.0, Self::single);
        *parameters = Some(values).filter(|values| !values.is_empty());
        self.list(treatments, Treatment::Free, Self::one);
    }

    /// Two numbers.
    pub fn pair(&mut self) -> [f64; 2] {
        let mut pair = [0.0; 2];
        pair.iter_mut().for_each(|number| self.number(number));
        pair
    }

    /// A digest, which is more than an `f64` holds.
    pub fn digest(&mut self, digest: &mut u64) {
        let mut halves = [*digest >> 32, *digest & 0xffff_ffff];
        halves.iter_mut().for_each(|half| self.count(half));
        *digest = halves[0] << 32 | halves[1];
    }
}
