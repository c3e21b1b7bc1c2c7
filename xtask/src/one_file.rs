//! The whole page as one file, which opens by a double click, from a disk and without a network: made of the same
//! sources as the folder, with nothing of its own but how it gives a module that it holds.

use crate::bundle::{self, Bundle};
use crate::document::Document;
use crate::module::MODULES;
use crate::node::Node;
use crate::site::{self, Site};
use anyhow::Result;
use std::fs;

/// Its name within the folder.
pub const FILE: &str = "moongrad.html";

/// Has what the scripts are given in place of the browser's own.
const PACKED: &str = "www/engine/packed.js";

/// Writes it beside what the folder has been bundled into, given the page with the addresses of its sources.
pub fn write(
    node: &Node,
    written: &Site,
    page: &Document,
    bundle: &Bundle,
    dist: &Site,
) -> Result<()> {
    let style = |path: &String| {
        let text = fs::read_to_string(dist.folder.join(path))?;
        Ok(text.trim_end().to_owned())
    };
    let later: Result<Vec<_>> = bundle.later_styles.iter().map(style).collect();
    let mut file = page.clone();
    file.ask_for_nothing()?;
    file.hold_icon(&fs::read(written.folder.join(site::ICON))?)?;
    file.set_first_script(&bundle::shorten(node, written, page.first_script()?, "es5")?, None)?;
    file.hold_style(&style(&bundle.style)?)?;
    file.hold_later_styles(&later?)?;
    file.hold_entry(&bundle::join(node, written, page.entry()?, PACKED, "esm")?)?;
    let worker = page.worker()?;
    let script = bundle::join(node, written, worker, PACKED, "iife")?;
    file.hold_file(worker.rsplit('/').next().unwrap_or(worker), script.as_bytes())?;
    for module in &MODULES {
        let bytes = fs::read(written.folder.join("pkg").join(module.file()))?;
        file.hold_file(&module.file(), &site::gzipped(&bytes)?)?;
    }
    file.write(&dist.folder.join(FILE))
}
