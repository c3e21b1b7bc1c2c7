//! The engine's rules, for the page to ask instead of copying them.

use crate::data::limits::{self, Choice, Limits, either, names};
use crate::data::random::{Use, generator};
use crate::data::shapes::Data;
use crate::model::loss::Loss;
use crate::model::mlp::Activation;
use crate::model::optimiser::Optimiser;
use crate::model::weights::Treatment;
use crate::run::config::{Config, Feed};
use crate::run::report::Record;
use crate::run::schedule::Schedule;
use crate::web::plain::{error, object, refuse, rows, set, setup};
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// Limits, choices, defaults: see `Rules` in `web.d.ts`.
#[wasm_bindgen(unchecked_return_type = "Rules")]
pub fn rules() -> JsValue {
    let [limits, choices, extents, rules] = [(); 4].map(|()| Object::new());
    for &Limits { name, least, most, whole, allowed, .. } in limits::ALL {
        let range = Object::new();
        set(&range, "least", least.into());
        set(&range, "most", most.into());
        set(&range, "whole", whole.into());
        set(&range, "allowed", allowed.into());
        set(&limits, &camel_case(name), range.into());
    }
    set(&choices, "data", list(&names::<Data>()));
    set(&choices, "feed", list(&names::<Feed>()));
    set(&choices, "schedule", list(&names::<Schedule>()));
    set(&choices, "activation", list(&names::<Activation>()));
    set(&choices, "optimiser", list(&names::<Optimiser>()));
    set(&choices, "loss", list(&names::<Loss>()));
    set(&choices, "treatment", list(&names::<Treatment>()));
    for data in Data::ALL {
        set(&extents, data.name(), object(&data.extent()).into());
    }
    set(&rules, "limits", limits.into());
    set(&rules, "choices", choices.into());
    set(&rules, "extents", extents.into());
    set(&rules, "defaults", setup(&Config::default()).into());
    set(&rules, "curve", list(&Record::COLUMNS));
    rules.into()
}

fn list(names: &[&str]) -> JsValue {
    names.iter().map(|name| JsValue::from(*name)).collect::<Array>().into()
}

/// HELD_OUT is heldOut.
fn camel_case(name: &str) -> String {
    let mut is_first = false;
    let letter = |letter: char| {
        let is_upper = std::mem::replace(&mut is_first, letter == '_');
        let letter = if is_upper { letter } else { letter.to_ascii_lowercase() };
        Some(letter).filter(|letter| *letter != '_')
    };
    name.chars().filter_map(letter).collect()
}

/// Points of a shape as rows of x, y, label: those of a fixed set of that seed.
#[wasm_bindgen]
pub fn draw(
    #[wasm_bindgen(unchecked_param_type = "Data")] data: &str,
    count: f64,
    noise: f64,
    seed: u32,
) -> Result<Vec<f32>, JsError> {
    let choice = Data::ALL.iter().find(|choice| choice.name() == data);
    let choice = choice.ok_or_else(|| refuse("data", &data.into(), &either(&names::<Data>())))?;
    let count = limits::SAMPLES.whole(count).map_err(error)? as usize;
    limits::NOISE.check(noise).map_err(error)?;
    let mut samples = Vec::new();
    choice.draw(count, noise, &mut generator(seed, Use::Samples, 0), &mut samples);
    Ok(rows(&samples))
}
