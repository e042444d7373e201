//! The form of an offer: what was typed to what is meant, every wrong field told at once.

use domain::{Currency, Instant, Kind, Money, Offer, OrganisationId, PlaceId, Subject, Zone};
use kit::{Fields, Form, Page, Refusal, Result, wire};

use crate::model::{NewOffer, OfferChange, REACH_M, words_of};

/// What a form says.
struct Typed {
    place: PlaceId,
    title: String,
    subject: Subject,
    price: Money,
    reference_price: Option<Money>,
    stock: Option<u32>,
    until: Option<Instant>,
    reach_m: u32,
    zone: Zone,
}

/// Reads the form of a new offer.
pub(super) fn new(form: &Form, page: &Page, organisation: OrganisationId) -> Result<NewOffer> {
    let typed = read(form, page, Currency::EUR, None)?;
    Ok(NewOffer {
        organisation,
        place: typed.place,
        reference: None,
        title: typed.title,
        subject: typed.subject,
        price: typed.price,
        reference_price: typed.reference_price,
        stock: typed.stock,
        from: None,
        until: typed.until,
        reach_m: typed.reach_m,
        zone: typed.zone,
    })
}

/// Reads the form of an offer that is there; only what was typed otherwise changes, so that a stock taken from
/// meanwhile is not put back.
pub(super) fn change(form: &Form, page: &Page, offer: &Offer) -> Result<OfferChange> {
    let typed = read(form, page, offer.price.currency, Some(offer))?;
    let counted = form.get("stock") != form.get("stock_shown");
    let moved = form.get("until") != form.get("until_shown");
    Ok(OfferChange {
        place: Some(typed.place),
        title: Some(typed.title),
        subject: Some(typed.subject),
        price: Some(typed.price),
        reference_price: Some(typed.reference_price),
        stock: counted.then_some(typed.stock),
        until: moved.then_some(typed.until),
        reach_m: Some(typed.reach_m),
        zone: Some(typed.zone),
        ..OfferChange::default()
    })
}

fn read(form: &Form, page: &Page, currency: Currency, was: Option<&Offer>) -> Result<Typed> {
    let mut wrong = Refusal::new("invalid");
    let mut take = Gather(&mut wrong);
    let place = take.up(wire::id(form.get("place"), "place"));
    let title = take.up(wire::title(form.get("title"), "title", domain::limits::TITLE_CHARS));
    let subject = take.up(subject(form, was));
    let price = take.up(match form.some("price") {
        None => Err(Refusal::invalid("price", "required")),
        Some(text) => money(text, "price", currency),
    });
    let usual = form.some("reference_price").map(|text| money(text, "reference_price", currency));
    let reference_price = take.up(usual.transpose());
    let stock = take.up(form.some("stock").map(|text| number(text, "stock")).transpose());
    let date = |text| page.zone().parse_local(text).ok_or_else(|| Refusal::invalid("until", "date"));
    let until = take.up(form.some("until").map(date).transpose());
    let reach_m = take.up(form.some("reach_m").map_or(Ok(REACH_M), |text| number(text, "reach_m")));
    let zone = form.some("zone").map_or(Ok(Zone::Neighbourhood), |name| name.parse());
    let zone = take.up(zone.map_err(|_| Refusal::invalid("zone", "choice")));
    let all = (place, title, subject, price, reference_price, stock, until, reach_m, zone);
    match all {
        (
            Some(place),
            Some(title),
            Some(subject),
            Some(price),
            Some(reference_price),
            Some(stock),
            Some(until),
            Some(reach_m),
            Some(zone),
        ) => Ok(Typed { place, title, subject, price, reference_price, stock, until, reach_m, zone }),
        _ => Err(wrong),
    }
}

/// Gathers what is wrong, so that one sending tells all of it.
struct Gather<'a>(&'a mut Refusal);

impl Gather<'_> {
    fn up<T>(&mut self, read: Result<T>) -> Option<T> {
        read.map_err(|refusal| self.0.fields.extend(refusal.fields)).ok()
    }
}

fn subject(form: &Form, was: Option<&Offer>) -> Result<Subject> {
    let told = |name| form.some(name).map(str::to_owned);
    let told = wire::WireSubject {
        kind: Some(was.map_or(Kind::Product, |offer| offer.subject.kind).name().to_owned()),
        category: told("category"),
        gtin: told("gtin"),
        brand: told("brand"),
        words: None,
    };
    let mut subject = told.read("")?;
    subject.words = words_of(form.get("title"), subject.brand.as_deref());
    Ok(subject)
}

fn money(text: &str, field: &'static str, currency: Currency) -> Result<Money> {
    Money::parse(text, currency).ok_or_else(|| Refusal::invalid(field, "amount"))
}

fn number(text: &str, field: &'static str) -> Result<u32> {
    let number: u64 = text.parse().map_err(|_| Refusal::invalid(field, "number"))?;
    u32::try_from(number).map_err(|_| Refusal::invalid(field, "range"))
}

/// The form of a new offer, untouched.
pub(super) fn empty() -> Fields {
    Fields::with(&[("reach_m", &REACH_M.to_string()), ("zone", Zone::Neighbourhood.name())])
}

/// The form of a new offer like one that is there; its end is not copied, for it may be past.
pub(super) fn like(offer: &Offer, page: &Page) -> Fields {
    // The form asks for euros: an amount of other money would be read as so many of them.
    let euros = offer.price.currency == Currency::EUR;
    let mut values = values(offer, page);
    values.retain(|(name, _)| match *name {
        "price" | "reference_price" => euros,
        "until" | "until_shown" | "stock_shown" => false,
        _ => true,
    });
    filled(&values)
}

/// The form of an offer that is there.
pub(super) fn of(offer: &Offer, page: &Page) -> Fields {
    filled(&values(offer, page))
}

fn filled(values: &[(&'static str, String)]) -> Fields {
    let all: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Fields::with(&all)
}

/// What an offer's fields hold.
fn values(offer: &Offer, page: &Page) -> Vec<(&'static str, String)> {
    let mark = |amount: Money| match page.lang {
        kit::Lang::Fr => amount.plain().replace('.', ","),
        kit::Lang::En => amount.plain(),
    };
    let stock = offer.stock.map(|stock| stock.to_string()).unwrap_or_default();
    let until = offer.until.map(|until| page.zone().to_local(until)).unwrap_or_default();
    let subject = &offer.subject;
    vec![
        ("place", offer.place.to_string()),
        ("title", offer.title.clone()),
        ("price", mark(offer.price)),
        ("reference_price", offer.reference_price.map(mark).unwrap_or_default()),
        ("stock", stock.clone()),
        ("stock_shown", stock),
        ("until", until.clone()),
        ("until_shown", until),
        (
            "category",
            subject.category.as_ref().map(|category| category.path().to_owned()).unwrap_or_default(),
        ),
        ("gtin", subject.gtin.map(|gtin| gtin.to_string()).unwrap_or_default()),
        ("brand", subject.brand.clone().unwrap_or_default()),
        ("reach_m", offer.reach_m.to_string()),
        ("zone", offer.zone.name().to_owned()),
    ]
}
