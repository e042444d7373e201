//! Digital Links: element strings as web addresses (GS1 Digital Link Standard: URI Syntax), plain or compressed.

use super::element::{Element, TEXT_BYTES};
use super::{Gs1, NotGs1, Reading, compressed, element, epc};

/// Where GS1's own resolver stands: the stem of a canonical Digital Link.
pub const CANONICAL: &str = "https://id.gs1.org";

/// Characters of a URI besides letters and digits (RFC 3986).
const URI: &str = "-._~:/?#[]@!$&'()*+,;=%";

/// The words that older links wrote for keys and qualifiers (version 1.1 of the standard; later ones have digits only).
const WORDS: &[(&str, &str)] = &[
    ("sscc", "00"),
    ("gtin", "01"),
    ("lot", "10"),
    ("ser", "21"),
    ("cpv", "22"),
    ("gdti", "253"),
    ("glnx", "254"),
    ("gcn", "255"),
    ("ginc", "401"),
    ("gsin", "402"),
    ("gln", "414"),
    ("payTo", "415"),
    ("party", "417"),
    ("grai", "8003"),
    ("giai", "8004"),
    ("itip", "8006"),
    ("cpid", "8010"),
    ("cpsn", "8011"),
    ("gmn", "8013"),
    ("gsrnp", "8017"),
    ("gsrn", "8018"),
    ("srin", "8019"),
    ("refNo", "8020"),
];

/// A web address in its parts, without scheme and fragment.
struct Address<'a> {
    host: &'a str,
    path: &'a str,
    query: &'a str,
}

/// Reads a Digital Link on any host, under any path; a wholly compressed one of the older form on GS1's own host alone.
///
/// # Errors
/// `Address`, `NoKey`, `UnknownAi`, `Value`, `Order`, `NotAttribute`, `Repeated`.
pub fn read(text: &str, reading: Reading) -> Result<Gs1, NotGs1> {
    let address = split(text)?;
    plain(&address, reading).or_else(|refused| packed(&address, reading, false).ok_or(refused))
}

/// Reads a compressed Digital Link; `everywhere` lets the older form be read on any host.
pub fn read_compressed(text: &str, everywhere: bool) -> Option<Gs1> {
    packed(&split(text.trim()).ok()?, Reading::default(), everywhere)
}

fn plain(address: &Address<'_>, reading: Reading) -> Result<Gs1, NotGs1> {
    let segments: Vec<&str> = address.path.split('/').collect();
    // Pair by pair from the end to the primary key: what stands before it is the resolver's own path.
    let mut at = segments.len().checked_sub(2).ok_or(NotGs1::NoKey)?;
    while !is_key(segments[at], reading) {
        at = at.checked_sub(2).ok_or(NotGs1::NoKey)?;
    }
    let mut path = Vec::new();
    for pair in segments[at..].chunks_exact(2) {
        let ai = path_ai(pair[0], reading).ok_or(NotGs1::UnknownAi)?;
        path.push(made(&ai, &unescape(pair[1], false)?)?);
    }
    let attributes = attributes(address.query)?;
    let key = path.remove(0);
    for (number, element) in attributes.iter().enumerate() {
        let mut others = path.iter().chain([&key]).chain(&attributes[..number]);
        if others.any(|other| other.ai() == element.ai()) {
            return Err(NotGs1::Repeated);
        }
    }
    Gs1::new(key, path, attributes)
}

/// Reads what the last segment of a path holds: after a plain key and its value the rest, else all of it. What was not compressed
/// stands in the query.
fn packed(address: &Address<'_>, reading: Reading, everywhere: bool) -> Option<Gs1> {
    let segments: Vec<&str> = address.path.split('/').collect();
    let (last, before) = segments.split_last()?;
    let mut elements = match before {
        [.., key, value] if is_key(key, reading) => {
            let key = made(&path_ai(key, reading)?, &unescape(value, false).ok()?).ok()?;
            let mut elements = compressed::elements(last)?;
            elements.insert(0, key);
            elements
        }
        _ => {
            let at_home = CANONICAL
                .strip_prefix("https://")
                .is_some_and(|host| address.host.eq_ignore_ascii_case(host));
            let older = || compressed::elements(last).filter(|_| everywhere || at_home);
            epc::elements(last).or_else(older)?
        }
    };
    elements.extend(attributes(address.query).ok()?);
    arrange(&element::once(elements).ok()?).ok()
}

/// The AIs of a query; what is none there is spoken to the host.
fn attributes(query: &str) -> Result<Vec<Element>, NotGs1> {
    let mut attributes = Vec::new();
    for (name, value) in pairs(query) {
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        attributes.push(made(name, &unescape(value, true)?)?);
    }
    Ok(attributes)
}

fn split(text: &str) -> Result<Address<'_>, NotGs1> {
    let legal = |c: char| c.is_ascii_alphanumeric() || URI.contains(c);
    if text.len() > TEXT_BYTES || !text.chars().all(legal) {
        return Err(NotGs1::Address);
    }
    let schemes = ["https://", "http://", "HTTPS://", "HTTP://"];
    let rest = schemes.iter().find_map(|scheme| text.strip_prefix(scheme)).ok_or(NotGs1::Address)?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_once('/').ok_or(NotGs1::NoKey)?;
    let in_host = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    if host.is_empty() || !host.chars().all(in_host) {
        return Err(NotGs1::Address);
    }
    Ok(Address { host, path, query })
}

fn is_key(segment: &str, reading: Reading) -> bool {
    let ai = path_ai(segment, reading);
    ai.and_then(|ai| super::dictionary::entry(&ai)).is_some_and(|entry| entry.qualifiers.is_some())
}

fn path_ai(segment: &str, reading: Reading) -> Option<String> {
    let word = WORDS.iter().find(|(word, _)| reading.words && *word == segment).map(|(_, ai)| *ai);
    let ai = word.unwrap_or(segment);
    super::dictionary::entry(ai).map(|_| ai.to_string())
}

/// The parameters of a query. `;` separates too where another AI follows it (version 1.1 of the standard), for within a value
/// it must be escaped.
fn pairs(query: &str) -> Vec<(&str, &str)> {
    let mut parts: Vec<&str> = Vec::new();
    for part in query.split('&') {
        let mut from = 0;
        for (at, _) in part.match_indices(';') {
            let name = part[at + 1..].split('=').next().unwrap_or_default();
            let follows = part[at + 1..].len() > name.len() && (2..=4).contains(&name.len());
            if follows && name.bytes().all(|byte| byte.is_ascii_digit()) {
                parts.push(&part[from..at]);
                from = at + 1;
            }
        }
        parts.push(&part[from..]);
    }
    parts.into_iter().filter_map(|part| part.split_once('=')).collect()
}

/// An element of a link; a GTIN may have lost its leading zeros.
fn made(ai: &str, value: &str) -> Result<Element, NotGs1> {
    if ai == "01" && matches!(value.len(), 8 | 12 | 13) {
        return Element::new(ai, &format!("{value:0>14}"));
    }
    Element::new(ai, value)
}

/// Reads percent-encoding, and in a query `+` as a space.
fn unescape(text: &str, query: bool) -> Result<String, NotGs1> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        match byte {
            b'%' => {
                let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
                let (Some(high), Some(low)) = (digit(0), digit(1)) else { return Err(NotGs1::Address) };
                bytes.push(u8::try_from(high * 16 + low).map_err(|_| NotGs1::Address)?);
                rest = &after[2..];
            }
            b'+' if query => bytes.push(b' '),
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).map_err(|_| NotGs1::Value)
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Writes a Digital Link under a stem such as `https://example.com/path`; in the query those of known length stand first.
#[must_use]
pub fn write(gs1: &Gs1, stem: &str) -> String {
    let mut uri = stem.trim_end_matches('/').to_string();
    for one in std::iter::once(&gs1.key).chain(&gs1.qualifiers) {
        uri.push_str(&format!("/{}/{}", one.ai(), escape(one.value())));
    }
    let fixed = gs1.attributes.iter().filter(|one| one.entry().fixed);
    let others = gs1.attributes.iter().filter(|one| !one.entry().fixed);
    for (at, one) in fixed.chain(others).enumerate() {
        uri.push(if at == 0 { '?' } else { '&' });
        uri.push_str(&format!("{}={}", one.ai(), escape(one.value())));
    }
    uri
}

/// Puts elements in the order of a link: the first that is a primary key, its qualifiers, the rest as attributes.
///
/// # Errors
/// `NoKey`, and `NotAttribute` for what can stand neither in the path nor in the query.
pub fn arrange(elements: &[Element]) -> Result<Gs1, NotGs1> {
    let key = elements.iter().find(|one| one.entry().qualifiers.is_some()).ok_or(NotGs1::NoKey)?;
    let mut refused = NotGs1::NotAttribute;
    for alternative in key.entry().qualifiers.unwrap_or_default().split('|') {
        let ais: Vec<&str> = alternative.split(',').collect();
        let qualifiers = ais.iter().filter_map(|ai| elements.iter().find(|one| one.ai() == *ai));
        let qualifiers: Vec<Element> = qualifiers.cloned().collect();
        let others = elements.iter().filter(|one| *one != key && !qualifiers.contains(one)).cloned();
        match Gs1::new(key.clone(), qualifiers.clone(), others.collect()) {
            Ok(gs1) => return Ok(gs1),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

/// Reads any of the three writings: a Digital Link, a bracketed or a plain element string.
///
/// # Errors
/// As the writing's own reader; `NoKey` for an element string without a primary key.
pub fn any(text: &str, reading: Reading) -> Result<Gs1, NotGs1> {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http")) {
        read(text, reading)
    } else if text.starts_with('(') {
        arrange(&element::bracketed(text)?)
    } else {
        arrange(&element::plain(text)?)
    }
}
