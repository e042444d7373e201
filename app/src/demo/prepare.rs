//! Before the curtain rises: the town, its stock and its people are in the store. A second start finds the town and its
//! stock there and wakes new people.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use domain::{Instant, Offer, OfferId, OfferState, Place, PlaceId};
use kit::{App, Refusal};
use offer::OfferChange;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sim::Stop;
use store::Tx;

use super::cast::{self, Personas};
use super::home;
use super::show::Show;
use super::stage::Stage;
use super::stock::{self, Catalogue, Ends};
use super::town::{self, Ground};
use crate::server::Failure;

/// Rows of one transaction.
const ROWS: usize = 300;
/// Units of an offer that had sold out overnight.
const RESTOCK: (u32, u32) = (2, 12);

/// How the demonstration is to be.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many people walk beside Camille; with none, nobody walks at all.
    pub walkers: u64,
    /// Seconds they walk in a second.
    pub speed: f64,
    /// What chance begins with.
    pub seed: u64,
}

/// What is being prepared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// The map is read.
    Reading,
    /// Places and map go into the store.
    Importing,
    /// Shops get their stock.
    Stocking,
    /// People are invented.
    Waking,
}

/// Hears how far the preparation is: what, how many of how many.
pub type Tell<'a> = &'a mut (dyn FnMut(Doing, u64, u64) + Send);

/// A refusal where an operator would read it.
pub(super) fn told(refusal: Refusal) -> Failure {
    format!("{} {:?}", refusal.detail(kit::Lang::En), refusal.fields).into()
}

/// Prepares everything; what is there already is kept.
///
/// # Errors
/// When the database holds something else than a demonstration, or fails.
pub async fn prepare(app: &App, plan: Plan, tell: Tell<'_>) -> Result<Show, Failure> {
    make_ours(app).await?;
    let Ground { town, streets } = town::read(&mut |done, total| tell(Doing::Reading, done, total))?;
    if offer::all(&mut app.read().await?).await?.is_empty() {
        let report =
            place::import_osm(app, town, town::NAME, |done, total| tell(Doing::Importing, done, total));
        report.await.map_err(told)?;
    }
    let places = places(app).await?;
    fill_shelves(app, plan.seed, &places, tell).await?;
    open_shop(app, plan.seed).await?;
    let stage = stage(app, plan, streets, places).await?;
    let (personas, till) = cast::wake(app, &stage).await.map_err(told)?;
    let personas = Arc::new(Personas::new(stage, personas, till));
    if let Some(camille) = personas.camille() {
        home::furnish(app, camille, personas.friends()).await.map_err(told)?;
    }
    let mut show = Show::new(personas, plan);
    for done in 0..plan.walkers {
        tell(Doing::Waking, done, plan.walkers);
        show.welcome(app).await.map_err(told)?;
    }
    Ok(show)
}

/// Marks an empty database as a demonstration's, and refuses any other: stepping into people's shoes is not for real ones.
async fn make_ours(app: &App) -> Result<(), Failure> {
    let mut tx = app.write().await?;
    let members = people::members(&mut tx).await?;
    if members.iter().any(|member| member.invented) {
        return Ok(());
    }
    if !members.is_empty() || place::town(&mut tx).await?.is_some() {
        return Err(
            "this database holds a real town; give the demonstration one of its own (--data FOLDER)".into()
        );
    }
    cast::placemaster(&mut tx, app).await.map_err(told)?;
    tx.commit().await?;
    Ok(())
}

/// The places of organisations, in an order that no run changes.
async fn places(app: &App) -> Result<Vec<Place>, Failure> {
    let mut places = place::all(&mut app.read().await?).await?;
    places.retain(|place| place.organisation.is_some() && place.osm.is_some());
    places.sort_by(|a, b| a.osm.cmp(&b.osm));
    Ok(places)
}

fn ends(app: &App) -> Ends {
    let (now, zone) = (app.now(), &app.settings.zone);
    let today = zone.start_of_day(now).plus_secs(19 * 3_600);
    let evening = if today > now.plus_secs(3_600) { today } else { today.plus_secs(86_400) };
    Ends { soon: now.plus_secs(50 * 60), evening }
}

async fn fill_shelves(app: &App, seed: u64, places: &[Place], tell: Tell<'_>) -> Result<(), Failure> {
    let standing = offer::all(&mut app.read().await?).await?;
    let stocked: HashSet<PlaceId> = standing.iter().map(|offer| offer.place).collect();
    let (catalogue, ends) = (Catalogue::read()?, ends(app));
    let mut tx = app.write().await?;
    let mut rows = 0;
    for (number, place) in (0..).zip(places) {
        if stocked.contains(&place.id) {
            continue;
        }
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        chance.set_stream(number);
        for new in stock::offers(&catalogue, place, ends, &mut chance) {
            offer::publish(&mut tx, app, new).await.map_err(told)?;
            rows += 1;
        }
        if rows >= ROWS {
            tx.commit().await?;
            tx = app.write().await?;
            rows = 0;
            tell(Doing::Stocking, number, places.len() as u64);
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Every start is a morning: what ended yesterday is offered until tonight again, what was sold out is there again.
async fn open_shop(app: &App, seed: u64) -> Result<(), Failure> {
    let mut tx = app.write().await?;
    let mut known: HashSet<(PlaceId, String)> = HashSet::new();
    let (now, evening) = (app.now(), ends(app).evening);
    let mut all = offer::all(&mut tx).await?;
    all.sort_by_key(|offer| (offer.until.is_some(), offer.id));
    for offer in all {
        let first = known.insert((offer.place, offer.title.clone()));
        let over = offer.until.is_some_and(|until| until <= now.plus_secs(600));
        let change = match (over, first) {
            (true, false) => OfferChange { state: Some(OfferState::Closed), ..OfferChange::default() },
            (true, true) => OfferChange { until: Some(Some(evening)), ..OfferChange::default() },
            (false, _) => continue,
        };
        offer::change(&mut tx, offer.organisation, offer.id, change).await.map_err(told)?;
    }
    restock(&mut tx, &mut ChaCha8Rng::seed_from_u64(seed)).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts units of what is sold out on the shelves again; gives what and how many.
pub(super) async fn restock(tx: &mut Tx, chance: &mut ChaCha8Rng) -> Result<Vec<(OfferId, u32)>, Failure> {
    let now = tx.now();
    let mut added = Vec::new();
    for offer in offer::all(tx).await?.into_iter().filter(|offer| sold_out(offer, now)) {
        let units = chance.random_range(RESTOCK.0..=RESTOCK.1);
        offer::add_stock(tx, offer.organisation, offer.id, i64::from(units)).await.map_err(told)?;
        added.push((offer.id, units));
    }
    Ok(added)
}

fn sold_out(offer: &Offer, now: Instant) -> bool {
    offer.stock == Some(0) && offer.state == OfferState::Open && offer.until.is_none_or(|until| now < until)
}

async fn stage(
    app: &App,
    plan: Plan,
    streets: Arc<sim::Streets>,
    mut places: Vec<Place>,
) -> Result<Arc<Stage>, Failure> {
    let mut tx = app.read().await?;
    let centre = place::town(&mut tx).await?.ok_or("the town is not there")?.centre;
    let mut offers: BTreeMap<PlaceId, Vec<Offer>> = BTreeMap::new();
    for offer in offer::all(&mut tx).await? {
        offers.entry(offer.place).or_default().push(offer);
    }
    places.retain(|place| offers.contains_key(&place.id));
    let offers: Vec<Offer> = places.iter().filter_map(|place| offers.remove(&place.id)).flatten().collect();
    let stops: Arc<[Stop]> =
        places.iter().map(|place| Stop { position: place.position, weight: 1 }).collect();
    Stage::set(plan.seed, centre, streets, stops, places, offers).map(Arc::new)
}
