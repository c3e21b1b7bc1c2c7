//! How well the network of a state does: measured only where somebody looks.

use crate::ad::Replay;
use crate::data::shapes::Sample;
use crate::model::objective::{Objective, WIDTH};
use crate::number::lanes::Lanes;
use crate::number::scalar::Number;
use crate::run::batches::draw_stream;
use crate::run::config::Feed;
use crate::run::report::{Figures, Score};
use crate::run::sgd::{Evaluation, evaluate};
use crate::run::state::State;

/// How many of the training points, and of the test points, figures are taken over. Sets are shuffled, so of a larger
/// one this is a random sample, the same at every step.
pub const EVALUATED: usize = 1000;

/// Memory to measure in, apart from that of the step that is being taken.
#[derive(Clone, Debug)]
pub struct Gauge {
    replay: Replay<Lanes>,
    penalty: Replay<Lanes>,
    /// Of a stream, what the next step will use.
    batch: Vec<Sample>,
}

impl Gauge {
    /// For networks that `objective` was recorded of.
    pub fn new(objective: &Objective) -> Self {
        let replay = objective.sample().replay(WIDTH);
        Gauge { replay, penalty: objective.penalty_replay(), batch: Vec::new() }
    }

    /// Takes the figures of a state after `step`.
    pub fn measure(&mut self, objective: &Objective, state: &State, step: u64) -> Score {
        let Gauge { replay, penalty, batch } = self;
        let train = match state.config.feed {
            Feed::Fixed => first(&state.points.train),
            Feed::Stream => {
                draw_stream(&state.config, step, batch);
                batch
            }
        };
        let live = state.weights.live();
        let squares: f64 = objective.square(live, penalty).total().into();
        let penalty = state.config.settings.alpha * squares;
        let mut figures = |samples: &[Sample]| {
            let Evaluation { data_loss, accuracy } = evaluate(objective, live, samples, replay);
            // Answers that grow beyond all numbers to both sides have no difference: that loss is infinite as well.
            let loss = data_loss + penalty;
            Figures { loss: if loss.is_nan() { f64::INFINITY } else { loss }, accuracy }
        };
        let test = first(&state.points.test);
        let test = (!test.is_empty()).then(|| figures(test));
        Score { train: figures(train), test, penalty }
    }

    /// The share of right answers over some samples.
    pub fn accuracy(&mut self, objective: &Objective, state: &State, samples: &[Sample]) -> f64 {
        evaluate(objective, state.weights.live(), samples, &mut self.replay).accuracy
    }

    /// The loss of these parameters over some samples, penalty included.
    pub fn loss(
        &mut self,
        objective: &Objective,
        parameters: &[f32],
        samples: &[Sample],
        alpha: f64,
    ) -> f64 {
        let squares: f64 = objective.square(parameters, &mut self.penalty).total().into();
        evaluate(objective, parameters, samples, &mut self.replay).data_loss + alpha * squares
    }

    /// Of the test points labelled −1, and of those labelled +1, how many the network takes for what they are and how
    /// many it does not: those that the test accuracy is of.
    pub fn tally(&mut self, objective: &Objective, state: &State) -> [[usize; 2]; 2] {
        [-1.0, 1.0].map(|label| {
            let labelled = first(&state.points.test).iter().filter(|sample| sample.label == label);
            let samples: Vec<_> = labelled.copied().collect();
            // Without any, the share is not a number, and that many are none.
            let right = (self.accuracy(objective, state, &samples) * samples.len() as f64).round();
            [right as usize, samples.len() - right as usize]
        })
    }
}

/// Those of a set that figures are taken over.
fn first(samples: &[Sample]) -> &[Sample] {
    &samples[..samples.len().min(EVALUATED)]
}
