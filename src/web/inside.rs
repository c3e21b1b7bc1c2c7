//! One step for JavaScript, open to be looked into: see `Step` and the types in `inside.d.ts`.

use crate::ad::{Function, Op, Operator};
use crate::data::limits::{self, Choice};
use crate::data::shapes::Sample;
use crate::inside::check::{self, Checker};
use crate::inside::fault::Fault;
use crate::inside::honesty::Kept;
use crate::inside::moment::{Moment, Rules, Share, Update, add_up};
use crate::inside::operation::{Kind, Operand, Operation};
use crate::inside::spoil;
use crate::inside::walk::Sent;
use crate::model::names::{Names, Place};
use crate::run::sgd::Descent;
use crate::web::plain::{choice, error, get, in_rows, refuse, set};
use js_sys::{Array, Float32Array, Int32Array, Object, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("inside.d.ts");

/// A step before it is taken: see `moment::Moment`.
#[wasm_bindgen]
pub struct Step {
    pub(super) moment: Moment,
    update: Update,
}

#[wasm_bindgen]
impl Step {
    /// The step of a run of this set-up that stands at `numbers`, as the engine's `moment()` tells them: treatments of
    /// all units, numbers, batch in rows of x, y, label, rate. On points of one's own, too.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Config")] config: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Treatment[]")] treatments: Vec<String>,
        numbers: &[f32],
        batch: &[f32],
        rate: f64,
    ) -> Result<Step, JsError> {
        let of = |name: &String| choice("treatments", &name.into());
        let treatments: Vec<_> = treatments.iter().skip(2).map(of).collect::<Result<_, _>>()?;
        let batch = samples(batch)?;
        let rules = read_rules(&config, rate)?;
        let moment = Moment::new(rules, &treatments, numbers, batch).map_err(error)?;
        Ok(Step { update: moment.update(), moment })
    }

    /// The recorded tape, instruction by instruction, the same for every sample.
    #[wasm_bindgen(unchecked_return_type = "Instruction[]")]
    pub fn tape(&self) -> JsValue {
        let objective = self.moment.objective();
        let output = objective.output().outputs()[0];
        let instructions = objective.sample().instructions().iter().map(|instruction| {
            let told = Object::new();
            let (name, reads, parameter, value) = describe(&instruction.op);
            let place = objective.places()[instruction.nodes.start];
            let layer = place.neuron().map_or(JsValue::NULL, |(layer, _)| (layer as f64).into());
            set(&told, "name", name.into());
            set(&told, "node", (instruction.nodes.start as f64).into());
            set(&told, "count", (instruction.nodes.len() as f64).into());
            set(&told, "reads", reads.into());
            set(&told, "parameter", parameter.map_or(JsValue::NULL, |p| (p as f64).into()));
            set(&told, "value", value.map_or(JsValue::NULL, JsValue::from));
            set(&told, "layer", layer);
            set(&told, "isSum", matches!(place, Place::Sum { .. }).into());
            set(&told, "isLoss", (instruction.nodes.start > output).into());
            told
        });
        instructions.collect::<Array>().into()
    }

    /// The operations of the forward sweep and the loss, and the order of those of the backward sweep.
    #[wasm_bindgen(unchecked_return_type = "Operations")]
    pub fn operations(&self) -> JsValue {
        let (walker, told) = (self.moment.walker(), Object::new());
        let column = |of: &dyn Fn(&Operation) -> i32| -> JsValue {
            let column: Vec<i32> = walker.operations().iter().map(of).collect();
            Int32Array::from(&column[..]).into()
        };
        let kinds: Array =
            walker.operations().iter().map(|o| JsValue::from(name(o.kind))).collect();
        set(&told, "kind", kinds.into());
        set(&told, "instruction", column(&|o| o.instruction as i32));
        set(&told, "node", column(&|o| o.node as i32));
        set(&told, "left", column(&|o| operand(o.left)));
        set(&told, "right", column(&|o| o.right.map_or(i32::MIN, operand)));
        let order: Vec<u32> = walker.backward_order().iter().map(|&o| o as u32).collect();
        set(&told, "backward", Uint32Array::from(&order[..]).into());
        let output = self.moment.objective().output().outputs()[0];
        let forward = walker.operations().iter().filter(|o| o.node <= output).count();
        set(&told, "forward", (forward as f64).into());
        told.into()
    }

    /// A sample followed forward and back, with weight 1, so that its numbers are its own; with a fault, as that spoils
    /// them, after the batch's other samples where they leave something behind.
    #[wasm_bindgen(unchecked_return_type = "Walk")]
    pub fn walk(
        &self,
        x: f32,
        y: f32,
        label: f32,
        #[wasm_bindgen(unchecked_optional_param_type = "Fault | null")] fault: JsValue,
    ) -> Result<JsValue, JsError> {
        let mut sent = Vec::new();
        let sample = Sample { inputs: [x, y], label };
        let fault = optional_fault(&fault)?;
        let (forward, sums) = self.moment.walk(sample, 1.0, fault, |one| sent.push(one));
        let walk = Object::new();
        set(&walk, "values", array(&forward.values));
        set(&walk, "results", array(&forward.results));
        set(&walk, "sums", array(&forward.sums));
        set(&walk, "adjoints", array(&sums.adjoints));
        set(&walk, "gradient", array(&sums.gradient));
        set_sent(&walk, &sent);
        Ok(walk.into())
    }

    /// What the step does to each parameter; with a fault, what it would do.
    #[wasm_bindgen(unchecked_return_type = "Update")]
    pub fn update(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Fault | null")] fault: JsValue,
    ) -> Result<JsValue, JsError> {
        let spoiled = optional_fault(&fault)?
            .map(|fault| self.moment.follow(self.moment.gradient(&self.update, Some(fault))));
        let Update { before, data, penalty, gradient, after, is_taken } =
            spoiled.as_ref().unwrap_or(&self.update);
        let update = Object::new();
        for (name, values) in [
            ("before", before),
            ("data", data),
            ("penalty", penalty),
            ("gradient", gradient),
            ("after", after),
        ] {
            set(&update, name, array(values));
        }
        set(&update, "means", array(self.moment.means(gradient).as_flattened()));
        set(&update, "live", array(self.moment.live()));
        set(&update, "taken", (*is_taken).into());
        set(&update, "rate", self.moment.rules.descent.rate.into());
        Ok(update.into())
    }

    /// What each sample of the batch says of a parameter, and what that adds up to; with a fault, as that spoils it.
    #[wasm_bindgen(unchecked_return_type = "Receipt")]
    pub fn receipt(
        &self,
        parameter: usize,
        #[wasm_bindgen(unchecked_optional_param_type = "Fault | null")] fault: JsValue,
    ) -> Result<JsValue, JsError> {
        let shares = self.moment.receipt(parameter, optional_fault(&fault)?);
        let receipt = Object::new();
        let column = |of: &dyn Fn(&Share) -> f32| -> Vec<f32> { shares.iter().map(of).collect() };
        let terms = column(&|share| share.term);
        set(&receipt, "loss", array(&column(&|share| share.loss)));
        set(&receipt, "sum", array(&column(&|share| share.sum)));
        set(&receipt, "adjoint", array(&column(&|share| share.adjoint)));
        set(&receipt, "input", array(&column(&|share| share.input)));
        let pushes = column(&|share| share.push);
        set(&receipt, "push", array(&pushes));
        set(&receipt, "total", add_up(&pushes).into());
        set(&receipt, "term", array(&terms));
        set(&receipt, "data", add_up(&terms).into());
        Ok(receipt.into())
    }

    /// Of each sample of the batch: its loss, and how long that loss's gradient is.
    pub fn pushes(&self) -> Vec<f32> {
        self.moment.pushes().into_flattened()
    }

    /// The batch's loss, penalty included, as many times a gradient away from it as `rates` says: at 0 before the step;
    /// at the step's own rate along its own gradient, with plain descent, after it.
    pub fn land(&self, rates: &[f64], gradient: &[f32]) -> Result<Vec<f64>, JsError> {
        self.fits(gradient)?;
        Ok(rates.iter().map(|&rate| self.moment.land(gradient, rate)).collect())
    }

    /// By how much a gradient promises that the loss falls along it, for each unit of rate.
    pub fn steepness(&self, gradient: &[f32]) -> Result<f64, JsError> {
        self.fits(gradient)?;
        Ok(self.moment.steepness(gradient))
    }

    /// The batch's loss, penalty included, before the step and after it, and by how much the slope promised to change it.
    pub fn kept(&self) -> Vec<f64> {
        let Kept { before, after, promised } = self.moment.kept(&self.update);
        vec![before, after, promised]
    }

    /// The gradient over the batch, in f64, a number a parameter; with a fault, as that spoils it.
    pub fn slopes(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Fault | null")] fault: JsValue,
    ) -> Result<Vec<f64>, JsError> {
        let Some(fault) = optional_fault(&fault)? else {
            return Ok(Checker::new(&self.moment).gradient());
        };
        let live: Vec<f64> = self.moment.live().iter().map(|&p| p.into()).collect();
        Ok(self.moment.spoil(Some(fault), &live))
    }

    /// The slopes of `count` parameters from the first one given, each nudged by ±`epsilon`: slope and 1 at a kink, else
    /// 0, parameter after parameter.
    pub fn nudge(&self, first: usize, count: usize, epsilon: f64) -> Vec<f64> {
        let mut checker = Checker::new(&self.moment);
        let last = (first + count).min(self.moment.live().len());
        let nudges = (first..last).map(|parameter| checker.nudge(parameter, epsilon));
        nudges.flat_map(|nudge| [nudge.slope, f64::from(u8::from(nudge.is_kink))]).collect()
    }

    fn fits(&self, numbers: &[f32]) -> Result<(), JsError> {
        let count = self.moment.live().len();
        let given = numbers.len() as f64;
        if numbers.len() == count {
            return Ok(());
        }
        Err(refuse("the number of parameters", &given.into(), &count.to_string()))
    }

    /// What a parameter is called: "weight from input y to neuron 1 of layer 1".
    #[wasm_bindgen(js_name = parameterName)]
    pub fn parameter_name(&self, parameter: usize) -> String {
        Names(&self.moment.rules.hidden).parameter(parameter)
    }
}

/// How far each slope is from another, by the larger of the two.
#[wasm_bindgen]
pub fn errors(slopes: &[f64], others: &[f64]) -> Vec<f64> {
    slopes.iter().zip(others).map(|(&a, &b)| check::error(a, b)).collect()
}

/// The names of the faults.
#[wasm_bindgen(unchecked_return_type = "Fault[]")]
pub fn faults() -> Vec<String> {
    Fault::ALL.iter().map(|fault| fault.name().to_owned()).collect()
}

/// A run with a fault, or without one: see `spoil::FaultyRun`.
#[wasm_bindgen]
pub struct FaultyRun(spoil::FaultyRun);

#[wasm_bindgen]
impl FaultyRun {
    /// By the rules of a step, from these parameters.
    #[wasm_bindgen(constructor)]
    pub fn new(
        step: &Step,
        #[wasm_bindgen(unchecked_param_type = "Fault | null")] fault: JsValue,
        parameters: &[f32],
    ) -> Result<FaultyRun, JsError> {
        step.fits(parameters)?;
        let run = spoil::FaultyRun::new(step.moment.clone(), optional_fault(&fault)?, parameters);
        Ok(FaultyRun(run))
    }

    /// Takes a step on a batch of rows of x, y, label; false where a number was not finite, which ends the run.
    pub fn step(&mut self, batch: &[f32], rate: f64) -> Result<bool, JsError> {
        Ok(self.0.step(&samples(batch)?, rate))
    }

    /// The mean loss over points, penalty included, and the share of right answers.
    pub fn score(&self, points: &[f32]) -> Result<Vec<f64>, JsError> {
        Ok(self.0.score(&samples(points)?).to_vec())
    }
}

/// Rows of x, y, label.
fn samples(rows: &[f32]) -> Result<Vec<Sample>, JsError> {
    let rows = in_rows("batch", rows, "x, y, label")?;
    Ok(rows.iter().map(|&[x, y, label]| Sample { inputs: [x, y], label }).collect())
}

fn optional_fault(given: &JsValue) -> Result<Option<Fault>, JsError> {
    if given.is_undefined() || given.is_null() {
        return Ok(None);
    }
    choice("fault", given).map(Some)
}

/// What a step depends on, of a whole set-up.
fn read_rules(config: &JsValue, rate: f64) -> Result<Rules, JsError> {
    let hidden = get(config, "hidden");
    let layers = hidden.dyn_ref::<Array>().map(|layers| layers.iter().map(|count| count.as_f64()));
    let counts: Option<Vec<f64>> = layers.and_then(|mut layers| layers.by_ref().collect());
    let counts = counts.ok_or_else(|| refuse("hidden", &hidden, "a list of numbers"))?;
    let neurons = |&count: &f64| limits::HIDDEN_NEURONS.whole(count).map(|count| count as usize);
    let alpha = get(config, "alpha");
    Ok(Rules {
        hidden: counts.iter().map(neurons).collect::<Result<_, _>>().map_err(error)?,
        activation: choice("activation", &get(config, "activation"))?,
        loss: choice("loss", &get(config, "loss"))?,
        descent: Descent {
            rate,
            alpha: alpha.as_f64().ok_or_else(|| refuse("alpha", &alpha, "a number"))?,
            optimiser: choice("optimiser", &get(config, "optimiser"))?,
        },
    })
}

/// The columns of a backward sweep, an operation a row; of each pair of columns, the operand at the left and that at the
/// right.
pub(super) fn set_sent(walk: &Object, sent: &[Sent<f32>]) {
    let column = |of: &dyn Fn(&Sent<f32>) -> f32| array(&sent.iter().map(of).collect::<Vec<_>>());
    set(walk, "adjoint", column(&|one| one.adjoint));
    let pairs = [0, 1].map(|side| {
        let arrivals: Vec<u8> = sent.iter().map(|one| one.arrivals[side] as u8).collect();
        [
            column(&|one| one.slopes[side]),
            column(&|one| one.amounts[side]),
            column(&|one| one.after[side]),
            Uint8Array::from(&arrivals[..]).into(),
        ]
    });
    for (at, name) in ["slope", "sent", "after", "arrives"].into_iter().enumerate() {
        set(walk, name, pairs.iter().map(|side| side[at].clone()).collect::<Array>().into());
    }
}

/// A node by its number; a parameter p is −1 − p.
fn operand(operand: Operand) -> i32 {
    match operand {
        Operand::Node(node) => node as i32,
        Operand::Parameter(parameter) => -1 - parameter as i32,
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Bias => "bias",
        Kind::Product => "product",
        Kind::Read => "read",
        Kind::Unary(function) => of_function(function),
        Kind::Binary(operator) => of_operator(operator),
    }
}

/// An instruction's name, the nodes that it reads as pairs of first and count, its first parameter, its constant.
fn describe(op: &Op) -> (&'static str, Vec<u32>, Option<usize>, Option<f64>) {
    let run = |run: &std::ops::Range<usize>| [run.start as u32, run.len() as u32];
    match *op {
        Op::Constant(value) => ("constant", Vec::new(), None, Some(value)),
        Op::Parameter(parameter) => ("read", Vec::new(), Some(parameter), None),
        Op::Unary(function, x) => (of_function(function), vec![x as u32, 0], None, None),
        Op::Binary(operator, ref a, ref b) => {
            (of_operator(operator), [run(a), run(b)].concat(), None, None)
        }
        Op::Affine(first, ref inputs) => ("sums", run(inputs).to_vec(), Some(first), None),
    }
}

fn of_function(function: Function) -> &'static str {
    match function {
        Function::Neg => "neg",
        Function::Relu => "relu",
        Function::Tanh => "tanh",
        Function::Sin => "sin",
        Function::Cos => "cos",
        Function::Exp => "exp",
        Function::Ln => "ln",
    }
}

fn of_operator(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "add",
        Operator::Sub => "sub",
        Operator::Mul => "mul",
        Operator::Div => "div",
    }
}

pub(super) fn array(values: &[f32]) -> JsValue {
    Float32Array::from(values).into()
}
