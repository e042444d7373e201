//! Element strings: Application Identifiers with their values, bracketed as people read them, or plain as barcodes carry them.

use std::fmt;

use super::NotGs1;
use super::dictionary::{Entry, entry};
use super::value::holds;

/// How the separator FNC1 is written in plain text where the control character GS cannot be.
pub const FNC1: char = '^';
/// How the separator arrives from a scanner.
const GS: char = '\u{1d}';
/// What scanners say of a symbol that holds element strings (ISO/IEC 15424): Code 128, DataBar, Data Matrix, QR, DotCode.
const SYMBOLOGIES: &[&str] = &["]C1", "]e0", "]d2", "]Q3", "]J1"];
/// Bytes of the longest text that is read: more than any symbol holds.
pub const TEXT_BYTES: usize = 8_192;

/// One Application Identifier with its value, which is what the dictionary allows.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Element {
    ai: Box<str>,
    entry: &'static Entry,
    value: String,
}

impl Element {
    /// Puts an AI and its value together.
    ///
    /// # Errors
    /// `UnknownAi` and `Value`.
    pub fn new(ai: &str, value: &str) -> Result<Self, NotGs1> {
        let entry = entry(ai).ok_or(NotGs1::UnknownAi)?;
        if !holds(value, entry.spec) {
            return Err(NotGs1::Value);
        }
        Ok(Self { ai: ai.into(), entry, value: value.into() })
    }

    /// The digits of the AI.
    #[must_use]
    pub fn ai(&self) -> &str {
        &self.ai
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    pub(super) fn entry(&self) -> &'static Entry {
        self.entry
    }
}

impl fmt::Debug for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}){}", self.ai, self.value)
    }
}

/// Reads `(01)09521234543213(10)ABC`; a bracket within a value is written `\(`.
///
/// # Errors
/// `Form`, `UnknownAi`, `Value`, and `Repeated` when an AI comes twice with different values.
pub fn bracketed(text: &str) -> Result<Vec<Element>, NotGs1> {
    let mut elements = Vec::new();
    let mut rest = bounded(text)?;
    while !rest.is_empty() {
        let (ai, after) =
            rest.strip_prefix('(').and_then(|inside| inside.split_once(')')).ok_or(NotGs1::Form)?;
        let mut value = String::new();
        let mut characters = after.char_indices().peekable();
        let mut end = after.len();
        while let Some((at, character)) = characters.next() {
            match character {
                '(' => {
                    end = at;
                    break;
                }
                '\\' if characters.peek().is_some_and(|(_, next)| *next == '(') => {
                    characters.next();
                    value.push('(');
                }
                other => value.push(other),
            }
        }
        elements.push(Element::new(ai, &value)?);
        rest = &after[end..];
    }
    once(elements)
}

/// Reads what a barcode carries: a leading FNC1 (as `^`, as GS, or as the scanner's symbology identifier), then AIs and values,
/// separated by FNC1 where the length is not known beforehand.
///
/// # Errors
/// `Form`, `UnknownAi`, `Value`, and `Repeated` when an AI comes twice with different values.
pub fn plain(text: &str) -> Result<Vec<Element>, NotGs1> {
    let text = bounded(text)?;
    let symbology = SYMBOLOGIES.iter().find_map(|symbology| text.strip_prefix(symbology));
    let mut rest = match symbology {
        Some(rest) => rest.trim_start_matches(GS),
        None => text.strip_prefix([FNC1, GS]).ok_or(NotGs1::Form)?,
    };
    let mut elements = Vec::new();
    while !rest.is_empty() {
        let known = (2..=4).find_map(|length| Some((rest.get(..length)?, entry(rest.get(..length)?)?)));
        let (ai, entry) = known.ok_or(NotGs1::UnknownAi)?;
        let after = &rest[ai.len()..];
        let end = after.find([FNC1, GS]).unwrap_or(after.len());
        let length = if entry.fixed { fixed_length(entry).min(end) } else { end };
        let (value, after) = after.split_at_checked(length).ok_or(NotGs1::Value)?;
        elements.push(Element::new(ai, value)?);
        // One separator more than needed does no harm; one at the end says nothing.
        rest = after.strip_prefix([FNC1, GS]).unwrap_or(after);
    }
    once(elements)
}

fn bounded(text: &str) -> Result<&str, NotGs1> {
    if text.is_empty() || text.len() > TEXT_BYTES { Err(NotGs1::Form) } else { Ok(text) }
}

/// The length of a value whose components all have one.
fn fixed_length(entry: &Entry) -> usize {
    let counts = entry.spec.split(' ').map(|component| {
        let digits = component.get(1..).unwrap_or_default().split(',').next().unwrap_or_default();
        digits.parse::<usize>().unwrap_or(0)
    });
    counts.sum()
}

/// Each AI once; the same again with the same value is the same.
pub(super) fn once(elements: Vec<Element>) -> Result<Vec<Element>, NotGs1> {
    let mut kept: Vec<Element> = Vec::new();
    for element in elements {
        match kept.iter().find(|other| other.ai == element.ai) {
            None => kept.push(element),
            Some(other) if *other == element => {}
            Some(_) => return Err(NotGs1::Repeated),
        }
    }
    Ok(kept)
}

/// Writes elements as people read them.
#[must_use]
pub fn to_bracketed(elements: &[Element]) -> String {
    elements.iter().map(|one| format!("({}){}", one.ai, one.value.replace('(', "\\("))).collect()
}

/// Writes elements as a barcode carries them, the separator as `^`.
#[must_use]
pub fn to_plain(elements: &[Element]) -> String {
    let mut text = String::new();
    let mut separate = true;
    for element in elements {
        if separate {
            text.push(FNC1);
        }
        text.push_str(&element.ai);
        text.push_str(&element.value);
        separate = !element.entry.fixed;
    }
    text
}
