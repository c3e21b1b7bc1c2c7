//! Where the project and its build results are.

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

/// The cargo which started this program.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}
