//! A page is read again politely: what `robots.txt` says holds, only what is new is asked for, patience is given to whoever asks for it.
//! And an old price is never shown as one of now.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::ListingId;
use product::Listing;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::Hand;
use crate::harness::{Town, text};
use crate::site::thing;

const DAY: i64 = 86_400;
const MODIFIED: &str = "Fri, 20 Nov 2026 10:00:00 GMT";

/// What a shop says.
#[derive(Default)]
struct Said {
    price: &'static str,
    /// Which state of its page it says this is.
    tag: &'static str,
    /// What it answers instead of the page, and for how many seconds it wants to be left alone.
    busy: Option<u16>,
    robots: Option<(u16, &'static str)>,
    /// What each request for the page was asked with.
    asked: Vec<[String; 2]>,
}

/// A shop of one page.
#[derive(Clone, Default)]
struct Shop(Arc<Mutex<Said>>);

impl Shop {
    async fn open() -> (Self, SocketAddr) {
        let shop = Self::default();
        shop.says("79.90", "\"v1\"");
        let (own, rules) = (shop.clone(), shop.clone());
        let page = get(move |headers: HeaderMap| async move { own.answer(&headers) });
        let robots = get(move || async move { rules.robots() });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = axum::Router::new().route("/drill", page).route("/robots.txt", robots);
        tokio::spawn(async move { axum::serve(listener, router).await });
        (shop, address)
    }

    fn said(&self) -> MutexGuard<'_, Said> {
        self.0.lock().unwrap()
    }

    fn says(&self, price: &'static str, tag: &'static str) {
        let mut said = self.said();
        (said.price, said.tag, said.busy) = (price, tag, None);
    }

    fn answer(&self, headers: &HeaderMap) -> Response {
        let mut said = self.said();
        let asked = |name: HeaderName| {
            headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let asked = [asked(header::IF_NONE_MATCH), asked(header::IF_MODIFIED_SINCE)];
        said.asked.push(asked.clone());
        if let Some(busy) = said.busy {
            let after = [(header::RETRY_AFTER, "20000")];
            return (StatusCode::from_u16(busy).unwrap(), after).into_response();
        }
        if asked[0] == said.tag {
            return StatusCode::NOT_MODIFIED.into_response();
        }
        let kind = (header::CONTENT_TYPE, "text/html");
        let known = [kind, (header::ETAG, said.tag), (header::LAST_MODIFIED, MODIFIED)];
        (known, thing("Perceuse sans fil X200", "3165140781039", said.price)).into_response()
    }

    fn robots(&self) -> Response {
        match self.said().robots {
            Some((status, rules)) => (StatusCode::from_u16(status).unwrap(), rules).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

/// A wish from the shop's page, and its listing.
async fn wished(who: &Hand<'_>, address: SocketAddr) -> (String, ListingId) {
    let url = json!({"url": format!("http://{address}/drill")});
    let listing = text(&who.post("/api/v1/capture", url).await.want(200).json()["listing"]);
    let wish = json!({"title": "Une perceuse qui attend", "listing": listing});
    (who.wishes_for(wish).await, listing.parse().unwrap())
}

async fn kept(t: &Town, listing: ListingId) -> Listing {
    product::kept(&mut t.app.read().await.unwrap(), listing).await.unwrap().unwrap()
}

/// Lets time pass, then reads again what is due; gives how many pages were.
async fn reads(t: &Town, secs: i64) -> usize {
    t.waits(secs).await;
    let web = t.house.web.clone().unwrap();
    ingest::reread(&t.app, &web).await.unwrap()
}

async fn best(who: &Hand<'_>, wish: &str) -> Value {
    who.get(&format!("/api/v1/wishes/{wish}")).await.want(200).json()["best"].clone()
}

async fn steps(t: &Town, listing: ListingId) -> usize {
    product::history(&mut t.app.read().await.unwrap(), listing).await.unwrap().len()
}

async fn only_what_is_new_is_asked_for(db: TestDb) {
    let (shop, address) = Shop::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let (wish, listing) = wished(&camille, address).await;
    assert_eq!(reads(&t, 13 * 3_600).await, 1);
    let asked = shop.said().asked.clone();
    assert_eq!(asked[0], ["", ""]);
    assert_eq!(asked[1], ["\"v1\"", MODIFIED], "it is asked whether anything changed since");
    let same = kept(&t, listing).await;
    assert_eq!((same.read_at, same.failure, same.every_s), (t.app.now(), None, 18 * 3_600));
    assert_eq!(steps(&t, listing).await, 1, "what did not change is no step of the price");
    let told = best(&camille, &wish).await;
    assert_eq!((&told["fresh"], &told["read_at"]), (&json!(true), &json!(t.app.now().to_rfc3339())));

    shop.says("64.50", "\"v2\"");
    assert_eq!(reads(&t, 17 * 3_600).await, 0, "it moves seldom, so it is asked seldom");
    assert_eq!(reads(&t, 2 * 3_600).await, 1);
    let other = kept(&t, listing).await;
    assert_eq!(other.price.map(|price| price.minor), Some(6_450));
    assert_eq!((other.known.etag.as_deref(), other.every_s), (Some("\"v2\""), 9 * 3_600));
    assert_eq!(steps(&t, listing).await, 2);
    t.end().await;
}

async fn a_site_that_always_says_the_same_is_read_whole_now_and_then(db: TestDb) {
    let (shop, address) = Shop::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let (_, listing) = wished(&camille, address).await;
    shop.says("59.90", "\"v1\"");
    let mut read = 0;
    while kept(&t, listing).await.price.is_some_and(|price| price.minor == 7_990) {
        read += 1;
        assert!(read < 8, "nobody would ever learn of the new price");
        let wait = kept(&t, listing).await.every_s;
        assert_eq!(reads(&t, wait + 1).await, 1);
    }
    let asked = shop.said().asked.clone();
    assert!(read > 3 && asked[1..read].iter().all(|with| with[0] == "\"v1\""), "{asked:?}");
    assert_eq!(asked[read], ["", ""]);
    assert_eq!(kept(&t, listing).await.price.map(|price| price.minor), Some(5_990));
    t.end().await;
}

async fn who_asks_for_patience_gets_it_and_the_price_is_shown_as_old(db: TestDb) {
    let (shop, address) = Shop::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let (wish, listing) = wished(&camille, address).await;
    let first = t.app.now();
    shop.said().busy = Some(503);
    assert_eq!(reads(&t, 13 * 3_600).await, 1);
    let busy = kept(&t, listing).await;
    assert_eq!((busy.read_at, busy.failures), (first, 1));
    assert_eq!(busy.price.map(|price| price.minor), Some(7_990));
    let wait = busy.next_at.unwrap().secs_since(t.app.now());
    assert!((20_000..20_060).contains(&wait), "as long as it asks: {wait}");
    let page = camille.page(&format!("/me/wishes/{wish}"), "fr").await.want(200).words();
    for part in ["79,90 €", "n’a pas pu être relue", "débordé en ce moment"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("ne laisse entrer aucun programme"), "it is busy, not closed: {page}");
    assert_eq!(best(&camille, &wish).await["fresh"], json!(false));

    let count = shop.said().asked.len();
    assert_eq!(reads(&t, 19_000).await, 0);
    assert_eq!(shop.said().asked.len(), count, "nothing is sent meanwhile");
    shop.says("79.90", "\"v1\"");
    assert_eq!(reads(&t, 1_100).await, 1);
    assert_eq!(kept(&t, listing).await.failure, None);
    assert_eq!(best(&camille, &wish).await["fresh"], json!(true));
    t.end().await;
}

async fn what_robots_are_asked_to_leave_is_left(db: TestDb) {
    let (shop, address) = Shop::open().await;
    shop.said().robots = Some((200, "User-agent: *\nDisallow: /drill\n"));
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let pasted = format!("what=Perceuse+http%3A%2F%2F{address}%2Fdrill");
    let asked = camille.form("/me/wishes/read", &pasted).await.want(422);
    assert!(asked.words().contains("laisser cette page tranquille"), "{}", asked.text);
    assert!(asked.text.contains("value=\"Perceuse\""), "what was said beside it is kept");
    t.app.clock.advance_secs(120);
    let url = json!({"url": format!("http://{address}/drill")});
    camille.post("/api/v1/capture", url).await.refused(422, "unreadable-page");
    assert!(shop.said().asked.is_empty(), "the page was never asked for");
    t.end().await;
}

async fn rules_that_cannot_be_read_are_no_refusal(db: TestDb) {
    let (shop, address) = Shop::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let (wish, listing) = wished(&camille, address).await;
    shop.said().robots = Some((500, "Oops"));
    for failures in 1..6 {
        assert_eq!(reads(&t, 2 * DAY).await, 1, "it is tried again after {failures} failures, too");
        let failed = kept(&t, listing).await;
        assert_eq!((failed.failures, failed.failure.as_deref()), (failures, Some("fetch-robots-unread")));
    }
    let page = camille.page(&format!("/me/wishes/{wish}"), "fr").await.want(200).words();
    assert!(page.contains("n’a pas dit si les programmes peuvent lire cette page"), "{page}");
    assert_eq!(shop.said().asked.len(), 1, "as long as nobody knows, nothing is read");
    shop.said().robots = None;
    assert_eq!(reads(&t, 2 * DAY).await, 1);
    let back = kept(&t, listing).await;
    assert_eq!((back.failure, back.read_at), (None, t.app.now()));
    t.end().await;
}

both!(
    only_what_is_new_is_asked_for,
    a_site_that_always_says_the_same_is_read_whole_now_and_then,
    who_asks_for_patience_gets_it_and_the_price_is_shown_as_old,
    what_robots_are_asked_to_leave_is_left,
    rules_that_cannot_be_read_are_no_refusal,
);
