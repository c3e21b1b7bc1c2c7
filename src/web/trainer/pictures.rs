//! What a run looks like: plot, network, charts, and the network's answers.

use super::{Trainer, array, now};
use crate::data::limits;
use crate::data::shapes::Sample;
use crate::model::field::Lattice;
use crate::model::units::Aspect;
use crate::run::curve::Curve;
use crate::run::pictures::{Ask, Portrait, Scene};
use crate::web::plain::{error, in_rows, lines, set};
use js_sys::{Float64Array, Object, Uint32Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Trainer {
    /// The whole scene of the plot over a square lattice that includes the edges, row by row, the first at the top:
    /// the network's output, or that of the `unit` given or its `share` of f; and the lines along which that is a
    /// multiple of `spacing`, up to ±`limit`.
    #[allow(clippy::too_many_arguments)]
    #[wasm_bindgen(unchecked_return_type = "Scene")]
    pub fn scene(
        &mut self,
        x0: f64,
        x1: f64,
        y0: f64,
        y1: f64,
        columns: f64,
        spacing: f64,
        limit: f64,
        unit: Option<f64>,
        share: Option<bool>,
    ) -> Result<JsValue, JsError> {
        let columns = limits::COLUMNS.whole(columns).map_err(error)? as usize;
        limits::SPACING.check(spacing).map_err(error)?;
        limits::LEVEL.check(limit).map_err(error)?;
        let count = self.pictures.unit_count();
        let unit =
            unit.map(|unit| limits::below("unit", unit, count)).transpose().map_err(error)?;
        let lattice = Lattice { x: [x0, x1], y: [y0, y1], columns, rows: columns };
        let unit = unit.map(|unit| (unit, aspect(share.unwrap_or(false))));
        let ask = Ask { lattice, spacing: spacing as f32, limit: limit as f32, unit };
        let Scene { field, contours, boundary, outputs, pushes, wrong, batch } =
            self.pictures.scene(self.runs.run(), &ask);
        let scene = Object::new();
        set(&scene, "field", array(&field));
        set(&scene, "columns", (columns as f64).into());
        set(&scene, "contours", lines(&contours));
        set(&scene, "boundary", boundary.map_or(JsValue::NULL, |boundary| lines(&boundary)));
        set(&scene, "outputs", array(&outputs));
        set(&scene, "pushes", pushes.map_or(JsValue::NULL, |pushes| (pushes as f64).into()));
        set(&scene, "wrong", (wrong as f64).into());
        set(&scene, "batch", Uint32Array::from(&batch[..]).into());
        Ok(scene.into())
    }

    /// The portrait of the network, each unit over a square lattice of `size` × `size` points: its output, or of
    /// hidden neurons the `share` of f.
    #[wasm_bindgen(unchecked_return_type = "Portrait")]
    pub fn portrait(
        &mut self,
        x0: f64,
        x1: f64,
        y0: f64,
        y1: f64,
        size: f64,
        share: bool,
    ) -> Result<JsValue, JsError> {
        let columns = limits::SIZE.whole(size).map_err(error)? as usize;
        let lattice = Lattice { x: [x0, x1], y: [y0, y1], columns, rows: columns };
        let Portrait { squares, activity } =
            self.pictures.portrait(self.runs.run(), &lattice, aspect(share));
        let (learner, values) = (self.run().learner(), self.run().state().weights.values());
        let is_first = self.run().report().step == 0;
        let taken = |values: &[f32]| if is_first { JsValue::NULL } else { array(values) };
        let portrait = Object::new();
        set(&portrait, "parameters", array(values));
        set(&portrait, "squares", array(&squares));
        set(&portrait, "size", size.into());
        set(&portrait, "activity", array(&activity));
        set(&portrait, "gradient", taken(learner.gradient()));
        set(&portrait, "change", taken(&learner.change()));
        Ok(portrait.into())
    }

    /// The network's outputs at points given as x, y pairs.
    pub fn predict(&mut self, points: &[f32]) -> Result<Vec<f32>, JsError> {
        let pairs = in_rows("points", points, "x, y")?;
        Ok(self.pictures.predict(self.runs.run(), pairs))
    }

    /// f at a point with a label, −1 or +1, and what its answer costs there.
    pub fn judge(&mut self, x: f32, y: f32, label: f32) -> Vec<f32> {
        self.pictures.judge(self.runs.run(), Sample { inputs: [x, y], label }).to_vec()
    }

    /// The history in at most `most` rows of the numbers that `rules().curve` names, NaN where there is none; the
    /// last step is among them. Figures that nobody has looked at yet are taken for as many milliseconds; rows that
    /// these are too few for are missing, until another call goes on.
    #[wasm_bindgen(unchecked_return_type = "Curve")]
    pub fn curve(&self, most: usize, milliseconds: f64) -> JsValue {
        let end = now() + milliseconds;
        let Curve { rows, is_whole } = self.run().curve(most, || now() < end);
        let curve = Object::new();
        set(&curve, "rows", Float64Array::from(rows.as_flattened()).into());
        set(&curve, "whole", is_whole.into());
        curve.into()
    }
}

fn aspect(share: bool) -> Aspect {
    if share { Aspect::Share } else { Aspect::Output }
}
