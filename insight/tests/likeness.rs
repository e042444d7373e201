//! The laws of likeness, on invented goods.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use insight::likeness::attribute::Parts;
use insight::likeness::{
    Calibration, Corpus, Description, Digest, Evidence, Index, Kinship, Once, Scratch, compare, settle,
};
use proptest::prelude::*;

fn points(a: &Description, b: &Description) -> f64 {
    let (a, b) = (Digest::of(a), Digest::of(b));
    compare(&a, &b, &corpus(), &Parts::default()).points()
}

fn probability(a: &Description, b: &Description) -> f64 {
    Calibration::default().probability(points(a, b))
}

/// A street of goods, so that words have a rarity.
fn corpus() -> Corpus {
    let titles = [
        "bosch perceuse sans fil 18 v",
        "makita perceuse 18 v noir",
        "sony casque wh1000 noir",
        "sony casque wh900 blanc",
        "lg écran 24 pouces noir",
        "lg écran 27 pouces",
        "moulin rouge cafe 250 g",
        "moulin rouge cafe 500 g",
    ];
    let digests: Vec<Digest> = titles.iter().map(|title| Digest::of(&titled(title))).collect();
    Corpus::of(&digests)
}

fn titled(title: &str) -> Description {
    Description { title: title.into(), ..Description::default() }
}

fn words() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "bosch",
            "perceuse",
            "drill",
            "noir",
            "sony",
            "casque",
            "écran",
            "lg",
            "pro",
            "deluxe",
            "mac",
            "café",
            "18 V",
            "24 pouces",
            "61 cm",
            "250 g",
            "2",
            "II",
            "2007",
            "KX-TG6700B",
            "kxtg6700",
            "WH1000",
            "wh900",
            "jam",
            "pack",
            "jampack",
            "the",
            "&amp;",
            "3.0",
        ])
        .prop_map(str::to_owned),
        "[a-z]{3,9}",
        "[a-zA-Z0-9éà'./-]{1,8}",
    ];
    prop::collection::vec(word, 1..9)
}

fn described() -> impl Strategy<Value = Description> {
    let brand = prop::option::of(prop::sample::select(vec!["Bosch", "Sony", "LG Electronics"]));
    let gtin = prop::option::of(prop::sample::select(vec!["3017620422003", "4006381333931"]));
    let parts = prop::collection::vec(
        (
            prop::sample::select(vec!["colour", "phone"]),
            prop::sample::select(vec!["noir", "0297 45 12 12", "8,1 %"]),
        ),
        0..2,
    );
    (words(), brand, gtin, prop::option::of(1.0..500.0_f64), words(), parts).prop_map(
        |(title, brand, gtin, price, text, parts)| Description {
            title: title.join(" "),
            brand: brand.map(str::to_owned),
            gtin: gtin.map(|gtin| gtin.parse().unwrap()),
            price,
            text: text.join(" "),
            attributes: parts.into_iter().map(|(name, told)| (name.to_owned(), told.to_owned())).collect(),
            ..Description::default()
        },
    )
}

proptest! {
    #[test]
    fn likeness_is_the_same_both_ways(a in described(), b in described()) {
        prop_assert!((points(&a, &b) - points(&b, &a)).abs() < 1e-9, "{} {}", points(&a, &b), points(&b, &a));
    }

    #[test]
    fn a_thing_is_like_itself(a in described()) {
        // A title of small words alone says nothing.
        prop_assume!(!Digest::of(&Description { title: a.title.clone(), ..Description::default() }).keys().is_empty());
        prop_assert!(probability(&a, &a) >= 0.99, "{}", probability(&a, &a));
    }

    #[test]
    fn barcodes_decide(a in described(), b in described()) {
        let with = |told: &Description, gtin: &str| Description { gtin: gtin.parse().ok(), ..told.clone() };
        let (one, other) = ("3017620422003", "4006381333931");
        let bare = |told: &Description| Description { gtin: None, ..told.clone() };
        prop_assert!(points(&with(&a, one), &with(&b, one)) > points(&bare(&a), &bare(&b)) + 1.0);
        prop_assert!(probability(&with(&a, one), &with(&a, one)) > 0.999);
        prop_assert!(probability(&with(&a, one), &with(&b, one)) > 0.9, "one barcode, whatever else");
        prop_assert!(probability(&with(&a, one), &with(&a, other)) < 0.05, "another barcode, all else equal");
    }

    #[test]
    fn more_that_agrees_is_never_less_alike(a in described(), b in described(), word in "[a-z]{4,8}[0-9]{3}", part in "[a-z]{4,9}") {
        let before = points(&a, &b);
        let both = |change: &dyn Fn(&mut Description)| {
            let (mut a, mut b) = (a.clone(), b.clone());
            change(&mut a);
            change(&mut b);
            points(&a, &b)
        };
        prop_assert!(both(&|told| told.model = Some(word.clone())) >= before - 1e-9, "a maker's number");
        prop_assert!(both(&|told| told.attributes.push(("maker".into(), part.clone()))) >= before - 1e-9, "a part");
        if a.price.is_none() && b.price.is_none() {
            prop_assert!(both(&|told| told.price = Some(10.0)) >= before - 1e-9, "a price");
        }
        if a.brand.is_none() && b.brand.is_none() {
            prop_assert!(both(&|told| told.brand = Some("Acme".into())) >= before - 1e-9, "a brand");
        }
        if a.gtin.is_none() && b.gtin.is_none() {
            prop_assert!(both(&|told| told.gtin = "3017620422003".parse().ok()) >= before - 1e-9, "a barcode");
        }
    }

    /// What shares the most weight is found, and after any order of putting in and taking out the index is as if made anew.
    #[test]
    fn the_index_finds_what_looking_at_all_finds(
        listings in prop::collection::vec(described(), 1..40),
        gone in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
        question in described(),
    ) {
        let digests: Vec<Digest> = listings.iter().map(Digest::of).collect();
        let mut index = Index::default();
        digests.iter().enumerate().for_each(|(at, digest)| index.insert(at, digest));
        let gone: std::collections::BTreeSet<usize> = gone.iter().map(|at| at.index(digests.len())).collect();
        gone.iter().for_each(|at| assert!(index.remove(at)));
        let mut anew = Index::default();
        let living = || digests.iter().enumerate().filter(|(at, _)| !gone.contains(at));
        living().for_each(|(at, digest)| anew.insert(at, digest));
        let question = Digest::of(&question);
        let (mut scratch, most) = (Scratch::default(), digests.len());
        let mut found = index.candidates(&question, most, &mut scratch);
        let mut expected = anew.candidates(&question, most, &mut scratch);
        found.sort_by_key(|(at, _)| *at);
        expected.sort_by_key(|(at, _)| *at);
        prop_assert_eq!(found.len(), expected.len());
        for ((at, sum), (other, expected)) in found.iter().zip(&expected) {
            prop_assert!(at == other && (sum - expected).abs() < 1e-4, "{at} {sum}, {other} {expected}");
        }
        let sharing = living().filter(|(_, digest)| digest.keys().iter().any(|key| question.keys().contains(key)));
        for (at, _) in sharing {
            prop_assert!(found.iter().any(|(other, _)| *other == at), "{}", listings[at].title);
        }
    }
}

#[test]
fn evidence_is_told_so_that_a_page_can_say_it() {
    let a = Description {
        brand: Some("Panasonic".into()),
        price: Some(99.0),
        ..titled("Panasonic KX-TG6700B cordless phone 5.8 GHz upgrade")
    };
    let b = Description { price: Some(103.0), ..titled("Téléphone sans fil KXTG6700 2,4 GHz") };
    let (a, b) = (Digest::of(&a), Digest::of(&b));
    let told = compare(&a, &b, &corpus(), &Parts::default());
    let has = |wanted: &dyn Fn(&Evidence) -> bool| told.items.iter().any(|item| wanted(&item.evidence));
    assert!(
        has(&|e| matches!(e, Evidence::Words { met, .. } if met.contains(&("phone", "téléphone")))),
        "{told:?}"
    );
    assert!(
        has(&|e| matches!(e, Evidence::Code { kinship: Kinship::Extension, left: "kxtg6700b", .. })),
        "{told:?}"
    );
    assert!(has(&|e| *e == Evidence::Sizes { left: "5.8 ghz", right: "2.4 ghz" }), "{told:?}");
    assert!(has(&|e| *e == Evidence::Variants { left: vec!["upgrade"], right: vec![] }), "{told:?}");
    assert!(has(&|e| *e == Evidence::Price { left: 99.0, right: 103.0 }), "{told:?}");
}

#[test]
fn telling_pairs() {
    for (a, b, same) in [
        ("Sony STR-DG520 A/V receiver", "Sony 5.1 channel black receiver STRDG520", true),
        ("Sony KDL-26M4000 26\" LCD TV", "Sony KDL-19M4000 19\" LCD TV", false),
        ("Bosch perceuse sans fil 18 V PSR1800", "Bosch cordless drill 18V PSR 1800", true),
        ("Moulin Rouge café 250 g", "Moulin Rouge café 500 g", false),
        ("Coque iPhone 15 noir", "iPhone 15 noir 128 Go", false),
    ] {
        assert_eq!(
            probability(&titled(a), &titled(b)) > 0.5,
            same,
            "{a} / {b}: {}",
            points(&titled(a), &titled(b))
        );
    }
}

#[test]
fn colours_and_codes_in_sentences_speak() {
    let say = |a: &Description, b: &Description| -> Vec<String> {
        let (a, b) = (Digest::of(a), Digest::of(b));
        let told = compare(&a, &b, &corpus(), &Parts::default());
        told.items.iter().map(|item| format!("{:?}", item.evidence)).collect()
    };
    let pink = Description { text: "lecteur rose".into(), ..titled("Sony DVP-FX820 lecteur DVD") };
    let colours = say(&titled("Sony DVP-FX820 black DVD player"), &pink);
    assert!(
        colours.iter().any(|said| said.starts_with("Colours { left: [\"black\"], right: [\"rose\"]")),
        "{colours:?}"
    );
    let mount = Description {
        text: "Garmin 010-10723-03 mount".into(),
        ..titled("Garmin vehicle suction cup mount")
    };
    let named = say(&titled("Garmin nuvi suction cup mount 010-10723-03"), &mount);
    assert!(named.contains(&"CodeInText { code: \"0101072303\" }".to_owned()), "{named:?}");
}

/// Two lists of forty goods under other names, one of them twice in the right list.
#[test]
fn two_lists_teach_what_a_part_tells_and_who_is_whose_equal() {
    let name = |n: usize| {
        let syllables = ["ka", "lo", "mi", "nu", "po", "re", "si", "ta"];
        format!("{}{}{}", syllables[n % 8], syllables[n / 8 % 8], syllables[(n * 5 + 3) % 8])
    };
    let part = |n: usize| vec![("phone".to_owned(), format!("02 97 00 {:02} {:02}", n, n * 7 % 100))];
    let list = |other: &str| -> Vec<Digest> {
        let told = |n: usize| Description {
            attributes: part(n),
            ..titled(&format!("restaurant {} {} {other}", name(n), name(n / 2 + 40)))
        };
        (0..40).map(|n| Digest::of(&told(n))).collect()
    };
    let (left, right) = (list("centre"), list("vannes"));
    let pairs: Vec<(usize, usize)> = (0..40).flat_map(|a| (0..40).map(move |b| (a, b))).collect();
    let corpus = Corpus::of(left.iter().chain(&right));
    let (learned, verdicts) = settle((&left, &right), &pairs, &corpus, Once { left: true, right: true });
    assert!(learned.parts.tells("phone", 4) > 2.0, "{learned:?}");
    for verdict in &verdicts {
        assert_eq!(verdict.probability > 0.5, verdict.left == verdict.right, "{verdict:?}");
    }
}
