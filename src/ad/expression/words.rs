//! The words of a typed function: numbers, names and signs, each with its place.

use crate::ad::expression::MOST_CHARACTERS;
use crate::ad::op::Function;
use std::f64::consts::{E, PI};
use std::fmt;

/// The variables, in the order of a point's numbers.
pub const VARIABLES: [&str; 3] = ["x", "y", "z"];

/// The constants by their names.
pub const CONSTANTS: [(&str, f64); 3] = [("pi", PI), ("π", PI), ("e", E)];

/// The functions by their names; `log` is the natural logarithm, as in Haskell.
pub const FUNCTIONS: [(&str, Function); 7] = [
    ("sin", Function::Sin),
    ("cos", Function::Cos),
    ("tanh", Function::Tanh),
    ("exp", Function::Exp),
    ("ln", Function::Ln),
    ("log", Function::Ln),
    ("relu", Function::Relu),
];

/// A place in a text that could not be read, and a sentence that says what was expected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misreading {
    /// How many characters stand before it.
    pub at: usize,
    /// How many it has; 0 at the end of the text.
    pub length: usize,
    /// The sentence.
    pub message: String,
}

impl fmt::Display for Misreading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Misreading {}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number or a constant.
    Number(f64),
    /// A variable by its number.
    Variable(usize),
    /// A function.
    Function(Function),
    /// A sign, in its plainest form: one of `+ - * / ^ ( )`.
    Sign(char),
    /// The end of the text.
    End,
}

/// A word with its text, and where that stands.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// What it is.
    pub kind: Kind,
    /// As it was written.
    pub text: &'a str,
    /// How many characters stand before it.
    pub at: usize,
}

impl Word<'_> {
    /// That this word is not what was expected.
    pub fn refuse(&self, message: String) -> Misreading {
        Misreading { at: self.at, length: self.text.chars().count(), message }
    }

    /// Whether it is written in digits.
    pub fn is_decimal(&self) -> bool {
        self.text.starts_with(|c: char| c == '.' || c.is_ascii_digit())
    }
}

/// The words of a text, last the end; `number` reads decimal numbers.
pub fn read(text: &str, number: impl Fn(&str) -> Option<f64>) -> Result<Vec<Word<'_>>, Misreading> {
    let count = text.chars().count();
    if count > MOST_CHARACTERS {
        let message = format!("At most {MOST_CHARACTERS} characters are read; these are more.");
        return Err(Misreading { at: MOST_CHARACTERS, length: count - MOST_CHARACTERS, message });
    }
    let (mut words, mut rest, mut at) = (Vec::new(), text, 0);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '.' | '0'..='9' => decimal(rest),
            _ if first.is_alphabetic() => name(rest, at)?,
            _ => first.len_utf8(),
        };
        let (text, after) = rest.split_at(length);
        let word = |kind| Word { kind, text, at };
        if !first.is_whitespace() {
            words.push(word(kind_of(word(Kind::End), &number)?));
        }
        at += text.chars().count();
        rest = after;
    }
    words.push(Word { kind: Kind::End, text: "", at });
    Ok(words)
}

/// What a word's text stands for.
fn kind_of(word: Word, number: impl Fn(&str) -> Option<f64>) -> Result<Kind, Misreading> {
    if word.is_decimal() {
        let value = number(word.text).filter(|value| value.is_finite());
        return value.map(Kind::Number).ok_or_else(|| {
            word.refuse(format!(
                "“{}” is no number: one such as 2, .5 or 1e-3 is expected.",
                word.text
            ))
        });
    }
    if let Some(kind) = named(word.text) {
        return Ok(kind);
    }
    Ok(Kind::Sign(match word.text {
        "−" => '-',
        "×" | "·" | "⋅" => '*',
        "÷" => '/',
        "+" | "-" | "*" | "/" | "^" | "(" | ")" => word.text.as_bytes()[0].into(),
        _ => return Err(word.refuse(unknown(word.text))),
    }))
}

fn named(name: &str) -> Option<Kind> {
    let variable = VARIABLES.iter().position(|&known| known == name).map(Kind::Variable);
    let constant = || CONSTANTS.iter().find(|known| known.0 == name).map(|c| Kind::Number(c.1));
    let function = || FUNCTIONS.iter().find(|known| known.0 == name).map(|f| Kind::Function(f.1));
    variable.or_else(constant).or_else(function)
}

fn unknown(text: &str) -> String {
    let constants = CONSTANTS.iter().map(|constant| constant.0);
    let functions = FUNCTIONS.iter().map(|function| function.0);
    let names: Vec<&str> = VARIABLES.into_iter().chain(constants).chain(functions).collect();
    format!("“{text}” is not known: expected are numbers, + − × / ^ ( ), {}.", names.join(", "))
}

/// The length of the number that a text begins with; an e belongs to it only where digits follow.
fn decimal(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    if bytes.get(end) == Some(&b'.') {
        end += 1 + digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let from = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if bytes.get(from).is_some_and(u8::is_ascii_digit) {
            end = from + digits(from);
        }
    }
    end
}

/// The length of the name that a text begins with: of letters that follow one another, the longest known name, where
/// the rest is made of such names, too, as xy is; else all of the letters are refused together.
fn name(text: &str, at: usize) -> Result<usize, Misreading> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let letters = &text[..end];
    let longest = |rest: &str| {
        let mut ends = rest.char_indices().map(|(start, c)| start + c.len_utf8());
        ends.rfind(|&end| named(&rest[..end]).is_some())
    };
    let mut rest = letters;
    while let Some(length) = longest(rest) {
        rest = &rest[length..];
    }
    match longest(letters) {
        Some(length) if rest.is_empty() => Ok(length),
        _ => Err(Word { kind: Kind::End, text: letters, at }.refuse(unknown(letters))),
    }
}
