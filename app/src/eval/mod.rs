//! Evaluations: what the pure mathematics of the house decides, beside answers that are known.
//!
//! - [`extract`]: shops' pages with hand-made truth, field by field.
//! - [`words`]: whether a wish told in words meets an offer.
//! - [`likeness`]: the match-* sets, pair by pair, and finding candidates among a million listings.

pub mod extract;
pub mod likeness;
pub mod words;
