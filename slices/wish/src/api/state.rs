//! `GET /api/v1/list`: the whole of a member's lists, as a device keeps it.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{Instant, ListId, MemberId, Wish, WishId, WishState};
use kit::refusal::Problem;
use kit::wire::WireMoney;
use kit::{Access, App, Me, Refusal, Result, Routes, secret};
use serde::Serialize;
use serde_json::json;
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::WireBest;
use crate::best::{self, Best};
use crate::merge::Stamp;
use crate::model::{Detail, List};
use crate::overruled::Offered;
use crate::stamp::Field;
use crate::view::Pictures;
use crate::{detail, fields, list, list_name, overruled, stamp, value};

/// A named list.
#[derive(Debug, Serialize, ToSchema)]
struct WireList {
    /// Its id.
    id: String,
    /// How its member calls it.
    name: String,
    /// The key by which lists are sorted.
    order: String,
    /// `private`, `counted`, `people`, `circle` or `public`.
    visibility: &'static str,
    /// Whether it is put away.
    archived: bool,
    /// Who wrote its name last, as `name`: the edit's UUID; absent while nobody did since it was made.
    stamps: BTreeMap<&'static str, String>,
}

impl WireList {
    fn new(list: List, stamps: &[(ListId, Uuid)]) -> Self {
        let stamp = stamps.iter().find(|(of, _)| *of == list.id);
        Self {
            stamps: stamp.map(|(_, op)| (list_name::NAME, op.to_string())).into_iter().collect(),
            id: list.id.to_string(),
            name: list.name,
            order: list.order,
            visibility: list.visibility.name(),
            archived: list.archived_at.is_some(),
        }
    }
}

/// A wish on a list.
#[derive(Debug, Serialize, ToSchema)]
struct WireListed {
    /// Its id.
    id: String,
    /// How its member calls it.
    title: String,
    /// `open`, `paused` or `fulfilled`.
    state: &'static str,
    /// The named list it stands on, by id; `null` is the main one.
    list: Option<String>,
    /// The key by which it is sorted on its list.
    order: String,
    /// How many are wished.
    quantity: i64,
    /// `someday`, `usual` or `dearly`.
    priority: &'static str,
    /// What the member wrote beside it.
    note: String,
    /// The most they would pay; `null` is any price.
    top_price: Option<WireMoney>,
    /// Until when they want it, RFC 3339; `null` is for ever.
    until: Option<String>,
    /// Whether it is put away.
    archived: bool,
    /// Whether it is hidden from others, even on a list they may see.
    secret: bool,
    /// Its page.
    html_url: String,
    /// Where this server shows a small picture of it; `null` when there is none.
    picture: Option<String>,
    /// The best that is known of where it can be had; absent when no price is, and of what came true.
    #[serde(skip_serializing_if = "Option::is_none")]
    best: Option<WireBest>,
    /// Who wrote each field last: the edit's UUID. A field that nobody wrote since the wish was added is absent.
    stamps: BTreeMap<&'static str, String>,
}

impl WireListed {
    fn new(
        wish: Wish,
        beside: &Detail,
        stamps: &[(Field, Stamp)],
        picture: Option<String>,
        best: Option<&Best>,
    ) -> Self {
        Self {
            best: best.filter(|_| wish.state != WishState::Fulfilled).map(Into::into),
            id: wish.id.to_string(),
            state: wish.state.name(),
            list: beside.list.map(|list| list.to_string()),
            order: beside.order_of(wish.id),
            quantity: beside.quantity,
            priority: beside.priority.name(),
            note: beside.note.clone(),
            top_price: wish.top_price.map(Into::into),
            until: wish.until.map(Instant::to_rfc3339),
            archived: beside.archived_at.is_some(),
            secret: beside.secret,
            html_url: format!("/me/wishes/{}", wish.id),
            picture,
            stamps: stamps.iter().map(|(field, stamp)| (field.name(), stamp.op.to_string())).collect(),
            title: wish.title,
        }
    }
}

/// What an edit said and another, which had not seen it, replaced.
#[derive(Debug, Serialize, ToSchema)]
struct WireOverruled {
    /// The edit's UUID.
    op: String,
    /// The wish, by id; absent where it is of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    wish: Option<String>,
    /// The list, by id; absent where it is of a wish.
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<String>,
    /// The field; of a list `name`.
    field: &'static str,
    /// What the edit said.
    #[schema(value_type = Object)]
    value: serde_json::Value,
    /// What the field says.
    #[schema(value_type = Object)]
    kept: serde_json::Value,
    /// When it was said, RFC 3339.
    at: String,
}

/// All of a member's lists.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WireLists {
    /// Whose they are, by id.
    member: String,
    /// The named lists, in their order.
    lists: Vec<WireList>,
    /// The wishes, in the order of their lists, without those dropped.
    wishes: Vec<WireListed>,
    /// What is offered back, the oldest first.
    overruled: Vec<WireOverruled>,
}

/// All of a member's lists, and when they were read.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WireState {
    /// The server's clock, RFC 3339.
    pub(super) now: String,
    #[serde(flatten)]
    pub(super) lists: WireLists,
}

/// Reads all of a member's lists.
pub(super) async fn state(tx: &mut Tx, member: MemberId) -> Result<WireState> {
    let lists = list::lists_of(tx, member).await?;
    let wishes = detail::whole(tx, member).await?;
    let pictures = Pictures::of(tx, member, &wishes).await?;
    let best = best::of(tx, member, &wishes).await?;
    let mut stamps = stamp::of_member(tx, member).await?;
    let offered = overruled::of_member(tx, member).await?;
    let names = list_name::offered(tx, member).await?;
    let names = names.into_iter().filter_map(|name| offer_name(name, &lists));
    let mut offered: Vec<_> =
        offered.into_iter().filter_map(|offered| offer(offered, &wishes)).chain(names).collect();
    offered.sort_by_key(|(at, _)| *at);
    let named = list_name::stamps(tx, member).await?;
    let listed = wishes.into_iter().map(|(wish, beside)| {
        let stamps = stamps.remove(&wish.id).unwrap_or_default();
        let picture = pictures.small(wish.id, &beside).map(|(_, src)| src);
        let best = best.get(&wish.id);
        WireListed::new(wish, &beside, &stamps, picture, best)
    });
    let lists = WireLists {
        member: member.to_string(),
        wishes: listed.collect(),
        lists: lists.into_iter().map(|list| WireList::new(list, &named)).collect(),
        overruled: offered.into_iter().map(|(_, offered)| offered).collect(),
    };
    Ok(WireState { now: tx.now().to_rfc3339(), lists })
}

fn offer(offered: Offered, wishes: &[(Wish, Detail)]) -> Option<(Instant, WireOverruled)> {
    let id: WishId = offered.wish;
    let (wish, beside) = wishes.iter().find(|(wish, _)| wish.id == id)?;
    let wire = WireOverruled {
        op: offered.lost.op.to_string(),
        wish: Some(id.to_string()),
        list: None,
        field: offered.field.name(),
        value: value::write(&offered.lost.value),
        kept: value::write(&fields::said(offered.field, wish, beside)),
        at: offered.lost.at.to_rfc3339(),
    };
    Some((offered.lost.at, wire))
}

fn offer_name(offered: list_name::Offered, lists: &[List]) -> Option<(Instant, WireOverruled)> {
    let list = lists.iter().find(|list| list.id == offered.list)?;
    let wire = WireOverruled {
        op: offered.op.to_string(),
        wish: None,
        list: Some(list.id.to_string()),
        field: list_name::NAME,
        value: json!(offered.name),
        kept: json!(list.name),
        at: offered.at.to_rfc3339(),
    };
    Some((offered.at, wire))
}

/// All of my lists, as a device keeps them.
#[utoipa::path(get, path = "/api/v1/list", tag = "wishes",
    params(("If-None-Match" = Option<String>, Header, description = "The `ETag` of the last answer.")),
    responses((status = 200, body = WireState), (status = 304, description = "Nothing changed."),
        (status = 401, body = Problem)))]
async fn whole(State(app): State<App>, Me(me): Me, headers: HeaderMap) -> Result<Response> {
    let state = state(&mut app.read().await?, me.id).await?;
    // The clock alone is no change.
    let told = serde_json::to_string(&state.lists).map_err(|_| Refusal::new("internal"))?;
    let hash: String = secret::hash(&told).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("W/\"{hash}\"");
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let unchanged =
        known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag.trim_start_matches("W/"));
    let mut response =
        if unchanged { StatusCode::NOT_MODIFIED.into_response() } else { axum::Json(state).into_response() };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(whole))
}
