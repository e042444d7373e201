//! A PBF written by hand, field by field after <https://wiki.openstreetmap.org/wiki/PBF_Format>.

use super::*;

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn number(out: &mut Vec<u8>, field: u64, value: u64) {
    varint(out, field << 3);
    varint(out, value);
}

fn bytes(out: &mut Vec<u8>, field: u64, value: &[u8]) {
    varint(out, field << 3 | 2);
    varint(out, value.len() as u64);
    out.extend(value);
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn packed(values: impl IntoIterator<Item = u64>) -> Vec<u8> {
    let mut out = Vec::new();
    values.into_iter().for_each(|value| varint(&mut out, value));
    out
}

/// Differences between neighbours, as ids and coordinates are written.
fn deltas(values: &[i64]) -> Vec<u8> {
    let before = std::iter::once(0).chain(values.iter().copied());
    packed(values.iter().zip(before).map(|(value, before)| zigzag(value - before)))
}

fn blob(kind: &str, content: &[u8]) -> Vec<u8> {
    let (mut blob, mut header) = (Vec::new(), Vec::new());
    bytes(&mut blob, 1, content);
    bytes(&mut header, 1, kind.as_bytes());
    number(&mut header, 3, blob.len() as u64);
    [&(header.len() as u32).to_be_bytes()[..], &header, &blob].concat()
}

fn header(feature: &str) -> Vec<u8> {
    let mut content = Vec::new();
    bytes(&mut content, 4, b"OsmSchema-V0.6");
    bytes(&mut content, 4, feature.as_bytes());
    blob("OSMHeader", &content)
}

const STRINGS: &[&str] = &[
    "",
    "shop",
    "bakery",
    "name",
    "Au Bon Pain",
    "highway",
    "footway",
    "building",
    "yes",
    "type",
    "multipolygon",
    "outer",
];

/// Four nodes, the last a bakery; a footway over three of them; a building as a relation of one ring.
fn block(member_type: u64) -> Vec<u8> {
    let mut table = Vec::new();
    STRINGS.iter().for_each(|text| bytes(&mut table, 1, text.as_bytes()));
    let mut dense = Vec::new();
    bytes(&mut dense, 1, &deltas(&[1, 2, 3, 4]));
    bytes(&mut dense, 8, &deltas(&[476_500_000, 476_500_000, 476_503_000, 476_501_000]));
    bytes(&mut dense, 9, &deltas(&[-20_800_000, -20_796_000, -20_796_000, -20_798_000]));
    bytes(&mut dense, 10, &packed([0, 0, 0, 1, 2, 3, 4, 0]));
    let way = |id, tags: (u64, u64), refs: &[i64]| {
        let mut way = Vec::new();
        number(&mut way, 1, id);
        bytes(&mut way, 2, &packed([tags.0]));
        bytes(&mut way, 3, &packed([tags.1]));
        bytes(&mut way, 8, &deltas(refs));
        way
    };
    let mut relation = Vec::new();
    number(&mut relation, 1, 7);
    bytes(&mut relation, 2, &packed([9, 7]));
    bytes(&mut relation, 3, &packed([10, 8]));
    bytes(&mut relation, 8, &packed([11]));
    bytes(&mut relation, 9, &deltas(&[6]));
    bytes(&mut relation, 10, &packed([member_type]));
    let mut group = Vec::new();
    bytes(&mut group, 2, &dense);
    bytes(&mut group, 3, &way(5, (5, 6), &[1, 2, 3]));
    bytes(&mut group, 3, &way(6, (3, 4), &[1, 2, 3, 1]));
    bytes(&mut group, 4, &relation);
    let mut block = Vec::new();
    bytes(&mut block, 1, &table);
    bytes(&mut block, 2, &group);
    blob("OSMData", &block)
}

#[test]
fn a_pbf_gives_the_same_town_as_its_xml() {
    let pbf = [header("DenseNodes"), block(1)].concat();
    let xml = r#"<osm><node id="1" lat="47.65" lon="-2.08"/><node id="2" lat="47.65" lon="-2.0796"/>
<node id="3" lat="47.6503" lon="-2.0796"/>
<node id="4" lat="47.6501" lon="-2.0798"><tag k="shop" v="bakery"/><tag k="name" v="Au Bon Pain"/></node>
<way id="5"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="footway"/></way>
<way id="6"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="name" v="Au Bon Pain"/></way>
<relation id="7"><member type="way" ref="6" role="outer"/><tag k="type" v="multipolygon"/><tag k="building" v="yes"/></relation></osm>"#;
    let town = read_bytes(pbf.clone()).unwrap();
    assert_eq!(town, read_bytes(xml).unwrap());
    assert_eq!((town.places.len(), town.shapes.len(), town.errors.len()), (1, 2, 0));
    assert_eq!(town, read_bytes(gzip(&pbf)).unwrap(), "zipped once more, it is the same");
}

#[test]
fn a_pbf_cut_in_its_second_block_gives_the_first() {
    let pbf = [header("DenseNodes"), block(1), block(1)].concat();
    let town = read_bytes(&pbf[..pbf.len() - 20]).unwrap();
    assert!(town.stats.cut_short && town.places.len() == 1);
    assert_eq!(town.errors.last().map(|e| &e.problem), Some(&Problem::CutShort));
}

#[test]
fn a_block_of_nonsense_is_passed_over() {
    let nonsense = blob("OSMData", &[0xff; 40]);
    let pbf = [header("DenseNodes"), nonsense, block(9), block(1)].concat();
    let town = read_bytes(pbf).unwrap();
    let bad = town.errors.iter().filter(|e| e.problem == Problem::BadBlock).count();
    assert_eq!((bad, town.places.len()), (2, 1), "{:?}", town.errors);
}

#[test]
fn a_feature_we_lack_is_named() {
    let refused = read_bytes([header("LocationsOnEverything"), block(1)].concat());
    assert!(matches!(refused, Err(Refused::Feature(name)) if name == "LocationsOnEverything"));
}
