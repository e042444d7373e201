//! An address or a code in what was said.

use domain::{Gtin, barcode, limits};

/// The first web address in a text; one that is all of the text may come without its `https://`.
#[must_use]
pub fn address_in(text: &str) -> Option<String> {
    let web = |word: &&str| {
        let lower = word.to_ascii_lowercase();
        lower.starts_with("https://") || lower.starts_with("http://")
    };
    let found = text.split_whitespace().find(web).map(str::to_owned).or_else(|| bare_address(text.trim()));
    found.filter(|address| address.len() <= limits::URL_BYTES)
}

/// The first word of a text that is an address of another kind than the web's, such as `ftp://…`, or far too long a one: no page is
/// ever read there.
#[must_use]
pub fn other_address(text: &str) -> Option<String> {
    let other = |word: &&str| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
        let scheme = word.split_once("://").map_or("", |(scheme, _)| scheme);
        scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.bytes().all(plain)
    };
    text.split_whitespace().find(other).map(str::to_owned).filter(|_| address_in(text).is_none())
}

/// An address as it is read aloud: `www.shop.example`, `shop.example/drill`. A host has no capitals, so that `St.Malo/Dinard` is none.
fn bare_address(text: &str) -> Option<String> {
    let host = text.split(['/', '?', '#']).next()?;
    let www = host.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www."));
    let mut labels = host.rsplit('.');
    let ending =
        labels.next().is_some_and(|last| last.len() >= 2 && last.bytes().all(|b| b.is_ascii_alphabetic()));
    let plain =
        |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let rest: Vec<&str> = labels.collect();
    let hosts = ending && !rest.is_empty() && rest.iter().all(|label| plain(label));
    let path = text.len() > host.len() + 1 && !host.bytes().any(|b| b.is_ascii_uppercase());
    let named = if www { rest.len() > 1 } else { path };
    let alone = !text.contains(char::is_whitespace);
    (alone && hosts && named).then(|| format!("https://{text}"))
}

/// The product that a text names by its code: as it is printed, as an element string, or as a Digital Link somewhere in it.
#[must_use]
pub fn code_in(text: &str) -> Option<Gtin> {
    barcode::identified(text).or_else(|| barcode::identified(&address_in(text)?))
}

/// The product that a text names by its code among other words, and those words; `None` where an address stands in it, whose page says
/// more.
#[must_use]
pub fn code_within(text: &str) -> Option<(Gtin, String)> {
    barcode::within(text).filter(|_| address_in(text).or_else(|| other_address(text)).is_none())
}

/// The web addresses in a text, each once, as they come.
#[must_use]
pub fn addresses_in(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for address in text.split_whitespace().filter_map(address_in) {
        if !all.contains(&address) {
            all.push(address);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_with_or_without_its_scheme() {
        for (said, address) in [
            ("La bleue https://shop.example/x svp", "https://shop.example/x"),
            ("HTTP://shop.example", "HTTP://shop.example"),
            ("www.shop.example", "https://www.shop.example"),
            (" www.shop.example/dp/B01?x=1 ", "https://www.shop.example/dp/B01?x=1"),
            ("shop.example/drill", "https://shop.example/drill"),
        ] {
            assert_eq!(address_in(said).as_deref(), Some(address), "{said}");
        }
        for said in [
            "shop.example",
            "www.shop",
            "St.Malo/Dinard",
            "1.5/2",
            "and/or",
            "vu sur shop.example/x",
            "",
            "/x",
            "a..bc/x",
        ] {
            assert_eq!(address_in(said), None, "{said}");
        }
    }

    #[test]
    fn several_addresses_are_each_found_once() {
        let said = "https://a.example/x et b.example/y, puis https://a.example/x www.c.example";
        assert_eq!(
            addresses_in(said),
            ["https://a.example/x", "https://b.example/y,", "https://www.c.example"]
        );
        assert!(addresses_in("une lampe").is_empty());
    }

    #[test]
    fn an_address_of_another_kind_is_told_from_words() {
        for (said, address) in
            [("La bleue ftp://shop.example/x", "ftp://shop.example/x"), ("file:///tmp/x", "file:///tmp/x")]
        {
            assert_eq!(other_address(said).as_deref(), Some(address), "{said}");
        }
        let long = format!("https://shop.example/{}", "x".repeat(limits::URL_BYTES));
        assert_eq!((address_in(&long), other_address(&long)), (None, Some(long.clone())));
        for said in
            ["", "https://shop.example/x", "://x", "1://x", "note : le vélo", "https://a.example ftp://b"]
        {
            assert_eq!(other_address(said), None, "{said}");
        }
    }
}
