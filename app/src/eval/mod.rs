//! Evaluations: what the pure mathematics of the house decides, beside answers that are known.
//!
//! - [`extract`]: shops' pages with hand-made truth, field by field.

pub mod extract;
