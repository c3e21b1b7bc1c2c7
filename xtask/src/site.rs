//! The page as a folder: built, put together, weighed.

use crate::process;
use crate::project::Project;
use crate::sources::files_under;
use crate::toolchain::{Toolchain, WASM};
use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// What everything that the page loads may weigh, compressed: 200 KB.
const MOST_BYTES: usize = 200_000;

/// A folder with everything that the page needs.
pub struct Site {
    /// Where it is.
    pub folder: PathBuf,
}

impl Site {
    /// Builds the page into a folder, in place of what was there.
    pub fn build(project: &Project, toolchain: &Toolchain, folder: PathBuf) -> Result<Self> {
        let build = ["build", "--release", "--package", "moongrad", "--lib"];
        process::run_keeping_message(&mut toolchain.cargo(project, &build))?;
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let module = project.target.join(WASM).join("release/moongrad.wasm");
        generate_bindings(&module, "moongrad", &folder.join("pkg"))?;
        for file in page_files(project) {
            let place = folder.join(file.strip_prefix(&project.root)?);
            fs::create_dir_all(place.parent().expect("it is in the folder"))?;
            fs::copy(&file, &place).with_context(|| format!("{} is missing", file.display()))?;
        }
        Ok(Self { folder })
    }

    /// A file's path within the site, as a URL has it.
    fn name(&self, file: &Path) -> String {
        let path = file.strip_prefix(&self.folder).expect("it is in the folder");
        path.to_string_lossy().replace('\\', "/")
    }

    /// Prints each file's size and fails when the page is too heavy.
    fn weigh(&self) -> Result<()> {
        let mut total = (0, 0);
        println!("{:>9} {:>9}  file", "bytes", "gzipped");
        for file in files_under(&self.folder) {
            let bytes = fs::read(&file)?;
            let size = (bytes.len(), gzipped_size(&bytes)?);
            println!("{:>9} {:>9}  {}", size.0, size.1, self.name(&file));
            // Type declarations are for programmers; no page loads them.
            if !self.name(&file).ends_with(".d.ts") {
                total = (total.0 + size.0, total.1 + size.1);
            }
        }
        println!("{:>9} {:>9}  all that the page loads", total.0, total.1);
        if total.1 > MOST_BYTES {
            bail!("the page loads {} bytes gzipped; {MOST_BYTES} are allowed", total.1);
        }
        Ok(())
    }
}

/// `cargo xtask dist`: writes the folder `dist` and prints what is in it.
pub fn write_dist(project: &Project) -> Result<()> {
    let folder = project.root.join("dist");
    let site = Site::build(project, &Toolchain::find_or_install()?, folder)?;
    site.weigh()?;
    println!("written to {}", site.folder.display());
    Ok(())
}

/// The page's own files, which a browser loads as they were written.
fn page_files(project: &Project) -> Vec<PathBuf> {
    let mut files = files_under(&project.root.join("www"));
    files.push(project.root.join("index.html"));
    files
}

/// Writes the module, its JavaScript and its TypeScript types.
pub fn generate_bindings(module: &Path, name: &str, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(module)
        .out_name(name)
        .web(true)?
        .typescript(true)
        .omit_default_module_path(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    // The types of the raw module beneath the bindings are of use to nobody.
    fs::remove_file(folder.join(format!("{name}_bg.wasm.d.ts")))?;
    Ok(())
}

fn gzipped_size(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

#[cfg(test)]
mod tests {
    /// Cargo cannot choose otherwise as long as both pin wasm-bindgen-shared; this holds them to it.
    #[test]
    fn the_generator_is_of_the_librarys_version() {
        let lock = include_str!("../../Cargo.lock");
        let version = |name: &str| {
            let (_, rest) = lock.split_once(&format!("name = \"{name}\"\n")).expect("it is used");
            rest.lines().next().expect("a version follows")
        };
        assert_eq!(
            version("wasm-bindgen-cli-support"),
            version("wasm-bindgen"),
            "run `cargo update wasm-bindgen wasm-bindgen-cli wasm-bindgen-cli-support`"
        );
    }
}
