//! Which OSM objects are places people go to, what they are called here, and which ways are streets.
//!
//! Only tags under which something is had, done or seen by those who walk in. Car parks, benches, bins, schools and
//! churches are not in the table: nobody publishes offers there. A `shop` of a kind that is not listed is `other`;
//! `vacant`, `no` and `disused` shops are none. Adding a kind is a line here, in order.

use domain::Category;

use super::tags::Tags;
use super::trades::TRADES;

/// Keys in the order in which they decide, when an object bears several.
const KEYS: &[&str] = &["shop", "craft", "amenity", "healthcare", "tourism", "leisure", "office"];

/// Values of `shop` that say there is none.
const NO_SHOP: &[&str] = &["no", "disused", "vacant"];

/// What an object's tags say about it as a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A place of this category.
    Place(Category),
    /// Something on the map where people do not go for offers, such as a car park.
    Elsewhere,
    /// Nothing of the kind.
    Nothing,
}

/// The category an OSM tag stands for; `None` when it marks no place people go to.
///
/// `category("shop", "chocolate")` is `food/chocolate`; `category("amenity", "bench")` is `None`.
#[must_use]
pub fn category(key: &str, value: &str) -> Option<Category> {
    // Lists such as `bakery;pastry` are sorted by importance: the first that is known decides.
    let known = value.split(';').map(str::trim).find_map(|one| {
        let table = if matches!(key, "craft" | "shop") { TRADES } else { KINDS };
        let index = table.binary_search_by(|(k, v, _)| (*k, *v).cmp(&(key, one))).ok()?;
        table[index].2.parse().ok()
    });
    let unlisted = key == "shop" && !NO_SHOP.contains(&value);
    known.or_else(|| if unlisted { "other".parse().ok() } else { None })
}

/// Judges an object by its tags.
pub(super) fn judge(tags: &Tags) -> Verdict {
    let mut bears_a_key = false;
    for key in KEYS {
        let Some(value) = tags.get(key) else { continue };
        bears_a_key = true;
        if let Some(category) = category(key, value) {
            return Verdict::Place(category);
        }
    }
    if bears_a_key { Verdict::Elsewhere } else { Verdict::Nothing }
}

/// The `highway` classes that are drawn, sorted. Those of [`NOT_ON_FOOT`] are not walked on.
#[rustfmt::skip]
pub const STREETS: &[&str] = &[
    "bridleway", "corridor", "cycleway", "footway", "living_street", "motorway", "motorway_link", "path",
    "pedestrian", "primary", "primary_link", "residential", "road", "secondary", "secondary_link", "service",
    "steps", "tertiary", "tertiary_link", "track", "trunk", "trunk_link", "unclassified",
];

/// The classes nobody walks on.
pub const NOT_ON_FOOT: &[&str] = &["motorway", "motorway_link", "trunk", "trunk_link"];

/// OSM key, value, and the category it stands for; sorted by key and value. Crafts and shops have a table of their own, [`TRADES`].
#[rustfmt::skip]
pub const KINDS: &[(&str, &str, &str)] = &[
    ("amenity", "arts_centre", "leisure/culture"),
    ("amenity", "bank", "services/finance"),
    ("amenity", "bar", "food/drinks"),
    ("amenity", "beauty_school", "services/beauty"),
    ("amenity", "bicycle_rental", "mobility/bicycle"),
    ("amenity", "bicycle_repair_station", "mobility/bicycle"),
    ("amenity", "biergarten", "food/drinks"),
    ("amenity", "boat_rental", "leisure"),
    ("amenity", "bureau_de_change", "services/finance"),
    ("amenity", "cafe", "food/tea-coffee"),
    ("amenity", "car_rental", "mobility/car"),
    ("amenity", "car_wash", "mobility/car"),
    ("amenity", "casino", "leisure/games"),
    ("amenity", "cinema", "leisure/culture"),
    ("amenity", "clinic", "health"),
    ("amenity", "community_centre", "leisure/culture"),
    ("amenity", "concert_hall", "leisure/culture"),
    ("amenity", "conference_centre", "services"),
    ("amenity", "courthouse", "services/public"),
    ("amenity", "coworking_space", "services"),
    ("amenity", "dancing_school", "services/learning"),
    ("amenity", "dentist", "health"),
    ("amenity", "doctors", "health"),
    ("amenity", "dojo", "leisure/sport"),
    ("amenity", "driving_school", "services/learning"),
    ("amenity", "events_venue", "leisure/culture"),
    ("amenity", "fast_food", "food/meal"),
    ("amenity", "food_court", "food/meal"),
    ("amenity", "fuel", "mobility/car"),
    ("amenity", "hospital", "health"),
    ("amenity", "ice_cream", "food/sweets"),
    ("amenity", "internet_cafe", "tech/computer"),
    ("amenity", "language_school", "services/learning"),
    ("amenity", "library", "leisure/culture"),
    ("amenity", "marketplace", "food/grocery"),
    ("amenity", "money_transfer", "services/finance"),
    ("amenity", "motorcycle_rental", "mobility"),
    ("amenity", "music_school", "services/learning"),
    ("amenity", "nightclub", "leisure/music"),
    ("amenity", "pharmacy", "health/pharmacy"),
    ("amenity", "police", "services/public"),
    ("amenity", "post_office", "services/public"),
    ("amenity", "prep_school", "services/learning"),
    ("amenity", "pub", "food/drinks"),
    ("amenity", "public_bath", "leisure/sport"),
    ("amenity", "restaurant", "food/meal"),
    ("amenity", "social_centre", "services/public"),
    ("amenity", "social_facility", "services/public"),
    ("amenity", "stock_exchange", "services/finance"),
    ("amenity", "studio", "leisure/culture"),
    ("amenity", "theatre", "leisure/culture"),
    ("amenity", "townhall", "services/public"),
    ("amenity", "toy_library", "leisure/games"),
    ("amenity", "training", "services/learning"),
    ("amenity", "vehicle_inspection", "mobility/car"),
    ("amenity", "veterinary", "animals"),
    ("healthcare", "alternative", "health"),
    ("healthcare", "audiologist", "health"),
    ("healthcare", "birthing_centre", "health"),
    ("healthcare", "blood_donation", "health"),
    ("healthcare", "centre", "health"),
    ("healthcare", "clinic", "health"),
    ("healthcare", "dentist", "health"),
    ("healthcare", "dietician", "health"),
    ("healthcare", "doctor", "health"),
    ("healthcare", "hospital", "health"),
    ("healthcare", "laboratory", "health"),
    ("healthcare", "midwife", "health"),
    ("healthcare", "nurse", "health"),
    ("healthcare", "occupational_therapist", "health"),
    ("healthcare", "optometrist", "health/optics"),
    ("healthcare", "pharmacy", "health/pharmacy"),
    ("healthcare", "physiotherapist", "health"),
    ("healthcare", "podiatrist", "health"),
    ("healthcare", "psychotherapist", "health"),
    ("healthcare", "rehabilitation", "health"),
    ("healthcare", "speech_therapist", "health"),
    ("healthcare", "yes", "health"),
    ("leisure", "adult_gaming_centre", "leisure/games"),
    ("leisure", "amusement_arcade", "leisure/games"),
    ("leisure", "bowling_alley", "leisure/games"),
    ("leisure", "dance", "services/learning"),
    ("leisure", "escape_game", "leisure/games"),
    ("leisure", "fitness_centre", "leisure/sport"),
    ("leisure", "hackerspace", "tech"),
    ("leisure", "horse_riding", "leisure/sport"),
    ("leisure", "ice_rink", "leisure/sport"),
    ("leisure", "marina", "leisure"),
    ("leisure", "miniature_golf", "leisure/sport"),
    ("leisure", "sauna", "leisure/sport"),
    ("leisure", "sports_centre", "leisure/sport"),
    ("leisure", "sports_hall", "leisure/sport"),
    ("leisure", "stadium", "leisure/sport"),
    ("leisure", "tanning_salon", "services/beauty"),
    ("leisure", "trampoline_park", "leisure/sport"),
    ("leisure", "water_park", "leisure/sport"),
    ("office", "accountant", "services/finance"),
    ("office", "advertising_agency", "services"),
    ("office", "architect", "services/housing"),
    ("office", "association", "services"),
    ("office", "charity", "services"),
    ("office", "company", "services"),
    ("office", "coworking", "services"),
    ("office", "educational_institution", "services/learning"),
    ("office", "employment_agency", "services"),
    ("office", "energy_supplier", "services"),
    ("office", "estate_agent", "services/housing"),
    ("office", "financial", "services/finance"),
    ("office", "financial_advisor", "services/finance"),
    ("office", "foundation", "services"),
    ("office", "government", "services/public"),
    ("office", "graphic_design", "services"),
    ("office", "insurance", "services/finance"),
    ("office", "it", "tech/computer"),
    ("office", "lawyer", "services"),
    ("office", "moving_company", "services"),
    ("office", "newspaper", "books/press"),
    ("office", "ngo", "services"),
    ("office", "notary", "services/housing"),
    ("office", "property_management", "services/housing"),
    ("office", "tax_advisor", "services/finance"),
    ("office", "telecommunication", "tech/phone"),
    ("office", "therapist", "health"),
    ("office", "travel_agent", "services/travel"),
    ("office", "visa", "services/travel"),
    ("tourism", "apartment", "services/lodging"),
    ("tourism", "aquarium", "leisure/culture"),
    ("tourism", "attraction", "leisure/culture"),
    ("tourism", "camp_site", "services/lodging"),
    ("tourism", "caravan_site", "services/lodging"),
    ("tourism", "chalet", "services/lodging"),
    ("tourism", "gallery", "leisure/culture"),
    ("tourism", "guest_house", "services/lodging"),
    ("tourism", "hostel", "services/lodging"),
    ("tourism", "hotel", "services/lodging"),
    ("tourism", "motel", "services/lodging"),
    ("tourism", "museum", "leisure/culture"),
    ("tourism", "theme_park", "leisure/games"),
    ("tourism", "zoo", "leisure/culture"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_every_category_is_known() {
        for table in [KINDS, TRADES] {
            assert!(table.is_sorted_by(|a, b| (a.0, a.1) < (b.0, b.1)), "binary search needs order");
        }
        assert!(STREETS.is_sorted());
        for (key, value, path) in KINDS.iter().chain(TRADES) {
            assert!(path.parse::<Category>().is_ok(), "{key}={value}: {path}");
            assert!(KEYS.contains(key), "{key} is never asked for");
        }
    }

    #[test]
    fn a_shop_comes_before_its_office_and_a_vacant_one_is_none() {
        let judged = |pairs: &[(&str, &str)]| {
            let mut tags = Tags::default();
            pairs.iter().for_each(|(key, value)| tags.add(key, value));
            judge(&tags)
        };
        let place = |path: &str| Verdict::Place(path.parse().unwrap());
        assert_eq!(judged(&[("office", "it"), ("shop", "bakery;pastry")]), place("food/bread"));
        assert_eq!(judged(&[("shop", "never-heard-of")]), place("other"));
        assert_eq!(judged(&[("shop", "vacant")]), Verdict::Elsewhere);
        assert_eq!(judged(&[("shop", "vacant"), ("amenity", "cafe")]), place("food/tea-coffee"));
        assert_eq!(judged(&[("amenity", "parking")]), Verdict::Elsewhere);
        assert_eq!(judged(&[("highway", "residential")]), Verdict::Nothing);
    }
}
