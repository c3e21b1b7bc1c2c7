//! The figures along a run's history, taken where somebody looks.

use crate::run::learner::Learner;
use crate::run::report::Record;
use crate::run::state::State;
use crate::run::timeline::Timeline;

/// What a chart of a run shows.
#[derive(Clone, Debug)]
pub struct Curve {
    /// A row for each step, of what [`Record::COLUMNS`] names; not a number where there is none.
    pub rows: Vec<[f64; 7]>,
    /// Whether there was time for all of them: another look goes on.
    pub is_whole: bool,
}

/// The history in at most `most` rows, the last step among them. Figures that nobody has looked at yet are taken, coarse
/// before fine, as long as there is time; where it runs out, rows are missing.
///
/// The run stands at `present`.
pub fn trace(
    timeline: &Timeline,
    learner: &Learner,
    present: &State,
    most: usize,
    mut in_time: impl FnMut() -> bool,
) -> Curve {
    let steps = timeline.history().sample(most);
    let mut past = Past { timeline, learner, present, state: None };
    let mut is_whole = true;
    // The last step, whether there is time or not; then multiples of ever smaller powers of two.
    for zeros in (0..=u64::BITS + 1).rev() {
        for &(step, record) in &steps {
            let is_last = step == timeline.last() && zeros > u64::BITS;
            let is_due = is_last || step.trailing_zeros() == zeros;
            if !is_due || record.score.get().is_some() {
                continue;
            }
            is_whole &= is_last || in_time();
            if is_whole {
                past.look(step, record);
            }
        }
    }
    let mut rows = Vec::new();
    for (step, record) in steps {
        rows.extend(record.row(step));
    }
    Curve { rows, is_whole }
}

/// What measures steps that the run has left.
struct Past<'a> {
    timeline: &'a Timeline,
    learner: &'a Learner,
    present: &'a State,
    /// That of the step last looked at.
    state: Option<State>,
}

impl Past<'_> {
    fn look(&mut self, step: u64, record: &Record) {
        let state = self.state.get_or_insert_with(|| self.present.clone());
        self.timeline.recall(step, state);
        self.timeline.look_back(step, state);
        record.score.get_or_init(|| self.learner.measure(state, step));
    }
}
