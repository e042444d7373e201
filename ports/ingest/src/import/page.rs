//! `/me/wishes/import`: the form that takes a list, the table of what was understood, and the saving.

use askama::Template;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use domain::{Currency, Gtin, MemberId, Money, Priority, barcode, limits};
use kit::page::html_with;
use kit::{Access, App, Caller, Form, Lang, Me, Once, Page, Refusal, Result, Routes, html, see_other};
use store::{StoreError, Tx};

use super::done;
use super::given::{All, Given, Unlisted, given, lines_listed, lines_of};
use super::line::{Line, Lines};
use super::save::{self, Already, MAIN, Onto, Seen};
use super::terms::{self, Terms};
use crate::capture::Web;

/// Bytes of the form that saves: every line at its longest.
const FORM_BYTES: usize = 2 * 1024 * 1024;
/// Characters of an address that are shown: as many as a phone has room for.
const ADDRESS_CHARS: usize = 38;

/// A line as the table shows it.
struct Row {
    /// Its place in the form.
    at: usize,
    number: u64,
    title: String,
    price: String,
    currency: String,
    quantity: u32,
    note: String,
    gtin: String,
    link: String,
    /// Where its page is, short enough to be looked at.
    address: String,
    /// That an address stood there which cannot be opened; empty when none did.
    unlinked: String,
    /// The last day it is wanted, as forms have it and in words.
    until: String,
    until_said: String,
    /// How much it matters, by name and, where that is said at all, in words.
    priority: &'static str,
    priority_said: String,
    /// What is said of it besides, and that in words.
    terms: Terms,
    terms_said: Vec<String>,
    /// What the list is called that it is put on; empty for the main one.
    list: String,
    keep: bool,
    /// Where it stands already, in words; empty when nowhere.
    twice: String,
    /// What is wrong with it; empty when nothing is.
    wrong: String,
    /// What is said of a price in other money; empty when there is none.
    euros: String,
}

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    page: Page,
    problem: String,
    text: String,
    link: String,
    most: usize,
}

#[derive(Template)]
#[template(path = "import_lines.html")]
struct LinesPage {
    page: Page,
    problem: String,
    rows: Vec<Row>,
    wrong: Vec<String>,
    more: u64,
    links: usize,
    /// Where the text, the file and the page begin, in words; empty where only one of them was handed over.
    parts: String,
    /// The lists that all of it may be put on instead; empty when there is but the main one.
    lists: Vec<Choice>,
    /// What was typed into the one box, by name, where its page turned out to list things; empty otherwise.
    one: Vec<(&'static str, String)>,
}

/// A list to be chosen.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// The lists to choose from: those that the lines name, the main one, each of the member's own that is in use.
async fn lists(
    tx: &mut Tx,
    page: &Page,
    me: MemberId,
    rows: &[Row],
    chosen: &str,
) -> Result<Vec<Choice>, StoreError> {
    let mut named: Vec<&str> =
        rows.iter().map(|row| row.list.as_str()).filter(|list| !list.is_empty()).collect();
    named.sort_unstable();
    named.dedup();
    let mut all = vec![(MAIN.to_owned(), page.t("list-main"))];
    if !named.is_empty() {
        all.insert(0, (String::new(), page.t1("import-lists-named", "lists", named.join(", "))));
    }
    let own = wish::lists_of(tx, me).await?.into_iter().filter(|list| list.archived_at.is_none());
    all.extend(own.map(|list| (list.id.to_string(), list.name)));
    if all.len() == 1 {
        return Ok(Vec::new());
    }
    let choice = |(value, label): (String, String)| Choice { chosen: value == chosen, value, label };
    Ok(all.into_iter().map(choice).collect())
}

fn form_page(page: Page, problem: String, text: String, link: String, status: StatusCode) -> Response {
    html_with(status, &ImportPage { page, problem, text, link, most: limits::IMPORT_LINES })
}

async fn show(mut page: Page) -> Response {
    page.path = "/me/wishes".to_owned();
    html(&ImportPage {
        page,
        problem: String::new(),
        text: String::new(),
        link: String::new(),
        most: limits::IMPORT_LINES,
    })
}

/// What may be typed beside an address in the one box, and goes along when the page is said to be of one thing.
const BESIDE: [&str; 18] = [
    "what",
    "title",
    "category",
    "gtin",
    "top_price",
    "top_currency",
    "until",
    "place",
    "only",
    "list",
    "distance_m",
    "quantity",
    "priority",
    "note",
    "words",
    "brand",
    "unread",
    "was_title",
];

/// Shows what a page lists that somebody wanted to wish from, to choose from; what they typed beside its address is kept for whoever
/// says that it is one thing.
///
/// # Errors
/// When the database fails.
pub(crate) async fn listed_there(
    app: &App,
    mut page: Page,
    me: MemberId,
    entries: Vec<pages::Entry>,
    form: &Form,
) -> Result<Response> {
    page.path = "/me/wishes".to_owned();
    let lines = lines_listed(entries);
    let mut tx = app.read().await?;
    let mut already = Already::of(&mut tx, me).await?;
    let all = lines.lines.iter().enumerate();
    // Of a whole shelf nobody wishes for everything: each is ticked by hand.
    let rows = all.map(|(at, line)| Row { keep: false, ..row(&page, at, line, already.seen(line)) });
    let rows: Vec<Row> = rows.collect();
    let lists = lists(&mut tx, &page, me, &rows, form.get("list")).await?;
    let typed = BESIDE.into_iter().filter_map(|name| Some((name, form.some(name)?.to_owned())));
    let one = typed.collect();
    Ok(html(&LinesPage { one, ..lines_page(page, rows, &lines, lists) }))
}

/// Shows several addresses that were typed into the one box, a wish each, to choose from.
///
/// # Errors
/// When the database fails.
pub(crate) async fn links_there(
    app: &App,
    mut page: Page,
    me: MemberId,
    links: Vec<String>,
    form: &Form,
) -> Result<Response> {
    page.path = "/me/wishes".to_owned();
    let text = links.join("\n").into_bytes();
    let mut lines = lines_of(text, page.zone().date(page.now)).await;
    lines.lines.iter_mut().for_each(|line| line.leave_unreadable(app));
    let mut tx = app.read().await?;
    let mut already = Already::of(&mut tx, me).await?;
    let all = lines.lines.iter().enumerate();
    let rows: Vec<Row> = all.map(|(at, line)| row(&page, at, line, already.seen(line))).collect();
    let lists = lists(&mut tx, &page, me, &rows, form.get("list")).await?;
    Ok(html(&lines_page(page, rows, &lines, lists)))
}

async fn take(
    State(app): State<App>,
    Me(me): Me,
    Web(web): Web,
    mut page: Page,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    page.path = "/me/wishes".to_owned();
    let mut given = match given(parts).await {
        Ok(given) => given,
        Err(refusal) => {
            let why = refusal.detail(page.lang);
            return Ok(form_page(page, why, String::new(), String::new(), refusal.status()));
        }
    };
    let today = page.zone().date(page.now);
    let read = given.read(&app, &web, me.id, today).await;
    let (why, status) = match read {
        Ok(all) if !all.lines.lines.is_empty() => return looked_at(&app, page, me.id, &given, &all).await,
        Ok(_) => (page.t("import-nothing"), StatusCode::UNPROCESSABLE_ENTITY),
        Err(unlisted) => (unlisted.said(page.lang), unlisted.status()),
    };
    Ok(form_page(page, why, given.text, given.link, status))
}

/// Shows what was understood of all that was handed over, and what of it was not read.
async fn looked_at(app: &App, page: Page, me: MemberId, given: &Given, all: &All) -> Result<Response> {
    let mut tx = app.read().await?;
    let mut already = Already::of(&mut tx, me).await?;
    let lines = all.lines.lines.iter().enumerate();
    let rows: Vec<Row> = lines.map(|(at, line)| row(&page, at, line, already.seen(line))).collect();
    let lists = lists(&mut tx, &page, me, &rows, "").await?;
    let begins = |(name, line): &(&'static str, u64)| page.t1(&format!("import-part-{name}"), "line", *line);
    let parts = match all.parts.as_slice() {
        [] | [_] => String::new(),
        several => several.iter().map(begins).collect::<Vec<_>>().join(" · "),
    };
    let unread =
        |why: &Unlisted| page.t2("import-link-unread", "link", &given.link, "why", why.said(page.lang));
    let problem = all.unread.as_ref().map(unread).unwrap_or_default();
    Ok(html(&LinesPage { parts, problem, ..lines_page(page, rows, &all.lines, lists) }))
}

/// Where a page is: its host and path, shortened in the middle, for pages of one shop differ at the end.
fn shown(link: &str) -> String {
    let Ok(url) = url::Url::parse(link) else { return String::new() };
    let host = url.host_str().unwrap_or_default();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    let all = format!("{}{}{query}", host.strip_prefix("www.").unwrap_or(host), url.path());
    let all: Vec<char> = all.trim_end_matches('/').chars().collect();
    if all.len() <= ADDRESS_CHARS {
        return all.into_iter().collect();
    }
    let (head, tail) = (ADDRESS_CHARS / 2, ADDRESS_CHARS - ADDRESS_CHARS / 2 - 1);
    all[..head].iter().chain(&['…']).chain(&all[all.len() - tail..]).collect()
}

/// A day as people say it; one that is none as it was written.
fn said_day(page: &Page, day: &str) -> String {
    let at = page.zone().parse_local(&format!("{day}T12:00"));
    at.map_or_else(|| day.to_owned(), |at| page.t1("wish-until-day", "day", page.words().date(at)))
}

/// What is said of a line besides, in words.
fn said_terms(page: &Page, terms: &Terms) -> Vec<String> {
    let category = terms.category.iter().flatten().map(|category| page.t(&category.label_key()));
    let distance = terms.distance_m.filter(|metres| *metres != limits::WISH_DISTANCE_M);
    let distance = distance.map(|metres| page.t1("import-distance", "metres", metres));
    let secret = terms.secret.then(|| page.t("wish-secret-short"));
    let paused = terms.paused.then(|| page.t("wish-state-paused"));
    category.chain(distance).chain(secret).chain(paused).collect()
}

/// The same as the form has it.
fn sent_terms(form: &Form, at: usize) -> Terms {
    let (category, distance) = (format!("category-{at}"), format!("distance-{at}"));
    Terms {
        category: form.on(&category).then(|| form.get(&category).parse().ok()),
        distance_m: terms::metres(form.get(&distance)),
        secret: form.on(&format!("secret-{at}")),
        paused: form.on(&format!("paused-{at}")),
    }
}

fn row(page: &Page, at: usize, line: &Line, seen: Option<Seen>) -> Row {
    let plain = line.top_price.map(Money::plain).unwrap_or_default();
    let priority = line.priority.name();
    let twice = match seen {
        None => String::new(),
        Some(Seen::Listed) => page.t("import-twice"),
        Some(Seen::Line(number)) => page.t1("import-twice-here", "line", number),
    };
    Row {
        at,
        number: line.number,
        title: save::called(line),
        price: if page.lang == Lang::Fr { plain.replace('.', ",") } else { plain },
        currency: line.top_price.map_or(Currency::EUR, |price| price.currency).code().to_owned(),
        quantity: line.quantity,
        note: line.note.clone(),
        gtin: line.gtin.map(Gtin::printed).unwrap_or_default(),
        address: line.link.as_deref().map(shown).unwrap_or_default(),
        link: line.link.clone().unwrap_or_default(),
        unlinked: if line.unlinked { page.t("import-unlinked") } else { String::new() },
        until: line.until.clone().unwrap_or_default(),
        until_said: line.until.as_deref().map(|day| said_day(page, day)).unwrap_or_default(),
        priority,
        priority_said: if line.priority == Priority::default() {
            String::new()
        } else {
            page.t(&format!("wish-priority-{priority}"))
        },
        terms_said: said_terms(page, &line.terms),
        terms: line.terms.clone(),
        list: line.list.clone(),
        keep: !line.done && twice.is_empty() && !save::says_nothing(line),
        twice,
        // It may be put right in its title, or kept as words.
        wrong: match () {
            () if line.is_misread() => page.t("field-check-digit"),
            () if save::says_nothing(line) => page.t("field-empty"),
            () => String::new(),
        },
        euros: line.foreign.map(|_| page.t("import-euros")).unwrap_or_default(),
    }
}

fn lines_page(page: Page, rows: Vec<Row>, lines: &Lines, lists: Vec<Choice>) -> LinesPage {
    let told = |(number, wrong): &(u64, &'static str)| {
        page.t2("offer-import-line", "line", number, "why", page.t(&format!("field-{wrong}")))
    };
    let wrong = lines.wrong.iter().take(50).map(told).collect();
    let links = rows.iter().filter(|row| !row.link.is_empty()).count();
    let (problem, parts, one) = (String::new(), String::new(), Vec::new());
    LinesPage { rows, wrong, more: lines.more, links, parts, lists, one, problem, page }
}

/// The form as it was sent.
#[derive(Default)]
struct Sent {
    /// Each line, with whether it is kept and what is wrong with it.
    rows: Vec<Row>,
    /// Those that are kept, by their places among the rows.
    kept: Vec<(usize, Line)>,
    /// Those that were left out.
    left: Vec<Line>,
}

/// The lines of the form as they were sent.
fn sent(form: &Form, page: &Page) -> Sent {
    let mut sent = Sent::default();
    for at in 0..limits::IMPORT_LINES {
        let field = |name: &str| form.get(&format!("{name}-{at}")).to_owned();
        if !form.on(&format!("title-{at}")) {
            continue;
        }
        let currency = field("currency").parse().unwrap_or(Currency::EUR);
        let typed = field("price");
        let price =
            Some(typed.as_str()).filter(|typed| !typed.is_empty()).map(|typed| Money::parse(typed, currency));
        let title = field("title");
        let line = Line {
            number: field("number").parse().unwrap_or(0),
            gtin: field("gtin").parse().ok().or_else(|| barcode::product(&title)),
            title,
            top_price: price.flatten(),
            quantity: field("quantity").parse().ok().filter(|count| (1..=999).contains(count)).unwrap_or(1),
            until: Some(field("until")).filter(|day| !day.is_empty()),
            terms: sent_terms(form, at),
            priority: field("priority").parse().unwrap_or_default(),
            list: field("list"),
            note: field("note").chars().take(limits::NOTE_CHARS).collect(),
            link: Some(field("link")).filter(|link| !link.is_empty() && link.len() <= limits::URL_BYTES),
            ..Line::default()
        };
        let keep = form.on(&format!("keep-{at}"));
        let wrong = match price {
            Some(None) if keep => page.t("field-amount"),
            _ => String::new(),
        };
        let shown =
            Row { keep, wrong, price: typed, title: line.title.clone(), ..row(page, at, &line, None) };
        if keep {
            sent.kept.push((sent.rows.len(), line));
        } else {
            sent.left.push(line);
        }
        sent.rows.push(shown);
    }
    sent
}

/// What of a refusal one line is told.
fn told(refusal: &Refusal, lang: Lang) -> String {
    match refusal.fields.first() {
        Some((_, wrong)) => lang.t(&format!("field-{wrong}")),
        None => refusal.detail(lang),
    }
}

async fn keep(
    State(app): State<App>,
    Me(me): Me,
    caller: Caller,
    mut page: Page,
    form: Form,
) -> Result<Response> {
    page.path = "/me/wishes".to_owned();
    let Sent { mut rows, kept, left } = sent(&form, &page);
    let onto = Onto::told(form.some("onto"))?;
    if kept.is_empty() || rows.iter().any(|row| !row.wrong.is_empty()) {
        let why = page.t(if kept.is_empty() { "import-none-kept" } else { "import-mend" });
        return again(&app, page, me.id, &form, rows, (why, StatusCode::UNPROCESSABLE_ENTITY)).await;
    }
    let (places, lines): (Vec<usize>, Vec<Line>) = kept.into_iter().unzip();
    // A whole list is looked through: nobody's writing waits for that.
    let there = save::listed(&mut app.read().await?, me.id, &left).await?;
    let once = Once::form(lines, &caller, "/me/wishes/import", form.get("once"), form.raw());
    let mut blamed = None;
    let saved = once
        .run(&app, async |tx: &mut Tx, lines: Vec<Line>| {
            let mut done = save::save(tx, &app, me.id, &lines, onto).await.map_err(|(at, refusal)| {
                blamed = Some(at);
                refusal
            })?;
            done.there += there;
            Ok((StatusCode::CREATED, done))
        })
        .await;
    match saved {
        Ok(_) => Ok(match done::address(form.get("once")) {
            Some(told) => see_other(&told, ""),
            None => see_other("/me/wishes", "said-wishes-imported"),
        }),
        Err(refusal) if refusal.status().is_server_error() => Err(refusal),
        Err(refusal) => {
            let why = if blamed.is_some() { page.t("import-mend") } else { refusal.detail(page.lang) };
            if let Some(row) = blamed.and_then(|at| places.get(at)).and_then(|at| rows.get_mut(*at)) {
                row.wrong = told(&refusal, page.lang);
            }
            again(&app, page, me.id, &form, rows, (why, refusal.status())).await
        }
    }
}

/// The lines once more, as they were sent, with what is wrong.
async fn again(
    app: &App,
    page: Page,
    me: MemberId,
    form: &Form,
    rows: Vec<Row>,
    (why, status): (String, StatusCode),
) -> Result<Response> {
    let lists = lists(&mut app.read().await?, &page, me, &rows, form.get("onto")).await?;
    let drawn = LinesPage { problem: why, ..lines_page(page, rows, &Lines::default(), lists) };
    Ok(html_with(status, &drawn))
}

pub(crate) fn routes() -> Routes {
    let path = "/me/wishes/import";
    let a = Access::Member;
    Routes::new()
        .page(a, Method::GET, path, get(show))
        .page(a, Method::POST, path, post(keep).layer(DefaultBodyLimit::max(FORM_BYTES)))
        .page(
            a,
            Method::POST,
            "/me/wishes/import/read",
            post(take).layer(DefaultBodyLimit::max(limits::IMPORT_BYTES + 64 * 1024)),
        )
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn two_pages_of_one_shop_are_told_apart() {
        for (link, seen) in [
            ("https://www.shop.example/", "shop.example"),
            ("https://me:secret@shop.example/dp/B01?x=1", "shop.example/dp/B01?x=1"),
            (
                "https://www.shop.example/maison/outils/perceuses/sans-fil/x200.html",
                "shop.example/maison…sans-fil/x200.html",
            ),
            ("pas une adresse", ""),
        ] {
            assert_eq!(shown(link), seen, "{link}");
        }
    }
}
