//! The page's index.html: what its head asks for, each on a line of its own.

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

const STYLE: &str = "<link rel=\"stylesheet\" href=\"";
const LATER_STYLE: &str = "<template data-style=\"";
const FIRST_SCRIPT: &str = "<script src=\"";
const ENTRY: &str = "<script type=\"module\" src=\"";
const SCRIPT_POLICY: &str = "script-src 'self'";

/// An index.html.
pub struct Document {
    lines: Vec<String>,
}

impl Document {
    /// Reads the one of a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let file = folder.join("index.html");
        let text = fs::read_to_string(&file);
        Ok(Self::new(&text.with_context(|| format!("{} cannot be read", file.display()))?))
    }

    fn new(text: &str) -> Self {
        Self { lines: text.lines().map(str::to_owned).collect() }
    }

    /// Writes it into a folder.
    pub fn write(&self, folder: &Path) -> Result<()> {
        Ok(fs::write(folder.join("index.html"), self.lines.join("\n") + "\n")?)
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

    /// Puts the first script itself in the place of its address, and tells it where the engine is. The policy allows
    /// its very text and no other.
    pub fn set_first_script(&mut self, text: &str, engine: &str) -> Result<()> {
        let script = self.position(FIRST_SCRIPT)?;
        self.lines[script] = format!("<script data-engine=\"{engine}\">{text}</script>");
        let policy = self.lines.iter_mut().find(|line| line.contains(SCRIPT_POLICY));
        let policy = policy.context("index.html has no policy for scripts")?;
        let hash = BASE64_STANDARD.encode(Sha256::digest(text));
        *policy = policy.replace(SCRIPT_POLICY, &format!("{SCRIPT_POLICY} 'sha256-{hash}'"));
        Ok(())
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

    fn value(&self, start: &str) -> Result<&str> {
        let line = &self.lines[self.position(start)?];
        value(line, start).with_context(|| format!("index.html has an unfinished {line:?}"))
    }

    fn position(&self, start: &str) -> Result<usize> {
        let position = self.lines.iter().position(|line| line.starts_with(start));
        position.with_context(|| format!("index.html has no line that starts with {start:?}"))
    }
}

/// What follows the start of a line, up to the next quote.
fn value<'a>(line: &'a str, start: &str) -> Option<&'a str> {
    Some(line.strip_prefix(start)?.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::Document;

    const PAGE: &str = "<!doctype html>
<head>
<meta content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'\">
<script src=\"www/before.js\" data-engine=\"pkg/e.wasm\"></script>
<link rel=\"stylesheet\" href=\"www/a.css\">
<link rel=\"stylesheet\" href=\"www/b.css\">
<template data-style=\"c\"><link rel=\"stylesheet\" href=\"www/c.css\"></template>
<script type=\"module\" src=\"www/main.js\"></script>
</head>";

    #[test]
    fn its_head_is_read() {
        let page = Document::new(PAGE);
        assert_eq!(page.styles(), ["www/a.css", "www/b.css"]);
        assert_eq!(page.later_styles(), ["www/c.css"]);
        assert_eq!(page.first_script().expect("it has one"), "www/before.js");
        assert_eq!(page.entry().expect("it has one"), "www/main.js");
    }

    #[test]
    fn what_it_asks_for_is_replaced_in_place() {
        let mut page = Document::new(PAGE);
        page.preload(&["www/c.js".into()]).expect("it has a style");
        page.set_style("all.css").expect("it has styles");
        page.set_later_styles(&["c-1.css".into()]);
        page.set_entry("main-1.js").expect("it has an entry");
        page.set_first_script("alert()", "pkg/e-1.wasm").expect("it has a first script");
        // The hash is what `openssl dgst -sha256 -binary | base64` gives.
        let expected = "<!doctype html>
<head>
<meta content=\"default-src 'none'; script-src 'self' 'sha256-S8S/VNmXuUuoIR6OhqBqwIiIkuCxXq31hCCHAHnicV8=' 'wasm-unsafe-eval'\">
<script data-engine=\"pkg/e-1.wasm\">alert()</script>
<link rel=\"modulepreload\" href=\"www/c.js\">
<link rel=\"stylesheet\" href=\"all.css\">
<template data-style=\"c\"><link rel=\"stylesheet\" href=\"c-1.css\"></template>
<script type=\"module\" src=\"main-1.js\"></script>
</head>";
        assert_eq!(page.lines.join("\n"), expected);
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
