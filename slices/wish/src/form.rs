//! The form of a wish: what was typed → command, and a wish → what the form [shows](shown).

mod shown;

use domain::{
    Category, CivilZone, Currency, Gtin, Instant, Kind, Money, PlaceId, Subject, Visibility, Wish, barcode,
    limits,
};
use kit::{Form, Refusal, Result, wire};

use crate::merge::Value;
use crate::model::{NewWish, WishChange};
use crate::stamp::Field;

pub(crate) use shown::{blank, hidden, parts, with_was};

/// What a form says beyond the title.
struct Terms {
    category: Option<Category>,
    gtin: Option<Gtin>,
    top_price: Option<Money>,
    until: Option<Instant>,
    distance_m: u32,
}

/// In which currency an amount was typed: the one whose sign it carries, the one chosen beside it, else the usual one. A dollar is that of
/// the chosen currency, if it has one.
fn currency(form: &Form, typed: &str, usual: Currency) -> Result<Currency> {
    let wrong = |_| Refusal::invalid("top_price", "currency");
    let chosen = form.some("top_currency").map_or(Ok(usual), |code| code.parse().map_err(wrong));
    let sign = typed.chars().find(|c| SIGNS.contains(c));
    match (sign, chosen) {
        (Some('€'), _) => Ok(Currency::EUR),
        (Some('£'), _) => "GBP".parse().map_err(wrong),
        (Some('$'), Ok(dollar)) if dollar.code().ends_with('D') => Ok(dollar),
        (Some('$'), _) => "USD".parse().map_err(wrong),
        (_, chosen) => chosen,
    }
}

/// Signs of currencies that may stand beside an amount.
const SIGNS: [char; 3] = ['€', '£', '$'];

/// The amount that was typed.
///
/// # Errors
/// `invalid` naming `top_price`.
pub(crate) fn top_price(form: &Form, typed: &str, usual: Currency) -> Result<Money> {
    let wrong = || Refusal::invalid("top_price", "amount");
    Money::parse(&typed.replace(SIGNS, ""), currency(form, typed, usual)?).ok_or_else(wrong)
}

fn terms(form: &Form, zone: &CivilZone, usual: Currency) -> Result<Terms> {
    let category = form.some("category").map(str::parse).transpose();
    let gtin = match form.some("gtin") {
        None => None,
        Some(typed) => Some(barcode::product(typed).ok_or_else(|| {
            Refusal::invalid("gtin", if barcode::is_misread(typed) { "check-digit" } else { "barcode" })
        })?),
    };
    let top_price = form.some("top_price").map(|typed| self::top_price(form, typed, usual)).transpose()?;
    let until = match form.some("until") {
        None => None,
        Some(date) => Some(end_of(date, zone).ok_or_else(|| Refusal::invalid("until", "day"))?),
    };
    let distance_m = match form.some("distance_m") {
        None => limits::WISH_DISTANCE_M,
        Some(typed) => typed.parse().map_err(|_| Refusal::invalid("distance_m", "number"))?,
    };
    Ok(Terms {
        category: category.map_err(|_| Refusal::invalid("category", "category"))?,
        gtin,
        top_price,
        until,
        distance_m,
    })
}

/// A day typed as `2026-12-24` lasts until its last minute is over.
pub(crate) fn end_of(date: &str, zone: &CivilZone) -> Option<Instant> {
    zone.parse_local(&format!("{date}T23:59")).map(|last| last.plus_secs(60))
}

/// The day until whose end, or in which, a wish lasts.
fn last_day(until: Instant, zone: &CivilZone) -> String {
    zone.date(until.plus_secs(-1))
}

/// Reads a form as a new wish.
pub(crate) fn new(form: &Form, zone: &CivilZone) -> Result<NewWish> {
    let Terms { category, gtin, top_price, until, distance_m } = terms(form, zone, Currency::EUR)?;
    let title = form.get("title").to_owned();
    let subject = Subject { category, gtin, ..Subject::told(Kind::Product, &title) };
    Ok(NewWish {
        title,
        subject,
        top_price,
        until,
        distance_m,
        places: only_here(form)?,
        visibility: Visibility::Private,
    })
}

/// The place from whose page one came, when the wish is for there alone.
fn only_here(form: &Form) -> Result<Vec<PlaceId>> {
    match form.some("place") {
        Some(id) if form.get("only") == HERE => Ok(vec![wire::id(id, "places")?]),
        _ => Ok(Vec::new()),
    }
}

/// The value of `only` for the places that are named.
pub(crate) const HERE: &str = "here";
/// The value of `only` for anywhere within the distance.
pub(crate) const ANYWHERE: &str = "anywhere";

/// What a form says of a wish that differs from what its page had shown.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// What is merged with what others said meanwhile.
    pub(crate) edits: Vec<(Field, Value)>,
    category: Option<Option<Category>>,
    gtin: Option<Option<Gtin>>,
    distance_m: Option<u32>,
    places: Option<Vec<PlaceId>>,
}

impl Said {
    /// The rest of it, of a wish as it stands.
    pub(crate) fn rest(&self, stands: &Wish) -> WishChange {
        let mut subject = stands.subject.clone();
        subject.category = self.category.clone().unwrap_or(subject.category);
        subject.gtin = self.gtin.unwrap_or(subject.gtin);
        WishChange {
            subject: (subject != stands.subject).then_some(subject),
            distance_m: self.distance_m,
            places: self.places.clone(),
            ..WishChange::default()
        }
    }

    /// Whether it takes a category or a barcode away.
    pub(crate) fn takes_away(&self, from: &Subject) -> bool {
        self.category == Some(None) && from.category.is_some()
            || self.gtin == Some(None) && from.gtin.is_some()
    }
}

/// Reads a form as what it changes of a wish. A part is touched when it differs from its `was_…`, or when there is none.
pub(crate) fn change(form: &Form, before: &Wish, zone: &CivilZone) -> Result<Said> {
    let touched = |name: &str| {
        let was = format!("was_{name}");
        !form.on(&was) || form.get(name) != form.get(&was)
    };
    let usual = before.top_price.map_or(Currency::EUR, |top| top.currency);
    let Terms { category, gtin, top_price, until, distance_m } = terms(form, zone, usual)?;
    let other_money = form.on("was_top_currency") && touched("top_currency");
    // The form knows days only: an hour that was said stays unless the day is another.
    let same_day = before.until.is_some_and(|until| form.get("until") == last_day(until, zone));
    let mut edits = Vec::new();
    if touched("title") && form.get("title") != before.title {
        edits.push((Field::Title, Value::Text(form.get("title").to_owned())));
    }
    if (touched("top_price") || other_money) && top_price != before.top_price {
        edits.push((Field::TopPrice, Value::Price(top_price)));
    }
    if touched("until") && !same_day && until != before.until {
        edits.push((Field::Until, Value::Until(until)));
    }
    Ok(Said {
        edits,
        category: touched("category").then_some(category),
        gtin: touched("gtin").then_some(gtin),
        distance_m: touched("distance_m").then_some(distance_m),
        places: (form.get("only") == ANYWHERE).then(Vec::new),
    })
}

#[cfg(test)]
mod tests {
    use domain::WishId;
    use domain::ids::Id;
    use domain::{MemberId, WishState};
    use kit::testing::NOON;
    use kit::{Fields, Lang};

    use super::shown::PARTS;
    use super::*;

    fn paris() -> CivilZone {
        CivilZone::named("Europe/Paris").unwrap()
    }

    fn typed(raw: &str) -> Result<NewWish> {
        new(&Form::parse(raw.to_owned()), &paris())
    }

    #[test]
    fn what_was_typed_is_read_as_it_was_meant() {
        let wish = typed(
            "title=Th%C3%A9s+verts&category=food%2Ftea-coffee&top_price=4%2C50&until=2026-12-24&distance_m=500",
        );
        let wish = wish.unwrap();
        assert_eq!(wish.subject.words, ["the", "vert"].map(String::from));
        assert_eq!(wish.subject.category.unwrap().path(), "food/tea-coffee");
        assert_eq!((wish.top_price, wish.distance_m), (Some(Money::eur(450)), 500));
        let christmas = Instant::parse_rfc3339("2026-12-25T00:00:00+01:00").unwrap();
        assert_eq!(wish.until, Some(christmas), "the whole day counts");
        assert_eq!(typed("title=vin").unwrap().distance_m, limits::WISH_DISTANCE_M);
        assert!(
            typed("title=&gtin=3017+6204+22003").unwrap().subject.gtin.is_some(),
            "as it stands on the box"
        );
    }

    #[test]
    fn what_makes_no_sense_names_its_field() {
        for (raw, field, wrong) in [
            ("category=food%2Fmoon", "category", "category"),
            ("gtin=3017620422004", "gtin", "check-digit"),
            ("gtin=30176", "gtin", "barcode"),
            ("top_price=beaucoup", "top_price", "amount"),
            ("top_price=-3", "top_price", "amount"),
            ("until=demain", "until", "day"),
            ("until=2026-02-30", "until", "day"),
            ("distance_m=loin", "distance_m", "number"),
            ("distance_m=-1", "distance_m", "number"),
        ] {
            assert_eq!(
                typed(&format!("title=vin&{raw}")).unwrap_err(),
                Refusal::invalid(field, wrong),
                "{raw}"
            );
        }
    }

    #[test]
    fn a_form_sent_back_untouched_changes_nothing() {
        let wish = Wish {
            id: WishId::make(NOON, [1; 10]),
            member: MemberId::make(NOON, [2; 10]),
            title: "Pour Mamie".into(),
            subject: Subject {
                category: "food/chocolate".parse().ok(),
                gtin: "3017620422003".parse().ok(),
                brand: Some("lindt".into()),
                ..Subject::told(Kind::Product, "chocolat noir")
            },
            top_price: Some(Money { minor: 512, currency: "CHF".parse().unwrap() }),
            until: Some(NOON.plus_secs(12_345)),
            distance_m: 750,
            places: Vec::new(),
            visibility: Visibility::Counted,
            state: WishState::Open,
            added_at: NOON,
        };
        let fields = Fields::from(Form::default().with(parts(&wish, &paris(), Lang::Fr, Currency::EUR)));
        let raw = |was: &[&str]| {
            let names = PARTS.iter().map(|name| (*name).to_owned());
            let names = names.chain(was.iter().map(|name| format!("was_{name}")));
            let said = names.map(|name| format!("{name}={}", fields.value(&name).replace(' ', "+")));
            Form::parse(said.collect::<Vec<_>>().join("&"))
        };
        assert_eq!(change(&raw(&PARTS), &wish, &paris()), Ok(Said::default()));
        // A form that does not say what its page had shown changes nothing either.
        let said = change(&raw(&[]), &wish, &paris()).unwrap();
        assert_eq!(said.edits, []);
        assert_eq!(crate::decide::change(wish.clone(), said.rest(&wish), 0, NOON), Ok(wish));
    }
}
