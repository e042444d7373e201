//! Likeness: whether two descriptions are of the same thing.

mod align;
pub mod attribute;
mod calibrate;
mod code;
mod compare;
mod corpus;
mod digest;
mod evidence;
mod index;
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
