//! The tags of use; the rest are let go while reading.

/// Tag keys that are kept, sorted.
const KEPT: &[&str] = &[
    "addr:housenumber",
    "addr:place",
    "addr:street",
    "amenity",
    "area",
    "brand",
    "building",
    "contact:housenumber",
    "contact:phone",
    "contact:street",
    "contact:website",
    "craft",
    "healthcare",
    "highway",
    "landuse",
    "leisure",
    "location",
    "name",
    "name:fr",
    "natural",
    "office",
    "opening_hours",
    "phone",
    "railway",
    "shop",
    "tourism",
    "tunnel",
    "type",
    "water",
    "waterway",
    "website",
];

/// Characters of a value that are kept: what OSM itself allows.
const VALUE_CHARS: usize = 255;

/// The tags of one object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tags(Vec<(&'static str, String)>);

impl Tags {
    /// Keeps a tag if it is of use.
    pub(super) fn add(&mut self, key: &str, value: &str) {
        let Ok(index) = KEPT.binary_search(&key) else { return };
        let value: String = value.trim().chars().filter(|c| !c.is_control()).take(VALUE_CHARS).collect();
        if !value.is_empty() && self.get(KEPT[index]).is_none() {
            self.0.push((KEPT[index], value));
        }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(kept, _)| *kept == key).map(|(_, value)| value.as_str())
    }

    /// The first value there is among several keys; empty when there is none.
    pub(super) fn first(&self, keys: &[&str]) -> &str {
        keys.iter().find_map(|key| self.get(key)).unwrap_or_default()
    }

    /// Whether a key has this value.
    pub(super) fn is(&self, key: &str, value: &str) -> bool {
        self.get(key) == Some(value)
    }

    /// Bytes they take.
    pub(super) fn bytes(&self) -> usize {
        self.0.iter().map(|(_, value)| value.len() + 40).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tags_of_use_are_kept_and_cleaned() {
        assert!(KEPT.is_sorted(), "binary search needs order");
        let mut tags = Tags::default();
        tags.add("source", "cadastre");
        tags.add("name", " Chez\u{7} Léa ");
        tags.add("name", "Second");
        tags.add("brand", &"x".repeat(10_000));
        assert_eq!((tags.get("source"), tags.get("name")), (None, Some("Chez Léa")));
        assert_eq!(tags.get("brand").unwrap().len(), VALUE_CHARS);
    }
}
