//! A link as text: its version, a full stop, and its bytes in the base64 for addresses (RFC 4648, section 5).

use crate::data::limits::Refusal;
use crate::run::link::parts::Link;
use crate::run::link::v1;
use base64::engine::{Engine, general_purpose::URL_SAFE_NO_PAD};
use std::fmt;

/// The version that is written.
pub const VERSION: &str = "1";

/// So many characters are read at the most: 100,000 points of one's own take about a million.
pub const MOST_CHARACTERS: usize = 4 << 20;

/// Why a text is no link.
#[derive(Clone, Debug, PartialEq)]
pub enum Misread {
    /// It has no version, and so is something else.
    Foreign,
    /// It is of a version that is not known here.
    Version(String),
    /// Something in it is missing, too much or another than it was.
    Damaged,
    /// It has too many characters.
    Long(usize),
    /// A value is out of its limits.
    Refused(Refusal),
}

impl Misread {
    /// The sentence, but for the value that was refused.
    pub fn sentence(&self) -> Option<String> {
        Some(match self {
            Misread::Foreign => "this is no link to a run, which begins with “1.”".into(),
            Misread::Version(version) => format!(
                "the link is of version {version}, but this page knows version {VERSION} alone: a newer page may open it"
            ),
            Misread::Damaged => "the link is damaged, its characters are not all there or not the same: copy it once more, whole".into(),
            Misread::Long(characters) => format!(
                "the link has {characters} characters, but may have {MOST_CHARACTERS}"
            ),
            Misread::Refused(_) => return None,
        })
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.sentence()) {
            (Misread::Refused(refusal), _) => refusal.fmt(f),
            (_, sentence) => f.write_str(&sentence.unwrap_or_default()),
        }
    }
}

impl std::error::Error for Misread {}

/// A link's text.
///
/// ```
/// use moongrad::run::{config::Config, link::{Link, text}, trainer::Trainer};
/// let mut run = Trainer::new(Config::default()).unwrap();
/// run.train(|| true);
/// let link = Link::of(&run);
/// let text = text::write(&link);
/// assert!(text.len() < 60, "{text}");
/// assert_eq!(text::read(&text), Ok(link));
/// ```
pub fn write(link: &Link) -> String {
    let body = v1::write(link);
    let bytes = [&[check(&body)], body.as_slice()].concat();
    [VERSION, ".", &URL_SAFE_NO_PAD.encode(bytes)].concat()
}

/// The link of a text, checked but for what its changes may do; an error says why it is none. Takes memory in
/// proportion to the text.
pub fn read(text: &str) -> Result<Link, Misread> {
    if text.len() > MOST_CHARACTERS {
        return Err(Misread::Long(text.len()));
    }
    let (version, rest) = text.trim().split_once('.').ok_or(Misread::Foreign)?;
    if version.is_empty() || version.len() > 4 || !version.bytes().all(|c| c.is_ascii_digit()) {
        return Err(Misread::Foreign);
    }
    if version != VERSION {
        return Err(Misread::Version(version.into()));
    }
    let bytes = URL_SAFE_NO_PAD.decode(rest).map_err(|_| Misread::Damaged)?;
    read_bytes(&bytes)
}

fn read_bytes(bytes: &[u8]) -> Result<Link, Misread> {
    let (sum, body) = bytes.split_first().ok_or(Misread::Damaged)?;
    if *sum != check(body) {
        return Err(Misread::Damaged);
    }
    let link = v1::read(body).ok_or(Misread::Damaged)?;
    link.check().map_err(Misread::Refused)?;
    Ok(link)
}

/// A byte that is another where the bytes are: of 256 damaged links it finds 255 (FNV-1a, folded).
pub fn check(bytes: &[u8]) -> u8 {
    let hash = bytes
        .iter()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    hash.to_le_bytes().iter().fold(0, |folded, byte| folded ^ byte)
}
