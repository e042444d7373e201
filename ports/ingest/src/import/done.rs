//! `/me/wishes/import/done`: what came of an import: how many wishes, on which lists, what was there already, what could not be as told.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::{Method, Uri};
use axum::response::Response;
use axum::routing::get;
use domain::{ListId, WishId};
use kit::{Access, App, Form, Me, Page, Result, Routes, html, once};
use serde::{Deserialize, Serialize};

/// Why a list cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum NoList {
    /// There are as many as there may be.
    Many,
    /// No list can be called so.
    Name,
}

/// A line whose list could not be made: its wish stands on the main one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Unlisted {
    pub(crate) line: u64,
    pub(crate) list: String,
    pub(crate) why: NoList,
}

/// What came of an import, as it is kept for a day under the key of its form.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Done {
    /// The wish of each line, by id, in their order; where its page was wished for already, that wish.
    pub(crate) added: Vec<String>,
    /// How many were added to each list, by id (empty is the main one), in the order of the lines.
    pub(crate) lists: Vec<(String, usize)>,
    /// How many were there already.
    pub(crate) there: usize,
    /// How many pages are read in their turn.
    pub(crate) pages: i64,
    /// Lines whose list could not be made.
    pub(crate) unlisted: Vec<Unlisted>,
    /// Lines whose day has passed or is none, with what stood there.
    pub(crate) undated: Vec<(u64, String)>,
}

impl Done {
    /// Notes a wish that was added to a list.
    pub(crate) fn put(&mut self, list: Option<ListId>, wish: WishId) {
        self.added.push(wish.to_string());
        let list = list.map(|list| list.to_string()).unwrap_or_default();
        match self.lists.iter_mut().find(|(known, _)| *known == list) {
            Some((_, count)) => *count += 1,
            None => self.lists.push((list, 1)),
        }
    }

    /// Whether the line that was looked at last had a list which could not be made.
    pub(crate) fn is_unlisted(&self, line: u64) -> bool {
        self.unlisted.last().is_some_and(|last| last.line == line)
    }

    /// What could not be as it was told, with the numbers of the lines.
    fn otherwise(&self, page: &Page) -> Vec<String> {
        let mut lists: Vec<(&str, NoList, Vec<u64>)> = Vec::new();
        for Unlisted { line, list, why } in &self.unlisted {
            match lists.iter_mut().find(|(known, ..)| *known == list.as_str()) {
                Some((.., lines)) => lines.push(*line),
                None => lists.push((list.as_str(), *why, vec![*line])),
            }
        }
        let told = lists.iter().map(|(list, why, lines)| {
            let key = match why {
                NoList::Many => "import-done-many",
                NoList::Name => "import-done-name",
            };
            let [which, many] = numbers(lines);
            page.lang.with(key, &[which, many, ("list", (*list).to_owned())])
        });
        let days: Vec<u64> = self.undated.iter().map(|(line, _)| *line).collect();
        let days = (!days.is_empty()).then(|| page.lang.with("import-done-past", &numbers(&days)));
        told.chain(days).collect()
    }
}

/// Numbers of lines, `3, 4, 9`, and whether there are several, as sentences take them.
fn numbers(lines: &[u64]) -> [(&'static str, String); 2] {
    let all = lines.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    let many = if lines.len() > 1 { "yes" } else { "no" };
    [("lines", all), ("many", many.to_owned())]
}

/// The page that tells of the form with this key; `None` where it has none that a link can carry.
pub(super) fn address(once: &str) -> Option<String> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let fit = (1..=64).contains(&once.len()) && once.bytes().all(plain);
    fit.then(|| format!("{PATH}?once={once}"))
}

const PATH: &str = "/me/wishes/import/done";

/// A list that something was added to.
struct On {
    name: String,
    href: String,
    count: String,
}

#[derive(Template)]
#[template(path = "import_done.html")]
struct DonePage {
    page: Page,
    title: String,
    /// How many were added, in a sentence; that nothing is known any more where it is forgotten.
    lead: String,
    lists: Vec<On>,
    /// What was there already and what is still read, in sentences.
    besides: Vec<String>,
    otherwise: Vec<String>,
}

async fn show(State(app): State<App>, Me(me): Me, mut page: Page, uri: Uri) -> Result<Response> {
    let asked = Form::parse(uri.query().unwrap_or_default().to_owned());
    let mut tx = app.read().await?;
    let done: Option<Done> = once::done(&mut tx, me.id, asked.get("once")).await?;
    let named = wish::lists_of(&mut tx, me.id).await?;
    let named: HashMap<String, String> =
        named.into_iter().map(|list| (list.id.to_string(), list.name)).collect();
    page.path = "/me/wishes".to_owned();
    let Some(done) = done else {
        let (lead, nothing) = (page.t("import-done-over"), Vec::new());
        return Ok(html(&DonePage {
            title: page.t("import-done-unknown"),
            lead,
            lists: Vec::new(),
            besides: nothing.clone(),
            otherwise: nothing,
            page,
        }));
    };
    let on = |(list, count): &(String, usize)| {
        let count = page.t1("import-done-on", "count", *count);
        match named.get(list) {
            Some(name) => On { name: name.clone(), href: format!("/me/lists/{list}"), count },
            // The main list; and what stood on one that was removed meanwhile is there, too.
            None => On { name: page.t("list-main"), href: "/me/wishes".to_owned(), count },
        }
    };
    let lists: Vec<On> = done.lists.iter().map(on).collect();
    let added: usize = done.lists.iter().map(|(_, count)| *count).sum();
    let mut besides = Vec::new();
    if done.there > 0 {
        besides.push(page.t1("import-done-there", "count", done.there));
    }
    if done.pages > 0 {
        besides.push(page.t1("import-links", "count", done.pages));
    }
    let (lead, otherwise) = (page.t1("import-done-added", "count", added), done.otherwise(&page));
    let title = page.t("import-done-title");
    Ok(html(&DonePage { title, lead, lists, besides, otherwise, page }))
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, PATH, get(show))
}
