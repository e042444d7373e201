//! `POST /api/v1/wishes/import`: a list told by a program. It is looked at, and saved when that is asked for.

use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::limits;
use kit::refusal::Problem;
use kit::wire::WireMoney;
use kit::{Access, App, Me, Once, Refusal, Result, Routes};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::UtoipaMethodRouterExt;
use utoipa_axum::routes;

use super::given::{Unlisted, lines_of, listed};
use super::line::{Line, Lines};
use super::save::{self, Already, Onto, Seen};
use crate::capture::Web;

/// A list to be read: its text, the address of a page that lists things, or both as one list.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireImport {
    /// The list: CSV with a first line, or one thing a line.
    #[schema(example = "- Thé vert 4,50 €\n- https://shop.example/drill")]
    text: Option<String>,
    /// The page that lists things; beside a text its lines come below, counted on.
    link: Option<String>,
    /// Whether wishes are added; when absent it is only looked at.
    #[serde(default)]
    save: bool,
    /// Which lines are added, by number; when absent, those that are neither done nor on the list already.
    lines: Option<Vec<u64>>,
    /// The list all of them are put on, by its id, or `main`; when absent, each on the list that it names, which is made where there is
    /// none of that name.
    list: Option<String>,
}

/// A line, as it was understood.
#[derive(Debug, Serialize, ToSchema)]
struct WireLine {
    /// Which line of the list.
    line: u64,
    /// What it is called.
    title: String,
    /// Its barcode, as GTIN-14.
    #[serde(skip_serializing_if = "Option::is_none")]
    gtin: Option<String>,
    /// What it costs, which becomes the most one would pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    top_price: Option<WireMoney>,
    /// The same in money that is not counted in here: it is no top price, and stands in the note.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_money: Option<WireMoney>,
    /// The last day it is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "2026-12-24")]
    until: Option<String>,
    /// How many.
    quantity: u32,
    /// How much it matters: `someday`, `usual` or `dearly`.
    priority: &'static str,
    /// The name of the list it stood on.
    #[serde(skip_serializing_if = "String::is_empty")]
    list: String,
    /// Where in the tree of categories, where a table says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    /// How far one would go, in metres, where a table says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_m: Option<u32>,
    /// Whether it is hidden from others, even on a list they may see.
    secret: bool,
    /// Whether it rests.
    paused: bool,
    /// What stands beside it.
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
    /// Its page, which is read in its turn.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    /// Whether what stood for its page is no address of the web: it is kept in the note.
    unlinked: bool,
    /// Whether it would name a product but for a check digit that does not fit: it is kept as words.
    misread: bool,
    /// Whether it was bought, read or ticked off already.
    done: bool,
    /// Whether it stands on the list already, or on an earlier line.
    twice: bool,
    /// That earlier line; absent where it stands on the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<u64>,
}

/// A line that could not be read.
#[derive(Debug, Serialize, ToSchema)]
struct WireWrong {
    /// Which line.
    line: u64,
    /// What is wrong, by its code.
    code: &'static str,
}

/// What was understood of a list, and what was added.
#[derive(Debug, Serialize, ToSchema)]
struct WireImported {
    /// The lines that name something.
    lines: Vec<WireLine>,
    /// Those that could not be read.
    wrong: Vec<WireWrong>,
    /// How many lines there are beyond those that are imported at once.
    more: u64,
    /// The wishes that were added, by id, in the order of the lines.
    added: Vec<String>,
    /// Lines whose list could not be made (its name is too long, or there are as many as there may be): their wishes stand on the main
    /// one, with its name in the note.
    unlisted: Vec<u64>,
    /// Lines whose day has passed: their wishes have none, and it stands in the note.
    undated: Vec<u64>,
}

fn wire(line: &Line, seen: Option<Seen>) -> WireLine {
    WireLine {
        line: line.number,
        title: save::called(line),
        gtin: line.gtin.map(|gtin| gtin.to_string()),
        top_price: line.top_price.map(Into::into),
        other_money: line.foreign.map(Into::into),
        until: line.until.clone(),
        quantity: line.quantity,
        priority: line.priority.name(),
        list: line.list.clone(),
        category: line.terms.category.iter().flatten().next().map(|category| category.path().to_owned()),
        distance_m: line.terms.distance_m,
        secret: line.terms.secret,
        paused: line.terms.paused,
        note: line.note.clone(),
        link: line.link.clone(),
        unlinked: line.unlinked,
        misread: line.is_misread(),
        done: line.done,
        twice: seen.is_some(),
        same_as: match seen {
            Some(Seen::Line(number)) => Some(number),
            Some(Seen::Listed) | None => None,
        },
    }
}

/// Reads a list from elsewhere and, when asked to, adds its lines as wishes: all that were asked for, or none.
#[utoipa::path(post, path = "/api/v1/wishes/import", tag = "wishes", request_body = WireImport,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sent again, the list is added once.")),
    responses((status = 200, body = WireImported, description = "Looked at"),
        (status = 201, body = WireImported, description = "Added"), (status = 401, body = Problem),
        (status = 409, body = Problem, description = "`too-many`: the list would be too long"),
        (status = 422, body = Problem, description = "`unreadable-page` or `invalid`"),
        (status = 429, body = Problem, description = "`too-many-pages`")))]
async fn import(
    State(app): State<App>,
    Me(me): Me,
    Web(web): Web,
    once: Once<WireImport>,
) -> Result<Response> {
    if once.body.text.is_none() && once.body.link.is_none() {
        return Err(Refusal::invalid("text", "required"));
    }
    let mut found = Lines::default();
    if let Some(text) = &once.body.text {
        let today = app.settings.zone.date(app.now());
        found = lines_of(text.clone().into_bytes(), today).await;
    }
    if let Some(link) = &once.body.link {
        match listed(&app, &web, me.id, link).await {
            Ok(lines) => found.append(lines),
            Err(Unlisted::Refused(refusal)) => return Err(refusal),
            Err(Unlisted::Why(why)) => return Err(Refusal::new("unreadable-page").with("why", why)),
        }
    }
    found.lines.iter_mut().for_each(|line| line.leave_unreadable(&app));
    // One line that says nothing is named, and costs the others nothing.
    let (silent, lines) = found.lines.into_iter().partition::<Vec<_>, _>(save::says_nothing);
    found = Lines { lines, ..found };
    found.wrong.extend(silent.iter().map(|line| (line.number, "empty")));
    found.wrong.sort_unstable();
    // A whole list is looked through: nobody's writing waits for that.
    let mut already = Already::of(&mut app.read().await?, me.id).await?;
    let seen: Vec<Option<Seen>> = found.lines.iter().map(|line| already.seen(line)).collect();
    once.run(&app, async |tx, asked: WireImport| act(tx, &app, me.id, asked, (&found, &seen)).await).await
}

async fn act(
    tx: &mut Tx,
    app: &App,
    me: domain::MemberId,
    asked: WireImport,
    (found, seen): (&Lines, &[Option<Seen>]),
) -> Result<(StatusCode, WireImported)> {
    let lines: Vec<WireLine> = found.lines.iter().zip(seen).map(|(line, seen)| wire(line, *seen)).collect();
    let wrong = found.wrong.iter().map(|(line, code)| WireWrong { line: *line, code }).collect();
    let (added, unlisted, undated) = (Vec::new(), Vec::new(), Vec::new());
    let mut imported = WireImported { lines, wrong, more: found.more, added, unlisted, undated };
    if !asked.save {
        return Ok((StatusCode::OK, imported));
    }
    let wanted = |line: &Line, seen: &WireLine| match &asked.lines {
        Some(lines) => lines.contains(&line.number),
        None => !line.done && !seen.twice,
    };
    let pairs = found.lines.iter().zip(&imported.lines);
    let kept: Vec<Line> =
        pairs.filter(|(line, seen)| wanted(line, seen)).map(|(line, _)| line.clone()).collect();
    let onto = Onto::told(asked.list.as_deref())?;
    let done = save::save(tx, app, me, &kept, onto).await.map_err(|(_, refusal)| refusal)?;
    imported.unlisted = done.unlisted.iter().map(|one| one.line).collect();
    imported.undated = done.undated.iter().map(|(line, _)| *line).collect();
    imported.added = done.added;
    Ok((StatusCode::CREATED, imported))
}

pub(crate) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(import).layer(DefaultBodyLimit::max(limits::IMPORT_BYTES)))
}
