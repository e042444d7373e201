//! Compressed Digital Links: published ones, ones packed here, and addresses that are none.

#![expect(clippy::unwrap_used, reason = "tests")]

use domain::gs1::{Gs1, NotGs1, Reading, check, to_bracketed};
use domain::{Gtin, barcode};
use proptest::prelude::*;

const BASE_64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn read(text: &str) -> Result<Gs1, NotGs1> {
    Gs1::read(text, Reading::default())
}

fn shown(gs1: &Gs1) -> String {
    to_bracketed(&gs1.elements())
}

/// Segments and what they stand for: of the tests of `gs1/digital-link.js` (the first three), of TrustCodes' `gs1-compression` (the
/// next three), of Solidsoft's `Gs1DigitalLinkLib` (up to 8018), all written by ports of GS1's own prototype; the rest made by hand.
const WHOLE: &[(&str, &str)] = &[
    ("HxHKVAdpQgZzjr-hCDKigI", "(01)09780345418913(10)231(21)345345(15)120820"),
    ("DBHKVAdpQgqrCvBv0UMG21W", "(01)09780345418913(21)43786"),
    (
        "HxHKVAdpQhCTxbrOF_yEFcx_4a2GeAh1mFOZkChg6Z8pgcEMEWpMganmIQ",
        "(01)09780345418913(10)38737643(21)58943(15)230911",
    ),
    ("AQnYUc1gmiERBhQ0ytiyZuAGOLc1TXgpNWCv1", "(01)05412345000013(10)ABC&+123(7003)1903061658"),
    ("ABeRcNWtKMPA", "(00)106141412345678908"),
    ("JAaasHt_dNNt4ADESMALumsUfMAm34", "(8003)09421012301014f9804dbf(240)qwe390023"),
    ("AQnYUc1gmg", "(01)05412345000013"),
    ("AQnYUc1gmiCNV4JG", "(01)05412345000013(10)ABC123"),
    (
        "AQnYUc1gmiCNV4JGQhcNT6K6cibQCWN9Pee9tT-PQ",
        "(01)05412345000013(22)AJY3095721P49(10)ABC123(21)72292641703",
    ),
    ("AQnYUc1gmkax7ipGrOHDPC5YNI8hMz", "(01)05412345000013(235)8TFV883a904GH&3"),
    ("AQnYUc1gmiCNV4JGLo3Dfg2q72Etrue8K7RPRWwjc0D4", "(01)05412345000013(10)ABC123(17)290331"),
    ("JTLIetaiHYA", "(253)3060077601309"),
    ("JVUqG5hJ5wA", "(255)5678409730535"),
    ("QBl2DVoxZM2jVm3ZOWEFoxTR5HDgzZg", "(401)0541234537290A41&GHpp33"),
    ("QCJZyW9mC6Z4", "(402)21173492661712079"),
    ("JUa0T-eifdtOO9UFEmlYwv3Q", "(414)5060917510004(254)RP56J920471"),
    ("QXSaVjC_dHBAVlCrg", "(417)5060917510004(7040)5KFX"),
    ("gASXYNWjFkzaNWbdk5YQWjFNHkcODNm", "(8004)0541234537290A41&GHpp33"),
    (
        "EEarwSMhC4an0V05E2gEsb6e897an8ewAMGAkftmjYBs",
        "(8006)054123450000130102(22)AJY3095721P49(10)ABC123(21)72292641703",
    ),
    ("gBCVYNWjFkzaNWbdk5YQWjFHHkM2cAI0xdvpGo", "(8010)0541234537290A41#GH33(8011)6639047221"),
    ("gBe1ajAd9ATDmAGXPRfk", "(8017)817019610850151481(8019)4003812"),
    ("gBhbV6rzBENPk", "(8018)411369833821910265"),
    // The two sequences whose order GS1's programs changed by sorting, in both orders.
    ("GgnYUc1gmo1XgkYXDU-iunRuGw", "(01)05412345000013(10)ABC123(21)72292641703(17)290331"),
    ("GgnYUc1gmo1XgkaNw2Fw1Porpw", "(01)05412345000013(10)ABC123(21)72292641703(17)290331"),
    ("nUmlYwv3RrRP56J920471", "(414)5060917510004(254)RP56J920471"),
    ("nWtE_non3bTjvVJpWML90", "(414)5060917510004(254)RP56J920471"),
    ("HgnYUc1gmsImIkm", "(01)05412345000013(91)TEST"),
    // Zeros before digits, and values of two parts.
    ("CwnYUc1gmgwAD2", "(01)05412345000013(10)000123"),
    ("JTLIetaiHWNdjs", "(253)3060077601309XY7"),
    ("gAMJCAXukTLElq", "(8003)04965031954585S1"),
];

#[test]
fn whole_links_are_read() {
    for (segment, expected) in WHOLE {
        let there = read(&format!("https://ID.gs1.org/a/stem/{segment}")).unwrap();
        assert_eq!(shown(&there), *expected, "{segment}");
        let elsewhere = format!("https://brand.example/{segment}?linkType=gs1:pip#top");
        assert_eq!(shown(&Gs1::compressed(&elsewhere, true).unwrap()), *expected, "{segment}");
        assert_eq!(Gs1::compressed(&elsewhere, false), None, "nothing marks {segment}");
        assert_eq!(read(&elsewhere), Err(NotGs1::NoKey), "{segment}");
    }
}

#[test]
fn the_rest_of_a_plain_key_is_read_on_any_host() {
    for (path, expected) in [
        ("01/05412345000013/EEarwSM", "(01)05412345000013(10)ABC123"),
        ("01/5412345000013/IQuGp9FdORNoBLG-nvPe2p_Ho", "(01)05412345000013(22)AJY3095721P49(21)72292641703"),
        ("a/b/01/05412345000013/I1j3FSNWcOGeFywaR5CZm", "(01)05412345000013(235)8TFV883a904GH&3"),
        (
            "01/05412345000013/EEarwSMXRuG_BtV3sJbXc94V2ieithG5oHw?3103=000195",
            "(01)05412345000013(10)ABC123(17)290331(3103)000195",
        ),
        ("414/5060917510004/cEBWUKu", "(414)5060917510004(7040)5KFX"),
        ("8004/0541234537290A41%26GHpp33/cEB2Cqi", "(8004)0541234537290A41&GHpp33(7040)7BVR"),
        ("8010/0541234537290A41%23GH33/gBGmLt9I1", "(8010)0541234537290A41#GH33(8011)6639047221"),
        ("8018/411369833821910265/gBlz0X5A", "(8018)411369833821910265(8019)4003812"),
    ] {
        assert_eq!(shown(&read(&format!("https://shop.example/{path}")).unwrap()), expected, "{path}");
    }
    for path in [
        "01/05412345000014/EEarwSM",
        "01/05412345000013/EEarwSN",
        "01/05412345000013/EEarwSMA",
        "01/05412345000013/EEarwS",
        "01/05412345000013/EEarwSM/",
        "01/05412345000013/EEarwSM?10=ABC124",
        "01/05412345000013/reviews",
        "01/05412345000013/cEBWUKu",
    ] {
        assert!(read(&format!("https://shop.example/{path}")).is_err(), "{path}");
    }
}

#[test]
fn what_is_not_right_to_the_last_bit_is_refused() {
    for segment in [
        "",
        "A",
        "AQnYUc1gm",
        "AQnYUc1gmgA",
        "AQnYUc1gmh",
        // A check digit that is wrong, letters that took more bits than they needed, a batch without its product, two batches.
        "AQnYUc1gnA",
        "AQnYUc1gmiDMACFrtu",
        "EEarwSM",
        "AQnYUc1gmiCFQiCFRA",
        "AQnYUc1g+g",
        "products",
        "perceuse-a-percussion",
        "01",
    ] {
        assert_eq!(Gs1::compressed(&format!("https://id.gs1.org/{segment}"), true), None, "{segment}");
    }
    let long = format!("https://id.gs1.org/{}", "A".repeat(4_000));
    assert_eq!(Gs1::compressed(&long, true), None);
}

#[test]
fn a_paste_is_taken_for_a_code_where_it_is_certain_and_a_scan_everywhere() {
    let gtin = |text: &str| text.parse::<Gtin>().ok();
    for (address, expected) in [
        ("https://id.gs1.org/AQnYUc1gmiCNV4JG", "05412345000013"),
        ("https://shop.example/01/05412345000013/EEarwSM", "05412345000013"),
        ("https://shop.example/eh30164596f40c0e5cbe991a83", "09528765123457"),
        ("https://shop.example/t/exMBZFlvQMDly-mRqD?linkType=gs1:pip", "09528765123457"),
    ] {
        assert_eq!(barcode::identified(address), gtin(expected), "{address}");
        assert_eq!(barcode::scanned(address), gtin(expected), "{address}");
    }
    for address in ["https://brand.example/AQnYUc1gmiCNV4JG", "https://brand.example/q/HgnYUc1gmsImIkm?s=box"]
    {
        assert_eq!(barcode::identified(address), None, "{address}");
        assert_eq!(barcode::scanned(address), gtin("05412345000013"), "{address}");
    }
    // A place is no product, and a shop's page stays one.
    for address in ["https://id.gs1.org/QUSaVjC_dA", "https://shop.example/products/01/09520123456788"] {
        assert_eq!(barcode::scanned(address), None, "{address}");
    }
}

/// The last segments of addresses, as shops make them by chance.
#[test]
fn addresses_of_shops_are_not_taken_for_links() {
    const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = SEED;
    let mut next = |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 40).unwrap() % most
    };
    let mut passed = 0;
    for _ in 0..50_000 {
        let length = 11 + next(12);
        let segment: String = (0..length).map(|_| char::from(BASE_64[next(64)])).collect();
        let address = format!("https://shop.example/p/{segment}");
        assert_eq!(barcode::identified(&address), None, "{address}, seed {SEED:#x}");
        passed += usize::from(Gs1::compressed(&address, true).is_some());
    }
    // Some seven: too many for whatever is pasted, few for what is scanned from a packet and shown before it is saved.
    assert!(passed < 30, "{passed} of 50000, seed {SEED:#x}");
}

/// The bytes that stand for sequences, and those (GS1 Digital Link Standard 1.1.3).
const SEQUENCES: &[(u32, &[&str])] = &[
    (0x0A, &["01", "22"]),
    (0x0B, &["01", "10"]),
    (0x0C, &["01", "21"]),
    (0x0D, &["01", "17"]),
    (0x0E, &["01", "7003"]),
    (0x0F, &["01", "30"]),
    (0x1A, &["01", "10", "21", "17"]),
    (0x1B, &["01", "15"]),
    (0x1C, &["01", "11"]),
    (0x1D, &["01", "16"]),
    (0x1E, &["01", "91"]),
    (0x1F, &["01", "10", "15"]),
    (0x2D, &["01", "3103"]),
    (0x3F, &["01", "3205"]),
    (0x9A, &["8010", "8011"]),
    (0x9B, &["8017", "8019"]),
    (0x9C, &["8018", "8019"]),
    (0x9D, &["414", "254"]),
    (0xA0, &["01", "3920"]),
    (0xA9, &["01", "3929"]),
    (0xC2, &["255", "3902"]),
    (0xCD, &["255", "3943"]),
];

/// How a value is packed: its parts, `N` or `X`, with a known length or up to one.
fn layout(ai: &str) -> &'static [(char, bool, usize)] {
    match ai {
        "01" => &[('N', true, 14)],
        "8017" | "8018" => &[('N', true, 18)],
        "414" => &[('N', true, 13)],
        "255" => &[('N', true, 13), ('N', false, 12)],
        "11" | "15" | "16" | "17" | "3103" | "3205" => &[('N', true, 6)],
        "7003" => &[('N', true, 10)],
        "3943" => &[('N', true, 4)],
        "30" => &[('N', false, 8)],
        "8019" => &[('N', false, 10)],
        "8011" => &[('N', false, 12)],
        "3902" | "3920" | "3929" => &[('N', false, 15)],
        "8010" => &[('X', false, 30)],
        "91" => &[('X', false, 90)],
        _ => &[('X', false, 20)],
    }
}

/// Bits as the standard writes them, by its formulas.
#[derive(Default)]
struct Bits(String);

impl Bits {
    fn number(&mut self, value: u128, width: usize) {
        self.0.push_str(&format!("{value:0width$b}"));
    }

    fn letters(&mut self, text: &str, alphabet: &[u8], width: usize) {
        for byte in text.bytes() {
            let value = alphabet.iter().position(|known| *known == byte).unwrap();
            self.number(value as u128, width);
        }
    }

    fn element(&mut self, ai: &str, value: &str) {
        let mut rest = value;
        for (class, exact, most) in layout(ai) {
            let (text, after) = rest.split_at(if *exact { *most } else { rest.len() });
            rest = after;
            let all = |set: &[u8]| !text.is_empty() && text.bytes().all(|byte| set.contains(&byte));
            let fits = [all(b"0123456789"), all(b"0123456789abcdef"), all(b"0123456789ABCDEF"), all(BASE_64)];
            let encoding = fits.iter().position(|fits| *fits).unwrap_or(4);
            let encoding = if *class == 'N' { 0 } else { encoding };
            if *class == 'X' {
                self.number(encoding as u128, 3);
            }
            if !exact {
                self.number(text.len() as u128, ((*most as f64).log2() + 0.01).ceil() as usize);
            }
            match encoding {
                0 => self.number(
                    text.parse().unwrap_or(0),
                    (text.len() as f64 * 10_f64.log2() + 0.01).ceil() as usize,
                ),
                1 => self.letters(text, b"0123456789abcdef", 4),
                2 => self.letters(text, b"0123456789ABCDEF", 4),
                3 => self.letters(text, BASE_64, 6),
                _ => text.bytes().for_each(|byte| self.number(u128::from(byte), 7)),
            }
        }
    }

    fn segment(mut self) -> String {
        self.0.push_str(&"0".repeat(self.0.len().next_multiple_of(6) - self.0.len()));
        let values = self.0.as_bytes().chunks(6).map(|six| std::str::from_utf8(six).unwrap());
        values.map(|six| char::from(BASE_64[usize::from_str_radix(six, 2).unwrap()])).collect()
    }
}

fn value(ai: &str) -> BoxedStrategy<String> {
    let with_digit = |body: String| format!("{body}{}", check::digit(&body).unwrap());
    match ai {
        "01" => "[0-9]{12}[1-9]".prop_map(with_digit).boxed(),
        "414" => "[0-9]{12}".prop_map(with_digit).boxed(),
        "8017" | "8018" => "[0-9]{17}".prop_map(with_digit).boxed(),
        "255" => {
            let parts = ("[0-9]{12}", "[0-9]{0,12}");
            parts.prop_map(move |(body, serial)| with_digit(body) + &serial).boxed()
        }
        "11" | "15" | "16" | "17" => "[0-9]{2}(0[1-9]|1[0-2])(0[0-9]|1[0-9]|2[0-8])".boxed(),
        "7003" => "[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])([01][0-9]|2[0-3])[0-5][0-9]".boxed(),
        "3103" | "3205" => "[0-9]{6}".boxed(),
        "3943" => "[0-9]{4}".boxed(),
        "30" => "[0-9]{1,8}".boxed(),
        "8019" => "[0-9]{1,10}".boxed(),
        "8011" => "0|[1-9][0-9]{0,11}".boxed(),
        "3902" | "3920" | "3929" => "[0-9]{1,15}".boxed(),
        "8010" => "[0-9]{4}[0-9A-Z#/\\-]{0,26}".boxed(),
        _ => prop_oneof![
            "[0-9]{1,20}",
            "[0-9a-f]{1,20}",
            "[0-9A-F]{1,20}",
            "[A-Za-z0-9_\\-]{1,20}",
            "[!\"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]{1,20}",
        ]
        .boxed(),
    }
}

fn packed() -> impl Strategy<Value = (u32, Vec<(&'static str, String)>)> {
    prop::sample::select(SEQUENCES).prop_flat_map(|(byte, ais)| {
        let values: Vec<_> = ais.iter().map(|ai| value(ai)).collect();
        values.prop_map(move |values| {
            let elements: Vec<(&'static str, String)> = ais.iter().copied().zip(values).collect();
            (byte, elements)
        })
    })
}

proptest! {
    /// What is packed, by the byte of its sequence or each by its own AI, is read as it was.
    #[test]
    fn what_is_packed_comes_back((byte, elements) in packed(), at_once: bool) {
        let mut bits = Bits::default();
        if at_once {
            bits.number(byte.into(), 8);
        }
        for (ai, value) in &elements {
            if !at_once {
                bits.letters(ai, b"0123456789", 4);
            }
            bits.element(ai, value);
        }
        let address = format!("https://id.gs1.org/{}", bits.segment());
        let gs1 = read(&address).unwrap();
        prop_assert_eq!(gs1.elements().len(), elements.len(), "{}", address);
        for (ai, value) in &elements {
            prop_assert_eq!(gs1.value(ai), Some(value.as_str()), "{}", address);
        }
        prop_assert_eq!(read(&gs1.to_uri("https://a.example")).unwrap(), gs1);
    }

    /// Whatever the last segment is, it is read or refused, and what is read comes back.
    #[test]
    fn nothing_breaks_it(
        segment in prop_oneof!["\\PC{0,40}", "[A-Za-z0-9_\\-]{0,60}", "e[hx][0-9a-f]{0,60}", "ex[MN][A-Za-z0-9_\\-]{0,40}"],
        stem in "(01/05412345000013/|a/)?",
    ) {
        let address = format!("https://id.gs1.org/{stem}{segment}");
        if let Some(gs1) = Gs1::compressed(&address, true) {
            let uri = gs1.to_uri("https://a.example");
            prop_assert_eq!(read(&uri).unwrap().to_uri("https://a.example"), uri);
        }
        let _ = (read(&address).is_ok(), barcode::scanned(&address));
    }
}
