//! OSM PBF, block by block.

use std::panic::{AssertUnwindSafe, catch_unwind};

use osmpbf::{
    BlobDecode, BlobReader, Element as PbfElement, HeaderBlock, PrimitiveBlock, RelMemberType, TagIter,
};

use super::collect::{Collector, Element, Member};
use super::problem::{Problem, Refused};
use super::source::Bytes;
use super::tags::Tags;
use super::town::Bounds;

/// Features of PBF that this reader has.
const FEATURES: &[&str] = &["DenseNodes", "HistoricalInformation", "OsmSchema-V0.6"];

/// Reads all objects into the collector.
pub(super) fn read(bytes: Bytes, collector: &mut Collector, tell: &mut dyn FnMut()) -> Result<(), Refused> {
    let mut headed = false;
    for blob in BlobReader::new(bytes) {
        let decoded = match blob.as_ref().map(|blob| guarded(|| blob.decode())) {
            Ok(decoded) => decoded,
            Err(_) if !headed => return Err(Refused::NotOsm { looks_like: "a broken PBF" }),
            Err(error) => {
                collector.cut_short(None, ending(error));
                return Ok(());
            }
        };
        match decoded {
            Some(Ok(BlobDecode::OsmHeader(header))) => {
                headed = true;
                supported(&header)?;
                collector.declared = declared(&header);
            }
            Some(Ok(BlobDecode::OsmData(block))) => match guarded(|| objects(&block)) {
                Some(objects) => objects.into_iter().try_for_each(|object| object.collect(collector))?,
                None => collector.tell(None, None, Problem::BadBlock),
            },
            Some(Ok(BlobDecode::Unknown(_))) => {}
            Some(Err(_)) | None => collector.tell(None, None, Problem::BadBlock),
        }
        tell();
    }
    if headed { Ok(()) } else { Err(Refused::NotOsm { looks_like: "a PBF without its header" }) }
}

/// Runs the decoder, which panics on indexes and enum values that no writer makes but bad bytes do.
fn guarded<T>(decode: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(decode)).ok()
}

fn ending(error: &osmpbf::Error) -> Problem {
    match error.kind() {
        osmpbf::ErrorKind::Io(_) | osmpbf::ErrorKind::Protobuf { .. } => Problem::CutShort,
        _ => Problem::Broken(error.to_string()),
    }
}

fn supported(header: &HeaderBlock) -> Result<(), Refused> {
    let lacking = header.required_features().iter().find(|feature| !FEATURES.contains(&feature.as_str()));
    lacking.map_or(Ok(()), |feature| Err(Refused::Feature(feature.chars().take(60).collect())))
}

fn declared(header: &HeaderBlock) -> Option<Bounds> {
    let bbox = header.bbox()?;
    let south_west = domain::Position::new(bbox.bottom, bbox.left)?;
    let north_east = domain::Position::new(bbox.top, bbox.right)?;
    Some(Bounds { south_west, north_east })
}

/// An object of a block.
enum Object {
    Node(i64, (f64, f64), Tags),
    Way(i64, Vec<i64>, Tags),
    Relation(i64, Vec<Member>, Tags),
}

impl Object {
    fn collect(self, collector: &mut Collector) -> Result<(), Refused> {
        match self {
            Self::Node(id, at, tags) => collector.node(id, at, tags, None),
            Self::Way(id, refs, tags) => collector.way(id, refs, tags, None),
            Self::Relation(id, members, tags) => collector.relation(id, members, tags, None),
        }
    }
}

fn objects(block: &PrimitiveBlock) -> Vec<Object> {
    let mut objects = Vec::new();
    block.for_each_element(|object| match object {
        PbfElement::Node(node) if !node.info().deleted() => {
            objects.push(Object::Node(node.id(), (node.lat(), node.lon()), tags(node.tags())));
        }
        PbfElement::DenseNode(node) if !node.info().is_some_and(|info| info.deleted()) => {
            let mut tags = Tags::default();
            node.tags().for_each(|(key, value)| tags.add(key, value));
            objects.push(Object::Node(node.id(), (node.lat(), node.lon()), tags));
        }
        PbfElement::Way(way) if !way.info().deleted() => {
            objects.push(Object::Way(way.id(), way.refs().collect(), tags(way.tags())));
        }
        PbfElement::Relation(relation) if !relation.info().deleted() => {
            let members = relation.members().map(|member| Member {
                element: element(&member.member_type),
                id: member.member_id,
                inner: member.role().is_ok_and(|role| role == "inner"),
            });
            objects.push(Object::Relation(relation.id(), members.collect(), tags(relation.tags())));
        }
        _ => {}
    });
    objects
}

fn tags(pairs: TagIter<'_>) -> Tags {
    let mut tags = Tags::default();
    pairs.for_each(|(key, value)| tags.add(key, value));
    tags
}

fn element(kind: &RelMemberType) -> Element {
    match kind {
        RelMemberType::Node => Element::Node,
        RelMemberType::Way => Element::Way,
        RelMemberType::Relation => Element::Relation,
    }
}
