//! Who walks, what a step brought about, and how the watchers are shown it.

use domain::{Instant, MemberId, OfferId, Position, Suggestion};
use encounter::Encounter;
use serde_json::json;
use sim::Walker;

use super::cast::Frame;
use super::show::Show;

/// Somebody who walks.
pub(super) struct Someone {
    pub(super) member: MemberId,
    pub(super) walker: Walker,
    /// When they were last told something.
    pub(super) told_at: Option<Instant>,
    pub(super) name: String,
    pub(super) number: u64,
    /// The number of the last suggestion seen.
    pub(super) told: i64,
    pub(super) shines_until: u64,
    pub(super) listens: bool,
    pub(super) errand: Option<Errand>,
}

/// What somebody took and goes to fetch.
pub(super) struct Errand {
    pub(super) encounter: Encounter,
    pub(super) stop: usize,
    pub(super) waited_s: f64,
}

/// An encounter that took place.
#[derive(Debug, Clone, PartialEq)]
pub struct Met {
    /// Where.
    pub at: Position,
    /// What was handed over.
    pub title: String,
}

/// What one step brought about.
#[derive(Debug, Default)]
pub struct Beat {
    /// Whose moments were used.
    pub moments: Vec<MemberId>,
    /// Suggestions that walkers received.
    pub made: Vec<Suggestion>,
    /// Of which offers a unit was taken.
    pub taken: Vec<OfferId>,
    /// Encounters that took place.
    pub met: Vec<Met>,
    /// What was put on the shelves again, and how many.
    pub stocked: Vec<(OfferId, u32)>,
    /// Who came to town.
    pub arrived: Vec<MemberId>,
}

impl Show {
    /// Shows those who watch where everybody is; whoever has the switch off is on no map.
    pub(super) fn show(&self, beat: &Beat) {
        let frames = &self.personas.frames;
        if frames.receiver_count() == 0 {
            return;
        }
        let seen = self.people.iter().filter(|someone| someone.listens);
        let dots: Vec<_> = seen.map(|someone| dot(someone, self.step)).collect();
        let walkers = Frame { event: "walkers", data: json!(dots).to_string() };
        let met = beat.met.iter().map(|met| {
            let data = json!({"lat": met.at.lat(), "lon": met.at.lon(), "title": met.title}).to_string();
            Frame { event: "met", data }
        });
        for frame in std::iter::once(walkers).chain(met) {
            // The last watcher may just have left.
            let _ = frames.send(frame);
        }
    }
}

fn dot(someone: &Someone, step: u64) -> serde_json::Value {
    let at = someone.walker.truly();
    json!({
        "id": someone.number.to_string(),
        "lat": at.lat(),
        "lon": at.lon(),
        "name": someone.name,
        "suggested": step < someone.shines_until,
    })
}
