//! Installing packages where that needs no question: on Debian, as root.

use crate::process;
use anyhow::Result;
use std::fs;
use std::process::Command;
use std::sync::Once;

/// Sees to it that packages are installed; returns false where this is not Debian, or they are
/// missing and this is not root.
pub fn install(packages: &[&str]) -> Result<bool> {
    if !is_debian() {
        return Ok(false);
    }
    if packages.iter().all(|package| is_installed(package)) {
        return Ok(true);
    }
    if !is_root() {
        return Ok(false);
    }
    eprintln!("installing {}", packages.join(" "));
    update_lists();
    let mut install = apt_get("install");
    process::run(install.args(["--yes", "--no-install-recommends"]).args(packages))?;
    Ok(true)
}

/// Whether this program runs as root.
pub fn is_root() -> bool {
    process::read("id", &["-u"]).as_deref() == Some("0")
}

/// Debian itself only: derived systems name and split these packages differently.
fn is_debian() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian")
}

fn is_installed(package: &str) -> bool {
    let state = process::read("dpkg-query", &["--show", "--showformat=${Status}", package]);
    state.as_deref() == Some("install ok installed")
}

/// Fetches the package lists, once. A failure is told by the installation which follows.
fn update_lists() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let _ = process::run(&mut apt_get("update"));
    });
}

fn apt_get(verb: &str) -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet=2").arg(verb).env("DEBIAN_FRONTEND", "noninteractive");
    command
}
