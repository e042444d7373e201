//! A retailer's site that changes while members wish from it.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// What stands under a path.
#[derive(Clone)]
enum Page {
    Said(String),
    Leads(String),
    /// Too much to do, for so many seconds.
    Busy(u32),
}

/// What the site answers, by path.
#[derive(Clone, Default)]
pub struct Site(Arc<Mutex<HashMap<String, Page>>>);

impl Site {
    pub async fn open() -> (Self, SocketAddr) {
        let site = Self::default();
        let asked = site.clone();
        let answer = move |uri: Uri| async move { asked.answer(uri.path()) };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = axum::Router::new().fallback(answer);
        tokio::spawn(async move { axum::serve(listener, router).await });
        (site, address)
    }

    fn answer(&self, path: &str) -> Response {
        match self.0.lock().unwrap().get(path).cloned() {
            Some(Page::Said(html)) => ([(header::CONTENT_TYPE, "text/html")], html).into_response(),
            Some(Page::Leads(to)) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
            Some(Page::Busy(secs)) => {
                (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, secs.to_string())]).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }

    pub fn says(&self, path: &str, html: String) {
        self.0.lock().unwrap().insert(path.into(), Page::Said(html));
    }

    pub fn is_busy(&self, path: &str, secs: u32) {
        self.0.lock().unwrap().insert(path.into(), Page::Busy(secs));
    }

    pub fn leads(&self, path: &str, to: &str) {
        self.0.lock().unwrap().insert(path.into(), Page::Leads(to.into()));
    }
}

/// A page of one thing; `gtin` may be empty.
pub fn thing(title: &str, gtin: &str, price: &str) -> String {
    let gtin = if gtin.is_empty() { String::new() } else { format!(r#""gtin13":"{gtin}","#) };
    format!(
        r#"<html lang="fr"><title>{title}</title><script type="application/ld+json">{{"@type":"Product","name":"{title}",{gtin}
        "brand":{{"name":"Norda"}},"offers":{{"@type":"Offer","price":"{price}","priceCurrency":"EUR",
        "itemCondition":"https://schema.org/RefurbishedCondition","availability":"https://schema.org/InStock"}}}}</script>
        <h1>{title}</h1></html>"#
    )
}

/// A page of one thing in several colours: name, barcode, price, stock of each.
pub fn group(title: &str, variants: &[(&str, &str, &str, &str)]) -> String {
    let one = |(name, gtin, price, stock): &(&str, &str, &str, &str)| {
        format!(
            r#"{{"@type":"Product","sku":"N-{name}","gtin13":"{gtin}","color":"{name}","name":"{title}","offers":{{"@type":"Offer",
            "price":"{price}","priceCurrency":"EUR","availability":"https://schema.org/{stock}"}}}}"#
        )
    };
    let variants = variants.iter().map(one).collect::<Vec<_>>().join(",");
    format!(
        r#"<html lang="fr"><title>{title}</title><script type="application/ld+json">{{"@type":"ProductGroup","name":"{title}",
        "brand":"Norda","hasVariant":[{variants}]}}</script><h1>{title}</h1></html>"#
    )
}

/// A page that asks whether one is a person.
pub fn wall() -> String {
    "<html><title>Vérification</title><h1>Êtes-vous humain ?</h1><p>Cochez la case.</p></html>".into()
}

/// A page of many things.
pub fn shelf() -> String {
    let item = |name: &str, price: &str| {
        format!(
            r#"{{"@type":"ListItem","item":{{"@type":"Product","name":"{name}","url":"/p/{name}","offers":{{"@type":"Offer",
            "price":"{price}","priceCurrency":"EUR"}}}}}}"#
        )
    };
    let items =
        [item("Marteau", "9.90"), item("Tournevis", "4.90"), item("Pince", "7.90"), item("Scie", "12.90")];
    format!(
        r#"<html lang="fr"><title>Outillage</title><script type="application/ld+json">{{"@type":"ItemList",
        "itemListElement":[{}]}}</script><h1>Outillage</h1></html>"#,
        items.join(",")
    )
}
