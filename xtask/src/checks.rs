//! `cargo xtask test`: every check there is, the quick ones first.

use crate::browsers::{self, Browser};
use crate::crate_package;
use crate::dist::{self, Dist};
use crate::node::Node;
use crate::npm_package;
use crate::page_tests::PageTests;
use crate::process;
use crate::project::Project;
use crate::site::{self, Site};
use crate::toolchain::Toolchain;
use crate::{python, scripts, wasm_tests};
use anyhow::{Context, Result};

/// Runs all checks; the first that fails ends it.
pub fn run(project: &Project, named: &[Browser]) -> Result<()> {
    process::run(&mut project.cargo(&["fmt", "--all", "--check"]))?;
    let (node, toolchain) = (Node::find_or_install(project)?, Toolchain::find_or_install()?);
    let browsers = browsers::choose(project, named)?;
    let written = Site::build(project, &toolchain, project.target.join("tested-site"))?;
    scripts::check(project, &node, &written)?;
    let dist = Dist::build(project, &toolchain, &node)?;
    dist.weigh()?;
    npm_package::check(project, &node, &dist.site)?;
    crate_package::check(project)?;
    crate_package::document(project)?;
    lint(project, &toolchain)?;
    process::run(&mut project.cargo(&["test", "--workspace"]))?;
    python::test_scripts(project, &node, &written)?;
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

/// Packs what others build on, and tries it.
pub fn run_on_packages(project: &Project) -> Result<()> {
    let (node, dist) = (Node::find_or_install(project)?, dist::run(project)?);
    let packed = [npm_package::check(project, &node, &dist.site)?, crate_package::check(project)?];
    let folder = project.target.join("packages");
    site::empty(&folder)?;
    for file in packed {
        site::copy(&file, &folder.join(file.file_name().context("a packed file has a name")?))?;
    }
    println!("packed into {}", folder.display());
    Ok(())
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
        "tables,inside,talk,link,out",
        "--lib",
        "--test",
        "browser",
    ];
    process::run(toolchain.cargo(project, &wasm).args(["--", "--deny", "warnings"]))
}
