//! Checks of the page's JavaScript that need no browser: its types, and its modules' own tests.

use crate::node::Node;
use crate::process;
use crate::project::Project;
use crate::site::{self, Site};
use crate::sources::files_under;
use anyhow::Result;

/// Where tsconfig.json looks for the types of the engine.
const TYPES: &str = "target/types/pkg/moongrad.d.ts";

/// Checks the types of all scripts, and runs their tests.
pub fn check(project: &Project, node: &Node, site: &Site) -> Result<()> {
    site::copy(&site.folder.join("pkg/moongrad.d.ts"), &project.root.join(TYPES))?;
    let strictly = ["--checkJs", "--noEmit", "--strict", "--project", "."];
    process::run(node.tool("tsc").args(strictly))?;
    let tests = files_under(&project.root.join("tests/js"));
    let tests: Vec<_> =
        tests.iter().filter(|file| file.to_string_lossy().ends_with(".test.js")).collect();
    process::run(node.command().arg("--test").args(tests))
}
