//! A typed function in postfix order: carrying it out, and writing it down.

use crate::ad::op::{Function, Operator};
use crate::number::scalar::Scalar;

/// Whole powers go from minus this to this.
pub const MOST_POWER: i32 = 100;

/// What is done next with the values so far, the last ones first.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// One more: a number, and how it was written.
    Number(f64, String),
    /// One more: a variable by its number.
    Variable(usize),
    /// A function of the last one.
    Call(Function),
    /// An operator between the last two.
    Apply(Operator),
    /// A whole power of the last one.
    Power(i32),
}

/// The value of whole steps at a point.
pub fn run<S: Scalar>(steps: &[Step], at: &[S]) -> S {
    let mut values = Vec::new();
    for step in steps {
        let mut pop = || values.pop().expect("an operand");
        let value = match *step {
            Step::Number(value, _) => S::constant(value),
            Step::Variable(number) => at[number],
            Step::Call(function) => function.call(pop()),
            Step::Power(exponent) => power(pop(), exponent),
            Step::Apply(operator) => {
                let b = pop();
                operator.call(pop(), b)
            }
        };
        values.push(value);
    }
    values.pop().expect("a function has a value")
}

/// `base` multiplied with itself: squared bit by bit of the exponent, so that a high power takes few operations.
fn power<S: Scalar>(base: S, exponent: i32) -> S {
    let (one, bits) = (S::constant(1.0), exponent.unsigned_abs());
    if bits == 0 {
        return one;
    }
    let lower = (0..bits.ilog2()).rev();
    let whole = lower.fold(base, |so_far, bit| {
        let square = so_far * so_far;
        if bits >> bit & 1 == 1 { square * base } else { square }
    });
    if exponent < 0 { one / whole } else { whole }
}

/// How tightly what is written holds together: a sum less than a product, that less than a power.
pub const SUM: u8 = 1;
/// Of products, quotients, and what has a sign before it.
pub const PRODUCT: u8 = 2;
/// Of powers.
pub const POWER: u8 = 3;
const WHOLE: u8 = 4;

/// The sign between two operands, and how tightly it holds them.
pub fn sign(operator: Operator) -> (&'static str, u8) {
    match operator {
        Operator::Add => ("+", SUM),
        Operator::Sub => ("−", SUM),
        Operator::Mul => ("×", PRODUCT),
        Operator::Div => ("/", PRODUCT),
    }
}

/// Steps as one writes them, with the parentheses that they take.
pub fn write(steps: &[Step]) -> String {
    let mut parts: Vec<(String, u8)> = Vec::new();
    for step in steps {
        let mut pop = |least: u8| {
            let (text, rank) = parts.pop().expect("an operand");
            if rank < least { format!("({text})") } else { text }
        };
        let part = match step {
            Step::Number(_, text) => (text.clone(), WHOLE),
            Step::Variable(number) => (super::VARIABLES[*number].into(), WHOLE),
            Step::Call(Function::Neg) => (format!("−{}", pop(POWER)), PRODUCT),
            Step::Call(function) => (format!("{}({})", name(*function), pop(0)), WHOLE),
            Step::Power(exponent) => {
                let minus = if *exponent < 0 { "−" } else { "" };
                (format!("{}^{minus}{}", pop(WHOLE), exponent.unsigned_abs()), POWER)
            }
            Step::Apply(operator) => {
                let (sign, rank) = sign(*operator);
                let mut right = pop(rank + 1);
                if right.starts_with('−') {
                    right = format!("({right})");
                }
                (format!("{} {sign} {right}", pop(rank)), rank)
            }
        };
        parts.push(part);
    }
    parts.pop().expect("a function has a value").0
}

/// The name that a function is typed with; of a sign, the sign.
pub fn name(function: Function) -> &'static str {
    let typed = super::FUNCTIONS.iter().find(|typed| typed.1 == function);
    typed.map_or("−", |typed| typed.0)
}
