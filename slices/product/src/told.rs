//! What a page tells of its thing besides: where each part was found and what else it may have been, its variants, and of what the
//! page is. Kept with the listing as it was read last.

use domain::{Availability, Condition, Currency, Gtin, Money};

use crate::model::{Chosen, Thing};

/// A part of what a page tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// What the thing is called.
    Title,
    /// Whose make.
    Brand,
    /// Its barcode.
    Gtin,
    /// The maker's number.
    Model,
    /// What it costs.
    Price,
    /// What it cost before.
    ListPrice,
    /// The lowest and the highest price of its variants.
    Range,
    /// Whether it can be had.
    Availability,
    /// In what state it is sold.
    Condition,
    /// Where a picture of it is.
    Picture,
}

impl Part {
    /// Every part with its name on wires and in the store, in the order in which a page shows them.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Title, "title"),
        (Self::Brand, "brand"),
        (Self::Gtin, "gtin"),
        (Self::Model, "model"),
        (Self::Price, "price"),
        (Self::ListPrice, "list_price"),
        (Self::Range, "range"),
        (Self::Availability, "availability"),
        (Self::Condition, "condition"),
        (Self::Picture, "picture"),
    ];
}

domain::named!(Part);

/// What a part says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A name, a number of the maker, an address.
    Text(String),
    /// A barcode.
    Gtin(Gtin),
    /// A price.
    Money(Money),
    /// The lowest price and the highest, of one currency.
    Range(Money, Money),
    /// Whether it can be had.
    Availability(Availability),
    /// In what state it is sold.
    Condition(Condition),
}

impl Value {
    /// As it is kept.
    pub(crate) fn kept(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Gtin(gtin) => gtin.to_string(),
            Self::Money(money) => format!("{} {}", money.minor, money.currency),
            Self::Range(low, high) => format!("{} {} {}", low.minor, high.minor, low.currency),
            Self::Availability(availability) => availability.name().to_owned(),
            Self::Condition(condition) => condition.name().to_owned(),
        }
    }

    /// What was kept of a part; `None` for what that part never says.
    pub(crate) fn read(part: Part, kept: &str) -> Option<Self> {
        let mut words = kept.split(' ');
        let mut amount = || words.next()?.parse::<i64>().ok();
        Some(match part {
            Part::Title | Part::Brand | Part::Model | Part::Picture => Self::Text(kept.to_owned()),
            Part::Gtin => Self::Gtin(kept.parse().ok()?),
            Part::Price | Part::ListPrice => {
                let minor = amount()?;
                Self::Money(Money { minor, currency: words.next()?.parse().ok()? })
            }
            Part::Range => {
                let (low, high) = (amount()?, amount()?);
                let currency: Currency = words.next()?.parse().ok()?;
                Self::Range(Money { minor: low, currency }, Money { minor: high, currency })
            }
            Part::Availability => Self::Availability(kept.parse().ok()?),
            Part::Condition => Self::Condition(kept.parse().ok()?),
        })
    }
}

/// A value that was found, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Of which part.
    pub part: Part,
    /// What it says.
    pub value: Value,
    /// Where in the page, such as `JSON-LD block 2, offers[0].price`.
    pub at: String,
    /// Whether it was taken; what was not may be meant all the same.
    pub taken: bool,
}

/// A size or a colour that a thing is sold in.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What the shop calls it among programs: the same at the next reading.
    pub key: String,
    /// What tells it apart, in words.
    pub name: String,
    /// Its barcode.
    pub gtin: Option<Gtin>,
    /// What it costs.
    pub price: Option<Money>,
    /// Whether it can be had.
    pub availability: Availability,
}

/// What a page told besides.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    /// Part by part: what was taken first, then what else was found.
    pub found: Vec<Found>,
    /// The sizes and colours to choose from; none, or several.
    pub variants: Vec<Variant>,
}

impl Told {
    /// What was taken of a part.
    #[must_use]
    pub fn taken(&self, part: Part) -> Option<&Value> {
        self.found.iter().find(|one| one.part == part && one.taken).map(|one| &one.value)
    }

    /// What a part was found to say as text.
    pub(crate) fn text(&self, part: Part) -> Option<String> {
        match self.taken(part)? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// The price that was taken.
    pub(crate) fn money(&self, part: Part) -> Option<Money> {
        match self.taken(part)? {
            Value::Money(money) => Some(*money),
            _ => None,
        }
    }

    /// The barcode that was taken.
    #[must_use]
    pub fn gtin(&self) -> Option<Gtin> {
        match self.taken(Part::Gtin)? {
            Value::Gtin(gtin) => Some(*gtin),
            _ => None,
        }
    }

    /// Every barcode that the page names for its thing or one of its variants.
    pub(crate) fn gtins(&self) -> Vec<Gtin> {
        let found = self.found.iter().filter_map(|one| match one.value {
            Value::Gtin(gtin) => Some(gtin),
            _ => None,
        });
        found.chain(self.variants.iter().filter_map(|one| one.gtin)).collect()
    }

    /// The lowest and the highest price of its variants.
    #[must_use]
    pub fn range(&self) -> Option<(Money, Money)> {
        match self.taken(Part::Range)? {
            Value::Range(low, high) => Some((*low, *high)),
            _ => None,
        }
    }

    /// In what state it is sold.
    #[must_use]
    pub fn condition(&self) -> Option<Condition> {
        match self.taken(Part::Condition)? {
            Value::Condition(condition) => Some(*condition),
            _ => None,
        }
    }

    /// What tells the thing, as this page alone has it; `None` when nothing is kept of what it told. Of a variant the barcode is its own.
    #[must_use]
    pub fn thing(&self, variant: Option<&Chosen>) -> Option<Thing> {
        let own = variant.and_then(|chosen| self.variant(&chosen.key));
        (!self.found.is_empty()).then(|| Thing {
            brand: self.text(Part::Brand),
            gtin: own.map_or_else(|| self.gtin(), |own| own.gtin),
            model: self.text(Part::Model),
            category: None,
        })
    }

    /// One of its variants.
    #[must_use]
    pub fn variant(&self, key: &str) -> Option<&Variant> {
        self.variants.iter().find(|one| one.key == key)
    }
}

/// Of what a page is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Of {
    /// One thing.
    #[default]
    One,
    /// Several: a list, a search.
    Many,
    /// None.
    Nothing,
}

/// What a reading brings beyond what is shown of a listing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Besides {
    /// What the page told besides.
    pub told: Told,
    /// Of what it is.
    pub of: Of,
    /// At which address it stood in the end, where that is another than was asked for.
    pub landed: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let money = |minor| Money { minor, currency: "CHF".parse().unwrap() };
        for (part, value) in [
            (Part::Title, Value::Text("Vase 12 EUR".into())),
            (Part::Gtin, Value::Gtin("3017620422003".parse().unwrap())),
            (Part::Price, Value::Money(money(1_290))),
            (Part::Range, Value::Range(money(1), money(1_990))),
            (Part::Availability, Value::Availability(Availability::Out)),
            (Part::Condition, Value::Condition(Condition::Refurbished)),
        ] {
            assert_eq!(Value::read(part, &value.kept()), Some(value));
        }
        for (part, bad) in [
            (Part::Price, "12"),
            (Part::Price, "x EUR"),
            (Part::Range, "1 EUR"),
            (Part::Gtin, "7"),
            (Part::Condition, ""),
        ] {
            assert_eq!(Value::read(part, bad), None, "{bad}");
        }
    }
}
