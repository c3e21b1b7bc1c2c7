//! The source is built in storeys: each module uses only what stands before it, so that there is no circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// From the ground up; a module uses those of its own storey and of the storeys before.
const STOREYS: [&str; 8] = ["number", "ad", "data", "model", "run", "inside", "out", "web"];

/// Each module of `src`, by its path as in `crate::run::config`, and the modules that it uses.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// The modules that are files, tests aside.
fn read_modules(folder: &Path, path: &str, uses: &mut Uses) {
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let inner = if path.is_empty() { name.clone() } else { format!("{path}::{name}") };
        if file.is_dir() {
            read_modules(&file, &inner, uses);
        } else if file.extension().is_some_and(|extension| extension == "rs") && name != "tests" {
            let module = if name == "mod" { path.to_owned() } else { inner };
            uses.insert(module, used_by(&fs::read_to_string(&file).unwrap()));
        }
    }
}

/// The paths that code, not comments or tests, names after `crate::`, groups in braces included.
fn used_by(source: &str) -> BTreeSet<String> {
    let code = source.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = code.lines().map(|line| line.split("//").next().unwrap());
    let code: String = lines.collect::<Vec<_>>().join(" ");
    code.split("crate::").skip(1).flat_map(expand).collect()
}

/// `run::{config::Config, sgd}` names `run::config` and `run::sgd`.
fn expand(rest: &str) -> Vec<String> {
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let path: String = rest.chars().take_while(|c| is_path(*c)).collect();
    let path = path.trim_end_matches(':');
    let Some(group) = rest[path.len()..].strip_prefix("::{") else {
        return vec![path.to_owned()];
    };
    let group = group.split('}').next().unwrap();
    group.split(',').map(|part| format!("{path}::{}", part.trim())).collect()
}

fn uses() -> Uses {
    let mut uses = Uses::new();
    read_modules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut uses);
    let modules: BTreeSet<String> = uses.keys().cloned().collect();
    for (name, used) in &mut uses {
        *used = used.iter().filter_map(|path| module_of(path, &modules)).collect();
        used.remove(name);
    }
    uses
}

/// The module that a path leads into: of `run::config::Config`, `run::config`.
fn module_of(path: &str, modules: &BTreeSet<String>) -> Option<String> {
    let parts: Vec<&str> = path.split("::").collect();
    let starts = (1..=parts.len()).rev().map(|count| parts[..count].join("::"));
    starts.into_iter().find(|start| modules.contains(start))
}

fn storey(module: &str) -> Option<usize> {
    STOREYS.iter().position(|storey| module.split("::").next() == Some(storey))
}

#[test]
fn no_storey_uses_a_higher_one() {
    let uses = uses();
    // That the reader reads.
    assert!(uses.len() > 25 && uses["run::state"].contains("model::weights"), "{uses:?}");
    for (module, used) in &uses {
        for other in used {
            assert!(storey(other) <= storey(module) || module == "lib", "{module} uses {other}");
        }
    }
}

#[test]
fn no_module_uses_itself_by_way_of_others() {
    let uses = uses();
    // A folder's own file holds its parts together; it is not one of them.
    let mut left: BTreeSet<&String> = uses.keys().collect();
    while let Some(&leaf) =
        left.iter().find(|module| uses[**module].iter().all(|other| !left.contains(other)))
    {
        left.remove(leaf);
    }
    assert!(left.is_empty(), "these use each other in a circle: {left:?}");
}
