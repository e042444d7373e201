//! The pages of places in both languages, and the placemaster's forms.

use axum::http::{Method, StatusCode, header};
use domain::{Category, Place};
use kit::{App, Lang, testing};
use store::both;
use store::testing::TestDb;

use crate::web::{Web, request};

both!(
    the_map_lists_what_is_there,
    the_map_data_is_kept_by_the_browser,
    a_place_is_corrected_and_removed,
    a_file_is_imported_by_the_page
);

const HAMLET: &str = r#"<osm version="0.6"><bounds minlat="47.64" minlon="-2.09" maxlat="47.66" maxlon="-2.07"/>
<node id="1" lat="47.65" lon="-2.08"><tag k="shop" v="chocolate"/><tag k="name" v="L’Éclair &lt;b&gt;"/>
<tag k="opening_hours" v="Tu-Sa 09:00-19:00"/></node>
<node id="2" lat="47.651" lon="-2.081"><tag k="shop" v="books"/><tag k="name" v="Le Livre"/>
<tag k="opening_hours" v="quand il pleut"/></node></osm>"#;

async fn hamlet(app: &App) -> Vec<Place> {
    let read = place::osm::read(HAMLET.as_bytes(), None, &mut |_| {}).unwrap();
    place::import_osm(app, read, "Le Hameau", |_, _| {}).await.unwrap();
    let mut tx = app.read().await.unwrap();
    place::all(&mut tx).await.unwrap()
}

/// Every sentence of a page was found: no key shows.
fn spoken(text: &str) {
    for prefix in [">place-", ">osm-", ">category-", ">nav-", ">house-", "\"place-"] {
        assert!(!text.contains(prefix), "{prefix} in {text}");
    }
}

async fn the_map_lists_what_is_there(t: TestDb) {
    let app = testing::app(t.db.clone());
    let empty = Web::stranger(&app).get("/map").await;
    assert!(empty.status == StatusCode::OK && empty.text.contains("No places yet"));
    let places = hamlet(&app).await;
    let map = Web::stranger(&app).get("/map").await.text;
    spoken(&map);
    assert!(map.contains("data-town=\"/map/town.geojson\"") && map.contains("Le Hameau"));
    assert!(map.contains("L’Éclair &#60;b&#62;") && !map.contains("<b>"), "names are text");
    assert!(map.contains("open until 19:00"), "{map}");
    for place in &places {
        assert!(map.contains(&format!("href=\"/places/{}\"", place.id)));
    }
    let found = Web::stranger(&app).get("/map?q=livre&category=books").await.text;
    assert!(found.contains("Le Livre") && !found.contains("L’Éclair"));
    assert!(found.contains("/map/places.geojson?q=livre&#38;category=books"), "{found}");
    let none = Web::stranger(&app).get("/map?q=%3Cscript%3E").await.text;
    assert!(none.contains("Nothing of that name here") && !none.contains("<script>"));
    let town = Web::placemaster(&app, Lang::Fr).get("/town").await.text;
    spoken(&town);
    assert!(town.contains("data-src=\"/town/health?part\"") && town.contains("ouvert jusqu’à 19\u{a0}h"));
}

async fn the_map_data_is_kept_by_the_browser(t: TestDb) {
    let app = testing::app(t.db.clone());
    let places = hamlet(&app).await;
    let web = Web::stranger(&app);
    for path in ["/map/town.geojson", "/map/places.geojson"] {
        let first = web.get(path).await;
        assert_eq!(
            (first.status, first.header(header::CONTENT_TYPE)),
            (StatusCode::OK, "application/geo+json")
        );
        let mut again = request(Method::GET, path, "", String::new());
        again.headers_mut().insert(header::IF_NONE_MATCH, first.headers[header::ETAG].clone());
        let again = web.send(again).await;
        assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    }
    let before = web.get("/map/places.geojson").await;
    assert_eq!(before.json()["features"].as_array().unwrap().len(), 2);
    assert_eq!(web.get("/map/places.geojson?q=livre").await.json()["features"].as_array().unwrap().len(), 1);
    let mut tx = app.write().await.unwrap();
    place::remove(&mut tx, places[0].id).await.unwrap();
    tx.commit().await.unwrap();
    let after = web.get("/map/places.geojson").await;
    assert_ne!(before.header(header::ETAG), after.header(header::ETAG));
}

async fn a_place_is_corrected_and_removed(t: TestDb) {
    let app = testing::app(t.db.clone());
    let places = hamlet(&app).await;
    let books = places.iter().find(|place| place.name == "Le Livre").unwrap();
    let (shown, edited) = (format!("/places/{}", books.id), format!("/town/places/{}", books.id));
    let web = Web::placemaster(&app, Lang::Fr);
    let page = web.get(&shown).await.text;
    spoken(&page);
    assert!(page.contains("quand il pleut") && page.contains(&edited));
    let member = Web::member(&app).get(&shown).await.text;
    assert!(member.contains(&format!("/me/wishes?place={}", books.id)));
    assert!(member.contains("/me/consents?organisation=organisation_") && !member.contains(&edited));
    let stranger = Web::stranger(&app).get(&shown).await.text;
    assert!(!stranger.contains("/me/consents") && !stranger.contains("?place="));
    let form = web.get(&edited).await.text;
    spoken(&form);
    assert!(form.contains("value=\"47.651\"") && form.contains("quand il pleut"));

    // Hours that OSM wrote badly do not stand in the way of mending a name.
    let good =
        "name=Le+Grand+Livre&category=books&address=&hours=quand+il+pleut&radius_m=15&lat=47,651&lon=-2.081";
    let saved = web.form(&edited, good).await;
    assert_eq!(
        (saved.status, saved.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, shown.as_str()),
        "{}",
        saved.text
    );
    let mut tx = app.read().await.unwrap();
    let after = place::place(&mut tx, books.id).await.unwrap().unwrap();
    let expected = Place { name: "Le Grand Livre".into(), radius_m: 15, ..books.clone() };
    assert_eq!(after, expected);
    drop(tx);

    for (field, bad) in [
        ("hours", "name=X&category=books&hours=lundi&radius_m=15&lat=47.651&lon=-2.081"),
        ("lat", "name=X&category=books&hours=&radius_m=15&lat=nord&lon=-2.081"),
        ("radius_m", "name=X&category=books&hours=&radius_m=grand&lat=47.651&lon=-2.081"),
        ("name", "name=&category=books&hours=&radius_m=15&lat=47.651&lon=-2.081"),
    ] {
        let refused = web.form(&edited, bad).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(refused.text.contains(&format!("id=\"f-{field}-error\"")), "{field}: {}", refused.text);
        spoken(&refused.text);
    }
    let gone = web.form(&format!("{edited}/remove"), "").await;
    assert_eq!(gone.header(header::LOCATION), "/town");
    for path in [&shown, &edited] {
        assert_eq!(web.get(path).await.status, StatusCode::NOT_FOUND);
    }
}

async fn a_file_is_imported_by_the_page(t: TestDb) {
    let app = testing::app(t.db.clone());
    for lang in [Lang::Fr, Lang::En] {
        let form = Web::placemaster(&app, lang).get("/town/import").await;
        spoken(&form.text);
        assert!(form.text.contains("multipart/form-data") && form.text.contains("name=\"name\""));
    }
    let web = Web::placemaster(&app, Lang::Fr);
    let nameless = web.upload("/town/import", "", HAMLET.as_bytes()).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (file, words) in [
        (&b""[..], "Ce champ ne peut pas rester vide"),
        (b"%PDF-1.7 ...", "pas un extrait OpenStreetMap"),
        (b"<?xml version='1.0'?><!DOCTYPE osm [<!ENTITY a 'b'>]><osm/>", "type de document"),
    ] {
        let refused = web.upload("/town/import", "Le Hameau", file).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(
            refused.text.contains(words) && refused.text.contains("value=\"Le Hameau\""),
            "{}",
            refused.text
        );
    }
    let torn =
        request(Method::POST, "/town/import", "multipart/form-data; boundary=line", "--line\r\nnothing");
    assert_eq!(web.send(torn).await.status, StatusCode::BAD_REQUEST);

    let done = web.upload("/town/import", "Le Hameau", HAMLET.as_bytes()).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    spoken(&done.text);
    assert!(done.text.contains("node/2") && done.text.contains("quand il pleut"), "{}", done.text);
    assert!(!done.text.contains("name=\"name\""), "the town has its name now");
    let mut tx = app.read().await.unwrap();
    let kept = place::all(&mut tx).await.unwrap();
    let categories: Vec<&str> = kept.iter().map(|place| Category::path(&place.category)).collect();
    assert_eq!(categories, ["food/chocolate", "books"], "the good lines are kept");
    drop(tx);

    // The route's own limit, not that of every other body.
    let note = format!("<note>{}</note></osm>", "x ".repeat(domain::limits::BODY_BYTES));
    let large = HAMLET.replace("</osm>", &note).into_bytes();
    assert_eq!(web.upload("/town/import", "", &large).await.status, StatusCode::OK);
}
