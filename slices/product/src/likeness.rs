//! Whether two descriptions are of one thing, how sure that is, and why, as a person is told it.
//!
//! The very evidence that decides (`insight::likeness`), each piece once, what weighs most first. A probability is said as [`Sureness`]:
//! its digits would promise more than is known.

use insight::likeness::{
    Calibration, Comparison, Corpus, Digest, Evidence, Item, Kinship, Wanted, attribute::Parts, compare,
};

use crate::alike::{SURE, of_thing};
use crate::model::Described;

/// From where on it is likelier than not.
const PROBABLE: f64 = 0.5;
/// Points under which a piece of evidence decides nothing, and is not told.
const SILENT: f64 = 0.04;
/// Pieces of evidence that are told: a person reads no more.
const TOLD: usize = 6;
/// Words that are told of one piece.
const WORDS: usize = 8;

/// How sure it is that two are one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// It is not known to be.
    Unlike,
    /// Likelier than not.
    Probable,
    /// As sure as the house asks for before it takes two pages for one thing by itself.
    Sure,
}

impl Sureness {
    /// Its name on the wire and in the names of its words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unlike => "unlike",
            Self::Probable => "probable",
            Self::Sure => "sure",
        }
    }
}

/// One reason for or against. *Ours* is what is wished or known, *theirs* the page that is held against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Whether it speaks for one thing.
    pub is_for: bool,
    /// Its name on the wire and in the names of its words.
    pub name: &'static str,
    /// What ours says; empty when the reason needs none.
    pub ours: String,
    /// What theirs says.
    pub theirs: String,
}

/// A verdict on two descriptions.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// How sure.
    pub sureness: Sureness,
    /// How likely, from 0 to 1: to choose the likeliest by, not to be shown.
    pub probability: f64,
    /// Why, what weighs most first.
    pub reasons: Vec<Reason>,
}

/// Judges descriptions among others: which words are rare is told by all of them.
#[derive(Debug, Clone)]
pub struct Judge {
    corpus: Corpus,
    parts: Parts,
    line: Calibration,
}

impl Judge {
    /// A judge who has read these.
    #[must_use]
    pub fn among<'a>(all: impl IntoIterator<Item = &'a Described>) -> Self {
        let digests: Vec<Digest> = all.into_iter().map(of_thing).collect();
        Self { corpus: Corpus::of(&digests), parts: Parts::default(), line: Calibration::default() }
    }

    /// Whether both are of one thing.
    #[must_use]
    pub fn likeness(&self, ours: &Described, theirs: &Described) -> Likeness {
        // One barcode is one thing, whatever words stand beside it.
        let coded = ours.thing.gtin.is_some() && ours.thing.gtin == theirs.thing.gtin;
        let (ours, theirs) = (of_thing(ours), of_thing(theirs));
        let comparison = compare(&ours, &theirs, &self.corpus, &self.parts);
        let beside = comparison.is_beside() && !coded;
        let probability = if beside { 0.0 } else { self.line.probability(comparison.points()) };
        let sureness = match probability {
            sure if sure >= SURE => Sureness::Sure,
            probable if probable >= PROBABLE => Sureness::Probable,
            _ => Sureness::Unlike,
        };
        Likeness { sureness, probability, reasons: reasons(&comparison, beside) }
    }

    /// Whether a page sells what is wished in these words alone.
    #[must_use]
    pub fn meets(&self, words: &str, theirs: &Described) -> bool {
        Wanted::told(words).meets(&of_thing(theirs), &self.corpus)
    }
}

fn reasons(comparison: &Comparison<'_>, beside: bool) -> Vec<Reason> {
    let mut items: Vec<&Item<'_>> = comparison.items.iter().collect();
    items.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    let accessory = beside.then(|| Reason { is_for: false, ..plain("accessory") });
    accessory.into_iter().chain(items.into_iter().flat_map(said)).take(TOLD).collect()
}

fn plain(name: &'static str) -> Reason {
    Reason { is_for: true, name, ours: String::new(), theirs: String::new() }
}

fn list(words: &[&str]) -> String {
    words.iter().take(WORDS).copied().collect::<Vec<_>>().join(", ")
}

/// A piece of evidence as reasons: words in common speak for, those of one side alone against.
fn said(item: &Item<'_>) -> Vec<Reason> {
    let is_for = item.points > 0.0;
    let told = |name, ours: &str, theirs: &str| Reason {
        is_for,
        name,
        ours: ours.to_owned(),
        theirs: theirs.to_owned(),
    };
    if let Evidence::Words { met, left, right } = &item.evidence {
        return words(met, left, right);
    }
    if item.points.abs() < SILENT {
        return Vec::new();
    }
    let reason = match &item.evidence {
        Evidence::Gtin { same: true } => plain("barcode-same"),
        Evidence::Gtin { same: false } => told("barcode-other", "", ""),
        Evidence::Identical => plain("identical"),
        Evidence::Code { left, right, kinship } => {
            let name = match kinship {
                Kinship::Equal => "number-same",
                Kinship::Extension | Kinship::Variants => "number-near",
                Kinship::Siblings | Kinship::Strangers => "number-other",
            };
            told(name, &left.to_uppercase(), &right.to_uppercase())
        }
        Evidence::CodeInText { code } => told("number-named", &code.to_uppercase(), ""),
        Evidence::Numbers { left, right } => told("numbers", &list(left), &list(right)),
        Evidence::Sizes { left, right } => told("sizes", left, right),
        Evidence::Colours { left, right } => told("colours", &list(left), &list(right)),
        Evidence::Variants { left, right } => told("variants", &list(left), &list(right)),
        Evidence::Brand { left, right, same } => {
            told(if *same { "brand-same" } else { "brand-other" }, left, right)
        }
        // Neither is given to be compared.
        Evidence::Price { .. } | Evidence::Part { .. } | Evidence::Words { .. } => return Vec::new(),
    };
    vec![reason]
}

fn words(met: &[(&str, &str)], left: &[&str], right: &[&str]) -> Vec<Reason> {
    let shared: Vec<&str> = met.iter().map(|(ours, _)| *ours).collect();
    let common = (!shared.is_empty()).then(|| Reason { ours: list(&shared), ..plain("words-same") });
    let alone = |words: &[&str], name| {
        (!words.is_empty()).then(|| Reason { is_for: false, ours: list(words), ..plain(name) })
    };
    common.into_iter().chain(alone(left, "words-ours")).chain(alone(right, "words-theirs")).collect()
}

#[cfg(test)]
mod tests {
    use domain::Gtin;

    use super::*;
    use crate::model::Thing;

    fn told(title: &str, brand: &str, gtin: Option<&str>) -> Described {
        let gtin = gtin.map(|code| code.parse::<Gtin>().unwrap());
        let brand = Some(brand.to_owned()).filter(|brand| !brand.is_empty());
        Described { title: title.to_owned(), thing: Thing { brand, gtin, ..Thing::default() } }
    }

    fn judged(ours: &Described, theirs: &Described) -> (Sureness, Vec<&'static str>) {
        let likeness = Judge::among([ours, theirs]).likeness(ours, theirs);
        (likeness.sureness, likeness.reasons.iter().map(|reason| reason.name).collect())
    }

    #[test]
    fn a_verdict_comes_with_the_reasons_that_made_it() {
        let ours = told("Bosch perceuse sans fil PSR1800LI-2 18 V", "Bosch", None);
        let (sure, why) = judged(&ours, &told("Perceuse-visseuse PSR1800LI-2 sans fil 18V", "BOSCH", None));
        assert_eq!(sure, Sureness::Sure, "{why:?}");
        assert!(
            why.contains(&"number-same") && why.contains(&"brand-same") && why.contains(&"words-same"),
            "{why:?}"
        );
        let (sure, why) = judged(&ours, &told("Bosch perceuse sans fil PSR1440LI-2 14,4 V", "Bosch", None));
        assert_eq!(sure, Sureness::Unlike, "{why:?}");
        assert!(why.contains(&"number-other"), "{why:?}");
        let (sure, why) = judged(&ours, &told("Coffret pour perceuse Bosch PSR1800LI-2", "Bosch", None));
        assert_eq!((sure, why[0]), (Sureness::Unlike, "accessory"));
        let (code, other) = (Some("3165140781039"), Some("3017620422003"));
        let coded = told("Une boîte verte", "", code);
        assert_eq!(judged(&coded, &told("PSR 1800", "Bosch", code)).0, Sureness::Sure);
        let (sure, why) = judged(&coded, &told("Une boîte verte", "", other));
        assert_eq!((sure, why[0]), (Sureness::Unlike, "barcode-other"));
    }
}
