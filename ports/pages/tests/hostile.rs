//! Pages made to harm whoever reads them: nothing panics, nothing takes long, nothing but plain bounded text and open addresses comes out.
#![expect(clippy::unwrap_used, reason = "a test says what must be there")]

use std::time::{Duration, Instant};

use pages::{Reading, Source, read};
use proptest::prelude::*;

fn of(html: &str) -> Reading {
    read(&Source::new(html.as_bytes(), None, "https://shop.example.fr/p/1"))
}

/// Reads on a thread with a small stack, and tells how long it took. Unoptimised builds are ten times slower than what is shipped.
fn timed(html: String) -> (Reading, Duration) {
    let work = move || {
        let begun = Instant::now();
        let reading = of(&html);
        (reading, begun.elapsed())
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(work).unwrap().join().unwrap()
}

#[test]
fn what_lies_beyond_the_limit_is_cut() {
    let html = format!("<title>Drill</title>{}<h1>Late</h1>", " ".repeat(10_000));
    let reading =
        read(&Source { limit: 1_000, ..Source::new(html.as_bytes(), None, "https://shop.example.fr/") });
    assert!(reading.cut);
    assert_eq!(reading.title.value().unwrap(), "Drill");
    assert!(!of(&html).cut);
    let huge = vec![b'<'; 100_000_000];
    let begun = Instant::now();
    assert!(read(&Source { limit: 500_000, ..Source::new(&huge, None, "https://shop.example.fr/") }).cut);
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn deep_nesting_exhausts_no_stack() {
    for html in [
        "<div>".repeat(60_000),
        "<b><i><p>".repeat(20_000),
        "<table><tr><td>".repeat(12_000),
        "<ul><li>".repeat(20_000),
        "<svg><g>".repeat(20_000),
        "<div itemscope itemprop=a>".repeat(6_000),
        "<div typeof=Product property=a>".repeat(6_000),
        format!("<script type=application/ld+json>{}</script>", "[".repeat(500_000)),
        format!("<script type=application/ld+json>{}</script>", "{\"a\":".repeat(40_000)),
        format!(
            "<script type=application/ld+json>{}1{}</script>",
            "{\"@graph\":[".repeat(20_000),
            "]}".repeat(20_000)
        ),
    ] {
        let begin = html[..html.len().min(30)].to_owned();
        let (_, took) = timed(html);
        assert!(took < Duration::from_secs(10), "{begin} took {took:?}");
    }
}

/// Bytes of what an item holds, roughly.
fn weight(item: &pages::Item) -> usize {
    let value = |value: &pages::Value| match value {
        pages::Value::Text(text) => text.len(),
        pages::Value::Item(item) => weight(item),
    };
    let fields: usize = item.fields.iter().map(|(name, inner)| name.len() + value(inner)).sum();
    64 + item.place.len() + fields
}

#[test]
fn no_small_page_becomes_a_big_one() {
    let many = "a b c d e f g h";
    let data = |json: String| format!("<script type=application/ld+json>{json}</script>");
    let ones = vec!["1"; 60_000].join(",");
    let things = vec!["{}"; 60_000].join(",");
    let pointers = vec!["{\"@id\":\"#a\"}"; 3_000].join(",");
    for (what, html) in [
        ("things with many names within each other", format!("<p itemscope itemprop='{many}'>").repeat(7)),
        ("the same in RDFa", format!("<p typeof=T property='{many}'>").repeat(7)),
        (
            "texts with many names within each other",
            (format!("<p itemprop='{many}'>").repeat(150) + &"x".repeat(5_000) + &"</p>".repeat(150))
                .repeat(40),
        ),
        ("a long key of a long list", data(format!("{{\"{}\":[{ones}]}}", "k".repeat(100_000)))),
        ("a long key of many things", data(format!("{{\"{}\":[{things}]}}", "k".repeat(100_000)))),
        ("things deep down", data("{\"key\":".repeat(40) + &format!("[{things}]") + &"}".repeat(40))),
        (
            "pointers to one long text",
            data(format!("[{{\"@id\":\"#a\",\"x\":\"{}\"}},{{\"y\":[{pointers}]}}]", "t".repeat(300_000))),
        ),
    ] {
        let html = if html.starts_with("<p") { format!("<div itemscope typeof=T>{html}") } else { html };
        let structured = pages::structured_data(&html);
        let all = structured.json_ld.iter().chain(&structured.microdata).chain(&structured.rdfa);
        let bytes: usize = all.map(weight).sum();
        assert!(bytes < 80_000_000, "{what}: {bytes} bytes of {}", html.len());
        let _ = of(&html);
    }
}

#[test]
fn no_page_takes_time_that_grows_with_its_square() {
    let attributes: String = (0..30_000).map(|n| format!(" a{n}=1")).collect();
    let references: String = (0..4_000).map(|_| "{\"@id\":\"#a\"},").collect();
    let big: String = (0..3_000).map(|n| format!("\"k{n}\":\"v\",")).collect();
    for (what, html) in [
        ("many attributes", format!("<p{attributes}>")),
        ("unclosed paragraphs", "<p>".repeat(60_000)),
        ("stray end tags", "</a></b></p>".repeat(20_000)),
        ("misnested formatting", "<a><b></a></b>".repeat(12_000)),
        ("open comments", "<!--".repeat(60_000)),
        ("amounts", "<span class=price>12,50 €</span> ".repeat(8_000)),
        ("aside headings", "<h2 hidden><a>also</a></h2>".repeat(8_000)),
        ("labels", "<p>SKU: A-1</p>".repeat(10_000)),
        ("colons in scripts", format!("<script>{}</script>", "sku:\"1\",".repeat(40_000))),
        (
            "open comments in data",
            format!("<script type=application/ld+json>{}</script>", "/*".repeat(60_000)),
        ),
        ("quotes in data", format!("<script type=application/ld+json>[{}</script>", "\"".repeat(120_000))),
        (
            "references to one big thing",
            format!(
                "<script type=application/ld+json>[{{\"@id\":\"#a\",{big}\"x\":1}},{{\"@type\":\"Product\",\"offers\":[{references}]}}]</script>"
            ),
        ),
        (
            "items that refer to each other",
            "<div itemscope id=a itemref='a b'><div itemprop=x itemscope id=b itemref='a b'></div></div>"
                .repeat(5_000),
        ),
        (
            "empty elements about many numbers",
            format!("<div>{}{}", "<b></b>".repeat(60_000), "1<br>".repeat(30_000)),
        ),
        (
            "headings within headings",
            "<h2 hidden>avis<a></a></h2>".repeat(60)
                + &"<h2>".repeat(180)
                + &"<b></b>".repeat(60_000)
                + "<a>",
        ),
        ("entities", "&amp;lt;&#x41;&notanentity".repeat(10_000)),
        ("text in nested items", "<div itemprop=a>".repeat(190) + &"text ".repeat(40_000)),
    ] {
        let (_, took) = timed(html);
        assert!(took < Duration::from_secs(10), "{what} took {took:?}");
    }
}

#[test]
fn markup_and_hidden_characters_stay_outside() {
    let reading = of(
        "<html lang=en><title>x</title><script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Dr<script>alert(1)<\\/script>ill \\u202eoff\\u0000 &lt;img src=x onerror=y&gt;\",\"brand\":\"<b>Bo</b>sch\",\"offers\":{\"price\":5,\"priceCurrency\":\"EUR\"}}</script><h1>Drill</h1>",
    );
    for title in reading.title.candidates() {
        assert!(!title.value.contains(['<', '>', '\u{202e}', '\0']), "{:?}", title.value);
        assert!(!title.value.contains("alert"), "{:?}", title.value);
    }
    assert_eq!(reading.brand.value().unwrap(), "Bo sch");
    let long = of(&format!("<h1>{}</h1>", "very long ".repeat(500)));
    assert!(long.title.value().unwrap().chars().count() <= domain::limits::TITLE_CHARS);
}

/// Found by fuzzing: a title that is nothing but markup left an empty candidate.
#[test]
fn a_title_of_markup_alone_is_none() {
    let reading = of(
        "<title><!DOCTYPE html><br></title><h1>&lt;hr&gt;</h1><meta property='og:title' content='&lt;img src=x&gt;'>",
    );
    assert_eq!(reading.title.candidates(), []);
}

#[test]
fn only_open_addresses_pass() {
    for bad in [
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "JaVaScRiPt:x",
        " java\nscript:x",
        "https://user:secret@shop.example.fr/x.jpg",
        "blob:https://x/",
        "ftp://x/y",
        "http://",
        "",
    ] {
        let reading = of(&format!(
            "<meta property='og:image' content='{bad}'><link rel=canonical href='{bad}'><h1>Drill</h1>"
        ));
        assert_eq!(reading.picture.value(), None, "{bad}");
        assert_eq!(reading.canonical.value(), None, "{bad}");
    }
}

#[test]
fn broken_data_leave_the_rest_readable() {
    for block in [
        "{",
        "]",
        "{\"@type\":\"Product\",,\"name\":",
        "null",
        "\u{0}",
        "[[[",
        "{\"@type\":[1,{}],\"offers\":[[],null,{}]}",
    ] {
        let reading = of(&format!(
            "<html lang=fr><title>Vis</title><script type=application/ld+json>{block}</script><h1>Vis</h1><p class=price>4,50 €</p><button>Acheter</button>"
        ));
        assert_eq!(reading.price.value().map(|money| money.minor), Some(450), "{block}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the bytes and wherever a good page is cut, what comes out keeps its promises.
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..600), at in 0_usize..600) {
        let page = b"<html lang=fr><title>Vis</title><script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Vis\",\"offers\":{\"price\":\"4,50\",\"priceCurrency\":\"EUR\"}}</script><h1>Vis</h1><p class=price>4,50 &euro;</p>";
        let mut mixed = page[..at.min(page.len())].to_vec();
        mixed.extend(bytes);
        mixed.extend(&page[at.min(page.len())..]);
        let reading = read(&Source::new(&mixed, None, "https://shop.example.fr/"));
        for price in reading.price.candidates() {
            prop_assert!((1..=domain::limits::PRICE_MAX_MINOR).contains(&price.value.minor));
        }
        for title in reading.title.candidates() {
            prop_assert!(title.value.chars().count() <= domain::limits::TITLE_CHARS && !title.value.chars().any(char::is_control));
        }
    }
}
