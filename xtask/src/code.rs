//! The lines of code that the page shows beside an operation, cut from the sources at build time. A marker,
//! `walk: NAME NAME` in a comment of its own, names what the line after it does.

use crate::project::Project;
use crate::sources::files_under;
use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// What has a line in the engine, and one in the talk.
const WALKED: [&str; 16] = [
    "bias",
    "product",
    "relu",
    "tanh",
    "function",
    "hinge",
    "logistic",
    "squared",
    "biasBack",
    "productBack",
    "reluBack",
    "functionBack",
    "operatorBack",
    "sgd",
    "momentum",
    "adam",
];

/// What has a line in the engine, and one that does it wrong.
const FAULTS: [&str; 8] =
    ["overwriting", "unzeroed", "fromTheFront", "leaky", "flipped", "fromZeros", "summed", "early"];

const LINE: &str = "/** A line, and where it stands. */
export interface Line { line: string; where: string }
";
const CODE: &str = "/** By what is done: the engine's line, and the talk's. */
export const CODE: Record<string, { engine: Line; talk: Line }>;
";
const FAULTY: &str = "/** By the fault: the engine's line, and the one with the fault. */
export const FAULTY: Record<string, { engine: Line; fault: Line }>;
";

/// The types of what [`write`] writes: their files, and what is in them.
pub const TYPES: [(&str, [&str; 2]); 2] =
    [("code.d.ts", [LINE, CODE]), ("faulty.d.ts", [LINE, FAULTY])];

/// Writes them as a module of JavaScript into a folder; fails where a marker is missing.
pub fn write(project: &Project, folder: &Path) -> Result<()> {
    let (mut engine, mut faults, mut talk) = (Map::new(), Map::new(), Map::new());
    for file in files_under(&project.root.join("src")) {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let text = fs::read_to_string(&file)?;
        let place = |_: &str, number| format!("{name} {number}");
        read(&text, "// walk: ", place, &mut engine)?;
        read(&text, "// fault: ", place, &mut faults)?;
    }
    let text = fs::read_to_string(project.root.join("docs/talk.hs"))?;
    read(&text, "-- walk: ", |section, _| section.to_owned(), &mut talk)?;
    let engine = ("engine", &engine);
    write_pairs(&folder.join("code.js"), "CODE", &WALKED, [engine, ("talk", &talk)])?;
    write_pairs(&folder.join("faulty.js"), "FAULTY", &FAULTS, [engine, ("fault", &faults)])?;
    for (file, types) in TYPES {
        fs::write(folder.join(file), types.concat())?;
    }
    Ok(())
}

/// By their names, the lines of two places.
fn write_pairs(
    file: &Path,
    export: &str,
    names: &[&str],
    places: [(&str, &Map<String, Value>); 2],
) -> Result<()> {
    let mut pairs = Map::new();
    for &name in names {
        let mut pair = Map::new();
        for (place, lines) in places {
            let line = lines.get(name);
            let line =
                line.with_context(|| format!("no line of the {place} is marked {name:?}"))?;
            pair.insert(place.into(), line.clone());
        }
        pairs.insert(name.into(), pair.into());
    }
    Ok(fs::write(file, format!("export const {export} = {};\n", Value::Object(pairs)))?)
}

/// Finds the marked lines of a text, told by the names and, behind a comma, the section of their markers.
fn read(
    text: &str,
    marker: &str,
    place: impl Fn(&str, usize) -> String,
    found: &mut Map<String, Value>,
) -> Result<()> {
    let lines: Vec<&str> = text.lines().collect();
    for (number, line) in lines.iter().enumerate() {
        let Some(marked) = line.trim_start().strip_prefix(marker) else { continue };
        let (names, section) = marked.split_once(", ").unwrap_or((marked, ""));
        let next = lines.get(number + 1).with_context(|| format!("nothing follows {line:?}"))?;
        for name in names.split(' ') {
            let line = json!({ "line": next.trim(), "where": place(section, number + 2) });
            ensure!(found.insert(name.into(), line).is_none(), "two lines are marked {name:?}");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde_json::{Map, json};

    #[test]
    fn a_marker_names_the_line_after_it() {
        let mut found = Map::new();
        let text = "fn f() {\n    // walk: a b, Part\n    x + 1\n}\n";
        read(text, "// walk: ", |section, number| format!("{section} {number}"), &mut found)
            .expect("it is whole");
        assert_eq!(found["b"], json!({ "line": "x + 1", "where": "Part 3" }));
        assert!(read(text, "// walk: ", |_, _| String::new(), &mut found).is_err(), "marked twice");
    }
}
