//! Insight: pure mathematics beside the engine, one module each.
//!
//! Knows `domain` and numbers. Refuses to know IO, storage, clocks and chance.

pub mod likeness;
