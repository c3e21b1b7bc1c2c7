//! A run for JavaScript. Acts return nothing; what came of them is then asked for in whole [`pictures`].

use crate::data::limits::{self, Refusal};
use crate::model::names::Names;
use crate::model::weights::Treatment;
use crate::run::changes::Change;
use crate::run::link::plain;
use crate::run::link::replay::Replay;
use crate::run::marks::{Deed, Mark};
use crate::run::pictures::Pictures;
use crate::run::report::Report;
use crate::run::runs::Runs;
use crate::run::state::{Opened, Source, own_points, placed_points};
use crate::run::trainer;
use crate::web::given;
use crate::web::legend;
use crate::web::plain::{error, in_rows, object, rows, set, setup};
use crate::web::points::PointSet;
use js_sys::{Float32Array, Object};
use serde::Serialize;
use wasm_bindgen::prelude::*;

mod pictures;

/// A run of training: see `trainer::Trainer` and the types in `web.d.ts`.
#[wasm_bindgen]
pub struct Trainer {
    runs: Runs,
    pictures: Pictures,
    /// A run that is made again, until it is whole.
    replay: Option<Replay>,
}

/// What is known of a run beside its points and pictures.
#[derive(Serialize)]
struct Snapshot {
    report: Report,
    rates: [f64; 2],
    marks: Vec<Mark>,
    undo: Option<Deed>,
    redo: Option<Deed>,
    treatments: Vec<Treatment>,
    names: Vec<String>,
    parameters: usize,
}

#[wasm_bindgen]
impl Trainer {
    /// A run at step 0; every field of the set-up is optional, unknown ones are refused.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "Config | null")] config: JsValue,
    ) -> Result<Trainer, JsError> {
        let runs = Runs::new(given::config(config)?).map_err(error)?;
        Ok(Trainer { pictures: Pictures::new(runs.run()), runs, replay: None })
    }

    /// The run there is.
    fn run(&self) -> &trainer::Trainer {
        self.runs.run()
    }

    /// Another run may be there now.
    fn look_anew(&mut self) {
        self.pictures = Pictures::new(self.runs.run());
    }

    /// A run at step 0 of another set-up, in place of this one; for points of one's own, the points stay.
    /// On an error nothing changes.
    pub fn rebuild(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Config")] config: JsValue,
    ) -> Result<(), JsError> {
        self.runs.rebuild(given::config(config)?).map_err(error)?;
        self.look_anew();
        Ok(())
    }

    /// Starts again at step 0: the same data and initial parameters and the first step's rate, other settings as they
    /// are now.
    pub fn reset(&mut self) {
        self.runs.reset();
    }

    /// Takes one gradient step, unless training has stopped at a problem.
    pub fn step(&mut self) {
        self.runs.on_branch(|run| run.step());
    }

    /// Takes as many steps as fit into `milliseconds`, but at most `steps`; stops when the run is finished,
    /// at its goal, or at a problem. A step that time ran out in goes on with the next call.
    #[wasm_bindgen(js_name = trainFor)]
    pub fn train_for(&mut self, milliseconds: f64, steps: f64) {
        let end = now() + milliseconds;
        self.runs.on_branch(|run| run.train_for(steps as u64, || now() < end));
    }

    /// Goes to any step of the history, bit for bit.
    pub fn seek(&mut self, step: f64) -> Result<(), JsError> {
        // What is no step at all is past any history.
        let whole = if step >= 0.0 && step.fract() == 0.0 { step as u64 } else { u64::MAX };
        let sought = self.runs.run_mut().seek(whole);
        sought.map(|_| ()).map_err(|refusal| error(Refusal { value: step, ..refusal }))
    }

    /// The way back out of a problem, as the report tells it.
    #[wasm_bindgen(js_name = goBack)]
    pub fn go_back(&mut self) {
        self.runs.run_mut().go_back();
    }

    /// Sets where `trainFor` stops before the run has taken all its steps, or with null takes that back.
    /// Patience counts from now.
    #[wasm_bindgen(js_name = setGoal)]
    pub fn set_goal(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Goal | null")] goal: JsValue,
    ) -> Result<(), JsError> {
        self.runs.run_mut().set_goal(given::goal(&goal)?).map_err(error)
    }

    /// Changes something by hand. Changes of one thing at one step, one after the other, are one change until
    /// `settle`. On an error nothing changes.
    pub fn change(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Change")] change: JsValue,
    ) -> Result<(), JsError> {
        let step = self.run().report().step;
        self.make(given::change(&change, self.run().state(), step)?)
    }

    fn make(&mut self, change: Change) -> Result<(), JsError> {
        self.runs.change(change).map_err(error)
    }

    /// The hand has let go: the next change is another one, even of the same thing.
    pub fn settle(&mut self) {
        self.runs.settle();
    }

    /// Takes back what was done last by hand, and where that cost a run, brings this back whole; false where there is
    /// nothing, or it was done at a later step.
    pub fn undo(&mut self) -> bool {
        let is_done = self.runs.undo();
        self.look_anew();
        is_done
    }

    /// Does again what was taken back last; false where there is nothing.
    pub fn redo(&mut self) -> bool {
        let is_done = self.runs.redo();
        self.look_anew();
        is_done
    }

    /// Starts again at step 0 on points of one's own: rows of x, y, label in any units. They are shuffled by
    /// the seed, split, and standardised where their scale is another than the plane's; they may have names. It can
    /// be taken back.
    #[wasm_bindgen(js_name = setOwn)]
    pub fn set_own(
        &mut self,
        rows: &[f64],
        held_out: f64,
        #[wasm_bindgen(unchecked_optional_param_type = "Names | null")] names: JsValue,
    ) -> Result<(), JsError> {
        let points = in_rows("rows", rows, "x, y, label")?;
        let names = legend::names(&names)?;
        limits::HELD_OUT.check(held_out).map_err(error)?;
        limits::POINTS.check(points.len() as f64).map_err(error)?;
        let source = own_points(points, held_out, self.run().state().config.seed, names);
        self.runs.load(source, "load").map_err(error)
    }

    /// Starts again at step 0 on points that a run had before, with their scale and their split.
    #[wasm_bindgen(js_name = putBack)]
    pub fn put_back(&mut self, points: &PointSet) -> Result<(), JsError> {
        let held_out = self.run().state().config.held_out;
        self.runs.load(Source::own(points.points.clone(), held_out), "data").map_err(error)
    }

    /// Starts again at step 0 with these parameters: layer by layer, neuron by neuron, weights and then bias.
    #[wasm_bindgen(js_name = setParameters)]
    pub fn set_parameters(&mut self, parameters: &[f32]) -> Result<(), JsError> {
        self.runs.set_parameters(parameters).map_err(error)
    }

    /// Starts at step 0 with a model from elsewhere: its set-up, its parameters, what is done with each hidden neuron, as
    /// numbers in the order of rules().choices.treatment. Where its data are one's own, rows of x, y, label on the plane,
    /// of which the first `train` are to train on, the centre and the unit of the plane, two numbers each, and names.
    /// That can be taken back as a whole; on an error nothing changes.
    #[allow(clippy::too_many_arguments)]
    #[wasm_bindgen(js_name = openModel)]
    pub fn open_model(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Config")] config: JsValue,
        parameters: Vec<f32>,
        treatments: &[u8],
        rows: &[f64],
        train: usize,
        scale: &[f64],
        #[wasm_bindgen(unchecked_optional_param_type = "Names | null")] names: JsValue,
    ) -> Result<(), JsError> {
        let config = given::config(config)?;
        let samples = in_rows("rows", rows, "x, y, label")?;
        let points = placed_points(samples, train, scale, legend::names(&names)?);
        self.runs.open(Opened { config, points, parameters, treatments }).map_err(error)?;
        self.look_anew();
        Ok(())
    }

    /// What the next step starts from: the parameters with what the optimiser remembers, and its samples as rows of x,
    /// y, label.
    #[wasm_bindgen(unchecked_return_type = "Moment")]
    pub fn moment(&self) -> JsValue {
        let moment = Object::new();
        set(&moment, "numbers", array(self.run().state().weights.snapshot()));
        set(&moment, "batch", array(&rows(self.run().learner().batch())));
        moment.into()
    }

    /// The same run once more, where its history ends; what is done with one does not touch the other.
    pub fn twin(&self) -> Trainer {
        let runs = Runs::of(self.run().twin());
        Trainer { pictures: Pictures::new(runs.run()), runs, replay: None }
    }

    /// The share of right answers on 1000 fresh points; of one's own points, on those held out, else on those trained on.
    #[wasm_bindgen(js_name = freshAccuracy)]
    pub fn fresh_accuracy(&self) -> f64 {
        self.run().fresh_accuracy()
    }

    /// How many of the test points (the first 1000) labelled −1 are taken for what they are, and how many are not; then
    /// the same of those labelled +1.
    pub fn tally(&self) -> Vec<u32> {
        self.run().tally().as_flattened().iter().map(|&count| count as u32).collect()
    }

    /// By how much the gradient promised that the loss of the last step's batch would change, and by how much it did:
    /// see `Trainer::promise`.
    pub fn promise(&self) -> Option<Vec<f64>> {
        self.run().promise().map(|pair| pair.to_vec())
    }

    /// The run in numbers, for the module that writes links.
    pub fn link(&self) -> Vec<f64> {
        plain::tell(self.run())
    }

    /// Begins to make a run again that `link` told, or the module that reads links; its own points may have names. The run
    /// here stays until `goOn` has made it whole.
    pub fn replay(
        &mut self,
        numbers: &[f64],
        #[wasm_bindgen(unchecked_param_type = "Names | null")] names: JsValue,
    ) -> Result<(), JsError> {
        let replay = Replay::of(numbers, legend::names(&names)?).map_err(error)?;
        self.replay = Some(replay);
        Ok(())
    }

    /// Goes on with that for some milliseconds; returns the step that it has come to. Once it is whole, it is the run here,
    /// and −1 says that all is the same to the bit as where it was told, and −2 less a step that by this step it is another.
    /// An error says what of it cannot be done.
    #[wasm_bindgen(js_name = goOn)]
    pub fn go_on(&mut self, milliseconds: f64) -> Result<f64, JsError> {
        let end = now() + milliseconds;
        let Some(mut replay) = self.replay.take() else { return Ok(-1.0) };
        if !replay.go_on(|| now() < end).map_err(error)? {
            let step = replay.step();
            self.replay = Some(replay);
            return Ok(step as f64);
        }
        let differs = replay.differs();
        self.runs = Runs::of(replay.into_run());
        self.look_anew();
        Ok(differs.map_or(-1.0, |step| -2.0 - step as f64))
    }

    /// The run of another one takes the place of this one, which undo brings back.
    pub fn open(&mut self, other: Trainer) {
        self.runs.give_way(other.runs.into_run());
        self.look_anew();
    }

    /// What is known where the run stands.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn report(&self) -> JsValue {
        object(&self.run().report()).into()
    }

    /// The report and all that changes only with `report().revision`.
    #[wasm_bindgen(unchecked_return_type = "Snapshot")]
    pub fn snapshot(&self) -> JsValue {
        let (report, timeline) = (self.run().report(), self.run().timeline());
        let state = self.run().state();
        let settings = &state.config.settings;
        let inputs = [Treatment::Free; 2];
        let snapshot = object(&Snapshot {
            report,
            rates: [settings.line.from, settings.steps].map(|step| settings.rate_at(step)),
            marks: timeline.marks(),
            undo: self.runs.next_undo(),
            redo: self.runs.next_redo(),
            treatments: [&inputs[..], state.weights.treatments()].concat(),
            names: Names(&state.config.hidden).units(),
            parameters: state.weights.values().len(),
        });
        set(&snapshot, "config", setup(&state.config).into());
        snapshot.into()
    }

    /// The points as they are now: a copy, to be asked and to be put back later.
    pub fn points(&self) -> PointSet {
        let train = rows(self.run().train_points());
        PointSet { points: self.run().state().points.clone(), train }
    }

    /// Sixteen hexadecimal digits over the bits of the parameters.
    pub fn digest(&self) -> String {
        format!("{:016x}", self.run().state().weights.digest())
    }
}

fn array(values: &[f32]) -> JsValue {
    Float32Array::from(values).into()
}

/// Milliseconds from some fixed moment.
fn now() -> f64 {
    let global: Global = js_sys::global().unchecked_into();
    global.performance().now()
}

#[wasm_bindgen]
extern "C" {
    /// Windows and workers alike have a clock.
    type Global;
    #[wasm_bindgen(method, getter)]
    fn performance(this: &Global) -> web_sys::Performance;
}
