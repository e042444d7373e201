//! Shapes as GeoJSON (RFC 7946), for the basemap.

use std::fmt::Write;

use domain::Position;

use super::rings::turn;
use super::town::{Shape, ShapeKind};

/// Writes shapes as one compact `FeatureCollection`.
///
/// Every feature has the property `k` (`street`, `building`, `water`, `green`, `rail`), streets have `class`, named shapes
/// `name`. Coordinates have six decimals (0.1 m); outer rings turn counterclockwise, holes clockwise.
#[must_use]
pub fn feature_collection<'a>(shapes: impl IntoIterator<Item = &'a Shape>) -> String {
    let mut json = String::from(r#"{"type":"FeatureCollection","features":["#);
    for (index, shape) in shapes.into_iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        write_feature(&mut json, shape);
    }
    json.push_str("]}");
    json
}

/// Writes one shape as a `Feature` of such a collection.
#[must_use]
pub fn feature(shape: &Shape) -> String {
    let mut json = String::new();
    write_feature(&mut json, shape);
    json
}

fn write_feature(json: &mut String, shape: &Shape) {
    json.push_str(r#"{"type":"Feature","properties":{"k":""#);
    json.push_str(kind(shape.kind));
    json.push('"');
    if let ShapeKind::Street { class } = shape.kind {
        // Infallible: writing to a string cannot fail.
        let _ = write!(json, r#","class":"{class}""#);
    }
    if let Some(name) = &shape.name {
        let _ = write!(json, r#","name":{}"#, serde_json::Value::from(name.as_str()));
    }
    json.push_str(r#"},"geometry":{"type":""#);
    if shape.area {
        json.push_str(r#"Polygon","coordinates":["#);
        ring(json, &shape.line, true);
        for hole in &shape.holes {
            json.push(',');
            ring(json, hole, false);
        }
        json.push(']');
    } else {
        json.push_str(r#"LineString","coordinates":"#);
        points(json, shape.line.iter());
    }
    json.push_str("}}");
}

/// The value of the property `k`.
#[must_use]
pub fn kind(kind: ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Street { .. } => "street",
        ShapeKind::Building => "building",
        ShapeKind::Water => "water",
        ShapeKind::Green => "green",
        ShapeKind::Rail => "rail",
    }
}

fn ring(json: &mut String, ring: &[Position], counterclockwise: bool) {
    if (turn(ring) > 0.0) == counterclockwise {
        points(json, ring.iter());
    } else {
        points(json, ring.iter().rev());
    }
}

fn points<'a>(json: &mut String, points: impl Iterator<Item = &'a Position>) {
    json.push('[');
    for (index, point) in points.enumerate() {
        let comma = if index > 0 { "," } else { "" };
        let _ = write!(json, "{comma}[{},{}]", degrees(point.lon()), degrees(point.lat()));
    }
    json.push(']');
}

/// Six decimals without trailing zeros.
fn degrees(value: f64) -> String {
    let text = format!("{value:.6}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}
