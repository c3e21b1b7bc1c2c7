//! The tests that run inside a browser: `tests/browser.rs`, compiled to WebAssembly.
//!
//! wasm-bindgen's own test runner makes a page of them and serves it; each browser opens it.

use crate::browsers::Browser;
use crate::driver::{Driver, Running, free_port, wait_for_port};
use crate::process;
use crate::project::{self, Project};
use crate::toolchain::Toolchain;
use anyhow::{Context, Result, bail};
use fantoccini::{Client, Locator};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The command of this program that stands for wasm-bindgen's test runner.
pub const RUNNER: &str = "serve-wasm-tests";

/// How long all the tests may take in one browser.
const PATIENCE: Duration = Duration::from_secs(120);

/// Compiles the tests and runs them in each of the browsers.
pub fn run(project: &Project, toolchain: &Toolchain, browsers: &[Browser]) -> Result<()> {
    let build =
        ["test", "--no-run", "--package", "moongrad", "--features", "tables", "--test", "browser"];
    let module = project::build_executable(&mut toolchain.cargo(project, &build))?;
    let (_runner, address) = serve(module)?;
    for &browser in browsers {
        println!("\ntests inside {}", browser.name());
        let driver = Driver::start(project, browser)?;
        let output =
            process::wait(driver.visit(async |browser| read_page(browser, &address).await))?;
        println!("{output}");
        if !output.contains("test result: ok") {
            bail!("the tests inside {} did not all pass", browser.name());
        }
    }
    Ok(())
}

/// Acts as wasm-bindgen's test runner; the process that started this one ends it.
pub fn serve_forever(module: PathBuf) -> Result<()> {
    let arguments = [PathBuf::from("runner"), module];
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(arguments)
}

/// Starts the runner on a free port; returns its address, too.
fn serve(module: PathBuf) -> Result<(Running, String)> {
    let port = free_port()?;
    let address = format!("127.0.0.1:{port}");
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(RUNNER).arg(module);
    command.env("NO_HEADLESS", "1").env("WASM_BINDGEN_TEST_ADDRESS", &address);
    command.stdout(Stdio::null());
    let mut runner = Running(command.spawn()?);
    wait_for_port(&mut runner, port).context("the runner of the browser tests did not start")?;
    Ok((runner, format!("http://{address}/")))
}

/// Opens the runner's page in a browser and reads what the tests print there.
async fn read_page(browser: &Client, address: &str) -> Result<String> {
    browser.goto(address).await?;
    let start = Instant::now();
    loop {
        let output = browser.find(Locator::Id("output")).await?.text().await?;
        if output.contains("test result:") {
            return Ok(output);
        }
        if start.elapsed() > PATIENCE {
            bail!("the tests did not finish within {} seconds:\n{output}", PATIENCE.as_secs());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
