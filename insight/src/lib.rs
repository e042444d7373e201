//! Insight: pure mathematics beside the engine, one module each.
//!
//! - [`lexis`]: the words by which a wish and an offer meet, in French and in English.
//! - [`likeness`]: whether two descriptions are of the same thing, which listings may be, and which meet a wish told in words.
//!
//! **Knows** `domain` and numbers. **Refuses to know** IO, storage, clocks, chance and pages: what it finds is told as data, in
//! enums and numbers, for a page to say in words.

mod around;
pub mod lexis;
pub mod likeness;
