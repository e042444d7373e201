//! The page of news, one piece of it, and the one-touch answers.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use domain::{MemberId, OfferId, OpportunityId, Outcome};
use kit::wire::path_id;
use kit::{Access, App, Form, Me, Page, Refusal, Result, Routes, html, see_other};
use store::Tx;

use crate::card::{self, Card};
use crate::model::{Answer, Closing, Denial, HERE, ON, Opportunity};
use crate::say::Said;
use crate::since::{self, Since};
use crate::{actions, undo};

/// News on the page.
const SHOWN: i64 = 50;
/// The page of all news.
const NEWS: &str = "/me/news";

struct Row {
    title: String,
    note: String,
    href: String,
    state: String,
}

struct DenialRow {
    label: String,
    note: String,
    kind: &'static str,
    what: String,
}

#[derive(Template)]
#[template(path = "news.html")]
struct NewsPage {
    page: Page,
    cards: Vec<Card>,
    earlier: Vec<Row>,
    denials: Vec<DenialRow>,
}

#[derive(Template)]
#[template(path = "opportunity.html")]
struct OpportunityPage {
    page: Page,
    card: Card,
}

fn row(page: &Page, news: &Opportunity, since: Since) -> Row {
    let words = page.words();
    let said = Said::of(&words, news);
    let when = words.when(news.told_at.unwrap_or(news.made_at));
    Row {
        title: said.short().0,
        note: page.t2("opportunity-row", "what", said.what, "when", when),
        href: format!("/opportunities/{}", news.id),
        // An evening is not had: it is been to.
        state: match (news.outcome, news.cause.as_str()) {
            (Outcome::Dismissed, _) => page.t("opportunity-outcome-dismissed"),
            (outcome, _) if outcome != Outcome::Taken && (since.is_past() || news.is_over(page.now)) => {
                page.t("opportunity-outcome-past")
            }
            (Outcome::Taken, ON) => page.t("opportunity-outcome-taken-on"),
            (outcome, _) => page.t(&format!("opportunity-outcome-{outcome}")),
        },
    }
}

fn denial(page: &Page, denial: Denial) -> DenialRow {
    let until = denial.until.map(|until| page.words().until(until)).unwrap_or_default();
    let kind = denial.closing.name();
    let is_offer = denial.closing == Closing::Page && denial.what.parse::<OfferId>().is_ok();
    let of = match kind {
        _ if denial.what.starts_with("venue:") => "venue",
        _ if is_offer => "offer",
        kind => kind,
    };
    DenialRow {
        note: page.t1(&format!("opportunity-denial-{of}"), "until", until),
        label: denial.label,
        kind,
        what: denial.what,
    }
}

/// What came of late, what came before, and what was closed.
async fn news(State(app): State<App>, Me(me): Me, page: Page) -> Result<Response> {
    let mut tx = app.read().await?;
    let all = actions::told(&mut tx, me.id, SHOWN).await?;
    let aside = undo::just_put_aside(&mut tx, me.id).await?;
    let became = since::became(&mut tx, me.id, &all).await?;
    let (mut cards, mut earlier) = (Vec::new(), Vec::new());
    for one in &all {
        let since = became.get(&one.id).copied().unwrap_or(Since::Stands);
        let is_answered = matches!(one.outcome, Outcome::Taken | Outcome::Dismissed);
        if aside.iter().any(|aside| aside.id == one.id) {
            cards.push(card::aside(&mut tx, &page, one, NEWS).await?);
        } else if is_answered || since.is_past() || one.is_over(page.now) {
            earlier.push(row(&page, one, since));
        } else {
            cards.push(card::card(&mut tx, &page, one, since, NEWS).await?);
        }
    }
    let denials = actions::denials(&mut tx, me.id).await?;
    let denials = denials.into_iter().map(|one| denial(&page, one)).collect();
    Ok(html(&NewsPage { cards, earlier, denials, page }))
}

/// What became of one piece of news.
async fn became(tx: &mut Tx, me: MemberId, news: &Opportunity) -> Result<Since> {
    let became = since::became(tx, me, std::slice::from_ref(news)).await?;
    Ok(became.get(&news.id).copied().unwrap_or(Since::Stands))
}

/// One card, fetched when the stream tells of it; being fetched by the open page, it is shown.
async fn piece(State(app): State<App>, Me(me): Me, Path(id): Path<String>, page: Page) -> Result<Response> {
    let id: OpportunityId = path_id(&id)?;
    let mut tx = app.write().await?;
    let found = actions::theirs(&mut tx, me.id, id).await?;
    actions::seen(&mut tx, id).await?;
    let since = became(&mut tx, me.id, &found).await?;
    let card = card::card(&mut tx, &page, &found, since, "/me").await?;
    tx.commit().await?;
    Ok(html(&card))
}

/// One piece of news on a page of its own: where a message leads.
async fn show(State(app): State<App>, Me(me): Me, Path(id): Path<String>, page: Page) -> Result<Response> {
    let id: OpportunityId = path_id(&id)?;
    let mut tx = app.read().await?;
    let found = actions::theirs(&mut tx, me.id, id).await?;
    let since = became(&mut tx, me.id, &found).await?;
    let card = card::card(&mut tx, &page, &found, since, NEWS).await?;
    Ok(html(&OpportunityPage { card, page }))
}

async fn answer(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let id: OpportunityId = path_id(&id)?;
    let back = if form.get("back") == "/me" { "/me" } else { NEWS };
    let mut tx = app.write().await?;
    // What is somebody else's does not exist, whatever is answered to it.
    actions::theirs(&mut tx, me.id, id).await?;
    let told: Answer = form.get("answer").parse().map_err(|_| Refusal::invalid("answer", "choice"))?;
    let said = match actions::answer(&mut tx, &app, me.id, id, told).await {
        Ok(answered) => {
            tx.commit().await?;
            let of = match (answered.cause.as_str(), told) {
                (_, Answer::NotNow) => "",
                (ON, _) => "-on",
                (HERE, Answer::NotThis | Answer::NotThisShop) => "-here",
                _ => "",
            };
            format!("said-opportunity-{told}{of}")
        }
        Err(refusal) if refusal.code == "already-taken" => "said-already-answered".to_owned(),
        Err(refusal) => return Err(refusal),
    };
    // Back to where the card stood, for whoever has no script: there stands what became of it.
    Ok(see_other(&format!("{back}#answered-{id}"), &said))
}

async fn takes_back(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response> {
    let id: OpportunityId = path_id(&id)?;
    let back = if form.get("back") == "/me" { "/me" } else { NEWS };
    let mut tx = app.write().await?;
    let said = match undo::undo(&mut tx, me.id, id).await {
        Ok(()) => {
            tx.commit().await?;
            "said-undone"
        }
        Err(refusal) if refusal.code == "already-taken" => "said-already-answered",
        Err(refusal) => return Err(refusal),
    };
    Ok(see_other(&format!("{back}#{id}"), said))
}

/// Opens again what was closed.
async fn allow(State(app): State<App>, Me(me): Me, form: Form) -> Result<Response> {
    let closing: Closing = form.get("kind").parse().map_err(|_| Refusal::invalid("kind", "choice"))?;
    let mut tx = app.write().await?;
    actions::allow(&mut tx, me.id, closing, form.get("what")).await?;
    tx.commit().await?;
    Ok(see_other(NEWS, "said-opportunity-allowed"))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, NEWS, get(news))
        .page(Access::Member, Method::POST, "/me/news/allow", post(allow))
        .page(Access::Member, Method::GET, "/opportunities/{id}", get(show))
        .page(Access::Member, Method::GET, "/opportunities/{id}/card", get(piece))
        .page(Access::Member, Method::POST, "/opportunities/{id}/answer", post(answer))
        .page(Access::Member, Method::POST, "/opportunities/{id}/undo", post(takes_back))
}
