//! Rows of the ground as bytes and back, through the domain's constructors: what a World keeps, no title, name or address.

use std::sync::LazyLock;

use domain::{
    Attention, Category, Currency, DailyWindow, Effect, Grant, Gtin, Instant, Kind, Mode, Money, Offer,
    OfferState, Outline, Place, Position, Purpose, Subject, Times, Visibility, WeeklyHours, Wish, WishState,
    Zone,
};
use engine::{Spoken, Told};

use super::bytes::{In, Out};
use crate::ground::Row;

/// The categories in the order by which they are numbered here.
static CATEGORIES: LazyLock<Vec<Category>> = LazyLock::new(|| Category::all().collect());

/// Every word that is written as its number, in order: what was written under other words is not read.
pub(super) fn vocabulary() -> String {
    fn names<T>(names: &'static [(T, &str)]) -> impl Iterator<Item = &'static str> {
        names.iter().map(|(_, name)| *name).chain([";"])
    }
    let categories = CATEGORIES.iter().map(Category::path);
    let all = categories
        .chain(names(Kind::NAMES))
        .chain(names(OfferState::NAMES))
        .chain(names(Zone::NAMES))
        .chain(names(Effect::NAMES))
        .chain(names(Purpose::NAMES))
        .chain(names(Visibility::NAMES))
        .chain(names(WishState::NAMES));
    all.collect::<Vec<_>>().join(" ")
}

/// Writes a row; what it cannot hold, such as a category of another tree, does not read back.
pub(super) fn write(out: &mut Out, row: &Row) {
    out.byte(row.stage() as u8);
    match row {
        Row::Place(place) => write_place(out, place),
        Row::Offer(offer) => write_offer(out, offer),
        Row::Member(member) => out.id(*member),
        Row::Attention(attention) => write_attention(out, attention),
        Row::Grants(member, grants) => {
            out.id(*member);
            out.list(grants, write_grant);
        }
        Row::Wish(wish) => write_wish(out, wish),
        Row::Told(told) => {
            out.id(told.member);
            out.id(told.offer);
            out.id(told.organisation);
            out.instant(told.at);
        }
        Row::Spoken(spoken) => {
            out.id(spoken.member);
            out.id(spoken.opportunity);
            out.instant(spoken.at);
            out.maybe(spoken.hush, |out, (offer, until)| {
                out.id(offer);
                out.instant(until);
            });
        }
    }
}

/// Reads a row.
pub(super) fn read(bytes: &mut In<'_>) -> Option<Row> {
    Some(match bytes.byte()? {
        0 => Row::Place(read_place(bytes)?),
        1 => Row::Offer(read_offer(bytes)?),
        2 => Row::Member(bytes.id()?),
        3 => Row::Attention(read_attention(bytes)?),
        4 => {
            let member = bytes.id()?;
            let grants = bytes.list(read_grant)?;
            let theirs = grants.iter().all(|grant| grant.member == member);
            Row::Grants(member, Some(grants).filter(|_| theirs)?)
        }
        5 => Row::Wish(read_wish(bytes)?),
        6 => Row::Told(Told {
            member: bytes.id()?,
            offer: bytes.id()?,
            organisation: bytes.id()?,
            at: bytes.instant()?,
        }),
        7 => {
            let (member, opportunity, at) = (bytes.id()?, bytes.id()?, bytes.instant()?);
            let hush = bytes.maybe(|bytes| Some((bytes.id()?, bytes.instant()?)))?;
            Row::Spoken(Spoken { member, opportunity, at, hush })
        }
        _ => return None,
    })
}

fn write_category(out: &mut Out, category: &Category) {
    out.length(CATEGORIES.binary_search(category).unwrap_or(usize::MAX));
}

fn read_category(bytes: &mut In<'_>) -> Option<Category> {
    CATEGORIES.get(bytes.small::<usize>()?).cloned()
}

fn write_subject(out: &mut Out, subject: &Subject) {
    out.name(Kind::NAMES, &subject.kind);
    out.maybe(subject.category.as_ref(), write_category);
    out.maybe(subject.gtin, |out, gtin| out.whole(gtin.number()));
    out.maybe(subject.brand.as_deref(), Out::text);
    out.list(&subject.words, |out, word| out.text(word));
}

fn read_subject(bytes: &mut In<'_>) -> Option<Subject> {
    Some(Subject {
        kind: bytes.name(Kind::NAMES)?,
        category: bytes.maybe(read_category)?,
        gtin: bytes.maybe(|bytes| Gtin::from_number(bytes.whole()?))?,
        brand: bytes.maybe(In::text)?,
        words: bytes.list(|bytes| bytes.text().filter(|word| !word.is_empty()))?,
    })
}

fn write_money(out: &mut Out, money: Money) {
    out.text(money.currency.code());
    out.whole(money.minor);
}

fn read_money(bytes: &mut In<'_>) -> Option<Money> {
    let code = bytes.text()?;
    let currency = if code == Currency::EUR.code() { Currency::EUR } else { code.parse().ok()? };
    Some(Money { minor: bytes.whole()?, currency })
}

fn write_position(out: &mut Out, position: Position) {
    out.float(position.lat());
    out.float(position.lon());
}

fn read_position(bytes: &mut In<'_>) -> Option<Position> {
    Position::new(bytes.float()?, bytes.float()?)
}

fn write_window(out: &mut Out, window: DailyWindow) {
    out.number(window.from.into());
    out.number(window.to.into());
}

fn read_window(bytes: &mut In<'_>) -> Option<DailyWindow> {
    DailyWindow::new(bytes.small()?, bytes.small()?)
}

fn write_place(out: &mut Out, place: &Place) {
    out.id(place.id);
    out.maybe(place.organisation, Out::id);
    write_category(out, &place.category);
    write_position(out, place.position);
    out.number(place.radius_m.into());
    let corners = place.outline.as_ref().map(Outline::corners);
    out.maybe(corners, |out, corners| out.list(corners, |out, corner| write_position(out, *corner)));
    let span = |out: &mut Out, &(from, to): &(u16, u16)| {
        out.number(from.into());
        out.number(to.into());
    };
    out.maybe(place.hours.as_ref(), |out, hours| out.list(hours.spans(), span));
}

fn read_place(bytes: &mut In<'_>) -> Option<Place> {
    Some(Place {
        id: bytes.id()?,
        organisation: bytes.maybe(In::id)?,
        name: String::new(),
        category: read_category(bytes)?,
        position: read_position(bytes)?,
        radius_m: bytes.small()?,
        outline: bytes.maybe(|bytes| Outline::new(bytes.list(read_position)?).ok())?,
        address: String::new(),
        hours: bytes
            .maybe(|bytes| WeeklyHours::new(bytes.list(|bytes| Some((bytes.small()?, bytes.small()?)))?))?,
        hours_text: String::new(),
        osm: None,
    })
}

fn write_offer(out: &mut Out, offer: &Offer) {
    out.id(offer.id);
    out.id(offer.organisation);
    out.id(offer.place);
    write_subject(out, &offer.subject);
    write_money(out, offer.price);
    out.maybe(offer.reference_price, write_money);
    out.maybe(offer.stock, |out, stock| out.number(stock.into()));
    out.instant(offer.from);
    out.maybe(offer.until, Out::instant);
    out.number(offer.reach_m.into());
    out.name(Zone::NAMES, &offer.zone);
    out.name(OfferState::NAMES, &offer.state);
}

fn read_offer(bytes: &mut In<'_>) -> Option<Offer> {
    Some(Offer {
        id: bytes.id()?,
        organisation: bytes.id()?,
        place: bytes.id()?,
        title: String::new(),
        subject: read_subject(bytes)?,
        price: read_money(bytes)?,
        reference_price: bytes.maybe(read_money)?,
        stock: bytes.maybe(In::small)?,
        from: bytes.instant()?,
        until: bytes.maybe(In::instant)?,
        reach_m: bytes.small()?,
        zone: bytes.name(Zone::NAMES)?,
        state: bytes.name(OfferState::NAMES)?,
    })
}

fn write_attention(out: &mut Out, attention: &Attention) {
    out.id(attention.member);
    let on = match attention.mode {
        Mode::Off => None,
        Mode::On { until } => Some(until),
    };
    out.maybe(on, |out, until| out.maybe(until, Out::instant));
    out.maybe(attention.quiet, write_window);
    out.number(attention.per_day.into());
}

fn read_attention(bytes: &mut In<'_>) -> Option<Attention> {
    Some(Attention {
        member: bytes.id()?,
        mode: bytes.maybe(|bytes| bytes.maybe(In::instant))?.map_or(Mode::Off, |until| Mode::On { until }),
        quiet: bytes.maybe(read_window)?,
        per_day: bytes.small()?,
    })
}

fn write_grant(out: &mut Out, grant: &Grant) {
    out.id(grant.id);
    out.id(grant.member);
    out.name(Effect::NAMES, &grant.effect);
    out.name(Purpose::NAMES, &grant.purpose);
    out.maybe(grant.organisation, Out::id);
    out.maybe(grant.category.as_ref(), write_category);
    out.maybe(grant.zone, |out, zone| out.name(Zone::NAMES, &zone));
    out.byte(grant.times.days);
    out.maybe(grant.times.window, write_window);
    out.maybe(grant.per_day, |out, per_day| out.number(per_day.into()));
    out.maybe(grant.until, Out::instant);
    out.instant(grant.given_at);
}

fn read_grant(bytes: &mut In<'_>) -> Option<Grant> {
    Some(Grant {
        id: bytes.id()?,
        member: bytes.id()?,
        effect: bytes.name(Effect::NAMES)?,
        purpose: bytes.name(Purpose::NAMES)?,
        organisation: bytes.maybe(In::id)?,
        category: bytes.maybe(read_category)?,
        zone: bytes.maybe(|bytes| bytes.name(Zone::NAMES))?,
        times: Times {
            days: bytes.byte().filter(|days| (1..=Times::ALWAYS.days).contains(days))?,
            window: bytes.maybe(read_window)?,
        },
        per_day: bytes.maybe(In::small)?,
        until: bytes.maybe(In::instant)?,
        given_at: bytes.instant()?,
    })
}

fn write_wish(out: &mut Out, wish: &Wish) {
    out.id(wish.id);
    out.id(wish.member);
    write_subject(out, &wish.subject);
    out.maybe(wish.top_price, write_money);
    out.maybe(wish.until, Out::instant);
    out.number(wish.distance_m.into());
    out.list(&wish.places, |out, place| out.id(*place));
    out.name(Visibility::NAMES, &wish.visibility);
    out.name(WishState::NAMES, &wish.state);
}

fn read_wish(bytes: &mut In<'_>) -> Option<Wish> {
    Some(Wish {
        id: bytes.id()?,
        member: bytes.id()?,
        title: String::new(),
        subject: read_subject(bytes)?,
        top_price: bytes.maybe(read_money)?,
        until: bytes.maybe(In::instant)?,
        distance_m: bytes.small()?,
        places: bytes.list(In::id)?,
        visibility: bytes.name(Visibility::NAMES)?,
        state: bytes.name(WishState::NAMES)?,
        // The order of wishes is that of their ids; a World does not keep this.
        added_at: Instant::from_micros(0),
    })
}

#[cfg(test)]
pub(super) mod tests;
