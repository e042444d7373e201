//! The ground of a measure: a town centre, its offers, those who walk and those who wait, in a throw-away database.

use std::path::PathBuf;

use domain::{Attention, Category, Currency, MemberId, Mode, Money, OrganisationId, PlaceId, Position};
use kit::{App, Refusal};
use offer::NewOffer;
use people::{CredentialKind, NewMember};
use place::{NewPlace, Town};
use store::Tx;
use store::sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use wish::NewWish;

use crate::server::Failure;

/// Shops, each an organisation of its own.
pub(super) const PLACES: usize = 200;
/// Offers, spread evenly over the shops.
pub(super) const OFFERS: usize = 2_000;
/// Wishes of everybody.
pub(super) const WISHES: usize = 5;
/// Members who wait at their stream.
pub(super) const WAITING: usize = 200;
/// Half the side of the square of shops, in metres.
pub(super) const HALF_M: u64 = 600;
/// Redon's town hall.
const CENTRE: (f64, f64) = (47.651_3, -2.084_6);
/// Rows a transaction: a member and what is theirs stay together.
const BATCH: usize = 100;
/// Metres of a degree of latitude.
const METRES_PER_DEGREE: f64 = 111_195.0;

/// A database that is thrown away.
pub(super) struct Scratch {
    /// Its address.
    pub(super) address: String,
    kept: Kept,
}

enum Kept {
    Folder(PathBuf),
    Server { admin: String, name: String },
}

impl Scratch {
    /// Makes one, in the system's temporary folder or on a server.
    pub(super) async fn make(postgres: Option<&str>) -> Result<Self, Failure> {
        let name = format!("hyperlieu_bench_{}", std::process::id());
        let Some(server) = postgres else {
            let folder = std::env::temp_dir().join(name);
            std::fs::create_dir_all(&folder)?;
            return Ok(Self {
                address: folder.join("bench.sqlite").display().to_string(),
                kept: Kept::Folder(folder),
            });
        };
        let (base, _) = server.rsplit_once('/').ok_or("--postgres: postgres://…/database is expected")?;
        let mut admin = PgConnection::connect(server).await?;
        admin.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await?;
        let kept = Kept::Server { admin: server.to_owned(), name: name.clone() };
        Ok(Self { address: format!("{base}/{name}"), kept })
    }

    /// Removes it.
    pub(super) async fn remove(self) -> Result<(), Failure> {
        match self.kept {
            Kept::Folder(folder) => std::fs::remove_dir_all(folder)?,
            Kept::Server { admin, name } => {
                let mut admin = PgConnection::connect(&admin).await?;
                admin.execute(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"))).await?;
            }
        }
        Ok(())
    }
}

/// Somebody with a token, and where they are.
#[derive(Debug, Clone)]
pub(super) struct Somebody {
    /// Opens the API.
    pub(super) token: String,
    /// Where they stand.
    pub(super) at: (f64, f64),
}

/// Who there is.
pub(super) struct Ground {
    /// Members whose wishes nothing in town meets.
    pub(super) walking: Vec<Somebody>,
    /// Members one of whose wishes is met where they stand.
    pub(super) waiting: Vec<Somebody>,
}

/// Metres east and north of a point, small against the Earth.
pub(super) fn beside((lat, lon): (f64, f64), east: f64, north: f64) -> (f64, f64) {
    (lat + north / METRES_PER_DEGREE, lon + east / METRES_PER_DEGREE / lat.to_radians().cos())
}

/// A point of the square.
fn somewhere(app: &App) -> (f64, f64) {
    let draw = || app.chance.below(2 * HALF_M * 10) as f64 / 10.0 - HALF_M as f64;
    let (east, north) = (draw(), draw());
    beside(CENTRE, east, north)
}

fn position((lat, lon): (f64, f64)) -> Result<Position, Failure> {
    Position::new(lat, lon).ok_or_else(|| "a position off the Earth".into())
}

fn told(refusal: Refusal) -> Failure {
    format!("the ground was refused: {}", refusal.code).into()
}

/// Builds everything through the same actions as a request does.
pub(super) async fn build(app: &App, walking: usize) -> Result<Ground, Failure> {
    let shops = shops(app).await?;
    for batch in (0..OFFERS).collect::<Vec<_>>().chunks(BATCH) {
        let mut tx = app.write().await?;
        for &number in batch {
            let (organisation, place, _) = shops[number % PLACES];
            let price =
                Money { minor: 100 + i64::try_from(app.chance.below(5_000))?, currency: Currency::EUR };
            let new = NewOffer::new(organisation, place, &format!("Lanterne {}", lot(number)), price);
            offer::publish(&mut tx, app, new).await.map_err(told)?;
        }
        tx.commit().await?;
    }
    let walking = members(app, walking, |_| None).await?;
    let met = members(app, WAITING, |number| Some(number * (OFFERS / WAITING))).await?;
    let stand = |(number, somebody): (usize, Somebody)| {
        let (_, _, shop) = shops[number * (OFFERS / WAITING) % PLACES];
        Somebody { at: beside(shop, 12.0, 9.0), ..somebody }
    };
    let waiting = met.into_iter().enumerate().map(stand).collect();
    Ok(Ground { walking, waiting })
}

/// A word that only one offer carries.
fn lot(number: usize) -> String {
    format!("lot{number:04}")
}

async fn shops(app: &App) -> Result<Vec<(OrganisationId, PlaceId, (f64, f64))>, Failure> {
    let mut tx = app.write().await?;
    let town = Town { name: "Redon".to_owned(), centre: position(CENTRE)?, attribution: String::new() };
    place::set_town(&mut tx, &town).await?;
    let category: Category = "home/decoration".parse().map_err(|_| "a category is gone")?;
    let mut shops = Vec::with_capacity(PLACES);
    for number in 0..PLACES {
        let name = format!("Magasin {number}");
        let organisation = people::create_organisation(&mut tx, app, &name, None).await.map_err(told)?;
        let at = somewhere(app);
        let new = NewPlace {
            organisation: Some(organisation),
            name,
            category: category.clone(),
            position: position(at)?,
            radius_m: 10,
            outline: None,
            address: String::new(),
            hours_text: String::new(),
            osm: None,
        };
        let place = place::add(&mut tx, app, new).await.map_err(told)?;
        shops.push((organisation, place.id, at));
    }
    tx.commit().await?;
    Ok(shops)
}

/// Members with their switch on at all hours; `met` says which offer meets a wish of theirs.
async fn members(
    app: &App,
    count: usize,
    met: impl Fn(usize) -> Option<usize>,
) -> Result<Vec<Somebody>, Failure> {
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let mut tx = app.write().await?;
        for number in all.len()..count.min(all.len() + BATCH) {
            all.push(member(&mut tx, app, met(number)).await?);
        }
        tx.commit().await?;
    }
    Ok(all)
}

async fn member(tx: &mut Tx, app: &App, met: Option<usize>) -> Result<Somebody, Failure> {
    let new = NewMember { name: "Marcheur".to_owned(), lang: "fr".to_owned(), ..NewMember::default() };
    let id: MemberId = people::create_member(tx, app, new).await.map_err(told)?.id;
    let (_, token) = people::issue(tx, app, CredentialKind::Bearer, id, "bench").await.map_err(told)?;
    let on = Attention { mode: Mode::On { until: None }, quiet: None, ..Attention::new(id) };
    consent::set_attention(tx, &on).await?;
    for number in 0..WISHES {
        // Each shares a word with every offer, so that the engine must look at the others to tell that it is not met.
        let word = match met {
            Some(offer) if number == 0 => lot(offer),
            _ => format!("introuvable {}", app.chance.below(1_000_000)),
        };
        wish::add(tx, app, id, NewWish::told(&format!("Lanterne {word}"))).await.map_err(told)?;
    }
    Ok(Somebody { token, at: somewhere(app) })
}
