//! The commands of moongrad: `cargo xtask serve | test | bench | dist`.
//!
//! Each of them sets up what it needs by itself, or says in a sentence what to install.

mod browsers;
mod bundle;
mod checks;
mod code;
mod crate_package;
mod debian;
mod dist;
mod document;
mod driver;
mod first_visit;
mod imports;
mod licences;
mod listings;
mod module;
mod node;
mod npm_package;
mod one_file;
mod page_run;
mod page_tests;
mod process;
mod project;
mod python;
mod scripts;
mod serve;
mod server;
mod site;
mod sources;
mod speed;
mod toolchain;
mod wasm_opt;
mod wasm_tests;

use anyhow::Result;
use browsers::Browser;
use clap::Parser;
use project::Project;
use std::path::PathBuf;
use std::process::ExitCode;

/// Builds, serves, tests and measures moongrad.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    /// Build the page and serve it on this machine; a changed source is rebuilt on reload
    Serve {
        /// The port to serve on; 0 takes any free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Check format and lints and run every test, in browsers too
    Test {
        /// The browsers that must run; else all with CI=true, elsewhere those that are there
        #[arg(long, value_delimiter = ',')]
        browsers: Vec<Browser>,
        /// Run nothing but the page's tests whose names contain one of these
        #[arg(long, value_delimiter = ',', value_name = "NAMES")]
        page: Vec<String>,
    },
    /// Measure the engine's speed and the page's frames
    Bench {
        /// Measure nothing but the engine's speed over that of this revision, by turns in Chromium
        #[arg(long, value_name = "REVISION")]
        against: Option<String>,
    },
    /// Write the folder dist/, which any static host can serve, and print its sizes
    Dist,
    /// Write dist/, pack the engine for npm and the crate for cargo, and try both packages
    Package,
    #[command(name = wasm_tests::RUNNER, hide = true)]
    ServeWasmTests { module: PathBuf },
}

fn main() -> ExitCode {
    match run(Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let project = Project::find()?;
    match command {
        Command::Serve { port } => serve::run(project, port),
        Command::Test { browsers, page } if page.is_empty() => checks::run(&project, &browsers),
        Command::Test { browsers, page } => checks::run_on_page(&project, &browsers, &page),
        Command::Bench { against: None } => speed::run(&project),
        Command::Bench { against: Some(revision) } => speed::compare(&project, &revision),
        Command::ServeWasmTests { module } => wasm_tests::serve_forever(module),
        Command::Dist => dist::run(&project).map(drop),
        Command::Package => checks::run_on_packages(&project),
    }
}
