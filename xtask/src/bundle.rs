//! What esbuild makes of the page's scripts and styles: few small files, named by their content.

use crate::document::Document;
use crate::imports;
use crate::node::Node;
use crate::process;
use crate::site::Site;
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The bundled files, as paths within the folder they were written to.
pub struct Bundle {
    /// The module that starts the page.
    pub entry: String,
    /// What that one needs before it can run.
    pub modules: Vec<String>,
    /// The one style sheet.
    pub style: String,
    /// Those of parts that are opened later.
    pub later_styles: Vec<String>,
    /// The module of a worker, whole.
    pub worker: String,
}

/// Bundles a site's page into a folder's `www`. What is imported by `import(…)` and what is styled later stays apart.
pub fn write(node: &Node, site: &Site, page: &Document, folder: &Path) -> Result<Bundle> {
    let (entry, later) = (page.entry()?, page.later_styles());
    let imports: String =
        page.styles().iter().map(|style| format!("@import \"./{style}\";\n")).collect();
    fs::write(site.folder.join("style.css"), imports)?;
    let plan = site.folder.join("bundle.json");
    let mut esbuild = esbuild(node, &site.folder);
    esbuild.args([format!("main={entry}"), "style=style.css".into()]);
    esbuild.args(&later);
    esbuild.args(["--bundle", "--splitting", "--format=esm", "--legal-comments=none"]);
    // What is loaded later then needs the entry, and all that the entry needs stays one file instead of one for each
    // way in which it is shared.
    esbuild.arg(format!("--inject:{entry}"));
    esbuild.args(["--entry-names=[name]-[hash]", "--chunk-names=[name]-[hash]"]);
    esbuild.arg(format!("--outdir={}", folder.join("www").display()));
    process::run(esbuild.arg(format!("--metafile={}", plan.display())))?;
    let plan: Value = serde_json::from_slice(&fs::read(plan)?)?;
    let worker = write_worker(node, site, page.worker()?, folder)?;
    read_plan(&plan, entry, &site.modules(entry)?, &later, worker)
}

/// Bundles what a worker runs into one file of its own: it has no page, which the others need. Returns its path.
fn write_worker(node: &Node, site: &Site, worker: &str, folder: &Path) -> Result<String> {
    let plan = site.folder.join("worker.json");
    let mut esbuild = esbuild(node, &site.folder);
    esbuild.args([worker, "--bundle", "--format=esm", "--legal-comments=none"]);
    esbuild.arg("--entry-names=[name]-[hash]");
    esbuild.arg(format!("--outdir={}", folder.join("www").display()));
    process::run(esbuild.arg(format!("--metafile={}", plan.display())))?;
    let plan: Value = serde_json::from_slice(&fs::read(plan)?)?;
    within_www(made_of(&plan, worker)?)
}

/// A module and all that it imports, at once or later, in one. What another module exports is there in place of what
/// browsers have under the same names. It may run where there is no address to start from. `format` is "esm", or "iife"
/// for a script that is no module.
pub fn join(node: &Node, site: &Site, entry: &str, instead: &str, format: &str) -> Result<String> {
    let mut esbuild = esbuild(node, &site.folder);
    esbuild.args([entry, "--bundle", "--legal-comments=none"]);
    esbuild.arg(format!("--format={format}"));
    esbuild.arg("--define:import.meta.url=\"file:///\"");
    let output = process::read_output(esbuild.arg(format!("--inject:{instead}")))?;
    Ok(output.trim_end().to_owned())
}

/// A script by itself, shortened, in the syntax of browsers of a time: `es5` is the oldest.
pub fn shorten(node: &Node, site: &Site, script: &str, syntax: &str) -> Result<String> {
    let target = format!("--target={syntax}");
    let output = process::read_output(esbuild(node, &site.folder).args([script, &target]))?;
    Ok(output.trim_end().to_owned())
}

fn esbuild(node: &Node, folder: &Path) -> Command {
    let mut command = node.tool("esbuild");
    command.args(["--minify", "--charset=utf8", "--log-level=warning"]).current_dir(folder);
    command
}

/// Reads what esbuild says it made. It has read the same imports as this program, which it must have found the same.
fn read_plan(
    plan: &Value,
    entry: &str,
    modules: &[String],
    later: &[&str],
    worker: String,
) -> Result<Bundle> {
    let needed = imports::closure(entry, |module| imported(&plan["inputs"][module], module))?;
    let (ours, theirs) = (sorted(modules), sorted(&needed));
    anyhow::ensure!(
        ours == theirs,
        "esbuild finds the imports {theirs:?}, and imports.rs {ours:?}"
    );
    let outputs = &plan["outputs"];
    let main = made_of(plan, entry)?;
    let modules = imports::closure(main, |module| imported(&outputs[module], module))?;
    Ok(Bundle {
        entry: within_www(main)?,
        modules: modules.iter().map(|module| within_www(module)).collect::<Result<_>>()?,
        style: within_www(made_of(plan, "style.css")?)?,
        later_styles: later
            .iter()
            .map(|style| within_www(made_of(plan, style)?))
            .collect::<Result<_>>()?,
        worker,
    })
}

/// The file that esbuild made of a source that it was asked for.
fn made_of<'a>(plan: &'a Value, source: &str) -> Result<&'a str> {
    let outputs = plan["outputs"].as_object().context("esbuild tells no outputs")?;
    let made = outputs.iter().find(|(_, output)| output["entryPoint"] == source);
    Ok(made.with_context(|| format!("esbuild made nothing of {source}"))?.0)
}

fn sorted(names: &[String]) -> Vec<&str> {
    let mut names: Vec<_> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// What a module's statements import, as esbuild tells it: what is injected, by its whole path, in no statement.
fn imported(told: &Value, module: &str) -> Result<Vec<String>> {
    let imports = told["imports"].as_array();
    let imports = imports.with_context(|| format!("esbuild tells nothing of {module}"))?;
    let of_statements = imports.iter().filter(|import| import["kind"] == "import-statement");
    let paths = of_statements.filter_map(|import| import["path"].as_str());
    Ok(paths.filter(|path| Path::new(path).is_relative()).map(str::to_owned).collect())
}

/// The file's path from the folder that `www` is in; esbuild tells it from where it ran.
fn within_www(output: &str) -> Result<String> {
    let name = Path::new(output).file_name().and_then(|name| name.to_str());
    Ok(format!("www/{}", name.with_context(|| format!("{output} is no file"))?))
}

#[cfg(test)]
mod tests {
    use super::read_plan;
    use serde_json::json;

    fn plan() -> serde_json::Value {
        let import = |path: &str, kind: &str| json!({ "path": path, "kind": kind });
        let static_import = |path: &str| import(path, "import-statement");
        json!({
            "inputs": {
                "www/main.js": { "imports": [
                    static_import("www/a.js"), import("www/later.js", "dynamic-import"),
                ] },
                "www/a.js": { "imports": [] },
                "www/later.js": { "imports": [static_import("www/a.js")] },
            },
            "outputs": {
                "../dist/www/main-1.js": { "entryPoint": "www/main.js", "imports": [
                    static_import("../dist/www/chunk-2.js"),
                    import("../dist/www/later-3.js", "dynamic-import"),
                ] },
                "../dist/www/chunk-2.js": { "imports": [] },
                "../dist/www/later-3.js": { "entryPoint": "www/later.js", "imports": [] },
                "../dist/www/style-4.css": { "entryPoint": "style.css", "imports": [] },
                "../dist/www/later-5.css": { "entryPoint": "www/later.css", "imports": [] },
            },
        })
    }

    #[test]
    fn what_is_imported_later_is_not_asked_for_at_once() {
        let modules = ["www/a.js".into()];
        let bundle =
            read_plan(&plan(), "www/main.js", &modules, &["www/later.css"], "www/w.js".into());
        let bundle = bundle.expect("it is whole");
        assert_eq!(bundle.entry, "www/main-1.js");
        assert_eq!(bundle.modules, ["www/chunk-2.js"]);
        assert_eq!(bundle.style, "www/style-4.css");
        assert_eq!(bundle.later_styles, ["www/later-5.css"]);
    }

    #[test]
    fn imports_that_only_esbuild_finds_are_told() {
        let error = read_plan(&plan(), "www/main.js", &[], &[], String::new())
            .err()
            .expect("one is missing");
        assert!(error.to_string().contains("www/a.js"), "{error}");
    }
}
