//! Why a run stopped before its end, and the way back.

use super::Trainer;
use crate::run::changes::Change;
use crate::run::config::Settings;
use crate::run::report::{Problem, Report};

impl Trainer {
    /// Why the next step cannot be taken, and the way back.
    pub(super) fn find_problem(&mut self) -> Problem {
        let (back_step, back) = self.way_back();
        Problem {
            step: self.step + 1,
            what: self.learner.describe_culprit(&self.state),
            back_step,
            back_rate: back.rate_at(back_step),
            rate: self.state.rate_at(back_step),
            before: self.timeline.largest_at(back_step),
            after: self.state.weights.largest(self.state.weights.snapshot()),
        }
    }

    /// Where the rate was set that is in force, and the settings to go on with from there.
    fn way_back(&self) -> (u64, Settings) {
        let step = self.timeline.deeds().log().last_rate_change().unwrap_or(0);
        let now = self.state.config.settings;
        let talk = Settings::default();
        let trained = self.trained.unwrap_or(talk);
        let back = Settings { rate: trained.rate, line: trained.line, ..now };
        let rate = now.rate_at(step);
        match back.rate_at(step) < rate {
            true => (step, back),
            false => (step, now.with_rate_at(step, talk.rate.min(rate / 2.0))),
        }
    }

    /// The settings whose rate has taken the last step without a problem.
    pub(super) fn newest_trained(&self) -> Option<Settings> {
        let since = self.timeline.deeds().log().last_rate_change().unwrap_or(0);
        let has_trained = self.step > since && self.problem.is_none();
        if has_trained { Some(self.state.config.settings) } else { self.trained }
    }

    /// The way back out of a [`Problem`]: to where the rate was set that led there, or else to step 0, with the last
    /// rate that trained, else the talk's. Without a problem, nothing changes.
    pub fn go_back(&mut self) -> Report {
        if self.problem.is_some() {
            let (step, settings) = self.way_back();
            self.restore(step);
            self.make(Change::Settings(settings), None);
        }
        self.report()
    }
}
