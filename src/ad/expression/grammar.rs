//! The order of what is typed, by a table of ranks: operator precedence, see Pratt, *Top Down Operator Precedence* (1973).

use crate::ad::expression::MOST_NESTING;
use crate::ad::expression::steps::{MOST_POWER, POWER, PRODUCT, SUM, Step, run};
use crate::ad::expression::words::{Kind, Misreading, Word};
use crate::ad::op::{Function, Operator};
use std::f64::consts::E;

/// What joins two operands.
#[derive(Clone, Copy)]
enum Join {
    By(Operator),
    Power,
}

/// The signs between two operands: how tightly each holds them, and what the right one must hold together with at
/// least. Of those of one rank the left one comes first, but for powers.
const SIGNS: [(char, u8, u8, Join); 5] = [
    ('+', SUM, PRODUCT, Join::By(Operator::Add)),
    ('-', SUM, PRODUCT, Join::By(Operator::Sub)),
    ('*', PRODUCT, POWER, Join::By(Operator::Mul)),
    ('/', PRODUCT, POWER, Join::By(Operator::Div)),
    ('^', POWER, POWER, Join::Power),
];

/// The steps that these words say, the last of which is the end.
pub fn parse(words: &[Word]) -> Result<Vec<Step>, Misreading> {
    let mut parser = Parser { words, next: 0, depth: 0, steps: Vec::new() };
    parser.expression(SUM)?;
    match parser.word().kind {
        Kind::End => Ok(parser.steps),
        _ => Err(parser
            .word()
            .refuse("This ) closes nothing: a sign or the end is expected.".into())),
    }
}

struct Parser<'a> {
    words: &'a [Word<'a>],
    next: usize,
    depth: usize,
    steps: Vec<Step>,
}

impl<'a> Parser<'a> {
    fn word(&self) -> Word<'a> {
        self.words[self.next]
    }

    fn take(&mut self) -> Word<'a> {
        let word = self.word();
        self.next += 1;
        word
    }

    /// An operand, and all that is joined to it by what has at least this rank.
    fn expression(&mut self, least: u8) -> Result<(), Misreading> {
        if self.depth == MOST_NESTING {
            let message = format!("This is nested too deeply: {MOST_NESTING} levels are read.");
            return Err(self.word().refuse(message));
        }
        self.depth += 1;
        let first = self.steps.len();
        self.operand()?;
        while let Some((rank, right, join)) = self.sign()? {
            if rank < least {
                break;
            }
            // Side by side, there is no sign to take.
            if matches!(self.word().kind, Kind::Sign(sign) if sign != '(') {
                self.take();
            }
            let (start, word) = (self.steps.len(), self.word());
            self.expression(right)?;
            match join {
                Join::By(operator) => self.steps.push(Step::Apply(operator)),
                Join::Power => self.raise(first, start, word)?,
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// What joins the operand before to what comes next; nothing at an end.
    fn sign(&self) -> Result<Option<(u8, u8, Join)>, Misreading> {
        let word = self.word();
        match word.kind {
            Kind::End | Kind::Sign(')') => Ok(None),
            Kind::Number(_) if word.is_decimal() && self.words[self.next - 1].is_decimal() => {
                Err(word.refuse("Between two numbers a sign is expected: + − × /.".into()))
            }
            kind => {
                let is_it = |sign: char| kind == Kind::Sign(sign);
                let row = SIGNS.into_iter().find(|row| is_it(row.0));
                Ok(Some(row.map_or((PRODUCT, POWER, Join::By(Operator::Mul)), |row| {
                    (row.1, row.2, row.3)
                })))
            }
        }
    }

    /// A number, a variable, parentheses, a function of something, or one of these with a sign before it.
    fn operand(&mut self) -> Result<(), Misreading> {
        let word = self.word();
        match word.kind {
            Kind::Number(value) => self.steps.push(Step::Number(value, word.text.into())),
            Kind::Variable(number) => self.steps.push(Step::Variable(number)),
            Kind::Sign('(') => return self.parentheses(),
            Kind::Function(function) => {
                self.take();
                return self.argument(function);
            }
            Kind::Sign('-') => {
                self.take();
                self.expression(POWER)?;
                self.steps.push(Step::Call(Function::Neg));
                return Ok(());
            }
            Kind::Sign(_) | Kind::End => return Err(self.misses_value()),
        }
        self.take();
        Ok(())
    }

    fn parentheses(&mut self) -> Result<(), Misreading> {
        let open = self.take();
        self.expression(SUM)?;
        match self.take().kind {
            Kind::Sign(')') => Ok(()),
            _ => Err(open.refuse("This ( is not closed: a ) is expected.".into())),
        }
    }

    /// What a function takes: the parentheses after it, else all side by side up to the next sign or function.
    fn argument(&mut self, function: Function) -> Result<(), Misreading> {
        let is_single = matches!(self.word().kind, Kind::Sign('(') | Kind::Function(_));
        match self.word().kind {
            Kind::Sign('(') => self.parentheses()?,
            _ => self.expression(POWER)?,
        }
        let goes_on = |kind| matches!(kind, Kind::Number(_) | Kind::Variable(_) | Kind::Sign('('));
        while !is_single && goes_on(self.word().kind) {
            self.sign()?;
            self.expression(POWER)?;
            self.steps.push(Step::Apply(Operator::Mul));
        }
        self.steps.push(Step::Call(function));
        Ok(())
    }

    /// Makes a power of the base's steps and the exponent's, which are the last and begin at this word.
    fn raise(&mut self, base: usize, exponent: usize, word: Word) -> Result<(), Misreading> {
        if matches!(&self.steps[base..exponent], [Step::Number(E, name)] if name == "e") {
            self.steps.remove(base);
            self.steps.push(Step::Call(Function::Exp));
            return Ok(());
        }
        let steps = self.steps.split_off(exponent);
        let varies = steps.iter().any(|step| matches!(step, Step::Variable(_)));
        let power = if varies { f64::NAN } else { run(&steps, &[]) };
        if libm::trunc(power) == power && power.abs() <= f64::from(MOST_POWER) {
            self.steps.push(Step::Power(power as i32));
            return Ok(());
        }
        let last = self.words[self.next - 1];
        let length = last.at + last.text.chars().count() - word.at;
        let message = format!(
            "A power must be a whole number from −{MOST_POWER} to {MOST_POWER}; only e may have any, as in e^x."
        );
        Err(Misreading { at: word.at, length, message })
    }

    /// That there should be a value where there is something else, or nothing.
    fn misses_value(&self) -> Misreading {
        const VALUE: &str = "a value is expected: a number, x, y, z, a function or parentheses.";
        let word = self.word();
        let before = self.next.checked_sub(1).map(|before| self.words[before].text);
        word.refuse(match (word.kind, before) {
            (Kind::End, None) => "Type a function of x, y and z, such as x * y + sin x.".into(),
            (Kind::End, Some(before)) => format!("After “{before}” {VALUE}"),
            _ => format!("Instead of “{}” {VALUE}", word.text),
        })
    }
}
