//! Which tags make which shape of the basemap.

use super::kinds::STREETS;
use super::tags::Tags;
use super::town::ShapeKind;

/// What is drawn of an object, and whether as an area; `None` when it is not drawn.
///
/// `closed` tells whether it is, or can be, a ring.
pub(super) fn classify(tags: &Tags, closed: bool) -> Option<(ShapeKind, bool)> {
    if tags.is("location", "underground")
        || tags.is("area", "no") && !tags.first(&["landuse", "natural"]).is_empty()
    {
        return None;
    }
    if tags.get("building").is_some_and(|value| value != "no") {
        return closed.then_some((ShapeKind::Building, true));
    }
    if let Some(highway) = tags.get("highway") {
        let class = STREETS[STREETS.binary_search(&highway).ok()?];
        return Some((ShapeKind::Street { class }, closed && tags.is("area", "yes")));
    }
    let hidden = tags.get("tunnel").is_some_and(|value| value != "no");
    if is_any(tags, "railway", RAILS) {
        return (!hidden).then_some((ShapeKind::Rail, false));
    }
    if is_any(tags, "waterway", STREAMS) {
        return (!hidden).then_some((ShapeKind::Water, false));
    }
    let water = is_any(tags, "waterway", &["dock", "riverbank"])
        || tags.is("natural", "water")
        || tags.is("leisure", "swimming_pool")
        || is_any(tags, "landuse", &["basin", "reservoir"]);
    if water {
        return closed.then_some((ShapeKind::Water, true));
    }
    let green = GREENS.iter().any(|(key, values)| is_any(tags, key, values));
    (green && closed).then_some((ShapeKind::Green, true))
}

fn is_any(tags: &Tags, key: &str, values: &[&str]) -> bool {
    tags.get(key).is_some_and(|value| values.contains(&value))
}

const RAILS: &[&str] = &["funicular", "light_rail", "narrow_gauge", "rail", "tram"];
const STREAMS: &[&str] = &["canal", "river", "stream"];
const GREENS: &[(&str, &[&str])] = &[
    (
        "landuse",
        &[
            "allotments",
            "cemetery",
            "farmland",
            "flowerbed",
            "forest",
            "grass",
            "meadow",
            "orchard",
            "recreation_ground",
            "village_green",
            "vineyard",
        ],
    ),
    ("leisure", &["garden", "golf_course", "nature_reserve", "park", "pitch", "playground"]),
    ("natural", &["grassland", "heath", "scrub", "wetland", "wood"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_and_how() {
        let classified = |text: &str, closed| {
            let mut tags = Tags::default();
            text.split(' ')
                .filter_map(|pair| pair.split_once('='))
                .for_each(|(key, value)| tags.add(key, value));
            classify(&tags, closed)
        };
        let street = |class| ShapeKind::Street { class };
        for (text, closed, expected) in [
            ("building=yes", true, Some((ShapeKind::Building, true))),
            ("building=yes", false, None),
            ("building=no", true, None),
            ("highway=residential", true, Some((street("residential"), false))),
            ("highway=pedestrian area=yes", true, Some((street("pedestrian"), true))),
            ("highway=traffic_island", false, None),
            ("waterway=canal", false, Some((ShapeKind::Water, false))),
            ("waterway=river tunnel=culvert", false, None),
            ("natural=water", true, Some((ShapeKind::Water, true))),
            ("leisure=park", true, Some((ShapeKind::Green, true))),
            ("railway=rail", false, Some((ShapeKind::Rail, false))),
            ("railway=disused", false, None),
            ("shop=bakery", true, None),
        ] {
            assert_eq!(classified(text, closed), expected, "{text}");
        }
    }
}
