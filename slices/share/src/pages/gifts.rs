//! What I promised to whom, by when; what others share with me; and what I was given, once that may be known.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use kit::{Access, App, Me, Page, Result, Routes, html, see_other, wire};

use super::said::{mine, named};
use crate::gift::{self, Kept, Still};
use crate::{changes, sharing};

/// A promise, ready to be shown.
struct Row {
    title: String,
    /// To whom, by when, and until when it is a surprise.
    note: String,
    /// What was promised.
    words: String,
    /// What became of the wish, when that is to be told; else empty.
    told: String,
    /// Its list, when it is still to be seen; else empty.
    href: String,
    undo: String,
    given: String,
    /// Whether it was given.
    over: bool,
}

/// A list of somebody else.
struct Other {
    name: String,
    owner: String,
    href: String,
}

/// What somebody gave.
struct Got {
    title: String,
    note: String,
}

#[derive(Template)]
#[template(path = "gifts.html")]
struct GiftsPage {
    page: Page,
    rows: Vec<Row>,
    others: Vec<Other>,
    got: Vec<Got>,
}

fn row(page: &Page, kept: Kept) -> Row {
    let Kept { one, still, reveal_at } = kept;
    let words = page.words();
    let to = page.t1("share-for", "name", named(page, &one.owner_name));
    let (title, by) = match &still {
        Still::Wished(_, title, until) => {
            (title.clone(), until.map(|until| page.t1("share-by", "when", words.date(until.plus_secs(-1)))))
        }
        _ => (one.title.clone(), None),
    };
    let reveal = reveal_at
        .filter(|_| one.given_at.is_none())
        .map(|at| page.t1("share-secret-until", "when", words.date(at.plus_secs(-1))));
    let own = mine(page, &one);
    Row {
        note: [Some(to), by, reveal].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        title,
        words: own.words,
        told: match (one.given_at, &still) {
            (Some(at), _) => page.t1("share-was-given", "when", words.on(at)),
            (None, Still::Wished(..)) => String::new(),
            (None, Still::NoLonger) => page.t("share-no-longer"),
            (None, Still::Unshared) => page.t("share-unshared"),
        },
        href: match still {
            Still::Wished(list, ..) => format!("/lists/{list}/wishes/{}", one.wish),
            _ => String::new(),
        },
        undo: own.undo,
        given: format!("/me/gifts/{}/given", one.id),
        over: one.given_at.is_some(),
    }
}

async fn show(State(app): State<App>, Me(me): Me, page: Page) -> Result<Response> {
    let mut tx = app.read().await?;
    let rows = gift::kept(&mut tx, me.id).await?.into_iter().map(|kept| row(&page, kept)).collect();
    let other = |seen: crate::access::Seen| Other {
        owner: page.t1("share-list-of", "name", named(&page, &seen.owner_name)),
        href: format!("/lists/{}", seen.list.id),
        name: seen.list.name,
    };
    let others = sharing::before_me(&mut tx, me.id).await?.into_iter().map(other).collect();
    let got = |one: crate::model::Reservation| Got {
        note: page.t1("share-from", "name", named(&page, &one.name)),
        title: one.title,
    };
    let got = gift::received(&mut tx, me.id).await?.into_iter().map(got).collect();
    Ok(html(&GiftsPage { rows, others, got, page }))
}

async fn undo(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let mut tx = app.write().await?;
    let lists = gift::undo(&mut tx, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    lists.into_iter().for_each(|list| changes::tell_givers(&app, list));
    Ok(see_other("/me/gifts", "said-share-undone"))
}

async fn given(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let mut tx = app.write().await?;
    let lists = gift::given(&mut tx, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    lists.into_iter().for_each(|list| changes::tell_givers(&app, list));
    Ok(see_other("/me/gifts", "said-share-given"))
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, "/me/gifts", get(show))
        .page(Access::Member, Method::POST, "/me/gifts/{id}/undo", post(undo))
        .page(Access::Member, Method::POST, "/me/gifts/{id}/given", post(given))
}
