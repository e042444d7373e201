//! Likeness: is this the same thing? Without labels to learn from.
//!
//! A [`Description`] is read once into a [`Digest`]. [`compare`] lays two side by side and gives every piece of [`Evidence`] with its
//! weight in points: barcode, maker's numbers, words by their rarity, numbers and sizes, colours, variants, brand, price, further
//! parts. A [`Calibration`] turns the sum into a probability; [`settle`] fits it to two lists, in which the best of each thing's
//! candidates is its equal or none is. An [`Index`] finds the candidates among very many; [`Wanted`] and [`rank`] find the
//! listings for a wish told in words; [`Wanted::meets`] tells whether a page sells it.
//!
//! **Refuses to know** where descriptions come from, and what is done with a verdict.
//!
//! ```
//! use insight::likeness::{Calibration, Corpus, Description, Digest, attribute::Parts, compare};
//!
//! let told = |title: &str| Digest::of(&Description { title: title.into(), ..Description::default() });
//! let ours = told("Perceuse sans fil Bosch PSR-1800 18 V");
//! let theirs = told("Bosch PSR1800 cordless drill, 18V");
//! let other = told("Bosch PSR-1440 cordless drill, 14,4 V");
//!
//! let corpus = Corpus::of([&ours, &theirs, &other]);
//! let alike = |a, b| Calibration::default().probability(compare(a, b, &corpus, &Parts::default()).points());
//! assert!(alike(&ours, &theirs) > 0.9);
//! assert!(alike(&ours, &other) < 0.1);
//! ```

mod align;
pub mod attribute;
mod beside;
mod calibrate;
mod code;
mod compare;
mod corpus;
mod digest;
mod evidence;
mod index;
pub(crate) mod lexis;
mod lists;
mod measure;
mod search;
mod spelling;
mod token;
mod weights;
mod words;

pub use calibrate::{Best, Calibration};
pub use code::Kinship;
pub use compare::{Comparison, compare};
pub use corpus::Corpus;
pub use digest::{Description, Digest};
pub use evidence::{Evidence, Item};
pub use index::{Index, Scratch};
pub use lists::{Learned, Once, Verdict, settle};
pub use search::{ANSWER, Wanted, rank};
