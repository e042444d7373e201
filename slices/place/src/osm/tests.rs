//! Good, bad and hostile extracts, and the real town of Redon.

use std::io::{Cursor, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

mod hostile;
mod pbf_file;

const REDON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../app/demo/redon/redon.osm.gz");

const HAMLET: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
 <node id="1" lat="47.6500000" lon="-2.0800000"/>
 <node id="2" lat="47.6500000" lon="-2.0796000"/>
 <node id="3" lat="47.6503000" lon="-2.0796000"/>
 <node id="4" lat="47.6503000" lon="-2.0800000"/>
 <node id="5" lat="47.6501000" lon="-2.0798000">
  <tag k="shop" v="chocolate"/><tag k="name" v="L&#39;&#201;clair &amp; Fils"/>
  <tag k="addr:housenumber" v="3"/><tag k="addr:street" v="Rue du Port"/>
  <tag k="opening_hours" v="Tu-Sa 09:00-19:00"/><tag k="contact:website" v="www.example.org"/>
 </node>
 <node id="6" lat="47.6502000" lon="-2.0797000"><tag k="amenity" v="cafe"/></node>
 <node id="7" lat="47.6502000" lon="-2.0797500"><tag k="amenity" v="parking"/><tag k="name" v="P1"/></node>
 <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/>
  <tag k="building" v="yes"/><tag k="shop" v="supermarket"/><tag k="name" v="Marché"/>
  <tag k="opening_hours" v="un peu quand on veut"/></way>
 <way id="11"><nd ref="1"/><nd ref="2"/><nd ref="99"/><nd ref="3"/><nd ref="4"/>
  <tag k="highway" v="residential"/><tag k="name" v="Rue du Port"/></way>
 <relation id="20"><member type="way" ref="12" role="outer"/><member type="way" ref="13" role="outer"/>
  <member type="way" ref="14" role="inner"/>
  <tag k="type" v="multipolygon"/><tag k="leisure" v="park"/></relation>
 <way id="12"><nd ref="1"/><nd ref="2"/><nd ref="3"/></way>
 <way id="13"><nd ref="1"/><nd ref="4"/><nd ref="3"/></way>
 <way id="14"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="5"/></way>
</osm>"#;

fn read_bytes(bytes: impl Into<Vec<u8>>) -> Result<Town, Refused> {
    read(Cursor::new(bytes.into()), None, &mut |_| {})
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn problems(town: &Town) -> Vec<(Option<u64>, Option<&str>, &'static str)> {
    town.errors.iter().map(|e| (e.line, e.osm.as_deref(), e.problem.key())).collect()
}

#[test]
fn a_hamlet_is_read_whole() {
    let town = read_bytes(HAMLET).unwrap();
    let [chocolate, market] = &town.places[..] else { panic!("{:?}", town.places) };
    assert_eq!((chocolate.osm.as_str(), chocolate.name.as_str()), ("node/5", "L'Éclair & Fils"));
    assert_eq!((chocolate.category.path(), chocolate.radius_m), ("food/chocolate", 10));
    assert_eq!(
        (chocolate.address.as_str(), chocolate.website.as_str()),
        ("3 Rue du Port", "https://www.example.org")
    );
    assert_eq!(chocolate.hours.as_ref().unwrap().spans().len(), 5);
    // 0.0003° north and 0.0004° east at 47.65° are 33.4 m and 30.0 m: half of the diagonal is 22 m.
    assert_eq!(
        (market.osm.as_str(), market.category.path(), market.radius_m),
        ("way/10", "food/grocery", 22)
    );
    assert_eq!((chocolate.outline.is_some(), market.outline.as_ref().unwrap().corners().len()), (false, 4));
    assert!((market.position.lat() - 47.65015).abs() < 1e-6 && (market.position.lon() + 2.0798).abs() < 1e-6);
    assert_eq!((market.hours_text.as_str(), &market.hours), ("un peu quand on veut", &None));
    let told = problems(&town);
    assert_eq!(
        told,
        [
            (Some(14), Some("way/10"), "osm-problem-bad-hours"),
            (Some(17), Some("way/11"), "osm-problem-missing-nodes"),
        ]
    );
    assert_eq!(
        (town.stats.unnamed, town.stats.elsewhere, town.stats.ways_cut),
        (1, 2, 1),
        "car park and park"
    );
    assert_eq!((town.stats.nodes, town.stats.ways, town.stats.relations), (7, 5, 1));
    assert!(!town.stats.cut_short);
}

#[test]
fn shapes_are_cut_where_nodes_miss_and_rings_are_closed() {
    let town = read_bytes(HAMLET).unwrap();
    let drawn: Vec<(&str, ShapeKind, usize, usize, bool)> =
        town.shapes.iter().map(|s| (s.osm.as_str(), s.kind, s.line.len(), s.holes.len(), s.area)).collect();
    let street = ShapeKind::Street { class: "residential" };
    assert_eq!(
        drawn,
        [
            ("way/10", ShapeKind::Building, 5, 0, true),
            ("way/11", street, 2, 0, false),
            ("way/11", street, 2, 0, false),
            ("relation/20", ShapeKind::Green, 5, 1, true),
        ]
    );
    let bounds = town.bounds.unwrap();
    assert_eq!((bounds.south_west.lat(), bounds.north_east.lon()), (47.65, -2.0796));
}

#[test]
fn the_basemap_is_geojson() {
    let town = read_bytes(HAMLET).unwrap();
    let json: serde_json::Value = serde_json::from_str(&geojson::feature_collection(&town.shapes)).unwrap();
    let features = json["features"].as_array().unwrap();
    assert_eq!(features.len(), 4);
    assert_eq!(features[0]["properties"], serde_json::json!({"k": "building", "name": "Marché"}));
    assert_eq!(
        features[0]["geometry"]["coordinates"][0],
        serde_json::json!([
            [-2.08, 47.65],
            [-2.0796, 47.65],
            [-2.0796, 47.6503],
            [-2.08, 47.6503],
            [-2.08, 47.65]
        ])
    );
    let street = serde_json::json!({"k": "street", "class": "residential", "name": "Rue du Port"});
    assert_eq!(
        (&features[1]["properties"], &features[1]["geometry"]["type"]),
        (&street, &"LineString".into())
    );
    assert_eq!(features[3]["geometry"]["coordinates"].as_array().unwrap().len(), 2, "ring and hole");
}

#[test]
fn progress_ends_at_the_whole_file() {
    let mut told = Vec::new();
    let town = read_file(Path::new(REDON), &mut |progress| told.push(progress)).unwrap();
    let size = std::fs::metadata(REDON).unwrap().len();
    assert_eq!(told.last(), Some(&Progress { read: size, total: Some(size) }));
    assert!(told.len() > 3 && told.is_sorted_by_key(|progress| progress.read));
    assert!(!town.places.is_empty());
}

/// Every figure was counted apart from this code, by a script over the XML tree.
#[test]
fn redon_is_what_it_is() {
    let town = read_file(Path::new(REDON), &mut |_| {}).unwrap();
    assert_eq!((town.stats.nodes, town.stats.ways, town.stats.relations), (10_392, 1_752, 69));
    assert_eq!((town.places.len(), town.stats.unnamed, town.stats.cut_short), (213, 11, false));
    let exactly = |path: &str| town.places.iter().filter(|place| place.category.path() == path).count();
    for (path, count) in [
        ("books", 3),
        ("clothes", 19),
        ("food/bread", 3),
        ("food/grocery", 5),
        ("food/meal", 26),
        ("garden/flowers", 3),
        ("health/pharmacy", 4),
        ("other", 6),
        ("services/hair", 9),
        ("services/finance", 22),
    ] {
        assert_eq!(exactly(path), count, "{path}");
    }
    assert_eq!(town.places.iter().filter(|place| !place.hours_text.is_empty()).count(), 12);
    assert_eq!(town.places.iter().filter(|place| place.hours.is_some()).count(), 12);
    let outlined = town.places.iter().all(|place| place.outline.is_some() == place.osm.starts_with("way/"));
    assert!(outlined, "every shop drawn as a way has its outline, and nothing else has one");
    let drawn = |kind| town.shapes.iter().filter(|shape| shape.kind == kind).count();
    assert_eq!(drawn(ShapeKind::Building), 1_015 + 7, "whole ways and multipolygons");
    let far: Vec<_> = town.errors.iter().filter(|error| !error.problem.is_of_the_edge()).collect();
    let [abbey] = far[..] else { panic!("{far:?}") };
    assert_eq!((abbey.osm.as_deref(), &abbey.problem), (Some("relation/8035241"), &Problem::NoOutline));
}
