//! What is kept while reading, until every object is known.

use super::kinds::{Verdict, judge};
use super::problem::{LineError, Problem, Refused};
use super::tags::Tags;
use super::town::{Bounds, Stats};
use super::{ERRORS_TOLD, KEPT_BYTES};

/// The three sorts of OSM object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Element {
    Node,
    Way,
    Relation,
}

impl Element {
    /// The object's name here, such as `way/4711`.
    pub(super) fn named(self, id: i64) -> String {
        let word = match self {
            Self::Node => "node",
            Self::Way => "way",
            Self::Relation => "relation",
        };
        format!("{word}/{id}")
    }
}

/// A node that may be a place.
#[derive(Debug)]
pub(super) struct TaggedNode {
    pub(super) id: i64,
    pub(super) line: Option<u64>,
    pub(super) at: (i32, i32),
    pub(super) tags: Tags,
}

/// A way: its nodes in order.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) id: i64,
    pub(super) line: Option<u64>,
    pub(super) refs: Box<[i64]>,
    pub(super) tags: Tags,
}

/// A member of a relation.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) element: Element,
    pub(super) id: i64,
    pub(super) inner: bool,
}

/// A relation that may be an area, a place or a street with its houses.
#[derive(Debug)]
pub(super) struct Relation {
    pub(super) id: i64,
    pub(super) line: Option<u64>,
    pub(super) members: Box<[Member]>,
    pub(super) tags: Tags,
}

/// Everything kept so far.
#[derive(Debug, Default)]
pub(super) struct Collector {
    /// Id, latitude and longitude in 1e-7 degrees, which is how OSM itself keeps them.
    pub(super) nodes: Vec<(i64, i32, i32)>,
    pub(super) tagged: Vec<TaggedNode>,
    pub(super) ways: Vec<Way>,
    pub(super) relations: Vec<Relation>,
    pub(super) declared: Option<Bounds>,
    pub(super) errors: Vec<LineError>,
    pub(super) stats: Stats,
    kept: usize,
}

impl Collector {
    /// Takes a node.
    pub(super) fn node(
        &mut self,
        id: i64,
        (lat, lon): (f64, f64),
        tags: Tags,
        line: Option<u64>,
    ) -> Result<(), Refused> {
        self.stats.nodes += 1;
        if domain::Position::new(lat, lon).is_none() {
            self.tell(line, Some(Element::Node.named(id)), Problem::OffTheEarth);
            return Ok(());
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "180e7 fits 32 bits and the range was just checked"
        )]
        let at = ((lat * 1e7).round() as i32, (lon * 1e7).round() as i32);
        self.nodes.push((id, at.0, at.1));
        let mut bytes = size_of::<(i64, i32, i32)>();
        if judge(&tags) != Verdict::Nothing {
            bytes += size_of::<TaggedNode>() + tags.bytes();
            self.tagged.push(TaggedNode { id, line, at, tags });
        }
        self.keep(bytes)
    }

    /// Takes a way.
    pub(super) fn way(
        &mut self,
        id: i64,
        refs: Vec<i64>,
        tags: Tags,
        line: Option<u64>,
    ) -> Result<(), Refused> {
        self.stats.ways += 1;
        let bytes = size_of::<Way>() + refs.len() * 8 + tags.bytes();
        self.ways.push(Way { id, line, refs: refs.into(), tags });
        self.keep(bytes)
    }

    /// Takes a relation, if it may be an area, a place or a street with its houses.
    pub(super) fn relation(
        &mut self,
        id: i64,
        members: Vec<Member>,
        tags: Tags,
        line: Option<u64>,
    ) -> Result<(), Refused> {
        self.stats.relations += 1;
        let of_use = ["multipolygon", "associatedStreet"].iter().any(|kind| tags.is("type", kind));
        if !of_use && judge(&tags) == Verdict::Nothing {
            return Ok(());
        }
        let bytes = size_of::<Relation>() + members.len() * size_of::<Member>() + tags.bytes();
        self.relations.push(Relation { id, line, members: members.into(), tags });
        self.keep(bytes)
    }

    /// Remembers an error; beyond [`ERRORS_TOLD`] it only counts.
    pub(super) fn tell(&mut self, line: Option<u64>, osm: Option<String>, problem: Problem) {
        if self.errors.len() < ERRORS_TOLD {
            self.errors.push(LineError { line, osm, problem });
        } else {
            self.stats.errors_untold += 1;
        }
    }

    /// The file ends here, before its end.
    pub(super) fn cut_short(&mut self, line: Option<u64>, problem: Problem) {
        self.stats.cut_short = true;
        // The one error that concerns all that follows is never crowded out.
        self.errors.truncate(ERRORS_TOLD - 1);
        self.tell(line, None, problem);
    }

    fn keep(&mut self, bytes: usize) -> Result<(), Refused> {
        self.kept += bytes;
        if self.kept > KEPT_BYTES { Err(Refused::TooLarge) } else { Ok(()) }
    }
}
