//! Where the project and its build results are.

use crate::process;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folders of this checkout.
pub struct Project {
    /// The folder of the repository.
    pub root: PathBuf,
    /// The folder that cargo builds into.
    pub target: PathBuf,
}

impl Project {
    /// Asks cargo, so that every way to set the target folder is heeded.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
        let metadata = metadata(&root)?;
        let target = metadata["target_directory"].as_str();
        let target = target.context("cargo metadata names no target folder")?.into();
        Ok(Self { root, target })
    }

    /// What cargo knows of the crate.
    pub fn crate_manifest(&self) -> Result<Value> {
        let metadata = metadata(&self.root)?;
        let packages = metadata["packages"].as_array().context("cargo metadata names no crate")?;
        let of_crate = packages.iter().find(|package| package["name"] == "moongrad");
        of_crate.cloned().context("cargo metadata names no moongrad")
    }

    /// A cargo command of the project's own toolchain, in its root.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(cargo());
        command.args(arguments).current_dir(&self.root);
        command
    }
}

/// What cargo knows of the workspace.
fn metadata(root: &Path) -> Result<Value> {
    let output = Command::new(cargo())
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root)
        .output()
        .context("cargo could not be started")?;
    serde_json::from_slice(&output.stdout).context("cargo metadata failed; is Cargo.toml right?")
}

/// Runs a cargo command that builds one test or benchmark; returns the program's place.
pub fn build_executable(command: &mut Command) -> Result<PathBuf> {
    let messages = process::read_output(command.arg("--message-format=json-render-diagnostics"))?;
    let messages = messages.lines().filter_map(|line| serde_json::from_str(line).ok());
    let mut programs =
        messages.filter_map(|message: Value| message["executable"].as_str().map(PathBuf::from));
    programs.next_back().context("cargo built no program")
}

/// The cargo which started this program.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}

/// Whether nothing may be left out.
pub fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}
