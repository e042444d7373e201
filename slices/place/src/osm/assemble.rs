//! From what was kept to the town: positions found, outlines closed, places described.

use std::collections::{HashMap, HashSet};

use domain::limits::NAME_CHARS;
use domain::{Category, Outline, Position};

use super::collect::{Collector, Element, Relation, Way};
use super::hours::read_hours;
use super::kinds::{Verdict, judge};
use super::problem::Problem;
use super::rings::{inside, middle, stitch};
use super::shapes::classify;
use super::tags::Tags;
use super::town::{Bounds, FoundPlace, Shape, ShapeKind, Town};

/// Radius of a place known by a point alone, in metres.
const POINT_RADIUS_M: u32 = 10;

/// Makes the town.
pub(super) fn town(mut collector: Collector) -> Town {
    let nodes = std::mem::take(&mut collector.nodes);
    let (tagged, ways) = (std::mem::take(&mut collector.tagged), std::mem::take(&mut collector.ways));
    let relations = std::mem::take(&mut collector.relations);
    let ground = Ground::new(nodes);
    let streets = streets_of_houses(&relations);
    let mut builder = Builder { collector, streets, ..Builder::default() };
    for node in tagged {
        let points = [position(node.at)];
        let (id, line, tags) = (node.id, node.line, &node.tags);
        builder.place(&Thing { element: Element::Node, id, line, tags, whole: false }, &points);
    }
    for way in &ways {
        builder.way(way, &ground);
    }
    let ways: HashMap<i64, &Way> = ways.iter().map(|way| (way.id, way)).collect();
    for relation in &relations {
        builder.relation(relation, &ways, &ground);
    }
    builder.collector.errors.sort_by_key(|error| error.line);
    let declared = builder.collector.declared;
    Town {
        places: builder.places,
        shapes: builder.shapes,
        bounds: declared
            .or_else(|| Bounds::about(ground.0.iter().map(|(_, lat, lon)| position((*lat, *lon))))),
        stats: builder.collector.stats,
        errors: builder.collector.errors,
    }
}

/// Where the nodes are, sorted by id.
struct Ground(Vec<(i64, i32, i32)>);

impl Ground {
    fn new(mut nodes: Vec<(i64, i32, i32)>) -> Self {
        // The later of two versions of a node counts: reversed, the sort keeps it first and the rest is dropped.
        nodes.reverse();
        nodes.sort_by_key(|(id, _, _)| *id);
        nodes.dedup_by_key(|(id, _, _)| *id);
        Self(nodes)
    }

    fn at(&self, id: i64) -> Option<Position> {
        let index = self.0.binary_search_by_key(&id, |(id, _, _)| *id).ok()?;
        let (_, lat, lon) = self.0[index];
        Some(position((lat, lon)))
    }

    /// The positions of a ring, if all are known.
    fn ring(&self, refs: &[i64]) -> Option<Vec<Position>> {
        refs.iter().map(|id| self.at(*id)).collect()
    }
}

fn position((lat, lon): (i32, i32)) -> Position {
    #[expect(clippy::expect_used, reason = "the collector took only positions in range")]
    Position::new(f64::from(lat) / 1e7, f64::from(lon) / 1e7).expect("in range")
}

/// Street names told by `associatedStreet` relations, by house.
fn streets_of_houses(relations: &[Relation]) -> HashMap<(Element, i64), String> {
    let mut streets = HashMap::new();
    for relation in relations.iter().filter(|relation| relation.tags.is("type", "associatedStreet")) {
        let Some(name) = relation.tags.get("name") else { continue };
        for member in &relation.members {
            streets.insert((member.element, member.id), name.to_owned());
        }
    }
    streets
}

/// An object and its tags.
struct Thing<'a> {
    element: Element,
    id: i64,
    line: Option<u64>,
    tags: &'a Tags,
    /// Whether its points are all there is of it.
    whole: bool,
}

#[derive(Default)]
struct Builder {
    collector: Collector,
    streets: HashMap<(Element, i64), String>,
    places: Vec<FoundPlace>,
    shapes: Vec<Shape>,
    seen: HashSet<(Element, i64)>,
}

impl Builder {
    fn way(&mut self, way: &Way, ground: &Ground) {
        let closed = way.refs.len() >= 4 && way.refs.first() == way.refs.last();
        let drawn = classify(&way.tags, closed);
        if drawn.is_none() && judge(&way.tags) == Verdict::Nothing
            || !self.seen.insert((Element::Way, way.id))
        {
            return;
        }
        let points: Vec<Option<Position>> = way.refs.iter().map(|id| ground.at(*id)).collect();
        let missing = points.iter().filter(|point| point.is_none()).count();
        let osm = Element::Way.named(way.id);
        if missing > 0 {
            self.collector.stats.ways_cut += 1;
            self.collector.tell(way.line, Some(osm.clone()), Problem::MissingNodes(missing));
        }
        if let Some((kind, area)) = drawn {
            // A line that leaves the extract is drawn as far as it is known; an area must be whole.
            for run in points.split(Option::is_none).filter(|run| run.len() >= 2 && !(area && missing > 0)) {
                let line: Vec<Position> = run.iter().copied().flatten().collect();
                let name = way.tags.get("name").map(held);
                self.shapes.push(Shape { osm: osm.clone(), kind, name, line, holes: Vec::new(), area });
            }
        }
        let known: Vec<Position> = points.into_iter().flatten().collect();
        let (id, line, tags, whole) = (way.id, way.line, &way.tags, missing == 0);
        self.place(&Thing { element: Element::Way, id, line, tags, whole }, &known);
    }

    fn relation(&mut self, relation: &Relation, ways: &HashMap<i64, &Way>, ground: &Ground) {
        let drawn = classify(&relation.tags, true);
        let verdict = judge(&relation.tags);
        let multipolygon = relation.tags.is("type", "multipolygon");
        if !multipolygon && matches!(verdict, Verdict::Place(_)) {
            let osm = Element::Relation.named(relation.id);
            self.collector.tell(relation.line, Some(osm), Problem::NoOutline);
        }
        let of_use = multipolygon && (drawn.is_some() || verdict != Verdict::Nothing);
        if !of_use || !self.seen.insert((Element::Relation, relation.id)) {
            return;
        }
        let members = |inner: bool| -> Vec<&[i64]> {
            let of_kind = relation.members.iter().filter(|m| m.element == Element::Way && m.inner == inner);
            of_kind.filter_map(|member| ways.get(&member.id)).map(|way| &*way.refs).collect()
        };
        let (outer, inner) = (members(false), members(true));
        let absent =
            relation.members.iter().filter(|m| m.element == Element::Way).count() - outer.len() - inner.len();
        let ((outers, outer_open), (inners, inner_open)) = (stitch(&outer), stitch(&inner));
        let outers: Vec<Vec<Position>> = outers.iter().filter_map(|ring| ground.ring(ring)).collect();
        let inners: Vec<Vec<Position>> = inners.iter().filter_map(|ring| ground.ring(ring)).collect();
        let broken = absent > 0 || outer_open || inner_open;
        if broken {
            let osm = Element::Relation.named(relation.id);
            self.collector.tell(relation.line, Some(osm), Problem::OpenRing);
        }
        // The largest outline stands for a place of several.
        let largest = outers.iter().max_by(|a, b| size(a).total_cmp(&size(b))).cloned().unwrap_or_default();
        let whole = !broken && outers.len() == 1;
        if let Some((kind, _)) = drawn {
            self.areas(relation, kind, outers, inners);
        }
        let (id, line, tags) = (relation.id, relation.line, &relation.tags);
        let thing = Thing { element: Element::Relation, id, line, tags, whole };
        self.place(&thing, &largest);
    }

    fn areas(
        &mut self,
        relation: &Relation,
        kind: ShapeKind,
        outers: Vec<Vec<Position>>,
        inners: Vec<Vec<Position>>,
    ) {
        let alone = outers.len() == 1;
        for line in outers {
            let within =
                |hole: &&Vec<Position>| alone || hole.first().is_some_and(|first| inside(&line, *first));
            let holes = inners.iter().filter(within).cloned().collect();
            let (osm, name) = (Element::Relation.named(relation.id), relation.tags.get("name").map(held));
            self.shapes.push(Shape { osm, kind, name, line, holes, area: true });
        }
    }

    /// Adds a place, if the object is one and has a name and a known point.
    fn place(&mut self, thing: &Thing<'_>, points: &[Position]) {
        let category = match judge(thing.tags) {
            Verdict::Place(category) => category,
            Verdict::Elsewhere => {
                self.collector.stats.elsewhere += 1;
                return;
            }
            Verdict::Nothing => return,
        };
        let name = held(thing.tags.first(&["name", "name:fr"]));
        if name.is_empty() {
            self.collector.stats.unnamed += 1;
            return;
        }
        if thing.element == Element::Node && !self.seen.insert((Element::Node, thing.id)) {
            return;
        }
        let Some(position) = middle(points) else { return };
        let mut found = self.described(thing, category, name, position, radius_m(points));
        found.outline = outline(points).filter(|outline| thing.whole && outline.is_about(position));
        self.places.push(found);
    }

    fn described(
        &mut self,
        thing: &Thing<'_>,
        category: Category,
        name: String,
        position: Position,
        radius_m: u32,
    ) -> FoundPlace {
        let tags = thing.tags;
        let osm = thing.element.named(thing.id);
        let hours_text = tags.first(&["opening_hours"]).to_owned();
        let hours = read_hours(&hours_text);
        if hours.is_none() && !hours_text.is_empty() {
            self.collector.tell(thing.line, Some(osm.clone()), Problem::BadHours(hours_text.clone()));
        }
        FoundPlace {
            osm,
            name,
            category,
            position,
            radius_m,
            outline: None,
            address: self.address(thing),
            hours_text,
            hours,
            phone: tags.first(&["phone", "contact:phone"]).to_owned(),
            website: web_address(tags.first(&["website", "contact:website"])),
            brand: held(tags.first(&["brand"])),
        }
    }

    /// Number and street, as people write it.
    fn address(&self, thing: &Thing<'_>) -> String {
        let number = thing.tags.first(&["addr:housenumber", "contact:housenumber"]);
        let street = thing.tags.first(&["addr:street", "contact:street", "addr:place"]);
        let associated = self.streets.get(&(thing.element, thing.id)).map_or("", String::as_str);
        let street = if street.is_empty() { associated } else { street };
        if street.is_empty() { String::new() } else { format!("{number} {street}").trim().to_owned() }
    }
}

/// A name within the house's length.
fn held(name: &str) -> String {
    name.chars().take(NAME_CHARS).collect::<String>().trim().to_owned()
}

/// A web address people may follow; anything but `http` and `https` is dropped.
fn web_address(text: &str) -> String {
    if text.starts_with("https://") || text.starts_with("http://") {
        text.to_owned()
    } else if text.starts_with("www.") {
        format!("https://{text}")
    } else {
        String::new()
    }
}

fn size(ring: &[Position]) -> f64 {
    super::rings::turn(ring).abs()
}

/// The outline that points make, when they are a simple ring.
fn outline(points: &[Position]) -> Option<Outline> {
    let closed = points.len() >= 4 && points.first() == points.last();
    closed.then(|| Outline::new(points.iter().copied()).ok()).flatten()
}

fn radius_m(points: &[Position]) -> u32 {
    match Bounds::about(points.iter().copied()) {
        Some(bounds) if points.len() > 1 => {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 5 and 60")]
            let metres = bounds.half_diagonal_m().clamp(5.0, 60.0).round() as u32;
            metres
        }
        _ => POINT_RADIUS_M,
    }
}
