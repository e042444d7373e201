//! XMLTV → events: what a channel shows and when. Entities that a file makes up itself are not followed; neither are addresses in it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read as _;

use agenda::NewEvent;
use domain::{Instant, limits};
use flate2::read::GzDecoder;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::{ENTRIES_MAX, Frame, LASTS_MAX_S, Read, address, kept};

/// How long something lasts that does not say so: two hours.
const LASTS_S: i64 = 7_200;
/// Bytes of one text; what is longer is cut.
const TEXT_BYTES: usize = 4_096;

/// A programme as far as it was read.
#[derive(Default)]
struct Entry {
    starts: Option<Instant>,
    ends: Option<Instant>,
    channel: String,
    title: String,
    category: String,
    url: Option<String>,
}

/// Reads a programme, packed or not; `None` where there is none. No more than so many bytes are unpacked.
pub(super) fn read(body: &[u8], most: usize, frame: &Frame<'_>) -> Option<Read> {
    let unpacked = unpacked(body, most)?;
    let text = decoded(&unpacked);
    let mut reader = Reader::from_str(&text);
    let (mut read, mut state) = (Read::default(), State::default());
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => state.event(event, &mut read, frame),
            // What came before the fault was read.
            Err(_) => {
                read.skipped += 1;
                break;
            }
        }
    }
    state.is_programme.then_some(read)
}

fn unpacked(body: &[u8], most: usize) -> Option<Cow<'_, [u8]>> {
    if !body.starts_with(&[0x1f, 0x8b]) {
        return Some(Cow::Borrowed(body));
    }
    let (mut out, limit) = (Vec::new(), u64::try_from(most).unwrap_or(u64::MAX));
    GzDecoder::new(body).take(limit + 1).read_to_end(&mut out).ok()?;
    (out.len() <= most).then_some(Cow::Owned(out))
}

/// Most write UTF-8; older ones say that they write Latin-1.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_ascii_lowercase();
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if head.contains("8859-1") => Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

#[derive(Default)]
struct State {
    is_programme: bool,
    channels: HashMap<String, String>,
    /// The channel whose names are being read.
    channel: Option<String>,
    entry: Option<Entry>,
    /// The text that is being read, if it is wanted.
    text: Option<String>,
    seen: usize,
}

impl State {
    fn event(&mut self, event: Event<'_>, read: &mut Read, frame: &Frame<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::Empty(tag) if tag.name().as_ref() == "programme" => read.skipped += 1,
            Event::Text(text) => self.push(&text),
            Event::CData(text) => self.push(&text),
            Event::GeneralRef(named) => {
                let char = named.resolve_char_ref().ok().flatten().map(String::from);
                let known = || resolve_predefined_entity(&named).map(str::to_owned);
                self.push(&char.or_else(known).unwrap_or_default());
            }
            Event::End(tag) => self.end(tag.name().as_ref(), read, frame),
            _ => {}
        }
    }

    fn push(&mut self, said: &str) {
        if let Some(text) = self.text.as_mut().filter(|text| text.len() + said.len() <= TEXT_BYTES) {
            text.push_str(said);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "tv" => self.is_programme = true,
            "channel" => self.channel = attribute(tag, "id"),
            "programme" => {
                let at = |name| attribute(tag, name).as_deref().and_then(instant);
                self.entry = Some(Entry {
                    starts: at("start"),
                    ends: at("stop"),
                    channel: attribute(tag, "channel").unwrap_or_default(),
                    ..Entry::default()
                });
            }
            "display-name" | "title" | "category" | "url" => self.text = Some(String::new()),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, read: &mut Read, frame: &Frame<'_>) {
        match (name, self.text.take()) {
            ("display-name", Some(text)) if self.channels.len() < ENTRIES_MAX => {
                if let Some(channel) = &self.channel {
                    // The first of its names is the one it is called by.
                    self.channels.entry(channel.clone()).or_insert_with(|| kept(&text, limits::NAME_CHARS));
                }
            }
            ("channel", _) => self.channel = None,
            ("programme", _) => {
                let Some(entry) = self.entry.take() else { return };
                self.seen += 1;
                match self.told(entry, frame).filter(|_| self.seen <= ENTRIES_MAX) {
                    Some(event) if event.ends > frame.from && event.starts < frame.to => {
                        read.events.push(event)
                    }
                    Some(_) => {}
                    None => read.skipped += 1,
                }
            }
            (name, Some(text)) => {
                if let Some(entry) = &mut self.entry {
                    note(entry, name, &text);
                }
            }
            _ => {}
        }
    }

    fn told(&self, entry: Entry, frame: &Frame<'_>) -> Option<NewEvent> {
        let starts = entry.starts?;
        let sensible = |ends: &Instant| *ends > starts && ends.secs_since(starts) <= LASTS_MAX_S;
        let ends = entry.ends.filter(sensible).unwrap_or_else(|| starts.plus_secs(LASTS_S));
        let named = self.channels.get(&entry.channel).filter(|name| !name.is_empty());
        let venue = named.cloned().unwrap_or_else(|| frame.venue.to_owned());
        (!entry.title.is_empty()).then(|| NewEvent {
            uid: kept(&format!("{} {}", entry.channel, entry.title), 250),
            starts,
            ends,
            title: entry.title,
            all_day: false,
            venue,
            category: entry.category,
            url: entry.url,
        })
    }
}

fn note(entry: &mut Entry, name: &str, text: &str) {
    match name {
        "title" if entry.title.is_empty() => entry.title = kept(text, limits::TITLE_CHARS),
        "category" => {
            let all = format!("{} {text}", entry.category);
            entry.category = kept(&all, limits::NAME_CHARS);
        }
        "url" if entry.url.is_none() => entry.url = address(text),
        _ => {}
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(kept(&found.value, 250))
}

/// `20261122205000 +0100`; UTC where nothing is said, as XMLTV has it. Shorter ones leave out the clock's end.
fn instant(told: &str) -> Option<Instant> {
    let (digits, offset) = told.trim().split_once(' ').unwrap_or((told.trim(), "+0000"));
    if digits.len() < 8 || digits.len() > 14 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let full = format!("{digits:0<14}");
    let offset = match offset.trim() {
        "UTC" | "GMT" | "Z" => "+0000",
        other => other,
    };
    let plain = offset.len() == 5
        && offset.starts_with(['+', '-'])
        && offset[1..].bytes().all(|b| b.is_ascii_digit());
    if !plain {
        return None;
    }
    Instant::parse_rfc3339(&format!(
        "{}-{}-{}T{}:{}:{}{}:{}",
        &full[..4],
        &full[4..6],
        &full[6..8],
        &full[8..10],
        &full[10..12],
        &full[12..14],
        &offset[..3],
        &offset[3..]
    ))
}

#[cfg(test)]
mod tests;
