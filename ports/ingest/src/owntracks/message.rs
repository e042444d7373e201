//! OwnTracks messages, read leniently: the apps leave fields out, older ones write numbers as text.
//!
//! Fields after the OwnTracks booklet, "JSON": `lat`, `lon` (degrees), `acc` (metres, left out when unknown), `tst` (the
//! fix, Unix seconds), `created_at` (when the message was written, by the same clock; left out by some).

use domain::{Instant, Source, limits};
use kit::{Refusal, Result};
use moment::Signal;
use serde_json::{Map, Value};

/// What is assumed of a fix that does not say how sure it is: satellites in a street of stone, doubled.
const ACCURACY_UNSAID_M: f64 = 50.0;

/// What sort of message came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Where the phone is.
    Location,
    /// The phone entered or left a region of its own.
    Transition,
    /// A region of the phone, or all of them: the phone's affair, read and forgotten.
    Region,
    /// Something else the app is known to send.
    Other,
    /// Something nobody announced.
    Unknown,
    /// A location without a place or time, a region without a name, or no message at all.
    Nonsense,
}

impl Kind {
    /// Every kind with its name in measures.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Location, "location"),
        (Self::Transition, "transition"),
        (Self::Region, "region"),
        (Self::Other, "other"),
        (Self::Unknown, "unknown"),
        (Self::Nonsense, "nonsense-message"),
    ];
}

domain::named!(Kind);

/// The messages of one request.
#[derive(Debug, Default)]
pub struct Batch {
    /// What sort each message was, in the order they came.
    pub kinds: Vec<Kind>,
    /// The signals among them, oldest first.
    pub signals: Vec<Signal>,
}

/// Reads one message or an array of them.
///
/// # Errors
/// `not-json` for anything else than JSON, `too-large` for more than [`limits::BATCH`] messages.
pub fn read(bytes: &[u8]) -> Result<Batch> {
    let value: Value = serde_json::from_slice(bytes).map_err(|_| Refusal::new("not-json"))?;
    let messages = match value {
        Value::Array(messages) => messages,
        one => vec![one],
    };
    if messages.len() > limits::BATCH {
        return Err(Refusal::new("too-large"));
    }
    let mut batch = Batch::default();
    // Whatever was written last was written before the request was sent: it bounds the phone's clock for all of them.
    let sent_at = messages.iter().filter_map(|message| instant(message.get("created_at")?)).max();
    for message in &messages {
        let (kind, signal) = read_one(message, sent_at);
        batch.kinds.push(kind);
        batch.signals.extend(signal);
    }
    batch.signals.sort_by_key(|signal| signal.at);
    Ok(batch)
}

fn read_one(message: &Value, sent_at: Option<Instant>) -> (Kind, Option<Signal>) {
    let Some(fields) = message.as_object() else { return (Kind::Nonsense, None) };
    match fields.get("_type").and_then(Value::as_str) {
        Some("location") => match signal(fields, sent_at) {
            Some(signal) => (Kind::Location, Some(signal)),
            None => (Kind::Nonsense, None),
        },
        // A beacon's transition need not say where it was.
        Some("transition") => (Kind::Transition, signal(fields, sent_at)),
        Some("waypoint") => (region(message), None),
        Some("waypoints") => (regions(fields), None),
        Some(
            "beacon" | "card" | "cmd" | "configuration" | "dump" | "encrypted" | "lwt" | "request" | "status"
            | "steps",
        ) => (Kind::Other, None),
        Some(_) => (Kind::Unknown, None),
        None => (Kind::Nonsense, None),
    }
}

fn signal(fields: &Map<String, Value>, sent_at: Option<Instant>) -> Option<Signal> {
    let accuracy_m = fields.get("acc").map_or(Some(ACCURACY_UNSAID_M), number)?;
    Some(Signal {
        lat: number(fields.get("lat")?)?,
        lon: number(fields.get("lon")?)?,
        accuracy_m,
        at: instant(fields.get("tst")?)?,
        sent_at,
        source: Source::OwnTracks,
    })
}

/// A region has a name; where it is, it may leave to its beacon.
fn region(message: &Value) -> Kind {
    let named = message.get("desc").is_some_and(Value::is_string);
    if named { Kind::Region } else { Kind::Nonsense }
}

fn regions(fields: &Map<String, Value>) -> Kind {
    match fields.get("waypoints").and_then(Value::as_array) {
        Some(all) if all.iter().all(|one| region(one) == Kind::Region) => Kind::Region,
        _ => Kind::Nonsense,
    }
}

/// A number, or the text of one.
fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// Unix seconds between 1970 and the year 2514, whole or not.
fn instant(value: &Value) -> Option<Instant> {
    let secs = number(value).filter(|secs| (0.0..=17_179_869_184.0).contains(secs))?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "between 0 and 2^34 seconds: under 2^54 microseconds"
    )]
    let micros = (secs * 1e6).round() as i64;
    Some(Instant::from_micros(micros))
}

#[cfg(test)]
#[path = "message_tests.rs"]
mod tests;
