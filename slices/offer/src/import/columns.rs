//! The first line of a file: which column is where, and what parts them.

use kit::{Refusal, Result};

use super::records::split;

/// The columns a file may have, as people write them in its first line.
pub(crate) const KNOWN: &[&str] = &[
    "reference",
    "title",
    "price",
    "currency",
    "reference_price",
    "stock",
    "category",
    "gtin",
    "brand",
    "from",
    "until",
    "reach_m",
    "zone",
    "place",
];
/// Those it must have.
const REQUIRED: &[&str] = &["reference", "title", "price"];
/// Unknown columns that are told, and characters of each: enough to recognise a wrong file.
const UNKNOWN_TOLD: usize = 20;
const UNKNOWN_CHARS: usize = 40;

/// Where each known column stands.
#[derive(Debug)]
pub(crate) struct Columns {
    /// What parts the cells.
    pub(crate) separator: u8,
    /// How many columns the first line names.
    pub(crate) count: usize,
    /// Those nobody here knows.
    pub(crate) unknown: Vec<String>,
    at: Vec<Option<usize>>,
}

impl Columns {
    /// Reads the first line with the separator under which it names the most known columns.
    pub(crate) fn read(header: &[u8]) -> Result<Self> {
        let Ok(header) = std::str::from_utf8(header) else {
            return Err(Refusal::invalid("file", "encoding"));
        };
        let all = [b',', b';', b'\t'].map(|separator| Self::parted(header, separator));
        let known = |columns: &Self| columns.at.iter().flatten().count();
        // The first of equals wins, so an unrecognisable header is judged as if parted by commas.
        let best = all.into_iter().reduce(|best, next| if known(&next) > known(&best) { next } else { best });
        let Some(columns) = best else { return Err(Refusal::invalid("file", "required")) };
        let missing = REQUIRED.iter().filter(|name| !columns.has(name));
        let refusal = missing.fold(Refusal::new("invalid"), |refusal, name| refusal.field(name, "required"));
        if refusal.fields.is_empty() { Ok(columns) } else { Err(refusal) }
    }

    fn parted(header: &str, separator: u8) -> Self {
        let cells = split(header.as_bytes(), separator).unwrap_or_default();
        let mut columns =
            Self { separator, count: cells.len(), unknown: Vec::new(), at: vec![None; KNOWN.len()] };
        for (index, cell) in cells.iter().enumerate() {
            let name = String::from_utf8_lossy(cell).trim().to_lowercase();
            match KNOWN.iter().position(|known| *known == name) {
                Some(known) if columns.at[known].is_none() => columns.at[known] = Some(index),
                _ if name.is_empty() || columns.unknown.len() == UNKNOWN_TOLD => {}
                _ => columns.unknown.push(name.chars().take(UNKNOWN_CHARS).collect()),
            }
        }
        columns
    }

    /// Whether the file has a column.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// A cell, trimmed; `None` when the file has no such column, empty when the line is too short.
    pub(crate) fn cell<'a>(&self, cells: &'a [String], name: &str) -> Option<&'a str> {
        Some(cells.get(self.index(name)?).map_or("", |cell| cell.trim()))
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.at[KNOWN.iter().position(|known| *known == name)?]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_told_apart_and_strangers_passed_over() {
        for (header, separator) in [
            ("price,title,reference,colour", b','),
            ("Reference;\"Title\"; PRICE ;colour", b';'),
            ("reference\ttitle\tprice\tcolour", b'\t'),
        ] {
            let columns = Columns::read(header.as_bytes()).unwrap();
            assert_eq!((columns.separator, columns.count), (separator, 4), "{header}");
            assert_eq!(columns.unknown, ["colour"], "{header}");
            assert!(!columns.has("stock"));
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let fields = |header: &[u8]| Columns::read(header).unwrap_err().fields;
        assert_eq!(fields(b"reference,title"), [("price", "required")]);
        assert_eq!(fields(b"").len(), 3);
        assert_eq!(fields(b"\xff\xfer\0e\0f\0"), [("file", "encoding")]);
    }
}
