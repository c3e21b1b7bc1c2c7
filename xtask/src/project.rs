//! Where the project and its build results are.

use crate::process;
use anyhow::{Context, Result};
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
        let output = Command::new(cargo())
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .current_dir(&root)
            .output()
            .context("cargo could not be started")?;
        let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)
            .context("cargo metadata failed; is Cargo.toml right?")?;
        let target = metadata["target_directory"].as_str();
        let target = target.context("cargo metadata names no target folder")?.into();
        Ok(Self { root, target })
    }

    /// A cargo command of the project's own toolchain, in its root.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(cargo());
        command.args(arguments).current_dir(&self.root);
        command
    }
}

/// Runs a cargo command that builds one test or benchmark; returns the program's place.
pub fn build_executable(command: &mut Command) -> Result<PathBuf> {
    let messages = process::read_output(command.arg("--message-format=json-render-diagnostics"))?;
    let messages = messages.lines().filter_map(|line| serde_json::from_str(line).ok());
    let mut programs = messages
        .filter_map(|message: serde_json::Value| message["executable"].as_str().map(PathBuf::from));
    programs.next_back().context("cargo built no program")
}

/// The cargo which started this program.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}
