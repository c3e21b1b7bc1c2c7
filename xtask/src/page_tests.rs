//! The tests that use the page as a person does: `tests/page`, in all browsers.

use crate::browsers::Browser;
use crate::dist::Dist;
use crate::document::Document;
use crate::driver::Driver;
use crate::first_visit;
use crate::node::Node;
use crate::one_file;
use crate::page_run::PageRun;
use crate::process;
use crate::project::{self, Project};
use crate::site::{self, Site};
use anyhow::{Result, ensure};
use fantoccini::Client;
use std::fs;
use std::path::PathBuf;
use std::thread;

/// The tests that the page must pass as it is written, too.
const SMOKE: &str = "smoke::";

/// The compiled tests, and what they look at.
pub struct PageTests<'a> {
    project: &'a Project,
    program: PathBuf,
    /// The page as it is published, with nothing added.
    published: Site,
    /// The page as it is published and as it is written, each watched.
    bundled: Site,
    written: Site,
}

impl<'a> PageTests<'a> {
    /// Compiles the tests and gives the page what they need.
    pub fn prepare(project: &'a Project, node: &Node, written: &Site, dist: &Dist) -> Result<Self> {
        let build =
            ["test", "--no-run", "--workspace", "--features", "page-tests", "--test", "page"];
        let program = project::build_executable(&mut project.cargo(&build))?;
        let copy = |site: &Site, name| site.copy_to(project.target.join(name));
        let published = copy(&dist.site, "published-site")?;
        published.compress()?;
        let bundled = copy(&dist.site, "watched-dist")?;
        let written = copy(written, "watched-site")?;
        for site in [&bundled, &written] {
            watch(project, node, site)?;
        }
        Ok(Self { project, program, published, bundled, written })
    }

    /// Runs those whose names contain one of the given ones, or all, in as many browsers at once as there are cores for,
    /// each of which needs nearly one for itself; what they say in each is printed when it is done.
    pub fn run(&self, browsers: &[Browser], only: &[String]) -> Result<()> {
        let at_once = thread::available_parallelism().map_or(1, |cores| cores.get());
        let failures: Vec<_> =
            browsers.chunks(at_once).flat_map(|some| self.run_side_by_side(some, only)).collect();
        ensure!(failures.is_empty(), "{}", failures.join("\n"));
        Ok(())
    }

    /// Tells what failed.
    fn run_side_by_side(&self, browsers: &[Browser], only: &[String]) -> Vec<String> {
        let names: Vec<_> = browsers.iter().map(|browser| browser.name()).collect();
        println!("\nthe page in {}", names.join(" and "));
        thread::scope(|scope| {
            let start = |&browser| scope.spawn(move || self.run_in(browser, only));
            let runs: Vec<_> = browsers.iter().map(start).collect();
            let ends = runs.into_iter().map(|run| run.join().expect("no browser's thread panics"));
            let failures = ends.zip(names).filter_map(|(end, name)| Some((name, end.err()?)));
            failures.map(|(name, error)| format!("in {name}: {error:#}")).collect()
        })
    }

    fn run_in(&self, browser: Browser, only: &[String]) -> Result<()> {
        let driver = Driver::start(self.project, browser)?;
        let name = browser.name();
        if only.is_empty() {
            process::wait(
                driver.visit(async |session| self.watch_first_visits(session, name).await),
            )?;
            let what = format!("{name}, the page as it is written");
            self.run_on(&self.written, what).run(&driver, &[SMOKE.into()])?;
        }
        self.run_on(&self.bundled, format!("{name}, the page of dist")).run(&driver, only)
    }

    fn run_on<'b>(&'b self, site: &'b Site, what: String) -> PageRun<'b> {
        PageRun { what, program: &self.program, root: &self.project.root, site }
    }

    /// Nothing is loaded twice, and the page of `dist` is light.
    async fn watch_first_visits(&self, session: &Client, name: &str) -> Result<()> {
        let visit = first_visit::load(&self.written, session).await?;
        visit
            .check_each_once(&format!("the first visit of the page as it is written in {name}"))?;
        first_visit::weigh(&self.published, session, name).await
    }
}

/// Adds the files of `tests/page/site` and axe to a site, whose own policy allows no other place for them; the page's
/// first script is then the one that notes whatever goes wrong.
fn watch(project: &Project, node: &Node, site: &Site) -> Result<()> {
    let tests = Site { folder: project.root.join("tests/page/site") };
    for file in tests.files() {
        site::copy(&file, &site.folder.join(tests.name(&file)))?;
    }
    // The example of a page with embeds stands beside it.
    let example = "docs/embed.html";
    site::copy(&project.root.join(example), &site.folder.join(example))?;
    site::copy(&node.axe(), &site.folder.join("axe.min.js"))?;
    let mut page = Document::read(&site.index())?;
    page.run_first("watch.js")?;
    page.write(&site.index())?;
    let file = site.folder.join(one_file::FILE);
    if !file.exists() {
        return Ok(());
    }
    let mut page = Document::read(&file)?;
    page.run_first_held(&fs::read_to_string(tests.folder.join("watch.js"))?)?;
    page.write(&file)
}
