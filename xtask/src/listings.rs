//! The passages of code that the talk shows side by side, cut from the sources at build time: its own Haskell, and the
//! Rust that does the same. A passage stands between `talk: NAME` and `end`, each in a comment of its own; several of
//! one name follow one another.

use crate::project::Project;
use crate::sources::files_under;
use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What is shown, in the talk's order.
const SHOWN: [&str; 10] = [
    "neuron",
    "layer",
    "mlp",
    "activation",
    "grad",
    "gradWith",
    "climb",
    "loss",
    "step",
    "batches",
];

const TYPES: &str = "/** A passage of code, and where it stands. */
export interface Passage { text: string; where: string }
/** By what is done: the talk's Haskell, and the Rust of moongrad. */
export const LISTINGS: Record<
  'neuron' | 'layer' | 'mlp' | 'activation' | 'grad' | 'gradWith' | 'climb' | 'loss' | 'step' | 'batches',
  { haskell: Passage; rust: Passage }
>;
";

/// The types of what [`write`] writes.
pub const TYPES_FILE: &str = "listings.d.ts";

/// Passages by their names: where the first begins, and the text.
type Passages = BTreeMap<String, (String, String)>;

/// Writes them as a module of JavaScript into a folder; fails where a marker is missing.
pub fn write(project: &Project, folder: &Path) -> Result<()> {
    let (mut rust, mut haskell) = (Passages::new(), Passages::new());
    for file in ["src", "examples"].iter().flat_map(|part| files_under(&project.root.join(part))) {
        let path = file.strip_prefix(&project.root)?.display().to_string();
        if path.ends_with(".rs") {
            cut(&fs::read_to_string(&file)?, "//", |_, line| format!("{path} {line}"), &mut rust)
                .with_context(|| format!("in {path}"))?;
        }
    }
    let talk = fs::read_to_string(project.root.join("docs/talk.hs"))?;
    cut(&talk, "--", |section, _| section.to_owned(), &mut haskell).context("in docs/talk.hs")?;
    let of = |passages: &Passages, name: &str, place: &str| {
        let passage = passages.get(name);
        let (place, text) =
            passage.with_context(|| format!("no passage of {place} is marked {name:?}"))?;
        Ok::<_, anyhow::Error>(json!({ "text": text, "where": place }))
    };
    let mut listings = Map::new();
    for name in SHOWN {
        let (haskell, rust) =
            (of(&haskell, name, "docs/talk.hs")?, of(&rust, name, "the sources")?);
        listings.insert(name.into(), json!({ "haskell": haskell, "rust": rust }));
    }
    let script = format!("export const LISTINGS = {};\n", Value::Object(listings));
    fs::write(folder.join("listings.js"), script)?;
    Ok(fs::write(folder.join(TYPES_FILE), TYPES)?)
}

/// Cuts the marked passages out of a text, of Rust without comments in lines of their own; their place is told by what
/// stands behind a comma after the name, and by the line.
fn cut(
    text: &str,
    comment: &str,
    place: impl Fn(&str, usize) -> String,
    found: &mut Passages,
) -> Result<()> {
    let (start, end) = (format!("{comment} talk: "), format!("{comment} end"));
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(marked) = line.trim_start().strip_prefix(&start) else { continue };
        let (name, section) = marked.split_once(", ").unwrap_or((marked, ""));
        let mut passage = Vec::new();
        loop {
            let (_, line) =
                lines.next().with_context(|| format!("the passage {name:?} has no end"))?;
            if line.trim() == end {
                break;
            }
            ensure!(!line.trim_start().starts_with(&start), "the passage {name:?} has no end");
            // Rust's comments are for those who read the file; the talk's belong to its passages.
            if comment != "//" || !line.trim_start().starts_with(comment) {
                passage.push(line);
            }
        }
        let passage = outdented(&passage);
        let first = || (place(section, number + 2), String::new());
        let (_, text) = found.entry(name.into()).or_insert_with(first);
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&passage);
    }
    Ok(())
}

/// Lines without what all of them are indented by.
fn outdented(lines: &[&str]) -> String {
    let written = lines.iter().filter(|line| !line.trim().is_empty());
    let indent = written.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let lines: Vec<&str> = lines.iter().map(|line| line.get(indent..).unwrap_or("")).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{Passages, cut, write};
    use crate::project::Project;
    use std::fs;

    const TEXT: &str = "// talk: f, Part\n    fn f() {\n        // why\n        x + 1\n    }\n    // end\n// talk: f\ng\n// end\n";

    #[test]
    fn passages_of_a_name_follow_one_another_outdented_and_without_comments() {
        let mut found = Passages::new();
        let place = |section: &str, line| format!("{section} {line}");
        cut(TEXT, "//", place, &mut found).expect("it is whole");
        let (place, text) = &found["f"];
        assert_eq!((place.as_str(), text.as_str()), ("Part 2", "fn f() {\n    x + 1\n}\n\ng"));
    }

    #[test]
    fn a_passage_without_an_end_is_refused() {
        for text in ["// talk: f\nx\n", "// talk: f\nx\n// talk: g\ny\n// end\n"] {
            let error = cut(text, "//", |_, _| String::new(), &mut Passages::new());
            assert!(error.is_err_and(|error| error.to_string().contains("no end")));
        }
    }

    #[test]
    fn the_sources_have_every_passage() {
        let project = Project::find().expect("it is in one");
        let folder = project.target.join("tested-listings");
        fs::create_dir_all(&folder).expect("it can be made");
        write(&project, &folder).expect("every passage is marked");
        let script = fs::read_to_string(folder.join("listings.js")).expect("it is written");
        assert!(
            script.contains("callNeuron xs activate neuron")
                && script.contains("pub struct Neuron<S>")
        );
    }
}
