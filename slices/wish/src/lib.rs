//! wish
