//! The toolchain that builds for WebAssembly.

use crate::debian;
use crate::process;
use crate::project::{Project, cargo};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// The target of the page.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Debian's packages of a toolchain for it.
const DEBIAN: &[&str] = &["rustc-web", "cargo-web", "rust-web-clippy", "rust-web-src", "lld-22"];

/// What builds for WebAssembly on this machine.
pub enum Toolchain {
    /// The one in use, which has the target's standard library.
    InUse,
    /// Debian's, which has that library as source, so that cargo builds it, too.
    Debian,
}

impl Toolchain {
    /// The toolchain in use, to which rustup adds the target where it is missing; else Debian's.
    pub fn find_or_install() -> Result<Self> {
        if has_wasm_library() || (add_with_rustup() && has_wasm_library()) {
            return Ok(Self::InUse);
        }
        if debian::install(DEBIAN)? {
            return Ok(Self::Debian);
        }
        bail!(
            "this Rust toolchain cannot build for {WASM}: install rustup (https://rustup.rs), \
             or your system's package of the Rust standard library for {WASM}"
        )
    }

    /// A cargo command for the wasm target.
    pub fn cargo(&self, project: &Project, arguments: &[&str]) -> Command {
        let mut command = match self {
            Self::InUse => Command::new(cargo()),
            Self::Debian => debian_cargo(),
        };
        command.args(arguments).args(["--target", WASM]).current_dir(&project.root);
        if let Self::Debian = self {
            command.args(["-Z", "build-std=std,panic_abort"]);
        }
        // Flags from the environment would replace the configured ones, SIMD among them.
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        command
    }
}

/// Debian's cargo, kept from using parts of another toolchain.
fn debian_cargo() -> Command {
    let mut command = Command::new("/usr/bin/cargo");
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("/usr/bin:{path}")).env("RUSTC", "/usr/bin/rustc");
    // Building the standard library is an unstable feature.
    command.env("RUSTC_BOOTSTRAP", "1");
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22");
    command
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
