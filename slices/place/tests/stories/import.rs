//! A real town comes in, twice; what is ours stays, what is OSM's is brought up to date.

use std::path::Path;

use domain::Fact;
use kit::{App, testing};
use place::{ImportReport, osm};
use serde_json::Value;
use store::both;
use store::testing::TestDb;

both!(
    redon_comes_in_twice_without_doubles,
    osm_is_followed_and_what_is_ours_is_kept,
    a_hall_brings_its_outline,
    a_town_needs_a_name_once,
    the_map_is_geojson
);

const REDON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../app/demo/redon/redon.osm.gz");

fn redon() -> osm::Town {
    osm::read_file(Path::new(REDON), &mut |_| {}).unwrap()
}

async fn import(app: &App, town: osm::Town) -> ImportReport {
    place::import_osm(app, town, "Redon", |_, _| {}).await.unwrap()
}

async fn redon_comes_in_twice_without_doubles(t: TestDb) {
    let app = testing::app(t.db.clone());
    let town = redon();
    let (places, shapes) = (town.places.len() as u64, town.shapes.len() as u64);
    assert!(places > 200 && shapes > 1000, "{places} places, {shapes} shapes");
    let mut heard = Vec::new();
    let first =
        place::import_osm(&app, town.clone(), "Redon", |done, of| heard.push((done, of))).await.unwrap();
    assert_eq!((first.added, first.updated, first.unchanged), (places, 0, 0));
    assert_eq!(first.shapes, shapes);
    assert!(heard.is_sorted() && heard.last() == Some(&(places + shapes, places + shapes)), "{heard:?}");
    let facts = {
        let mut tx = app.read().await.unwrap();
        let all = place::all(&mut tx).await.unwrap();
        assert_eq!(all.len() as u64, places);
        assert!(all.iter().all(|place| place.organisation.is_some() && place.osm.is_some()));
        assert_eq!(people::organisations(&mut tx).await.unwrap().len() as u64, places);
        let town = place::town(&mut tx).await.unwrap().unwrap();
        assert_eq!(town.name, "Redon");
        assert!(town.attribution.contains("OpenStreetMap"));
        let told = store::facts_after(&mut tx, 0, 10_000).await.unwrap();
        let told: Vec<Fact> = told.into_iter().filter_map(|(_, fact)| fact).collect();
        assert!(all.iter().all(|place| told.contains(&Fact::Place(place.id))));
        told.len()
    };
    let second = import(&app, town).await;
    assert_eq!((second.added, second.updated, second.unchanged, second.shapes), (0, 0, places, 0));
    assert_eq!(second.skipped, first.skipped);
    let mut tx = app.read().await.unwrap();
    assert_eq!(place::all(&mut tx).await.unwrap().len() as u64, places);
    assert_eq!(people::organisations(&mut tx).await.unwrap().len() as u64, places);
    assert_eq!(store::facts_after(&mut tx, 0, 10_000).await.unwrap().len(), facts, "nothing new is told");
}

const HAMLET: &str = r#"<osm version="0.6"><bounds minlat="47.64" minlon="-2.09" maxlat="47.66" maxlon="-2.07"/>
<node id="1" lat="47.65" lon="-2.08"><tag k="shop" v="chocolate"/><tag k="name" v="L’Éclair"/>
<tag k="opening_hours" v="un peu quand on veut"/></node></osm>"#;

fn hamlet(change: impl Fn(&str) -> String) -> osm::Town {
    let text = change(HAMLET);
    osm::read(std::io::Cursor::new(text.into_bytes()), None, &mut |_| {}).unwrap()
}

async fn osm_is_followed_and_what_is_ours_is_kept(t: TestDb) {
    let app = testing::app(t.db.clone());
    let report = import(&app, hamlet(str::to_owned)).await;
    assert_eq!((report.added, report.skipped.len()), (1, 1), "the hours are told, the place is kept");
    assert!(report.skipped[0].to_string().contains("node/1"));
    let mut tx = app.write().await.unwrap();
    let before = place::place_by_osm(&mut tx, "node/1").await.unwrap().unwrap();
    assert_eq!((before.hours_text.as_str(), &before.hours), ("un peu quand on veut", &None));
    let ours = people::create_organisation(&mut tx, &app, "Maison Éclair", None).await.unwrap();
    let mine = domain::Place { organisation: Some(ours), name: "Chez nous".into(), ..before.clone() };
    place::save(&mut tx, &mine).await.unwrap();
    tx.commit().await.unwrap();
    let again = import(&app, hamlet(|text| text.replace("un peu quand on veut", "Tu-Sa 09:00-19:00"))).await;
    assert_eq!((again.added, again.updated, again.unchanged), (0, 1, 0));
    assert_eq!(again.skipped, []);
    let mut tx = app.read().await.unwrap();
    let after = place::place(&mut tx, before.id).await.unwrap().unwrap();
    assert_eq!((after.name.as_str(), after.organisation), ("L’Éclair", Some(ours)));
    assert_eq!(after.hours.unwrap().spans().len(), 5);
    assert_eq!(place::of_organisation(&mut tx, ours).await.unwrap().len(), 1);
}

/// A hall drawn as a way, and a stall known by its point.
const MARKET: &str = r#"<osm version="0.6">
<node id="1" lat="47.6500000" lon="-2.0800000"/><node id="2" lat="47.6500000" lon="-2.0796000"/>
<node id="3" lat="47.6503000" lon="-2.0796000"/><node id="4" lat="47.6503000" lon="-2.0800000"/>
<node id="5" lat="47.6501000" lon="-2.0798000"><tag k="shop" v="cheese"/><tag k="name" v="Chez Ana"/></node>
<way id="10"><nd ref="1"/><nd ref="4"/><nd ref="3"/><nd ref="2"/><nd ref="1"/>
<tag k="shop" v="supermarket"/><tag k="name" v="Les Halles"/></way></osm>"#;

async fn a_hall_brings_its_outline(t: TestDb) {
    let app = testing::app(t.db.clone());
    let town =
        |text: &str| osm::read(std::io::Cursor::new(text.as_bytes().to_vec()), None, &mut |_| {}).unwrap();
    place::import_osm(&app, town(MARKET), "Le Marché", |_, _| {}).await.unwrap();
    let known = async |osm: &str| {
        let mut tx = app.read().await.unwrap();
        place::place_by_osm(&mut tx, osm).await.unwrap().unwrap()
    };
    let (hall, stall) = (known("way/10").await, known("node/5").await);
    let corners: Vec<(f64, f64)> =
        hall.outline.as_ref().unwrap().corners().iter().map(|at| (at.lat(), at.lon())).collect();
    assert_eq!(corners, [(47.65, -2.08), (47.65, -2.0796), (47.6503, -2.0796), (47.6503, -2.08)]);
    assert_eq!(stall.outline, None);
    let again = place::import_osm(&app, town(MARKET), "", |_, _| {}).await.unwrap();
    assert_eq!((again.added, again.updated, again.unchanged), (0, 0, 2));

    // The stall is drawn by hand and stays so; the hall is OSM's.
    let mut tx = app.write().await.unwrap();
    let ours = domain::Place { outline: hall.outline.clone(), ..stall.clone() };
    place::save(&mut tx, &ours).await.unwrap();
    place::save(&mut tx, &domain::Place { outline: None, ..hall.clone() }).await.unwrap();
    tx.commit().await.unwrap();
    let again = place::import_osm(&app, town(MARKET), "", |_, _| {}).await.unwrap();
    assert_eq!((again.added, again.updated, again.unchanged), (0, 1, 1));
    assert_eq!((known("way/10").await, known("node/5").await), (hall, ours));
}

async fn a_town_needs_a_name_once(t: TestDb) {
    let app = testing::app(t.db.clone());
    let refused = place::import_osm(&app, hamlet(str::to_owned), "  ", |_, _| {}).await.unwrap_err();
    assert_eq!((refused.code, refused.fields), ("invalid", vec![("name", "required")]));
    place::import_osm(&app, hamlet(str::to_owned), "Le Hameau", |_, _| {}).await.unwrap();
    place::import_osm(&app, hamlet(str::to_owned), "", |_, _| {}).await.unwrap();
    let mut tx = app.read().await.unwrap();
    let town = place::town(&mut tx).await.unwrap().unwrap();
    assert_eq!(town.name, "Le Hameau");
    assert!((town.centre.lat() - 47.65).abs() < 1e-9 && (town.centre.lon() + 2.08).abs() < 1e-9);
}

async fn the_map_is_geojson(t: TestDb) {
    let app = testing::app(t.db.clone());
    let read = redon();
    let shapes = read.shapes.len();
    import(&app, read).await;
    let mut tx = app.read().await.unwrap();
    let town = place::map::town_geojson(&mut tx).await.unwrap();
    let town: Value = serde_json::from_str(&town).unwrap();
    assert_eq!(town["type"], "FeatureCollection");
    let features = town["features"].as_array().unwrap();
    assert_eq!(features.len(), shapes);
    for feature in features {
        let geometry = &feature["geometry"];
        let line = match geometry["type"].as_str().unwrap() {
            "LineString" => geometry["coordinates"].as_array().unwrap(),
            "Polygon" => geometry["coordinates"][0].as_array().unwrap(),
            other => panic!("{other}"),
        };
        assert!(line.len() >= 2 && feature["properties"]["k"].is_string(), "{feature}");
        let (lon, lat) = (line[0][0].as_f64().unwrap(), line[0][1].as_f64().unwrap());
        assert!((-2.3..-1.9).contains(&lon) && (47.4..47.9).contains(&lat), "{feature}");
    }
    let places = place::all(&mut tx).await.unwrap();
    let json: Value = serde_json::from_str(&place::map::places_geojson(&places, kit::Lang::Fr)).unwrap();
    let features = json["features"].as_array().unwrap();
    let points: Vec<&Value> =
        features.iter().filter(|feature| feature["geometry"]["type"] == "Point").collect();
    let outlines = places.iter().filter(|place| place.outline.is_some()).count();
    assert_eq!((points.len(), features.len()), (places.len(), places.len() + outlines));
    for (feature, place) in points.into_iter().zip(&places) {
        let known = &feature["properties"];
        assert_eq!(known["name"], place.name.as_str());
        assert_eq!(known["url"], format!("/places/{}", place.id));
        assert!(!known["category"].as_str().unwrap().starts_with("category-"), "{feature}");
        let at = &feature["geometry"]["coordinates"];
        let (lon, lat) = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
        assert!((lon - place.position.lon()).abs() < 1e-6 && (lat - place.position.lat()).abs() < 1e-6);
    }
}
