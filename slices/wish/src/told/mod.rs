//! A wish as people say it, `perceuse sans fil moins de 80 € avant Noël`: what is wanted, how many, at what price, by when.
//!
//! Pure. What was understood is shown before it is saved, so that to understand too little does no harm and too much can be mended.

mod count;
mod feasts;
mod kinds;
mod price;
mod price_words;
mod until;

use domain::{Category, Currency, Money, text};
use insight::lexis;

use self::count::Count;

/// What was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is wanted, without how many, the price and the day.
    pub title: String,
    /// How many, where that was said.
    pub quantity: Option<i64>,
    /// Whether that may as well be part of a name.
    pub guessed: bool,
    /// Where in the tree of categories.
    pub category: Option<Category>,
    /// The words an offer must have: those of the title, but for those that only name the category.
    pub words: Vec<String>,
    /// The most they would pay.
    pub top_price: Option<Money>,
    /// The last day they want it, as `2026-12-24`.
    pub until: Option<String>,
}

/// Reads a wish told on a civil day (`2026-11-22`), prices in `currency` unless another is said.
#[must_use]
pub fn told(said: &str, today: &str, currency: Currency) -> Told {
    let words = price::apart(said.split_whitespace().collect());
    let (words, top_price, of) = price::take(words, currency);
    let (words, until) = until::take(words, today);
    let (words, count) = count::take(words);
    let (words, top_price, count) = price::of_one(words, top_price, count, of);
    let title = words.join(" ");
    let title = title.trim_end_matches([',', ';', ':', '-', '–']).trim_end();
    // What stood behind a price or a day that was said first: `budget 50 euros : une lampe`.
    let taken = top_price.is_some() || until.is_some();
    let title =
        if taken { title.trim_start_matches([',', ';', ':', '-', '–', ' ']) } else { title }.to_owned();
    let (category, words) = kinds::sort(telling(text::words_or_sign(&title)));
    let (guessed, quantity) = (count.is_some_and(|count| !count.sure), count.map(|count| count.many));
    Told { title, quantity, guessed, category, words, top_price, until }
}

/// What was said without how many, and that; all of it where no number is.
pub(crate) fn counted(said: &str) -> (String, Option<Count>) {
    match count::take(said.split_whitespace().collect()) {
        (rest, Some(count)) => (rest.join(" "), Some(count)),
        (_, None) => (said.to_owned(), None),
    }
}

/// Words without those that people say around what they wish for; all of them where nothing else was said.
fn telling(words: Vec<String>) -> Vec<String> {
    let kept: Vec<String> = words.iter().filter(|word| !lexis::is_filler(word)).cloned().collect();
    if kept.is_empty() { words } else { kept }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn heard(said: &str) -> Told {
        told(said, "2026-11-22", Currency::EUR)
    }

    #[test]
    fn what_people_say_is_understood_in_both_languages() {
        for (said, title, category, cents, until) in [
            ("perceuse sans fil moins de 80 €", "perceuse sans fil", "home/tools", 8_000, ""),
            ("Cordless drill under €80", "Cordless drill", "home/tools", 8_000, ""),
            ("vélo d’occasion, 150 euros maximum", "vélo d’occasion", "mobility/bicycle", 15_000, ""),
            ("a second-hand bike, up to 150 euros", "a second-hand bike", "mobility/bicycle", 15_000, ""),
            ("du vin rouge avant samedi", "du vin rouge", "food/wine", -1, "2026-11-28"),
            (
                "canapé 3 places jusqu’à 1 299,50 € avant Noël",
                "canapé 3 places",
                "home/furniture",
                129_950,
                "2026-12-24",
            ),
            (
                "sofa before Christmas for less than 1,299.50 €",
                "sofa",
                "home/furniture",
                129_950,
                "2026-12-24",
            ),
            ("un bon roman à 8€", "un bon roman", "books", 800, ""),
            ("un bon roman à 8 euros 50", "un bon roman", "books", 850, ""),
            ("un bon roman à 8 € 50 avant Noël", "un bon roman", "books", 850, "2026-12-24"),
            ("un bon roman à 8€50", "un bon roman", "books", 850, ""),
            ("un bon roman, 8 euros et 50 centimes maximum", "un bon roman", "books", 850, ""),
            ("une étagère à 8 € 50 cm", "une étagère 50 cm", "home/furniture", 800, ""),
            ("un concert ce soir", "un concert", "leisure/culture", -1, "2026-11-22"),
            ("un cadeau pour Noël", "un cadeau", "", -1, "2026-12-24"),
            ("des fleurs pour la fête des mères", "des fleurs", "garden/flowers", -1, "2027-05-30"),
            (
                "12€50 max: places de cinéma avant le 24/12",
                "places de cinéma",
                "leisure/culture",
                1_250,
                "2026-12-24",
            ),
            ("un livre pour un enfant de 8 ans", "un livre pour un enfant de 8 ans", "books", -1, ""),
            ("Nike Air Max 90", "Nike Air Max 90", "", -1, ""),
            ("jouet pour moins de 3 ans", "jouet pour moins de 3 ans", "leisure/games", -1, ""),
            ("quelque chose de beau", "quelque chose de beau", "", -1, ""),
            ("iPhone 15 128 Go", "iPhone 15 128 Go", "", -1, ""),
            ("une table entre 50 et 80 €", "une table", "home/furniture", 8_000, ""),
            ("a table between 50 and 80 €", "a table", "home/furniture", 8_000, ""),
            ("une table de 50 à 80 €", "une table", "home/furniture", 8_000, ""),
            ("a table 50€ to 80€", "a table", "home/furniture", 8_000, ""),
            ("iPhone 15 à 300 €", "iPhone 15", "", 30_000, ""),
            ("table 50-80 €", "table", "home/furniture", 8_000, ""),
            ("un jouet 3-6 ans", "un jouet 3-6 ans", "leisure/games", -1, ""),
            ("un jouet de 3 à 6 ans", "un jouet de 3 à 6 ans", "leisure/games", -1, ""),
            ("gratuit: cartons de déménagement", "cartons de déménagement", "", 0, ""),
        ] {
            let told = heard(said);
            assert_eq!(told.title, title, "{said}");
            assert_eq!(told.category.as_ref().map_or("", Category::path), category, "{said}");
            assert_eq!(told.top_price.map_or(-1, |top| top.minor), cents, "{said}");
            assert_eq!(told.until.unwrap_or_default(), until, "{said}");
        }
    }

    #[test]
    fn a_bound_may_stand_against_its_amount() {
        for (said, title, cents) in [
            ("phone <300€", "phone", 30_000),
            ("phone <300 €", "phone", 30_000),
            ("phone ‹300€", "phone", 30_000),
            ("un chat <3", "un chat <3", -1),
        ] {
            let told = heard(said);
            assert_eq!(
                (told.title.as_str(), told.top_price.map_or(-1, |top| top.minor)),
                (title, cents),
                "{said}"
            );
        }
    }

    #[test]
    fn a_price_is_said_in_many_ways() {
        for (said, title, category, cents, until) in [
            ("budget 50 euros : une lampe", "une lampe", "home/decoration", 5_000, ""),
            ("une lampe à environ 25 €", "une lampe", "home/decoration", 2_500, ""),
            ("a lamp for about 25 euros", "a lamp", "home/decoration", 2_500, ""),
            ("une lampe moins chère que 30€", "une lampe", "home/decoration", 3_000, ""),
            ("6 bouteilles de vin à 5 € pièce", "bouteilles de vin", "food/wine", 500, ""),
            ("some cups at 4.50 each", "some cups", "", 450, ""),
            ("un café à 1,50", "un café", "food/tea-coffee", 150, ""),
            ("une planche à 1,50 m", "une planche à 1,50 m", "", -1, ""),
            ("un gâteau pour samedi, 20 € max", "un gâteau", "food/pastry", 2_000, "2026-11-28"),
        ] {
            let told = heard(said);
            let path = told.category.as_ref().map_or("", Category::path);
            assert_eq!((told.title.as_str(), path), (title, category), "{said}");
            assert_eq!(told.top_price.map_or(-1, |top| top.minor), cents, "{said}");
            assert_eq!(told.until.unwrap_or_default(), until, "{said}");
        }
    }

    #[test]
    fn a_price_of_several_together_is_shared_among_them() {
        for (said, title, cents, count) in [
            ("2 bougies moins de 20 euros les deux", "bougies", 1_000, Some(2)),
            ("deux romans à 20 € les 2 avant Noël", "romans", 1_000, Some(2)),
            ("bougies moins de 20 euros les deux", "bougies", 1_000, Some(2)),
            ("3 chaises, 100 € max pour les trois", "chaises", 3_333, Some(3)),
            ("3 chaises entre 80 et 90 € les trois", "chaises", 3_000, Some(3)),
            ("2 candles under €20 for both", "candles", 1_000, Some(2)),
            ("6 bougies à 30 € le tout", "bougies", 500, Some(6)),
            ("6 candles at 30 € in total", "candles", 500, Some(6)),
            // Two things are no two of one, and no number is no number.
            ("un livre et un jouet, 20 € les deux", "un livre et un jouet", 2_000, None),
            ("un gâteau à 20 € pour les 6", "un gâteau", 2_000, None),
            ("un lot de livres à 20 € le tout", "un lot de livres", 2_000, None),
            ("2 bougies à 20 €", "bougies", 2_000, Some(2)),
            ("une série à 20 € les deux tomes", "une série les deux tomes", 2_000, None),
            ("2 paires de gants à 15 € la paire", "paires de gants", 1_500, Some(2)),
        ] {
            let told = heard(said);
            assert_eq!((told.title.as_str(), told.quantity), (title, count), "{said}");
            assert_eq!((told.top_price, told.guessed), (Some(Money::eur(cents)), false), "{said}");
        }
        let three = heard("3 mousquetaires");
        assert_eq!((three.quantity, three.guessed), (Some(3), true), "it may be a title");
    }

    #[test]
    fn what_measures_counts_or_names_is_no_price() {
        for (said, title, cents) in [
            ("un gâteau à 20 €, 12 personnes", "un gâteau 12 personnes", 2_000),
            ("un gâteau à 20 € 12 personnes", "un gâteau 12 personnes", 2_000),
            ("un bonbon à moins de 50 centimes", "un bonbon", 50),
            ("un roman de moins de 300 pages", "un roman de moins de 300 pages", -1),
            ("un jeu jusqu’à 8 joueurs", "un jeu jusqu’à 8 joueurs", -1),
            ("2 pounds of sausages", "2 pounds of sausages", -1),
            ("gluten free bread", "gluten free bread", -1),
            ("free range chicken under 12 €", "free range chicken", 1_200),
            ("a sofa for free", "a sofa", 0),
        ] {
            let told = heard(said);
            assert_eq!(
                (told.title.as_str(), told.top_price.map_or(-1, |top| top.minor)),
                (title, cents),
                "{said}"
            );
            assert_eq!(told.quantity, None, "{said}");
        }
    }

    #[test]
    fn a_word_that_only_names_the_category_is_no_condition() {
        assert_eq!(heard("vin rouge").words, ["rouge"]);
        assert_eq!(heard("wine").words, Vec::<String>::new(), "any wine will do");
        assert_eq!(heard("perceuse sans fil").words, ["fil", "perceuse"], "not any tool will do");
    }

    #[test]
    fn what_is_said_around_a_wish_is_no_condition() {
        assert_eq!(heard("je cherche un vélo pas cher").words, Vec::<String>::new(), "any bicycle will do");
        assert_eq!(heard("je voudrais une perceuse").words, ["perceuse"]);
        assert_eq!(heard("bon").words, ["bon"], "where nothing else was said");
    }

    #[test]
    fn how_many_is_no_condition() {
        let told = heard("2 tablettes de chocolat moins de 5 €");
        assert_eq!((told.title.as_str(), told.quantity), ("tablettes de chocolat", Some(2)));
        assert_eq!((told.words, told.top_price), (vec!["tablette".to_owned()], Some(Money::eur(500))));
        assert_eq!(counted("3 bougies"), ("bougies".to_owned(), Some(Count { many: 3, sure: true })));
        assert_eq!(counted(" canapé  3 places"), (" canapé  3 places".to_owned(), None));
    }

    #[test]
    fn another_currency_is_kept() {
        let told = heard("a watch under £200");
        assert_eq!(told.top_price, "GBP".parse().ok().map(|currency| Money { minor: 20_000, currency }));
        let told = heard("a mug under 5 quid");
        let pounds = "GBP".parse().ok().map(|currency| Money { minor: 500, currency });
        assert_eq!((told.title.as_str(), told.top_price), ("a mug", pounds));
    }

    proptest! {
        /// Whatever is said: nothing breaks, and what is not understood stays in the title.
        #[test]
        fn anything_can_be_said(said in "\\PC{0,80}") {
            let told = heard(&said);
            prop_assert!(told.title.chars().count() <= said.chars().count());
            if told.top_price.is_none() && told.until.is_none() && told.quantity.is_none() {
                let trimmed = said.split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert!(trimmed.starts_with(&told.title));
            }
        }
    }
}
