//! The licences of the crates that are compiled into the modules: whoever passes these on passes on those crates, too.

use crate::module::MODULES;
use crate::process;
use crate::project::Project;
use crate::toolchain::WASM;
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The file that holds them.
pub const FILE: &str = "LICENSES-OF-OTHERS.txt";

const BEGIN: &str = "\
The WebAssembly modules of moongrad hold code of Rust's standard library (MIT or Apache-2.0, by the Rust project's \
contributors) and of the crates below, under these terms.
";

/// Writes the file into a folder.
pub fn write(project: &Project, folder: &Path) -> Result<()> {
    let packages = packages(project)?;
    let mut text = BEGIN.to_owned();
    for name in names(project)? {
        let of_name = packages.iter().find(|package| name == title(package));
        text += &describe(of_name.with_context(|| format!("cargo metadata names no {name}"))?)?;
    }
    Ok(fs::write(folder.join(FILE), text)?)
}

/// Name and version of each crate that is compiled into a module, but for our own.
fn names(project: &Project) -> Result<Vec<String>> {
    let features = MODULES.each_ref().map(|module| module.feature).join(",");
    let tree = ["tree", "--package", "moongrad", "--target", WASM, "--prefix", "none"];
    let mut tree = project.cargo(&tree);
    tree.args([
        "--edges",
        "normal,no-proc-macro",
        "--no-default-features",
        "--features",
        &features,
    ]);
    let tree = process::read_output(tree.args(["--no-dedupe", "--format", "{p}"]))?;
    let mut names: Vec<_> = tree.lines().skip(1).map(|line| line.replace(" v", " ")).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// What cargo knows of all crates.
fn packages(project: &Project) -> Result<Vec<Value>> {
    let metadata = ["metadata", "--format-version=1", "--filter-platform", WASM];
    let metadata = process::read_output(&mut project.cargo(&metadata))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    metadata["packages"].as_array().cloned().context("cargo metadata names no crate")
}

fn title(package: &Value) -> String {
    let field = |name: &str| package[name].as_str().unwrap_or_default();
    format!("{} {}", field("name"), field("version"))
}

/// A crate with the text of its licence.
fn describe(package: &Value) -> Result<String> {
    let manifest = Path::new(package["manifest_path"].as_str().context("a crate has no manifest")?);
    let text = match find_text(manifest.parent().context("a manifest has no folder")?)? {
        Some(file) => fs::read_to_string(file)?,
        None => {
            let authors = package["authors"].as_array().into_iter().flatten();
            let authors: Vec<_> = authors.filter_map(Value::as_str).collect();
            format!("By {}. The crate brings no text of its licence.", authors.join(", "))
        }
    };
    let (title, licence) = (title(package), package["license"].as_str().unwrap_or_default());
    Ok(format!("\n{}\n{title} ({licence})\n\n{}\n", "-".repeat(80), text.trim()))
}

/// The file with a crate's licence: MIT's where one may choose, which all of them offer.
fn find_text(folder: &Path) -> Result<Option<PathBuf>> {
    let files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let named = |part: &str| {
        let holds = |file: &&PathBuf| {
            file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(part))
        };
        files.iter().filter(holds).min()
    };
    Ok(named("LICENSE-MIT").or_else(|| named("LICENSE")).cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_is_named_with_the_text_of_its_licence() {
        let project = Project::find().unwrap();
        let folder = project.target.join("licences");
        fs::create_dir_all(&folder).unwrap();
        write(&project, &folder).unwrap();
        let text = fs::read_to_string(folder.join(FILE)).unwrap();
        for name in ["rand ", "wasm-bindgen ", "serde-wasm-bindgen ", "gif ", "qrcodegen "] {
            assert!(text.contains(&format!("\n{name}")), "{name}is missing");
        }
        // Procedural macros are not compiled into anything.
        assert!(!text.contains("\nsyn ") && !text.contains("\nmoongrad "));
        assert!(text.matches("Permission is hereby granted").count() > 25, "{text}");
    }
}
