//! What speaks for and against, as data that a page can say in words.

use super::code::Kinship;

/// One thing that speaks for or against two descriptions being of the same thing. Left and right are as given to the comparison.
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence<'a> {
    /// Both have a verified barcode: the same, or not.
    Gtin {
        /// Whether it is the same.
        same: bool,
    },
    /// Whatever one tells, the other tells too, in the same words.
    Identical,
    /// Words of the titles.
    Words {
        /// Words of the left that are met, each with how the right says it.
        met: Vec<(&'a str, &'a str)>,
        /// Words only the left says.
        left: Vec<&'a str>,
        /// Words only the right says.
        right: Vec<&'a str>,
    },
    /// The maker's numbers, and how they stand to each other.
    Code {
        /// The left's.
        left: &'a str,
        /// The right's.
        right: &'a str,
        /// How they stand to each other.
        kinship: Kinship,
    },
    /// Numbers (versions, years, counts) that only one side says.
    Numbers {
        /// Those of the left.
        left: Vec<&'a str>,
        /// Those of the right.
        right: Vec<&'a str>,
    },
    /// Sizes of one dimension that contradict each other.
    Sizes {
        /// The left's.
        left: &'a str,
        /// The right's.
        right: &'a str,
    },
    /// Colours that contradict each other.
    Colours {
        /// The left's.
        left: Vec<&'a str>,
        /// The right's.
        right: Vec<&'a str>,
    },
    /// The sentences of one side name the maker's number of the other, which tells none of its own.
    CodeInText {
        /// The number.
        code: &'a str,
    },
    /// Words that tell variants apart, said on one side only.
    Variants {
        /// Those of the left.
        left: Vec<&'a str>,
        /// Those of the right.
        right: Vec<&'a str>,
    },
    /// Both name a brand: the same, or not.
    Brand {
        /// The left's.
        left: &'a str,
        /// The right's.
        right: &'a str,
        /// Whether they are the same.
        same: bool,
    },
    /// The prices.
    Price {
        /// The left's.
        left: f64,
        /// The right's.
        right: f64,
    },
    /// A further part both tell.
    Part {
        /// Its name.
        name: &'a str,
        /// The left's.
        left: &'a str,
        /// The right's.
        right: &'a str,
        /// How near, from 0 to [`STEPS`](super::attribute::STEPS) − 1.
        step: usize,
    },
}

/// A piece of evidence with its weight: above nought for, below nought against.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    /// In points; [`Comparison::probability`](super::Comparison) is reckoned from the sum of all.
    pub points: f64,
    /// What it is.
    pub evidence: Evidence<'a>,
}
