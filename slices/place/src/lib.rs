//! place

pub mod osm;
