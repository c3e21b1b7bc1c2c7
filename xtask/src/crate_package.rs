//! The crate, packed as cargo would publish it, and its documentation.

use crate::process;
use crate::project::Project;
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Packs the crate and builds it from the pack; returns the packed file.
pub fn check(project: &Project) -> Result<PathBuf> {
    let manifest = project.crate_manifest()?;
    let version = manifest["version"].as_str().context("the crate has no version")?;
    // What is not committed yet is packed and built as well.
    let pack = ["package", "--package", "moongrad", "--offline", "--allow-dirty"];
    process::run(&mut project.cargo(&pack))?;
    Ok(project.target.join("package").join(format!("moongrad-{version}.crate")))
}

/// Writes the documentation, a warning being an error.
pub fn document(project: &Project) -> Result<()> {
    let mut document = project.cargo(&["doc", "--package", "moongrad", "--no-deps"]);
    process::run(document.env("RUSTDOCFLAGS", "--deny warnings"))
}
