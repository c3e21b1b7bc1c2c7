//! The TypeScript types say what serde's derive reads and writes, and what can be chosen.

use moongrad::data::limits::{self, Choice, names};
use moongrad::data::shapes::Data;
use moongrad::model::mlp::Activation;
use moongrad::model::weights::Treatment;
use moongrad::run::config::{Config, Feed, Settings};
use moongrad::run::report::Report;
use moongrad::run::schedule::Schedule;
use moongrad::run::trainer::Trainer;
use serde::Serialize;
use std::collections::BTreeSet;

const TYPES: &str = include_str!("../src/web/web.d.ts");

/// What stands between a text and the next of another.
fn between(start: &str, end: &str) -> &'static str {
    let (_, rest) = TYPES.split_once(start).unwrap_or_else(|| panic!("no {start}"));
    rest.split(end).next().unwrap()
}

/// The texts in quotes.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The fields of an interface.
fn fields(interface: &str) -> BTreeSet<String> {
    let lines = between(&format!("export interface {interface} {{\n"), "\n}").lines();
    let is_field = |line: &&str| line.starts_with("  ") && !line.trim().starts_with(['/', '*']);
    let name = |line: &str| line.trim().split([':', '?']).next().unwrap().to_owned();
    lines.filter(is_field).map(name).collect()
}

/// The fields that serde writes.
fn keys(value: &impl Serialize) -> BTreeSet<String> {
    let json = serde_json::to_value(value).unwrap();
    json.as_object().unwrap().keys().cloned().collect()
}

fn check_choices<T: Choice>(of: &str) {
    let all: BTreeSet<String> = names::<T>().into_iter().map(str::to_owned).collect();
    assert_eq!(quoted(between(&format!("export type {of} ="), ";")), all, "{of}");
}

#[test]
fn every_choice_is_typed() {
    check_choices::<Data>("Data");
    check_choices::<Feed>("Feed");
    check_choices::<Schedule>("Schedule");
    check_choices::<Activation>("Activation");
    check_choices::<Treatment>("Treatment");
}

#[test]
fn a_set_up_is_typed_as_it_is_read_and_written() {
    let (config, settings) = (keys(&Config::default()), keys(&Settings::default()));
    assert_eq!(fields("Config"), config.union(&settings).cloned().collect());
    assert_eq!(quoted(between("export type Settings =", ";")), settings);
}

#[test]
fn a_report_is_typed_as_it_is_written() {
    let report: Report = Trainer::new(Config::default()).unwrap().report();
    assert_eq!(fields("Report"), keys(&report));
}

#[test]
fn every_limit_is_typed() {
    let camel_case = |name: &str| {
        let words = name.split('_').map(str::to_lowercase).enumerate();
        let word = |(number, word): (usize, String)| match number {
            0 => word,
            _ => word[..1].to_uppercase() + &word[1..],
        };
        words.map(word).collect::<String>()
    };
    let all: BTreeSet<String> = limits::ALL.iter().map(|limits| camel_case(limits.name)).collect();
    assert_eq!(quoted(between("  limits: Record<", "Limits\n")), all);
}
