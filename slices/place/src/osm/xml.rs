//! OSM XML, event by event.

use std::io::{self, BufReader, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::ELEMENT_BYTES;
use super::collect::{Collector, Element, Member};
use super::problem::{Problem, Refused};
use super::source::Bytes;
use super::tags::Tags;
use super::town::Bounds;

/// Objects between two tellings of progress.
const TELL_EVERY: u64 = 4_096;

/// Reads all objects into the collector.
pub(super) fn read(bytes: Bytes, collector: &mut Collector, tell: &mut dyn FnMut()) -> Result<(), Refused> {
    let mut reader = Reader::from_reader(BufReader::new(Guard { inner: bytes, passed: 0 }));
    let mut state = State { collector, line: 1, depth: 0, rooted: false, open: None };
    let (mut buffer, mut since) = (Vec::new(), 0);
    loop {
        buffer.clear();
        reader.get_mut().get_mut().passed = 0;
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => return state.broken(&error),
        };
        if matches!(event, Event::Eof) {
            return state.ended();
        }
        let lines = event.matches('\n').count() as u64;
        state.event(event)?;
        state.line += lines;
        since += 1;
        if since == TELL_EVERY {
            since = 0;
            tell();
        }
    }
}

/// Lets no single tag or text grow beyond [`ELEMENT_BYTES`]: the parser holds it whole.
struct Guard<R> {
    inner: R,
    passed: u64,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.passed > ELEMENT_BYTES {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "an element is too long"));
        }
        let count = self.inner.read(into)?;
        self.passed += count as u64;
        Ok(count)
    }
}

/// An object whose end was not met yet.
struct Open {
    element: Element,
    line: u64,
    id: Option<i64>,
    at: Option<(f64, f64)>,
    gone: bool,
    refs: Vec<i64>,
    members: Vec<Member>,
    tags: Tags,
}

struct State<'a> {
    collector: &'a mut Collector,
    line: u64,
    depth: u32,
    rooted: bool,
    open: Option<Open>,
}

impl State<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<(), Refused> {
        match event {
            // Entity bombs need one, OSM files have none.
            Event::DocType(_) => Err(Refused::DocumentType),
            Event::Start(start) => {
                self.start(&start)?;
                self.depth += 1;
                Ok(())
            }
            Event::Empty(start) => {
                self.start(&start)?;
                if self.depth == 1 { self.close() } else { Ok(()) }
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 1 { self.close() } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Refused> {
        let name = start.name();
        match (self.depth, name.as_ref()) {
            (0, "osm") => self.rooted = true,
            (0, _) => return Err(Refused::NotOsm { looks_like: "another kind of XML" }),
            (1, "node") => self.begin(Element::Node, start),
            (1, "way") => self.begin(Element::Way, start),
            (1, "relation") => self.begin(Element::Relation, start),
            (1, "bounds") => self.collector.declared = bounds(start),
            (2, "tag" | "nd" | "member") => self.child(name.as_ref(), start),
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, element: Element, start: &BytesStart<'_>) {
        let text = |name| attribute(start, name);
        let number = |name| text(name).and_then(|value| value.parse::<f64>().ok());
        self.open = Some(Open {
            element,
            line: self.line,
            id: text("id").and_then(|id| id.parse().ok()),
            at: number("lat").zip(number("lon")),
            // Histories and editors' files carry objects that are no more.
            gone: text("visible").as_deref() == Some("false") || text("action").as_deref() == Some("delete"),
            refs: Vec::new(),
            members: Vec::new(),
            tags: Tags::default(),
        });
    }

    fn child(&mut self, name: &str, start: &BytesStart<'_>) {
        let Some(open) = &mut self.open else { return };
        let text = |name| attribute(start, name);
        let number = |name| text(name).and_then(|value| value.parse::<i64>().ok());
        let wrong = match name {
            "tag" => match (text("k"), text("v")) {
                (Some(key), Some(value)) => {
                    open.tags.add(&key, &value);
                    None
                }
                (None, _) => Some("k"),
                (_, None) => Some("v"),
            },
            "nd" => number("ref").map_or(Some("ref"), |id| {
                open.refs.push(id);
                None
            }),
            _ => number("ref").zip(text("type").and_then(|kind| element(&kind))).map_or(
                Some("ref"),
                |(id, element)| {
                    open.members.push(Member {
                        element,
                        id,
                        inner: text("role").as_deref() == Some("inner"),
                    });
                    None
                },
            ),
        };
        if let Some(wrong) = wrong {
            let osm = open.id.map(|id| open.element.named(id));
            self.collector.tell(Some(self.line), osm, Problem::BadAttribute(wrong));
        }
    }

    /// Hands the object that is complete now to the collector.
    fn close(&mut self) -> Result<(), Refused> {
        let Some(open) = self.open.take().filter(|open| !open.gone) else { return Ok(()) };
        let line = Some(open.line);
        let Some(id) = open.id else {
            self.collector.tell(line, None, Problem::BadAttribute("id"));
            return Ok(());
        };
        match (open.element, open.at) {
            (Element::Node, Some(at)) => self.collector.node(id, at, open.tags, line),
            (Element::Node, None) => {
                self.collector.tell(line, Some(Element::Node.named(id)), Problem::BadAttribute("lat, lon"));
                Ok(())
            }
            (Element::Way, _) => self.collector.way(id, open.refs, open.tags, line),
            (Element::Relation, _) => self.collector.relation(id, open.members, open.tags, line),
        }
    }

    /// The parser cannot go on: what is complete stays.
    fn broken(&mut self, error: &quick_xml::Error) -> Result<(), Refused> {
        if !self.rooted {
            return Err(Refused::NotOsm { looks_like: "broken XML" });
        }
        let problem = match error {
            quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => Problem::CutShort,
            other => Problem::Broken(other.to_string()),
        };
        self.collector.cut_short(Some(self.line), problem);
        Ok(())
    }

    fn ended(&mut self) -> Result<(), Refused> {
        if !self.rooted {
            return Err(Refused::NotOsm { looks_like: "XML without content" });
        }
        if self.depth > 0 {
            self.collector.cut_short(Some(self.line), Problem::CutShort);
        }
        Ok(())
    }
}

fn element(kind: &str) -> Option<Element> {
    match kind {
        "node" => Some(Element::Node),
        "way" => Some(Element::Way),
        "relation" => Some(Element::Relation),
        _ => None,
    }
}

/// An attribute's text; `None` when it is absent, malformed, or uses an entity that XML itself does not define.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    found.normalized_value(XmlVersion::Explicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn bounds(start: &BytesStart<'_>) -> Option<Bounds> {
    let number = |name| attribute(start, name)?.parse::<f64>().ok();
    let south_west = domain::Position::new(number("minlat")?, number("minlon")?)?;
    let north_east = domain::Position::new(number("maxlat")?, number("maxlon")?)?;
    Some(Bounds { south_west, north_east })
}
