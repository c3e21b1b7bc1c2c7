//! The changes of a run as they are shown: signs along the timeline, and what can be taken back.

use crate::data::points::Edit;
use crate::model::names::Names;
use crate::run::changes::{Change, Entry};
use crate::run::config::{Difference, Settings, Value};
use serde::Serialize;

/// A change as the timeline shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mark {
    /// The step after which it was made.
    pub step: u64,
    /// What was changed: the name of a setting, "parameter", "neuron" or "points".
    pub field: &'static str,
    /// Which parameter or unit; how many changes of the points in a row.
    pub at: Option<usize>,
    /// What the parameter or the unit is called.
    pub name: Option<String>,
    /// The old value.
    pub from: Value,
    /// The new value.
    pub to: Value,
}

/// The changes in a form to be shown, for a network with these hidden layers: one mark for each thing that is
/// another than before.
pub fn marks(entries: &[Entry], hidden: &[usize]) -> Vec<Mark> {
    let names = Names(hidden);
    let mut marks: Vec<Mark> = Vec::new();
    for &Entry { step, ref change, ref inverse, .. } in entries {
        let mut mark = |field, at, name, from, to| {
            marks.push(Mark { step, field, at: Some(at), name: Some(name), from, to });
        };
        match (change, inverse) {
            (Change::Settings(to), Change::Settings(from)) => {
                marks.extend(settings_marks(step, from, to));
            }
            (&Change::Parameter(number, to), &Change::Parameter(_, from)) => {
                let [from, to] = [from, to].map(|value| Value::Number(value.into()));
                mark("parameter", number, names.parameter(number), from, to);
            }
            (&Change::Neuron(number, to), &Change::Neuron(_, from)) => {
                // Units begin with the two inputs.
                let [from, to] = [from, to].map(Value::Treatment);
                mark("neuron", number + 2, names.unit(number + 2), from, to);
            }
            (Change::Points(_), _) => mark_points(&mut marks, step),
            _ => {}
        }
    }
    marks
}

/// A mark for each setting that is another.
fn settings_marks(step: u64, from: &Settings, to: &Settings) -> impl Iterator<Item = Mark> {
    let mark = move |(field, from, to)| Mark { step, field, at: None, name: None, from, to };
    from.differences(to, step).map(mark)
}

/// Changes of the points in a row are one mark.
fn mark_points(marks: &mut Vec<Mark>, step: u64) {
    match marks.last_mut() {
        Some(Mark { step: at, field: "points", at: Some(count), .. }) if *at == step => *count += 1,
        _ => marks.push(Mark {
            step,
            field: "points",
            at: Some(1),
            name: None,
            from: Value::None,
            to: Value::None,
        }),
    }
}

/// A change that can be taken back, or made again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Deed {
    /// What was done: the name of a setting, "parameter", "neuron", "add", "move", "delete" or "replace"; where another
    /// run took the place of one, what of the set-up is another, "load", "reset" or "branch".
    pub what: &'static str,
    /// Of a setting, its old value.
    pub from: Value,
    /// Of a setting, its new value.
    pub to: Value,
    /// The step of the last change by hand, where it can be taken back.
    pub step: u64,
    /// Whether that is not after where the run stands; else one has to go there first.
    pub here: bool,
    /// Whether another run takes the place of this one then.
    pub run: bool,
}

impl Deed {
    /// A change, seen from where the run stands, of which the last was made at `step`.
    pub fn new(entry: &Entry, step: u64, here: bool) -> Self {
        let (what, from, to) = describe(entry);
        Deed { what, from, to, step, here, run: false }
    }

    /// That another run took the place of one that stood at `step`.
    pub fn of_run(what: &'static str, step: u64) -> Self {
        Deed { what, from: Value::None, to: Value::None, step, here: true, run: true }
    }
}

fn describe(entry: &Entry) -> Difference {
    let what = match (&entry.change, &entry.inverse) {
        (Change::Settings(to), Change::Settings(from)) => {
            let mut differences = from.differences(to, entry.step);
            return differences.next().unwrap_or(("settings", Value::None, Value::None));
        }
        (Change::Settings(_), _) => "settings",
        (Change::Parameter(..), _) => "parameter",
        (Change::Neuron(..), _) => "neuron",
        (Change::Points(Edit::Add(..) | Edit::Restore(..)), _) => "add",
        (Change::Points(Edit::Move(..)), _) => "move",
        (Change::Points(Edit::Delete(..)), _) => "delete",
        (Change::Points(Edit::Replace(..)), _) => "replace",
    };
    (what, Value::None, Value::None)
}
