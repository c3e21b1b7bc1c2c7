//! What was changed by hand during a run, and at which step.

use crate::data::points::Edit;
use crate::model::weights::Treatment;
use crate::run::config::Settings;
use crate::run::schedule::Schedule;
use serde::Serialize;

/// A change by hand.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// Of the settings.
    Settings { from: Settings, to: Settings },
    /// Of a parameter.
    Parameter { number: usize, from: f32, to: f32 },
    /// Of what is done with a hidden neuron.
    Neuron { number: usize, from: Treatment, to: Treatment },
    /// Of the points.
    Points(Edit),
}

/// The changes of a run in their order, each with the step after which it was made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log(Vec<(u64, Change)>);

impl Log {
    /// Adds a change at `step`, which is not before that of any other. One that goes on with the change
    /// before it, as a slider does that is being dragged, becomes one with it.
    pub fn push(&mut self, step: u64, change: Change) {
        if let Some((at, last)) = self.0.last_mut()
            && *at == step
            && let Some(both) = join(last, &change)
        {
            *last = both;
        } else {
            self.0.push((step, change));
        }
    }

    /// Adds the changes of another log.
    pub fn append(&mut self, other: &mut Log) {
        self.0.append(&mut other.0);
    }

    /// Forgets the changes after `step`.
    pub fn truncate(&mut self, step: u64) {
        self.0.truncate(self.0.partition_point(|(at, _)| *at <= step));
    }

    /// Forgets all changes.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there are changes after `step`.
    pub fn goes_beyond(&self, step: u64) -> bool {
        self.0.last().is_some_and(|(at, _)| *at > step)
    }

    /// The changes up to the end of `step`, and which of them were made at that step itself.
    pub fn up_to(&self, step: u64) -> impl Iterator<Item = (bool, &Change)> {
        let changes = self.0.iter().take_while(move |(at, _)| *at <= step);
        changes.map(move |(at, change)| (*at == step, change))
    }

    /// The changes at `step`.
    pub fn at(&self, step: u64) -> &[(u64, Change)] {
        let first = self.0.partition_point(|(at, _)| *at < step);
        let after = self.0.partition_point(|(at, _)| *at <= step);
        &self.0[first..after]
    }

    /// Whether any change is one of the points.
    pub fn touches_points(&self) -> bool {
        self.0.iter().any(|(_, change)| matches!(change, Change::Points(_)))
    }

    /// The step of the last change of the learning rate.
    pub fn last_rate_change(&self) -> Option<u64> {
        let is_rate = |change: &Change| match change {
            Change::Settings { from, to } => from.rate != to.rate,
            _ => false,
        };
        self.0.iter().rev().find(|(_, change)| is_rate(change)).map(|(step, _)| *step)
    }

    /// The changes in a form to be shown: one mark for each thing that is another than before.
    pub fn marks(&self) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for &(step, ref change) in &self.0 {
            match *change {
                Change::Settings { from, to } => mark_settings(&mut marks, step, from, to),
                Change::Parameter { number, from, to } => marks.push(Mark {
                    step,
                    field: "parameter",
                    at: Some(number),
                    from: Value::Number(from.into()),
                    to: Value::Number(to.into()),
                }),
                Change::Neuron { number, from, to } => marks.push(Mark {
                    step,
                    field: "neuron",
                    // Units begin with the two inputs.
                    at: Some(number + 2),
                    from: Value::Word(from.into()),
                    to: Value::Word(to.into()),
                }),
                Change::Points(_) => mark_points(&mut marks, step),
            }
        }
        marks.retain(|mark| mark.field == "points" || mark.from != mark.to);
        marks
    }
}

/// Two changes of one thing as one change.
fn join(first: &Change, second: &Change) -> Option<Change> {
    match (first, second) {
        (&Change::Settings { from, .. }, &Change::Settings { to, .. }) => {
            Some(Change::Settings { from, to })
        }
        (&Change::Parameter { number, from, .. }, &Change::Parameter { number: same, to, .. })
            if number == same =>
        {
            Some(Change::Parameter { number, from, to })
        }
        (
            Change::Points(Edit::Move(set, number, _)),
            Change::Points(Edit::Move(same_set, same, _)),
        ) if (set, number) == (same_set, same) => Some(second.clone()),
        _ => None,
    }
}

/// A change as the timeline shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mark {
    /// The step after which it was made.
    pub step: u64,
    /// What was changed: the name of a setting, "parameter", "neuron" or "points".
    pub field: &'static str,
    /// Which parameter or unit; how many changes of the points in a row.
    pub at: Option<usize>,
    /// The old value.
    pub from: Value,
    /// The new value.
    pub to: Value,
}

/// A value of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A choice by its name.
    Word(Word),
    /// Of points, there is none to tell.
    None,
}

/// The choices that a mark can name.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Word {
    /// A schedule.
    Schedule(Schedule),
    /// What is done with a neuron.
    Treatment(Treatment),
}

impl From<Treatment> for Word {
    fn from(treatment: Treatment) -> Self {
        Word::Treatment(treatment)
    }
}

fn mark_settings(marks: &mut Vec<Mark>, step: u64, from: Settings, to: Settings) {
    let number = |field, from, to| (field, Value::Number(from), Value::Number(to));
    let schedule = |settings: Settings| Value::Word(Word::Schedule(settings.schedule));
    let fields = [
        // As they are in force at this step; where only the schedule was changed, that alone is told.
        number(
            "rate",
            from.rate_at(step),
            if from.rate == to.rate { from } else { to }.rate_at(step),
        ),
        ("schedule", schedule(from), schedule(to)),
        number("steps", from.steps as f64, to.steps as f64),
        number("alpha", from.alpha, to.alpha),
        number("batch", from.batch as f64, to.batch as f64),
    ];
    let mark = |(field, from, to)| Mark { step, field, at: None, from, to };
    marks.extend(fields.into_iter().map(mark));
}

/// Changes of the points in a row are one mark.
fn mark_points(marks: &mut Vec<Mark>, step: u64) {
    match marks.last_mut() {
        Some(Mark { step: at, field: "points", at: Some(count), .. }) if *at == step => *count += 1,
        _ => marks.push(Mark {
            step,
            field: "points",
            at: Some(1),
            from: Value::None,
            to: Value::None,
        }),
    }
}
