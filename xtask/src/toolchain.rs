//! The toolchain that builds for WebAssembly.

use crate::debian;
use crate::process;
use crate::project::{Project, cargo};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target of the page.
pub const WASM: &str = "wasm32-unknown-unknown";

/// How cargo builds for WebAssembly on this machine.
pub struct Toolchain {
    cargo: String,
    arguments: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
}

impl Toolchain {
    /// The project's toolchain with the wasm target, which rustup adds where it is missing;
    /// else Debian's packages.
    pub fn find_or_install() -> Result<Self> {
        if has_wasm_library() || (add_with_rustup() && has_wasm_library()) {
            return Ok(Self { cargo: cargo(), arguments: &[], environment: &[] });
        }
        if debian::install(&["rustc-web", "cargo-web", "rust-web-src", "lld-22"])? {
            return Ok(Self::of_debian());
        }
        bail!(
            "this Rust toolchain cannot build for {WASM}: install rustup (https://rustup.rs), \
             or your system's package of the Rust standard library for {WASM}"
        )
    }

    /// Debian has no compiled standard library for the target, so cargo builds it.
    fn of_debian() -> Self {
        Self {
            cargo: "/usr/bin/cargo".into(),
            arguments: &["-Z", "build-std=std,panic_abort"],
            environment: &[
                ("RUSTC", "/usr/bin/rustc"),
                ("RUSTC_BOOTSTRAP", "1"),
                ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22"),
            ],
        }
    }

    /// A cargo command for the wasm target.
    pub fn cargo(&self, project: &Project, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.cargo);
        command.args(arguments).args(["--target", WASM]).args(self.arguments);
        command.envs(self.environment.iter().copied()).current_dir(&project.root);
        // Flags from the environment would replace the configured ones, SIMD among them.
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        command
    }

    /// Runs a cargo command that builds one test or benchmark; returns the module's place.
    pub fn build_executable(&self, project: &Project, arguments: &[&str]) -> Result<PathBuf> {
        let mut command = self.cargo(project, arguments);
        let messages =
            process::read_output(command.arg("--message-format=json-render-diagnostics"))?;
        let messages = messages.lines().filter_map(|line| serde_json::from_str(line).ok());
        let mut modules = messages.filter_map(|message: serde_json::Value| {
            message["executable"].as_str().map(PathBuf::from)
        });
        modules.next_back().context("cargo built no module")
    }
}

/// Whether the toolchain in use comes with the target's standard library.
fn has_wasm_library() -> bool {
    let folder = process::read("rustc", &["--print", "target-libdir", "--target", WASM]);
    folder.is_some_and(|folder| Path::new(&folder).is_dir())
}

/// Asks rustup for the target; false where there is no rustup or it cannot.
fn add_with_rustup() -> bool {
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", WASM]).status().is_ok_and(|status| status.success())
}
