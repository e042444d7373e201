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

both!(an_outline_is_the_placemasters_to_draw, a_wish_for_here_alone_is_the_worlds_too);
