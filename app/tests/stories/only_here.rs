//! Places that are outlines, and wishes for some places alone, through the whole house.

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::harness::{Town, spot, text};

/// A hall so many metres wide about a spot, as GeoJSON.
fn hall(east: i32, north: i32, half: i32) -> Value {
    let corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)];
    let ring: Vec<[f64; 2]> = corners
        .into_iter()
        .map(|(x, y)| {
            let (lat, lon) = spot(east + x, north + y);
            [lon, lat]
        })
        .collect();
    json!({ "type": "Polygon", "coordinates": [ring] })
}

async fn an_outline_is_the_placemasters_to_draw(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let placemaster = t.placemaster().await;
    let path = format!("/api/v1/places/{}", shop.place);
    let shown = placemaster.get(&path).await.want(200).json();
    let mut drawn = json!({ "outline": hall(0, 0, 25) });
    for kept in ["organisation", "name", "category", "position", "radius_m"] {
        drawn[kept] = shown[kept].clone();
    }
    shop.associate.put(&path, drawn.clone()).await.refused(403, "not-for-you");
    placemaster.put(&path, drawn.clone()).await.want(200);
    t.turn().await;
    let ring = &t.member("Camille").await.get(&path).await.want(200).json()["outline"]["coordinates"][0];
    assert_eq!(ring.as_array().unwrap().len(), 5, "everybody sees it");

    let offer = shop.offers("Brioche au beurre", 400, Value::Null).await;
    let camille = t.member("Camille").await;
    camille.wishes("une brioche", None).await;
    camille.mode_on().await;
    assert_eq!(camille.walks_to(spot(20, 20)).await, 1, "told within the hall");
    assert_eq!(text(&camille.suggestions().await[0]["offer"]), offer);
    drawn["outline"] = hall(900, 900, 5);
    let far = placemaster.put(&path, drawn).await.refused(422, "invalid");
    assert_eq!(far.json()["fields"][0]["code"], "far");
    t.end().await;
}

async fn a_wish_for_here_alone_is_the_worlds_too(db: TestDb) {
    let t = Town::new(db).await;
    let here = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let gone = t.shop("Le Cellier", "food/wine", spot(30, 0)).await;
    let camille = t.member("Camille").await;
    let wish = json!({ "title": "une brioche", "places": [here.place, gone.place] });
    let made = camille.post("/api/v1/wishes", wish).await.want(201).json();
    let path = format!("/api/v1/wishes/{}", text(&made["id"]));
    t.turn().await;
    t.placemaster().await.delete(&format!("/api/v1/places/{}", gone.place)).await.want(204);
    t.turn().await;
    assert!(t.house.street.is_as_rebuilt(&t.app).await.unwrap(), "after a place went");
    assert_eq!(camille.get(&path).await.want(200).json()["places"], made["places"], "it stays as narrow");

    here.offers("Brioche au beurre", 400, Value::Null).await;
    camille.mode_on().await;
    assert_eq!(camille.walks_to(spot(0, 20)).await, 1, "told where it is wished for");
    camille.patch(&path, json!({ "places": [] })).await.want(200);
    t.turn().await;
    t.end().await;
}

async fn a_wish_for_here_alone_is_never_met_elsewhere(db: TestDb) {
    let t = Town::new(db).await;
    let here = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let next_door = t.shop("Le Fournil", "food/bread", spot(20, 0)).await;
    let camille = t.member("Camille").await;
    let wish = camille
        .wishes_for(json!({ "title": "une brioche", "places": [here.place], "distance_m": 5_000 }))
        .await;
    camille.mode_on().await;
    let elsewhere = next_door.offers("Brioche au beurre", 100, json!({ "reach_m": 3_000 })).await;
    // Where they stand, whatever changes, and whatever time brings.
    for at in [spot(20, 0), spot(0, 0), spot(0, 400)] {
        assert_eq!(camille.walks_to(at).await, 0, "met elsewhere");
    }
    let (codes, told) = camille.why(&elsewhere, "en").await;
    assert_eq!(codes, ["wish-elsewhere"]);
    assert_eq!(told, "“une brioche” is for other places only.");
    next_door.changes(&elsewhere, json!({ "price": { "minor": 50, "currency": "EUR" } })).await;
    let later = json!({ "from": t.app.now().plus_secs(300).to_rfc3339() });
    next_door.offers("Brioche aux pralines", 100, later.clone()).await;
    t.waits(300).await;
    assert!(camille.suggestions().await.is_empty());
    let told = camille.get("/api/v1/soon").await.want(200).json();
    assert_eq!(told["items"], json!([]), "nor told ahead");

    let ours = here.offers("Brioche au sucre", 400, json!({ "reach_m": 3_000 })).await;
    t.turn().await;
    assert_eq!(text(&camille.suggestion().await["offer"]), ours, "here it is, dearer and all");
    camille.patch(&format!("/api/v1/wishes/{wish}"), json!({ "places": [] })).await.want(200);
    t.turn().await;
    assert_eq!(camille.suggestions().await.len(), 2, "widened, it is met by what stands open next door");
    t.end().await;
}

async fn an_outline_has_an_inside_a_window_and_an_outside(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("La Halle", "food/bread", spot(0, 0)).await;
    let placemaster = t.placemaster().await;
    let path = format!("/api/v1/places/{}", shop.place);
    let shown = placemaster.get(&path).await.want(200).json();
    // A hall of 160 × 160 m: its corners are 113 m from its middle, its walls 80 m.
    let mut drawn = json!({ "outline": hall(0, 0, 80) });
    for kept in ["organisation", "name", "category", "position", "radius_m"] {
        drawn[kept] = shown[kept].clone();
    }
    placemaster.put(&path, drawn).await.want(200);
    t.turn().await;
    let mut offers = Vec::new();
    for (title, zone) in [("Brioche", "inside"), ("Fouace", "window"), ("Miche", "neighbourhood")] {
        offers.push(shop.offers(title, 400, json!({ "zone": zone, "reach_m": 1_000 })).await);
    }
    let told = [
        // In a corner: 106 m from the middle, and yet inside.
        (spot(75, 75), vec![]),
        // Before the wall, as near to the middle as the corner: at the window.
        (spot(90, 0), vec![0]),
        // Down the street.
        (spot(300, 0), vec![0, 1]),
    ];
    for (at, closed) in told {
        let member = t.member("Somebody").await;
        for title in ["une brioche", "une fouace", "une miche"] {
            member.wishes(title, None).await;
        }
        member.mode_on().await;
        // An organisation speaks once a moment: the zones are asked one by one.
        assert_eq!(member.walks_to(at).await, 1);
        for (number, offer) in offers.iter().enumerate() {
            let (codes, _) = member.why(offer, "en").await;
            let reached = !codes.contains(&"zone-not-reached".to_owned());
            assert_eq!(reached, !closed.contains(&number), "{at:?}, offer {number}: {codes:?}");
        }
    }
    t.end().await;
}

both!(
    an_outline_is_the_placemasters_to_draw,
    a_wish_for_here_alone_is_the_worlds_too,
    a_wish_for_here_alone_is_never_met_elsewhere,
    an_outline_has_an_inside_a_window_and_an_outside,
);
