//! A member's encounters as pages show them.

use std::collections::HashMap;

use askama::Template;
use domain::{MemberId, PlaceId};
use kit::Page;
use store::{StoreError, Tx};

use crate::actions;
use crate::model::{Encounter, EncounterState};

/// The member's first page.
pub(crate) const HOME: &str = "/me";

/// The encounters in which a member is awaited, each with its code: a part of a page, nothing when there is none.
#[derive(Debug, Clone, Template)]
#[template(path = "awaited.html")]
pub struct Awaited {
    page: Page,
    rows: Vec<AwaitedRow>,
    /// The page to come back to after calling one off.
    back: &'static str,
}

impl Awaited {
    /// Whether it stands among other things, and says what it is.
    fn headed(&self) -> bool {
        self.back == HOME && !self.rows.is_empty()
    }
}

#[derive(Debug, Clone)]
struct AwaitedRow {
    id: String,
    title: String,
    note: String,
    code: String,
    hint: String,
    until_at: String,
    until: String,
}

/// All of a member's encounters: those expected, and beneath them what became of the others.
#[derive(Debug, Clone, Template)]
#[template(path = "mine.html")]
pub(crate) struct Mine {
    page: Page,
    awaited: Awaited,
    past: Vec<PastRow>,
}

#[derive(Debug, Clone)]
struct PastRow {
    title: String,
    note: String,
    state: String,
    badge: &'static str,
}

/// The part that a member's first page shows. It refreshes itself from `/me/encounters?part=awaited`.
///
/// # Errors
/// When the database fails.
pub async fn awaited_part(tx: &mut Tx, page: &Page, member: MemberId) -> Result<Awaited, StoreError> {
    let all = actions::of_member(tx, member).await?;
    awaited(tx, page, &all, HOME).await
}

/// The whole list of `/me/encounters`.
pub(crate) async fn mine(tx: &mut Tx, page: &Page, member: MemberId) -> Result<Mine, StoreError> {
    let all = actions::of_member(tx, member).await?;
    let awaited = awaited(tx, page, &all, "/me/encounters").await?;
    let past: Vec<&Encounter> = all.iter().filter(|it| it.state != EncounterState::Expected).collect();
    let names = place_names(tx, past.iter().map(|it| it.place)).await?;
    let past = past.into_iter().map(|it| past_row(page, it, &names)).collect();
    Ok(Mine { page: page.clone(), awaited, past })
}

async fn awaited(
    tx: &mut Tx,
    page: &Page,
    all: &[Encounter],
    back: &'static str,
) -> Result<Awaited, StoreError> {
    // One whose time has passed is over for its member, swept or not.
    let open = |it: &&Encounter| it.state == EncounterState::Expected && page.now < it.expires_at;
    let names = place_names(tx, all.iter().filter(open).map(|it| it.place)).await?;
    let rows = all.iter().filter(open).map(|it| awaited_row(page, it, &names)).collect();
    Ok(Awaited { page: page.clone(), rows, back })
}

fn awaited_row(page: &Page, it: &Encounter, names: &Names) -> AwaitedRow {
    let words = page.words();
    AwaitedRow {
        id: it.id.to_string(),
        title: it.title.clone(),
        note: together([named(names, it.place), words.money(it.amount)]),
        code: it.code.to_string(),
        hint: page.t("encounter-code-hint"),
        until_at: it.expires_at.to_rfc3339(),
        until: page.t1("encounter-kept-until", "hour", words.hour(it.expires_at)),
    }
}

fn past_row(page: &Page, it: &Encounter, names: &Names) -> PastRow {
    let words = page.words();
    let met = it.state == EncounterState::Confirmed;
    let price = if met { words.money(it.amount) } else { String::new() };
    PastRow {
        title: it.title.clone(),
        note: together([named(names, it.place), price, words.when(it.settled_at.unwrap_or(it.expires_at))]),
        state: page.t(&format!("encounter-state-{}", it.state)),
        badge: if met { "leaf" } else { "" },
    }
}

/// What is said of a row, in one line.
pub(crate) fn together<const N: usize>(parts: [String; N]) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// Names of places by id.
pub(crate) type Names = HashMap<PlaceId, String>;

/// Reads the names of places; one that is gone has none.
async fn place_names(tx: &mut Tx, places: impl Iterator<Item = PlaceId>) -> Result<Names, StoreError> {
    let mut names = Names::new();
    for id in places {
        if !names.contains_key(&id)
            && let Some(place) = place::place(tx, id).await?
        {
            names.insert(id, place.name);
        }
    }
    Ok(names)
}

/// A place's name, empty when it is gone.
pub(crate) fn named(names: &Names, place: PlaceId) -> String {
    names.get(&place).cloned().unwrap_or_default()
}
