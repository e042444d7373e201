//! Evaluations: what the pure mathematics of the house decides, beside answers that are known.
//!
//! - [`likeness`]: the match-* sets, pair by pair, and finding candidates among a million listings.

pub mod likeness;
