//! A run of the compiled tests of the page in one browser, which goes on in another one when that crashes: a crash is told,
//! but says nothing about the tests that come after it.

use crate::driver::Driver;
use crate::one_file;
use crate::process;
use crate::server;
use crate::site::Site;
use anyhow::{Context, Result, ensure};
use fantoccini::Client;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::timeout;

/// How often a browser may crash in a run: a page that crashes it whenever it is tested fails.
const CRASHES: usize = 2;

/// How long a browser may take to say that it is still there.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is run.
pub struct PageRun<'a> {
    /// For people.
    pub what: String,
    /// The compiled tests, and the folder that they expect to run in.
    pub program: &'a Path,
    pub root: &'a Path,
    /// What they look at.
    pub site: &'a Site,
}

/// What the tests said in one browser.
struct Told {
    text: String,
    has_passed: bool,
    has_crashed: bool,
}

impl PageRun<'_> {
    /// Runs the tests whose names contain one of the given ones, or all.
    pub fn run(&self, driver: &Driver, only: &[String]) -> Result<()> {
        let mut left = self.list(only)?;
        ensure!(!left.is_empty(), "there are no tests of that name: {only:?}");
        let (address, missing) = serve(self.site)?;
        let mut have_passed = true;
        for crashes in 0.. {
            let told = process::wait(
                driver.visit(async |session| self.ask(driver, session, &address, &left).await),
            )?;
            println!("\n{}\n{}", self.what, told.text);
            if !told.has_crashed {
                have_passed &= told.has_passed;
                break;
            }
            ensure!(crashes < CRASHES, "the browser has crashed again and again");
            let ended = before_the_crash(&told.text);
            have_passed &= ended.iter().all(|&(_, has_passed)| has_passed);
            left.retain(|test| ended.iter().all(|(name, _)| name != test));
            println!("{}: the browser has crashed; {} tests run in another", self.what, left.len());
        }
        ensure!(have_passed, "tests of the page failed");
        let missing = missing.lock().expect("nobody panics with it");
        ensure!(missing.is_empty(), "the page asked for what is not there: {missing:?}");
        Ok(())
    }

    /// The names of the tests.
    fn list(&self, only: &[String]) -> Result<Vec<String>> {
        let list =
            process::read_output(self.command().args(["--list", "--format=terse"]).args(only))?;
        Ok(list.lines().filter_map(|line| Some(line.strip_suffix(": test")?.to_owned())).collect())
    }

    /// Lets tests use the page in a session, telling them by variables where everything is.
    async fn ask(
        &self,
        driver: &Driver,
        session: &Client,
        address: &str,
        tests: &[String],
    ) -> Result<Told> {
        let id = session.session_id().await?.context("the session has no name")?;
        let mut command = self.command();
        // A session has one window.
        command.args(["--test-threads=1", "--exact"]).args(tests);
        command.env("MOONGRAD_WEBDRIVER", &driver.address).env("MOONGRAD_SESSION", id);
        // Of the page as it is written there is no such file, nor a test of it.
        let file = format!("file://{}", self.site.folder.join(one_file::FILE).display());
        command.env("MOONGRAD_PAGE", address).env("MOONGRAD_FILE", file);
        // What fails is told in full; a backtrace would only show the runtime around it.
        let output = command.env("RUST_BACKTRACE", "0").output()?;
        let text =
            [output.stdout, output.stderr].map(|told| String::from_utf8_lossy(&told).into_owned());
        let has_passed = output.status.success();
        let has_crashed = !has_passed && !answers(session).await;
        Ok(Told { text: text.concat(), has_passed, has_crashed })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(self.program);
        command.current_dir(self.root);
        command
    }
}

/// Whether a browser still runs scripts.
async fn answers(session: &Client) -> bool {
    let answer = timeout(PATIENCE, session.execute("return 1", vec![])).await;
    answer.is_ok_and(|answer| answer.is_ok())
}

/// The tests that ended before the browser did, and whether each passed. All fail from then on, the last of those that passed
/// is certainly before it.
fn before_the_crash(told: &str) -> Vec<(&str, bool)> {
    let result = |line| {
        let (name, end) = str::strip_prefix(line, "test ")?.split_once(" ... ")?;
        Some((name, end == "ok"))
    };
    let mut ended: Vec<_> = told.lines().filter_map(result).collect();
    while ended.pop_if(|(_, has_passed)| !*has_passed).is_some() {}
    ended
}

/// Serves a site in the background; returns the address and the requests that failed so far.
fn serve(site: &Site) -> Result<(String, Arc<Mutex<BTreeSet<String>>>)> {
    let failures = Arc::new(Mutex::new(BTreeSet::new()));
    let noted = failures.clone();
    let address = server::serve_in_background(site.folder.clone(), move |path, reply| {
        if reply.status().is_client_error() || reply.status().is_server_error() {
            noted.lock().expect("nobody panics with it").insert(path.to_owned());
        }
    })?;
    Ok((address, failures))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_before_a_crash_is_not_run_again() {
        let told = "\nrunning 5 tests\ntest a::b ... ok\ntest c ... FAILED\ntest d ... ok\ntest e ... FAILED\n\
            test f ... FAILED\n\nfailures:\n    c\n";
        assert_eq!(before_the_crash(told), [("a::b", true), ("c", false), ("d", true)]);
        assert_eq!(before_the_crash("test a ... FAILED\n"), []);
    }
}
