//! The reference: the OpenAPI document, the same as a page to browse, and what each problem means.

use std::sync::Arc;

use askama::Template;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Json};
use kit::{Access, Page, Refusal, Routes, html, refusals};
use serde_json::Value;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Info, License, OpenApi};

/// Gives the gathered document its title and the ways to be let in.
#[must_use]
pub fn titled(mut document: OpenApi) -> OpenApi {
    let mut info = Info::new("Hyperlieu", env!("CARGO_PKG_VERSION"));
    info.description = Some(
        "Wish × offer × moment × consent → suggestion → encounter. Errors are application/problem+json (RFC 9457). \
         Every POST that creates honours Idempotency-Key."
            .to_owned(),
    );
    info.license = Some(License::new("MIT OR Apache-2.0"));
    document.info = info;
    let components = document.components.get_or_insert_default();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components.security_schemes.insert("bearer".to_owned(), bearer.into());
    let device = SecurityScheme::Http(Http::new(HttpAuthScheme::Basic));
    components.security_schemes.insert("device".to_owned(), device.into());
    document
}

async fn document(Extension(document): Extension<Arc<OpenApi>>) -> Response {
    ([(header::CACHE_CONTROL, "no-cache")], Json(&*document)).into_response()
}

/// One operation, ready to be shown.
struct Operation {
    method: String,
    path: String,
    tag: String,
    summary: String,
    who: String,
    body: String,
    answers: Vec<(String, String)>,
    parameters: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "reference.html")]
struct ReferencePage {
    page: Page,
    groups: Vec<(String, Vec<Operation>)>,
    schemas: Vec<(String, String)>,
}

/// The name at the end of a schema's reference, or its type.
fn schema_name(schema: &Value) -> String {
    let reference = schema["$ref"].as_str().and_then(|text| text.rsplit('/').next());
    reference.or_else(|| schema["type"].as_str()).unwrap_or_default().to_owned()
}

fn content(of: &Value) -> String {
    let kinds = of["content"].as_object();
    kinds.and_then(|kinds| kinds.values().next()).map(|kind| schema_name(&kind["schema"])).unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn operation(path: &str, method: &str, told: &Value) -> Operation {
    let answers = told["responses"].as_object().into_iter().flatten();
    let parameters = told["parameters"].as_array().into_iter().flatten();
    Operation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        tag: text(&told["tags"][0]),
        summary: text(&told["summary"]),
        who: text(&told["x-who-may-call"]),
        body: content(&told["requestBody"]),
        answers: answers.map(|(status, answer)| (status.clone(), content(answer))).collect(),
        parameters: parameters.map(|one| (text(&one["name"]), text(&one["description"]))).collect(),
    }
}

async fn reference(Extension(document): Extension<Arc<OpenApi>>, page: Page) -> Response {
    let told = serde_json::to_value(&*document).unwrap_or_default();
    let paths = told["paths"].as_object().into_iter().flatten();
    let mut all: Vec<Operation> = paths
        .flat_map(|(path, item)| {
            let methods =
                item.as_object().into_iter().flatten().filter(|(_, told)| told["responses"].is_object());
            methods.map(|(method, told)| operation(path, method, told)).collect::<Vec<_>>()
        })
        .collect();
    all.sort_by(|a, b| (&a.tag, &a.path, &a.method).cmp(&(&b.tag, &b.path, &b.method)));
    let mut groups: Vec<(String, Vec<Operation>)> = Vec::new();
    for one in all {
        match groups.last_mut() {
            Some((tag, group)) if *tag == one.tag => group.push(one),
            _ => groups.push((one.tag.clone(), vec![one])),
        }
    }
    let schemas = told["components"]["schemas"].as_object().into_iter().flatten();
    let pretty = |schema: &Value| serde_json::to_string_pretty(schema).unwrap_or_default();
    let schemas = schemas.map(|(name, schema)| (name.clone(), pretty(schema))).collect();
    html(&ReferencePage { page, groups, schemas })
}

#[derive(Template)]
#[template(path = "problems.html")]
struct ProblemsPage {
    page: Page,
    problems: Vec<(&'static str, u16, String, String)>,
}

async fn problems(page: Page) -> Response {
    let told = |(code, status): &(&'static str, u16)| {
        let refusal = Refusal::new(code);
        (*code, *status, refusal.title(page.lang), refusal.detail(page.lang))
    };
    let problems = refusals::CODES.iter().map(told).collect();
    html(&ProblemsPage { page, problems })
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .page(Access::Anyone, Method::GET, "/api", get(reference))
        .page(Access::Anyone, Method::GET, "/api/openapi.json", get(document))
        .page(Access::Anyone, Method::GET, "/api/problems", get(problems))
}
