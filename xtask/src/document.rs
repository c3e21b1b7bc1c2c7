//! The page's index.html: what its head asks for, each on a line of its own.

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

const STYLE: &str = "<link rel=\"stylesheet\" href=\"";
const LATER_STYLE: &str = "<template data-style=\"";
const WORKER: &str = "<template data-worker=\"film\"><link rel=\"modulepreload\" href=\"";
const FIRST_SCRIPT: &str = "<script src=\"";
const ENTRY: &str = "<script type=\"module\" src=\"";
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
const ICON: &str = "<link rel=\"icon\" type=\"image/svg+xml\" href=\"";

/// An index.html.
#[derive(Clone)]
pub struct Document {
    lines: Vec<String>,
}

impl Document {
    /// Reads it.
    pub fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file);
        Ok(Self::new(&text.with_context(|| format!("{} cannot be read", file.display()))?))
    }

    fn new(text: &str) -> Self {
        Self { lines: text.lines().map(str::to_owned).collect() }
    }

    /// Writes it.
    pub fn write(&self, file: &Path) -> Result<()> {
        Ok(fs::write(file, self.lines.join("\n") + "\n")?)
    }

    /// Takes the blanks from the beginnings of lines: they weigh, and mean nothing where no text stands verbatim.
    pub fn unindent(&mut self) {
        self.lines.iter_mut().for_each(|line| *line = line.trim_start().to_owned());
    }

    /// The style sheets, in their order.
    pub fn styles(&self) -> Vec<&str> {
        self.lines.iter().filter_map(|line| value(line, STYLE)).collect()
    }

    /// The style sheets of parts that are opened later, which stand in templates, in their order.
    pub fn later_styles(&self) -> Vec<&str> {
        let later = self.lines.iter().filter(|line| line.starts_with(LATER_STYLE));
        later.filter_map(|line| value(&line[line.find(STYLE)?..], STYLE)).collect()
    }

    /// The module that starts the page.
    pub fn entry(&self) -> Result<&str> {
        self.value(ENTRY)
    }

    /// The module that a worker starts with, which stands in a template, too.
    pub fn worker(&self) -> Result<&str> {
        self.value(WORKER)
    }

    /// The classic script that runs before anything is painted.
    pub fn first_script(&self) -> Result<&str> {
        self.value(FIRST_SCRIPT)
    }

    /// Puts one style sheet in the place of all.
    pub fn set_style(&mut self, path: &str) -> Result<()> {
        let first = self.position(STYLE)?;
        self.lines.retain(|line| value(line, STYLE).is_none());
        self.lines.insert(first, format!("{STYLE}{path}\">"));
        Ok(())
    }

    /// Puts others in the place of those that are loaded later.
    pub fn set_later_styles(&mut self, paths: &[String]) {
        let later = self.lines.iter_mut().filter(|line| line.starts_with(LATER_STYLE));
        for (line, path) in later.zip(paths) {
            let start = line.find(STYLE).unwrap_or(line.len());
            *line = format!("{}{STYLE}{path}\"></template>", &line[..start]);
        }
    }

    /// Lets another module start the page.
    pub fn set_entry(&mut self, path: &str) -> Result<()> {
        let entry = self.position(ENTRY)?;
        self.lines[entry] = format!("{ENTRY}{path}\"></script>");
        Ok(())
    }

    /// Lets another module start the worker.
    pub fn set_worker(&mut self, path: &str) -> Result<()> {
        let worker = self.position(WORKER)?;
        self.lines[worker] = format!("{WORKER}{path}\"></template>");
        Ok(())
    }

    /// Puts the first script itself in the place of its address, and tells it where the engine is to be asked for, if
    /// anywhere.
    pub fn set_first_script(&mut self, text: &str, engine: Option<&str>) -> Result<()> {
        let script = self.position(FIRST_SCRIPT)?;
        let engine = engine.map(|place| format!(" data-engine=\"{place}\"")).unwrap_or_default();
        self.lines[script] = format!("<script{engine}>{text}</script>");
        self.allow("script-src", text)
    }

    /// Asks for modules as soon as the page has come, ahead of whatever finds out that it needs them.
    pub fn preload(&mut self, modules: &[String]) -> Result<()> {
        let links =
            modules.iter().map(|path| format!("<link rel=\"modulepreload\" href=\"{path}\">"));
        let first = self.position(STYLE)?;
        self.lines.splice(first..first, links);
        Ok(())
    }

    /// Lets a script run before all others.
    pub fn run_first(&mut self, path: &str) -> Result<()> {
        let head = self.position("<head>")?;
        self.lines.insert(head + 1, format!("{FIRST_SCRIPT}{path}\"></script>"));
        Ok(())
    }

    /// The same with the script itself.
    pub fn run_first_held(&mut self, text: &str) -> Result<()> {
        let head = self.position("<head>")?;
        self.lines.insert(head + 1, format!("<script>{text}</script>"));
        self.allow("script-src", text)
    }

    /// Lets the policy refuse all that the page does not hold.
    pub fn ask_for_nothing(&mut self) -> Result<()> {
        self.change_policy(|name, sources| {
            sources.retain(|source| source != "'self'");
            match name {
                "img-src" => sources.push("data:".into()),
                "worker-src" => sources.push("blob:".into()),
                _ => {}
            }
        })
    }

    /// Puts the icon itself in the place of its address.
    pub fn hold_icon(&mut self, icon: &[u8]) -> Result<()> {
        let line = self.position(ICON)?;
        let icon = BASE64_STANDARD.encode(icon);
        self.lines[line] = format!("{ICON}data:image/svg+xml;base64,{icon}\">");
        Ok(())
    }

    /// Puts one style itself in the place of all style sheets.
    pub fn hold_style(&mut self, text: &str) -> Result<()> {
        let first = self.position(STYLE)?;
        self.lines.retain(|line| value(line, STYLE).is_none());
        self.lines.insert(first, held("style", text)?);
        self.allow("style-src", text)
    }

    /// Puts others themselves in the place of those that are opened later.
    pub fn hold_later_styles(&mut self, texts: &[String]) -> Result<()> {
        let later = self.lines.iter_mut().filter(|line| line.starts_with(LATER_STYLE));
        for (line, text) in later.zip(texts) {
            let start = line.find(STYLE).unwrap_or(line.len());
            *line = format!("{}{}</template>", &line[..start], held("style", text)?);
        }
        texts.iter().try_for_each(|text| self.allow("style-src", text))
    }

    /// Puts the module that starts the page itself in the place of its address.
    pub fn hold_entry(&mut self, text: &str) -> Result<()> {
        let entry = self.position(ENTRY)?;
        self.lines[entry] = held("script type=\"module\"", text)?;
        self.allow("script-src", text)
    }

    /// Adds a file, which its scripts find by its name.
    pub fn hold_file(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let end = self.position("</body>")?;
        let block = format!("script type=\"application/octet-stream\" data-file=\"{name}\"");
        self.lines.insert(end, held(&block, &BASE64_STANDARD.encode(bytes))?);
        Ok(())
    }

    /// Lets the policy allow this very text of a script or a style in the page, and no other.
    fn allow(&mut self, directive: &str, text: &str) -> Result<()> {
        let hash = BASE64_STANDARD.encode(Sha256::digest(text));
        self.change_policy(|name, sources| {
            if name == directive {
                sources.push(format!("'sha256-{hash}'"));
            }
        })
    }

    /// Changes the sources that each directive of the policy names; one that then names none allows none.
    fn change_policy(&mut self, mut change: impl FnMut(&str, &mut Vec<String>)) -> Result<()> {
        let mut policy = Vec::new();
        for directive in self.value(POLICY)?.split("; ") {
            let mut words = directive.split(' ').map(str::to_owned);
            let (name, mut sources) = (words.next().unwrap_or_default(), words.collect());
            change(&name, &mut sources);
            sources.insert(0, name);
            policy.push(sources.join(" "));
        }
        let line = self.position(POLICY)?;
        self.lines[line] = format!("{POLICY}{}\">", policy.join("; "));
        Ok(())
    }

    fn value(&self, start: &str) -> Result<&str> {
        let line = &self.lines[self.position(start)?];
        value(line, start).with_context(|| format!("index.html has an unfinished {line:?}"))
    }

    fn position(&self, start: &str) -> Result<usize> {
        let position = self.lines.iter().position(|line| line.starts_with(start));
        position.with_context(|| format!("index.html has no line that starts with {start:?}"))
    }
}

/// A text in an element that ends where it does.
fn held(element: &str, text: &str) -> Result<String> {
    let name = element.split(' ').next().unwrap_or(element);
    let end = format!("</{name}");
    let is_whole = !text.to_ascii_lowercase().contains(&end) && !text.contains("<!--");
    ensure!(is_whole, "what stands in <{element}> would end it early, or comment it out");
    Ok(format!("<{element}>{text}{end}>"))
}

/// What follows the start of a line, up to the next quote.
fn value<'a>(line: &'a str, start: &str) -> Option<&'a str> {
    Some(line.strip_prefix(start)?.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::Document;
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use sha2::{Digest, Sha256};

    const PAGE: &str = "<!doctype html>
<head>
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'\">
<script src=\"www/before.js\" data-engine=\"pkg/e.wasm\"></script>
<link rel=\"stylesheet\" href=\"www/a.css\">
<link rel=\"stylesheet\" href=\"www/b.css\">
<template data-style=\"c\"><link rel=\"stylesheet\" href=\"www/c.css\"></template>
<template data-worker=\"film\"><link rel=\"modulepreload\" href=\"www/w.js\"></template>
<script type=\"module\" src=\"www/main.js\"></script>
</head>
<body>
</body>";

    #[test]
    fn its_head_is_read() {
        let page = Document::new(PAGE);
        assert_eq!(page.styles(), ["www/a.css", "www/b.css"]);
        assert_eq!(page.later_styles(), ["www/c.css"]);
        assert_eq!(page.first_script().expect("it has one"), "www/before.js");
        assert_eq!(page.worker().expect("it has one"), "www/w.js");
        assert_eq!(page.entry().expect("it has one"), "www/main.js");
    }

    #[test]
    fn what_it_asks_for_is_replaced_in_place() {
        let mut page = Document::new(PAGE);
        page.preload(&["www/c.js".into()]).expect("it has a style");
        page.set_style("all.css").expect("it has styles");
        page.set_later_styles(&["c-1.css".into()]);
        page.set_worker("w-1.js").expect("it has a worker");
        page.set_entry("main-1.js").expect("it has an entry");
        page.set_first_script("alert()", Some("pkg/e-1.wasm")).expect("it has a first script");
        // The hash is what `openssl dgst -sha256 -binary | base64` gives.
        let expected = "<!doctype html>
<head>
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-S8S/VNmXuUuoIR6OhqBqwIiIkuCxXq31hCCHAHnicV8='; style-src 'self'; connect-src 'self'\">
<script data-engine=\"pkg/e-1.wasm\">alert()</script>
<link rel=\"modulepreload\" href=\"www/c.js\">
<link rel=\"stylesheet\" href=\"all.css\">
<template data-style=\"c\"><link rel=\"stylesheet\" href=\"c-1.css\"></template>
<template data-worker=\"film\"><link rel=\"modulepreload\" href=\"w-1.js\"></template>
<script type=\"module\" src=\"main-1.js\"></script>
</head>
<body>
</body>";
        assert_eq!(page.lines.join("\n"), expected);
    }

    #[test]
    fn what_it_holds_is_allowed_by_its_text_and_nothing_else_is() {
        let mut page = Document::new(PAGE);
        page.ask_for_nothing().expect("it has a policy");
        page.set_first_script("first()", None).expect("it has a first script");
        page.hold_style("a{}").expect("it has styles");
        page.hold_later_styles(&["c{}".into()]).expect("it has one");
        page.hold_entry("alert()").expect("it has an entry");
        page.hold_file("e.wasm", b"e").expect("it has a body");
        let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
        let expected = format!(
            "<!doctype html>
<head>
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
            script-src 'wasm-unsafe-eval' 'sha256-{}' 'sha256-S8S/VNmXuUuoIR6OhqBqwIiIkuCxXq31hCCHAHnicV8='; \
            style-src 'sha256-{}' 'sha256-{}'; connect-src\">
<script>first()</script>
<style>a{{}}</style>
<template data-style=\"c\"><style>c{{}}</style></template>
<template data-worker=\"film\"><link rel=\"modulepreload\" href=\"www/w.js\"></template>
<script type=\"module\">alert()</script>
</head>
<body>
<script type=\"application/octet-stream\" data-file=\"e.wasm\">ZQ==</script>
</body>",
            hash("first()"),
            hash("a{}"),
            hash("c{}")
        );
        assert_eq!(page.lines.join("\n"), expected);
    }

    #[test]
    fn what_would_end_early_is_refused() {
        let mut page = Document::new(PAGE);
        for text in ["'</Script>'", "'<!--<script'"] {
            page.hold_entry(text).expect_err("the page would be another one");
        }
    }

    #[test]
    fn blanks_go_from_the_beginnings_of_lines_only() {
        let mut page = Document::new("<p>\n    one  two\n</p>");
        page.unindent();
        assert_eq!(page.lines, ["<p>", "one  two", "</p>"]);
    }

    #[test]
    fn a_page_without_an_entry_is_told() {
        let error = Document::new("<head>").entry().expect_err("there is none").to_string();
        assert!(error.contains("type=\\\"module\\\""), "{error}");
    }
}
