//! Programmes as channels write them, packed and not, and as whoever means harm does.

use std::io::Write as _;

use domain::CivilZone;
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;

const MOST: usize = 1 << 20;

fn at(told: &str) -> Instant {
    Instant::parse_rfc3339(told).unwrap()
}

fn told(body: &[u8], most: usize) -> Option<Read> {
    let zone = CivilZone::utc();
    let frame = Frame {
        zone: &zone,
        from: at("2026-11-22T12:00:00Z"),
        to: at("2026-12-22T12:00:00Z"),
        venue: "Télé",
    };
    super::read(body, most, &frame)
}

const ARTE: &str = r#"<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE tv SYSTEM "xmltv.dtd">
<tv><channel id="arte.fr"><display-name>Arte</display-name><display-name>Arte HD</display-name></channel>
<programme start="20261122205000 +0100" stop="20261122225500 +0100" channel="arte.fr">
  <title lang="fr">Les Demoiselles de Rochefort</title><title lang="de">Die Mädchen von Rochefort</title>
  <category lang="fr">Film</category><category>com&#233;die &amp; chanson</category><url>https://arte.example/p/1</url></programme>
<programme start="202611230000" channel="nobody"><title>Peau d'âne</title></programme>
<programme start="20261101205000 +0100" stop="20261101225500 +0100" channel="arte.fr"><title>Past</title></programme>
<programme start="then" channel="arte.fr"><title>Nonsense</title></programme>
<programme start="20261123205000 +0100" channel="arte.fr"><title> </title></programme></tv>"#;

#[test]
fn what_is_on_is_read() {
    let read = told(ARTE.as_bytes(), MOST).unwrap();
    assert_eq!((read.events.len(), read.skipped), (2, 2));
    let film = &read.events[0];
    assert_eq!((film.title.as_str(), film.venue.as_str()), ("Les Demoiselles de Rochefort", "Arte"));
    assert_eq!((film.starts, film.ends), (at("2026-11-22T19:50:00Z"), at("2026-11-22T21:55:00Z")));
    assert_eq!(
        (film.category.as_str(), film.url.as_deref()),
        ("Film comédie & chanson", Some("https://arte.example/p/1"))
    );
    let other = &read.events[1];
    assert_eq!((other.venue.as_str(), other.ends.secs_since(other.starts)), ("Télé", LASTS_S));
}

#[test]
fn packed_ones_are_unpacked_within_bounds() {
    let packed = |text: &[u8]| {
        let mut out = GzEncoder::new(Vec::new(), Compression::best());
        out.write_all(text).unwrap();
        out.finish().unwrap()
    };
    assert_eq!(told(&packed(ARTE.as_bytes()), MOST), told(ARTE.as_bytes(), MOST));
    let bomb = packed(&vec![b' '; 4 * MOST]);
    assert!(bomb.len() < 10_000);
    assert_eq!(told(&bomb, MOST), None, "what unpacks to more is not read");
    assert_eq!(told(&packed(ARTE.as_bytes())[..80], MOST), None, "nor what is cut short");
}

#[test]
fn entities_of_its_own_are_not_followed() {
    let laughs = r#"<!DOCTYPE tv [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
        <tv><programme start="20261122205000" channel="c"><title>ha &c; &x; !</title></programme></tv>"#;
    let read = told(laughs.as_bytes(), MOST).unwrap();
    assert_eq!(read.events[0].title, "ha !");
}

#[test]
fn what_is_no_programme_is_none() {
    for body in [&b""[..], b"<html><title>404</title></html>", b"BEGIN:VCALENDAR", &[0xff; 40]] {
        assert_eq!(told(body, MOST), None);
    }
    let broken = told(&ARTE.as_bytes()[..ARTE.find("Peau").unwrap()], MOST).unwrap();
    assert_eq!(broken.events.len(), 1, "what came before the fault was read");
    let deep = format!("<tv>{}", "<a>".repeat(100_000));
    assert_eq!(told(deep.as_bytes(), MOST).unwrap().events.len(), 0);
    let long = format!(
        "<tv><programme start=\"20261122205000\"><title>{}</title></programme></tv>",
        "x".repeat(50_000)
    );
    assert_eq!(told(long.as_bytes(), MOST).unwrap().events.len(), 0, "a text beyond all bounds is none");
}

#[test]
fn nothing_is_on_for_years() {
    let endless = r#"<tv><programme start="20200101" stop="20991231" channel="c"><title>Always</title></programme>
        <programme start="20261122205000" stop="20991231" channel="c"><title>Tonight</title></programme></tv>"#;
    let read = told(endless.as_bytes(), MOST).unwrap();
    assert_eq!(read.events.len(), 1, "what began years ago is over");
    assert_eq!(read.events[0].ends.secs_since(read.events[0].starts), LASTS_S);
}

proptest! {
    /// Whatever is sent: it is read to its end.
    #[test]
    fn anything_may_be_sent(body in prop::collection::vec(any::<u8>(), 0..200), tags in "(<tv>)?(<programme start=\"[0-9 +]{0,22}\">|<title>|</title>|</programme>|&[a-z#0-9]{0,6};|[a-z]){0,20}") {
        let _ = told(&body, MOST);
        let _ = told(tags.as_bytes(), MOST);
    }
}
