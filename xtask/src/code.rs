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

const TYPES: &str = "/** A line, and where it stands. */
export interface Line { line: string; where: string }
/** By what is done: the engine's line, and the talk's. */
export const CODE: Record<string, { engine: Line; talk: Line }>;
";

/// The types of what [`write`] writes.
pub const TYPES_FILE: &str = "code.d.ts";

/// Writes them as a module of JavaScript into a folder; fails where a marker is missing.
pub fn write(project: &Project, folder: &Path) -> Result<()> {
    let mut engine = Map::new();
    for file in files_under(&project.root.join("src")) {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        read(
            &fs::read_to_string(&file)?,
            "// walk: ",
            |_, number| format!("{name} {number}"),
            &mut engine,
        )?;
    }
    let mut talk = Map::new();
    let text = fs::read_to_string(project.root.join("docs/talk.hs"))?;
    read(&text, "-- walk: ", |section, _| section.to_owned(), &mut talk)?;
    let of = |lines: &Map<String, Value>, name: &str, place: &str| {
        lines.get(name).cloned().with_context(|| format!("no line of {place} is marked {name:?}"))
    };
    let mut code = Map::new();
    for name in WALKED {
        let lines = json!({ "engine": of(&engine, name, "src")?, "talk": of(&talk, name, "docs/talk.hs")? });
        code.insert(name.into(), lines);
    }
    fs::write(folder.join("code.js"), format!("export const CODE = {};\n", Value::Object(code)))?;
    Ok(fs::write(folder.join(TYPES_FILE), TYPES)?)
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
