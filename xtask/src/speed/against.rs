//! The engine's speed against that of another revision.

use crate::module;
use crate::process;
use crate::project::Project;
use crate::site::{self, Site};
use crate::toolchain::Toolchain;
use anyhow::Result;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A page that compares both, by the benchmark as it is now.
pub fn site(project: &Project, toolchain: &Toolchain, revision: &str) -> Result<Site> {
    let site = Site { folder: project.target.join("against-site") };
    site::empty(&site.folder)?;
    write_module(project, toolchain, &site.folder.join("now"))?;
    let other = CheckedOut::new(project, revision)?;
    let work = fs::read_to_string(project.root.join("benches/speed/work.rs"))?;
    fs::write(other.project.root.join("benches/speed.rs"), work + "\nfn main() {}\n")?;
    write_module(&other.project, toolchain, &site.folder.join("then"))?;
    fs::write(site.folder.join("index.html"), include_str!("index.html"))?;
    fs::write(site.folder.join("worker.js"), include_str!("against.js"))?;
    Ok(site)
}

/// Builds the benchmark of a checkout.
fn write_module(project: &Project, toolchain: &Toolchain, folder: &Path) -> Result<()> {
    module::generate_bindings(&super::build_benchmark(project, toolchain)?, "speed", folder)
}

/// Another revision, checked out as long as this value lives.
struct CheckedOut<'a> {
    of: &'a Project,
    project: Project,
}

impl<'a> CheckedOut<'a> {
    /// Not below the target folder: there, cargo would add the compiler flags of today to those of the revision.
    fn new(of: &'a Project, revision: &str) -> Result<Self> {
        let root = env::temp_dir().join(format!("moongrad-{revision}-{}", std::process::id()));
        let mut add = git(of, &["worktree", "add", "--detach", "--quiet"]);
        process::run(add.arg(&root).arg(revision))?;
        Ok(Self { of, project: Project { root, target: of.target.join("against") } })
    }
}

impl Drop for CheckedOut<'_> {
    fn drop(&mut self) {
        // Nobody minds a folder that stays.
        let _ = git(self.of, &["worktree", "remove", "--force"]).arg(&self.project.root).status();
    }
}

fn git(project: &Project, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(&project.root);
    command
}
