//! Why a tape is read from its end: what that costs beside following every path.

use crate::inside::moment::Rules;
use crate::inside::operation::Operand;
use crate::inside::paths::{Cost, Paths, doubling};
use crate::inside::walk::{Sweep, Walker};
use crate::model::mlp::Mlp;
use crate::model::objective::Objective;
use crate::web::inside::{Step, array, set_sent};
use crate::web::plain::set;
use js_sys::{Array, Object, Uint32Array};
use wasm_bindgen::prelude::*;

/// So many ways are told, of the many.
const TOLD: usize = 4;

#[wasm_bindgen]
impl Step {
    /// What reading the tape once saves: of a gradient by all parameters, of two and of twenty doublings, of this
    /// network, of 6 layers of 32.
    #[wasm_bindgen(unchecked_return_type = "Cost[]")]
    pub fn costs(&self) -> JsValue {
        let rules = Rules { hidden: vec![32; 6], ..self.moment.rules.clone() };
        let large =
            Objective::record_with(&Mlp::<f32>::zeros(&rules.hidden, rules.activation), rules.loss);
        let programs =
            [&doubling(2), &doubling(20), self.moment.objective().sample(), large.sample()];
        // Of all ways the longest, to the first leaf of all, say most.
        let is_first = |leaf| matches!(leaf, Operand::Parameter(0) | Operand::Node(0));
        let costs = programs
            .map(|program| tell(&Paths::new(program, |_| true), &Paths::new(program, is_first)));
        costs.iter().collect::<Array>().into()
    }

    /// The same of a gradient by one parameter.
    #[wasm_bindgen(js_name = costOf, unchecked_return_type = "Cost")]
    pub fn cost_of(&self, parameter: usize) -> JsValue {
        let is_it = |leaf| leaf == Operand::Parameter(parameter);
        let paths = Paths::new(self.moment.objective().sample(), is_it);
        tell(&paths, &paths).into()
    }

    /// b = a + a; c = b + b, recorded and followed where a is 1.5.
    #[wasm_bindgen(unchecked_return_type = "Doubling")]
    pub fn doubling(&self) -> JsValue {
        let walker = Walker::new(&doubling(2));
        let (forward, mut sums) = (walker.forward::<f32>(&[], &[1.5]), walker.sums());
        let mut sent = Vec::new();
        let sweep = Sweep { parameters: &[], fault: None };
        walker.backward(&forward, sweep, &mut sums, |one| sent.push(one));
        let told = Object::new();
        set(&told, "values", array(&forward.values));
        set(&told, "adjoints", array(&sums.adjoints));
        set_sent(&told, &sent);
        told.into()
    }
}

/// What paths cost, and some of them.
fn tell(paths: &Paths, some: &Paths) -> Object {
    let (Cost { once, ways, every }, cost) = (paths.cost(), Object::new());
    for (name, count) in [("once", once), ("ways", ways), ("every", every)] {
        set(&cost, name, (count as f64).into());
    }
    let first = some.first(TOLD).into_iter().map(|way| {
        let steps: Vec<u32> = way.iter().flat_map(|e| [e.node as u32, e.side as u32]).collect();
        Uint32Array::from(&steps[..])
    });
    set(&cost, "first", first.collect::<Array>().into());
    cost
}
