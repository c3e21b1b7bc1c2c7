//! What is typed against an oracle of its own: recursive descent, straight to an f64.

use super::*;
use crate::ad::{grad, record};
use crate::data::random::{Use, generator};
use proptest::prelude::*;
use rand::RngExt;

/// Reads and computes in one go, a function for each rank, as the grammar's words say; knows no table and no steps.
struct Oracle<'a> {
    text: Vec<char>,
    at: usize,
    point: &'a [f64],
}

impl Oracle<'_> {
    fn peek(&mut self) -> Option<char> {
        while self.text.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    fn sum(&mut self) -> f64 {
        let mut sum = self.product();
        loop {
            let sign = match self.peek() {
                Some('+') => 1.0,
                Some('-' | '−') => -1.0,
                _ => return sum,
            };
            self.at += 1;
            let term = self.product();
            sum += sign * term;
        }
    }

    fn product(&mut self) -> f64 {
        let mut product = self.factor();
        loop {
            match self.peek() {
                Some('*' | '×' | '·' | '⋅') => {
                    self.at += 1;
                    product *= self.factor();
                }
                Some('/' | '÷') => {
                    self.at += 1;
                    product /= self.factor();
                }
                Some('+' | '-' | '−' | ')') | None => return product,
                Some(_) => product *= self.factor(),
            }
        }
    }

    fn factor(&mut self) -> f64 {
        if let Some('-' | '−') = self.peek() {
            self.at += 1;
            return -self.factor();
        }
        let base = self.atom();
        if self.peek() != Some('^') {
            return base;
        }
        self.at += 1;
        let exponent = self.factor();
        let power = power(base, exponent.abs() as u32);
        match (base == std::f64::consts::E, exponent < 0.0) {
            (true, _) => libm::exp(exponent),
            (false, true) => 1.0 / power,
            (false, false) => power,
        }
    }

    /// The known name here, the longest.
    fn word(&mut self, only_look: bool) -> Option<String> {
        const NAMES: [&str; 13] =
            ["tanh", "relu", "sin", "cos", "exp", "log", "ln", "pi", "π", "e", "x", "y", "z"];
        let name = NAMES.into_iter().find(|name| {
            name.chars().enumerate().all(|(i, c)| self.text.get(self.at + i) == Some(&c))
        })?;
        if !only_look {
            self.at += name.chars().count();
        }
        Some(name.into())
    }

    fn atom(&mut self) -> f64 {
        match self.peek().expect("a value") {
            '(' => {
                self.at += 1;
                let value = self.sum();
                assert_eq!(self.peek(), Some(')'));
                self.at += 1;
                value
            }
            '0'..='9' | '.' => self.decimal(),
            _ => {
                let name = self.word(false).expect("a name");
                match name.as_str() {
                    "pi" | "π" => std::f64::consts::PI,
                    "e" => std::f64::consts::E,
                    "x" => self.point[0],
                    "y" => self.point[1],
                    "z" => self.point[2],
                    _ => {
                        let of = self.argument();
                        call(&name, of)
                    }
                }
            }
        }
    }

    /// Whether a function's name comes next.
    fn meets_function(&mut self) -> bool {
        self.peek();
        self.word(true).is_some_and(|name| name.len() > 1 && name != "pi" && name != "π")
    }

    fn argument(&mut self) -> f64 {
        if self.peek() == Some('(') {
            return self.atom();
        }
        let is_single = self.meets_function();
        let mut product = self.factor();
        while !is_single
            && !self.meets_function()
            && self.peek().is_some_and(|c| c.is_alphanumeric() || c == '.' || c == '(')
        {
            product *= self.factor();
        }
        product
    }

    fn decimal(&mut self) -> f64 {
        let rest: String = self.text[self.at..].iter().collect();
        let ends = (1..=rest.len()).filter(|&end| rest.is_char_boundary(end));
        // The longest beginning that Rust takes for a number, of digits, a point and an exponent.
        let is_number = |text: &&str| {
            text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c))
                && text.parse::<f64>().is_ok()
        };
        let mut starts = ends.map(|end| &rest[..end]);
        let longest = starts.rfind(is_number).expect("a number");
        self.at += longest.len();
        longest.parse().expect("it is one")
    }
}

fn call(name: &str, x: f64) -> f64 {
    match name {
        "sin" => libm::sin(x),
        "cos" => libm::cos(x),
        "tanh" => libm::tanh(x),
        "exp" => libm::exp(x),
        "ln" | "log" => libm::log(x),
        "relu" if x.is_nan() => x,
        "relu" => x.max(0.0),
        _ => unreachable!("{name}"),
    }
}

fn power(base: f64, exponent: u32) -> f64 {
    match exponent {
        0 => 1.0,
        1 => base,
        _ => {
            let half = power(base, exponent / 2);
            if exponent % 2 == 1 { half * half * base } else { half * half }
        }
    }
}

fn compute(text: &str, point: &[f64]) -> f64 {
    let mut oracle = Oracle { text: text.chars().collect(), at: 0, point };
    let value = oracle.sum();
    assert_eq!(oracle.peek(), None, "{text:?} is read to its end");
    value
}

fn agree(one: f64, other: f64) -> bool {
    one == other
        || one.is_nan() && other.is_nan()
        || (one - other).abs() <= 1e-12 * one.abs().max(other.abs())
}

/// The slope by central differences, where two step lengths tell the same: not at kinks, poles, or where digits run out.
fn slope(f: &Expression, at: &[f64; 3], index: usize) -> Option<f64> {
    let by = |step: f64| {
        let moved = |by: f64| {
            let mut point = *at;
            point[index] += by;
            f.call(&point)
        };
        (moved(step) - moved(-step)) / (2.0 * step)
    };
    let (coarse, fine) = (by(2e-5), by(1e-5));
    ((coarse - fine).abs() <= 1e-5 * fine.abs().max(1.0)).then_some(fine)
}

/// That what is accepted is what the oracle computes, and has the slopes that differences tell: how many were compared.
fn check(text: &str) -> Option<usize> {
    let f = Expression::parse(text).ok()?;
    let at = [0.731, -1.193, 1.618];
    let (value, expected) = (f.call(&at), compute(text, &at));
    assert!(agree(value, expected), "{text:?}: {value} is not {expected}");
    if !is_moderate(&f, &at) {
        return Some(0);
    }
    let gradient = grad(|v| f.call(&v[..]), &at);
    assert!(gradient.iter().all(|g| g.is_finite()), "{text:?}: {gradient:?}");
    let slopes = (0..3).filter_map(|index| Some((gradient[index], slope(&f, &at, index)?)));
    let near = |(a, b): (f64, f64)| (a - b).abs() <= 1e-4 * b.abs().max(1.0);
    Some(slopes.map(|pair| assert!(near(pair), "{text:?}: {pair:?}")).count())
}

/// Whether all values on the way are such that differences have digits left: none infinite, none large.
fn is_moderate(f: &Expression, at: &[f64; 3]) -> bool {
    let program = record(0, at, |v, _| vec![f.call(&v[..])]);
    let mut replay = program.replay::<f64>(1);
    program.forward(at, &mut replay);
    replay.values().iter().all(|value| *value == 0.0 || (1e-9..1e4).contains(&value.abs()))
}

const TOKENS: [&str; 42] = [
    "x", "y", "z", "x", "y", "1", "2", ".5", "3.", "1e-3", "2e1", "0", "pi", "π", "e", "+", "-",
    "*", "/", "^", "−", "×", "·", "÷", "(", ")", "(", ")", " ", " ", "sin", "cos ", "exp", "ln ",
    "log", "tanh ", "relu", "^2", "^-1", "xy", "2x", "(x + 1)",
];

/// A million texts: tokens thrown together, typed functions with letters changed, and bytes of any kind.
#[test]
fn a_million_texts_are_refused_or_are_what_they_say() {
    let mut rng = generator(1, Use::Samples, 0);
    let known = [
        "x * y + sin x",
        "0.5 * cos (x / 2) + sin (y / 4)",
        "2x^3 - e^-x y/(z + 1)",
        "relu(2 - x y) ln 3 z",
    ];
    let (mut accepted, mut compared) = (0, 0);
    for number in 0..1_000_000 {
        let text: String = match number % 4 {
            0 | 1 => (0..rng.random_range(1..9))
                .map(|_| TOKENS[rng.random_range(0..TOKENS.len())])
                .collect(),
            2 => {
                let mut text: Vec<char> = known[rng.random_range(0..known.len())].chars().collect();
                for _ in 0..rng.random_range(1..4) {
                    let token = TOKENS[rng.random_range(0..TOKENS.len())];
                    let at = rng.random_range(0..text.len());
                    text.splice(at..at + rng.random_range(0..2), token.chars());
                }
                text.into_iter().collect()
            }
            _ => {
                let bytes: Vec<u8> = (0..rng.random_range(0..24)).map(|_| rng.random()).collect();
                String::from_utf8_lossy(&bytes).into_owned()
            }
        };
        if let Some(slopes) = check(&text) {
            accepted += 1;
            compared += slopes;
        }
    }
    assert!(accepted > 150_000 && compared > 400_000, "{accepted} accepted, {compared} slopes");
}

/// Text of a function, by its own grammar.
fn typed() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec!["x", "y", "z", "2", ".5", "1e-1", "pi", "e"])
        .prop_map(String::from);
    leaf.prop_recursive(5, 40, 2, |inner| {
        let name = prop::sample::select(vec!["sin", "cos", "tanh", "exp", "ln", "relu"]);
        let sign = prop::sample::select(vec![" + ", " − ", "*", " / ", " "]);
        prop_oneof![
            (name, inner.clone()).prop_map(|(name, of)| format!("{name} ({of})")),
            (inner.clone(), sign, inner.clone())
                .prop_map(|(a, sign, b)| format!("({a}){sign}({b})")),
            (inner.clone(), -3..4).prop_map(|(of, power)| format!("({of})^{power}")),
            inner.prop_map(|of| format!("-{of}")),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_typed_is_what_the_oracle_computes(text in typed()) {
        prop_assert!(check(&text).is_some(), "{}", text);
    }

    #[test]
    fn what_is_written_reads_as_the_same_function(text in typed()) {
        let f = Expression::parse(&text).unwrap();
        prop_assert_eq!(Expression::parse(&f.written()).unwrap(), f);
    }

    #[test]
    fn any_text_is_answered_and_an_error_lies_within_it(text in ".{0,80}") {
        if let Err(error) = Expression::parse(&text) {
            prop_assert!(error.at + error.length <= text.chars().count());
            prop_assert!(error.message.ends_with('.') && error.message.len() > 20);
        }
    }
}

fn written(text: &str) -> String {
    Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).written()
}

#[test]
fn texts_are_read_as_people_mean_them() {
    for (text, expected) in [
        ("2x", "2 × x"),
        ("x y", "x × y"),
        ("xyz", "x × y × z"),
        ("2 sin x", "2 × sin(x)"),
        ("sin 2x", "sin(2 × x)"),
        ("sin x y", "sin(x × y)"),
        ("sin x * y", "sin(x) × y"),
        ("sin (x) y", "sin(x) × y"),
        ("sin x cos y", "sin(x) × cos(y)"),
        ("sin x^2", "sin(x^2)"),
        ("sin(x)^2", "sin(x)^2"),
        ("sin 2(x + 1)", "sin(2 × (x + 1))"),
        ("sinx", "sin(x)"),
        ("−x^2", "−x^2"),
        ("(-x)^2", "(−x)^2"),
        ("2^3^2", "2^9"),
        ("x^-2", "x^−2"),
        ("1/2x", "1 / 2 × x"),
        ("x - (y - z)", "x − (y − z)"),
        ("2e-x", "2 × e − x"),
        ("2e-3x", "2e-3 × x"),
        ("e^-x^2", "exp(−x^2)"),
        ("x/-y*z", "x / (−y) × z"),
        ("0.5 * cos (x / 2) + sin (y / 4)", "0.5 × cos(x / 2) + sin(y / 4)"),
        ("log πx", "ln(π × x)"),
    ] {
        assert_eq!(written(text), expected, "{text}");
    }
}

#[test]
fn errors_tell_the_place_and_what_was_expected() {
    for (text, at, length, says) in [
        ("", 0, 0, "Type a function"),
        ("x +", 3, 0, "After “+”"),
        ("x + * y", 4, 1, "Instead of “*”"),
        ("sin", 3, 0, "After “sin”"),
        ("(x + 1", 0, 1, "not closed"),
        ("π − x)", 5, 1, "closes nothing"),
        ("x + foo(y)", 4, 3, "“foo” is not known"),
        ("x $ y", 2, 1, "“$” is not known"),
        ("2 3", 2, 1, "Between two numbers"),
        ("1.2.3", 3, 2, "Between two numbers"),
        ("x^y", 2, 1, "whole number"),
        ("x^(1 / 2) y", 2, 7, "whole number"),
        ("x^101", 2, 3, "whole number"),
        ("1e999", 0, 5, "no number"),
        (".", 0, 1, "no number"),
    ] {
        let error = Expression::parse(text).expect_err(text);
        assert_eq!((error.at, error.length), (at, length), "{text}: {error}");
        assert!(error.message.contains(says), "{text}: {error}");
    }
}

#[test]
fn what_is_long_or_deep_is_refused() {
    assert!(Expression::parse(&"x+".repeat(250)).is_err_and(|error| error.at == 500));
    assert!(
        Expression::parse(&"x ".repeat(251))
            .is_err_and(|error| (error.at, error.length) == (500, 2))
    );
    for opens in ["(", "-", "sin ", "x^"] {
        let error = Expression::parse(&opens.repeat(120)).expect_err(opens);
        assert!(error.message.contains("nested too deeply"), "{opens}: {error}");
    }
    assert!(Expression::parse(&format!("{}x{}", "(".repeat(60), ")".repeat(60))).is_ok());
}

#[test]
fn a_power_takes_few_operations_and_has_its_gradient() {
    let of = |text: &str| {
        let f = Expression::parse(text).unwrap();
        grad(|v| f.call(&v[..]), &[3.0])[0]
    };
    assert_eq!(of("x^3"), 27.0);
    assert_eq!(of("x^0"), 0.0);
    assert_eq!(of("1/x^-2"), 6.0);
}
