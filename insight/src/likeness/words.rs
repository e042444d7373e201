//! Words as data: what means the same in French and English, and what tells one variant of a thing from another.
//!
//! The tables are short on purpose. A synonym is listed when a neighbour's wish in one language would otherwise miss a listing in
//! the other and the two words look nothing alike: `batterie` and `battery` meet by spelling, `perceuse` and `drill` never would.
//! A word that means something else in the other language (`pain`, `four`, `or`, `rose`) is left out.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use domain::text;

use super::token;
use crate::around;

/// Words of one meaning, without accents; the first names the meaning. Two words in one entry are a phrase, its small words left
/// out.
pub(super) const SYNONYMS: &[&[&str]] = &[
    // Tools and the house.
    &["drill", "perceuse"],
    &["screwdriver", "tournevis", "visseuse"],
    &["hammer", "marteau"],
    &["saw", "scie"],
    &["ladder", "echelle", "escabeau"],
    &["paint", "peinture"],
    &["lawnmower", "tondeuse", "mower"],
    &["hose", "tuyau"],
    &["screw", "vis"],
    &["nail", "clou"],
    &["toolbox", "boite outil", "tool box"],
    &["cordless", "sans fil", "wireless"],
    &["light bulb", "ampoule", "bulb", "lightbulb"],
    &["vacuum", "aspirateur", "hoover", "vacuum cleaner"],
    &["washing machine", "lave linge", "machine laver", "washer"],
    &["dishwasher", "lave vaisselle"],
    &["dryer", "seche linge"],
    &["hair dryer", "seche cheveux", "hairdryer"],
    &["fridge", "refrigerateur", "frigo", "refrigerator"],
    &["freezer", "congelateur"],
    &["kettle", "bouilloire"],
    &["toaster", "grille pain"],
    &["coffee maker", "cafetiere"],
    &["coffee", "cafe"],
    &["frying pan", "poele"],
    &["saucepan", "faitout"],
    &["knife", "couteau"],
    &["iron", "fer repasser"],
    // Rooms.
    &["chair", "chaise"],
    &["armchair", "fauteuil"],
    &["desk", "bureau"],
    &["bed", "lit"],
    &["mattress", "matelas"],
    &["pillow", "oreiller"],
    &["duvet", "couette"],
    &["blanket", "couverture"],
    &["shelf", "etagere"],
    &["mirror", "miroir"],
    &["curtain", "rideau"],
    &["carpet", "tapis", "rug"],
    &["towel", "serviette"],
    &["sofa", "canape", "couch"],
    // Machines that compute, show and sound.
    &["laptop", "ordinateur portable"],
    &["computer", "ordinateur"],
    &["phone", "telephone", "smartphone"],
    &["screen", "ecran", "monitor", "moniteur"],
    &["keyboard", "clavier"],
    &["mouse", "souris"],
    &["printer", "imprimante"],
    &["headphone", "casque", "headset"],
    &["earphone", "ecouteur", "earbud"],
    &["speaker", "enceinte", "haut parleur"],
    &["camera", "appareil photo"],
    &["television", "televiseur", "tele", "tv"],
    &["charger", "chargeur"],
    &["watch", "montre"],
    &["hard drive", "disque dur", "hard disk"],
    &["usb key", "cle usb", "usb stick", "flash drive"],
    &["video game", "jeu video"],
    // Wear.
    &["shoe", "chaussure"],
    &["boot", "botte"],
    &["sock", "chaussette"],
    &["shirt", "chemise"],
    &["skirt", "jupe"],
    &["trousers", "pantalon", "pants"],
    &["coat", "manteau"],
    &["sweater", "jumper", "chandail"],
    &["hat", "chapeau"],
    &["glove", "gant"],
    &["scarf", "echarpe"],
    &["belt", "ceinture"],
    &["bag", "sac"],
    &["backpack", "sac dos", "rucksack"],
    &["suitcase", "valise"],
    &["umbrella", "parapluie"],
    &["glasses", "lunettes"],
    &["ring", "bague"],
    &["necklace", "collier"],
    // Moving.
    &["bike", "velo", "bicycle", "bicyclette"],
    &["helmet", "casque velo"],
    &["scooter", "trottinette"],
    &["car", "voiture"],
    &["tire", "pneu", "tyre"],
    &["tent", "tente"],
    &["sleeping bag", "sac couchage"],
    &["ball", "ballon"],
    // The table.
    &["milk", "lait"],
    &["cheese", "fromage"],
    &["butter", "beurre"],
    &["egg", "oeuf"],
    &["sugar", "sucre"],
    &["salt", "sel"],
    &["oil", "huile"],
    &["honey", "miel"],
    &["jam", "confiture"],
    &["water", "eau"],
    &["juice", "jus"],
    &["wine", "vin"],
    &["beer", "biere"],
    &["tea", "the"],
    &["apple", "pomme"],
    &["strawberry", "fraise"],
    &["potato", "pomme terre"],
    &["flour", "farine"],
    &["rice", "riz"],
    &["chicken", "poulet"],
    &["fish", "poisson"],
    &["flower", "fleur"],
    // Play, reading, small ones.
    &["book", "livre"],
    &["toy", "jouet"],
    &["game", "jeu"],
    &["puzzle", "casse tete", "jigsaw"],
    &["doll", "poupee"],
    &["pen", "stylo"],
    &["pencil", "crayon"],
    &["stroller", "poussette", "pram"],
    &["diaper", "couche", "nappy"],
    &["child", "enfant", "kid", "children"],
    &["woman", "femme", "women"],
    &["man", "homme", "men"],
    // Colours and stuffs.
    &["black", "noir", "noire"],
    &["white", "blanc", "blanche"],
    &["red", "rouge"],
    &["blue", "bleu", "bleue"],
    &["green", "vert", "verte"],
    &["yellow", "jaune"],
    &["grey", "gris", "grise", "gray"],
    &["brown", "marron", "brun", "brune"],
    &["silver", "argent"],
    &["wood", "bois", "wooden"],
    &["leather", "cuir"],
    &["cotton", "coton"],
    &["wool", "laine"],
    &["steel", "acier"],
    // How it is sold.
    &["used", "occasion", "second hand", "seconde main"],
    &["refurbished", "reconditionne"],
    &["new", "neuf", "neuve"],
    &["upgrade", "upg", "mise jour"],
    &["deluxe", "dlx"],
    &["case", "coque", "etui", "housse"],
    &["refill", "recharge"],
    &["dvd player", "lecteur dvd"],
    &["electric", "electrique"],
    &["dark", "fonce"],
    &["large", "grand", "grande"],
    &["small", "petit", "petite"],
];

/// Words that name another variant or part of a thing: said on one side alone, as those of accessories ([`around`]), they speak against
/// sameness more than their rarity tells. In either language, without accents.
const VARIANTS: &[&str] = &[
    "upgrade",
    "upg",
    "upsell",
    "academic",
    "education",
    "student",
    "teacher",
    "etudiant",
    "scolaire",
    "mac",
    "windows",
    "win",
    "pc",
    "deluxe",
    "dlx",
    "premium",
    "premier",
    "standard",
    "professional",
    "pro",
    "basic",
    "lite",
    "elite",
    "ultimate",
    "home",
    "server",
    "license",
    "licence",
    "family",
    "platinum",
    "gold",
    "extended",
    "expansion",
    "extension",
    "bundle",
    "remix",
    "live",
    "acoustic",
    "acoustique",
    "instrumental",
    "karaoke",
    "refurbished",
    "reconditionne",
    "used",
    "occasion",
    "mini",
    "max",
    "plus",
    "ultra",
];

/// Colours, in either language: two things of different colours are rarely sold as one.
const COLOURS: &[&str] = &[
    "black",
    "white",
    "red",
    "blue",
    "green",
    "yellow",
    "grey",
    "pink",
    "brown",
    "silver",
    "purple",
    "violet",
    "orange",
    "beige",
    "turquoise",
    "rose",
];

/// What a word or phrase counts as: the key of its meaning.
static MEANINGS: LazyLock<HashMap<String, u64>> = LazyLock::new(|| {
    let groups = SYNONYMS.iter().map(|group| (token::key(group[0]), *group));
    groups.flat_map(|(key, group)| group.iter().map(move |entry| (as_read(entry), key))).collect()
});

static VARIANT_KEYS: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    VARIANTS.iter().copied().chain(around::telling()).map(|word| meaning(&as_read(word))).collect()
});

static COLOUR_KEYS: LazyLock<HashSet<u64>> =
    LazyLock::new(|| COLOURS.iter().map(|word| meaning(&as_read(word))).collect());

/// An entry as texts are read: each word in the singular.
fn as_read(entry: &str) -> String {
    let words: Vec<String> =
        entry.split(' ').map(|word| text::words(word).pop().unwrap_or_else(|| word.to_owned())).collect();
    words.join(" ")
}

/// The key of a folded word, the same for all words of one meaning.
pub(super) fn meaning(word: &str) -> u64 {
    MEANINGS.get(word).copied().unwrap_or_else(|| token::key(word))
}

/// The key of a phrase of two folded words, if it is one.
pub(super) fn phrase(first: &str, second: &str) -> Option<u64> {
    MEANINGS.get(format!("{first} {second}").as_str()).copied()
}

/// Whether a key is that of a word that tells variants apart.
pub(super) fn tells_variants(key: u64) -> bool {
    VARIANT_KEYS.contains(&key)
}

/// Whether a key is that of a colour.
pub(super) fn is_colour(key: u64) -> bool {
    COLOUR_KEYS.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_meanings() {
        let listed: usize = SYNONYMS.iter().map(|group| group.len()).sum();
        assert_eq!(MEANINGS.len(), listed, "a word stands in two groups");
    }
}
