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
    let licence = package["license"].as_str().unwrap_or_default();
    let files = find_texts(manifest.parent().context("a manifest has no folder")?, licence)?;
    let mut texts = files.iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    if texts.is_empty() {
        let authors = package["authors"].as_array().into_iter().flatten();
        let authors: Vec<_> = authors.filter_map(Value::as_str).collect();
        let authors = authors.join(", ");
        texts.push(format!("By {authors}. The crate brings no text of its licence."));
    }
    let texts: Vec<_> = texts.iter().map(|text| text.trim()).collect();
    Ok(format!("\n{}\n{} ({licence})\n\n{}\n", "-".repeat(80), title(package), texts.join("\n\n")))
}

/// The files with a crate's licences: of those that one may choose from, MIT's.
fn find_texts(folder: &Path, licence: &str) -> Result<Vec<PathBuf>> {
    let mut texts = Vec::new();
    for file in fs::read_dir(folder)? {
        let file = file?;
        if file.file_name().to_string_lossy().starts_with("LICENSE") {
            texts.push(file.path());
        }
    }
    texts.sort();
    let is_mit = |file: &PathBuf| file.to_string_lossy().contains("LICENSE-MIT");
    if !licence.contains(" AND ") && texts.iter().any(is_mit) {
        texts.retain(is_mit);
    }
    Ok(texts)
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
        assert!(text.contains("UNICODE LICENSE V3"), "one of those that all hold is missing");
        // Procedural macros are not compiled into anything.
        assert!(!text.contains("\nsyn ") && !text.contains("\nmoongrad "));
        assert!(text.matches("Permission is hereby granted").count() > 25, "{text}");
    }
}
