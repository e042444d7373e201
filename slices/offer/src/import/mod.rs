//! `import offers FILE.csv`: a shop's own list, read again whenever it changes.
//!
//! The first line names the columns in any order: `reference`, `title` and `price` must be there; `currency` (EUR when
//! empty), `reference_price`, `stock`, `category`, `gtin`, `brand`, `from`, `until`, `reach_m`, `zone` and `place` may be.
//! Separators `,` `;` and tab are told apart by themselves, as are a byte order mark, CRLF and a decimal comma.
//!
//! An offer is found again by its reference. A column that is absent leaves what was; an empty cell takes it away. A closed
//! offer that the file names is offered again, a paused one stays paused, and one the file does not name is left alone. A
//! reference that comes twice in one file is kept as its first line says and refused afterwards: whichever line were to
//! win, the shop has to know. Lines are kept some hundreds at a time, so a stop halfway leaves whole batches behind.

mod columns;
mod line;
pub mod records;

use std::collections::{HashMap, HashSet};
use std::io::Read;

use domain::ids::Id;
use domain::{Offer, OrganisationId, PlaceId, limits};
use kit::{App, Lang, Refusal, Result};
use store::{Tx, fetch_all};

use crate::rows::ReferredRow;
use crate::{actions, decide, sql};
use columns::Columns;
use line::{Line, Setting};
use records::Records;

pub(crate) use columns::KNOWN;

/// Lines kept in one transaction: long enough to share its price, short enough not to keep others waiting.
const BATCH: usize = 400;
/// Refused lines that a report tells one by one; beyond these it only counts.
const TOLD: usize = 1_000;

/// A line that was not kept, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineError {
    /// Which line of the file, from 1.
    pub line: u64,
    /// Which column; empty when the line as a whole is to blame.
    pub column: &'static str,
    /// What is wrong: `field-CODE` in the language files.
    pub code: &'static str,
}

impl LineError {
    /// Says it: `Line 12, price: write an amount`.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        let key = if self.column.is_empty() { "offer-import-line" } else { "offer-import-cell" };
        let why = lang.t(&format!("field-{}", self.code));
        lang.with(key, &[("line", self.line.to_string()), ("column", self.column.to_owned()), ("why", why)])
    }
}

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Offers that are new.
    pub added: u64,
    /// Offers that changed.
    pub updated: u64,
    /// Offers that were so already.
    pub unchanged: u64,
    /// Lines that were not kept, the first thousand of them.
    pub refused: Vec<LineError>,
    /// How many more were not kept.
    pub refused_more: u64,
    /// Columns nobody here knows; they were passed over.
    pub unknown_columns: Vec<String>,
}

impl ImportReport {
    fn refuse(&mut self, line: u64, column: &'static str, code: &'static str) {
        if self.refused.len() < TOLD {
            self.refused.push(LineError { line, column, code });
        } else {
            self.refused_more += 1;
        }
    }

    fn refuse_by(&mut self, line: u64, refusal: &Refusal) {
        let (column, code) = refusal.fields.first().copied().unwrap_or(("", "type"));
        self.refuse(line, column, code);
    }
}

/// Reads a file of offers of an organisation; lines that name no place are at `place`. `progress` is told the bytes read.
///
/// # Errors
/// `invalid` naming the columns that are missing (or `place`, when it is not the organisation's), `internal` when the file
/// or the database fails; batches kept before that stay.
pub async fn import_csv(
    app: &App,
    organisation: OrganisationId,
    place: PlaceId,
    csv: impl Read,
    mut progress: impl FnMut(u64),
) -> Result<ImportReport> {
    let setting = setting(app, organisation, place).await?;
    let mut records = Records::new(csv);
    let header = records.header().map_err(unreadable)?;
    let columns = Columns::read(&header)?;
    let mut report = ImportReport { unknown_columns: columns.unknown.clone(), ..ImportReport::default() };
    let (mut seen, mut batch, mut room) = (HashSet::new(), Vec::with_capacity(BATCH), None);
    while let Some((number, record)) = records.next(columns.separator).map_err(unreadable)? {
        let read = record.map_err(|code| ("", code));
        match read.and_then(|cells| Line::read(number, &cells, &columns, &setting)) {
            Err((column, code)) => report.refuse(number, column, code),
            Ok(line) if seen.contains(&line.reference) => report.refuse(number, "reference", "twice"),
            Ok(_) if seen.len() as i64 >= limits::OFFERS_PER_ORGANISATION => {
                report.refuse(number, "", "full")
            }
            Ok(line) => {
                seen.insert(line.reference.clone());
                batch.push(line);
            }
        }
        if batch.len() == BATCH {
            keep(app, &setting, std::mem::take(&mut batch), &mut report, &mut room).await?;
            progress(records.bytes());
        }
    }
    keep(app, &setting, batch, &mut report, &mut room).await?;
    progress(records.bytes());
    Ok(report)
}

fn unreadable(error: std::io::Error) -> Refusal {
    tracing::warn!(%error, "a file of offers could not be read");
    Refusal::new("internal")
}

/// The organisation's places, by id and by OSM object.
async fn setting(app: &App, organisation: OrganisationId, place: PlaceId) -> Result<Setting> {
    let mut tx = app.read().await?;
    let mut places = HashMap::new();
    for theirs in place::of_organisation(&mut tx, organisation).await? {
        places.insert(theirs.id.to_string(), theirs.id);
        places.extend(theirs.osm.map(|osm| (osm, theirs.id)));
    }
    if !places.values().any(|theirs| *theirs == place) {
        return Err(Refusal::invalid("place", "unknown"));
    }
    Ok(Setting { organisation, place, places, zone: app.settings.zone.clone() })
}

/// Keeps a batch in one transaction. `room` is what the limit leaves, counted when the first new offer asks for it:
/// counting a full shelf for every batch would be most of the work.
async fn keep(
    app: &App,
    setting: &Setting,
    batch: Vec<Line>,
    report: &mut ImportReport,
    room: &mut Option<i64>,
) -> Result<()> {
    if batch.is_empty() {
        return Ok(());
    }
    let mut tx = app.write().await?;
    let mut standing = standing(&mut tx, setting.organisation, &batch).await?;
    if room.is_none() && standing.len() < batch.len() {
        *room = Some(limits::OFFERS_PER_ORGANISATION - actions::count(&mut tx, setting.organisation).await?);
    }
    let mut left = room.unwrap_or(0);
    for line in batch {
        let number = line.number;
        match standing.remove(&line.reference) {
            Some(found) => match renew(&mut tx, setting, &found, line).await? {
                Ok(true) => report.updated += 1,
                Ok(false) => report.unchanged += 1,
                Err(refusal) => report.refuse_by(number, &refusal),
            },
            None if left <= 0 => report.refuse(number, "", "full"),
            None => match begin(&mut tx, app, setting, line).await? {
                Ok(()) => {
                    report.added += 1;
                    left -= 1;
                }
                Err(refusal) => report.refuse_by(number, &refusal),
            },
        }
    }
    tx.commit().await?;
    *room = room.map(|_| left);
    Ok(())
}

async fn standing(
    tx: &mut Tx,
    organisation: OrganisationId,
    batch: &[Line],
) -> Result<HashMap<String, Offer>> {
    let references: Vec<&str> = batch.iter().map(|line| line.reference.as_str()).collect();
    let references = serde_json::to_string(&references).map_err(|_| Refusal::new("internal"))?;
    let rows = fetch_all!(tx, sql::BY_REFERENCES, ReferredRow, organisation.uuid(), &references)?;
    let read = |row: ReferredRow| Ok((row.reference, row.offer.read().map_err(store::StoreError::from)?));
    rows.into_iter().map(read).collect()
}

/// Changes an offer as its line says; whether anything changed.
async fn renew(tx: &mut Tx, setting: &Setting, found: &Offer, line: Line) -> Result<Result<bool>> {
    let next = match decide::relisted(found, line.changes(found, setting), tx.now()) {
        Ok(next) => next,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let changed = next != *found;
    if changed {
        actions::save(tx, &next, next.stock != found.stock).await?;
    }
    Ok(Ok(changed))
}

/// Adds an offer as its line says.
async fn begin(tx: &mut Tx, app: &App, setting: &Setting, line: Line) -> Result<Result<()>> {
    let reference = line.reference.clone();
    let offer = match decide::published(line.publishes(setting), app.id(), tx.now()) {
        Ok(offer) => offer,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let added = actions::add(tx, &offer, Some(&reference)).await?;
    Ok(if added { Ok(()) } else { Err(Refusal::invalid("reference", "twice")) })
}
