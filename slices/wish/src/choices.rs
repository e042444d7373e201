//! What the form of a wish lets one choose from.

use domain::{Category, Currency, ListId, PlaceId, Priority, limits};
use kit::{Fields, Form, Page, Refusal, Result};
use store::{StoreError, Tx};

use crate::model::List;

use crate::form::{ANYWHERE, HERE};

/// Distances that are offered, in metres.
const DISTANCES: [u32; 5] = [300, 500, 1_000, 2_000, 5_000];

/// Currencies that are offered besides the one in question, the town's own ahead.
const CURRENCIES: [&str; 11] = ["EUR", "CHF", "GBP", "USD", "CAD", "SEK", "NOK", "DKK", "PLN", "CZK", "JPY"];

/// A choice of a select.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

/// The choices of one form, with those already made.
pub(crate) struct Choices {
    pub(crate) categories: Vec<Choice>,
    pub(crate) distances: Vec<Choice>,
    /// In which currency the top price is.
    pub(crate) currencies: Vec<Choice>,
    /// Whether the price is in money that no shop here counts in, and no page stands beside it that may.
    pub(crate) other_money: bool,
    /// Only at the places in question, or anywhere; empty when no place is in question.
    pub(crate) only: Vec<Choice>,
    /// The main list and the named ones; empty when there is but the main one.
    pub(crate) lists: Vec<Choice>,
    /// How much it may matter.
    pub(crate) priorities: Vec<Choice>,
    /// How many characters a note has at most.
    pub(crate) note_most: String,
    /// Whether the further terms should be seen at once: something in them was typed or is wrong.
    pub(crate) unfolded: bool,
}

impl Choices {
    /// `places` are the names of the places in question.
    pub(crate) fn of(page: &Page, fields: &Fields, places: &[String], lists: &[List]) -> Self {
        let touched = |name: &str| !fields.value(name).is_empty() || !fields.error(name).is_empty();
        let further = ["category", "gtin", "top_price", "until"];
        Self {
            categories: Category::all().map(|category| choice_of(page, fields, &category)).collect(),
            distances: distances(page, fields),
            currencies: currencies(page, fields),
            other_money: !fields.value("top_price").is_empty()
                && !matches!(fields.value("top_currency"), "" | "EUR")
                && fields.value("listing").is_empty(),
            only: only(page, fields, places),
            lists: self::lists(page, fields, lists),
            priorities: priorities(page, fields),
            note_most: limits::NOTE_CHARS.to_string(),
            unfolded: !places.is_empty()
                || further.into_iter().any(touched)
                || !matches!(fields.value("quantity"), "" | "1")
                || !fields.error("quantity").is_empty()
                || !(fields.value("priority").is_empty()
                    || fields.is("priority", Priority::default().name()))
                || !fields.error("distance_m").is_empty(),
        }
    }
}

/// The lists a wish may stand on: those put away are left out, unless it stands there.
fn lists(page: &Page, fields: &Fields, lists: &[List]) -> Vec<Choice> {
    let main =
        Choice { value: String::new(), label: page.t("list-main"), chosen: fields.value("list").is_empty() };
    let named = lists.iter().map(|list| {
        let value = list.id.to_string();
        Choice { chosen: fields.is("list", &value), label: list.name.clone(), value }
    });
    let kept = named.zip(lists).filter(|(choice, list)| choice.chosen || list.archived_at.is_none());
    let named: Vec<_> = kept.map(|(choice, _)| choice).collect();
    if named.is_empty() { Vec::new() } else { std::iter::once(main).chain(named).collect() }
}

/// How much a wish may matter.
fn priorities(page: &Page, fields: &Fields) -> Vec<Choice> {
    let choice = |(_, name): &(Priority, &str)| Choice {
        value: (*name).to_owned(),
        label: page.t(&format!("wish-priority-{name}")),
        chosen: fields.is("priority", name),
    };
    Priority::NAMES.iter().map(choice).collect()
}

/// The list a form names; nothing is the main one.
pub(crate) fn list_in(form: &Form) -> Result<Option<ListId>> {
    form.some("list").map(|id| id.parse().map_err(|_| Refusal::invalid("list", "id"))).transpose()
}

/// How many a form wishes and how much that matters; one, and as usual, where it does not say. Whether it is too many is judged where
/// it is written.
pub(crate) fn worth(form: &Form) -> Result<(i64, Priority)> {
    let quantity = form.some("quantity").map(str::parse).transpose();
    let priority = form.some("priority").map(str::parse).transpose();
    Ok((
        quantity.map_err(|_| Refusal::invalid("quantity", "number"))?.unwrap_or(1),
        priority.map_err(|_| Refusal::invalid("priority", "choice"))?.unwrap_or_default(),
    ))
}

/// Leaves stand a little in from their branch.
fn choice_of(page: &Page, fields: &Fields, category: &Category) -> Choice {
    let path = category.path();
    let indent = if path.contains('/') { "\u{2003}" } else { "" };
    let label = format!("{indent}{}", page.t(&category.label_key()));
    Choice { value: path.to_owned(), label, chosen: fields.is("category", path) }
}

/// The names of places, in the order given; one that is gone is said to be.
pub(crate) async fn names(tx: &mut Tx, page: &Page, places: &[PlaceId]) -> Result<Vec<String>, StoreError> {
    let mut names = Vec::new();
    for id in places {
        let known = place::place(tx, *id).await?;
        names.push(known.map_or_else(|| page.t("wish-place-gone"), |place| place.name));
    }
    Ok(names)
}

fn only(page: &Page, fields: &Fields, places: &[String]) -> Vec<Choice> {
    if places.is_empty() {
        return Vec::new();
    }
    let anywhere = fields.is("only", ANYWHERE);
    let choice = |value: &str, label, chosen| Choice { value: value.to_owned(), label, chosen };
    vec![
        choice(HERE, page.t1("wish-only-here", "places", places.join(", ")), !anywhere),
        choice(ANYWHERE, page.t("wish-anywhere"), anywhere),
    ]
}

/// In which currency a price may be; one said elsewhere is offered too.
fn currencies(page: &Page, fields: &Fields) -> Vec<Choice> {
    let said = fields.value("top_currency").parse().unwrap_or(Currency::EUR);
    let mut all: Vec<Currency> = CURRENCIES.iter().filter_map(|code| code.parse().ok()).collect();
    if !all.contains(&said) {
        all.push(said);
    }
    let choice = |currency: Currency| Choice {
        value: currency.to_string(),
        label: page.words().currency(currency),
        chosen: currency == said,
    };
    all.into_iter().map(choice).collect()
}

/// How far one would go; a distance said elsewhere is offered too.
fn distances(page: &Page, fields: &Fields) -> Vec<Choice> {
    let said: Option<u32> = fields.value("distance_m").parse().ok();
    let mut all: Vec<u32> = DISTANCES.into_iter().chain(said).filter(|metres| *metres > 0).collect();
    all.sort_unstable();
    all.dedup();
    let choice = |metres: u32| Choice {
        value: metres.to_string(),
        label: page.words().distance(metres),
        chosen: said == Some(metres),
    };
    all.into_iter().map(choice).collect()
}
