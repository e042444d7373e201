//! The frame of every page, and how pages and redirects are answered.

use std::fmt::Display;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{CivilZone, Instant, MemberId};
use store::{StoreError, Tx};

use crate::app::App;
use crate::asked::{Question, Questions};
use crate::assets;
use crate::caller::{Caller, Signed};
use crate::lang::Lang;
use crate::refusal::Refusal;
use crate::words::Words;
use crate::written::Written;

/// A link of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Its drawing, by name.
    pub icon: &'static str,
    /// Whether this is the page shown.
    pub current: bool,
}

/// What `shell.html` and every template need: language, who looks, where they are.
#[derive(Debug, Clone)]
pub struct Page {
    /// The language.
    pub lang: Lang,
    /// Whether people, prices and stock are invented.
    pub demo: bool,
    /// Who looks.
    pub member: Option<Signed>,
    /// The path shown, without its query.
    pub path: String,
    /// The navigation of this role.
    pub nav: Vec<NavItem>,
    /// A sentence about what was just done.
    pub toast: Option<String>,
    /// A fresh key for the forms of this page, so that a double click takes effect once.
    pub once: String,
    /// The instant shown.
    pub now: Instant,
    zone: CivilZone,
    questions: Option<Questions>,
}

impl FromRequestParts<App> for Page {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let caller = parts.extensions.get::<Caller>().cloned().unwrap_or_default();
        Ok(Self::of(app, parts, &caller))
    }
}

impl Page {
    /// The page that answers this request.
    #[must_use]
    pub fn of(app: &App, parts: &Parts, caller: &Caller) -> Self {
        let path = parts.uri.path().to_owned();
        let said = cookie(&parts.headers, "said").filter(|key| key.starts_with("said-"));
        Self {
            lang: caller.lang,
            demo: app.settings.demo,
            nav: navigation(caller, &path),
            member: caller.member.clone(),
            path,
            toast: said.filter(|key| caller.lang.knows(key)).map(|key| caller.lang.t(&key)),
            once: URL_SAFE_NO_PAD.encode(app.chance.bytes::<12>()),
            now: app.now(),
            zone: app.settings.zone.clone(),
            questions: parts.extensions.get().copied(),
        }
    }

    /// Says a sentence.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.lang.t(key)
    }

    /// Says a sentence with one argument.
    #[must_use]
    pub fn t1(&self, key: &str, name: &'static str, value: impl Display) -> String {
        self.lang.with(key, &[(name, value.to_string())])
    }

    /// Says a sentence with two arguments.
    #[must_use]
    pub fn t2(
        &self,
        key: &str,
        a: &'static str,
        x: impl Display,
        b: &'static str,
        y: impl Display,
    ) -> String {
        self.lang.with(key, &[(a, x.to_string()), (b, y.to_string())])
    }

    /// The address of a bundled file.
    #[must_use]
    pub fn assets(&self, name: &str) -> String {
        assets::url(name)
    }

    /// How the member is called; empty for strangers and nameless guests.
    #[must_use]
    pub fn name(&self) -> &str {
        self.member.as_ref().map_or("", |member| &member.name)
    }

    /// Who looks: `anonymous`, `guest`, `member`, `associate` or `placemaster`.
    #[must_use]
    pub fn role(&self) -> &'static str {
        match &self.member {
            None => "anonymous",
            Some(member) if member.placemaster => "placemaster",
            Some(member) if !member.works_for.is_empty() => "associate",
            Some(member) if member.guest => "guest",
            Some(_) => "member",
        }
    }

    /// Money, distances and times in this page's language.
    #[must_use]
    pub fn words(&self) -> Words<'_> {
        Words { lang: self.lang, zone: &self.zone, now: self.now }
    }

    /// What others asked a member beside their wishes, the oldest first; nothing where no room keeps it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn questions(&self, tx: &mut Tx, member: MemberId) -> Result<Vec<Question>, StoreError> {
        match self.questions {
            Some(Questions(read)) => read(tx, member).await,
            None => Ok(Vec::new()),
        }
    }

    /// The town's time zone.
    #[must_use]
    pub fn zone(&self) -> &CivilZone {
        &self.zone
    }

    /// The page that tells a refusal; `back` is the path of the page one came from, empty when that is not known; `written` is handed
    /// back.
    #[must_use]
    pub(crate) fn problem(self, refusal: &Refusal, back: String, written: Written) -> String {
        let (title, detail) = (refusal.title(self.lang), refusal.bare(self.lang));
        let page = ProblemPage { title, detail, back, written, code: refusal.code, page: self };
        page.render().unwrap_or_else(|_| page.title.clone())
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    page: Page,
    title: String,
    detail: String,
    back: String,
    /// What came with the form, when its session was over.
    written: Written,
    code: &'static str,
}

/// The page that shows every component of the house.
#[derive(Template)]
#[template(path = "house.html")]
pub struct HousePage {
    /// The frame.
    pub page: Page,
}

/// Each role's navigation: at most five, the first one home.
fn navigation(caller: &Caller, path: &str) -> Vec<NavItem> {
    let Some(member) = &caller.member else { return Vec::new() };
    let mut items: Vec<(String, &'static str, &'static str)> = vec![
        ("/me".into(), "nav-me", "home"),
        ("/me/wishes".into(), "nav-wishes", "wish"),
        ("/me/consents".into(), "nav-consents", "consent"),
    ];
    if member.placemaster {
        items = vec![("/town".into(), "nav-town", "map"), ("/town/import".into(), "nav-import", "shop")];
    } else if let Some(organisation) = member.works_for.first() {
        items = vec![
            (format!("/shop/{organisation}"), "nav-shop", "shop"),
            (format!("/shop/{organisation}/offers"), "nav-offers", "tag"),
        ];
    } else {
        items.push(("/map".into(), "nav-map", "map"));
    }
    let item = |(href, key, icon): (String, &str, &'static str)| NavItem {
        current: href == path,
        href,
        label: caller.lang.t(key),
        icon,
    };
    items.into_iter().map(item).collect()
}

/// Answers a template as a page nobody else may keep.
#[must_use]
pub fn html(template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => {
            ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], text)
                .into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a template failed");
            Refusal::new("internal").into_response()
        }
    }
}

/// Answers a template with another status: a form shown again after a refusal.
#[must_use]
pub fn html_with(status: StatusCode, template: &impl Template) -> Response {
    let mut response = html(template);
    *response.status_mut() = status;
    response
}

/// After a form: look at this page next, and read there what was done (`said-…` in the language files; may be empty).
#[must_use]
pub fn see_other(path: &str, said: &str) -> Response {
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned())]).into_response();
    if !said.is_empty() {
        set_cookie(
            response.headers_mut(),
            &format!("said={said}; Path=/; Max-Age=20; SameSite=Lax; HttpOnly"),
        );
    }
    response
}

/// Like [`see_other`], with a cookie for whoever came in by the form.
#[must_use]
pub fn see_other_with(path: &str, said: &str, cookie: Option<&str>) -> Response {
    let mut response = see_other(path, said);
    if let Some(cookie) = cookie {
        set_cookie(response.headers_mut(), cookie);
    }
    response
}

/// Adds a cookie to a response.
pub fn set_cookie(headers: &mut HeaderMap, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        headers.append(header::SET_COOKIE, value);
    }
}

/// Reads a cookie of a request.
#[must_use]
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then(|| value.to_owned())
    })
}

/// The path of the page of this same house from which a request was made, without its query; `None` when that is not told.
#[must_use]
pub fn came_from(headers: &HeaderMap) -> Option<&str> {
    let text = |name| headers.get(name)?.to_str().ok();
    let (referer, host) = (text(header::REFERER)?, text(header::HOST)?);
    let after = referer.split_once("://")?.1;
    let (from, path) = after.split_at(after.find('/')?);
    let path = path.split(['?', '#']).next()?;
    let plain = !path.starts_with("//") && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    (from == host && plain && path.len() <= 200).then_some(path)
}
