//! What is wished for already is not wished twice by mistake, and what was typed beside it is not lost: it is shown again, to be saved
//! onto that wish or as another.

use domain::{MemberId, Priority, Wish, WishId, limits};
use kit::{Fields, Form, Lang, Page};
use store::{StoreError, Tx};

use crate::draft::Draft;
use crate::model::Detail;
use crate::seller_page::Asked;
use crate::twin::{Held, Twin};
use crate::unread::PARTS;
use crate::{actions, detail, seller};

/// What such a form says unseen: the wish that is there, and what was filled in by itself. All that differs from it was typed.
const WAS: [&str; 11] = [
    "there",
    "was_title",
    "was_category",
    "was_gtin",
    "was_list",
    "was_top_price",
    "was_until",
    "was_distance_m",
    "was_quantity",
    "was_priority",
    "was_note",
];

/// The wish of which the page of a draft is a seller already, or which is for its very barcode.
pub(crate) async fn wish(
    tx: &mut Tx,
    me: MemberId,
    draft: &Draft,
    twin: Option<&Twin>,
) -> Result<Option<Wish>, StoreError> {
    match (draft.listing, draft.gtin) {
        (Some(_), _) => {
            Ok(twin.filter(|twin| matches!(twin.held, Held::There)).map(|twin| twin.wish.clone()))
        }
        (None, Some(gtin)) => match seller::wished_code(tx, me, gtin).await? {
            Some(id) => actions::wish(tx, id).await,
            None => Ok(None),
        },
        (None, None) => Ok(None),
    }
}

/// A draft as a form that can be saved onto the wish that is there, and changes of it only what was typed.
pub(crate) async fn onto(tx: &mut Tx, draft: &Draft, lang: Lang, wish: &Wish) -> Result<Fields, StoreError> {
    let there = detail::detail(tx, wish.id).await?;
    let mut own: Vec<&str> = draft.beside.iter().map(|(name, _)| *name).collect();
    own.extend(draft.quantity.map(|_| "quantity"));
    let was = was(wish.id, &there, &draft.fields(lang), &own);
    let mut onto = draft.clone();
    onto.beside.extend(was);
    Ok(onto.fields(lang))
}

/// The form of a new wish once more, where its page turned out to have a wish; nothing where nothing of one's own stands in it.
pub(crate) async fn typed(
    tx: &mut Tx,
    page: &Page,
    wish: WishId,
    form: &Form,
) -> Result<Option<(Fields, Asked)>, StoreError> {
    if !is_own(form) {
        return Ok(None);
    }
    let Some(wish) = actions::wish(tx, wish).await? else { return Ok(None) };
    let there = detail::detail(tx, wish.id).await?;
    let distance = limits::WISH_DISTANCE_M.to_string();
    let mut values =
        vec![("quantity", "1"), ("priority", Priority::default().name()), ("distance_m", distance.as_str())];
    values.extend(PARTS.into_iter().filter(|name| form.on(name)).map(|name| (name, form.get(name))));
    let mut own = Vec::new();
    if form.on("was_title") && form.get("was_title") != form.get("title") {
        own.push("title");
    }
    if form.some("listing").is_none() {
        // Nothing was read: whoever says what kind of thing it is typed it.
        own.push("category");
    }
    if !matches!(form.get("quantity"), "" | "1") {
        own.push("quantity");
    }
    let was = was(wish.id, &there, &Fields::with(&values), &own);
    values.extend(was.iter().map(|(name, value)| (*name, value.as_str())));
    Ok(Some((Fields::with(&values), Asked::there(page, &wish))))
}

/// The wish that a form was told to be there, where it still is.
pub(crate) async fn again(
    tx: &mut Tx,
    page: &Page,
    me: MemberId,
    form: &Form,
) -> Result<Option<Asked>, StoreError> {
    let Some(id) = form.some("there").and_then(|id| id.parse().ok()) else { return Ok(None) };
    let wish = actions::wish(tx, id).await?.filter(|wish| wish.member == me);
    Ok(wish.map(|wish| Asked::there(page, &wish)))
}

/// What the form says unseen, where a wish is there.
pub(crate) fn unseen(fields: &Fields, twin: Option<&Asked>) -> Vec<(&'static str, String)> {
    let is_there = twin.is_some_and(Asked::is_there);
    let said = WAS.into_iter().filter(|_| is_there);
    said.map(|name| (name, fields.value(name).to_owned())).collect()
}

/// Whether a form says more than what is wished and the page it is from.
fn is_own(form: &Form) -> bool {
    ["top_price", "until", "note"].into_iter().any(|name| form.some(name).is_some())
        || !matches!(form.get("quantity"), "" | "1")
        || form.some("priority").is_some_and(|said| said != Priority::default().name())
}

/// What was filled in by itself, `own` being what was typed instead; and the note of both, so that neither is lost.
fn was(wish: WishId, there: &Detail, shown: &Fields, own: &[&str]) -> Vec<(&'static str, String)> {
    let filled = |name: &str| if own.contains(&name) { String::new() } else { shown.value(name).to_owned() };
    let quantity = if own.contains(&"quantity") { there.quantity } else { 1 };
    vec![
        ("note", noted(&there.note, shown.value("note"))),
        ("there", wish.to_string()),
        ("was_title", filled("title")),
        ("was_category", filled("category")),
        ("was_gtin", filled("gtin")),
        ("was_list", filled("list")),
        ("was_top_price", String::new()),
        ("was_until", String::new()),
        ("was_distance_m", limits::WISH_DISTANCE_M.to_string()),
        ("was_quantity", quantity.to_string()),
        ("was_priority", Priority::default().name().to_owned()),
        ("was_note", there.note.clone()),
    ]
}

/// What was written and what is written now, one below the other.
fn noted(before: &str, now: &str) -> String {
    let more = Some(now).filter(|now| !before.contains(now));
    let all = [Some(before), more].into_iter().flatten().filter(|note| !note.is_empty());
    all.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_added_below_the_one_that_is_there() {
        for (before, now, both) in [
            ("", "Pour Jo", "Pour Jo"),
            ("La bleue", "", "La bleue"),
            ("La bleue", "Pour Jo", "La bleue\nPour Jo"),
        ] {
            assert_eq!(noted(before, now), both);
        }
        assert_eq!(noted("La bleue\nPour Jo", "Pour Jo"), "La bleue\nPour Jo", "and once");
    }

    #[test]
    fn a_form_says_more_where_anything_was_chosen() {
        let own = |raw: &str| is_own(&Form::parse(raw.to_owned()));
        for raw in ["top_price=60", "until=2027-05-01", "note=x", "quantity=2", "priority=dearly"] {
            assert!(own(raw), "{raw}");
        }
        assert!(!own("title=Perceuse&words=x&distance_m=1000&quantity=1&priority=usual&note=&top_price="));
    }
}
