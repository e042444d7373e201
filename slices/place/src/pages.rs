//! The map and a place, for everyone.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{Method, Uri};
use axum::response::Response;
use axum::routing::get;
use domain::{Category, Place};
use kit::{Access, App, Page, Refusal, Result, Routes, html, wire};

use crate::actions;
use crate::api::asked;
use crate::decide::Search;
use crate::hours::{hours_words, week};

/// A place in a list.
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) note: String,
}

/// The places of one branch of the categories.
pub(crate) struct Group {
    pub(crate) label: String,
    pub(crate) lines: Vec<Line>,
}

/// Sorts places under the branches of their categories, both in the order of the tree.
pub(crate) fn groups(places: &[Place], page: &Page) -> Vec<Group> {
    let mut by_branch: BTreeMap<&str, Vec<Line>> = BTreeMap::new();
    for place in places {
        let path = place.category.path();
        let branch = path.split('/').next().unwrap_or(path);
        by_branch.entry(branch).or_default().push(line(place, page));
    }
    let group =
        |(branch, lines): (&str, Vec<Line>)| Group { label: page.t(&format!("category-{branch}")), lines };
    by_branch.into_iter().map(group).collect()
}

fn line(place: &Place, page: &Page) -> Line {
    let label = page.t(&place.category.label_key());
    let open = place.hours.as_ref().map(|hours| hours_words(hours, &page.words()));
    let note = open.map_or(label.clone(), |open| format!("{label} · {open}"));
    Line { name: place.name.clone(), href: format!("/places/{}", place.id), note }
}

/// A branch of the categories to choose from.
struct Branch {
    path: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage {
    page: Page,
    town: String,
    text: String,
    branches: Vec<Branch>,
    /// Where the map finds the places that are listed.
    places: String,
    searched: bool,
    groups: Vec<Group>,
}

async fn map(State(app): State<App>, page: Page, uri: Uri) -> Result<Response> {
    let asked = asked(&uri, page.lang);
    let mut tx = app.read().await?;
    let town = actions::town(&mut tx).await?.map_or(String::new(), |town| town.name);
    let all = actions::all(&mut tx).await?;
    let found: Vec<Place> = all.into_iter().filter(|place| asked.search.finds(place)).collect();
    let chosen = asked.category.as_ref().map(Category::path);
    let branch = |category: Category| Branch {
        label: page.t(&category.label_key()),
        chosen: chosen == Some(category.path()),
        path: category.path().to_owned(),
    };
    let branches = Category::all().filter(|category| !category.path().contains('/')).map(branch).collect();
    let places =
        format!("/map/places.geojson?q={}&category={}", encode(&asked.text), chosen.unwrap_or_default());
    let searched = asked.search != Search::new(None, "", page.lang);
    let groups = groups(&found, &page);
    Ok(html(&MapPage { page, town, text: asked.text, branches, places, searched, groups }))
}

/// Percent-encodes a value of a query.
fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let one = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}

#[derive(Template)]
#[template(path = "place.html")]
struct PlacePage {
    page: Page,
    place: Place,
    category: String,
    open: String,
    is_open: bool,
    week: Vec<(String, String)>,
    /// The grants of whoever looks, with this organisation chosen; empty for strangers.
    consents: String,
    /// The wishes of whoever looks, with this place in question; empty for strangers.
    wishes: String,
    /// Where it is edited, for who runs the instance.
    edit: String,
}

async fn show(State(app): State<App>, page: Page, Path(id): Path<String>) -> Result<Response> {
    let mut tx = app.read().await?;
    let place = actions::place(&mut tx, wire::path_id(&id)?).await?;
    let place = place.ok_or_else(|| Refusal::new("not-found"))?;
    let (words, hours) = (page.words(), place.hours.as_ref());
    let consents = place.organisation.filter(|_| page.member.is_some());
    let placemaster = page.role() == "placemaster";
    let shown = PlacePage {
        category: page.t(&place.category.label_key()),
        open: hours.map_or(String::new(), |hours| hours_words(hours, &words)),
        is_open: hours.is_some_and(|hours| hours.open(page.zone().civil(page.now))),
        week: hours.map_or(Vec::new(), |hours| week(hours, page.lang)),
        consents: consents.map_or(String::new(), |id| format!("/me/consents?organisation={id}")),
        wishes: if page.member.is_some() { format!("/me/wishes?place={}", place.id) } else { String::new() },
        edit: if placemaster { format!("/town/places/{}", place.id) } else { String::new() },
        place,
        page,
    };
    Ok(html(&shown))
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Anyone, Method::GET, "/map", get(map)).page(
        Access::Anyone,
        Method::GET,
        "/places/{id}",
        get(show),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_encoded() {
        assert_eq!(encode("thé & café"), "th%C3%A9%20%26%20caf%C3%A9");
    }
}
