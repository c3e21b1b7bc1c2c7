//! `cargo xtask bench`: the engine's speed natively and in WebAssembly, and the page's frames.

mod frames;

use crate::browsers::Browser;
use crate::driver::Driver;
use crate::process;
use crate::project::{self, Project};
use crate::server;
use crate::site::{self, Site};
use crate::toolchain::Toolchain;
use anyhow::{Result, bail};
use fantoccini::{Client, Locator};
use std::fs;
use std::time::Duration;

/// Runs all measurements and prints them.
pub fn run(project: &Project) -> Result<()> {
    let toolchain = Toolchain::find_or_install()?;
    println!("natively\n");
    process::run(&mut project.cargo(&["bench", "--quiet", "--bench", "speed"]))?;
    println!("\nin WebAssembly, in Chromium\n");
    let driver = Driver::start(project, Browser::Chromium)?;
    let address = serve(wasm_site(project, &toolchain)?)?;
    process::wait(driver.visit(async |browser| follow_lines(browser, &address).await))?;
    println!("\nframes of the page in Chromium, 1440 × 900, training at 60 steps a second\n");
    let page = Site::build(project, &toolchain, project.target.join("measured-site"))?;
    process::wait(frames::measure(&driver, &serve(page)?))
}

/// The benchmark as a page.
fn wasm_site(project: &Project, toolchain: &Toolchain) -> Result<Site> {
    let build = ["bench", "--no-run", "--package", "moongrad", "--bench", "speed"];
    let module = project::build_executable(&mut toolchain.cargo(project, &build))?;
    let site = Site { folder: project.target.join("speed-site") };
    site::generate_bindings(&module, "speed", &site.folder)?;
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
