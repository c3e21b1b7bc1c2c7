//! The package for npm that the folder `pkg` is, and the check that a project can depend on it.

use crate::licences;
use crate::module::{ENGINE, MODULES, Module};
use crate::node::Node;
use crate::process;
use crate::project::Project;
use crate::site::{self, Site};
use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// What the package says about itself.
const README: &str = "docs/package.md";

const LICENCES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// The types say what is given back where a `using` ends, which no library of TypeScript has by default.
const DISPOSABLE: &str = "/// <reference lib=\"esnext.disposable\" />\n";

/// The project that depends on it: what it writes, and what runs that.
const USER: [&str; 3] = ["train.ts", "run.js", "tsconfig.json"];

/// Adds to a folder of modules what makes it a package.
pub fn describe(project: &Project, folder: &Path) -> Result<()> {
    site::copy(&project.root.join(README), &folder.join("README.md"))?;
    for licence in LICENCES {
        site::copy(&project.root.join(licence), &folder.join(licence))?;
    }
    licences::write(project, folder)?;
    for module in &MODULES {
        let types = folder.join(module.types());
        let text = fs::read_to_string(&types)?;
        fs::write(types, DISPOSABLE.to_owned() + &text)?;
    }
    let manifest = serde_json::to_string_pretty(&manifest(&project.crate_manifest()?))?;
    Ok(fs::write(folder.join("package.json"), manifest + "\n")?)
}

/// The package's manifest, given what cargo knows of the crate.
fn manifest(of_crate: &Value) -> Value {
    let files: Vec<_> = MODULES.iter().flat_map(Module::files).collect();
    let files: Vec<_> =
        files.iter().map(String::as_str).chain(LICENCES).chain([licences::FILE]).collect();
    let copied = |field: &str| of_crate[field].clone();
    json!({
        "name": copied("name"),
        "version": copied("version"),
        "description": copied("description"),
        "keywords": copied("keywords"),
        "license": copied("license"),
        "type": "module",
        "main": ENGINE.script(),
        "types": ENGINE.types(),
        "exports": exports(),
        "files": files,
        "sideEffects": false,
        "engines": { "node": ">=18" },
    })
}

/// Each module by its name, the engine by that of the package, and the files that their users may have to name.
fn exports() -> Map<String, Value> {
    let mut exports = Map::new();
    for module in &MODULES {
        let [wasm, script, types] = module.files().map(|file| format!("./{file}"));
        let name =
            if module.name == ENGINE.name { ".".into() } else { format!("./{}", module.name) };
        exports.insert(name, json!({ "types": types, "default": script }));
        exports.insert(wasm.clone(), wasm.into());
    }
    exports.insert("./package.json".into(), "./package.json".into());
    exports
}

/// Installs the packed package into an empty project, which is checked against its types and trains with it, and so
/// does the example of its README: both to the digest that the README tells, which a test holds to the native one.
/// Returns the packed file.
pub fn check(project: &Project, node: &Node, dist: &Site) -> Result<PathBuf> {
    let folder = project.target.join("installed-package");
    let packed = install(project, node, dist, &folder)?;
    process::run(node.tool("tsc").args(["--project", "."]).current_dir(&folder))?;
    let run = |file: &str| process::read_output(node.command().arg(file).current_dir(&folder));
    let readme = fs::read_to_string(project.root.join(README))?;
    let example = example(&readme).context("the package's README has no example for Node.js")?;
    fs::write(folder.join("example.js"), example)?;
    let digest = run("example.js")?.trim().to_owned();
    ensure!(
        example.contains(&format!("// {digest},")),
        "the example in {README} prints {digest}, which it does not tell"
    );
    let told: Value = serde_json::from_str(&run("run.js")?)?;
    ensure!(
        told["digest"] == *digest && told["step"] == 150 && told["others"] == true,
        "with the package in a project of TypeScript came {told}, and in {README} {digest}"
    );
    println!("the package, installed, trains to {digest}");
    Ok(packed)
}

/// Makes a folder an empty project that depends on the packed package; returns that.
fn install(project: &Project, node: &Node, dist: &Site, folder: &Path) -> Result<PathBuf> {
    site::empty(folder)?;
    for file in USER {
        site::copy(&project.root.join("tests/package").join(file), &folder.join(file))?;
    }
    fs::write(folder.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    let mut pack = node.npm(&["pack", "--json", "--pack-destination"]);
    pack.arg(folder).arg(dist.folder.join("pkg"));
    let packed: Value = serde_json::from_str(&process::read_output(&mut pack)?)?;
    let packed = packed[0]["filename"].as_str().context("npm names no packed file")?;
    let mut install = node.npm(&["install", "--offline", "--ignore-scripts", "--silent"]);
    process::run(install.arg(format!("./{packed}")).current_dir(folder))?;
    Ok(folder.join(packed))
}

/// The piece of code that names Node.js.
fn example(readme: &str) -> Option<&str> {
    let pieces = readme.split("```js\n").skip(1).filter_map(|piece| piece.split("```").next());
    pieces.into_iter().find(|piece| piece.contains("\"node:"))
}

#[cfg(test)]
mod tests {
    use super::{example, exports, manifest};
    use serde_json::json;

    #[test]
    fn each_module_is_found_by_its_name_with_its_types() {
        let exports = exports();
        let engine = json!({ "types": "./moongrad.d.ts", "default": "./moongrad.js" });
        assert_eq!(exports["."], engine);
        assert_eq!(exports["./inside"]["default"], "./inside.js");
        assert_eq!(exports["./talk_bg.wasm"], "./talk_bg.wasm");
    }

    #[test]
    fn the_package_is_called_as_the_crate_is() {
        let manifest = manifest(&json!({ "name": "a", "version": "1.2.3", "license": "MIT" }));
        assert_eq!((&manifest["name"], &manifest["version"]), (&json!("a"), &json!("1.2.3")));
        let files = manifest["files"].as_array().expect("a list");
        assert!(
            files.contains(&json!("moongrad_bg.wasm")) && files.contains(&json!("LICENSE-MIT"))
        );
    }

    #[test]
    fn the_example_for_node_is_the_one_that_names_it() {
        let readme = "```js\na\n```\nand\n```js\nimport \"node:fs\"\n```\n";
        assert_eq!(example(readme), Some("import \"node:fs\"\n"));
    }
}
