//! Points as text: comma-separated values in and out.

use crate::data::limits;
use crate::data::points::{Names, Points};
use crate::data::shapes::Sample;
use csv_core::{ReadFieldResult, Reader as Fields, ReaderBuilder};
use std::fmt;

/// The most bytes that a field may have: no number and no name is longer.
const MOST_FIELD: usize = 1000;

/// The largest coordinate: the spread of such is finite, and so is what follows from it.
const LARGEST: f64 = 1e30;

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Rows of x, y and label, which is −1 or 1.
    pub points: Vec<[f64; 3]>,
    /// What the text calls the columns and the labels.
    pub names: Names,
}

/// Why a text could not be read: a sentence with the place, what was expected there and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// From 1; 0 where it is about the whole text.
    pub line: u64,
    /// From 1; 0 where it is about the whole line.
    pub column: usize,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { line, column, expected, found } = self;
        match (line, column) {
            (0, _) => write!(f, "Expected {expected}, found {found}."),
            (_, 0) => write!(f, "Line {line}: expected {expected}, found {found}."),
            _ => write!(f, "Line {line}, column {column}: expected {expected}, found {found}."),
        }
    }
}

impl std::error::Error for Fault {}

/// Reads points from a text that comes in pieces.
///
/// Each line has x, y and a label; the first may be a header. What separates them is a tab where the first
/// line has two, else a semicolon where it has two, else a comma; with the first two, numbers may have decimal
/// commas. Labels are −1 and 1, 0 and 1, two other numbers (the lesser is −1) or two names (the first is −1).
/// The grammar is RFC 4180's, read by the crate csv-core.
///
/// ```
/// use moongrad::data::csv::Reader;
/// let mut reader = Reader::new();
/// reader.push("x;y;kind\n1,5;2;cat\n".as_bytes()).unwrap();
/// assert_eq!(reader.push("3;4;dog".as_bytes()).unwrap(), 1);
/// let table = reader.finish().unwrap();
/// assert_eq!(table.points, [[1.5, 2.0, -1.0], [3.0, 4.0, 1.0]]);
/// assert_eq!(table.names.labels, ["cat", "dog"]);
/// ```
#[derive(Debug)]
pub struct Reader {
    /// The text until its first line is whole.
    first: Vec<u8>,
    /// What separates the fields, and the machine that takes them apart, once the first line is whole.
    fields: Option<(u8, Box<Fields>)>,
    field: Vec<u8>,
    record: Vec<String>,
    /// Whether a record has begun, and the line that it began on.
    begun: bool,
    line: u64,
    points: Vec<[f64; 3]>,
    columns: Option<[String; 3]>,
    labels: Vec<String>,
    parse: fn(&str) -> Option<f64>,
}

impl Default for Reader {
    fn default() -> Self {
        Reader::new()
    }
}

impl Reader {
    /// At the beginning of a text.
    pub fn new() -> Self {
        Reader::with(|text| text.parse().ok())
    }

    /// The same, with another way to read a number, none where the text is no number: in a browser,
    /// JavaScript's, which spares the page the tables that Rust's needs. Both round correctly.
    pub fn with(parse: fn(&str) -> Option<f64>) -> Self {
        Reader {
            parse,
            first: Vec::new(),
            fields: None,
            field: Vec::new(),
            record: Vec::new(),
            begun: false,
            line: 1,
            points: Vec::new(),
            columns: None,
            labels: Vec::new(),
        }
    }

    /// Reads on; returns how many points there are so far.
    pub fn push(&mut self, bytes: &[u8]) -> Result<usize, Fault> {
        if self.fields.is_some() {
            self.read(bytes)?;
        } else {
            self.first.extend(bytes);
            if self.first.contains(&b'\n') || self.first.contains(&b'\r') {
                self.begin()?;
            }
        }
        Ok(self.points.len())
    }

    /// The text is over: what was in it.
    pub fn finish(mut self) -> Result<Table, Fault> {
        if self.fields.is_none() {
            self.begin()?;
        }
        // To csv-core, nothing more is the end of the text.
        while self.read_field(&mut &[][..])? {}
        if self.points.is_empty() {
            return Err(fault(0, 0, "rows of x, y and label", "no point"));
        }
        Ok(self.into_table())
    }

    fn begin(&mut self) -> Result<(), Fault> {
        let text = std::mem::take(&mut self.first);
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&text);
        let line = text.split(|byte| matches!(byte, b'\n' | b'\r')).find(|line| !line.is_empty());
        let count = |separator: u8| {
            line.unwrap_or_default().iter().filter(|byte| **byte == separator).count()
        };
        let separator = [b'\t', b';'].into_iter().find(|s| count(*s) >= 2).unwrap_or(b',');
        let fields = ReaderBuilder::new().delimiter(separator).build();
        self.fields = Some((separator, Box::new(fields)));
        if text.is_empty() { Ok(()) } else { self.read(text) }
    }

    fn read(&mut self, mut bytes: &[u8]) -> Result<(), Fault> {
        while !bytes.is_empty() {
            self.read_field(&mut bytes)?;
        }
        Ok(())
    }

    /// Reads up to the end of a field, if there is one in `bytes`; says whether the text goes on.
    fn read_field(&mut self, bytes: &mut &[u8]) -> Result<bool, Fault> {
        let (_, fields) = self.fields.as_mut().expect("begun");
        let mut piece = [0; 64];
        let line = fields.line();
        let (result, used, written) = fields.read_field(bytes, &mut piece);
        if !self.begun {
            // csv-core skips empty lines before a record.
            let is_end = |byte: &&u8| matches!(**byte, b'\n' | b'\r');
            let skipped: Vec<u8> = bytes[..used].iter().take_while(is_end).copied().collect();
            self.line = line + skipped.iter().filter(|byte| **byte == b'\n').count() as u64;
            self.begun = skipped.len() < used;
        }
        *bytes = &bytes[used..];
        self.field.extend(&piece[..written]);
        if self.field.len() > MOST_FIELD {
            let column = self.record.len() + 1;
            return Err(fault(self.line, column, "a number or a name", "a text without end"));
        }
        if let ReadFieldResult::Field { record_end } = result {
            self.take_field()?;
            if record_end {
                self.begun = false;
                self.take_record()?;
            }
        }
        Ok(!matches!(result, ReadFieldResult::End))
    }

    fn take_field(&mut self) -> Result<(), Fault> {
        let field = std::mem::take(&mut self.field);
        let Ok(text) = std::str::from_utf8(&field) else {
            return Err(fault(self.line, self.record.len() + 1, "text in UTF-8", "other bytes"));
        };
        self.record.push(text.trim().to_owned());
        Ok(())
    }

    fn take_record(&mut self) -> Result<(), Fault> {
        let record = std::mem::take(&mut self.record);
        if record.iter().all(String::is_empty) {
            return Ok(());
        }
        let Ok([x, y, label]) = <[String; 3]>::try_from(record) else {
            return Err(fault(
                self.line,
                0,
                "three fields, x, y and label",
                "another number of them",
            ));
        };
        let numbers = [self.number(&x), self.number(&y)];
        if numbers == [None; 2] && self.points.is_empty() && self.columns.is_none() {
            self.columns = Some([x, y, label]);
            return Ok(());
        }
        let [Some(x), Some(y)] = numbers else {
            let column = if numbers[0].is_none() { 1 } else { 2 };
            return Err(fault(self.line, column, "a number", &quote([&x, &y][column - 1])));
        };
        if let Some(axis) = [x, y].iter().position(|value| value.abs() > LARGEST) {
            let found = "one that is larger";
            return Err(fault(self.line, axis + 1, "a number from −1e30 to 1e30", found));
        }
        let label = self.take_label(label)?;
        if self.points.len() as f64 == limits::POINTS.most {
            return Err(fault(self.line, 0, "at most 100000 points", "one more"));
        }
        self.points.push([x, y, label]);
        Ok(())
    }

    /// A finite number.
    fn number(&self, text: &str) -> Option<f64> {
        let (separator, _) = self.fields.as_ref().expect("begun");
        let comma = if *separator == b',' { "," } else { "." };
        let text = text.replace('−', "-").replace(',', comma);
        let is_number = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
        let plain = !text.is_empty() && text.bytes().all(is_number);
        if plain { (self.parse)(&text).filter(|number| number.is_finite()) } else { None }
    }

    /// The number of a label, in the order in which they appear.
    fn take_label(&mut self, label: String) -> Result<f64, Fault> {
        let label = match self.number(&label) {
            Some(1.0) => "1".into(),
            Some(-1.0) => "-1".into(),
            _ => label,
        };
        let known = self.labels.iter().position(|known| *known == label);
        if known.is_none() && (self.labels.len() == 2 || label.is_empty()) {
            let expected = match self.labels.as_slice() {
                [first, second] => {
                    format!("one of the labels {} and {}", quote(first), quote(second))
                }
                _ => "a label".into(),
            };
            return Err(fault(self.line, 3, &expected, &quote(&label)));
        }
        let number = known.unwrap_or_else(|| {
            self.labels.push(label);
            self.labels.len() - 1
        });
        Ok(number as f64)
    }

    fn into_table(self) -> Table {
        let numbers = self.labels.iter().map(|label| self.number(label));
        let numbers: Option<Vec<f64>> = numbers.collect();
        // Whether the label that appears first is −1.
        let in_order = match numbers.as_deref() {
            Some(&[first, second]) => first < second,
            Some(&[only]) => only != 1.0,
            _ => true,
        };
        let Reader { mut points, columns, mut labels, .. } = self;
        if labels.len() == 1 {
            labels.push(if in_order { "1".into() } else { "-1".into() });
        }
        if !in_order {
            labels.reverse();
        }
        for [.., label] in &mut points {
            *label = if (*label == 0.0) == in_order { -1.0 } else { 1.0 };
        }
        let upper = labels.pop().unwrap_or_default();
        let lower = labels.pop().unwrap_or_default();
        Table { points, names: Names { columns, labels: [lower, upper] } }
    }
}

fn fault(line: u64, column: usize, expected: &str, found: &str) -> Fault {
    Fault { line, column, expected: expected.into(), found: found.into() }
}

fn quote(text: &str) -> String {
    if text.is_empty() {
        return "nothing".into();
    }
    let short: String = text.chars().take(24).collect();
    if short.len() < text.len() { format!("“{short}…”") } else { format!("“{short}”") }
}

/// The points as text with a header, in the data's units, the training points first, and under the names that
/// they came with; numbers have the fewest digits that lead back to the same place on the plane.
///
/// ```
/// use moongrad::data::{csv, points::Points, shapes::Sample};
/// let train = vec![Sample { inputs: [0.1, -2.0], label: -1.0 }];
/// let text = csv::write(&Points { train, ..Points::default() });
/// assert_eq!(text, "x,y,label\n0.1,-2,-1\n");
/// ```
pub fn write(points: &Points) -> String {
    write_with(points, |number| number.to_string())
}

/// The same, with another way to write a number in the fewest digits that tell it from all others.
pub fn write_with(points: &Points, show: fn(f64) -> String) -> String {
    let names = points.names.as_ref();
    let columns = names.and_then(|names| names.columns.as_ref());
    let columns = columns.map_or("x,y,label".into(), |columns| {
        columns.each_ref().map(|name| escape(name)).join(",")
    });
    let [lower, upper] = names.map_or(["-1".into(), "1".into()], |names| {
        names.labels.each_ref().map(|name| escape(name))
    });
    let mut text = columns + "\n";
    for sample in in_order(points) {
        let there = points.scale.to_data(sample.inputs);
        for axis in [0, 1] {
            let is_same = |value: f64| {
                let mut point = there;
                point[axis] = value;
                points.scale.to_plane(point)[axis] == sample.inputs[axis]
            };
            text.push_str(&show(shorten(there[axis], is_same)));
            text.push(',');
        }
        text.push_str(if sample.label < 0.0 { &lower } else { &upper });
        text.push('\n');
    }
    text
}

/// The points; where they have names, one labelled −1 first: of two names, the first is read as −1.
fn in_order(points: &Points) -> impl Iterator<Item = &Sample> {
    let all = || points.train.iter().chain(&points.test);
    let is_first = |sample: &Sample| points.names.is_none() || sample.label < 0.0;
    let first = all().position(is_first).unwrap_or(0);
    let rest = all().enumerate().filter(move |(number, _)| *number != first);
    all().nth(first).into_iter().chain(rest.map(|(_, sample)| sample))
}

/// A name as a field: in quotes where it needs them.
fn escape(name: &str) -> String {
    match name.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", name.replace('"', "\"\"")),
        false => name.into(),
    }
}

/// The number with the fewest decimal digits next to `value` that is still the same.
fn shorten(value: f64, is_same: impl Fn(f64) -> bool) -> f64 {
    if value == 0.0 || is_same(0.0) {
        return 0.0;
    }
    // The fewest decimals that leave something of it; coordinates go up to [`LARGEST`].
    let mut decimals = EXACT_TENS;
    while decimals > -31 && round(value, decimals - 1) != 0.0 {
        decimals -= 1;
    }
    // 17 digits tell all numbers apart.
    let shorter = (decimals..decimals + 16).map(|decimals| round(value, decimals));
    shorter.into_iter().find(|shorter| is_same(*shorter)).unwrap_or(value)
}

/// Up to this power, those of ten are numbers of type `f64`; beyond, they are rounded, and so a number may get
/// more digits than it needs.
const EXACT_TENS: i32 = 22;

/// Rounds to so many decimals, or with less than 0, to so large a power of ten.
fn round(value: f64, decimals: i32) -> f64 {
    // Multiplied up, since libm's power of ten would bring its tables into the page.
    let factor = (0..decimals.abs()).fold(1.0, |power, _| power * 10.0);
    if decimals < 0 {
        libm::round(value / factor) * factor
    } else {
        libm::round(value * factor) / factor
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::points::Scale;
    use crate::data::random::{Use, generator};
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Table, Fault> {
        let mut reader = Reader::new();
        reader.push(text.as_bytes())?;
        reader.finish()
    }

    fn points(text: &str) -> Vec<[f64; 3]> {
        read(text).unwrap().points
    }

    #[test]
    fn comma_semicolon_and_tab_with_and_without_a_header_are_understood() {
        let expected = [[1.5, -2.0, -1.0], [3.0, 4e-3, 1.0]];
        for text in [
            "1.5,-2,-1\n3,4e-3,1\n",
            "x,y,label\r\n1.5,-2,-1\r\n3,4e-3,+1",
            "1,5;-2;0\n3;0,004;1",
            "\u{feff}a\tb\tc\n1.5\t−2\t-1.0\n\n3\t0.004\t1.0\n\n",
            "\"x\",\"y\",\"a, b\"\n\"1.5\",\"-2\", no\n 3 , 4e-3 , yes\n",
        ] {
            assert_eq!(points(text), expected, "{text}");
        }
    }

    #[test]
    fn labels_are_minus_one_and_one_zero_and_one_or_two_names() {
        for (rows, labels, expected) in [
            (["1", "-1"], ["-1", "1"], [1.0, -1.0]),
            (["1", "0"], ["0", "1"], [1.0, -1.0]),
            (["7", "3"], ["3", "7"], [1.0, -1.0]),
            (["dog", "cat"], ["dog", "cat"], [-1.0, 1.0]),
            (["1", "1"], ["-1", "1"], [1.0, 1.0]),
            (["0", "0"], ["0", "1"], [-1.0, -1.0]),
        ] {
            let table = read(&format!("0,0,{}\n0,0,{}", rows[0], rows[1])).unwrap();
            assert_eq!(table.names.labels, labels);
            assert_eq!(table.points.iter().map(|point| point[2]).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_header_names_the_columns() {
        let table = read("width,height,kind\n1,2,a\n3,4,b").unwrap();
        assert_eq!(table.names.columns.unwrap(), ["width", "height", "kind"]);
        assert_eq!(read("1,2,a\n3,4,b").unwrap().names.columns, None);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place_and_what_was_expected() {
        for (text, sentence) in [
            ("", "Expected rows of x, y and label, found no point."),
            ("x,y,label\n", "Expected rows of x, y and label, found no point."),
            ("1,2,a\n1,two,b", "Line 2, column 2: expected a number, found “two”."),
            ("x,y,l\n\n\n,2,b", "Line 4, column 1: expected a number, found nothing."),
            ("1,2,a\r\n1,inf,b", "Line 2, column 2: expected a number, found “inf”."),
            (
                "1,2,a\n1,2,b\n3,4,c\n",
                "Line 3, column 3: expected one of the labels “a” and “b”, found “c”.",
            ),
            ("1,2,\n", "Line 1, column 3: expected a label, found nothing."),
            (
                "1,2,a\n1,2",
                "Line 2: expected three fields, x, y and label, found another number of them.",
            ),
            (
                "hello",
                "Line 1: expected three fields, x, y and label, found another number of them.",
            ),
            ("1,2,a\n1,x,b\n", "Line 2, column 2: expected a number, found “x”."),
            ("x,1,a\n", "Line 1, column 1: expected a number, found “x”."),
            (
                "\n1,2,a\r\n\r\nfoo\r\n3,4,b\n",
                "Line 4: expected three fields, x, y and label, found another number of them.",
            ),
            (
                "1,2,a\n\"1,2,b\n3,4,a\n",
                "Line 2: expected three fields, x, y and label, found another number of them.",
            ),
            (
                "1,2,a\n1,-1e31,b",
                "Line 2, column 2: expected a number from −1e30 to 1e30, found one that is larger.",
            ),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), sentence, "{text}");
        }
        let mut reader = Reader::new();
        assert!(reader.push(b"1,2,\xff\n").unwrap_err().to_string().contains("UTF-8"));
        let long = read(&format!("1,2,{}", "a".repeat(5000))).unwrap_err().to_string();
        assert_eq!(
            long,
            "Line 1, column 3: expected a number or a name, found a text without end."
        );
    }

    #[test]
    fn a_hundred_thousand_points_are_read_and_no_more() {
        let text = "0.25,0.5,1\n".repeat(100_000);
        assert_eq!(points(&text).len(), 100_000);
        let error = read(&(text + "1,1,1")).unwrap_err().to_string();
        assert_eq!(error, "Line 100001: expected at most 100000 points, found one more.");
    }

    #[test]
    fn what_was_read_is_written_with_its_own_digits() {
        let rows = [
            [1_700_000_000.0, 1.0, -1.0],
            [1_700_000_003.0, 0.0, 1.0],
            [1_700_000_009.0, -0.25, 1.0],
        ];
        let points = Points::of(&rows, 0.0, &mut generator(1, Use::Samples, 0));
        assert!(points.scale.standardised);
        let text = write(&points);
        for line in ["1700000000,1,-1", "1700000003,0,1", "1700000009,-0.25,1"] {
            assert!(text.lines().any(|other| other == line), "{text} lacks {line}");
        }
    }

    #[test]
    fn points_with_names_are_written_and_read_back_with_them() {
        let names = Names {
            columns: Some(["width, in m".into(), "height".into(), "kind".into()]),
            labels: ["dog".into(), "a \"cat\"".into()],
        };
        let sample = |x, label| Sample { inputs: [x, 0.5], label };
        let train = vec![sample(1.0, 1.0), sample(2.0, 1.0), sample(3.0, -1.0)];
        let points = Points { train, names: Some(names.clone()), ..Points::default() };
        let table = read(&write(&points)).unwrap();
        assert_eq!(table.names, names);
        assert_eq!(table.points, [[3.0, 0.5, -1.0], [1.0, 0.5, 1.0], [2.0, 0.5, 1.0]]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_it_was(
            rows in prop::collection::vec((-1e6..1e6_f32, -1e-3..1e-3_f32, prop::bool::ANY), 2..50),
            piece in 1..40_usize, centre: [i16; 2], unit in [1e-9..1e9, 0.5..2.0],
        ) {
            let centre = centre.map(f64::from);
            let scale = Scale { centre, unit, standardised: true };
            let sample = |&(x, y, upper): &(f32, f32, bool)| {
                Sample { inputs: [x, y], label: if upper { 1.0 } else { -1.0 } }
            };
            let train: Vec<Sample> = rows.iter().map(sample).collect();
            let text = write(&Points { train: train.clone(), scale, ..Points::default() });
            // However the text is cut into pieces.
            let mut reader = Reader::new();
            for piece in text.as_bytes().chunks(piece) {
                reader.push(piece).unwrap();
            }
            let back = reader.finish().unwrap().points;
            let written = Points { train: train.clone(), scale, ..Points::default() };
            for (&[x, y, label], there) in back.iter().zip(in_order(&written)) {
                prop_assert_eq!(label as f32, there.label);
                let here = scale.to_plane([x, y]);
                for axis in [0, 1] {
                    // Far from the centre's own size, f64 has no more digits.
                    let off = 1e-15 * (centre[axis] / unit[axis]).abs();
                    let apart = f64::from(here[axis] - there.inputs[axis]).abs();
                    prop_assert!(apart <= off, "{} {}", here[axis], there.inputs[axis]);
                }
            }
            prop_assert_eq!(back.len(), train.len());
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut reader = Reader::new();
            let _ = reader.push(&bytes).map(|_| reader.finish());
        }
    }
}
