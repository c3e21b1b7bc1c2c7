//! Python with NumPy, which the scripts that a model is given away as are run with.

use crate::debian;
use crate::node::Node;
use crate::process;
use crate::project::{Project, is_ci};
use crate::site::Site;
use anyhow::{Result, bail, ensure};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Debian's packages that make an environment, and of NumPy, for where no file of the requirements fits.
const VENV: &[&str] = &["python3", "python3-venv"];
const NUMPY: &[&str] = &["python3", "python3-numpy"];

/// Names a Python that has PyTorch, where that is to be tested, too: it weighs hundreds of megabytes.
const TORCH: &str = "MOONGRAD_TORCH";

/// Runs the scripts against the engine; in CI that must be possible, elsewhere it is told where it is left out.
pub fn test_scripts(project: &Project, node: &Node, site: &Site) -> Result<()> {
    let python = match find_or_install(project) {
        Ok(python) => python,
        Err(error) if is_ci() => return Err(error),
        Err(error) => {
            eprintln!("note: left out, the scripts of NumPy and PyTorch: {error:#}");
            return Ok(());
        }
    };
    run(node, site, "numpy", &python)?;
    let torch = env::var_os(TORCH).map_or(python, PathBuf::from);
    if has(&torch, "torch") {
        return run(node, site, "torch", &torch);
    }
    ensure!(env::var_os(TORCH).is_none(), "{TORCH} names no Python that has PyTorch");
    eprintln!("note: left out, the script of PyTorch; {TORCH} may name a Python that has it");
    Ok(())
}

/// Runs the tests whose names begin so.
fn run(node: &Node, site: &Site, names: &str, python: &Path) -> Result<()> {
    let mut test = node.command();
    test.arg("--test")
        .arg(format!("--test-name-pattern=^{names}"))
        .arg("tests/engine/scripts.test.js");
    test.env("MOONGRAD_PKG", site.folder.join("pkg"));
    process::run(test.env("MOONGRAD_PYTHON", python))
}

/// A Python that has NumPy: one of the project's own, else Debian's.
fn find_or_install(project: &Project) -> Result<PathBuf> {
    let folder = project.target.join("python");
    let own = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let install = || install(project, &folder, &own);
    if has(&own, "numpy") || install() || debian::install(VENV)? && install() {
        return Ok(own);
    }
    let system = PathBuf::from("/usr/bin/python3");
    if debian::install(NUMPY)? && has(&system, "numpy") {
        return Ok(system);
    }
    bail!("they need Python 3.11 or newer with its module venv, and a connection for NumPy")
}

/// Makes a virtual environment with what the requirements name, of exactly those bytes; says whether it did.
fn install(project: &Project, folder: &Path, own: &Path) -> bool {
    let names = if cfg!(windows) { ["python", "py"] } else { ["python3", "python"] };
    let requirements = project.root.join("xtask/requirements.txt");
    names.iter().any(|name| {
        let mut make = Command::new(name);
        make.args(["-m", "venv", "--clear"]).arg(folder);
        let mut fill = Command::new(own);
        fill.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "--only-binary",
            ":all:",
        ]);
        process::run(&mut make).is_ok()
            && process::run(fill.arg("--requirement").arg(&requirements)).is_ok()
    })
}

/// Whether a Python is there and has a module.
fn has(python: &Path, module: &str) -> bool {
    let import = format!("import {module}");
    python.to_str().is_some_and(|python| process::read(python, &["-c", &import]).is_some())
}
