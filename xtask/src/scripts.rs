//! Checks of the page's JavaScript that need no browser: its types, and its modules' own tests.

use crate::code;
use crate::listings;
use crate::module::MODULES;
use crate::node::Node;
use crate::process;
use crate::project::Project;
use crate::site::{self, Site};
use crate::sources::files_under;
use anyhow::Result;

/// Where tsconfig.json looks for the types of the modules.
const TYPES: &str = "target/types/pkg";

/// Checks the types of all scripts, and runs their tests.
pub fn check(project: &Project, node: &Node, site: &Site) -> Result<()> {
    let code = code::TYPES.map(|(file, _)| file.to_owned());
    let written = code.into_iter().chain([listings::TYPES_FILE.to_owned()]);
    let types = MODULES.map(|module| module.types()).into_iter().chain(written);
    for types in types {
        site::copy(&site.folder.join("pkg").join(&types), &project.root.join(TYPES).join(&types))?;
    }
    let strictly = ["--checkJs", "--noEmit", "--strict", "--project", "."];
    process::run(node.tool("tsc").args(strictly))?;
    let folders = ["tests/js", "tests/engine/model.test.js"];
    let tests = folders.iter().flat_map(|folder| files_under(&project.root.join(folder)));
    let tests: Vec<_> = tests.filter(|file| file.to_string_lossy().ends_with(".test.js")).collect();
    let mut test = node.command();
    process::run(test.arg("--test").args(tests).env("MOONGRAD_PKG", site.folder.join("pkg")))
}
