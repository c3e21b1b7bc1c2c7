//! Which modules a module needs before it can run: what it imports, and what those import in turn.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use url::Url;

/// All that a module needs, itself left out, given what each imports.
pub fn closure(entry: &str, imports: impl Fn(&str) -> Result<Vec<String>>) -> Result<Vec<String>> {
    let mut found = vec![entry.to_owned()];
    let mut next = 0;
    while next < found.len() {
        for module in imports(&found[next])? {
            if !found.contains(&module) {
                found.push(module);
            }
        }
        next += 1;
    }
    Ok(found.split_off(1))
}

/// What a module of a folder imports, as paths within the folder.
pub fn of_file(folder: &Path, module: &str) -> Result<Vec<String>> {
    let text = fs::read_to_string(folder.join(module));
    let text = text.with_context(|| format!("the module {module} is missing"))?;
    let base = Url::parse("file:///")?.join(module)?;
    let resolve = |specifier| Ok(base.join(specifier)?.path().trim_start_matches('/').to_owned());
    specifiers(&text).into_iter().map(resolve).collect()
}

/// The modules that a module's statements name. A statement begins its line; the word within a comment or before a
/// bracket, as in `import('./later.js')`, is none.
fn specifiers(text: &str) -> Vec<&str> {
    let lines = text.match_indices('\n').map(|(end, _)| &text[end + 1..]);
    std::iter::once(text).chain(lines).filter_map(specifier).collect()
}

/// The module that the statement at the beginning of a text names.
fn specifier(text: &str) -> Option<&str> {
    let starts = ["import ", "export {", "export *"];
    let start = starts.iter().find(|start| text.starts_with(**start))?;
    let (statement, _) = text.split_once(';')?;
    let named = match statement.rsplit_once("from ") {
        Some((_, named)) => named,
        None => &statement[start.len()..],
    };
    let quote = named.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
    Some(named[1..].split_once(quote)?.0)
}

#[cfg(test)]
mod tests {
    use super::{closure, specifiers};

    #[test]
    fn statements_are_told_from_other_uses_of_their_words() {
        let text = "// import nothing from './a.js';
import './b.js';
import * as c from \"./c.js\";
import {
  from, d,
} from '../d.js';
export { e } from './e.js';
export * from './f.js';
export { from };
export function import_() { return import('./g.js'); }
const view = await import('./h.js');
/** @param {import('./i.js').I} i */
 import './indented.js';
";
        assert_eq!(specifiers(text), ["./b.js", "./c.js", "../d.js", "./e.js", "./f.js"]);
    }

    #[test]
    fn each_module_is_named_once_even_in_a_circle() {
        let imports = |module: &str| {
            Ok(match module {
                "a" => vec!["b".into(), "c".into()],
                "b" => vec!["c".into(), "a".into()],
                "c" => vec!["d".into()],
                _ => vec![],
            })
        };
        assert_eq!(closure("a", imports).expect("nothing is missing"), ["b", "c", "d"]);
    }
}
