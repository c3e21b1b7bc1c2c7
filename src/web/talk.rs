//! The talk's figures for JavaScript, a typed function first of all: see the types in `talk.d.ts`.

use crate::ad::climb::{Part, Stand, Stop, climb};
use crate::ad::expression::{
    CONSTANTS, Expression, FUNCTIONS, MOST_CHARACTERS, MOST_NESTING, MOST_POWER, Misreading,
    VARIABLES,
};
use crate::ad::rest::{Form, LONG, Rest, rest_of};
use crate::ad::{Operator, grad};
use crate::inside::operation::Kind;
use crate::inside::typed::{Edge, Node, Role, typed};
use crate::model::plane::plane;
use crate::web::plain::set;
use crate::web::planes::{read_view, tell_plane, within};
use js_sys::{Array, Error, Float64Array, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("talk.d.ts");

/// The most steps of a walk.
const MOST_STEPS: f64 = 10_000.0;

/// A function that was typed: see `Expression`.
#[wasm_bindgen(skip_typescript)]
pub struct Formula {
    expression: Expression,
}

#[wasm_bindgen]
extern "C" {
    /// A number written down, or not-a-number.
    #[wasm_bindgen(js_name = Number)]
    fn number(text: &str) -> f64;
}

#[wasm_bindgen]
impl Formula {
    /// Reads a text; an error has its place in it.
    #[wasm_bindgen(constructor, skip_typescript)]
    pub fn new(text: &str) -> Result<Formula, JsValue> {
        let decimal = |text: &str| Some(number(text)).filter(|number| !number.is_nan());
        let read = Expression::parse_with(text, decimal);
        read.map(|expression| Formula { expression }).map_err(|error| tell_error(text, error))
    }

    /// How it was read.
    #[wasm_bindgen(getter, skip_typescript)]
    pub fn written(&self) -> String {
        self.expression.written()
    }

    /// What it needs numbers for.
    #[wasm_bindgen(getter, skip_typescript)]
    pub fn variables(&self) -> Vec<String> {
        VARIABLES[..self.expression.arity()].iter().map(|&name| name.into()).collect()
    }

    /// Its value.
    #[wasm_bindgen(skip_typescript)]
    pub fn call(&self, at: &[f64]) -> Result<f64, JsError> {
        Ok(self.expression.call(self.point(at)?))
    }

    /// Its gradient.
    #[wasm_bindgen(skip_typescript)]
    pub fn grad(&self, at: &[f64]) -> Result<Vec<f64>, JsError> {
        Ok(grad(|v| self.expression.call(&v[..]), &self.point(at)?.to_vec()))
    }

    /// Its tape.
    #[wasm_bindgen(skip_typescript)]
    pub fn tape(&self, at: &[f64]) -> Result<JsValue, JsError> {
        let tape = typed(&self.expression, self.point(at)?);
        let told = Object::new();
        set(&told, "nodes", tape.nodes.iter().map(tell_node).collect::<Array>().into());
        set(&told, "output", count(tape.output));
        set(&told, "value", tape.nodes[tape.output].value.into());
        let variables = tape.nodes.iter().take_while(|n| matches!(n.role, Role::Variable(_)));
        set(&told, "gradient", numbers(variables.map(|node| node.adjoint)));
        set(&told, "backward", tape.backward.iter().map(|&n| count(n)).collect::<Array>().into());
        Ok(told.into())
    }

    /// A walk uphill.
    #[wasm_bindgen(skip_typescript)]
    pub fn climb(&self, x: f64, y: f64, gamma: f64, steps: f64) -> Result<JsValue, JsError> {
        self.check_walk(x, y, gamma)?;
        let allowed = "a whole number from 0 to 10000";
        let steps = within("steps", steps, [0.0, MOST_STEPS], allowed)?;
        let (walk, stop) = climb(&self.expression, [x, y], gamma, steps);
        let row = |s: &Stand| [s.point[0], s.point[1], s.value, s.gradient[0], s.gradient[1]];
        let rows: Vec<f64> = walk.iter().flat_map(row).collect();
        let told = Object::new();
        set(&told, "rows", Float64Array::from(&rows[..]).into());
        set(&told, "stopped", stop.map_or(JsValue::NULL, tell_stop));
        Ok(told.into())
    }

    /// Where a walk leads.
    #[wasm_bindgen(skip_typescript)]
    pub fn rest(&self, x: f64, y: f64, gamma: f64) -> Result<JsValue, JsError> {
        self.check_walk(x, y, gamma)?;
        Ok(tell_rest(rest_of(&self.expression, [x, y], gamma)))
    }

    /// Itself over a view.
    #[wasm_bindgen(skip_typescript)]
    pub fn plane(&self, view: JsValue, nodes: f64, lines: f64) -> Result<JsValue, JsError> {
        self.check_plane()?;
        let (view, [nodes, lines]) = read_view(&view, nodes, lines)?;
        // One more number than it asks for does no harm.
        Ok(tell_plane(&plane(&view, nodes, lines, |point| self.expression.call(&point))))
    }

    /// As many numbers as it needs.
    fn point<'a>(&self, at: &'a [f64]) -> Result<&'a [f64], JsError> {
        let arity = self.expression.arity();
        at.get(..arity).ok_or_else(|| {
            JsError::new(&format!("the point has {} numbers, but must have {arity}", at.len()))
        })
    }

    fn check_walk(&self, x: f64, y: f64, gamma: f64) -> Result<(), JsError> {
        self.check_plane()?;
        for (name, value) in [("x", x), ("y", y), ("gamma", gamma)] {
            within(name, value, [f64::MIN, f64::MAX], "a finite number")?;
        }
        Ok(())
    }

    fn check_plane(&self) -> Result<(), JsError> {
        match self.expression.arity() {
            3 => Err(JsError::new("the function depends on z, but must be one of x and y")),
            _ => Ok(()),
        }
    }
}

/// What can be typed.
#[wasm_bindgen(skip_typescript)]
pub fn vocabulary() -> JsValue {
    let list = |names: &[&str]| -> JsValue {
        names.iter().map(|&name| JsValue::from(name)).collect::<Array>().into()
    };
    let told = Object::new();
    set(&told, "variables", list(&VARIABLES));
    set(&told, "constants", list(&CONSTANTS.map(|constant| constant.0)));
    set(&told, "functions", list(&FUNCTIONS.map(|function| function.0)));
    set(&told, "mostCharacters", count(MOST_CHARACTERS));
    set(&told, "mostNesting", count(MOST_NESTING));
    set(&told, "mostPower", MOST_POWER.into());
    told.into()
}

/// JavaScript counts in units of UTF-16.
fn tell_error(text: &str, Misreading { at, length, message }: Misreading) -> JsValue {
    let units = |skip: usize, take: usize| -> JsValue {
        count(text.chars().skip(skip).take(take).map(char::len_utf16).sum())
    };
    let error = Error::new(&message);
    set(error.as_ref(), "at", units(0, at));
    set(error.as_ref(), "length", units(at, length));
    error.into()
}

fn tell_rest(rest: Rest) -> JsValue {
    let at = |kind: &str, Stand { point: [x, y], value, .. }: Stand| {
        let told = Object::new();
        set(&told, "kind", kind.into());
        for (name, number) in [("x", x), ("y", y), ("f", value)] {
            set(&told, name, number.into());
        }
        told
    };
    match rest {
        Rest::Stopped(stop) => {
            let told: Object = tell_stop(stop).unchecked_into();
            set(&told, "kind", "stopped".into());
            told.into()
        }
        Rest::Wanders(stand, is_onward) => {
            let told = at("wanders", stand);
            set(&told, "steps", count(LONG));
            set(&told, "isOnward", is_onward.into());
            told.into()
        }
        Rest::Settled { stand, form, most } => {
            let told = at("settled", stand);
            let form = match form {
                Form::End => "end",
                Form::Saddle => "saddle",
                Form::Level => "level",
            };
            set(&told, "form", form.into());
            set(&told, "most", most.map_or(JsValue::NULL, JsValue::from));
            told.into()
        }
    }
}

fn tell_stop(Stop { step, part, number }: Stop) -> JsValue {
    let what = match part {
        Part::X => "x",
        Part::Y => "y",
        Part::Value => "f",
        Part::Gradient => "the gradient",
    };
    let told = Object::new();
    set(&told, "step", count(step));
    set(&told, "what", what.into());
    set(&told, "value", number.into());
    told.into()
}

fn tell_node(node: &Node) -> JsValue {
    let (kind, symbol) = match node.role {
        Role::Variable(number) => ("variable", VARIABLES[number]),
        Role::Constant => ("constant", ""),
        Role::Operation(kind) => name(kind),
    };
    let told = Object::new();
    set(&told, "kind", kind.into());
    set(&told, "symbol", symbol.into());
    let edges = |of: &dyn Fn(&Edge) -> JsValue| -> JsValue {
        node.edges.iter().map(of).collect::<Array>().into()
    };
    let sent = |edge: &Edge, part: usize| edge.sent.map_or(JsValue::NULL, |sent| sent[part].into());
    set(&told, "reads", edges(&|edge| count(edge.node)));
    set(&told, "value", node.value.into());
    set(&told, "adjoint", node.adjoint.into());
    set(&told, "active", node.active.into());
    set(&told, "slopes", edges(&|edge| edge.slope.into()));
    set(&told, "sends", edges(&|edge| sent(edge, 0)));
    set(&told, "after", edges(&|edge| sent(edge, 1)));
    told.into()
}

/// An operation's name, and its sign.
fn name(kind: Kind) -> (&'static str, &'static str) {
    use crate::ad::Function::*;
    match kind {
        Kind::Binary(Operator::Add) => ("add", "+"),
        Kind::Binary(Operator::Sub) => ("sub", "−"),
        Kind::Binary(Operator::Mul) => ("mul", "×"),
        Kind::Binary(Operator::Div) => ("div", "/"),
        Kind::Unary(Neg) => ("neg", "−"),
        Kind::Unary(Relu) => ("relu", "relu"),
        Kind::Unary(Tanh) => ("tanh", "tanh"),
        Kind::Unary(Sin) => ("sin", "sin"),
        Kind::Unary(Cos) => ("cos", "cos"),
        Kind::Unary(Exp) => ("exp", "exp"),
        Kind::Unary(Ln) => ("ln", "ln"),
        Kind::Bias | Kind::Product | Kind::Read => {
            unreachable!("a typed function has no parameter")
        }
    }
}

fn numbers(values: impl Iterator<Item = f64>) -> JsValue {
    values.map(JsValue::from).collect::<Array>().into()
}

fn count(number: usize) -> JsValue {
    (number as f64).into()
}
