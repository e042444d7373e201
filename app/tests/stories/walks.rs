//! Walks: the same one from a page and from a phone's OwnTracks, and what real phones have sent.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Instant, Position};
use serde_json::{Value, json};
use sim::{Fix, Stop, Streets, Walk, owntracks};
use store::both;
use store::testing::TestDb;

use crate::hand::Hand;
use crate::harness::{Town, spot, text};
use crate::watch;

fn position((lat, lon): (f64, f64)) -> Position {
    Position::new(lat, lon).unwrap()
}

/// A quarter of six by six streets, a hundred metres apart.
fn streets() -> Arc<Streets> {
    let at = |x: i32, y: i32| position(spot(x * 100 - 250, y * 100 - 250));
    let rows = (0..6).map(|y| ("residential", (0..6).map(|x| at(x, y)).collect::<Vec<_>>()));
    let columns = (0..6).map(|x| ("residential", (0..6).map(|y| at(x, y)).collect::<Vec<_>>()));
    Arc::new(Streets::from_lines(&rows.chain(columns).collect::<Vec<_>>()).unwrap())
}

const SHOPS: [(&str, &str, &str, (i32, i32)); 4] = [
    ("Au bon pain", "food/bread", "Brioche au beurre", (-250, -250)),
    ("Le Cellier", "food/wine", "Cidre fermier", (250, 250)),
    ("La Ruche", "food/grocery", "Miel de sarrasin", (-150, 150)),
    ("Librairie Libellune", "leisure/culture", "Carnet de croquis", (250, -150)),
];

/// The same quarter each time, and a member who wishes for all it has.
async fn quarter(t: &Town) -> Hand<'_> {
    for (name, category, title, (east, north)) in SHOPS {
        let shop = t.shop(name, category, spot(east, north)).await;
        let more = json!({"reach_m": 120, "stock": 2, "reference_price": {"minor": 900, "currency": "EUR"}});
        shop.offers(title, 700, more).await;
    }
    let camille = t.member("Camille").await;
    for wish in ["brioche", "cidre", "miel", "carnet"] {
        camille.wishes(wish, Some(1_000)).await;
    }
    camille.mode_on().await;
    t.turn().await;
    camille
}

fn recorded(seed: u64) -> Walk {
    let stops = SHOPS.map(|(.., (east, north))| Stop { position: position(spot(east, north)), weight: 1 });
    Walk::recorded(streets(), Arc::from(stops), seed, 0, 2_400, 15)
}

async fn tells(camille: &Hand<'_>, fix: &Fix, now: Instant) {
    // A page sends what a phone writes: seven decimals, a centimetre.
    let (lat, lon) = (format!("{:.7}", fix.position.lat()), format!("{:.7}", fix.position.lon()));
    let (lat, lon): (f64, f64) = (lat.parse().unwrap(), lon.parse().unwrap());
    camille.t.keep_position_secret((lat, lon));
    let moment = json!({"lat": lat, "lon": lon, "accuracy_m": fix.accuracy_m, "at": now.to_rfc3339()});
    camille.post("/api/v1/moments", moment).await.want(202);
}

/// What was said, by the names of things: ids are drawn anew in each town.
async fn said(camille: &Hand<'_>) -> Vec<Value> {
    let mut all = Vec::new();
    for made in camille.suggestions().await {
        let offer = camille.get(&format!("/api/v1/offers/{}", text(&made["offer"]))).await.want(200).json();
        let mut reasons = made["reasons"].clone();
        for reason in reasons.as_array_mut().unwrap() {
            reason.as_object_mut().unwrap().remove("wish");
        }
        all.push(json!([made["number"], offer["title"], made["made_at"], made["score"], reasons]));
    }
    all
}

async fn another(db: &TestDb) -> TestDb {
    match db.db.engine() {
        store::Engine::Sqlite => store::testing::sqlite().await,
        store::Engine::Postgres => store::testing::postgres().await.unwrap(),
    }
}

async fn the_same_walk_by_phone_and_by_page(db: TestDb) {
    let mut heard = 0;
    for seed in 1..=3 {
        let (page, phone) = (Town::new(another(&db).await).await, Town::new(another(&db).await).await);
        let (camille, morgane) = (quarter(&page).await, quarter(&phone).await);
        let start = page.app.now();
        let walk = recorded(seed);
        for fix in &walk.fixes {
            let now = start.plus_secs(i64::try_from(fix.at_s).unwrap());
            page.app.clock.set(now);
            phone.app.clock.set(now);
            tells(&camille, fix, now).await;
            let message = owntracks::location_json(fix, start, "mo");
            phone.keep_position_secret((fix.position.lat(), fix.position.lon()));
            let message: Value = serde_json::from_str(&message).unwrap();
            assert_eq!(morgane.phone_sends(&message).await.text, "[]");
        }
        let (by_page, by_phone) = (said(&camille).await, said(&morgane).await);
        assert_eq!(by_page, by_phone, "seed {seed}");
        heard += by_page.len();
        page.end().await;
        phone.end().await;
    }
    assert!(heard >= 6, "three walks past four shops heard of {heard} things");
}

async fn a_walk_into_a_shop(db: TestDb) {
    let t = Town::new(db).await;
    let camille = quarter(&t).await;
    let start = t.app.now();
    let walk = Walk::to(streets(), position(spot(250, 250)), 7, 0, 10);
    for (fix, message) in walk.fixes.iter().zip(owntracks::messages(&walk, start, "ca")) {
        t.app.clock.set(start.plus_secs(i64::try_from(fix.at_s).unwrap()));
        t.keep_position_secret((fix.position.lat(), fix.position.lon()));
        camille.phone_sends(&serde_json::from_str(&message).unwrap()).await;
    }
    let titles = said(&camille).await.iter().map(|one| text(&one[1])).collect::<Vec<_>>();
    assert!(titles.contains(&"Cidre fermier".to_owned()), "seed 7 ends at the wine merchant's: {titles:?}");
    t.end().await;
}

/// Messages recorded by real phones, if the data lies next to the checkout.
fn recordings() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data/tracks-import-fixtures/dawarich/owntracks");
    let Ok(files) = std::fs::read_dir(&folder) else { return Vec::new() };
    let mut files: Vec<_> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "rec"));
    files.sort();
    files
}

async fn what_real_phones_have_sent(db: TestDb) {
    let files = recordings();
    if files.is_empty() {
        eprintln!(
            "NOT RUN ON REAL RECORDINGS: ../shared/data/tracks-import-fixtures is not next to this checkout"
        );
        return;
    }
    let t = Town::new(db).await;
    let camille = quarter(&t).await;
    let (before, noon) = (t.rows().await, t.app.now());
    let mut sent = 0;
    for file in files {
        for line in std::fs::read_to_string(&file).unwrap().lines() {
            let Some(start) = line.find('{') else { continue };
            let message: Value = serde_json::from_str(&line[start..]).unwrap();
            assert_eq!(camille.phone_sends(&message).await.text, "[]", "as old as it is");
            // The same when it was new: elsewhere on Earth, so nothing is kept of it either.
            let then = message["tst"].as_i64().map_or(noon, Instant::from_secs);
            t.app.clock.set(then);
            assert_eq!(camille.phone_sends(&message).await.text, "[]");
            t.app.clock.set(noon);
            assert_eq!(t.present(), 0, "{}: nobody of Redon walked there", file.display());
            sent += 1;
        }
    }
    assert!(sent >= 20, "{sent} messages");
    watch::assert_same(&before, &t.rows().await, "recordings of elsewhere");
    t.end().await;
}

both!(the_same_walk_by_phone_and_by_page, a_walk_into_a_shop, what_real_phones_have_sent);
