//! `cargo xtask dist`: the page as a static host gets it, and what it weighs.

use crate::bundle;
use crate::document::Document;
use crate::module::{ENGINE, MODULES, Module};
use crate::node::Node;
use crate::npm_package;
use crate::one_file;
use crate::project::Project;
use crate::site::{self, Site};
use crate::toolchain::Toolchain;
use crate::wasm_opt;
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;

/// The most that the lab's first visit may weigh, in bytes as they are sent, gzipped; and the most requests that it
/// may take. These are the design's budget; the wish is 140 KB, and TensorFlow Playground takes 129 KB and 6
/// requests.
const MOST_BYTES: usize = 150_000;
const MOST_REQUESTS: usize = 12;

/// The page as it is published.
pub struct Dist {
    /// Its folder.
    pub site: Site,
    /// What a first visit loads, as paths within the folder.
    first: Vec<String>,
}

/// Writes the folder `dist`, prints what is in it, and fails when a visit weighs too much.
pub fn run(project: &Project) -> Result<Dist> {
    let (node, toolchain) = (Node::find_or_install(project)?, Toolchain::find_or_install()?);
    let dist = Dist::build(project, &toolchain, &node)?;
    dist.weigh()?;
    println!("written to {}", dist.site.folder.display());
    Ok(dist)
}

impl Dist {
    /// Bundles the page into the folder `dist`, in place of what was there.
    pub fn build(project: &Project, toolchain: &Toolchain, node: &Node) -> Result<Self> {
        let written = Site::put_together(project, toolchain, project.target.join("bundled-site"))?;
        for module in &MODULES {
            wasm_opt::shorten(project, node, &written.folder.join("pkg").join(module.file()))?;
        }
        let site = Site { folder: project.root.join("dist") };
        site::empty(&site.folder)?;
        MODULES.iter().try_for_each(|module| write_module(module, &written, &site))?;
        npm_package::describe(project, &site.folder.join("pkg"))?;
        let mut page = Document::read(&written.index())?;
        page.unindent();
        let bundle = bundle::write(node, &written, &page, &site.folder)?;
        one_file::write(node, &written, &page, &bundle, &site)?;
        let script = bundle::shorten(node, &written, page.first_script()?, "es5")?;
        let engine = address(&ENGINE, &written)?;
        page.preload(&bundle.modules)?;
        page.set_style(&bundle.style)?;
        page.set_later_styles(&bundle.later_styles);
        page.set_worker(&bundle.worker)?;
        page.set_entry(&bundle.entry)?;
        page.set_first_script(&script, Some(&engine))?;
        page.write(&site.index())?;
        site::copy(&written.folder.join(site::ICON), &site.folder.join(site::ICON))?;
        write_element(node, &written, &site)?;
        let engine = format!("pkg/{}", ENGINE.file());
        let mut first =
            vec!["index.html".into(), engine, bundle.style, bundle.entry, site::ICON.into()];
        first.extend(bundle.modules);
        Ok(Self { site, first })
    }

    /// Prints each file's size and fails when a first visit takes too much.
    pub fn weigh(&self) -> Result<()> {
        println!("{:>9} {:>9}  file", "bytes", "gzipped");
        let mut visit = Visit::default();
        let mut all = 0;
        for file in self.site.files() {
            let bytes = fs::read(&file)?;
            let (size, name) = (site::gzipped(&bytes)?.len(), self.site.name(&file));
            println!("{:>9} {size:>9}  {name}", bytes.len());
            if self.first.contains(&name) {
                visit.note(&name, size);
            }
            if name != one_file::FILE {
                all += size;
            }
        }
        println!("{:>9} {all:>9}  all files of the folder, without {}", "", one_file::FILE);
        visit.check("the first visit, from dist's own files")
    }
}

/// Copies a module with its JavaScript and types for other pages, and lets the JavaScript that goes into the bundle
/// know the module's address from there.
fn write_module(module: &Module, written: &Site, site: &Site) -> Result<()> {
    let (from, to) = (written.folder.join("pkg"), site.folder.join("pkg"));
    let (file, script) = (module.file(), module.script());
    for file in module.files() {
        site::copy(&from.join(&file), &to.join(&file))?;
    }
    let text = fs::read_to_string(from.join(&script))?;
    let (start, end) =
        text.split_once(&file).with_context(|| format!("{script} names no {file}"))?;
    let address = address(module, written)?;
    Ok(fs::write(from.join(&script), format!("{start}../{address}{end}"))?)
}

/// Where the page asks for a module: what a browser has kept of another one is not taken for it. The file's own name
/// stays, for those that find it in the package.
fn address(module: &Module, written: &Site) -> Result<String> {
    let file = module.file();
    let digest = Sha256::digest(fs::read(written.folder.join("pkg").join(&file))?);
    let hash: String = digest[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("pkg/{file}?{hash}"))
}

/// The element that other pages load by its name, which therefore stays the same.
fn write_element(node: &Node, written: &Site, site: &Site) -> Result<()> {
    let (element, place) = ("www/embed/element.js", site.folder.join("www/embed"));
    fs::create_dir_all(&place)?;
    let text = bundle::shorten(node, written, element, "es2022")?;
    Ok(fs::write(place.join("element.js"), text)?)
}

/// What a visit has loaded.
#[derive(Default)]
pub struct Visit {
    names: BTreeSet<String>,
    repeated: Vec<String>,
    requests: usize,
    bytes: usize,
}

impl Visit {
    /// Adds an answered request.
    pub fn note(&mut self, name: &str, bytes: usize) {
        if !self.names.insert(name.to_owned()) {
            self.repeated.push(name.to_owned());
        }
        self.requests += 1;
        self.bytes += bytes;
    }

    /// Fails when something was loaded twice, as a file is that was asked for early and then not recognised.
    pub fn check_each_once(&self, what: &str) -> Result<()> {
        ensure!(self.repeated.is_empty(), "{what} loads twice: {}", self.repeated.join(", "));
        Ok(())
    }

    /// Prints the sum.
    pub fn tell(&self, what: &str) {
        let Self { requests, bytes, .. } = self;
        println!("{requests:>9} {bytes:>9}  {what}: requests, bytes gzipped");
    }

    /// Prints the sum and fails when it is too much.
    pub fn check(&self, what: &str) -> Result<()> {
        let Self { requests, bytes, .. } = self;
        self.tell(what);
        self.check_each_once(what)?;
        ensure!(*requests <= MOST_REQUESTS, "{what} takes more than {MOST_REQUESTS} requests");
        ensure!(*bytes <= MOST_BYTES, "{what} weighs more than {MOST_BYTES} bytes gzipped");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_BYTES, MOST_REQUESTS, Visit};

    #[test]
    fn a_visit_may_take_so_much_and_no_more() {
        let mut visit = Visit::default();
        visit.note("a", MOST_BYTES);
        visit.check("it").expect("it is just allowed");
        visit.note("b", 1);
        visit.check("it").expect_err("it is too heavy");
    }

    #[test]
    fn a_visit_may_ask_so_often_and_no_more() {
        let mut visit = Visit::default();
        for i in 0..MOST_REQUESTS {
            visit.note(&i.to_string(), 1);
        }
        visit.check("it").expect("it is just allowed");
        visit.note("another", 1);
        visit.check("it").expect_err("it asks too often");
    }

    #[test]
    fn nothing_is_loaded_twice() {
        let mut visit = Visit::default();
        visit.note("a", 1);
        visit.note("a", 1);
        visit.check("it").expect_err("it asks twice");
    }
}
