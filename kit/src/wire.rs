//! JSON forms shared by the slices' wire types.

use domain::{Category, Currency, Gtin, Instant, Kind, Money, Position, Subject, limits, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::refusal::{Refusal, Result};

/// An amount in minor units with its ISO 4217 code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WireMoney {
    /// The amount in the currency's smallest unit.
    #[schema(example = 450)]
    pub minor: i64,
    /// The ISO 4217 code.
    #[schema(example = "EUR")]
    pub currency: String,
}

impl From<Money> for WireMoney {
    fn from(money: Money) -> Self {
        Self { minor: money.minor, currency: money.currency.code().to_owned() }
    }
}

impl WireMoney {
    /// Reads an amount of `field`.
    ///
    /// # Errors
    /// `invalid` naming the field.
    pub fn read(&self, field: &'static str) -> Result<Money> {
        let currency: Currency = self.currency.parse().map_err(|_| Refusal::invalid(field, "currency"))?;
        if !(0..=limits::PRICE_MAX_MINOR).contains(&self.minor) {
            return Err(Refusal::invalid(field, "amount"));
        }
        Ok(Money { minor: self.minor, currency })
    }
}

/// A WGS84 position in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WirePosition {
    /// Degrees north.
    #[schema(example = 47.6512)]
    pub lat: f64,
    /// Degrees east.
    #[schema(example = -2.0842)]
    pub lon: f64,
}

impl From<Position> for WirePosition {
    fn from(position: Position) -> Self {
        Self { lat: position.lat(), lon: position.lon() }
    }
}

impl WirePosition {
    /// Reads a position.
    ///
    /// # Errors
    /// `invalid` naming `position`.
    pub fn read(self) -> Result<Position> {
        Position::new(self.lat, self.lon).ok_or_else(|| Refusal::invalid("position", "position"))
    }
}

/// What is wanted or offered. On a wish each part is a condition, on an offer a fact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WireSubject {
    /// `product` (when absent), `service`, `skill`, `help`, `outing`, `loan` or `print`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "product")]
    pub kind: Option<String>,
    /// A category's path.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "food/chocolate")]
    pub category: Option<String>,
    /// A GTIN of 8, 12, 13 or 14 digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "3017620422003")]
    pub gtin: Option<String>,
    /// A brand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// Words that must all be there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "chocolat noir")]
    pub words: Option<String>,
}

impl From<&Subject> for WireSubject {
    fn from(subject: &Subject) -> Self {
        Self {
            kind: Some(subject.kind.name().to_owned()),
            category: subject.category.as_ref().map(|c| c.path().to_owned()),
            gtin: subject.gtin.map(|gtin| gtin.to_string()),
            brand: subject.brand.clone(),
            words: Some(subject.words.join(" ")).filter(|words| !words.is_empty()),
        }
    }
}

impl WireSubject {
    /// Reads a subject; `title` gives the words when none are said.
    ///
    /// # Errors
    /// `invalid` naming the part.
    pub fn read(&self, title: &str) -> Result<Subject> {
        let filled = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
        };
        let kind = match filled(&self.kind) {
            None => Kind::Product,
            Some(name) => name.parse().map_err(|_| Refusal::invalid("kind", "choice"))?,
        };
        let category = match filled(&self.category) {
            None => None,
            Some(path) => {
                Some(path.parse::<Category>().map_err(|_| Refusal::invalid("category", "category"))?)
            }
        };
        let gtin = match filled(&self.gtin) {
            None => None,
            Some(digits) => Some(digits.parse::<Gtin>().map_err(|_| Refusal::invalid("gtin", "barcode"))?),
        };
        let brand = filled(&self.brand).map(|brand| text::fold(&brand));
        if brand.as_ref().is_some_and(|brand| brand.chars().count() > limits::NAME_CHARS) {
            return Err(Refusal::invalid("brand", "too-long"));
        }
        if brand.as_ref().is_some_and(|brand| brand.chars().any(char::is_control)) {
            return Err(Refusal::invalid("brand", "type"));
        }
        let told = self.words.clone().unwrap_or_else(|| title.to_owned());
        Ok(Subject { kind, category, gtin, brand, words: text::words_or_sign(&told) })
    }
}

/// Reads an RFC 3339 timestamp of `field`.
///
/// # Errors
/// `invalid` naming the field.
pub fn instant(text: &str, field: &'static str) -> Result<Instant> {
    Instant::parse_rfc3339(text).ok_or_else(|| Refusal::invalid(field, "date"))
}

/// Reads an id of `field`.
///
/// # Errors
/// `invalid` naming the field.
pub fn id<I: std::str::FromStr>(text: &str, field: &'static str) -> Result<I> {
    text.parse().map_err(|_| Refusal::invalid(field, "id"))
}

/// Reads an id of a path; an unreadable one names nothing.
///
/// # Errors
/// `not-found`.
pub fn path_id<I: std::str::FromStr>(text: &str) -> Result<I> {
    text.parse().map_err(|_| Refusal::new("not-found"))
}

/// Reads a title: trimmed, without marks that turn its direction, not empty, not too long, no control characters.
///
/// # Errors
/// `invalid` naming the field.
pub fn title(text: &str, field: &'static str, chars_max: usize) -> Result<String> {
    let title: String = text::undirected(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Refusal::invalid(field, "required"));
    }
    if title.chars().count() > chars_max {
        return Err(Refusal::invalid(field, "too-long"));
    }
    if title.chars().any(char::is_control) {
        return Err(Refusal::invalid(field, "type"));
    }
    Ok(title)
}
