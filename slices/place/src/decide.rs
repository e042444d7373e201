//! Pure decisions: what a search finds, and what a reading of OSM makes of a place that is known.

use domain::text::fold;
use domain::{Category, OrganisationId, Outline, Place, PlaceId, limits};
use kit::Lang;

use crate::osm::FoundPlace;

/// What is looked for among the places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    category: Option<Category>,
    terms: Vec<String>,
    lang: Lang,
}

impl Search {
    /// Looks for places of a category whose name, address or category's name bears every word of `text`.
    #[must_use]
    pub fn new(category: Option<Category>, text: &str, lang: Lang) -> Self {
        let held: String = text.chars().take(limits::TITLE_CHARS).collect();
        Self { category, terms: parts(&held).collect(), lang }
    }

    /// Whether a place is looked for; a word is borne when some word begins with it.
    #[must_use]
    pub fn finds(&self, place: &Place) -> bool {
        if self.category.as_ref().is_some_and(|category| !category.contains(&place.category)) {
            return false;
        }
        if self.terms.is_empty() {
            return true;
        }
        let label = self.lang.t(&place.category.label_key());
        let words: Vec<String> =
            [&place.name, &place.address, &label].into_iter().flat_map(|t| parts(t)).collect();
        self.terms.iter().all(|term| words.iter().any(|word| word.starts_with(term)))
    }
}

fn parts(text: &str) -> impl Iterator<Item = String> + use<> {
    let folded = fold(text);
    let parts: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    parts.into_iter()
}

/// What a reading of OSM makes of the place `id`: name, category, position, address and hours are OSM's; id and who runs it
/// ours, and so is an outline `before`, where OSM has none.
///
/// Hours that nobody can read are kept as text, so that the next reading finds nothing changed.
#[must_use]
pub fn read_anew(
    found: &FoundPlace,
    id: PlaceId,
    organisation: Option<OrganisationId>,
    before: Option<&Outline>,
) -> Place {
    let kept = || before.filter(|outline| outline.is_about(found.position)).cloned();
    Place {
        id,
        organisation,
        name: found.name.clone(),
        category: found.category.clone(),
        position: found.position,
        radius_m: found.radius_m,
        outline: found.outline.clone().or_else(kept),
        address: found.address.clone(),
        hours: found.hours.clone(),
        hours_text: found.hours_text.clone(),
        osm: Some(found.osm.clone()),
    }
}

#[cfg(test)]
mod tests {
    use domain::Position;
    use domain::ids::Id;

    use super::*;

    fn place(name: &str, category: &str) -> Place {
        Place {
            id: PlaceId::from_uuid(uuid::Uuid::nil()),
            organisation: None,
            name: name.to_owned(),
            category: category.parse().unwrap(),
            position: Position::new(47.65, -2.08).unwrap(),
            radius_m: 10,
            outline: None,
            address: "3 Grande Rue".to_owned(),
            hours: None,
            hours_text: String::new(),
            osm: None,
        }
    }

    #[test]
    fn a_search_folds_and_takes_beginnings() {
        let eclair = place("L’Éclair de Génie", "food/pastry");
        for (text, category, found) in [
            ("", None, true),
            ("eclair", None, true),
            ("  GENIE  ecl ", None, true),
            ("clair", None, false),
            ("grande rue", None, true),
            ("eclair menuisier", None, false),
            ("", Some("food"), true),
            ("", Some("food/pastry"), true),
            ("", Some("food/bread"), false),
            ("eclair", Some("books"), false),
        ] {
            let category = category.map(|path| path.parse().unwrap());
            assert_eq!(Search::new(category, text, Lang::Fr).finds(&eclair), found, "{text}");
        }
    }

    #[test]
    fn a_category_is_found_by_its_name_in_the_callers_language() {
        let baker = place("Chez Paul", "food/bread");
        assert!(Search::new(None, "pain", Lang::Fr).finds(&baker));
        assert!(!Search::new(None, "pain", Lang::En).finds(&baker));
        assert!(Search::new(None, "bread", Lang::En).finds(&baker));
    }
}
