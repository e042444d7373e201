//! One line of a file: cells to values, each refusal naming its column.

use std::collections::HashMap;

use domain::{
    Category, CivilZone, Currency, Gtin, Instant, Kind, Money, Offer, OrganisationId, PlaceId, Subject, Zone,
    limits, text,
};

use super::columns::Columns;
use crate::decide;
use crate::model::{NewOffer, OfferChange, REACH_M, words_of};

/// Column and code of what is wrong.
type Wrong = (&'static str, &'static str);

/// What lines are read against.
pub(crate) struct Setting {
    pub(crate) organisation: OrganisationId,
    /// Where lines are that name no place.
    pub(crate) place: PlaceId,
    /// The organisation's places, by id and by OSM object.
    pub(crate) places: HashMap<String, PlaceId>,
    pub(crate) zone: CivilZone,
}

/// A line's values; `None` where the file has no such column.
pub(crate) struct Line {
    pub(crate) number: u64,
    pub(crate) reference: String,
    title: String,
    price: Money,
    reference_price: Option<Option<Money>>,
    stock: Option<Option<u32>>,
    category: Option<Option<Category>>,
    gtin: Option<Option<Gtin>>,
    brand: Option<Option<String>>,
    from: Option<Instant>,
    until: Option<Option<Instant>>,
    reach_m: Option<u32>,
    zone: Option<Zone>,
    place: Option<PlaceId>,
}

impl Line {
    /// Reads the cells; what an offer may be as a whole is judged later, by the same rules as everywhere.
    pub(crate) fn read(
        number: u64,
        cells: &[String],
        columns: &Columns,
        setting: &Setting,
    ) -> Result<Self, Wrong> {
        if cells.iter().skip(columns.count).any(|cell| !cell.trim().is_empty()) {
            return Err(("", "columns"));
        }
        let cell = |name| columns.cell(cells, name);
        let filled = |name| cell(name).filter(|text| !text.is_empty());
        let required = |name| filled(name).ok_or((name, "required"));
        let currency = match filled("currency") {
            None => Currency::EUR,
            Some(code) => code.to_ascii_uppercase().parse().map_err(|_| ("currency", "currency"))?,
        };
        let money = |name, text: &str| Money::parse(text, currency).ok_or((name, "amount"));
        let reference = decide::reference(required("reference")?).map_err(|refusal| blamed(&refusal))?;
        let price = money("price", required("price")?)?;
        let usual = optional(cell("reference_price"), |text| money("reference_price", text))?;
        let place = match filled("place") {
            None => None,
            Some(text) => Some(*setting.places.get(text).ok_or(("place", "unknown"))?),
        };
        Ok(Self {
            number,
            reference,
            title: required("title")?.to_owned(),
            price,
            // Many lists repeat the price where nothing is reduced.
            reference_price: usual.map(|usual| usual.filter(|usual| *usual != price)),
            stock: optional(cell("stock"), |text| whole("stock", text, limits::STOCK_MAX))?,
            category: optional(cell("category"), |text| text.parse().map_err(|_| ("category", "category")))?,
            gtin: optional(cell("gtin"), |text| text.parse().map_err(|_| ("gtin", "barcode")))?,
            brand: optional(cell("brand"), |text| Ok(text::fold(text)))?,
            from: filled("from").map(|text| date(&setting.zone, "from", text)).transpose()?,
            until: optional(cell("until"), |text| date(&setting.zone, "until", text))?,
            reach_m: filled("reach_m").map(|text| whole("reach_m", text, limits::REACH_MAX_M)).transpose()?,
            zone: filled("zone").map(|text| text.parse().map_err(|_| ("zone", "choice"))).transpose()?,
            place,
        })
    }

    /// The offer it publishes.
    pub(crate) fn publishes(self, setting: &Setting) -> NewOffer {
        let brand = self.brand.flatten();
        let words = words_of(&self.title, brand.as_deref());
        let subject = Subject {
            kind: Kind::Product,
            category: self.category.flatten(),
            gtin: self.gtin.flatten(),
            brand,
            words,
        };
        NewOffer {
            organisation: setting.organisation,
            place: self.place.unwrap_or(setting.place),
            reference: Some(self.reference),
            title: self.title,
            subject,
            price: self.price,
            reference_price: self.reference_price.flatten(),
            stock: self.stock.flatten(),
            from: self.from,
            until: self.until.flatten(),
            reach_m: self.reach_m.unwrap_or(REACH_M),
            zone: self.zone.unwrap_or(Zone::Neighbourhood),
        }
    }

    /// What it changes of the offer it names.
    pub(crate) fn changes(self, found: &Offer, setting: &Setting) -> OfferChange {
        let was = &found.subject;
        let brand = self.brand.unwrap_or_else(|| was.brand.clone());
        let words = words_of(&self.title, brand.as_deref());
        let subject = Subject {
            kind: was.kind,
            category: self.category.unwrap_or_else(|| was.category.clone()),
            gtin: self.gtin.unwrap_or(was.gtin),
            brand,
            words,
        };
        OfferChange {
            place: Some(self.place.unwrap_or(setting.place)),
            title: Some(self.title),
            subject: Some(subject),
            price: Some(self.price),
            reference_price: self.reference_price,
            stock: self.stock,
            from: self.from,
            until: self.until,
            reach_m: self.reach_m,
            zone: self.zone,
            state: None,
        }
    }
}

fn blamed(refusal: &kit::Refusal) -> Wrong {
    refusal.fields.first().copied().unwrap_or(("", "type"))
}

/// A cell that may be empty, which takes the value away; `None` when there is no such column.
fn optional<T>(
    cell: Option<&str>,
    read: impl Fn(&str) -> Result<T, Wrong>,
) -> Result<Option<Option<T>>, Wrong> {
    match cell {
        None => Ok(None),
        Some("") => Ok(Some(None)),
        Some(text) => read(text).map(|value| Some(Some(value))),
    }
}

fn whole(column: &'static str, text: &str, max: u32) -> Result<u32, Wrong> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err((column, "number"));
    }
    text.parse().ok().filter(|number| *number <= max).ok_or((column, "range"))
}

/// Reads RFC 3339, `2026-11-30T18:30`, `30/11/2026 18:30`, or a day alone: it begins at its midnight and ends at the next.
fn date(zone: &CivilZone, column: &'static str, text: &str) -> Result<Instant, Wrong> {
    let wrong = (column, "date");
    if let Some(instant) = Instant::parse_rfc3339(text) {
        return Ok(instant);
    }
    let (day, hour) =
        text.split_once(['T', ' ']).map_or((text, None), |(day, hour)| (day, Some(hour.trim())));
    let day = match day.split('/').collect::<Vec<_>>()[..] {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => day.to_owned(),
    };
    if let Some(hour) = hour {
        return zone.parse_local(&format!("{day}T{hour:0>5}")).ok_or(wrong);
    }
    let begins = zone.parse_local(&format!("{day}T00:00")).ok_or(wrong)?;
    // A day and a half later is within the next day, however long summer time makes this one.
    Ok(if column == "until" { zone.start_of_day(begins.plus_secs(36 * 3600)) } else { begins })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        for (text, utc) in [
            ("2026-11-30T18:30:00Z", "2026-11-30T18:30:00Z"),
            ("2026-11-30T18:30", "2026-11-30T17:30:00Z"),
            ("2026-11-30 8:30", "2026-11-30T07:30:00Z"),
            ("30/11/2026 18:30", "2026-11-30T17:30:00Z"),
            ("2026-11-30", "2026-11-30T23:00:00Z"),
            ("1/7/2026", "2026-07-01T22:00:00Z"),
        ] {
            assert_eq!(date(&zone, "until", text).map(Instant::to_rfc3339), Ok(utc.to_owned()), "{text}");
        }
        assert_eq!(date(&zone, "from", "2026-11-30").unwrap().to_rfc3339(), "2026-11-29T23:00:00Z");
        for nonsense in
            ["", "tomorrow", "2026-13-01", "31/02/2026", "//", "2026-11-30T99:99", "9999999-01-01"]
        {
            assert_eq!(date(&zone, "from", nonsense), Err(("from", "date")), "{nonsense}");
        }
    }
}
