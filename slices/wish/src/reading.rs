//! What was read of a page, as it is shown to be chosen from and corrected: where each part was found, in people's words, what else
//! it may have been, the sizes and colours.

mod place;

use domain::Availability;
use kit::{Fields, Lang, Page};
use product::{Found, Listing, Part, Told, Value};

use crate::choices::Choice;
use crate::own_word::{OwnWord, currency};
use place::{exactly, place};

/// A part that was read.
pub(crate) struct Row {
    pub(crate) part: String,
    /// Empty when nothing of it was sure enough to be taken.
    pub(crate) value: String,
    /// Where it stood, in words, and exactly.
    pub(crate) place: String,
    pub(crate) at: String,
    /// What else it may have been, and where that stood.
    pub(crate) others: Vec<Other>,
}

/// What a part may have been instead.
pub(crate) struct Other {
    pub(crate) value: String,
    pub(crate) place: String,
    pub(crate) at: String,
}

/// A page that was read, with what a form may say otherwise.
pub(crate) struct Reading {
    pub(crate) rows: Vec<Row>,
    /// The sizes and colours to choose from, with the page at large ahead; empty when there are none.
    pub(crate) variants: Vec<Choice>,
    pub(crate) variant_error: String,
    pub(crate) stocks: Vec<Choice>,
    pub(crate) stock_error: String,
    pub(crate) price: Typed,
    pub(crate) list_price: Typed,
    /// Whether something in the form was typed or is wrong, so that it is seen at once.
    pub(crate) unfolded: bool,
    pub(crate) titles: Vec<String>,
    pub(crate) brands: Vec<String>,
    pub(crate) gtins: Vec<String>,
    pub(crate) prices: Vec<String>,
}

/// An amount in a form: what is filled in, what was before, and what is wrong with it.
pub(crate) struct Typed {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) was: String,
    pub(crate) error: String,
}

/// A value in the language of a page.
fn said(page: &Page, value: &Value) -> String {
    let words = page.words();
    match value {
        Value::Text(text) => text.clone(),
        Value::Gtin(gtin) => gtin.printed(),
        Value::Money(money) => words.money(*money),
        Value::Range(low, high) => {
            page.t2("wish-range", "low", words.money(*low), "high", words.money(*high))
        }
        Value::Availability(availability) => page.t(&format!("wish-stock-{availability}")),
        Value::Condition(condition) => page.t(&format!("wish-condition-{condition}")),
    }
}

fn rows(page: &Page, told: &Told) -> Vec<Row> {
    let mut rows = Vec::new();
    for (part, name) in Part::NAMES {
        let found: Vec<&Found> = told.found.iter().filter(|one| one.part == *part).collect();
        let taken = found.iter().find(|one| one.taken);
        let others: Vec<Other> = found
            .iter()
            .filter(|one| !one.taken)
            .map(|one| Other {
                value: said(page, &one.value),
                place: place(page, &one.at),
                at: exactly(&one.at),
            })
            .collect();
        if found.is_empty() {
            continue;
        }
        rows.push(Row {
            part: page.t(&format!("wish-part-{name}")),
            value: taken.map(|one| said(page, &one.value)).unwrap_or_default(),
            place: taken.map(|one| place(page, &one.at)).unwrap_or_default(),
            at: taken.map(|one| exactly(&one.at)).unwrap_or_default(),
            others,
        });
    }
    rows
}

/// What is offered in a field: everything that was found of a part, as it would be typed.
fn offered(lang: Lang, told: &Told, part: Part, listing: &Listing) -> Vec<String> {
    let currency = currency(listing);
    let found = told.found.iter().filter(|one| one.part == part);
    let typed = found.filter_map(|one| match &one.value {
        Value::Text(text) => Some(text.clone()),
        Value::Gtin(gtin) => Some(gtin.printed()),
        Value::Money(money) if money.currency == currency => Some(amount(lang, Some(*money))),
        _ => None,
    });
    let all: Vec<String> = typed.collect();
    // One alone is what is filled in already.
    if all.len() > 1 { all } else { Vec::new() }
}

/// An amount as it would be typed.
pub(crate) fn amount(lang: Lang, money: Option<domain::Money>) -> String {
    let plain = money.map(domain::Money::plain).unwrap_or_default();
    if lang == Lang::Fr { plain.replace('.', ",") } else { plain }
}

fn variants(page: &Page, told: &Told, chosen: &str) -> Vec<Choice> {
    if told.variants.len() < 2 && chosen.is_empty() {
        return Vec::new();
    }
    let any = Choice { value: String::new(), label: page.t("wish-variant-any"), chosen: chosen.is_empty() };
    let words = page.words();
    let each = told.variants.iter().map(|one| {
        let price = one.price.map(|price| words.money(price));
        let stock = (one.availability != Availability::Unknown)
            .then(|| page.t(&format!("wish-stock-{}", one.availability)));
        let label = [Some(one.name.clone()), price, stock].into_iter().flatten().collect::<Vec<_>>();
        Choice { value: one.key.clone(), label: label.join(" · "), chosen: one.key == chosen }
    });
    std::iter::once(any).chain(each).collect()
}

fn stocks(page: &Page, chosen: &str) -> Vec<Choice> {
    let choice = |value: &str, key: &str| Choice {
        value: value.to_owned(),
        label: page.t(key),
        chosen: chosen == value,
    };
    vec![choice("", "wish-stock-as-read"), choice("in", "wish-stock-in"), choice("out", "wish-stock-out")]
}

impl Reading {
    /// For the form that adds a wish: what was read is filled in, unless a form was sent that says otherwise.
    pub(crate) fn asked(page: &Page, listing: &Listing, told: &Told, fields: &Fields) -> Self {
        let read = |name: &str, read: Option<domain::Money>| {
            let was = amount(page.lang, read);
            let sent = !fields.value(&format!("was_{name}")).is_empty() || !fields.value(name).is_empty();
            let value = if sent { fields.value(name).to_owned() } else { was.clone() };
            (value, was)
        };
        let chosen = match fields.value("variant") {
            "" => listing.variant.as_ref().map_or("", |one| one.key.as_str()),
            sent => sent,
        };
        let amounts = [read("price", listing.price), read("list_price", listing.list_price)];
        let mut reading = Self::of(page, listing, told, fields, chosen, amounts);
        // Where no price was found, the field in which one is written is seen.
        reading.unfolded |= listing.price.is_none() && told.range().is_none();
        reading
    }

    /// For the page of a wish: what its member says of the page, over what was read of it.
    pub(crate) fn corrected(
        page: &Page,
        listing: &Listing,
        told: &Told,
        word: Option<&OwnWord>,
        fields: Option<&Fields>,
    ) -> Self {
        let chosen = listing.variant.as_ref().map_or("", |one| one.key.as_str());
        let said = |name: &str, word: Option<domain::Money>| match fields {
            Some(fields) => (fields.value(name).to_owned(), String::new()),
            None => (amount(page.lang, word), String::new()),
        };
        let amounts = [
            said("price", word.and_then(|word| word.price)),
            said("list_price", word.and_then(|word| word.list_price)),
        ];
        let stock = word.and_then(|word| word.availability).map_or("", Availability::name);
        let kept = Fields::with(&[("stock", stock)]);
        let mut reading = Self::of(page, listing, told, fields.unwrap_or(&kept), chosen, amounts);
        reading.unfolded = fields.is_some() || word.is_some();
        reading
    }

    fn of(
        page: &Page,
        listing: &Listing,
        told: &Told,
        fields: &Fields,
        chosen: &str,
        amounts: [(String, String); 2],
    ) -> Self {
        let [price, list_price] = amounts;
        let money = page.words().currency(currency(listing));
        let typed = |name: &str, key: &str, (value, was): (String, String)| Typed {
            label: page.t1(key, "currency", &money),
            error: fields.error(name).to_owned(),
            value,
            was,
        };
        let (price, list_price) = (
            typed("price", "wish-price-there", price),
            typed("list_price", "wish-list-price-there", list_price),
        );
        let wrong = [&price.error, &list_price.error].into_iter().any(|error| !error.is_empty());
        let otherwise = price.value != price.was || list_price.value != list_price.was;
        let offered = |part| offered(page.lang, told, part, listing);
        Self {
            rows: rows(page, told),
            variants: variants(page, told, chosen),
            variant_error: fields.error("variant").to_owned(),
            stocks: stocks(page, fields.value("stock")),
            stock_error: fields.error("stock").to_owned(),
            unfolded: wrong
                || otherwise
                || !fields.value("stock").is_empty()
                || !fields.error("stock").is_empty(),
            price,
            list_price,
            titles: offered(Part::Title),
            brands: offered(Part::Brand),
            gtins: offered(Part::Gtin),
            prices: offered(Part::Price),
        }
    }
}
