//! `cargo xtask test`: every check there is, the quick ones first.

use crate::browsers::{self, Browser};
use crate::node::Node;
use crate::process;
use crate::project::Project;
use crate::toolchain::Toolchain;
use crate::{page_tests, wasm_tests};
use anyhow::Result;

/// Runs all checks; the first that fails ends it.
pub fn run(project: &Project, named: &[Browser]) -> Result<()> {
    process::run(&mut project.cargo(&["fmt", "--all", "--check"]))?;
    let toolchain = Toolchain::find_or_install()?;
    let browsers = browsers::choose(project, named)?;
    let axe = Node::find_or_install(project)?.axe();
    lint(project, &toolchain)?;
    process::run(&mut project.cargo(&["test", "--workspace"]))?;
    wasm_tests::run(project, &toolchain, &browsers)?;
    page_tests::run(project, &toolchain, &browsers, &axe)?;
    let names: Vec<_> = browsers.iter().map(|browser| browser.name()).collect();
    println!("\nall checks passed; browsers that ran: {}", names.join(", "));
    Ok(())
}

/// Clippy for both kinds of targets, its warnings being errors.
fn lint(project: &Project, toolchain: &Toolchain) -> Result<()> {
    let native = ["clippy", "--workspace", "--all-targets", "--features", "page-tests"];
    process::run(project.cargo(&native).args(["--", "--deny", "warnings"]))?;
    let wasm = ["clippy", "--package", "moongrad", "--lib", "--test", "browser"];
    process::run(toolchain.cargo(project, &wasm).args(["--", "--deny", "warnings"]))
}
