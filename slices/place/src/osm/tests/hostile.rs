//! What is broken, off the Earth, or meant to hurt.

use super::*;

#[test]
fn a_truncated_archive_gives_its_good_part_and_says_where() {
    let whole = std::fs::read(REDON).unwrap();
    let town = read_bytes(&whole[..whole.len() / 2]).unwrap();
    assert!(
        town.stats.cut_short && town.stats.nodes > 1_000 && town.stats.nodes <= 10_392,
        "{:?}",
        town.stats
    );
    let last = town.errors.iter().find(|e| e.problem == Problem::CutShort).unwrap();
    assert!(last.line.unwrap() > 1_000, "{last}");
}

#[test]
fn xml_broken_in_the_middle_gives_what_came_before() {
    let broken = HAMLET.replace("<way id=\"11\">", "<way id=\"11\"></osm>");
    let town = read_bytes(broken).unwrap();
    assert_eq!(town.places.len(), 2);
    assert!(town.stats.cut_short && town.stats.ways == 1);
    let last = town.errors.last().unwrap();
    assert!(last.line == Some(17) && matches!(last.problem, Problem::Broken(_)), "{last}");
    let cut = read_bytes(&HAMLET[..HAMLET.find("<way id=\"11\">").unwrap()]).unwrap();
    assert!(cut.stats.cut_short && cut.places.len() == 2);
}

#[test]
fn positions_off_the_earth_and_unreadable_attributes_are_told_one_by_one() {
    let town = read_bytes(
        r#"<osm>
<node id="1" lat="91" lon="0"/>
<node id="2" lat="NaN" lon="0"/>
<node id="3" lat="47.6" lon="abc"/>
<node lat="47.6" lon="-2"/>
<node id="5" lat="47.6" lon="-2"><tag k="shop" v="books"/><tag k="name" v="&lol;"/><tag k="name" v="Livres"/></node>
<way id="6"><nd ref="x"/><tag k="highway" v="path"/></way>
</osm>"#,
    )
    .unwrap();
    assert_eq!(
        problems(&town),
        [
            (Some(2), Some("node/1"), "osm-problem-off-the-earth"),
            (Some(3), Some("node/2"), "osm-problem-off-the-earth"),
            (Some(4), Some("node/3"), "osm-problem-bad-attribute"),
            (Some(5), None, "osm-problem-bad-attribute"),
            (Some(6), Some("node/5"), "osm-problem-bad-attribute"),
            (Some(7), Some("way/6"), "osm-problem-bad-attribute"),
        ]
    );
    assert_eq!(town.places.len(), 1, "the good name counts");
}

#[test]
fn entity_bombs_are_refused_before_they_are_read() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<osm><node id="1" lat="1" lon="1"><tag k="name" v="&b;"/></node></osm>"#;
    assert!(matches!(read_bytes(bomb), Err(Refused::DocumentType)));
}

#[test]
fn an_endless_element_does_not_fill_memory() {
    let mut endless = b"<osm><node id=\"1\" lat=\"1\" lon=\"1\"/><node id=\"".to_vec();
    endless.resize(3 << 20, b'9');
    let town = read_bytes(endless).unwrap();
    assert!(town.stats.cut_short && town.stats.nodes == 1);
    // Zipped, three megabytes of the same byte are three kilobytes: the bomb is measured unzipped.
    let mut zipped = b"<osm><!--".to_vec();
    zipped.resize(3 << 20, b' ');
    assert!(read_bytes(gzip(&zipped)).unwrap().stats.cut_short);
}

#[test]
fn other_files_are_refused_by_what_they_look_like() {
    let zip_of_nonsense = gzip(b"nonsense");
    for (bytes, looks_like) in [
        (b"".as_slice(), "an empty file"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"<rss version='2.0'/>", "another kind of XML"),
        (b"<osmChange/>", "another kind of XML"),
        (b"<?xml version='1.0'?>", "XML without content"),
        (b"<<<", "broken XML"),
        (b"{\"type\":\"FeatureCollection\"}", "JSON"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"BZh91AY", "a bzip2 archive; unpack it first"),
        (b"name;price\nbread;1", "something else"),
        (b"\x1f\x8b\x08", "a broken archive"),
        (&zip_of_nonsense, "something else"),
        (b"\x00\x00\x00\x0e\x0a\x09OSMHeader\x18", "a broken PBF"),
    ] {
        match read_bytes(bytes) {
            Err(Refused::NotOsm { looks_like: said }) => assert_eq!(said, looks_like),
            other => panic!("{looks_like}: {other:?}"),
        }
    }
    assert!(matches!(read_file(Path::new("/nowhere/at.osm"), &mut |_| {}), Err(Refused::Io(_))));
}

#[test]
fn what_is_deleted_or_said_twice_counts_once_or_not_at_all() {
    let node = |id: &str, rest: &str| {
        format!(
            "<node id='{id}' lat='1' lon='1' {rest}><tag k='shop' v='books'/><tag k='name' v='n'/></node>"
        )
    };
    let text =
        [node("1", ""), node("1", ""), node("2", "visible='false'"), node("3", "action='delete'")].concat();
    assert_eq!(read_bytes(format!("<osm>{text}</osm>")).unwrap().places.len(), 1);
}

#[test]
fn errors_are_told_up_to_a_number_and_counted_beyond() {
    let text = "<node id='1' lat='99' lon='0'/>".repeat(ERRORS_TOLD + 7);
    let town = read_bytes(format!("<osm>{text}</osm>")).unwrap();
    assert_eq!((town.errors.len(), town.stats.errors_untold), (ERRORS_TOLD, 7));
    let cut = read_bytes(format!("<osm>{text}")).unwrap();
    assert_eq!(
        cut.errors.last().map(|e| &e.problem),
        Some(&Problem::CutShort),
        "the one that matters is told"
    );
}

/// Reads shops drawn through a grid of nodes: node `10·y + x` lies so many ten-thousandths of a degree east and north.
fn drawn(objects: &str) -> Town {
    let node = |n: u32| {
        let (x, y) = (f64::from(n % 10), f64::from(n / 10));
        format!(r#"<node id="{n}" lat="{:.7}" lon="{:.7}"/>"#, 47.65 + y * 1e-4, -2.08 + x * 1e-4)
    };
    let far = r#"<node id="900" lat="47.6500000" lon="-2.0400000"/>"#;
    let nodes: String = (0..100).map(node).collect();
    read_bytes(format!("<osm>{nodes}{far}{objects}</osm>")).unwrap()
}

fn way(id: u32, nodes: &[u32], tags: &str) -> String {
    let refs: String = nodes.iter().map(|n| format!(r#"<nd ref="{n}"/>"#)).collect();
    format!(r#"<way id="{id}">{refs}{tags}</way>"#)
}

const SHOP: &str = r#"<tag k="shop" v="books"/><tag k="name" v="Livres"/>"#;

#[test]
fn only_a_whole_simple_ring_is_an_outline() {
    let many: Vec<u32> = (0..600).map(|n| n % 100).chain([0]).collect();
    for (name, nodes, corners) in [
        ("a square", vec![0, 1, 11, 10, 0], Some(4)),
        ("not closed", vec![0, 1, 11, 10], None),
        ("a bow tie", vec![0, 11, 1, 10, 0], None),
        ("a line there and back", vec![0, 1, 2, 1, 0], None),
        ("a corner said twice", vec![0, 1, 1, 11, 0], None),
        ("cut at the edge", vec![0, 1, 777, 11, 10, 0], None),
        ("too many corners", many, None),
        ("a kilometre and more", vec![0, 900, 10, 0], None),
    ] {
        let town = drawn(&way(1, &nodes, SHOP));
        let [shop] = &town.places[..] else { panic!("{name}: {:?}", town.places) };
        assert_eq!(shop.outline.as_ref().map(|outline| outline.corners().len()), corners, "{name}");
    }
    let multipolygon = |members: &str| {
        let member = |id| format!(r#"<member type="way" ref="{id}" role="outer"/>"#);
        let members: String = members.split(' ').map(member).collect();
        format!(r#"<relation id="9">{members}<tag k="type" v="multipolygon"/>{SHOP}</relation>"#)
    };
    let ways = [way(1, &[0, 1, 11], ""), way(2, &[11, 10, 0], ""), way(3, &[44, 45, 55, 44], "")].concat();
    for (members, corners) in [("1 2", Some(4)), ("1 2 3", None), ("1", None), ("1 2 77", None)] {
        let town = drawn(&format!("{ways}{}", multipolygon(members)));
        let outline = town.places.first().and_then(|shop| shop.outline.as_ref());
        assert_eq!(outline.map(|outline| outline.corners().len()), corners, "{members}");
    }
}
