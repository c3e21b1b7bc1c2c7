//! Node.js, and the tools that the lock file names: axe, Binaryen, esbuild and TypeScript.

use crate::debian;
use crate::process;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest major version that the tools run on.
const OLDEST: u32 = 18;

/// Node.js with the tools in place.
pub struct Node {
    root: PathBuf,
}

impl Node {
    /// Installs what is missing, or says what to install.
    pub fn find_or_install(project: &Project) -> Result<Self> {
        if !(is_there() || debian::install(&["npm"])? && is_there()) {
            bail!(
                "Binaryen, esbuild and TypeScript cannot run: install Node.js {OLDEST} or newer, with npm"
            );
        }
        let node = Self { root: project.root.clone() };
        if !is_as_locked(&node.root)? {
            process::run(&mut node.npm(&["ci", "--ignore-scripts"]))?;
        }
        Ok(node)
    }

    /// A command of Node.js itself, in the project's root.
    pub fn command(&self) -> Command {
        let mut command = Command::new("node");
        command.current_dir(&self.root);
        command
    }

    /// A command of npm, in the project's root.
    pub fn npm(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(npm());
        command.args(["--no-audit", "--no-fund", "--no-update-notifier"]).args(arguments);
        command.current_dir(&self.root);
        command
    }

    /// A command that one of the packages brings.
    pub fn tool(&self, name: &str) -> Command {
        let tools = self.root.join("node_modules/.bin");
        let mut command = Command::new(tools.join(if cfg!(windows) {
            format!("{name}.cmd")
        } else {
            name.to_owned()
        }));
        command.current_dir(&self.root);
        command
    }

    /// The script which checks a page's accessibility.
    pub fn axe(&self) -> PathBuf {
        self.root.join("node_modules/axe-core/axe.min.js")
    }
}

fn is_there() -> bool {
    let node = process::read("node", &["--version"]);
    node.is_some_and(|version| major(&version) >= Some(OLDEST))
        && process::read(npm(), &["--version"]).is_some()
}

/// The major part of a version, `v20.1.0` or so.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Whether each tool is there in the version of the lock file.
fn is_as_locked(root: &Path) -> Result<bool> {
    let lock = read_json(&root.join("package-lock.json"))?;
    let tools = lock["packages"][""]["devDependencies"].as_object();
    let tools = tools.context("package-lock.json names no tools")?;
    Ok(tools.keys().all(|tool| {
        let place = format!("node_modules/{tool}");
        let installed = read_json(&root.join(&place).join("package.json"));
        installed.is_ok_and(|tool| tool["version"] == lock["packages"][&place]["version"])
    }))
}

fn read_json(file: &Path) -> Result<Value> {
    let text = fs::read_to_string(file).with_context(|| format!("no {}", file.display()))?;
    Ok(serde_json::from_str(&text)?)
}

/// On Windows npm is a script, whose whole name must be given.
fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn versions_are_compared_by_their_major_part() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v9.0.0"), Some(9));
        assert_eq!(major("none"), None);
    }
}
