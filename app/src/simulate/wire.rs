//! The lines of a recorded log: JSON objects with `at` and one thing that happened. What is read back is what was written.

use std::fmt;
use std::str::FromStr;

use domain::hours::{DailyWindow, Times, WeeklyHours, write_minute};
use domain::{
    Attention, Category, Grant, Gtin, Instant, Mode, Moment, Money, Offer, Outline, Place, Position, Source,
    Subject, Wish,
};
use serde::{Deserialize, Serialize};
use sim::town::written;
use sim::{Event, What};

/// What the first line says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    /// The version of the format: 1.
    pub(super) simulation: u32,
    pub(super) town: String,
    pub(super) seed: u64,
    pub(super) zone: String,
    /// Degrees north and east of the plane's centre.
    pub(super) centre: [f64; 2],
    /// An instant of the first day.
    pub(super) start: String,
    pub(super) days: u32,
}

/// Every other line.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    moment: Option<WireMoment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<WirePlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<WireOffer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stock: Option<WireStock>,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attention: Option<WireAttention>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grants: Option<WireGrants>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wish: Option<WireWish>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireMoment {
    member: String,
    lat: f64,
    lon: f64,
    accuracy_m: u32,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WirePlace {
    id: String,
    organisation: Option<String>,
    name: String,
    category: String,
    lat: f64,
    lon: f64,
    radius_m: u32,
    #[serde(default)]
    outline: Option<Vec<[f64; 2]>>,
    #[serde(default)]
    address: String,
    /// Spans of the week in minutes since Monday's midnight.
    hours: Option<Vec<(u16, u16)>>,
    #[serde(default)]
    hours_text: String,
    #[serde(default)]
    osm: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSubject {
    kind: String,
    category: Option<String>,
    gtin: Option<String>,
    brand: Option<String>,
    words: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireMoney {
    minor: i64,
    currency: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireOffer {
    id: String,
    organisation: String,
    place: String,
    title: String,
    subject: WireSubject,
    price: WireMoney,
    reference_price: Option<WireMoney>,
    stock: Option<u32>,
    from: String,
    until: Option<String>,
    reach_m: u32,
    zone: String,
    state: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireStock {
    offer: String,
    count: Option<u32>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireAttention {
    member: String,
    on: bool,
    #[serde(default)]
    until: Option<String>,
    quiet: Option<[String; 2]>,
    per_day: u16,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireGrants {
    member: String,
    grants: Vec<WireGrant>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireGrant {
    id: String,
    effect: String,
    purpose: String,
    organisation: Option<String>,
    category: Option<String>,
    zone: Option<String>,
    /// Bit 0 is Monday.
    days: u8,
    window: Option<[String; 2]>,
    per_day: Option<u16>,
    until: Option<String>,
    given_at: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireWish {
    id: String,
    member: String,
    title: String,
    subject: WireSubject,
    top_price: Option<WireMoney>,
    until: Option<String>,
    distance_m: u32,
    #[serde(default)]
    places: Vec<String>,
    visibility: String,
    state: String,
    added_at: String,
}

type Read<T> = Result<T, String>;

/// Reads a text that stands for something.
fn read<T: FromStr>(field: &str, text: &str) -> Read<T> {
    text.parse().map_err(|_| format!("{field}: {text:?} makes no sense"))
}

fn maybe<T: FromStr>(field: &str, text: Option<&String>) -> Read<Option<T>> {
    text.map(|text| read(field, text)).transpose()
}

fn instant(field: &str, text: &str) -> Read<Instant> {
    Instant::parse_rfc3339(text).ok_or_else(|| format!("{field}: {text:?} is no RFC 3339 instant"))
}

fn maybe_instant(field: &str, text: Option<&String>) -> Read<Option<Instant>> {
    text.map(|text| instant(field, text)).transpose()
}

fn position(lat: f64, lon: f64) -> Read<Position> {
    Position::new(lat, lon).map(written).ok_or_else(|| "lat, lon: not a position".to_owned())
}

fn told<T: fmt::Display>(value: Option<T>) -> Option<String> {
    value.map(|value| value.to_string())
}

impl Head {
    /// Reads the first line.
    pub(super) fn parse(line: &str) -> Read<Self> {
        let head: Self = serde_json::from_str(line).map_err(|why| why.to_string())?;
        if head.simulation != 1 {
            return Err(format!("simulation: this program reads version 1, not {}", head.simulation));
        }
        Ok(head)
    }

    pub(super) fn first(&self) -> Read<Instant> {
        instant("start", &self.start)
    }

    pub(super) fn middle(&self) -> Read<Position> {
        position(self.centre[0], self.centre[1])
    }
}

/// Reads a line.
pub(super) fn parse(line: &str) -> Read<Event> {
    let line: Line = serde_json::from_str(line).map_err(|why| why.to_string())?;
    let at = instant("at", &line.at)?;
    let mut found: Vec<Read<What>> = Vec::new();
    found.extend(line.moment.map(|moment| read_moment(&moment, at)));
    found.extend(line.place.map(|place| read_place(place).map(|place| What::Place(Box::new(place)))));
    found.extend(line.offer.map(|offer| read_offer(offer).map(|offer| What::Offer(Box::new(offer)))));
    found.extend(
        line.stock.map(|stock| Ok(What::Stock { offer: read("offer", &stock.offer)?, count: stock.count })),
    );
    found.extend(line.member.map(|member| read("member", &member).map(What::Member)));
    found.extend(line.attention.map(|attention| read_attention(&attention).map(What::Attention)));
    found.extend(line.grants.map(read_grants));
    found.extend(line.wish.map(|wish| read_wish(wish).map(|wish| What::Wish(Box::new(wish)))));
    match (found.pop(), found.is_empty()) {
        (Some(what), true) => Ok(Event { at, what: what? }),
        (None, _) => Err("nothing happens in it".to_owned()),
        _ => Err("more than one thing happens in it".to_owned()),
    }
}

/// Writes a line of a recorded log, without its end.
///
/// # Errors
/// Never in practice: writing goes to memory.
pub fn write(event: &Event) -> Result<String, serde_json::Error> {
    let mut line = Line { at: event.at.to_rfc3339(), ..Line::default() };
    match &event.what {
        What::Moment(moment) => {
            let (lat, lon) = (moment.position.lat(), moment.position.lon());
            let (member, accuracy_m) = (moment.member.to_string(), moment.accuracy_m);
            line.moment = Some(WireMoment { member, lat, lon, accuracy_m });
        }
        What::Place(place) => line.place = Some(write_place(place)),
        What::Offer(offer) => line.offer = Some(write_offer(offer)),
        What::Stock { offer, count } => {
            line.stock = Some(WireStock { offer: offer.to_string(), count: *count });
        }
        What::Member(member) => line.member = Some(member.to_string()),
        What::Attention(attention) => line.attention = Some(write_attention(attention)),
        What::Grants { member, grants } => {
            let grants = grants.iter().map(write_grant).collect();
            line.grants = Some(WireGrants { member: member.to_string(), grants });
        }
        What::Wish(wish) => line.wish = Some(write_wish(wish)),
    }
    serde_json::to_string(&line)
}

fn read_moment(moment: &WireMoment, at: Instant) -> Read<What> {
    let (member, position) = (read("member", &moment.member)?, position(moment.lat, moment.lon)?);
    let (accuracy_m, source) = (moment.accuracy_m, Source::Simulated);
    Ok(What::Moment(Moment { member, position, accuracy_m, at, source }))
}

fn write_place(place: &Place) -> WirePlace {
    let corners = |outline: &Outline| outline.corners().iter().map(|at| [at.lat(), at.lon()]).collect();
    WirePlace {
        id: place.id.to_string(),
        organisation: told(place.organisation),
        name: place.name.clone(),
        category: place.category.path().to_owned(),
        lat: place.position.lat(),
        lon: place.position.lon(),
        radius_m: place.radius_m,
        outline: place.outline.as_ref().map(corners),
        address: place.address.clone(),
        hours: place.hours.as_ref().map(|hours| hours.spans().to_vec()),
        hours_text: place.hours_text.clone(),
        osm: place.osm.clone(),
    }
}

fn read_place(wire: WirePlace) -> Read<Place> {
    let outline = wire.outline.map(|corners| {
        let corners: Read<Vec<Position>> = corners.iter().map(|[lat, lon]| position(*lat, *lon)).collect();
        Outline::new(corners?).map_err(|_| "outline: no simple ring".to_owned())
    });
    let hours = wire.hours.map(|spans| WeeklyHours::new(spans).ok_or("hours: no spans of a week".to_owned()));
    Ok(Place {
        id: read("id", &wire.id)?,
        organisation: maybe("organisation", wire.organisation.as_ref())?,
        name: wire.name,
        category: read("category", &wire.category)?,
        position: position(wire.lat, wire.lon)?,
        radius_m: wire.radius_m,
        outline: outline.transpose()?,
        address: wire.address,
        hours: hours.transpose()?,
        hours_text: wire.hours_text,
        osm: wire.osm,
    })
}

fn write_subject(subject: &Subject) -> WireSubject {
    WireSubject {
        kind: subject.kind.to_string(),
        category: subject.category.as_ref().map(|category| category.path().to_owned()),
        gtin: told(subject.gtin),
        brand: subject.brand.clone(),
        words: subject.words.clone(),
    }
}

fn read_subject(mut wire: WireSubject) -> Read<Subject> {
    // As `domain::text::words` gives them, whoever wrote the log.
    wire.words.sort_unstable();
    wire.words.dedup();
    Ok(Subject {
        kind: read("kind", &wire.kind)?,
        category: maybe::<Category>("category", wire.category.as_ref())?,
        gtin: maybe::<Gtin>("gtin", wire.gtin.as_ref())?,
        brand: wire.brand,
        words: wire.words,
    })
}

fn write_money(money: Money) -> WireMoney {
    WireMoney { minor: money.minor, currency: money.currency.to_string() }
}

fn read_money(wire: &WireMoney) -> Read<Money> {
    Ok(Money { minor: wire.minor, currency: read("currency", &wire.currency)? })
}

fn write_offer(offer: &Offer) -> WireOffer {
    WireOffer {
        id: offer.id.to_string(),
        organisation: offer.organisation.to_string(),
        place: offer.place.to_string(),
        title: offer.title.clone(),
        subject: write_subject(&offer.subject),
        price: write_money(offer.price),
        reference_price: offer.reference_price.map(write_money),
        stock: offer.stock,
        from: offer.from.to_rfc3339(),
        until: offer.until.map(Instant::to_rfc3339),
        reach_m: offer.reach_m,
        zone: offer.zone.to_string(),
        state: offer.state.to_string(),
    }
}

fn read_offer(wire: WireOffer) -> Read<Offer> {
    Ok(Offer {
        id: read("id", &wire.id)?,
        organisation: read("organisation", &wire.organisation)?,
        place: read("place", &wire.place)?,
        title: wire.title,
        subject: read_subject(wire.subject)?,
        price: read_money(&wire.price)?,
        reference_price: wire.reference_price.as_ref().map(read_money).transpose()?,
        stock: wire.stock,
        from: instant("from", &wire.from)?,
        until: maybe_instant("until", wire.until.as_ref())?,
        reach_m: wire.reach_m,
        zone: read("zone", &wire.zone)?,
        state: read("state", &wire.state)?,
    })
}

fn write_window(window: DailyWindow) -> [String; 2] {
    [write_minute(window.from), write_minute(window.to)]
}

fn read_window(field: &str, wire: Option<&[String; 2]>) -> Read<Option<DailyWindow>> {
    let window =
        wire.map(|[from, to]| DailyWindow::parse(from, to).ok_or(format!("{field}: no window of a day")));
    window.transpose()
}

fn write_attention(attention: &Attention) -> WireAttention {
    let (on, until) = match attention.mode {
        Mode::Off => (false, None),
        Mode::On { until } => (true, until),
    };
    WireAttention {
        member: attention.member.to_string(),
        on,
        until: until.map(Instant::to_rfc3339),
        quiet: attention.quiet.map(write_window),
        per_day: attention.per_day,
    }
}

fn read_attention(wire: &WireAttention) -> Read<Attention> {
    let until = maybe_instant("until", wire.until.as_ref())?;
    Ok(Attention {
        member: read("member", &wire.member)?,
        mode: if wire.on { Mode::On { until } } else { Mode::Off },
        quiet: read_window("quiet", wire.quiet.as_ref())?,
        per_day: wire.per_day,
    })
}

fn write_grant(grant: &Grant) -> WireGrant {
    WireGrant {
        id: grant.id.to_string(),
        effect: grant.effect.to_string(),
        purpose: grant.purpose.to_string(),
        organisation: told(grant.organisation),
        category: grant.category.as_ref().map(|category| category.path().to_owned()),
        zone: told(grant.zone),
        days: grant.times.days,
        window: grant.times.window.map(write_window),
        per_day: grant.per_day,
        until: grant.until.map(Instant::to_rfc3339),
        given_at: grant.given_at.to_rfc3339(),
    }
}

fn read_grants(wire: WireGrants) -> Read<What> {
    let member = read("member", &wire.member)?;
    let one = |wire: &WireGrant| {
        let window = read_window("window", wire.window.as_ref())?;
        Ok(Grant {
            id: read("id", &wire.id)?,
            member,
            effect: read("effect", &wire.effect)?,
            purpose: read("purpose", &wire.purpose)?,
            organisation: maybe("organisation", wire.organisation.as_ref())?,
            category: maybe("category", wire.category.as_ref())?,
            zone: maybe("zone", wire.zone.as_ref())?,
            times: Times { days: wire.days, window },
            per_day: wire.per_day,
            until: maybe_instant("until", wire.until.as_ref())?,
            given_at: instant("given_at", &wire.given_at)?,
        })
    };
    let grants: Read<Vec<Grant>> = wire.grants.iter().map(one).collect();
    Ok(What::Grants { member, grants: grants? })
}

fn write_wish(wish: &Wish) -> WireWish {
    WireWish {
        id: wish.id.to_string(),
        member: wish.member.to_string(),
        title: wish.title.clone(),
        subject: write_subject(&wish.subject),
        top_price: wish.top_price.map(write_money),
        until: wish.until.map(Instant::to_rfc3339),
        distance_m: wish.distance_m,
        places: wish.places.iter().map(ToString::to_string).collect(),
        visibility: wish.visibility.to_string(),
        state: wish.state.to_string(),
        added_at: wish.added_at.to_rfc3339(),
    }
}

fn read_wish(wire: WireWish) -> Read<Wish> {
    let places: Read<Vec<_>> = wire.places.iter().map(|place| read("places", place)).collect();
    Ok(Wish {
        id: read("id", &wire.id)?,
        member: read("member", &wire.member)?,
        title: wire.title,
        subject: read_subject(wire.subject)?,
        top_price: wire.top_price.as_ref().map(read_money).transpose()?,
        until: maybe_instant("until", wire.until.as_ref())?,
        distance_m: wire.distance_m,
        places: places?,
        visibility: read("visibility", &wire.visibility)?,
        state: read("state", &wire.state)?,
        added_at: instant("added_at", &wire.added_at)?,
    })
}

#[cfg(test)]
mod tests;
