//! encounter
