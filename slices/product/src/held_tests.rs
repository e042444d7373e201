//! Pages read again.

use domain::{Availability, Money};

use super::*;
use crate::model::Known;
use crate::told::{Besides, Told, Variant};

const ONE: &str = "3017620422003";
const OTHER: &str = "4006381333931";

fn seen(title: &str, gtin: &str, cents: i64) -> Seen {
    Seen {
        url: "https://shop.example/tools/drills/x200".into(),
        retailer: "shop.example".into(),
        title: title.into(),
        brand: None,
        gtin: gtin.parse().ok(),
        model: None,
        category: None,
        picture: None,
        price: (cents > 0).then_some(Money::eur(cents)),
        list_price: None,
        availability: Availability::In,
        known: Known::default(),
        besides: Besides::default(),
    }
}

fn was(title: &str, gtin: &str) -> Was {
    let seen = seen(title, gtin, 1_000);
    Was {
        url: seen.url.clone(),
        title: seen.title.clone(),
        thing: Thing::from(&seen),
        gtins: seen.gtin.into_iter().collect(),
        priced: true,
    }
}

#[test]
fn a_barcode_decides() {
    let drill = "Perceuse sans fil X200";
    assert!(!is_other(&was(drill, ONE), &seen("Tout autre chose", ONE, 1)));
    assert!(is_other(&was(drill, ONE), &seen(drill, OTHER, 1)));
    let mut colours = seen(drill, OTHER, 1);
    colours.besides.told = Told {
        variants: vec![Variant {
            key: "r".into(),
            name: "Rouge".into(),
            gtin: ONE.parse().ok(),
            price: None,
            availability: Availability::In,
        }],
        ..Told::default()
    };
    assert!(!is_other(&was(drill, ONE), &colours), "another colour is shown first today");
    assert!(!is_other(&was(drill, ONE), &seen(drill, "", 1)), "none is named today");
}

#[test]
fn without_one_the_name_does() {
    for (before, after) in [
        ("Perceuse sans fil X200", "PERCEUSE sans fil  X200"),
        ("Perceuse sans fil X200", "Perceuse sans fil X200 - 18 V"),
        ("Perceuse sans fil X200", "Norda X200, perceuse sans fil (promotion)"),
        ("Théière en fonte 0,8 L", "Théière en fonte, 0,8 l, noire"),
        ("Vase", "Grand vase"),
        ("Casque de vélo", "Casque vélo adulte"),
        ("Lampe de chevet", "Lampe de chevet en bois"),
        ("Bottes de pluie rouges, pointure 38", "Bottes de pluie rouges pointure 38 | Pluvia"),
    ] {
        assert!(!is_other(&was(before, ""), &seen(after, "", 900)), "{before} → {after}");
    }
    for (before, after) in [
        ("Perceuse sans fil X200", "Perceuse sans fil X300"),
        ("Perceuse sans fil X200", "Housse pour perceuse sans fil X200"),
        ("Perceuse sans fil X200", "Outillage électroportatif"),
        ("Perceuse sans fil X200", "Êtes-vous humain ?"),
        ("Théière en fonte 0,8 L", "Bouilloire électrique 1,7 L"),
        ("Théière en fonte 0,8 L", "Théière en fonte 1,2 L"),
        ("Théière en fonte 0,8 L", "Théière en verre 0,8 L"),
        ("Bottes de pluie rouges, pointure 38", "Bottes de pluie bleues, pointure 38"),
        ("Bottes de pluie rouges, pointure 38", "Nappe à carreaux rouges"),
    ] {
        assert!(is_other(&was(before, ""), &seen(after, "", 900)), "{before} → {after}");
    }
}

#[test]
fn what_speaks_against_it_asks_for_more() {
    let (drill, retold) = ("Perceuse sans fil X200", "Perceuse X200");
    assert!(!is_other(&was(drill, ""), &seen(drill, "", 0)), "sold out, it has no price and the same name");
    let shelf = |of| {
        let mut page = seen("Perceuses sans fil", "", 900);
        page.besides.of = of;
        page
    };
    assert!(is_other(&was(drill, ""), &shelf(Of::Many)));
    let led = |to: &str| {
        let mut page = seen("Perceuse sans fil", "", 900);
        page.besides.landed = Some(to.into());
        page
    };
    assert!(is_other(&was(drill, ""), &led("https://shop.example/")));
    assert!(is_other(&was(drill, ""), &led("https://shop.example/tools/")));
    assert!(!is_nearer_the_front("https://a.example/x?id=3", "https://a.example/y/x"));
    assert!(is_nearer_the_front("https://a.example/x", "https://a.example"));
    assert!(is_other(&was(drill, ""), &seen("Page introuvable", "", 0)));
    assert!(!is_other(&was(drill, ""), &seen(retold, "", 900)));
}

#[test]
fn only_what_is_one_thing_with_a_price_is_offered_instead() {
    assert!(is_sold(&seen("Perceuse", "", 1)) && !is_sold(&seen("Perceuse", "", 0)));
    let mut shelf = seen("Perceuses", "", 1);
    shelf.besides.of = Of::Many;
    assert!(!is_sold(&shelf));
}
