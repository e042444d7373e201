//! Stems: one spelling for a word's plural, feminine and usual endings, in French and English at once.
//!
//! Light on purpose: who wishes for `chaussures noires` and who sells a `chaussure noire` must meet, and `perceuse` must not become
//! `percer`. Every rule is harmless in the other language or is not here. What no rule says stands in [`IRREGULAR`].

/// Words whose other forms no rule gives, and words that a rule would make the same as a word of another meaning: the form, and
/// its stem.
const IRREGULAR: &[(&str, &str)] = &[
    // Feminine.
    ("blanche", "blanc"),
    ("blanches", "blanc"),
    ("seche", "sec"),
    ("seches", "sec"),
    ("fraiche", "frais"),
    ("fraiches", "frais"),
    ("longue", "long"),
    ("longues", "long"),
    ("douce", "doux"),
    ("douces", "doux"),
    ("grosse", "gros"),
    ("grosses", "gros"),
    ("basse", "bas"),
    ("basses", "bas"),
    ("rousse", "roux"),
    ("grasse", "gras"),
    ("grasses", "gras"),
    ("neuve", "neuf"),
    ("neuves", "neuf"),
    ("nouvelle", "nouveau"),
    ("nouvelles", "nouveau"),
    ("nouvel", "nouveau"),
    ("belle", "beau"),
    ("belles", "beau"),
    ("vieille", "vieux"),
    ("vieilles", "vieux"),
    // Plurals.
    ("tuyaux", "tuyau"),
    ("noyaux", "noyau"),
    ("landaux", "landau"),
    ("yeux", "oeil"),
    ("knives", "knif"),
    ("shelves", "shelf"),
    ("scarves", "scarf"),
    ("loaves", "loaf"),
    ("leaves", "leaf"),
    ("women", "woman"),
    ("men", "man"),
    ("children", "child"),
    ("womens", "woman"),
    ("mens", "man"),
    ("childrens", "child"),
    ("mice", "mous"),
    ("teeth", "tooth"),
    ("feet", "foot"),
    ("potatoes", "potato"),
    ("tomatoes", "tomato"),
    // Without their last letter these would be another word.
    ("porte", "porte"),
    ("portes", "porte"),
    ("carte", "carte"),
    ("cartes", "carte"),
    ("coupe", "coupe"),
    ("coupes", "coupe"),
    ("course", "course"),
    ("courses", "course"),
    ("poste", "poste"),
    ("plate", "plate"),
    ("plates", "plate"),
    ("pointe", "pointe"),
    ("barre", "barre"),
    ("barres", "barre"),
    ("cave", "cave"),
    ("caves", "cave"),
    ("patte", "patte"),
];

/// Words that end in `s` or `x` in the singular.
const WHOLE: &[&str] = &[
    "anis",
    "avis",
    "bas",
    "bois",
    "bras",
    "brebis",
    "bus",
    "cassis",
    "chips",
    "colis",
    "compas",
    "corps",
    "cours",
    "croix",
    "doux",
    "epoux",
    "frais",
    "gas",
    "gras",
    "gris",
    "gros",
    "iris",
    "jus",
    "lens",
    "maths",
    "matelas",
    "mais",
    "mois",
    "noix",
    "news",
    "ours",
    "permis",
    "poids",
    "pois",
    "prix",
    "radis",
    "repas",
    "riz",
    "roux",
    "souris",
    "tapis",
    "temps",
    "tennis",
    "tournevis",
    "verglas",
    "vieux",
    "vis",
    "voix",
    "yes",
    "ananas",
    "biais",
    "canvas",
    "campus",
    "cactus",
    "fois",
    "gaz",
    "hormis",
    "jersey",
];

/// The stem of a folded word.
pub(super) fn stem(word: &str) -> String {
    if word.len() <= 3 || word.bytes().any(|b| b.is_ascii_digit()) || WHOLE.contains(&word) {
        return word.to_owned();
    }
    if let Some((_, stem)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return (*stem).to_owned();
    }
    let bare = without_plural(word);
    without_feminine(&bare)
}

fn without_plural(word: &str) -> String {
    if let Some(bare) = word.strip_suffix("aux").filter(|bare| !bare.ends_with('e') && bare.len() > 2) {
        return format!("{bare}al");
    }
    if word.ends_with("ss") || word.ends_with("us") {
        return word.to_owned();
    }
    let bare = match word.strip_suffix(['s', 'x']) {
        Some(bare) => bare,
        None => return word.to_owned(),
    };
    // English adds a syllable after a hiss: boxes, dresses, brushes.
    let hiss = ["xe", "sse", "she", "che"].iter().any(|end| bare.ends_with(end));
    if hiss && (bare.len() > 4 || bare.ends_with("xe")) {
        bare[..bare.len() - 1].to_owned()
    } else {
        bare.to_owned()
    }
}

fn without_feminine(word: &str) -> String {
    // Battery, batteries and batterie; movie and movies.
    if let Some(bare) = word.strip_suffix("ie").or_else(|| word.strip_suffix('y')).filter(|b| b.len() >= 3) {
        return format!("{bare}i");
    }
    let Some(bare) = word.strip_suffix('e').filter(|bare| bare.len() >= 4) else { return word.to_owned() };
    let doubled = bare.len() >= 6 && ["nn", "ell", "ett"].iter().any(|end| bare.ends_with(end));
    let bare = if doubled { &bare[..bare.len() - 1] } else { bare };
    // Sportive and sportif.
    bare.strip_suffix("iv").map_or_else(|| bare.to_owned(), |root| format!("{root}if"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for forms in [
            &["noir", "noire", "noirs", "noires"][..],
            &["blanc", "blanche", "blancs", "blanches"],
            &["gateau", "gateaux"],
            &["cheval", "chevaux"],
            &["bijou", "bijoux"],
            &["battery", "batteries", "batterie"],
            &["dress", "dresses"],
            &["box", "boxes"],
            &["sportif", "sportive", "sportives"],
            &["ancien", "ancienne", "anciennes"],
            &["tente", "tents", "tent"],
            &["knives", "knife"],
            &["souris"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.iter().all(|one| *one == stems[0]), "{forms:?} {stems:?}");
        }
    }

    #[test]
    fn words_of_other_meanings_stay_apart() {
        for (one, other) in
            [("porte", "port"), ("carte", "cart"), ("selle", "sel"), ("sole", "sol"), ("cours", "cour")]
        {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }

    #[test]
    fn a_stem_is_its_own_stem_for_most_words() {
        for word in ["perceuse", "chaussures", "aspirateur", "bouilloire", "canape", "fromage"] {
            let once = stem(word);
            assert_eq!(stem(&once), once, "{word}");
        }
    }
}
