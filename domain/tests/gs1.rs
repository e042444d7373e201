//! GS1 identification against the vectors of GS1's own engine, and what must hold for whatever is written and read.

#![expect(clippy::unwrap_used, reason = "tests")]

use domain::gs1::{
    CANONICAL, Element, Gs1, Key, NotGs1, Reading, bracketed, check, plain, to_bracketed, to_plain,
};
use proptest::prelude::*;

const PARSE: &str = include_str!("fixtures/gs1-digital-link-parse.tsv");
const GENERATE: &str = include_str!("fixtures/gs1-digital-link-generate.tsv");
const BRACKETED: &str = include_str!("fixtures/gs1-bracketed.tsv");

/// Vectors that no one reading satisfies, because an option of the engine was set for them, with that option.
const DISPUTED: &[(&str, &str, &str)] = &[
    ("yes", "https://a/gtin/12312312312333/ser/ABC123", "words for keys are read with an option: see below"),
    (
        "yes",
        "https://example.com/01/09520123456788?99=XYZ&89=ABC123",
        "AIs that do not exist are let through",
    ),
];

fn read(text: &str) -> Result<Gs1, NotGs1> {
    Gs1::read(text, Reading::default())
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().map(|line| line.split('\t').collect())
}

#[test]
fn digital_links_are_read_as_the_vectors_say() {
    let mut count = 0;
    for row in rows(PARSE) {
        let [ok, uri, expected] = row[..] else { panic!("{row:?}") };
        if DISPUTED.iter().any(|(disputed, text, _)| (*disputed, *text) == (ok, uri)) {
            continue;
        }
        let found = read(uri).map(|gs1| gs1.to_element_string());
        assert_eq!(found.is_ok(), ok == "yes", "{uri}: {found:?}");
        assert!(found.is_err() || found.as_deref() == Ok(expected), "{uri}: {found:?}");
        count += 1;
    }
    assert_eq!(count, 57);
}

#[test]
fn what_the_disputed_vectors_ask_for() {
    let words = Reading { words: true };
    let found = Gs1::read("https://a/gtin/12312312312333/ser/ABC123", words).unwrap();
    assert_eq!(found.to_element_string(), "^011231231231233321ABC123");
    assert_eq!(read("https://a/gtin/12312312312333/ser/ABC123"), Err(NotGs1::NoKey));
    assert_eq!(read("https://example.com/01/09520123456788?99=XYZ&89=ABC123"), Err(NotGs1::UnknownAi));
}

#[test]
fn digital_links_are_written_as_the_vectors_say() {
    for row in rows(GENERATE) {
        let [ok, stem, text, expected] = row[..] else { panic!("{row:?}") };
        let stem = if stem.is_empty() { CANONICAL } else { stem };
        let written = read(text).map(|gs1| gs1.to_uri(stem));
        assert_eq!(written.is_ok(), ok == "yes", "{text}: {written:?}");
        assert!(written.is_err() || written.as_deref() == Ok(expected), "{text}: {written:?}");
    }
}

#[test]
fn bracketed_strings_are_read_as_the_vectors_say() {
    for row in rows(BRACKETED) {
        let [ok, text, expected] = row[..] else { panic!("{row:?}") };
        let found = bracketed(text);
        assert_eq!(found.is_ok(), ok == "yes", "{text}: {found:?}");
        if let Ok(elements) = found {
            assert_eq!(to_plain(&elements), expected, "{text}");
            assert_eq!(plain(expected).unwrap(), elements, "{text}");
            assert_eq!(bracketed(&to_bracketed(&elements)).unwrap(), elements, "{text}");
        }
    }
}

#[test]
fn a_product_is_the_same_in_every_writing() {
    let gtin = "03017620422003".parse().unwrap();
    for text in [
        "https://id.gs1.org/01/03017620422003",
        "HTTPS://ID.GS1.ORG/01/3017620422003",
        "http://shop.example:8080/a/b/01/03017620422003/22/A/10/B%2F1/21/C?17=261231&linkType=gs1:pip#top",
        "https://shop.example/01/03017620422003?17=261231;3103=000195",
        "https://shop.example/01/03017620422003?",
        "https://shop.example/01/03017620422003/235/T",
        "https://shop.example/01/12345/01/03017620422003",
        "https://shop.example/8006/030176204220030102",
        " (01)03017620422003(17)261231 ",
        "(10)01(01)03017620422003",
        "^010301762042200310B^17261231",
        "\u{1d}010301762042200310B\u{1d}17261231",
        "]C10103017620422003",
        "]d2010301762042200317261231\u{1d}10B",
        "]Q3\u{1d}0103017620422003\u{1d}10B",
    ] {
        assert_eq!(read(text).unwrap().gtin(), Some(gtin), "{text}");
    }
    assert_eq!(
        Gs1::of_product(gtin).unwrap().to_uri("https://lieu.example/p/"),
        "https://lieu.example/p/01/03017620422003"
    );
    let full = read("http://a/01/03017620422003/10/B%2F1?17=261231;3103=000195&98=a%3B99%3Db").unwrap();
    assert_eq!(
        (full.value("10"), full.value("17"), full.value("3103")),
        (Some("B/1"), Some("261231"), Some("000195"))
    );
    assert_eq!(full.value("98"), Some("a;99=b"));
}

#[test]
fn keys_are_typed() {
    let ninth = |start: &str| format!("{start}{}", check::digit(start).unwrap());
    let gln = ninth("952012345678");
    for (text, expected) in [
        (format!("https://a/414/{gln}/254/X"), Key::Gln(gln.clone())),
        (format!("https://a/414/{gln}/7040/1ABC"), Key::Gln(gln.clone())),
        (format!("https://a/415/{gln}/8020/REF"), Key::PayTo(gln.clone())),
        (format!("https://a/417/{gln}"), Key::Party(gln.clone())),
        (format!("https://a/8003/0{gln}SER"), Key::Grai(format!("0{gln}SER"))),
        ("https://a/8004/9520ABC".into(), Key::Giai("9520ABC".into())),
        ("https://a/8013/1987654Ad4X4bL5ttr2310c2K".into(), Key::Gmn("1987654Ad4X4bL5ttr2310c2K".into())),
        ("https://a/8010/9520%2F1/8011/7".into(), Key::Cpid("9520/1".into())),
        ("https://a/401/9520X".into(), Key::Ginc("9520X".into())),
    ] {
        assert_eq!(read(&text).unwrap().key(), &expected, "{text}");
    }
}

#[test]
fn what_is_refused_and_why() {
    let long = format!("https://a/01/03017620422003?{}", "x=y&".repeat(3_000));
    for (text, reason) in [
        ("", NotGs1::Form),
        ("3017620422003", NotGs1::Form),
        ("https://a", NotGs1::NoKey),
        ("https://a/10/B", NotGs1::NoKey),
        ("https://a/01/03017620422003/x", NotGs1::NoKey),
        ("https://a/01/03017620422003/", NotGs1::NoKey),
        ("https:///01/03017620422003", NotGs1::Address),
        ("https://u:p@a/01/03017620422003", NotGs1::Address),
        ("https://a/01/03017620422003/10/%4", NotGs1::Address),
        ("https://a/01/03017620422003/10/%C3%A9", NotGs1::Value),
        ("https://a/01/03017620422003/10/%ff", NotGs1::Value),
        ("https://a/01/03017620422003/10/ABCDEFGHIJKLMNOPQRSTU", NotGs1::Value),
        ("https://a/01/03017620422004", NotGs1::Value),
        ("https://a/01/00000000000000", NotGs1::Value),
        ("https://a/01/017620422003", NotGs1::Value),
        ("https://a/01/03017620422003/zz/A", NotGs1::UnknownAi),
        ("https://a/01/03017620422003?5=A", NotGs1::UnknownAi),
        ("https://a/01/03017620422003/21/A/10/B", NotGs1::Order),
        ("https://a/01/03017620422003/10/A/235/B", NotGs1::Order),
        ("https://a/01/03017620422003/17/261231", NotGs1::Order),
        ("https://a/01/03017620422003?21=A", NotGs1::NotAttribute),
        ("https://a/01/03017620422003?17=261231&17=261231", NotGs1::Repeated),
        ("https://a/01/03017620422003?17=261331", NotGs1::Value),
        ("(01)03017620422003(10)A(10)B", NotGs1::Repeated),
        ("(10)A", NotGs1::NoKey),
        ("(01)03017620422003(10", NotGs1::Form),
        ("(01)03017620422003(89)1", NotGs1::UnknownAi),
        ("^010301762042200", NotGs1::Value),
        ("^89", NotGs1::UnknownAi),
        (&long, NotGs1::Address),
    ] {
        assert_eq!(read(text), Err(reason), "{text}");
    }
}

/// Values of some AIs, of the lengths and characters they may have.
fn element(ai: &'static str, value: &'static str) -> impl Strategy<Value = Element> {
    value.prop_map(move |value| {
        let digit = |body: &str| check::digit(body).unwrap();
        let value = match ai {
            "01" | "02" | "00" | "414" => format!("{value}{}", digit(&value)),
            _ => value,
        };
        Element::new(ai, &value).unwrap()
    })
}

const SET_82: &str = "[!\"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]{1,20}";

fn identification() -> impl Strategy<Value = Gs1> {
    let key = element("01", "[0-9]{12}[1-9]");
    let qualifiers = prop_oneof![
        (
            prop::option::of(element("22", SET_82)),
            prop::option::of(element("10", SET_82)),
            prop::option::of(element("21", SET_82))
        )
            .prop_map(|(a, b, c)| [a, b, c].into_iter().flatten().collect::<Vec<_>>()),
        element("235", SET_82).prop_map(|one| vec![one]),
    ];
    let attributes = (
        prop::option::of(element("17", "[0-9]{2}(0[1-9]|1[0-2])(0[0-9]|1[0-9]|2[0-8])")),
        prop::option::of(element("3103", "[0-9]{6}")),
        prop::option::of(element("98", SET_82)),
        prop::option::of(element("99", SET_82)),
    );
    let attributes =
        attributes.prop_map(|(a, b, c, d)| [a, b, c, d].into_iter().flatten().collect::<Vec<_>>());
    (key, qualifiers, attributes)
        .prop_map(|(key, qualifiers, attributes)| Gs1::new(key, qualifiers, attributes).unwrap())
}

proptest! {
    /// What is written is read again as it was, in each of the three writings.
    #[test]
    fn writings_come_back(gs1 in identification(), stem in "https://[a-z]{1,8}\\.example(:[0-9]{2,4})?(/[a-z]{1,5}){0,2}") {
        let uri = gs1.to_uri(&stem);
        prop_assert_eq!(read(&uri).unwrap(), gs1.clone(), "{}", uri);
        let text = gs1.to_element_string();
        prop_assert_eq!(read(&text).unwrap(), gs1.clone(), "{}", text);
        prop_assert_eq!(plain(&text.replace('^', "\u{1d}")).unwrap(), gs1.elements());
        let shown = to_bracketed(&gs1.elements());
        prop_assert_eq!(read(&shown).unwrap(), gs1.clone(), "{}", shown);
    }

    /// A check digit finds every wrong digit.
    #[test]
    fn wrong_digits_are_found(body in "[0-9]{13}", at in 0..14_usize, other in 1..10_u8) {
        let mut digits = format!("{body}{}", check::digit(&body).unwrap()).into_bytes();
        prop_assert!(check::digit_holds(std::str::from_utf8(&digits).unwrap()));
        digits[at] = b'0' + (digits[at] - b'0' + other) % 10;
        prop_assert!(!check::digit_holds(std::str::from_utf8(&digits).unwrap()));
    }

    /// Whatever arrives is read or refused, and what is read comes back.
    #[test]
    fn nothing_breaks_it(
        text in prop_oneof![
            "\\PC{0,60}",
            "[()^0-9A\\\\\u{1d}]{0,60}",
            "https?://[a-z.:\\[\\]]{0,6}(/(01|10|21|00|414|254|gtin|[0-9A%]{0,14})){0,8}(\\?([0-9]{0,4}=?[0-9A-Z%+;&]{0,9}&?){0,4})?",
        ],
        words: bool,
    ) {
        if let Ok(gs1) = Gs1::read(&text, Reading { words }) {
            let uri = gs1.to_uri("https://a.example");
            let again = read(&uri).unwrap();
            prop_assert_eq!(again.to_uri("https://a.example"), uri);
        }
        let _ = (bracketed(&text), plain(&text));
    }
}
