//! What is wanted or offered: one type for both sides.

use std::fmt;
use std::str::FromStr;

use crate::category::Category;
use crate::text;

/// What sort of thing a subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Something sold.
    Product,
    /// Something done for somebody.
    Service,
    /// Something taught.
    Skill,
    /// A helping hand or an answer.
    Help,
    /// A film, a concert, a meal together.
    Outing,
    /// A thing to borrow.
    Loan,
    /// A thing to print.
    Print,
}

impl Kind {
    /// Every kind with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Product, "product"),
        (Self::Service, "service"),
        (Self::Skill, "skill"),
        (Self::Help, "help"),
        (Self::Outing, "outing"),
        (Self::Loan, "loan"),
        (Self::Print, "print"),
    ];
}

crate::named!(Kind);

/// A GTIN-14 with a verified check digit; shorter forms are padded with zeros.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Gtin(u64);

/// A text that is no GTIN: wrong length, letters, or a wrong check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAGtin;

impl Gtin {
    /// The number, as the store keeps it; fits 47 bits.
    #[must_use]
    pub fn number(self) -> i64 {
        i64::try_from(self.0).unwrap_or(0)
    }

    /// The digits as a packet has them, for people: 8 of an EAN-8, 12 of a UPC-A, 13 of an EAN-13, 14 of a box of several. Programs get
    /// all 14, as it is displayed.
    #[must_use]
    pub fn printed(self) -> String {
        let all = self.to_string();
        let zeros =
            ["000000", "00", "0"].into_iter().find(|zeros| all.starts_with(*zeros)).unwrap_or_default();
        all[zeros.len()..].to_owned()
    }

    /// Wraps a number read from the store, verifying its check digit again.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        let number = u64::try_from(number).ok()?;
        (number < 100_000_000_000_000 && number > 0 && check_digit_holds(number)).then_some(Self(number))
    }
}

/// GS1 General Specifications, section 7.9: weights 3 and 1 from the right, the sum a multiple of ten.
fn check_digit_holds(mut number: u64) -> bool {
    let (mut sum, mut weight) = (0, 1);
    while number > 0 {
        sum += number % 10 * weight;
        weight = 4 - weight;
        number /= 10;
    }
    sum % 10 == 0
}

impl FromStr for Gtin {
    type Err = NotAGtin;
    fn from_str(text: &str) -> Result<Self, NotAGtin> {
        if !matches!(text.len(), 8 | 12 | 13 | 14) || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotAGtin);
        }
        let number = text.parse::<i64>().map_err(|_| NotAGtin)?;
        Self::from_number(number).ok_or(NotAGtin)
    }
}

impl fmt::Display for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:014}", self.0)
    }
}

impl fmt::Debug for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A thing wanted or offered. On a wish each present part is a condition; on an offer it is a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What sort of thing.
    pub kind: Kind,
    /// Where in the tree of categories.
    pub category: Option<Category>,
    /// Which product exactly.
    pub gtin: Option<Gtin>,
    /// Whose make, folded for comparison.
    pub brand: Option<String>,
    /// The words that tell it apart, as [`text::words`] gives them: sorted, folded, each once. Or the keys that stand for them when
    /// wishes and offers are matched: then those that begin with `=` are sizes, `=ml 1500`, beside which an offer says what it measures, `=ml`.
    pub words: Vec<String>,
}

impl Subject {
    /// A subject of this kind told by its words alone.
    #[must_use]
    pub fn told(kind: Kind, told: &str) -> Self {
        Self { kind, category: None, gtin: None, brand: None, words: text::words_or_sign(told) }
    }

    /// Whether an offer of `offered` is what this wish wants: same kind, every condition met, and at least one condition.
    ///
    /// An exact product (GTIN) decides alone. Otherwise the wished category must contain the offered one, the brand must be
    /// equal, and every wished word must be among the offered words. A size need not be said; one that is said must be the same.
    #[must_use]
    pub fn wants(&self, offered: &Self) -> bool {
        if self.kind != offered.kind {
            return false;
        }
        if let Some(gtin) = self.gtin {
            return offered.gtin == Some(gtin);
        }
        let category = match (&self.category, &offered.category) {
            (None, _) => true,
            (Some(wished), Some(offered)) => wished.contains(offered),
            (Some(_), None) => false,
        };
        let brand = self.brand.is_none() || self.brand == offered.brand;
        let has = |word: &str| offered.words.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
        let words = self.words.iter().all(|word| has(word) || (is_size(word) && !has(measured(word))));
        let told = self.words.iter().any(|word| !is_size(word));
        let conditional = self.category.is_some() || self.brand.is_some() || told;
        conditional && category && brand && words
    }
}

/// Whether a key of a subject is a size.
#[must_use]
pub fn is_size(word: &str) -> bool {
    word.starts_with('=')
}

/// What a size measures: `=ml` of `=ml 1500`.
#[must_use]
pub fn measured(size: &str) -> &str {
    size.split(' ').next().unwrap_or(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_verified() {
        let gtin: Gtin = "3017620422003".parse().unwrap();
        assert_eq!(gtin.to_string(), "03017620422003");
        assert_eq!(Gtin::from_number(gtin.number()), Some(gtin));
        for printed in ["3017620422003", "96385074", "036000291452", "13017620422000"] {
            let gtin: Gtin = printed.parse().unwrap();
            assert_eq!((gtin.printed().as_str(), gtin.printed().parse::<Gtin>()), (printed, Ok(gtin)));
        }
        for bad in ["3017620422004", "301762042200", "abc", "", "0000000000000"] {
            assert!(bad.parse::<Gtin>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_wish_is_met_by_its_conditions_and_only_so() {
        let offered = Subject {
            category: "food/chocolate".parse().ok(),
            brand: Some("cote d'or".into()),
            ..Subject::told(Kind::Product, "Tablette de chocolat noir 70 %")
        };
        let wish = |told: &str| Subject::told(Kind::Product, told);
        assert!(wish("chocolats noirs").wants(&offered));
        assert!(!wish("chocolat blanc").wants(&offered));
        assert!(Subject { category: "food".parse().ok(), ..wish("") }.wants(&offered));
        assert!(!Subject { category: "food/wine".parse().ok(), ..wish("") }.wants(&offered));
        assert!(!Subject { brand: Some("lindt".into()), ..wish("chocolat") }.wants(&offered));
        let sized = |words: &[&str]| Subject {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            ..wish("")
        };
        let bottle = sized(&["=ml", "=ml 1500", "eau"]);
        assert!(
            sized(&["=ml 1500", "eau"]).wants(&bottle) && sized(&["=ml 1500", "eau"]).wants(&sized(&["eau"]))
        );
        assert!(!sized(&["=ml 500", "eau"]).wants(&bottle), "both say one, and not the same");
        assert!(!sized(&["=ml 1500"]).wants(&bottle), "a size alone wants nothing");
        assert!(!wish("").wants(&offered), "a wish without conditions wants nothing");
        assert!(!Subject { kind: Kind::Loan, ..wish("chocolat") }.wants(&offered));
        assert!(!Subject { gtin: "3017620422003".parse().ok(), ..wish("chocolat") }.wants(&offered));
    }
}
