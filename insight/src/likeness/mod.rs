//! Likeness: whether two descriptions are of the same thing.

mod align;
pub mod attribute;
mod calibrate;
mod code;
mod compare;
mod corpus;
mod digest;
mod evidence;
mod lists;
mod measure;
mod token;
mod weights;
mod words;

pub use calibrate::{Best, Calibration};
pub use code::Kinship;
pub use compare::{Comparison, compare};
pub use corpus::Corpus;
pub use digest::{Description, Digest};
pub use evidence::{Evidence, Item};
pub use lists::{Learned, Once, Verdict, settle};
