//! `cargo xtask bench`: the engine's speed natively and in WebAssembly, and the page's frames.

mod against;
mod devtools;
mod figures;
mod first_picture;
mod frames;
mod inside;
mod largest;
mod memory;
mod page;
mod scrubbing;

use crate::browsers::Browser;
use crate::dist::Dist;
use crate::driver::Driver;
use crate::module;
use crate::node::Node;
use crate::process;
use crate::project::{self, Project};
use crate::server;
use crate::site::Site;
use crate::toolchain::Toolchain;
use anyhow::{Result, bail};
use fantoccini::{Client, Locator};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// Runs all measurements and prints them.
pub fn run(project: &Project) -> Result<()> {
    let (node, toolchain) = (Node::find_or_install(project)?, Toolchain::find_or_install()?);
    println!("natively\n");
    process::run(&mut project.cargo(&["bench", "--quiet", "--bench", "speed"]))?;
    println!("\nin WebAssembly, in Chromium\n");
    let driver = Driver::start(project, Browser::Chromium)?;
    let address = serve(wasm_site(project, &toolchain)?)?;
    process::wait(driver.visit(async |browser| follow_lines(browser, &address).await))?;
    let dist = Dist::build(project, &toolchain, &node)?;
    let page = dist.site.copy_to(project.target.join("measured-site"))?;
    page.compress()?;
    process::wait(measure_page(&driver, &serve(page)?))
}

/// Measures the page of `dist` as a whole.
async fn measure_page(driver: &Driver, address: &str) -> Result<()> {
    println!(
        "\nthe first picture in Chromium: 1.6 Mbit/s, round trips of 150 ms, processor 4× throttled\n"
    );
    first_picture::measure(driver, address).await?;
    println!("\nframes of the page in Chromium, 1440 × 900, training at 60 steps a second\n");
    frames::measure(driver, address).await?;
    scrubbing::measure(driver, address).await?;
    inside::measure(driver, address).await?;
    largest::measure(driver, address).await?;
    memory::measure(driver, address).await
}

/// Prints what the engine takes of the time of another revision's, in Chromium.
pub fn compare(project: &Project, revision: &str) -> Result<()> {
    let toolchain = Toolchain::find_or_install()?;
    let address = serve(against::site(project, &toolchain, revision)?)?;
    println!("\ntime over that of {revision}, in WebAssembly, in Chromium\n");
    let driver = Driver::start(project, Browser::Chromium)?;
    process::wait(driver.visit(async |browser| follow_lines(browser, &address).await))
}

/// Compiles the benchmark of a checkout for WebAssembly; returns its place.
fn build_benchmark(project: &Project, toolchain: &Toolchain) -> Result<PathBuf> {
    let build =
        ["bench", "--no-run", "--profile", "lab", "--package", "moongrad", "--bench", "speed"];
    let mut cargo = toolchain.cargo(project, &build);
    project::build_executable(cargo.env("CARGO_TARGET_DIR", &project.target))
}

/// The benchmark as a page.
fn wasm_site(project: &Project, toolchain: &Toolchain) -> Result<Site> {
    let module = build_benchmark(project, toolchain)?;
    let site = Site { folder: project.target.join("speed-site") };
    module::generate_bindings(&module, "speed", &site.folder)?;
    fs::write(site.folder.join("index.html"), include_str!("speed/index.html"))?;
    fs::write(site.folder.join("worker.js"), include_str!("speed/worker.js"))?;
    Ok(site)
}

/// Serves a site in the background; returns its address.
fn serve(site: Site) -> Result<String> {
    server::serve_in_background(site.folder, |_, _| ())
}

/// Opens the benchmark's page and prints its lines as they come.
async fn follow_lines(browser: &Client, address: &str) -> Result<()> {
    browser.goto(address).await?;
    let mut printed = 0;
    loop {
        let output = browser.find(Locator::Id("output")).await?.prop("textContent").await?;
        for line in output.unwrap_or_default().lines().skip(printed) {
            if line == "done" {
                return Ok(());
            }
            if line.starts_with("failed") {
                bail!("the benchmark {line}");
            }
            println!("{line}");
            printed += 1;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
