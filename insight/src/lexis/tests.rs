//! What meets and what does not; and laws that hold for any text.

use proptest::prelude::*;

use super::*;
use domain::{Kind, Subject};

fn met(wish: &str, offer: &str) -> bool {
    let subject = |words| Subject { words, ..Subject::told(Kind::Product, "") };
    let offered = subject(answered(offer, None, &text::words(offer)));
    subject(asked(wish, &text::words(wish))).wants(&offered)
}

#[test]
fn languages_forms_and_spellings_meet() {
    for (wish, offer) in [
        ("perceuse sans fil", "Cordless drills 18V"),
        ("vélos", "Bicyclette pliante"),
        ("chaussures noires", "Chaussure noire en cuir"),
        ("shoes", "Baskets blanches"),
        ("je cherche un canapé pas cher", "Canapé d'angle gris"),
        ("Bosch PSR-1800", "Perceuse Bosch PSR1800"),
        ("Bosch PSR1800", "Perceuse Bosch PSR 1800"),
        ("disque dur 1 To", "Disque dur externe 1000 Go"),
        ("matelas 140x190", "Matelas 140 × 190 cm"),
        ("four", "Four encastrable"),
        ("oven", "Four encastrable"),
    ] {
        assert!(met(wish, offer), "{wish} / {offer}: {:?}", asked(wish, &text::words(wish)));
    }
}

#[test]
fn what_is_said_about_a_thing_is_not_the_thing() {
    for (wish, offer) in [
        ("vélo", "Casque de vélo"),
        ("iPhone 15", "Coque pour iPhone 15"),
        ("chocolat", "Gâteau au chocolat"),
        ("thé", "Service à thé"),
        ("vert", "Verre"),
    ] {
        assert!(!met(wish, offer), "{wish} / {offer}");
    }
    assert!(met("chocolat", "Tablette de chocolat"), "what holds it is not it");
    assert!(met("casque de vélo", "Casque pour vélo"));
}

#[test]
fn sizes_part_only_those_that_both_say_one() {
    assert!(met("eau 1,5 L", "Eau minérale"));
    assert!(met("eau 1,5 L", "Eau 150 cl"));
    assert!(!met("eau 1,5 L", "Eau 50 cl"));
    assert!(met("robe taille 42", "Robe pointure 42"));
    assert!(!met("robe taille 42", "Robe taille 44"));
    assert!(!met("1,5 L", "Eau 1,5 L"), "a size alone is no wish");
}

#[test]
fn conditions_that_the_title_does_not_say_count_too() {
    let words = text::words("chocolat noir");
    let asked = asked("Pour Mamie", &words);
    let offered = answered("Tablette de chocolat noir", None, &[]);
    assert!(asked.iter().all(|key| offered.contains(key)), "{asked:?} {offered:?}");
    assert!(asked.len() >= 2);
    assert!(!super::asked("Pour Mamie", &words).iter().any(|key| key.contains("mami")));
}

#[test]
fn percentages_part_only_those_that_both_say_one() {
    assert!(met("chocolat 70%", "Tablette de chocolat"));
    assert!(met("chocolat 70%", "Tablette de chocolat 70 %"));
    assert!(!met("chocolat 70%", "Tablette de chocolat 85 %"));
    assert!(met("chocolate 70 %", "Chocolate 70%") && !met("chocolate 70 %", "Chocolate 85%"));
}

#[test]
fn what_is_shown_keeps_the_small_words_between() {
    for (title, kept, said) in [
        ("perceuse sans fil", "fil perceuse", "perceuse sans fil"),
        ("une perceuse pas chère, sans fil", "fil perceuse", "perceuse sans fil"),
        ("vin rouge de Loire", "loire rouge", "rouge de Loire"),
        ("thé & gâteau au citron", "citron gateau", "gâteau au citron"),
        ("a drill with a case", "case drill", "drill with a case"),
        ("un vélo", "velo", "vélo"),
        ("tablettes de chocolat noir 70 % bio", "70 bio noir tablette", "tablettes noir 70 % bio"),
        ("chocolat à 70 % de cacao", "70", "70 %"),
        ("tablette 70 % bio", "bio tablette", "tablette bio"),
    ] {
        let keeps = |word: &str| kept.split(' ').any(|one| one == word);
        assert_eq!(as_said(title, keeps), said);
        assert_eq!(text::words(&as_said(title, keeps)), text::words(&as_written(title, keeps)));
    }
}

#[test]
fn what_is_shown_is_as_it_was_written() {
    let words = text::words("Canapé convertible");
    assert_eq!(
        as_written("un Canapé, convertible de rêve", |word| words.iter().any(|one| one == word)),
        "Canapé convertible"
    );
}

proptest! {
    /// What a shop calls its thing meets the wish for exactly that, whatever it is called.
    #[test]
    fn a_title_meets_itself(title in "[a-zà-ÿ]{2,9}( [a-zà-ÿ0-9]{1,7}){0,16}") {
        let words = text::words(&title);
        let (wished, offered) = (asked(&title, &words), answered(&title, None, &words));
        let sizes_aside = wished.iter().all(|key| offered.contains(key));
        prop_assert!(sizes_aside, "{title}: {wished:?} {offered:?}");
    }

    /// Any text is read to its end, keys are sorted and each once.
    #[test]
    fn anything_is_read(title in "\\PC{0,60}", brand in proptest::option::of("\\PC{0,12}")) {
        let words = text::words(&title);
        for keys in [asked(&title, &words), answered(&title, brand.as_deref(), &words)] {
            prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{keys:?}");
        }
    }
}
