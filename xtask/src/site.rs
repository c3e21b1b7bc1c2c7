//! The page as a folder, as it is written.

use crate::code;
use crate::document::Document;
use crate::imports;
use crate::listings;
use crate::module::MODULES;
use crate::project::Project;
use crate::sources::files_under;
use crate::toolchain::Toolchain;
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The page's icon.
pub const ICON: &str = "www/favicon.svg";

/// A folder with everything that the page needs.
pub struct Site {
    /// Where it is.
    pub folder: PathBuf,
}

impl Site {
    /// Builds the page into a folder, in place of what was there. Its index.html asks early for all that would
    /// otherwise be found out about one import after the other.
    pub fn build(project: &Project, toolchain: &Toolchain, folder: PathBuf) -> Result<Self> {
        let site = Self::put_together(project, toolchain, folder)?;
        let mut page = Document::read(&site.index())?;
        let modules = site.modules(page.entry()?)?;
        page.preload(&modules)?;
        page.write(&site.index())?;
        Ok(site)
    }

    /// Builds the modules and puts the page's own files beside it, unchanged.
    pub fn put_together(project: &Project, toolchain: &Toolchain, folder: PathBuf) -> Result<Self> {
        MODULES.iter().try_for_each(|module| module.compile(project, toolchain))?;
        empty(&folder)?;
        MODULES.iter().try_for_each(|module| module.write(project, &folder.join("pkg")))?;
        code::write(project, &folder.join("pkg"))?;
        listings::write(project, &folder.join("pkg"))?;
        for file in page_files(project) {
            copy(&file, &folder.join(file.strip_prefix(&project.root)?))?;
        }
        Ok(Self { folder })
    }

    /// The page itself.
    pub fn index(&self) -> PathBuf {
        self.folder.join("index.html")
    }

    /// What a module of the page needs before it can run.
    pub fn modules(&self, entry: &str) -> Result<Vec<String>> {
        imports::closure(entry, |module| imports::of_file(&self.folder, module))
    }

    /// All its files.
    pub fn files(&self) -> Vec<PathBuf> {
        files_under(&self.folder)
    }

    /// A file's path within the site, as a URL has it.
    pub fn name(&self, file: &Path) -> String {
        let path = file.strip_prefix(&self.folder).expect("it is in the folder");
        path.to_string_lossy().replace('\\', "/")
    }

    /// Copies it to a folder, in place of what was there.
    pub fn copy_to(&self, folder: PathBuf) -> Result<Self> {
        empty(&folder)?;
        for file in self.files() {
            copy(&file, &folder.join(self.name(&file)))?;
        }
        Ok(Self { folder })
    }

    /// Puts a compressed copy beside each file, which the server then prefers.
    pub fn compress(&self) -> Result<()> {
        for file in self.files() {
            fs::write(format!("{}.gz", file.display()), gzipped(&fs::read(&file)?)?)?;
        }
        Ok(())
    }
}

/// Makes a folder an empty one.
pub fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

/// Copies a file to a place whose folder there may not be yet.
pub fn copy(file: &Path, place: &Path) -> Result<()> {
    fs::create_dir_all(place.parent().expect("it is in a folder"))?;
    fs::copy(file, place).with_context(|| format!("{} is missing", file.display()))?;
    Ok(())
}

/// The page's own files, which a browser loads as they were written.
fn page_files(project: &Project) -> Vec<PathBuf> {
    let mut files = files_under(&project.root.join("www"));
    files.push(project.root.join("index.html"));
    files
}

/// Bytes as servers compress them.
pub fn gzipped(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
