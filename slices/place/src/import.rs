//! A town read from OSM becomes places, organisations and a map. Run again, it makes no doubles.

use std::collections::HashMap;

use domain::{Place, limits};
use kit::{App, Result, wire};
use store::{Tx, execute};

use crate::actions;
use crate::decide::read_anew;
use crate::model::{ImportReport, Town};
use crate::osm::{self, FoundPlace, Shape};
use crate::sql;

/// Rows of one transaction: a tick of work, so that whoever else writes waits for a tick at most.
const ROWS: usize = 300;

/// Who is to be thanked for every map made of OSM.
pub const ATTRIBUTION: &str = "© OpenStreetMap contributors, ODbL";

/// Takes a town's places and map over. Known places are brought up to what OSM says now, each new one gets an organisation
/// of its name; a town that was never set takes `name` and the middle of the extract. What an extract lacks stays.
///
/// `progress` hears how many rows of how many are done, after each transaction.
///
/// # Errors
/// `invalid` naming `name` when the town has none yet and none is given.
pub async fn import_osm(
    app: &App,
    town: osm::Town,
    name: &str,
    mut progress: impl FnMut(u64, u64),
) -> Result<ImportReport> {
    set_town_once(app, &town, name).await?;
    let osm::Town { places, shapes, errors, stats, .. } = town;
    let mut report = ImportReport {
        skipped: errors,
        untold: stats.errors_untold,
        unnamed: stats.unnamed,
        ..ImportReport::default()
    };
    let total = count(places.len() + shapes.len());
    let mut done = 0;
    for some in places.chunks(ROWS) {
        let mut tx = app.write().await?;
        for found in some {
            take_place(&mut tx, app, found, &mut report).await?;
        }
        tx.commit().await?;
        done += count(some.len());
        progress(done, total);
    }
    let drawn = named(&shapes);
    for some in drawn.chunks(ROWS) {
        let mut tx = app.write().await?;
        for (key, shape) in some {
            report.shapes += execute!(&mut tx, sql::DRAW, key, osm::geojson::feature(shape))?;
        }
        tx.commit().await?;
        done += count(some.len());
        progress(done, total);
    }
    Ok(report)
}

async fn set_town_once(app: &App, read: &osm::Town, name: &str) -> Result<()> {
    let mut tx = app.write().await?;
    if actions::town(&mut tx).await?.is_none() {
        let name = wire::title(name, "name", limits::NAME_CHARS)?;
        if let Some(bounds) = read.bounds {
            let town = Town { name, centre: bounds.centre(), attribution: ATTRIBUTION.to_owned() };
            actions::set_town(&mut tx, &town).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

async fn take_place(tx: &mut Tx, app: &App, found: &FoundPlace, report: &mut ImportReport) -> Result<()> {
    let Some(known) = actions::place_by_osm(tx, &found.osm).await? else {
        let organisation = match people::organisation_by_osm(tx, &found.osm).await? {
            Some(organisation) => organisation.id,
            None => people::create_organisation(tx, app, &found.name, Some(&found.osm)).await?,
        };
        actions::insert(tx, &read_anew(found, app.id(), Some(organisation), None)).await?;
        report.added += 1;
        return Ok(());
    };
    let now: Place = read_anew(found, known.id, known.organisation, known.outline.as_ref());
    if now == known {
        report.unchanged += 1;
    } else {
        actions::save(tx, &now).await?;
        report.updated += 1;
    }
    Ok(())
}

/// Shapes with the key under which each is kept: several of one relation are numbered.
fn named(shapes: &[Shape]) -> Vec<(String, &Shape)> {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let mut keyed = Vec::with_capacity(shapes.len());
    for shape in shapes {
        let number = seen.entry(&shape.osm).or_default();
        *number += 1;
        let key = if *number == 1 { shape.osm.clone() } else { format!("{}#{number}", shape.osm) };
        keyed.push((key, shape));
    }
    keyed
}

fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}
