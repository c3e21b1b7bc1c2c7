//! The tests that use the page as a person does: `tests/page`, once per browser.

use crate::browsers::Browser;
use crate::driver::Driver;
use crate::process;
use crate::project::Project;
use crate::server;
use crate::site::Site;
use crate::toolchain::Toolchain;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// What the page asked for in vain.
type Failures = Arc<Mutex<BTreeSet<String>>>;

/// Runs the page's tests in each of the browsers.
pub fn run(
    project: &Project,
    toolchain: &Toolchain,
    browsers: &[Browser],
    axe: &Path,
) -> Result<()> {
    let site = watched_site(project, toolchain)?;
    // From the page's own folder, since its policy allows no other.
    fs::copy(axe, site.folder.join("axe.min.js"))?;
    let (address, failures) = serve(site)?;
    for &browser in browsers {
        println!("\nthe page in {}", browser.name());
        run_in(project, browser, &address)?;
        let failures = failures.lock().expect("the server does not panic");
        if !failures.is_empty() {
            bail!("in {} the page asked for what is not there: {failures:?}", browser.name());
        }
    }
    Ok(())
}

/// Runs them in one browser, telling them by variables where everything is.
fn run_in(project: &Project, browser: Browser, address: &str) -> Result<()> {
    let driver = Driver::start(project, browser)?;
    let mut tests = project.cargo(&["test", "--workspace", "--features", "page-tests"]);
    // A driver has one browser window at a time.
    tests.args(["--test", "page", "--", "--test-threads=1"]);
    tests.env("MOONGRAD_PAGE", address).env("MOONGRAD_WEBDRIVER", &driver.address);
    tests.env("MOONGRAD_CAPABILITIES", browser.capabilities().to_string());
    // What fails is told in full; a backtrace would only show the runtime around it.
    process::run(tests.env("RUST_BACKTRACE", "0"))
}

/// The page as `dist` makes it, and the files of `tests/page/site`; the page's first script
/// is the one that notes whatever goes wrong.
fn watched_site(project: &Project, toolchain: &Toolchain) -> Result<Site> {
    let site = Site::build(project, toolchain, project.target.join("tested-site"))?;
    for file in fs::read_dir(project.root.join("tests/page/site"))? {
        let file = file?;
        fs::copy(file.path(), site.folder.join(file.file_name()))?;
    }
    let index = site.folder.join("index.html");
    let page = fs::read_to_string(&index)?;
    let (start, rest) = page.split_once("<head>").context("index.html has no <head>")?;
    fs::write(&index, format!("{start}<head><script src=\"watch.js\"></script>{rest}"))?;
    Ok(site)
}

/// Serves a site in the background; returns the address and the requests that failed so far.
fn serve(site: Site) -> Result<(String, Failures)> {
    let failures = Failures::default();
    let noted = failures.clone();
    let address = server::serve_in_background(site.folder, move |path, reply| {
        if reply.status().is_client_error() || reply.status().is_server_error() {
            noted.lock().expect("nobody panics with it").insert(path.to_owned());
        }
    })?;
    Ok((address, failures))
}
