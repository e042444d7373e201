//! A city's files as rows, checked on the way in; their columns and rules are told by the benchmark's own README.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use domain::{Gtin, limits};

use super::read::{BadValue, Line, file};
use crate::server::Failure;

/// The side of the square, in decimetres.
pub(super) const SIDE_DM: i32 = 200_000;

/// Decimetres east and north of the square's corner.
pub(super) type Spot = (i32, i32);

/// A line of `offers.csv` or `new_offers.csv`.
#[derive(Debug, Clone)]
pub(super) struct OfferRow {
    pub(super) id: u32,
    pub(super) place: u32,
    pub(super) category: u32,
    pub(super) brand: u32,
    pub(super) gtin: Gtin,
    pub(super) price: i64,
    pub(super) from: i64,
    pub(super) until: i64,
    pub(super) reach_m: u32,
    /// When it is announced: of new offers only, otherwise its first second.
    pub(super) at: i64,
}

/// A line of `people.csv`.
#[derive(Debug, Clone)]
pub(super) struct PersonRow {
    pub(super) id: u32,
    pub(super) on: bool,
    pub(super) from_hour: u16,
    pub(super) to_hour: u16,
    pub(super) distance_m: u32,
    pub(super) brands: Vec<u32>,
    pub(super) categories: Vec<u32>,
}

/// A line of `wishes.csv`, with how far its person goes.
#[derive(Debug, Clone)]
pub(super) struct WishRow {
    pub(super) id: u32,
    pub(super) person: u32,
    pub(super) category: u32,
    pub(super) gtin: Option<Gtin>,
    pub(super) top: i64,
    pub(super) brand: Option<u32>,
    pub(super) distance_m: u32,
}

/// A line of `positions.csv`, `pings.csv` or `moves.csv`: somebody somewhere at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeenRow {
    /// The ping's or the move's number; of a position, the person's.
    pub(super) id: u32,
    pub(super) at: i64,
    pub(super) who: u32,
    pub(super) spot: Spot,
}

/// The folder of one city.
pub(super) struct City(pub(super) PathBuf);

impl City {
    /// The folder's name: `S`, `M`, `L`.
    pub(super) fn scale(&self) -> String {
        self.0.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    fn folder(&self) -> &Path {
        &self.0
    }

    /// Where each place stands.
    pub(super) fn places(&self) -> Result<Vec<(u32, Spot)>, Failure> {
        file(self.folder(), "places.csv", "place_id,x_dm,y_dm,lon,lat,department", |line| {
            let row = (line.whole()?, spot(line)?);
            line.whole::<u32>()?;
            Ok(row)
        })
    }

    /// The offers, each at a place that is known and where that place is.
    pub(super) fn offers(&self, places: &[(u32, Spot)]) -> Result<Vec<OfferRow>, Failure> {
        let header =
            "offer_id,place_id,x_dm,y_dm,lon,lat,category,brand,gtin,price_c,valid_from,valid_to,radius_m";
        let places = places.iter().copied().collect();
        file(self.folder(), "offers.csv", header, |line| offer(line, &places))
    }

    /// The new offers, with when each is announced.
    pub(super) fn new_offers(&self, places: &[(u32, Spot)]) -> Result<Vec<OfferRow>, Failure> {
        let header =
            "offer_id,place_id,x_dm,y_dm,lon,lat,category,brand,gtin,price_c,valid_from,valid_to,radius_m,t";
        let places = places.iter().copied().collect();
        file(self.folder(), "new_offers.csv", header, |line| {
            let row = offer(line, &places)?;
            Ok(OfferRow { at: line.whole()?, ..row })
        })
    }

    /// The people; ids need not be without gaps.
    pub(super) fn people(&self) -> Result<Vec<PersonRow>, Failure> {
        let header = "person_id,shopper_mode,hour_from,hour_to,max_dist_m,deny_brands,deny_categories";
        file(self.folder(), "people.csv", header, person)
    }

    /// The wishes, each of somebody known.
    pub(super) fn wishes(&self, people: &[PersonRow]) -> Result<Vec<WishRow>, Failure> {
        let header = "wish_id,person_id,kind,category,gtin,max_price_c,brand";
        let distances = people.iter().map(|person| (person.id, person.distance_m)).collect();
        file(self.folder(), "wishes.csv", header, |line| wish(line, &distances))
    }

    /// Where everybody was last.
    pub(super) fn positions(&self) -> Result<Vec<SeenRow>, Failure> {
        file(self.folder(), "positions.csv", "person_id,t,x_dm,y_dm,lon,lat", |line| {
            let who = line.whole()?;
            Ok(SeenRow { id: who, at: line.whole()?, who, spot: spot(line)? })
        })
    }

    /// The moments, in time order.
    pub(super) fn pings(&self) -> Result<Vec<SeenRow>, Failure> {
        file(self.folder(), "pings.csv", "ping_id,t,person_id,x_dm,y_dm,lon,lat", seen)
    }

    /// The reports of the carriers, in order.
    pub(super) fn moves(&self) -> Result<Vec<SeenRow>, Failure> {
        file(self.folder(), "moves.csv", "seq,t,carrier_id,x_dm,y_dm,lon,lat", seen)
    }
}

fn seen(line: &mut Line<'_>) -> Result<SeenRow, BadValue> {
    Ok(SeenRow { id: line.whole()?, at: line.whole()?, who: line.whole()?, spot: spot(line)? })
}

/// A point of the square. Degrees are for systems that want the sphere; the plane is the truth.
fn spot(line: &mut Line<'_>) -> Result<Spot, BadValue> {
    let side = 0..=u32::try_from(SIDE_DM - 1).unwrap_or(0);
    let (x, y) = (line.within(&side)?, line.within(&side)?);
    for _degrees in 0..2 {
        line.field()?;
    }
    Ok((x.cast_signed(), y.cast_signed()))
}

fn offer(line: &mut Line<'_>, places: &HashMap<u32, Spot>) -> Result<OfferRow, BadValue> {
    let (id, place) = (line.whole()?, line.whole()?);
    let stands = *places.get(&place).ok_or_else(|| line.bad(format!("places.csv has no place {place}")))?;
    if spot(line)? != stands {
        return Err(line.bad(format!("it is not where place {place} is")));
    }
    let (category, brand, gtin) = (line.whole()?, line.whole()?, gtin(line)?);
    let (price, from, until) = (price(line)?, line.whole()?, line.whole()?);
    let reach_m = line.within(&(1..=limits::REACH_MAX_M))?;
    Ok(OfferRow { id, place, category, brand, gtin, price, from, until, reach_m, at: from })
}

fn person(line: &mut Line<'_>) -> Result<PersonRow, BadValue> {
    let (id, mode) = (line.whole()?, line.within::<u8>(&(0..=1))?);
    let from_hour = line.within(&(0..=23))?;
    let to_hour = line.within(&(from_hour + 1..=24))?;
    let distance_m = line.within(&(1..=limits::REACH_MAX_M))?;
    let (brands, categories) = (line.list()?, line.list()?);
    Ok(PersonRow { id, on: mode == 1, from_hour, to_hour, distance_m, brands, categories })
}

fn wish(line: &mut Line<'_>, distances: &HashMap<u32, u32>) -> Result<WishRow, BadValue> {
    let (id, person) = (line.whole()?, line.whole()?);
    let distance_m =
        *distances.get(&person).ok_or_else(|| line.bad(format!("people.csv has no person {person}")))?;
    let exact = match line.field()? {
        b"p" => true,
        b"c" => false,
        _ => return Err(line.bad("it is neither `c` nor `p`")),
    };
    let category = line.whole()?;
    let gtin = if exact {
        Some(gtin(line)?)
    } else {
        line.within::<u8>(&(0..=0))?;
        None
    };
    let (top, brand) = (price(line)?, line.whole()?);
    let brand = (brand != 0).then_some(brand);
    if exact && brand.is_some() {
        return Err(line.bad("a product's wish names no brand: its GTIN decides alone"));
    }
    Ok(WishRow { id, person, category, gtin, top, brand, distance_m })
}

fn price(line: &mut Line<'_>) -> Result<i64, BadValue> {
    line.within(&(0..=limits::PRICE_MAX_MINOR))
}

fn gtin(line: &mut Line<'_>) -> Result<Gtin, BadValue> {
    Gtin::from_number(line.whole()?).ok_or_else(|| line.bad("its check digit is wrong"))
}
