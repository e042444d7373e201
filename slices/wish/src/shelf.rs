//! Where a wish stands on its list and what is written beside it: the form on its page, and the acts of the list's buttons.
//!
//! A form says what its page had shown, so that only what was touched is an edit, and one made elsewhere meanwhile is merged.

use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::post;
use domain::{ListVisibility, Wish, WishId, WishState};
use kit::{Access, App, Fields, Form, Me, Page, Refusal, Result, Routes, see_other, wire};
use store::{StoreError, Tx};

use crate::choices::{Choice, Choices, list_in};
use crate::edit::{self, Saw};
use crate::merge::Value;
use crate::model::{Detail, List, Refused};
use crate::order::Moved;
use crate::pages::{self, Says};
use crate::stamp::Field;
use crate::{actions, detail, form, list, order, overruled, stamp, view};

/// The form of what stands beside a wish.
pub(crate) struct Shelf {
    pub(crate) beside: Detail,
    pub(crate) lists: Vec<Choice>,
    /// What is said of who reads its note.
    pub(crate) read_by: String,
    /// Where its list is shown.
    pub(crate) home: String,
    pub(crate) archived: bool,
}

/// What stands beside a wish in its form.
pub(crate) const PARTS: [&str; 5] = ["note", "quantity", "priority", "list", "secret"];

/// What stands beside a wish as its form says it, with what its page shows.
pub(crate) fn parts(beside: &Detail) -> Vec<(String, String)> {
    let values = [
        beside.note.clone(),
        beside.quantity.to_string(),
        beside.priority.name().to_owned(),
        beside.list.map(|list| list.to_string()).unwrap_or_default(),
        if beside.secret { "on" } else { "" }.to_owned(),
    ];
    form::with_was(PARTS, values)
}

/// Who reads a note: its member alone while none of their lists is shown to others. Whether the notes of a list are shared is said
/// where it is shared, and not known here.
fn read_by(page: &Page, beside: &Detail, lists: &[List]) -> String {
    let shown = |list: &&List| !matches!(list.visibility, ListVisibility::Private | ListVisibility::Counted);
    let stands = lists.iter().filter(shown).find(|list| Some(list.id) == beside.list);
    match stands.filter(|_| !beside.secret) {
        Some(list) => page.t1("wish-note-shown", "list", &list.name),
        None if lists.iter().any(|list| shown(&list)) => page.t("wish-note-hint"),
        None => page.t("wish-note-own"),
    }
}

impl Shelf {
    pub(crate) async fn of(
        tx: &mut Tx,
        page: &Page,
        wish: &Wish,
        beside: Detail,
        fields: &Fields,
    ) -> Result<Self, StoreError> {
        let lists = list::lists_of(tx, wish.member).await?;
        Ok(Self {
            read_by: read_by(page, &beside, &lists),
            lists: Choices::of(page, fields, &[], &lists).lists,
            home: view::home(beside.list),
            archived: beside.archived_at.is_some(),
            beside,
        })
    }
}

/// What a form says of its fields that differs from what its page had shown.
fn said(form: &Form) -> Result<Vec<(Field, Value)>> {
    // Browsers send lines with two characters at their ends.
    let plain = |name: &str| detail::tidied(form.get(name));
    let touched = |name: &str| plain(name) != plain(&format!("was_{name}"));
    let mut said = Vec::new();
    if touched("note") {
        said.push((Field::Note, Value::Text(form.get("note").to_owned())));
    }
    if touched("quantity") {
        let number = |name: &str| form.get(name).trim().parse::<i64>();
        let wrong = |_| Refusal::invalid("quantity", "number");
        let (to, was) = (number("quantity").map_err(wrong)?, number("was_quantity").map_err(wrong)?);
        if !(1..=domain::limits::QUANTITY_MAX).contains(&to) {
            return Err(Refused::Quantity.into());
        }
        said.push((Field::Quantity, Value::Number(to.saturating_sub(was))));
    }
    if touched("priority") {
        let priority = form.get("priority").parse();
        said.push((
            Field::Priority,
            Value::Priority(priority.map_err(|_| Refusal::invalid("priority", "choice"))?),
        ));
    }
    if touched("list") {
        said.push((Field::List, Value::List(list_in(form)?)));
    }
    if touched("secret") {
        said.push((Field::Secret, Value::Flag(form.on("secret"))));
    }
    Ok(said)
}

/// The stamp of a field as a page had shown it; a form that says no stamps takes whatever stands as seen.
pub(crate) fn saw(form: &Form, field: Field) -> Saw {
    if !form.on("stamps") {
        return Saw::All;
    }
    let known = form.get("stamps").split(' ').filter_map(|part| part.split_once(':'));
    let mut of_field = known.filter(|(name, _)| *name == field.name());
    Saw::Stamp(of_field.next().and_then(|(_, op)| op.parse().ok()))
}

/// Writes what a form says of what stands beside a wish.
pub(crate) async fn write(tx: &mut Tx, form: &Form, wish: &Wish) -> Result<()> {
    for (field, value) in said(form)? {
        edit::ours(tx, wish.member, wish.id, field, value, saw(form, field)).await?;
    }
    Ok(())
}

/// Changes only what stands beside a wish.
async fn beside(
    State(app): State<App>,
    Me(me): Me,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response> {
    pages::save(&app, me.id, page, &id, form, Says::Beside).await
}

/// Where among the others the wish at `at` is to stand; where the one it was to stand ahead of is gone, it stays.
fn target(line: &[(Wish, Detail)], at: usize, form: &Form) -> Result<usize> {
    Ok(match form.get("by") {
        "top" => 0,
        "up" => order::step(line.len(), at, true),
        "down" => order::step(line.len(), at, false),
        "before" => {
            let beside: WishId = wire::id(form.get("beside"), "beside")?;
            let others = line.iter().enumerate().filter(|(place, _)| *place != at);
            others.map(|(_, (wish, _))| wish.id).position(|id| id == beside).unwrap_or(at)
        }
        "last" => line.len().saturating_sub(1),
        _ => return Err(Refusal::invalid("by", "choice")),
    })
}

/// Moves a wish by one, to the top, or ahead of another one, among those of its list that are hoped for.
async fn shift(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let id: WishId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    stamp::turn(&mut tx, me.id).await?;
    actions::theirs(&mut tx, me.id, id).await?;
    let list = detail::detail(&mut tx, id).await?.list;
    let mut line = detail::whole(&mut tx, me.id).await?;
    line.retain(|(wish, beside)| {
        let stands =
            wish.state != WishState::Fulfilled && beside.archived_at.is_none() && beside.list == list;
        stands || wish.id == id
    });
    let keys: Vec<String> = line.iter().map(|(wish, beside)| beside.order_of(wish.id)).collect();
    let at = line.iter().position(|(wish, _)| wish.id == id).unwrap_or(0);
    let keys = match order::moved(&keys, at, target(&line, at, &form)?) {
        Some(Moved::One(key)) => vec![(at, key)],
        Some(Moved::All(keys)) => keys,
        None => Vec::new(),
    };
    for (place, key) in keys {
        edit::ours(&mut tx, me.id, line[place].0.id, Field::Order, Value::Text(key), Saw::All).await?;
    }
    tx.commit().await?;
    Ok(see_other(&format!("{}?arrange=1", view::home(list)), ""))
}

/// Puts a wish away, or takes it out again.
async fn archive(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let id: WishId = wire::path_id(&id)?;
    let away = form.on("away");
    let mut tx = app.write().await?;
    edit::ours(&mut tx, me.id, id, Field::Archived, Value::Flag(away), Saw::All).await?;
    let list = detail::detail(&mut tx, id).await?.list;
    tx.commit().await?;
    Ok(if away {
        see_other(&view::home(list), "said-wish-archived")
    } else {
        see_other("/me/wishes/archived", "said-wish-taken-out")
    })
}

/// Takes what was offered back, or lets it go.
async fn answer(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let id: WishId = wire::path_id(&id)?;
    let op = wire::path_id(form.get("op"))?;
    let mut tx = app.write().await?;
    stamp::turn(&mut tx, me.id).await?;
    let offered = overruled::find(&mut tx, me.id, id, op).await?;
    let list = detail::detail(&mut tx, id).await?.list;
    let said = match form.get("answer") {
        "take" => {
            overruled::let_go(&mut tx, me.id, id, op).await?;
            edit::ours(&mut tx, me.id, id, offered.field, offered.lost.value, Saw::All).await?;
            "said-wish-lost-taken"
        }
        "leave" => {
            overruled::let_go(&mut tx, me.id, id, op).await?;
            "said-wish-lost-left"
        }
        _ => return Err(Refusal::invalid("answer", "choice")),
    };
    tx.commit().await?;
    Ok(see_other(&view::home(list), said))
}

pub(crate) fn routes() -> Routes {
    let post_to = |routes: Routes, rest: &str, handler| {
        routes.page(Access::Member, Method::POST, &format!("/me/wishes/{{id}}/{rest}"), handler)
    };
    let routes = post_to(Routes::new(), "beside", post(beside));
    let routes = post_to(routes, "move", post(shift));
    let routes = post_to(routes, "archive", post(archive));
    post_to(routes, "overruled", post(answer))
}
