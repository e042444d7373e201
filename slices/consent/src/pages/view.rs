//! The page of consents as its template draws it.

use askama::Template;
use axum::response::Response;
use domain::{Attention, Category, DailyWindow, Grant, MemberId, Mode, Purpose};
use kit::page::html_with;
use kit::words::Words;
use kit::{App, Fields, Form, Lang, Page, Refusal, Result};
use people::Organisation;

use super::rule::{Choice, Rule, RuleForm};
use crate::model::Receipt;
use crate::names::Names;
use crate::read::DAYS;
use crate::{actions, sentence};

/// A standing grant.
struct Row {
    id: String,
    sentence: String,
    /// Whether its date is past.
    over: bool,
    icon: &'static str,
}

/// A line of the receipts.
struct Past {
    sentence: String,
    given: String,
    /// When it was withdrawn or ended; empty while it holds.
    over: String,
}

#[derive(Template)]
#[template(path = "consents.html")]
pub(super) struct ConsentsPage {
    page: Page,
    on: bool,
    /// What the switch says now.
    mode: String,
    rows: Vec<Row>,
    talk: RuleForm,
    know: RuleForm,
    rhythm: Fields,
    quiet: bool,
    receipts: Vec<Past>,
}

/// What was typed and refused, if anything was.
#[derive(Default)]
pub(super) struct Forms {
    pub(super) rule: Option<(Rule, Form, Refusal)>,
    pub(super) rhythm: Option<(Fields, bool)>,
}

/// Shows the page again with what was refused; a fault of ours is told as such.
pub(super) async fn refused(
    app: &App,
    member: MemberId,
    page: Page,
    forms: Forms,
    refusal: Refusal,
) -> Result<Response> {
    if refusal.status().is_server_error() {
        return Err(refusal);
    }
    Ok(html_with(refusal.status(), &load(app, member, page, forms).await?))
}

/// Reads what stands.
pub(super) async fn load(app: &App, member: MemberId, page: Page, forms: Forms) -> Result<ConsentsPage> {
    let mut tx = app.read().await?;
    let attention = actions::attention(&mut tx, member).await?;
    let grants = actions::grants(&mut tx, member).await?;
    let receipts = actions::receipts(&mut tx, member).await?;
    let organisations = people::organisations(&mut tx).await?;
    drop(tx);
    let names = Names::of_all(&organisations);
    let words = page.words();
    let rows = grants.iter().map(|grant| row(grant, names.of(grant), words)).collect();
    let receipts = receipts.iter().map(|one| past(one, names.of(&one.grant), words)).collect();
    let (on, mode) = (attention.mode.on_at(page.now), mode(&attention, words));
    let (rhythm, quiet) = forms.rhythm.unwrap_or_else(|| rhythm(&attention));
    let form = |rule| rule_form(rule, forms.rule.as_ref(), &organisations, page.lang);
    let (talk, know) = (form(Rule::Talk), form(Rule::Know));
    Ok(ConsentsPage { on, mode, rows, talk, know, rhythm, quiet, receipts, page })
}

fn row(grant: &Grant, name: Option<&str>, words: Words<'_>) -> Row {
    let icon = match (grant.effect, grant.purpose) {
        (domain::Effect::Deny, _) => "not",
        (_, Purpose::Suggest) => "consent",
        (_, Purpose::Recognise) => "person",
        _ => "people",
    };
    let over = grant.until.is_some_and(|until| until <= words.now);
    Row { id: grant.id.to_string(), sentence: sentence(words, grant, name), over, icon }
}

fn past(receipt: &Receipt, name: Option<&str>, words: Words<'_>) -> Past {
    let over = receipt.over_at(words.now).map(|at| words.date(at)).unwrap_or_default();
    let sentence = sentence(words, &receipt.grant, name);
    Past { sentence, given: words.date(receipt.grant.given_at), over }
}

fn mode(attention: &Attention, words: Words<'_>) -> String {
    match attention.mode {
        Mode::On { until: Some(until) } if attention.mode.on_at(words.now) => {
            let until = words.until(until);
            words.lang.with("consent-mode-on-until", &[("until", until)])
        }
        Mode::On { .. } if attention.mode.on_at(words.now) => words.lang.t("consent-mode-on"),
        _ => words.lang.t("consent-mode-off"),
    }
}

fn rhythm(attention: &Attention) -> (Fields, bool) {
    let shown = attention.quiet.or(Attention::new(attention.member).quiet);
    let (from, to) = shown.map(DailyWindow::texts).unwrap_or_default();
    let per_day = attention.per_day.to_string();
    let fields = Fields::with(&[("quiet_from", &from), ("quiet_to", &to), ("per_day", &per_day)]);
    (fields, attention.quiet.is_some())
}

fn rule_form(
    rule: Rule,
    typed: Option<&(Rule, Form, Refusal)>,
    organisations: &[Organisation],
    lang: Lang,
) -> RuleForm {
    let typed = typed.filter(|(of, ..)| *of == rule);
    let form = typed.map(|(_, form, _)| form.clone()).unwrap_or_default();
    let chosen = |field: &str, value: &str| form.all(&rule.field(field)).iter().any(|typed| typed == value);
    let choice =
        |field: &str, value: String, label: String| Choice { chosen: chosen(field, &value), value, label };
    let organisation = |one: &Organisation| choice("organisation", one.id.to_string(), one.name.clone());
    let category = |one: Category| {
        let above = one.lineage().nth(1).and_then(|above| above.parse::<Category>().ok());
        let label = lang.t(&one.label_key());
        let label = above.map_or(label.clone(), |above| format!("{} › {label}", lang.t(&above.label_key())));
        choice("category", one.path().to_owned(), label)
    };
    let day = |(number, name): (usize, &&str)| {
        choice("day", (*name).to_owned(), lang.t(&format!("words-day-{number}")))
    };
    let limits = ["days", "from", "until", "per_day", "zone"];
    RuleForm {
        rule,
        organisations: organisations.iter().map(organisation).collect(),
        categories: Category::all().map(category).collect(),
        days: DAYS.iter().enumerate().map(day).collect(),
        open: typed
            .is_some_and(|(.., refusal)| refusal.fields.iter().any(|(field, _)| limits.contains(field))),
        fields: typed
            .map_or_else(Fields::default, |(_, form, refusal)| Fields::refused(form.clone(), refusal, lang)),
    }
}
