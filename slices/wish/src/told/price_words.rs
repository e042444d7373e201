//! What people say about a price, folded: before it, behind it, and what makes a number none.

/// What stands before the most one would pay, folded; of several words the longest first.
pub(super) const BOUNDS: &[&[&str]] = &[
    &["for", "no", "more", "than"],
    &["pas", "plus", "cher", "que"],
    &["moins", "cher", "que"],
    &["moins", "chere", "que"],
    &["inferieur", "a"],
    &["for", "less", "than"],
    &["no", "more", "than"],
    &["a", "moins", "de"],
    &["pour", "moins", "de"],
    &["pas", "plus", "de"],
    &["en", "dessous", "de"],
    &["moins", "de"],
    &["less", "than"],
    &["cheaper", "than"],
    &["up", "to"],
    &["at", "most"],
    &["au", "plus"],
    &["jusqu'a"],
    &["maximum"],
    &["under"],
    &["below"],
    &["sous"],
    &["maxi"],
    &["max"],
    &["budget"],
    &["<"],
    &["≤"],
    &["‹"],
];
/// What stands before an amount that is told by its currency alone.
pub(super) const BEFORE: &[&[&str]] = &[
    &["a", "peu", "pres"],
    &["for", "about"],
    &["for", "around"],
    &["autour", "de"],
    &["a", "environ"],
    &["pour", "environ"],
    &["a"],
    &["pour"],
    &["for"],
    &["at"],
    &["de"],
    &["environ"],
    &["about"],
    &["around"],
];
/// What says that it is the price of one.
pub(super) const EACH: &[&[&str]] = &[
    &["la", "piece"],
    &["par", "piece"],
    &["a", "l'unite"],
    &["l'unite"],
    &["l'un"],
    &["l'une"],
    &["piece"],
    &["chacun"],
    &["chacune"],
    &["each"],
    &["apiece"],
    &["la", "paire"],
    &["a", "pair"],
];
/// What says that it is the price of all of them together; of several the longest first.
pub(super) const TOGETHER: &[&[&str]] = &[
    &["pour", "le", "tout"],
    &["for", "everything"],
    &["all", "together"],
    &["le", "tout"],
    &["en", "tout"],
    &["au", "total"],
    &["in", "total"],
    &["in", "all"],
    &["altogether"],
    &["together"],
    &["ensemble"],
];
/// What may stand after that, or after `les deux`: any other word is what those are, `les deux tomes`.
pub(super) const ON: &[&str] = &[
    "avant", "before", "pour", "for", "d'ici", "by", "jusqu'au", "jusqu'a", "until", "au", "at", "max",
    "maxi", "maximum",
];
/// What may follow.
pub(super) const AFTER: &[&[&str]] = &[
    &["at", "the", "most"],
    &["at", "most"],
    &["or", "less"],
    &["ou", "moins"],
    &["au", "plus"],
    &["au", "maximum"],
    &["maximum"],
    &["maxi"],
    &["max"],
];
/// What makes a number no price.
pub(super) const UNITS: &[&str] = &[
    "an", "ans", "year", "years", "mois", "months", "kg", "g", "cm", "mm", "m", "km", "l", "cl", "ml",
    "pouces", "inches", "places", "seats", "page", "pages", "joueur", "joueurs", "player", "players",
    "calories", "kcal", "%", "go", "gb", "mo", "mb", "w", "v", "h", "min", "mins", "cv", "ch", "hz", "oz",
    "lb", "lbs", "miles",
];
/// What ends in `s` after an amount and counts nothing.
pub(super) const SMALL: &[&str] = &["dans", "moins", "plus", "sans", "sous", "vers", "hors"];
/// What costs nothing.
pub(super) const FREE: &[&str] = &["gratuit", "gratuite", "gratuits", "gratuites", "gratuitement", "free"];

/// What a thing is free of, or is free for, before and after `free`: that tells of no price.
pub(super) const FREE_OF: &str = "gluten sugar alcohol lactose dairy caffeine fat salt fragrance scent perfume nickel cruelty hands duty meat egg \
    nut soy wheat paraben sulphate sulfate silicone oil plastic bpa chlorine acid smoke tax lead noise frost rust tangle stress \
    hassle maintenance care guilt";
pub(super) const FREE_FOR: &str = "range standing weights weight guy from of style form software jazz";
