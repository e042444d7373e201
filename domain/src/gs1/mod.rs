//! GS1 identification as barcodes and links carry it: Application Identifiers (AI) with values, of which one is the primary
//! key (which product, place, parcel), some qualify it (which batch, which piece) and the rest tell more.
//!
//! [`Gs1::read`] takes a Digital Link on any host, a bracketed element string, or a plain one as scanners send it; what of compressed
//! links is read where says [`Gs1::compressed`].
//! [`Gs1::to_uri`] and [`Gs1::to_element_string`] write. What barcodes carry without AIs is read in [`crate::barcode`].
//! Sources: GS1 General Specifications; GS1 Digital Link Standard: URI Syntax, and compression (1.1.3, and for EPC binary strings
//! 1.0.0); GS1 Barcode Syntax Dictionary.

mod bits;
pub mod check;
mod compressed;
mod dictionary;
mod element;
mod epc;
mod link;
mod value;

pub use element::{Element, FNC1, bracketed, plain, to_bracketed, to_plain};
pub use link::CANONICAL;

use crate::subject::Gtin;

/// Why a text is not read as GS1 identification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotGs1 {
    /// Not a web address that may hold one.
    Address,
    /// Not an element string.
    Form,
    /// Nothing in it is a primary key.
    NoKey,
    /// It has an Application Identifier that does not exist.
    UnknownAi,
    /// A value is not what its AI may hold, or its check digit is wrong.
    Value,
    /// What stands in the path does not qualify the key, or in another order.
    Order,
    /// What stands in the query may not, or belongs in the path.
    NotAttribute,
    /// An AI comes twice.
    Repeated,
}

/// What is read besides what the standard allows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// Words for keys in the path, such as `/gtin/` for `/01/`, as links before version 1.2 of the standard had.
    pub words: bool,
}

/// What is identified.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// A product (01).
    Gtin(Gtin),
    /// A piece of a product (8006): GTIN, number of the piece, number of pieces.
    Itip(String),
    /// A parcel or pallet (00).
    Sscc(String),
    /// A place (414).
    Gln(String),
    /// Who is to be paid (415).
    PayTo(String),
    /// A party (417).
    Party(String),
    /// A document (253).
    Gdti(String),
    /// A coupon (255).
    Gcn(String),
    /// A consignment (401).
    Ginc(String),
    /// A shipment (402).
    Gsin(String),
    /// A returnable asset (8003).
    Grai(String),
    /// An asset of its own (8004).
    Giai(String),
    /// A component or part (8010).
    Cpid(String),
    /// A model (8013).
    Gmn(String),
    /// Who gives a service (8017).
    GsrnProvider(String),
    /// Who receives a service (8018).
    GsrnRecipient(String),
}

/// GS1 identification: a primary key, its qualifiers, and attributes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Gs1 {
    typed: Key,
    key: Element,
    qualifiers: Vec<Element>,
    attributes: Vec<Element>,
}

impl Gs1 {
    /// Puts identification together.
    ///
    /// # Errors
    /// `NoKey`, `Value`, `Order`, `NotAttribute` or `Repeated`.
    pub fn new(key: Element, qualifiers: Vec<Element>, attributes: Vec<Element>) -> Result<Self, NotGs1> {
        let alternatives = key.entry().qualifiers.ok_or(NotGs1::NoKey)?;
        if !alternatives.split('|').any(|alternative| in_order(&qualifiers, alternative)) {
            return Err(NotGs1::Order);
        }
        for (number, one) in attributes.iter().enumerate() {
            let qualifies = alternatives.split(['|', ',']).any(|ai| ai == one.ai());
            if !one.entry().attribute || qualifies {
                return Err(NotGs1::NotAttribute);
            }
            let twice = attributes[..number].iter().any(|other| other.ai() == one.ai());
            if twice || one.ai() == key.ai() {
                return Err(NotGs1::Repeated);
            }
        }
        let typed = typed(&key).ok_or(NotGs1::Value)?;
        Ok(Self { typed, key, qualifiers, attributes })
    }

    /// Identification of a product alone.
    ///
    /// # Errors
    /// `Value`, which no GTIN gives.
    pub fn of_product(gtin: Gtin) -> Result<Self, NotGs1> {
        Self::new(Element::new("01", &gtin.to_string())?, Vec::new(), Vec::new())
    }

    /// Reads a Digital Link, a bracketed element string or a plain one.
    ///
    /// # Errors
    /// Every variant of [`NotGs1`].
    pub fn read(text: &str, reading: Reading) -> Result<Self, NotGs1> {
        link::any(text, reading)
    }

    /// What a compressed Digital Link stands for; `None` for plain ones and all else.
    ///
    /// Two kinds are read on every host: the rest of a plain key (`/01/GTIN/EEarwSM`), and the pieces of products that begin
    /// with `eh` or `ex`. One segment of the older form alone (`/AQnYUc1gmiCNV4JG`) is marked by nothing, and one in some thousands
    /// of shops' addresses would pass for one: it is read on GS1's own host, and with `everywhere` on any, for what was scanned
    /// from a packet or opened on this server.
    #[must_use]
    pub fn compressed(text: &str, everywhere: bool) -> Option<Self> {
        link::read_compressed(text, everywhere)
    }

    /// Finds the primary key among elements, its qualifiers, and takes the rest as attributes.
    ///
    /// # Errors
    /// `NoKey`, `Value` or `NotAttribute`.
    pub fn of(elements: &[Element]) -> Result<Self, NotGs1> {
        link::arrange(elements)
    }

    /// What is identified.
    #[must_use]
    pub fn key(&self) -> &Key {
        &self.typed
    }

    /// The product, also the one a piece belongs to.
    #[must_use]
    pub fn gtin(&self) -> Option<Gtin> {
        match &self.typed {
            Key::Gtin(gtin) => Some(*gtin),
            Key::Itip(value) => value.get(..14)?.parse().ok(),
            _ => None,
        }
    }

    /// The primary key as an element.
    #[must_use]
    pub fn key_element(&self) -> &Element {
        &self.key
    }

    /// What qualifies the key, in the order of the standard.
    #[must_use]
    pub fn qualifiers(&self) -> &[Element] {
        &self.qualifiers
    }

    /// What else is told.
    #[must_use]
    pub fn attributes(&self) -> &[Element] {
        &self.attributes
    }

    /// The value of an AI, wherever it stands.
    #[must_use]
    pub fn value(&self, ai: &str) -> Option<&str> {
        self.all().find(|one| one.ai() == ai).map(Element::value)
    }

    /// All elements: key, qualifiers, attributes.
    #[must_use]
    pub fn elements(&self) -> Vec<Element> {
        self.all().cloned().collect()
    }

    fn all(&self) -> impl Iterator<Item = &Element> {
        std::iter::once(&self.key).chain(&self.qualifiers).chain(&self.attributes)
    }

    /// Writes a Digital Link under a stem such as `https://example.com/t`.
    #[must_use]
    pub fn to_uri(&self, stem: &str) -> String {
        link::write(self, stem)
    }

    /// Writes a plain element string, the separator as `^`.
    #[must_use]
    pub fn to_element_string(&self) -> String {
        to_plain(&self.elements())
    }
}

/// Whether these are qualifiers of one alternative, in its order, each at most once.
fn in_order(qualifiers: &[Element], alternative: &str) -> bool {
    let mut ais = alternative.split(',');
    qualifiers.iter().all(|one| ais.any(|ai| ai == one.ai()))
}

fn typed(key: &Element) -> Option<Key> {
    let value = key.value().to_string();
    Some(match key.ai() {
        "01" => Key::Gtin(value.parse().ok()?),
        "00" => Key::Sscc(value),
        "253" => Key::Gdti(value),
        "255" => Key::Gcn(value),
        "401" => Key::Ginc(value),
        "402" => Key::Gsin(value),
        "414" => Key::Gln(value),
        "415" => Key::PayTo(value),
        "417" => Key::Party(value),
        "8003" => Key::Grai(value),
        "8004" => Key::Giai(value),
        "8006" => Key::Itip(value),
        "8010" => Key::Cpid(value),
        "8013" => Key::Gmn(value),
        "8017" => Key::GsrnProvider(value),
        "8018" => Key::GsrnRecipient(value),
        _ => return None,
    })
}
