//! Currency signs and codes as they stand before or behind an amount.

use domain::Currency;

use super::hints::Hints;

/// What a sign stands for.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    /// One currency.
    One(&'static str),
    /// Whichever of these is the page's own; else the first; with `true` the first only if it is the page's own.
    Of(&'static [&'static str], bool),
}

use Meaning::{Of, One};

const DOLLARS: &[&str] =
    &["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU"];
const CROWNS: &[&str] = &["SEK", "NOK", "DKK", "ISK", "CZK"];

/// Signs in lower case, longer ones before those they begin with.
const SIGNS: &[(&str, Meaning)] = &[
    ("us$", One("USD")),
    ("usd$", One("USD")),
    ("us $", One("USD")),
    ("ca$", One("CAD")),
    ("c$", One("CAD")),
    ("cdn$", One("CAD")),
    ("au$", One("AUD")),
    ("a$", One("AUD")),
    ("nz$", One("NZD")),
    ("hk$", One("HKD")),
    ("nt$", One("TWD")),
    ("s$", One("SGD")),
    ("sg$", One("SGD")),
    ("r$", One("BRL")),
    ("mx$", One("MXN")),
    ("mex$", One("MXN")),
    ("rd$", One("DOP")),
    ("$u", One("UYU")),
    ("s/.", One("PEN")),
    ("s/", One("PEN")),
    ("€", One("EUR")),
    ("euros", One("EUR")),
    ("euro", One("EUR")),
    ("£", One("GBP")),
    ("$", Of(DOLLARS, false)),
    ("¥", Of(&["JPY", "CNY"], false)),
    ("￥", Of(&["JPY", "CNY"], false)),
    ("円", One("JPY")),
    ("元", Of(&["CNY", "TWD"], false)),
    ("₹", One("INR")),
    ("rs.", Of(&["INR", "PKR", "LKR", "NPR"], false)),
    ("rs", Of(&["INR", "PKR", "LKR", "NPR"], false)),
    ("₽", One("RUB")),
    ("руб.", One("RUB")),
    ("руб", One("RUB")),
    ("₺", One("TRY")),
    ("tl", One("TRY")),
    ("zł", One("PLN")),
    ("zl", One("PLN")),
    ("kč", One("CZK")),
    ("kr.", Of(CROWNS, true)),
    ("kr", Of(CROWNS, true)),
    ("sfr.", One("CHF")),
    ("sfr", One("CHF")),
    ("fr.", Of(&["CHF"], true)),
    ("ft", One("HUF")),
    ("lei", One("RON")),
    ("лв.", One("BGN")),
    ("лв", One("BGN")),
    ("₴", One("UAH")),
    ("грн", One("UAH")),
    ("₪", One("ILS")),
    ("₩", One("KRW")),
    ("원", One("KRW")),
    ("₫", One("VND")),
    ("฿", One("THB")),
    ("บาท", One("THB")),
    ("rm", One("MYR")),
    ("rp.", One("IDR")),
    ("rp", One("IDR")),
    ("₱", One("PHP")),
    ("₦", One("NGN")),
    ("ksh", One("KES")),
    ("د.إ", One("AED")),
    ("درهم", One("AED")),
    ("ر.س", One("SAR")),
    ("د.ك", One("KWD")),
    ("₸", One("KZT")),
    ("r", Of(&["ZAR"], true)),
    (",-kr", Of(CROWNS, true)),
];

fn meant(meaning: Meaning, hints: &Hints) -> Option<Currency> {
    match meaning {
        One(code) => code.parse().ok(),
        Of(codes, strict) => {
            let fits = |c: &Currency| codes.contains(&c.code());
            let own = hints.currency.filter(fits).or_else(|| hints.local_currency().filter(fits));
            own.or_else(|| if strict { None } else { codes.first()?.parse().ok() })
        }
    }
}

/// The currency a text begins with, and how many bytes say it. The text is in lower case.
pub fn leading(text: &str, hints: &Hints) -> Option<(Currency, usize)> {
    let best = SIGNS.iter().filter(|(sign, _)| text.starts_with(sign)).max_by_key(|(sign, _)| sign.len());
    if let Some((sign, meaning)) = best {
        let rest = &text[sign.len()..];
        let ends = !sign.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphabetic);
        if ends && let Some(currency) = meant(*meaning, hints) {
            return Some((currency, sign.len()));
        }
    }
    let code = text.get(..3).filter(|code| code.bytes().all(|b| b.is_ascii_alphabetic()))?;
    if text[3..].starts_with(char::is_alphabetic) {
        return None;
    }
    Some((known(code)?, 3))
}

/// The currency a text ends with, and how many bytes say it. The text is in lower case.
pub fn trailing(text: &str, hints: &Hints) -> Option<(Currency, usize)> {
    let best = SIGNS.iter().filter(|(sign, _)| text.ends_with(sign)).max_by_key(|(sign, _)| sign.len());
    if let Some((sign, meaning)) = best {
        let rest = &text[..text.len() - sign.len()];
        let begins = !sign.starts_with(char::is_alphabetic) || !rest.ends_with(char::is_alphabetic);
        if begins && let Some(currency) = meant(*meaning, hints) {
            return Some((currency, sign.len()));
        }
    }
    let at = text.len().checked_sub(3)?;
    let code = text.get(at..).filter(|code| code.bytes().all(|b| b.is_ascii_alphabetic()))?;
    if text[..at].ends_with(char::is_alphabetic) {
        return None;
    }
    Some((known(code)?, 3))
}

/// A currency by its code in any case. Funds, metals and test codes are no money of a shop, and neither are codes that are words.
pub fn known(code: &str) -> Option<Currency> {
    let code = code.trim().to_ascii_uppercase();
    if code.starts_with('X') && !matches!(code.as_str(), "XAF" | "XOF" | "XPF" | "XCD") {
        return None;
    }
    if matches!(
        code.as_str(),
        "ALL" | "TOP" | "CUP" | "MOP" | "ANG" | "PAB" | "GEL" | "BAM" | "LAK" | "TRY" | "MAD" | "SOS"
    ) {
        // Words of shop pages (all, top, cup, try it…) in lower case; only `known_code` takes them.
        return None;
    }
    code.parse().ok()
}

/// A currency said alone, as structured data does: a code, or a sign.
pub fn said(text: &str, hints: &Hints) -> Option<Currency> {
    let text = text.trim();
    let code = text.to_ascii_uppercase();
    if let Ok(currency) = code.parse::<Currency>() {
        return (!code.starts_with("XX") && code != "XTS").then_some(currency);
    }
    let lower = text.to_lowercase();
    leading(&lower, hints).filter(|(_, used)| *used == lower.len()).map(|(currency, _)| currency)
}
