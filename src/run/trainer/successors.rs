//! The runs that follow a run, or take its place for a while.

use super::Trainer;
use crate::data::limits::Refusal;
use crate::run::config::{Config, Feed};
use crate::run::state::{Opened, Source, State, points_after};

impl Trainer {
    /// A run at step 0 of another set-up, but with the points there are where that one's are one's own: the
    /// same, or split anew where another share is to be held out.
    pub fn rebuilt(&self, mut config: Config) -> Result<Self, Refusal> {
        config.check()?;
        let points = points_after(&self.state, &config);
        if !config.data.is_drawn() {
            config.feed = Feed::Fixed;
        }
        Ok(self.follow(State::new(config, points)))
    }

    /// The run again from step 0: the same initial parameters and the rate of its first step; all other settings,
    /// the points and the treatments of neurons as they are now.
    pub fn again(&self) -> Self {
        self.again_from(self.timeline.start().weights.values())
    }

    /// The same with these initial parameters, in the order of [`Weights`](crate::model::weights::Weights).
    pub fn with_parameters(&self, parameters: &[f32]) -> Result<Self, Refusal> {
        self.state.check_parameters(parameters)?;
        Ok(self.again_from(parameters))
    }

    /// The run again from step 0 on other points.
    pub fn on(&self, source: Source) -> Result<Self, Refusal> {
        source.check()?;
        let again = self.again();
        Ok(again.follow(again.state.on(source)))
    }

    /// A run from step 0 with a model from elsewhere.
    pub fn opened(&self, from: Opened) -> Result<Self, Refusal> {
        State::opened(from).map(|state| self.follow(state))
    }

    fn again_from(&self, parameters: &[f32]) -> Self {
        let mut state = self.state.clone();
        let settings = &mut state.config.settings;
        *settings = settings.from_start(&self.timeline.first_settings());
        state.weights.set(parameters);
        self.follow(state)
    }

    /// The same run once more, where its history ends.
    pub fn twin(&self) -> Self {
        let mut twin = self.copy();
        twin.restore(self.timeline.last());
        twin
    }

    /// The same run, at the same step, whose last gradient is not known.
    fn copy(&self) -> Self {
        Trainer {
            timeline: self.timeline.clone(),
            step: self.step,
            record: self.record.clone(),
            pursuit: self.pursuit,
            ..self.follow(self.state.clone())
        }
    }

    /// The same run without the future after where it stands, to begin another one with the next step.
    pub fn branch(&self) -> Self {
        let mut branch = self.copy();
        branch.timeline.go_on(self.step, &self.record);
        branch
    }

    /// Another run in the place of this one.
    fn follow(&self, state: State) -> Self {
        let revision = 1 + self.revision.max(self.points_revision);
        Trainer { trained: self.newest_trained(), ..Trainer::with(state, revision) }
    }

    /// Another run took the place of this one, which may come back.
    pub fn leave(&mut self) {
        self.timeline.leave();
    }

    /// This run came back in the place of `other`.
    pub fn come_back(&mut self, other: &Trainer) {
        let revision = 1 + other.revision.max(other.points_revision);
        self.revision = revision.max(1 + self.revision);
        self.points_revision = revision.max(1 + self.points_revision);
    }
}
