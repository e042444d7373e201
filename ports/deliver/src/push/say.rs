//! What a message says, looked up when it is sent: nothing of it waits anywhere.

use channel::{About, Push};
use domain::{MemberId, Outcome, SuggestionId};
use kit::words::Words;
use kit::{App, Lang};
use opportunity::{Said, State};
use serde::Serialize;
use store::{StoreError, Tx};

use super::Urgency;

/// A button of a message.
#[derive(Debug, Serialize)]
struct Action {
    action: &'static str,
    title: String,
}

/// What the browser's worker reads.
#[derive(Debug, Serialize)]
pub(super) struct Payload {
    title: String,
    body: String,
    /// Where a touch leads.
    url: String,
    /// A later message of the same tag takes the place of the earlier.
    tag: String,
    lang: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actions: Vec<Action>,
    /// Where a button's `{"answer": …}` is posted.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
}

/// A message ready to be sealed.
pub(super) struct Letter {
    pub(super) payload: Payload,
    pub(super) urgency: Urgency,
    /// Whether it may be sent in quiet hours: only what was just asked for.
    pub(super) asked: bool,
}

/// Says what a message is about, as it is now; `None` when it is worth nothing any more.
pub(super) async fn letter(tx: &mut Tx, app: &App, push: &Push) -> Result<Option<Letter>, StoreError> {
    let lang: Lang = push.to.given.lang.parse().unwrap_or_default();
    let words = Words { lang, zone: &app.settings.zone, now: tx.now() };
    match push.about {
        About::Opportunity(id) => {
            let found = opportunity::opportunity(tx, id).await?;
            let open = |found: &opportunity::Opportunity| {
                found.member == push.to.member
                    && found.state == State::Told
                    && matches!(found.outcome, Outcome::Made | Outcome::Shown)
            };
            let Some(told) = found.filter(open) else { return Ok(None) };
            // Quiet hours may have held it back for a night, and its member may have denied it since.
            let Some(told) = opportunity::still(tx, app, &told).await? else { return Ok(None) };
            let (title, body) = Said::of(&words, &told).short();
            let button = |action, key: &str| Action { action, title: lang.t(key) };
            let actions =
                vec![button("not-now", "opportunity-not-now"), button("not-this", "opportunity-not-this")];
            let (url, answer) =
                (format!("/opportunities/{id}"), format!("/api/v1/opportunities/{id}/answer"));
            let payload = Payload {
                title,
                body,
                url,
                tag: id.to_string(),
                lang: lang.name(),
                actions,
                answer: Some(answer),
            };
            Ok(Some(Letter { payload, urgency: Urgency::Normal, asked: false }))
        }
        About::Suggestion(id) => suggestion(tx, app, &words, push.to.member, id).await,
        About::Test(_) => {
            let payload = Payload {
                title: lang.t("channel-test-title"),
                body: lang.t("channel-test-body"),
                url: "/me/channels".to_owned(),
                tag: "test".to_owned(),
                lang: lang.name(),
                actions: Vec::new(),
                answer: None,
            };
            Ok(Some(Letter { payload, urgency: Urgency::High, asked: true }))
        }
    }
}

/// Says a suggestion, as long as its member may be told and has not seen it.
async fn suggestion(
    tx: &mut Tx,
    app: &App,
    words: &Words<'_>,
    member: MemberId,
    id: SuggestionId,
) -> Result<Option<Letter>, StoreError> {
    let found = suggest::suggestion(tx, id).await?;
    let open = |found: &domain::Suggestion| found.member == member && found.outcome == Outcome::Made;
    let Some(made) = found.filter(open) else { return Ok(None) };
    // The switch turned off, a pause, or a denial given meanwhile ends what was about to be said.
    if !suggest::may_say(tx, app, &made).await? {
        return Ok(None);
    }
    let Some((title, body)) = suggest::short(tx, words, &made).await? else { return Ok(None) };
    let button = |action, key: &str| Action { action, title: words.lang.t(key) };
    let payload = Payload {
        title,
        body,
        url: "/me".to_owned(),
        tag: id.to_string(),
        lang: words.lang.name(),
        actions: vec![button("not-now", "house-not-now"), button("not-this", "house-not-this")],
        answer: Some(format!("/api/v1/suggestions/{id}/answer")),
    };
    Ok(Some(Letter { payload, urgency: Urgency::High, asked: false }))
}
