//! Pictures: fetched once by this house, made small, and shown to whom they may be shown; and listings that stay one, and go.

use std::io::Cursor;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::http::{Method, StatusCode, header};
use axum::routing::get;
use domain::ids::Id;
use domain::{ListingId, limits};
use serde_json::json;
use store::both;
use store::testing::TestDb;

use crate::harness::{As, Town};

/// A retailer's site: a page, and what is said where its picture should be.
#[derive(Clone)]
struct Site {
    picture: Arc<Mutex<(u16, &'static str, Vec<u8>)>>,
    asked: Arc<AtomicUsize>,
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let dots =
        image::RgbImage::from_fn(width, height, |x, y| image::Rgb([(x % 251) as u8, (y % 241) as u8, 90]));
    dots.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn page(address: SocketAddr, name: &str) -> String {
    format!(
        r#"<html lang="fr"><script type="application/ld+json">{{"@type":"Product","name":"{name}","image":"http://{address}/picture",
        "offers":{{"price":"79.90","priceCurrency":"EUR"}}}}</script><h1>{name}</h1></html>"#
    )
}

impl Site {
    async fn open() -> (Self, SocketAddr) {
        let picture = Arc::new(Mutex::new((200, "image/png", png(900, 450))));
        let site = Self { picture, asked: Arc::default() };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let own = site.clone();
        let drawn = get(move || async move {
            own.asked.fetch_add(1, Ordering::Relaxed);
            let (status, kind, bytes) = own.picture.lock().unwrap().clone();
            (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, kind)], bytes)
        });
        let said = get(move || async move {
            ([(header::CONTENT_TYPE, "text/html")], page(address, "Perceuse X200"))
        });
        let router = axum::Router::new().route("/drill", said).route("/picture", drawn);
        tokio::spawn(async move { axum::serve(listener, router).await });
        (site, address)
    }

    fn says(&self, status: u16, kind: &'static str, bytes: Vec<u8>) {
        *self.picture.lock().unwrap() = (status, kind, bytes);
    }
}

/// The address of a picture on a page of ours.
fn shown(text: &str) -> Option<String> {
    let at = text.find("/pictures/")?;
    text[at..].split('"').next().map(str::to_owned)
}

async fn a_picture_is_fetched_once_and_served_by_us(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let asked =
        camille.form("/me/wishes/read", &format!("what=http%3A%2F%2F{address}%2Fdrill")).await.want(200);
    let waiting = shown(&asked.text).unwrap();
    assert!(waiting.starts_with("/pictures/of/listing_"), "{waiting}");
    assert!(!asked.text.contains("/picture\"") && asked.text.contains("alt=\"Perceuse X200\""));
    // It is awaited while it comes, and shown then.
    let came = camille.page(&waiting, "fr").await.want(200);
    assert_eq!((came.header("content-type"), came.header("cache-control")), ("image/jpeg", "no-store"));
    let listing = waiting.rsplit('/').next().unwrap().to_owned();
    // Whoever asks after it next is not told that somebody had it read: its picture is awaited just so.
    let noor = t.member("Noor").await;
    let next = noor.page(&format!("/me/wishes/new?listing={listing}"), "fr").await.want(200);
    assert_eq!(shown(&next.text).as_ref(), Some(&waiting));
    let form = format!("title=Perceuse&words=x200&distance_m=1000&from=page&listing={listing}&once=k");
    camille.form("/me/wishes/new", &form).await.want(303);
    let wish = camille.get("/api/v1/wishes").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let page = camille.page(&format!("/me/wishes/{wish}"), "fr").await.want(200).text;
    let kept = shown(&page).unwrap();
    assert!(
        kept.starts_with("/pictures/picture_") && page.contains("width=\"200\" height=\"100\""),
        "{kept}"
    );
    let (list, small) = (camille.page("/me/wishes", "fr").await.want(200).text, kept.replace("-640", "-160"));
    assert!(list.contains(&format!("src=\"{small}\" width=\"56\" height=\"28\"")), "on the list, too");
    assert_eq!(camille.get("/api/v1/list").await.json()["wishes"][0]["picture"], small);
    let nobody = t.call(Method::GET, &kept, &As::Nobody, &[], "").await.want(200);
    assert_eq!(nobody.header("content-type"), "image/jpeg");
    assert!(nobody.header("cache-control").contains("immutable"));
    t.call(Method::GET, &kept.replace("-640", "-160"), &As::Nobody, &[], "").await.want(200);
    for wrong in ["-641.jpg", "-640.png", "-640"] {
        t.call(Method::GET, &kept.replace("-640.jpg", wrong), &As::Nobody, &[], "").await.want(404);
    }
    let web = t.house.web.clone().unwrap();
    assert_eq!(ingest::pictures(&t.app, &web).await.unwrap(), 0, "nothing is due");
    assert_eq!(site.asked.load(Ordering::Relaxed), 1, "it was asked for once");
    t.end().await;
}

async fn what_is_no_picture_leaves_the_drawing_and_is_not_asked_for_again(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    site.says(
        200,
        "image/png",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec(),
    );
    let asked =
        camille.form("/me/wishes/read", &format!("what=http%3A%2F%2F{address}%2Fdrill")).await.want(200);
    let waiting = shown(&asked.text).unwrap();
    let drawing = camille.page(&waiting, "fr").await.want(200);
    assert!(drawing.header("content-type") == "image/svg+xml" && !drawing.text.contains("alert"));
    let web = t.house.web.clone().unwrap();
    t.waits(40 * 86_400).await;
    assert_eq!(ingest::pictures(&t.app, &web).await.unwrap(), 0, "it will be no picture tomorrow either");
    assert_eq!(site.asked.load(Ordering::Relaxed), 1);

    // A site that fails is asked again later, and what it has then is kept.
    site.says(503, "text/plain", Vec::new());
    let mut tx = t.app.write().await.unwrap();
    let listing = product::note(&mut tx, &t.app, seen(address, "https://b.example/x"), None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(ingest::pictures(&t.app, &web).await.unwrap(), 1);
    assert_eq!(ingest::pictures(&t.app, &web).await.unwrap(), 0);
    site.says(200, "image/png", png(300, 300));
    t.waits(3 * 3_600).await;
    assert_eq!(ingest::pictures(&t.app, &web).await.unwrap(), 1);
    let mut tx = t.app.read().await.unwrap();
    let picture = product::picture(&mut tx, listing.id, None).await.unwrap().unwrap();
    assert_eq!((picture.width, picture.height), (300, 300));
    drop(tx);
    t.end().await;
}

fn seen(address: SocketAddr, url: &str) -> product::Seen {
    product::Seen {
        url: url.into(),
        retailer: "shop".into(),
        title: "Perceuse X200".into(),
        brand: None,
        gtin: None,
        model: None,
        category: None,
        picture: Some(format!("http://{address}/picture")),
        price: Some(domain::Money::eur(7_990)),
        list_price: None,
        availability: domain::Availability::In,
        known: product::Known::default(),
        besides: product::Besides::default(),
    }
}

async fn the_picture_of_a_browser_s_page_is_its_member_s_alone(db: TestDb) {
    let (_site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let sent = json!({"url": "https://shop.example/drill", "html": page(address, "Perceuse X200")});
    let listing =
        camille.post("/api/v1/capture", sent).await.want(200).json()["listing"].as_str().unwrap().to_owned();
    camille.page(&format!("/pictures/of/{listing}"), "fr").await.want(200);
    noor.page(&format!("/pictures/of/{listing}"), "fr").await.want(404);
    let mut tx = t.app.read().await.unwrap();
    let id: ListingId = listing.parse().unwrap();
    let own = product::picture(&mut tx, id, Some(camille.id)).await.unwrap().unwrap();
    assert_eq!(product::picture(&mut tx, id, Some(noor.id)).await.unwrap(), None);
    assert_eq!(product::pictures(&mut tx, [id], None).await.unwrap().len(), 0);
    drop(tx);
    let path = own.url(product::Size::Large);
    assert!(camille.page(&path, "fr").await.want(200).header("cache-control").starts_with("private"));
    noor.page(&path, "fr").await.want(404);
    t.call(Method::GET, &path, &As::Nobody, &[], "").await.want(404);

    // Of the same dots on everybody's page, another picture is kept: whose address one knows tells nothing of the other.
    let web = t.house.web.clone().unwrap();
    let mut tx = t.app.write().await.unwrap();
    let all = product::note(&mut tx, &t.app, seen(address, "https://b.example/x"), None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(ingest::pictures(&t.app, &web).await.unwrap(), 1);
    let mut tx = t.app.read().await.unwrap();
    let shared = product::picture(&mut tx, all.id, None).await.unwrap().unwrap();
    assert_ne!(shared.id.uuid(), own.id.uuid());
    drop(tx);
    t.end().await;
}

async fn one_address_is_one_listing_whoever_asks_at_once(db: TestDb) {
    let (_site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    t.member("Camille").await;
    let notes = (0..6).map(|_| {
        let app = t.app.clone();
        tokio::spawn(async move {
            let mut tx = app.write().await.unwrap();
            let listing =
                product::note(&mut tx, &app, seen(address, "https://b.example/x"), None).await.unwrap();
            // Everybody has looked before anybody is done.
            tokio::time::sleep(std::time::Duration::from_millis(40)).await;
            tx.commit().await.unwrap();
            listing.id
        })
    });
    let mut ids = Vec::new();
    for note in notes.collect::<Vec<_>>() {
        ids.push(note.await.unwrap());
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
    let mut tx = t.app.read().await.unwrap();
    let listing = product::listing(&mut tx, ids[0], domain::MemberId::make(t.app.now(), [0; 10]))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(product::history(&mut tx, listing.id).await.unwrap().len(), 1);
    drop(tx);
    t.end().await;
}

async fn a_listing_that_nobody_wishes_goes_with_its_picture(db: TestDb) {
    let (_site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let web = t.house.web.clone().unwrap();
    let mut tx = t.app.write().await.unwrap();
    let kept = product::note(&mut tx, &t.app, seen(address, "https://b.example/kept"), None).await.unwrap();
    let gone = product::note(&mut tx, &t.app, seen(address, "https://b.example/gone"), None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(ingest::pictures(&t.app, &web).await.unwrap(), 2);
    let wish = json!({"title": "Perceuse", "listing": kept.id.to_string()});
    let wish = camille.post("/api/v1/wishes", wish).await.want(201).id();
    let there = async |id: ListingId| {
        let mut tx = t.app.read().await.unwrap();
        product::listing(&mut tx, id, camille.id).await.unwrap().is_some()
    };
    t.app.clock.advance_secs((limits::LISTING_DAYS - 1) * 86_400);
    hyperlieu::events::drop_unwished(&t.app).await.unwrap();
    assert!(there(gone.id).await, "not yet");
    t.app.clock.advance_secs(2 * 86_400);
    hyperlieu::events::drop_unwished(&t.app).await.unwrap();
    assert!(there(kept.id).await && !there(gone.id).await);
    let mut tx = t.app.read().await.unwrap();
    assert!(product::picture(&mut tx, kept.id, None).await.unwrap().is_some(), "which both showed");
    drop(tx);
    camille.delete(&format!("/api/v1/wishes/{wish}")).await.want(204);
    t.app.clock.advance_secs((limits::LISTING_DAYS + 1) * 86_400);
    hyperlieu::events::drop_unwished(&t.app).await.unwrap();
    assert!(!there(kept.id).await);
    let rows = t.rows().await;
    let left = format!("{rows:?}");
    assert!(!left.contains("b.example"), "nothing of it is left");
    t.turn().await;
    t.end().await;
}

async fn nobody_sends_this_house_about_the_web_without_end(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let never = json!({"url": "http://127.0.0.1/x"});
    let page = json!({"url": "https://a.example/x", "html": "<p>rien"});
    for _ in 0..limits::PAGES_PER_HOUR {
        camille.post("/api/v1/capture", never.clone()).await.refused(422, "invalid");
        camille.post("/api/v1/capture", page.clone()).await.refused(422, "unreadable-page");
    }
    let fetched = json!({"url": "https://a.example/x"});
    camille.post("/api/v1/capture", fetched).await.refused(429, "too-many-pages");
    // What a browser sends is as much to read and to keep.
    let sent = json!({"url": "https://a.example/x", "html": "<h1>Perceuse</h1>"});
    camille.post("/api/v1/capture", sent).await.refused(429, "too-many-pages");
    let form = camille.form("/me/wishes/read", "what=Perceuse+https%3A%2F%2Fa.example%2Fx").await.want(429);
    assert!(
        form.text.contains("pages par heure") && form.text.contains("value=\"Perceuse\""),
        "{}",
        form.text
    );
    // What can never be read is told for what it is, whatever was read before.
    camille.form("/me/wishes/read", "what=http%3A%2F%2F127.0.0.1%2Fx").await.want(422);
    noor.post("/api/v1/capture", page.clone()).await.refused(422, "unreadable-page");
    t.app.clock.advance_secs(3_600);
    camille.post("/api/v1/capture", page).await.refused(422, "unreadable-page");
    t.end().await;
}

both!(
    a_picture_is_fetched_once_and_served_by_us,
    what_is_no_picture_leaves_the_drawing_and_is_not_asked_for_again,
    the_picture_of_a_browser_s_page_is_its_member_s_alone,
    one_address_is_one_listing_whoever_asks_at_once,
    a_listing_that_nobody_wishes_goes_with_its_picture,
    nobody_sends_this_house_about_the_web_without_end,
);
