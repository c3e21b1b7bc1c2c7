//! Axe, which checks the page's accessibility in its tests: the npm package axe-core.

use crate::debian;
use crate::process;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Its place in npm's folder of packages.
const PACKAGE: &str = "node_modules/axe-core";

/// The script, of the version that the lock file names; npm fetches it where it is missing.
pub fn find_or_install(project: &Project) -> Result<PathBuf> {
    let folder = project.root.join("tests/page");
    if installed_version(&folder).is_none_or(|version| version != locked_version(&folder)) {
        install(&folder)?;
    }
    Ok(folder.join(PACKAGE).join("axe.min.js"))
}

fn installed_version(folder: &Path) -> Option<Value> {
    let package = read_json(&folder.join(PACKAGE).join("package.json")).ok()?;
    Some(package["version"].clone())
}

fn locked_version(folder: &Path) -> Value {
    let lock = read_json(&folder.join("package-lock.json"));
    lock.map(|lock| lock["packages"][PACKAGE]["version"].clone()).unwrap_or_default()
}

fn read_json(file: &Path) -> Result<Value> {
    let text = fs::read_to_string(file).with_context(|| format!("no {}", file.display()))?;
    Ok(serde_json::from_str(&text)?)
}

/// Lets npm fetch what the lock file names.
fn install(folder: &Path) -> Result<()> {
    let is_there = || process::read(npm(), &["--version"]).is_some();
    if !(is_there() || debian::install(&["npm"])? && is_there()) {
        bail!("the page cannot be checked by axe: install npm, which comes with Node.js");
    }
    let mut command = Command::new(npm());
    command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder);
    process::run(&mut command)
}

/// On Windows npm is a script, whose whole name must be given.
fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}
