//! The changes of the first form. Each begins with what it is and with the steps since the one before; of settings,
//! only those follow that become others.

use super::values::{In, Out};
use super::{OPTIMISER, SCHEDULE, TREATMENT};
use crate::data::points::{Edit, Set};
use crate::data::shapes::Sample;
use crate::run::changes::Change;
use crate::run::config::Settings;
use crate::run::link::parts::{MOST_CHANGES, Made};
use crate::run::schedule::Line;

// What a change is, in the lower four bits of its first byte; above them whether it takes back another, and whether
// training had stopped at a problem.
const SETTINGS: u8 = 0;
const PARAMETER: u8 = 1;
const NEURON: u8 = 2;
const ADD: u8 = 3;
const MOVE: u8 = 4;
const DELETE: u8 = 5;
const RESTORE: u8 = 6;
const REPLACE: u8 = 7;
const UNDOES: u8 = 1 << 4;
const STOPPED: u8 = 1 << 5;

// Which settings become others.
const RATE: u8 = 1 << 0;
/// The line begins here, and falls to a tenth.
const HERE: u8 = 1 << 1;
const LINE: u8 = 1 << 2;
const TO_SCHEDULE: u8 = 1 << 3;
const STEPS: u8 = 1 << 4;
const ALPHA: u8 = 1 << 5;
const BATCH: u8 = 1 << 6;
const TO_OPTIMISER: u8 = 1 << 7;

/// How far a line falls that begins anew.
const FALL: f64 = 0.9;

/// The settings in force after the changes up to `step`.
pub fn settings_at(changes: &[Made], step: u64, start: Settings) -> Settings {
    let so_far = changes.iter().take_while(|made| made.step <= step);
    so_far.fold(start, |settings, made| after(&made.change, settings))
}

fn after(change: &Change, settings: Settings) -> Settings {
    match change {
        Change::Settings(to) => *to,
        _ => settings,
    }
}

/// Changes from `step` on, where these settings are in force.
pub fn write(changes: &[Made], mut step: u64, mut settings: Settings, to: &mut Out) {
    to.put(&(changes.len() as u64));
    for made in changes {
        let flags = [(UNDOES, made.undoes.is_some()), (STOPPED, made.stopped)];
        let flags = flags.iter().map(|(flag, is_set)| if *is_set { *flag } else { 0 });
        to.bytes.push(kind(&made.change) | flags.sum::<u8>());
        to.put(&(made.step - step));
        made.undoes.iter().for_each(|number| to.put(&(*number as u64)));
        write_change(&made.change, made.step, &settings, to);
        (step, settings) = (made.step, after(&made.change, settings));
    }
}

/// The same back.
pub fn read(from: &mut In, mut step: u64, mut settings: Settings) -> Option<Vec<Made>> {
    let count = from.size()?;
    // Each has two bytes at the least.
    if count > (from.bytes.len() / 2).min(MOST_CHANGES) {
        return None;
    }
    let mut changes = Vec::new();
    for _ in 0..count {
        let head = from.byte()?;
        step = step.checked_add(from.take()?)?;
        let undoes = if head & UNDOES != 0 { Some(from.size()?) } else { None };
        let change = read_change(head & 15, step, &settings, from)?;
        settings = after(&change, settings);
        changes.push(Made { step, change, undoes, stopped: head & STOPPED != 0 });
        if head & !(15 | UNDOES | STOPPED) != 0 {
            return None;
        }
    }
    Some(changes)
}

fn kind(change: &Change) -> u8 {
    match change {
        Change::Settings(_) => SETTINGS,
        Change::Parameter(..) => PARAMETER,
        Change::Neuron(..) => NEURON,
        Change::Points(Edit::Add(..)) => ADD,
        Change::Points(Edit::Move(..)) => MOVE,
        Change::Points(Edit::Delete(..)) => DELETE,
        Change::Points(Edit::Restore(..)) => RESTORE,
        Change::Points(Edit::Replace(..)) => REPLACE,
    }
}

fn write_change(change: &Change, step: u64, settings: &Settings, to: &mut Out) {
    match change {
        Change::Settings(next) => write_settings(settings, next, step, to),
        Change::Parameter(number, value) => to.put(&(*number as u64, *value)),
        Change::Neuron(number, treatment) => {
            to.put(&(*number as u64));
            to.one(&TREATMENT, *treatment);
        }
        Change::Points(Edit::Add(set, sample)) => put_sample(*set, sample, to),
        Change::Points(Edit::Move(set, number, inputs)) => to.put(&(place(*set, *number), *inputs)),
        Change::Points(Edit::Delete(set, number)) => to.put(&place(*set, *number)),
        Change::Points(Edit::Restore(set, number, sample)) => {
            to.put(&(*number as u64));
            put_sample(*set, sample, to);
        }
        Change::Points(Edit::Replace(train, test)) => {
            to.samples(train);
            to.samples(test);
        }
    }
}

fn read_change(kind: u8, step: u64, settings: &Settings, from: &mut In) -> Option<Change> {
    let edit = match kind {
        SETTINGS => return read_settings(*settings, step, from).map(Change::Settings),
        PARAMETER => return Some(Change::Parameter(from.size()?, from.take()?)),
        NEURON => return Some(Change::Neuron(from.size()?, from.one(&TREATMENT)?)),
        ADD => {
            let (set, sample) = sample(from)?;
            Edit::Add(set, sample)
        }
        MOVE => {
            let (set, number) = set_and_number(from)?;
            Edit::Move(set, number, from.take()?)
        }
        DELETE => {
            let (set, number) = set_and_number(from)?;
            Edit::Delete(set, number)
        }
        RESTORE => {
            let number = from.size()?;
            let (set, sample) = sample(from)?;
            Edit::Restore(set, number, sample)
        }
        REPLACE => Edit::Replace(from.samples()?, from.samples()?),
        _ => return None,
    };
    Some(Change::Points(edit))
}

/// A point's number, doubled, and one more where it is a test point.
fn place(set: Set, number: usize) -> u64 {
    2 * number as u64 + u64::from(set == Set::Test)
}

fn set_and_number(from: &mut In) -> Option<(Set, usize)> {
    let place = from.size()?;
    Some((if place % 2 == 1 { Set::Test } else { Set::Train }, place / 2))
}

/// Bit 0: a test point; bit 1: the label is +1.
fn put_sample(set: Set, sample: &Sample, to: &mut Out) {
    to.bytes.push(u8::from(set == Set::Test) | u8::from(sample.label > 0.0) << 1);
    to.put(&sample.inputs);
}

fn sample(from: &mut In) -> Option<(Set, Sample)> {
    let flags = from.byte()?;
    let set = if flags & 1 == 1 { Set::Test } else { Set::Train };
    let sample = Sample { inputs: from.take()?, label: if flags & 2 == 2 { 1.0 } else { -1.0 } };
    (flags < 4).then_some((set, sample))
}

fn write_settings(from: &Settings, next: &Settings, step: u64, to: &mut Out) {
    let (is_line, here) = (next.line != from.line, Line { from: step, fall: FALL });
    let parts = [
        (RATE, next.rate != from.rate),
        (HERE, is_line && next.line == here),
        (LINE, is_line && next.line != here),
        (TO_SCHEDULE, next.schedule != from.schedule),
        (STEPS, next.steps != from.steps),
        (ALPHA, next.alpha != from.alpha),
        (BATCH, next.batch != from.batch),
        (TO_OPTIMISER, next.optimiser != from.optimiser),
    ];
    to.bytes.push(parts.iter().map(|(bit, is_there)| if *is_there { *bit } else { 0 }).sum());
    for (bit, _) in parts.iter().filter(|(_, is_there)| *is_there) {
        match *bit {
            RATE => to.number(next.rate),
            LINE => to.line(next.line),
            TO_SCHEDULE => to.one(&SCHEDULE, next.schedule),
            STEPS => to.put(&next.steps),
            ALPHA => to.number(next.alpha),
            BATCH => to.put(&(next.batch as u64)),
            TO_OPTIMISER => to.one(&OPTIMISER, next.optimiser),
            _ => {}
        }
    }
}

fn read_settings(mut settings: Settings, step: u64, from: &mut In) -> Option<Settings> {
    let mask = from.byte()?;
    for bit in (0..8).map(|bit| 1 << bit).filter(|bit| mask & bit != 0) {
        match bit {
            RATE => settings.rate = from.number()?,
            HERE => settings.line = Line { from: step, fall: FALL },
            LINE => settings.line = from.line()?,
            TO_SCHEDULE => settings.schedule = from.one(&SCHEDULE)?,
            STEPS => settings.steps = from.take()?,
            ALPHA => settings.alpha = from.number()?,
            BATCH => settings.batch = from.size()?,
            _ => settings.optimiser = from.one(&OPTIMISER)?,
        }
    }
    Some(settings)
}
