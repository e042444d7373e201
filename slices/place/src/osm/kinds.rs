//! Which OSM objects are places people go to, what they are called here, and which ways are streets.
//!
//! Only tags under which something is had, done or seen by those who walk in. Car parks, benches, bins, schools and
//! churches are not in the table: nobody publishes offers there. A `shop` of a kind that is not listed is `other`;
//! `vacant`, `no` and `disused` shops are none. Adding a kind is a line here, in order.

use domain::Category;

use super::tags::Tags;

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
        let index = KINDS.binary_search_by(|(k, v, _)| (*k, *v).cmp(&(key, one))).ok()?;
        KINDS[index].2.parse().ok()
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

/// OSM key, value, and the category it stands for; sorted by key and value.
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
    ("craft", "agricultural_engines", "services/repair"),
    ("craft", "atelier", "home/decoration"),
    ("craft", "bag_repair", "services/repair"),
    ("craft", "bakery", "food/bread"),
    ("craft", "basket_maker", "home/decoration"),
    ("craft", "beekeeper", "food/grocery"),
    ("craft", "blacksmith", "home"),
    ("craft", "bookbinder", "books"),
    ("craft", "brewery", "food/drinks"),
    ("craft", "builder", "home"),
    ("craft", "cabinet_maker", "home/furniture"),
    ("craft", "carpenter", "home"),
    ("craft", "carpet_layer", "home"),
    ("craft", "caterer", "food/meal"),
    ("craft", "chimney_sweeper", "home"),
    ("craft", "chocolatier", "food/chocolate"),
    ("craft", "cleaning", "services/cleaning"),
    ("craft", "clockmaker", "services/repair"),
    ("craft", "confectionery", "food/sweets"),
    ("craft", "cooper", "home"),
    ("craft", "dental_technician", "health"),
    ("craft", "distillery", "food/wine"),
    ("craft", "door_construction", "home"),
    ("craft", "dressmaker", "clothes"),
    ("craft", "electrician", "home"),
    ("craft", "electronics_repair", "services/repair"),
    ("craft", "embroiderer", "clothes"),
    ("craft", "engraver", "home/decoration"),
    ("craft", "floorer", "home"),
    ("craft", "framing", "home/decoration"),
    ("craft", "gardener", "garden"),
    ("craft", "glassblower", "home/decoration"),
    ("craft", "glazier", "home"),
    ("craft", "goldsmith", "clothes/jewellery"),
    ("craft", "hvac", "home"),
    ("craft", "insulation", "home"),
    ("craft", "jeweller", "clothes/jewellery"),
    ("craft", "joiner", "home"),
    ("craft", "key_cutter", "services/repair"),
    ("craft", "leather", "clothes/accessories"),
    ("craft", "locksmith", "services/repair"),
    ("craft", "luthier", "leisure/music"),
    ("craft", "metal_construction", "home"),
    ("craft", "musical_instrument", "leisure/music"),
    ("craft", "optician", "health/optics"),
    ("craft", "painter", "home"),
    ("craft", "parquet_layer", "home"),
    ("craft", "photographer", "services"),
    ("craft", "plasterer", "home"),
    ("craft", "plumber", "home"),
    ("craft", "pottery", "home/decoration"),
    ("craft", "printer", "books/stationery"),
    ("craft", "roofer", "home"),
    ("craft", "saddler", "clothes/accessories"),
    ("craft", "sculptor", "leisure/culture"),
    ("craft", "sewing", "clothes"),
    ("craft", "shoemaker", "services/repair"),
    ("craft", "signmaker", "services"),
    ("craft", "stonemason", "home"),
    ("craft", "tailor", "clothes"),
    ("craft", "tiler", "home"),
    ("craft", "tinsmith", "home"),
    ("craft", "upholsterer", "home/furniture"),
    ("craft", "watchmaker", "services/repair"),
    ("craft", "weaver", "clothes"),
    ("craft", "window_construction", "home"),
    ("craft", "winery", "food/wine"),
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
    ("shop", "agrarian", "garden"),
    ("shop", "alcohol", "food/wine"),
    ("shop", "anime", "books/comics"),
    ("shop", "antiques", "home/decoration"),
    ("shop", "appliance", "home/appliances"),
    ("shop", "art", "leisure/culture"),
    ("shop", "baby_goods", "clothes"),
    ("shop", "bag", "clothes/accessories"),
    ("shop", "bakery", "food/bread"),
    ("shop", "bathroom_furnishing", "home/furniture"),
    ("shop", "beauty", "services/beauty"),
    ("shop", "bed", "home/furniture"),
    ("shop", "beverages", "food/drinks"),
    ("shop", "bicycle", "mobility/bicycle"),
    ("shop", "boat", "leisure/sport"),
    ("shop", "bookmaker", "leisure/games"),
    ("shop", "books", "books"),
    ("shop", "boutique", "clothes"),
    ("shop", "brewing_supplies", "food/drinks"),
    ("shop", "butcher", "food/meat"),
    ("shop", "candles", "home/decoration"),
    ("shop", "cannabis", "other"),
    ("shop", "car", "mobility/car"),
    ("shop", "car_parts", "mobility/car"),
    ("shop", "car_repair", "mobility/car"),
    ("shop", "carpet", "home/decoration"),
    ("shop", "charity", "other"),
    ("shop", "cheese", "food/cheese"),
    ("shop", "chemist", "health/cosmetics"),
    ("shop", "chocolate", "food/chocolate"),
    ("shop", "clothes", "clothes"),
    ("shop", "coffee", "food/tea-coffee"),
    ("shop", "collector", "leisure/games"),
    ("shop", "comics", "books/comics"),
    ("shop", "computer", "tech/computer"),
    ("shop", "confectionery", "food/sweets"),
    ("shop", "convenience", "food/grocery"),
    ("shop", "copyshop", "books/stationery"),
    ("shop", "cosmetics", "health/cosmetics"),
    ("shop", "craft", "leisure/culture"),
    ("shop", "curtain", "home/decoration"),
    ("shop", "dairy", "food/cheese"),
    ("shop", "deli", "food/grocery"),
    ("shop", "department_store", "other"),
    ("shop", "doityourself", "home/tools"),
    ("shop", "doors", "home"),
    ("shop", "dry_cleaning", "services/cleaning"),
    ("shop", "e-cigarette", "other"),
    ("shop", "electrical", "home/tools"),
    ("shop", "electronics", "tech"),
    ("shop", "energy", "home"),
    ("shop", "erotic", "other"),
    ("shop", "estate_agent", "services/housing"),
    ("shop", "fabric", "clothes"),
    ("shop", "farm", "food/grocery"),
    ("shop", "fashion", "clothes"),
    ("shop", "fashion_accessories", "clothes/accessories"),
    ("shop", "fireplace", "home"),
    ("shop", "fishing", "leisure/sport"),
    ("shop", "flooring", "home"),
    ("shop", "florist", "garden/flowers"),
    ("shop", "food", "food/grocery"),
    ("shop", "frame", "home/decoration"),
    ("shop", "frozen_food", "food/grocery"),
    ("shop", "funeral_directors", "services"),
    ("shop", "furniture", "home/furniture"),
    ("shop", "games", "leisure/games"),
    ("shop", "garden_centre", "garden"),
    ("shop", "garden_furniture", "garden"),
    ("shop", "general", "food/grocery"),
    ("shop", "gift", "home/decoration"),
    ("shop", "greengrocer", "food/fruit"),
    ("shop", "grocery", "food/grocery"),
    ("shop", "haberdashery", "clothes"),
    ("shop", "hairdresser", "services/hair"),
    ("shop", "hairdresser_supply", "services/hair"),
    ("shop", "hardware", "home/tools"),
    ("shop", "health_food", "food/grocery"),
    ("shop", "hearing_aids", "health"),
    ("shop", "herbalist", "health"),
    ("shop", "hifi", "tech"),
    ("shop", "honey", "food/grocery"),
    ("shop", "household_linen", "home/decoration"),
    ("shop", "houseware", "home"),
    ("shop", "hunting", "leisure/sport"),
    ("shop", "ice_cream", "food/sweets"),
    ("shop", "insurance", "services/finance"),
    ("shop", "interior_decoration", "home/decoration"),
    ("shop", "jewelry", "clothes/jewellery"),
    ("shop", "kiosk", "books/press"),
    ("shop", "kitchen", "home/furniture"),
    ("shop", "laundry", "services/cleaning"),
    ("shop", "leather", "clothes/accessories"),
    ("shop", "lighting", "home/decoration"),
    ("shop", "locksmith", "services/repair"),
    ("shop", "lottery", "leisure/games"),
    ("shop", "mall", "other"),
    ("shop", "massage", "services/beauty"),
    ("shop", "medical_supply", "health"),
    ("shop", "military_surplus", "clothes"),
    ("shop", "mobile_phone", "tech/phone"),
    ("shop", "model", "leisure/games"),
    ("shop", "money_lender", "services/finance"),
    ("shop", "motorcycle", "mobility"),
    ("shop", "motorcycle_repair", "mobility"),
    ("shop", "music", "leisure/music"),
    ("shop", "musical_instrument", "leisure/music"),
    ("shop", "newsagent", "books/press"),
    ("shop", "nutrition_supplements", "health"),
    ("shop", "optician", "health/optics"),
    ("shop", "outdoor", "leisure/sport"),
    ("shop", "outpost", "other"),
    ("shop", "paint", "home/tools"),
    ("shop", "party", "leisure/games"),
    ("shop", "pasta", "food/grocery"),
    ("shop", "pastry", "food/pastry"),
    ("shop", "pawnbroker", "services/finance"),
    ("shop", "perfumery", "health/cosmetics"),
    ("shop", "pet", "animals"),
    ("shop", "pet_grooming", "animals"),
    ("shop", "photo", "services"),
    ("shop", "pottery", "home/decoration"),
    ("shop", "printer_ink", "tech/computer"),
    ("shop", "radiotechnics", "tech"),
    ("shop", "religion", "other"),
    ("shop", "rental", "home/tools"),
    ("shop", "scuba_diving", "leisure/sport"),
    ("shop", "seafood", "food/fish"),
    ("shop", "second_hand", "other"),
    ("shop", "sewing", "clothes"),
    ("shop", "shoe_repair", "services/repair"),
    ("shop", "shoes", "clothes/shoes"),
    ("shop", "ski", "leisure/sport"),
    ("shop", "spices", "food/grocery"),
    ("shop", "sports", "leisure/sport"),
    ("shop", "stationery", "books/stationery"),
    ("shop", "storage_rental", "services"),
    ("shop", "supermarket", "food/grocery"),
    ("shop", "surf", "leisure/sport"),
    ("shop", "swimming_pool", "garden"),
    ("shop", "tailor", "clothes"),
    ("shop", "tattoo", "services/beauty"),
    ("shop", "tea", "food/tea-coffee"),
    ("shop", "ticket", "leisure/culture"),
    ("shop", "tiles", "home"),
    ("shop", "tobacco", "other"),
    ("shop", "toys", "leisure/games"),
    ("shop", "trade", "home/tools"),
    ("shop", "travel_agency", "services/travel"),
    ("shop", "tyres", "mobility/car"),
    ("shop", "vacuum_cleaner", "home/appliances"),
    ("shop", "variety_store", "other"),
    ("shop", "video", "leisure/culture"),
    ("shop", "video_games", "leisure/games"),
    ("shop", "watches", "clothes/jewellery"),
    ("shop", "water", "food/drinks"),
    ("shop", "water_sports", "leisure/sport"),
    ("shop", "weapons", "leisure/sport"),
    ("shop", "wigs", "services/hair"),
    ("shop", "window_blind", "home/decoration"),
    ("shop", "wine", "food/wine"),
    ("shop", "winery", "food/wine"),
    ("shop", "wool", "clothes"),
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
        assert!(KINDS.is_sorted_by(|a, b| (a.0, a.1) < (b.0, b.1)), "binary search needs order");
        assert!(STREETS.is_sorted());
        for (key, value, path) in KINDS {
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
