//! Words of what is around a thing and is not the thing: what is for it, and what holds it. The one room for both: likeness tells a thing
//! from its accessory by them, and where words meet, what only holds a thing is passed over.

use domain::text;

/// Words by which a title says that it is of something for the thing, folded, of one; each line for the same, the first line for whatever
/// it is. Those on the left tell another thing wherever they stand, as other words of variants do; those on the right only where they are
/// looked for.
pub(crate) const FOR: &[(&[&str], &[&str])] = &[
    (&["accessoire", "accessory", "remplacement", "replacement"], &["compatible", "for", "pour", "rechange"]),
    (&["case", "coque", "etui", "housse"], &["cover", "sleeve"]),
    (&["recharge", "refill"], &[]),
    (&[], &["adaptateur", "adapter"]),
    (&[], &["bag", "sac", "sacoche"]),
    (&[], &["batterie", "battery"]),
    (&[], &["boite", "box", "coffret", "malette", "mallette"]),
    (&[], &["bracelet", "strap"]),
    (&[], &["cable"]),
    (&[], &["charger", "chargeur"]),
    (&[], &["film", "protection"]),
    (&[], &["filter", "filtre"]),
    (&[], &["gasket", "joint"]),
    (&[], &["support"]),
];

/// What holds, counts or admits to the thing that is named after it: `tablette de chocolat`, `paquet de café`, `places pour le concert`.
pub(crate) const HOLDERS: &[&str] = &[
    "assortiment",
    "assortment",
    "ballotin",
    "barquette",
    "billet",
    "bocal",
    "boite",
    "botte",
    "bottle",
    "bouquet",
    "bouteille",
    "box",
    "cageot",
    "caisse",
    "can",
    "canette",
    "carton",
    "choix",
    "coffret",
    "collection",
    "entree",
    "gamme",
    "jar",
    "jeu",
    "kilo",
    "kit",
    "litre",
    "lot",
    "magnum",
    "pack",
    "package",
    "pair",
    "paire",
    "panier",
    "paquet",
    "part",
    "piece",
    "place",
    "plateau",
    "pot",
    "promo",
    "promotion",
    "quantite",
    "rouleau",
    "sac",
    "sachet",
    "seance",
    "selection",
    "serie",
    "set",
    "slice",
    "solde",
    "stock",
    "tablette",
    "tasse",
    "ticket",
    "tranche",
    "tube",
    "vente",
];

/// What for a thing a word names, as its line in [`FOR`]; of several as of one.
pub(crate) fn named(word: &str) -> Option<usize> {
    let word = text::fold(word);
    let known = |one: &str| FOR.iter().position(|(left, right)| left.contains(&one) || right.contains(&one));
    let singular = |end: &str| word.strip_suffix(end).and_then(known);
    known(&word)
        .or_else(|| singular("s"))
        .or_else(|| singular("es"))
        .or_else(|| known(&format!("{}y", word.strip_suffix("ies")?)))
}

/// The words that tell another thing wherever they stand.
pub(crate) fn telling() -> impl Iterator<Item = &'static str> {
    FOR.iter().flat_map(|(left, _)| left.iter().copied())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_word_is_for_two_things_and_all_are_found() {
        let mut seen = HashSet::new();
        for (line, (left, right)) in FOR.iter().enumerate() {
            for word in left.iter().chain(*right) {
                assert!(seen.insert(*word), "{word}");
                assert_eq!(named(word), Some(line), "{word}");
            }
        }
        assert_eq!(
            (named("Câbles"), named("Batteries"), named("Étuis")),
            (named("cable"), named("battery"), named("case"))
        );
        assert_eq!(named("perceuse"), None);
    }
}
