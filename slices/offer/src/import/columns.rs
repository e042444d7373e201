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
/// What French tills and sheets write for them, and what others write besides; without accents.
const ALSO: &[(&str, &str)] = &[
    ("ref", "reference"),
    ("sku", "reference"),
    ("titre", "title"),
    ("nom", "title"),
    ("name", "title"),
    ("designation", "title"),
    ("libelle", "title"),
    ("article", "title"),
    ("produit", "title"),
    ("prix", "price"),
    ("prix ttc", "price"),
    ("prix de vente", "price"),
    ("devise", "currency"),
    ("monnaie", "currency"),
    ("prix de reference", "reference_price"),
    ("prix barre", "reference_price"),
    ("ancien prix", "reference_price"),
    ("quantite", "stock"),
    ("qte", "stock"),
    ("quantity", "stock"),
    ("categorie", "category"),
    ("rayon", "category"),
    ("ean", "gtin"),
    ("ean13", "gtin"),
    ("code-barres", "gtin"),
    ("code barres", "gtin"),
    ("barcode", "gtin"),
    ("marque", "brand"),
    ("debut", "from"),
    ("a partir du", "from"),
    ("fin", "until"),
    ("jusqu'au", "until"),
    ("portee", "reach_m"),
    ("portee_m", "reach_m"),
    ("quartier", "zone"),
    ("lieu", "place"),
    ("magasin", "place"),
    ("boutique", "place"),
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
        let refusal = missing.fold(Refusal::new("invalid"), |refusal, name| refusal.field(name, "column"));
        if refusal.fields.is_empty() { Ok(columns) } else { Err(refusal) }
    }

    fn parted(header: &str, separator: u8) -> Self {
        let cells = split(header.as_bytes(), separator).unwrap_or_default();
        let mut columns =
            Self { separator, count: cells.len(), unknown: Vec::new(), at: vec![None; KNOWN.len()] };
        for (index, cell) in cells.iter().enumerate() {
            let name = String::from_utf8_lossy(cell).trim().to_lowercase();
            match position(&name) {
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

/// Which known column a heading means, in lower case.
fn position(name: &str) -> Option<usize> {
    let plain: String = name.chars().map(without_accent).collect();
    let known = ALSO.iter().find(|(also, _)| *also == plain).map_or(plain.as_str(), |(_, known)| known);
    KNOWN.iter().position(|column| *column == known)
}

fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        '’' => '\'',
        '\u{a0}' | '\u{202f}' => ' ',
        other => other,
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
    fn french_headings_are_understood() {
        let header = "Référence;Désignation;Prix\u{a0}TTC;Quantité;Catégorie;EAN;Jusqu’au;Couleur";
        let columns = Columns::read(header.as_bytes()).unwrap();
        let read = ["reference", "title", "price", "stock", "category", "gtin", "until"];
        assert!(read.iter().all(|name| columns.has(name)));
        assert_eq!(columns.unknown, ["couleur"]);
        // What is named twice is read where it stands first.
        let twice = Columns::read(b"sku,ref,title,price").unwrap();
        assert_eq!(twice.cell(&["a".to_owned(), "b".to_owned()], "reference"), Some("a"));
    }

    #[test]
    fn what_is_missing_is_named() {
        let fields = |header: &[u8]| Columns::read(header).unwrap_err().fields;
        assert_eq!(fields(b"reference,title"), [("price", "column")]);
        assert_eq!(fields(b"").len(), 3);
        assert_eq!(fields(b"\xff\xfer\0e\0f\0"), [("file", "encoding")]);
    }
}
