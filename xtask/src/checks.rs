//! `cargo xtask test`: every check there is, the quick ones first.

use crate::browsers::{self, Browser};
use crate::dist::Dist;
use crate::node::Node;
use crate::page_tests::PageTests;
use crate::process;
use crate::project::Project;
use crate::site::Site;
use crate::toolchain::Toolchain;
use crate::{scripts, wasm_tests};
use anyhow::Result;

/// Runs all checks; the first that fails ends it.
pub fn run(project: &Project, named: &[Browser]) -> Result<()> {
    process::run(&mut project.cargo(&["fmt", "--all", "--check"]))?;
    let (node, toolchain) = (Node::find_or_install(project)?, Toolchain::find_or_install()?);
    let browsers = browsers::choose(project, named)?;
    let written = Site::build(project, &toolchain, project.target.join("tested-site"))?;
    scripts::check(project, &node, &written)?;
    let dist = Dist::build(project, &toolchain, &node)?;
    dist.weigh()?;
    lint(project, &toolchain)?;
    process::run(&mut project.cargo(&["test", "--workspace"]))?;
    wasm_tests::run(project, &toolchain, &browsers)?;
    PageTests::prepare(project, &node, &written, &dist)?.run(&browsers, &[])?;
    let names: Vec<_> = browsers.iter().map(|browser| browser.name()).collect();
    println!("\nall checks passed; browsers that ran: {}", names.join(", "));
    Ok(())
}

/// Runs some of the page's tests, for whoever works at what they look at.
pub fn run_on_page(project: &Project, named: &[Browser], tests: &[String]) -> Result<()> {
    let (node, toolchain) = (Node::find_or_install(project)?, Toolchain::find_or_install()?);
    let browsers = browsers::choose(project, named)?;
    let written = Site::build(project, &toolchain, project.target.join("tested-site"))?;
    let dist = Dist::build(project, &toolchain, &node)?;
    PageTests::prepare(project, &node, &written, &dist)?.run(&browsers, tests)
}

/// Clippy for both kinds of targets, its warnings being errors.
fn lint(project: &Project, toolchain: &Toolchain) -> Result<()> {
    let native = ["clippy", "--workspace", "--all-targets", "--features", "page-tests"];
    process::run(project.cargo(&native).args(["--", "--deny", "warnings"]))?;
    let wasm = [
        "clippy",
        "--package",
        "moongrad",
        "--features",
        "tables,inside,talk",
        "--lib",
        "--test",
        "browser",
    ];
    process::run(toolchain.cargo(project, &wasm).args(["--", "--deny", "warnings"]))
}
