//! The talk's figures over the plane, for JavaScript: a neuron, straight lines, the cells of a network. Their types are in
//! `talk.d.ts`.

use crate::ad::functor::Functor;
use crate::data::line::{self, Line};
use crate::data::shapes::Sample;
use crate::model::cells::{self, Cell, Fold, Map, View};
use crate::model::loss::Loss;
use crate::model::mlp::{Activation, Mlp, Neuron};
use crate::model::plane::{Plane, plane};
use crate::web::plain::{choice, get, in_rows, lines, refuse, set};
use js_sys::{Array, Float32Array, Float64Array, Object, Uint8Array};
use wasm_bindgen::prelude::*;

/// A number within limits, as a whole one where that is asked for.
pub fn within(
    field: &str,
    value: f64,
    [least, most]: [f64; 2],
    allowed: &str,
) -> Result<usize, JsError> {
    let whole = !allowed.starts_with("a whole") || libm::trunc(value) == value;
    match (least..=most).contains(&value) && whole {
        true => Ok(value as usize),
        false => Err(refuse(field, &value.into(), allowed)),
    }
}

/// A view, the lattice's points along its longer edge, and a number of lines.
pub fn read_view(given: &JsValue, nodes: f64, lines: f64) -> Result<(View, [usize; 2]), JsError> {
    let nodes = within("nodes", nodes, [2.0, 641.0], "a whole number from 2 to 641")?;
    let lines = within("lines", lines, [0.0, 100.0], "a whole number from 0 to 100")?;
    Ok((view(given)?, [nodes, lines]))
}

fn view(given: &JsValue) -> Result<View, JsError> {
    let edge = |from: &str, to: &str| -> Result<[f64; 2], JsError> {
        let ends = [get(given, from), get(given, to)];
        let [least, most] = [0, 1].map(|end| ends[end].as_f64().unwrap_or(f64::NAN));
        // Coordinates of a lattice are of the type f32.
        match most - least > 0.0 && least.abs().max(most.abs()) < 1e30 {
            true => Ok([least, most]),
            false => Err(refuse(
                &format!("view.{to}"),
                &ends[1],
                &format!("a finite number above view.{from}"),
            )),
        }
    };
    Ok(View { x: edge("x0", "x1")?, y: edge("y0", "y1")? })
}

/// A function over the plane.
pub fn tell_plane(plane: &Plane) -> JsValue {
    let told = Object::new();
    set(&told, "field", Float32Array::from(&plane.values[..]).into());
    set(&told, "columns", (plane.lattice.columns as f64).into());
    set(&told, "rows", (plane.lattice.rows as f64).into());
    set(&told, "least", plane.range[0].into());
    set(&told, "most", plane.range[1].into());
    set(&told, "spacing", plane.spacing.into());
    set(&told, "contours", lines(&plane.contours));
    told.into()
}

/// One neuron of two inputs, and what it applies to its sum.
struct Single(Neuron<f64>, Option<Activation>);

impl Single {
    fn read([w1, w2, bias]: [f64; 3], activation: Option<String>) -> Result<Self, JsError> {
        for (name, value) in [("w1", w1), ("w2", w2), ("b", bias)] {
            within(name, value, [f64::MIN, f64::MAX], "a finite number")?;
        }
        let activation = activation.map(|name| choice("activation", &name.into())).transpose()?;
        Ok(Single(Neuron { weights: vec![w1, w2], bias }, activation))
    }

    fn call(&self, point: [f64; 2]) -> f64 {
        self.0.call(&point, |sum| self.1.map_or(sum, |activation| activation.call(sum)))
    }
}

/// A neuron over a view.
#[wasm_bindgen(js_name = neuronPlane, skip_typescript)]
pub fn neuron_plane(
    w1: f64,
    w2: f64,
    b: f64,
    activation: Option<String>,
    view: JsValue,
    nodes: f64,
    lines: f64,
) -> Result<JsValue, JsError> {
    let neuron = Single::read([w1, w2, b], activation)?;
    let (view, [nodes, lines]) = read_view(&view, nodes, lines)?;
    Ok(tell_plane(&plane(&view, nodes, lines, |point| neuron.call(point))))
}

/// A neuron along a straight way.
#[expect(clippy::too_many_arguments, reason = "a neuron, two points and a count")]
#[wasm_bindgen(js_name = neuronAlong, skip_typescript)]
pub fn neuron_along(
    w1: f64,
    w2: f64,
    b: f64,
    activation: Option<String>,
    x0: f64,
    y0: f64,
    x1: f64,
    y1: f64,
    count: f64,
) -> Result<Vec<f64>, JsError> {
    let neuron = Single::read([w1, w2, b], activation)?;
    for (name, value) in [("x0", x0), ("y0", y0), ("x1", x1), ("y1", y1)] {
        within(name, value, [f64::MIN, f64::MAX], "a finite number")?;
    }
    let count = within("count", count, [2.0, 10_000.0], "a whole number from 2 to 10000")?;
    let at = |number: usize| {
        let part = number as f64 / (count - 1) as f64;
        neuron.call([x0 + part * (x1 - x0), y0 + part * (y1 - y0)])
    };
    Ok((0..count).map(at).collect())
}

/// What a point costs at each margin, its label times the output.
#[wasm_bindgen(js_name = lossesAt, skip_typescript)]
pub fn losses_at(loss: String, margins: &[f64]) -> Result<Vec<f64>, JsError> {
    let loss: Loss = choice("loss", &loss.into())?;
    Ok(margins.iter().map(|&margin| loss.call(margin, 1.0)).collect())
}

fn samples(points: &[f32]) -> Result<Vec<Sample>, JsError> {
    let rows = in_rows("points", points, "x, y, label")?;
    for &[x, y, label] in rows {
        within("points.x", x.into(), [f64::MIN, f64::MAX], "a finite number")?;
        within("points.y", y.into(), [f64::MIN, f64::MAX], "a finite number")?;
        if label.abs() != 1.0 {
            return Err(refuse("points.label", &label.into(), "-1 or 1"));
        }
    }
    Ok(rows.iter().map(|&[x, y, label]| Sample { inputs: [x, y], label }).collect())
}

/// The line that parts points best.
#[wasm_bindgen(js_name = bestLine, skip_typescript)]
pub fn best_line(points: &[f32]) -> Result<JsValue, JsError> {
    let samples = samples(points)?;
    let Some(best) = line::best(&samples) else { return Ok(JsValue::NULL) };
    let told = tell_score(best.right, samples.len());
    set(&told, "a", best.line.a.into());
    set(&told, "b", best.line.b.into());
    set(&told, "c", best.line.c.into());
    set(&told, "exact", (best.searched == samples.len()).into());
    set(&told, "searched", (best.searched as f64).into());
    Ok(told.into())
}

/// How a line does.
#[wasm_bindgen(js_name = scoreLine, skip_typescript)]
pub fn score_line(points: &[f32], a: f64, b: f64, c: f64) -> Result<JsValue, JsError> {
    let samples = samples(points)?;
    Ok(tell_score(Line { a, b, c }.score(&samples), samples.len()).into())
}

fn tell_score(right: usize, total: usize) -> Object {
    let told = Object::new();
    set(&told, "right", (right as f64).into());
    set(&told, "total", (total as f64).into());
    told
}

/// A line within a view.
#[wasm_bindgen(js_name = lineWithin, skip_typescript)]
pub fn line_within(a: f64, b: f64, c: f64, view: JsValue) -> Result<JsValue, JsError> {
    let segment = Map { a, b, c }.segment(&self::view(&view)?);
    Ok(segment.map_or(JsValue::NULL, |ends| list(ends.as_flattened())))
}

/// Where a network is linear.
#[wasm_bindgen(skip_typescript)]
pub struct Cells {
    cells: Option<cells::Cells>,
    shape: Vec<[usize; 2]>,
}

#[wasm_bindgen]
impl Cells {
    /// Of a network by its hidden layers, their activation and its parameters.
    #[wasm_bindgen(constructor, skip_typescript)]
    pub fn new(hidden: &[f64], activation: &str, parameters: &[f32]) -> Result<Cells, JsError> {
        let layers = "a whole number from 0 to 6";
        within("the number of hidden layers", hidden.len() as f64, [0.0, 6.0], layers)?;
        let neurons = |&count| {
            let field = "a hidden layer's number of neurons";
            within(field, count, [1.0, 32.0], "a whole number from 1 to 32")
        };
        let hidden: Vec<usize> = hidden.iter().map(neurons).collect::<Result<_, _>>()?;
        let activation = choice("activation", &activation.into())?;
        let mlp = Mlp::<f64>::zeros(&hidden, activation);
        let (given, all) = (parameters.len(), mlp.elements().len());
        if given != all {
            let field = "the number of parameters";
            return Err(refuse(field, &(given as f64).into(), &all.to_string()));
        }
        let parameters: Vec<f64> = parameters.iter().copied().map(f64::from).collect();
        let shape = mlp.layers.iter().map(|layer| [layer.0[0].weights.len(), layer.0.len()]);
        let shape = shape.collect();
        Ok(Cells { cells: cells::Cells::new(&mlp.with_elements(&parameters)), shape })
    }

    /// Inputs and neurons of each layer.
    #[wasm_bindgen(getter, skip_typescript)]
    pub fn shape(&self) -> JsValue {
        let pair = |pair: &[usize; 2]| list(&pair.map(&mut |&count| count as f64));
        self.shape.iter().map(pair).collect::<Array>().into()
    }

    /// The folds of the first layer.
    #[wasm_bindgen(skip_typescript)]
    pub fn folds(&self, view: JsValue) -> Result<JsValue, JsError> {
        let view = self::view(&view)?;
        let Some(cells) = &self.cells else { return Ok(JsValue::NULL) };
        Ok(cells.folds(&view).iter().map(tell_fold).collect::<Array>().into())
    }

    /// The cell around a point.
    #[wasm_bindgen(skip_typescript)]
    pub fn at(&self, x: f64, y: f64, view: JsValue) -> Result<JsValue, JsError> {
        let view = self::view(&view)?;
        for (name, value) in [("x", x), ("y", y)] {
            within(name, value, [f64::MIN, f64::MAX], "a finite number")?;
        }
        Ok(self.cells.as_ref().map_or(JsValue::NULL, |cells| tell_cell(&cells.at([x, y], &view))))
    }
}

fn tell_fold(fold: &Fold) -> JsValue {
    let told = Object::new();
    set(&told, "neuron", (fold.neuron as f64).into());
    set(&told, "segment", list(fold.segment.as_flattened()));
    set(&told, "on", list(&fold.on));
    told.into()
}

fn tell_cell(cell: &Cell) -> JsValue {
    let told = Object::new();
    let corners = |polygon: &[[f64; 2]]| Float64Array::from(polygon.as_flattened()).into();
    set(&told, "layer", corners(&cell.layer));
    set(&told, "region", corners(&cell.region));
    set(&told, "a", cell.map.a.into());
    set(&told, "b", cell.map.b.into());
    set(&told, "c", cell.map.c.into());
    set(&told, "value", cell.value.into());
    let on: Vec<u8> = cell.on.iter().map(|&on| on.into()).collect();
    set(&told, "on", Uint8Array::from(&on[..]).into());
    told.into()
}

fn list(numbers: &[f64]) -> JsValue {
    numbers.iter().map(|&number| JsValue::from(number)).collect::<Array>().into()
}
