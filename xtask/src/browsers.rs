//! The browsers that the tests run in, and how each is found and installed.

use crate::debian;
use crate::process;
use crate::project::{Project, is_ci};
use anyhow::{Result, bail};
use clap::ValueEnum;
use serde_json::{Value, json};
use std::path::PathBuf;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Browser {
    /// Chromium or Chrome, through chromedriver
    Chromium,
    /// Firefox, through geckodriver
    Firefox,
    /// WebKitGTK's MiniBrowser, through WebKitWebDriver
    Webkit,
}

impl Browser {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Its name, as on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// The program that drives it. What is missing is installed, or the error says what to install.
    pub fn find_or_install_driver(self, project: &Project) -> Result<PathBuf> {
        let is_there = |browser: Self| browser.parts().iter().all(|part| find(part).is_some());
        if !(is_there(self) || debian::install(self.packages())? && is_there(self)) {
            bail!("{} cannot be tested: install {}", self.name(), self.needs());
        }
        match find(&[self.driver()]) {
            Some(driver) => Ok(driver),
            None => find_or_build_geckodriver(project),
        }
    }

    /// What to ask of the driver for a new session: no window to be seen, no requests of its own.
    /// The drivers themselves see to an empty profile.
    pub fn capabilities(self) -> Value {
        let (options, arguments) = match self {
            Self::Chromium => ("goog:chromeOptions", json!({ "args": chromium_arguments() })),
            Self::Firefox => ("moz:firefoxOptions", json!({ "args": ["-headless"] })),
            // It gets a screen of its own instead.
            Self::Webkit => ("webkitgtk:browserOptions", json!({})),
        };
        // Milliseconds. The usual five minutes for a page would only delay the report; a script may wait for training,
        // and is told by the test when that is in vain.
        json!({ options: arguments, "timeouts": { "pageLoad": 30_000, "script": 120_000 } })
    }

    /// The programs it consists of, each under any of its names.
    fn parts(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Chromium => {
                &[&["chromium", "chromium-browser", "google-chrome"], &["chromedriver"]]
            }
            Self::Firefox => &[&["firefox-esr", "firefox"]],
            Self::Webkit => &[&["WebKitWebDriver"], &["Xvfb"]],
        }
    }

    fn driver(self) -> &'static str {
        match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
            Self::Webkit => "WebKitWebDriver",
        }
    }

    /// Debian's packages of it.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver"],
            Self::Firefox => &["firefox-esr"],
            Self::Webkit => &["webkit2gtk-driver", "xvfb"],
        }
    }

    fn needs(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium or Chrome with its chromedriver",
            Self::Firefox => "Firefox",
            Self::Webkit => "WebKitGTK's WebKitWebDriver and Xvfb",
        }
    }
}

/// The browsers to test in. Those named on the command line are required, with CI=true all are;
/// elsewhere every one that is there, but at least one.
pub fn choose(project: &Project, named: &[Browser]) -> Result<Vec<Browser>> {
    let asked = if named.is_empty() { &Browser::ALL } else { named };
    let mut chosen = Vec::new();
    for &browser in asked {
        match browser.find_or_install_driver(project) {
            Ok(_) => chosen.push(browser),
            Err(error) if is_ci() || !named.is_empty() => return Err(error),
            Err(error) => eprintln!("note: {error:#}"),
        }
    }
    if chosen.is_empty() {
        bail!("there is no browser to test in: install one of those named above");
    }
    Ok(chosen)
}

/// A program of the search path, under the first of its names that is there.
fn find(names: &[&str]) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&folders).collect();
    let places = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.map(|place| place.with_extension(std::env::consts::EXE_EXTENSION)).find(|p| p.is_file())
}

/// Firefox comes without its driver; that one is a crate. It is built once per target folder.
fn find_or_build_geckodriver(project: &Project) -> Result<PathBuf> {
    let folder = project.target.join("tools");
    let driver = folder.join("bin/geckodriver").with_extension(std::env::consts::EXE_EXTENSION);
    if !driver.is_file() {
        let mut install = project.cargo(&["install", "--locked", "--debug", "geckodriver"]);
        // Without the project's own settings; and a debug build is fast enough and sooner there.
        install.env("CARGO_PROFILE_DEV_DEBUG", "0").arg("--root").arg(&folder);
        process::run(&mut install)?;
    }
    Ok(driver)
}

fn chromium_arguments() -> Vec<&'static str> {
    let mut arguments = vec![
        "--headless=new",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];
    if debian::is_root() {
        // Chromium's sandbox refuses to run as root.
        arguments.push("--no-sandbox");
    }
    arguments
}
