//! News and suggestions out of one budget; what may not be told waits, and is told only if it is still so.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use super::page::{DAY, Sale, news_of};
use crate::harness::{Town, spot};

async fn what_waits_is_told_if_it_is_still_so(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.attention(json!({"per_day": 1})).await;
    let mut sales = Vec::new();
    for n in 0..4 {
        let sale = Sale::opens(&t, &format!("https://norda.example/{n}"), 8_000).await;
        sale.wished_by(&camille, None).await;
        sales.push(sale);
    }
    t.waits(DAY).await;
    for sale in &sales {
        sale.costs(6_000).await;
    }
    t.sends().await;
    assert_eq!(news_of(&camille).await.len(), 1, "the budget of a day");
    // One goes back up, one cannot be read, one stays.
    t.waits(60).await;
    sales[1].costs(8_000).await;
    sales[2].fails().await;
    t.waits(DAY).await;
    t.sends().await;
    let told = news_of(&camille).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1]["url"].as_str().unwrap().ends_with("/3"), "{told:?}");
    t.waits(DAY).await;
    t.sends().await;
    let told = news_of(&camille).await;
    assert_eq!(told.len(), 2, "nobody knows what it costs now: {told:?}");
    sales[2].costs(6_000).await;
    t.sends().await;
    let told = news_of(&camille).await;
    assert_eq!(told.len(), 3, "read again and still so");
    assert_eq!(told[2]["read_at"], json!(t.app.now().to_rfc3339()), "as it was read last");
    t.waits(30 * DAY).await;
    t.sends().await;
    assert_eq!(news_of(&camille).await.len(), 3, "what went up again is forgotten");
    t.end().await;
}

async fn quiet_hours_are_quiet(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    camille.attention(json!({"quiet_from": "11:00", "quiet_to": "14:00"})).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    t.sends().await;
    assert_eq!(news_of(&camille).await.len(), 0);
    t.waits(2 * 3_600).await;
    t.sends().await;
    assert_eq!(news_of(&camille).await.len(), 1, "told when they end");
    t.end().await;
}

/// What waits over a night is told in the morning at the price of the morning.
async fn a_small_move_of_the_price_loses_no_news(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let mut sales = Vec::new();
    for n in 0..3 {
        let sale = Sale::opens(&t, &format!("https://norda.example/{n}"), 8_000).await;
        sale.wished_by(&camille, None).await;
        sales.push(sale);
    }
    camille.attention(json!({"quiet_from": "11:00", "quiet_to": "14:00", "per_day": 3})).await;
    t.waits(DAY).await;
    for sale in &sales {
        sale.costs(6_000).await;
    }
    // A page is not read twice at one instant.
    t.waits(60).await;
    sales[0].costs(5_990).await;
    sales[1].costs(6_100).await;
    sales[2].costs(7_900).await;
    t.waits(2 * 3_600).await;
    t.sends().await;
    let told = news_of(&camille).await;
    let mut prices: Vec<_> = told.iter().map(|news| news["price"]["minor"].as_i64()).collect();
    prices.sort_unstable();
    assert_eq!(prices, [Some(5_990), Some(6_100)], "{told:?}");
    for news in &told {
        let fell = &news["reasons"][0];
        assert_eq!(fell["by_minor"].as_i64(), news["price"]["minor"].as_i64().map(|price| 8_000 - price));
    }
    sales[0].costs(5_980).await;
    t.sends().await;
    assert_eq!(news_of(&camille).await.len(), 2, "what was told is not told again");
    t.end().await;
}

async fn a_denied_category_is_not_told(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    let wish = sale.wished_by(&camille, None).await;
    let change = json!({"subject": {"category": "home/tools", "words": "perceuse"}});
    camille.patch(&format!("/api/v1/wishes/{wish}"), change).await.want(200);
    let consent = camille.consents(json!({"effect": "deny", "category": "home"})).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    assert_eq!(news_of(&camille).await.len(), 0);
    camille.delete(&format!("/api/v1/me/consents/{consent}")).await;
    t.turn().await;
    t.sends().await;
    assert_eq!(news_of(&camille).await.len(), 1);
    t.end().await;
}

async fn suggestions_count_what_news_used_up(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    shop.offers("Brioche au beurre", 400, json!({})).await;
    camille.wishes("une brioche", None).await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    camille.attention(json!({"on": true, "per_day": 1})).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    assert_eq!(news_of(&camille).await.len(), 1);
    assert_eq!(camille.walks_to(spot(0, 40)).await, 0, "the budget is used up");
    let restarted = t.restarted().await;
    let why = restarted.house.street.is_as_rebuilt(&t.app).await.unwrap();
    assert!(why, "a restart counts it as well");
    restarted.end_by_hand();
    t.waits(DAY).await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 1);
    sale.costs(4_000).await;
    t.sends().await;
    assert_eq!(news_of(&camille).await.len(), 1, "and the other way round");
    t.end().await;
}

both!(
    what_waits_is_told_if_it_is_still_so,
    quiet_hours_are_quiet,
    a_small_move_of_the_price_loses_no_news,
    a_denied_category_is_not_told,
    suggestions_count_what_news_used_up,
);

/// Something that happens on a random day.
#[derive(Debug, Clone)]
enum Deed {
    Price { which: usize, minor: i64 },
    Out { which: usize },
    Walk { north: i32 },
    Budget { per_day: u16 },
    Quiet { from: u8, to: u8 },
    Answer { answer: &'static str },
    Wait { hours: i64 },
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (0_usize..4, 20_i64..100).prop_map(|(which, price)| Deed::Price { which, minor: price * 100 }),
        1 => (0_usize..4).prop_map(|which| Deed::Out { which }),
        3 => (20_i32..400).prop_map(|north| Deed::Walk { north }),
        1 => (1_u16..4).prop_map(|per_day| Deed::Budget { per_day }),
        1 => (0_u8..24, 0_u8..24).prop_map(|(from, to)| Deed::Quiet { from, to }),
        1 => prop::sample::select(vec!["not-now", "not-this-shop"]).prop_map(|answer| Deed::Answer { answer }),
        5 => (1_i64..30).prop_map(|hours| Deed::Wait { hours }),
    ]
}

/// What was told on each civil day, with the hour, out of both lists.
async fn told_at(t: &Town, camille: &crate::hand::Hand<'_>) -> Vec<domain::Instant> {
    let at =
        |told: &Value, field: &str| domain::Instant::parse_rfc3339(told[field].as_str().unwrap()).unwrap();
    let mut all: Vec<_> = news_of(camille).await.iter().map(|news| at(news, "told_at")).collect();
    all.extend(camille.suggestions().await.iter().map(|made| at(made, "made_at")));
    assert!(all.iter().all(|at| *at <= t.app.now()));
    all
}

async fn lived(db: TestDb, deeds: &[Deed]) -> usize {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    camille.wishes("une brioche", None).await;
    let mut sales = Vec::new();
    for n in 0..4 {
        let sale = Sale::opens(&t, &format!("https://shop{}.example/{n}", n % 2), 10_000).await;
        sale.wished_by(&camille, None).await;
        sales.push(sale);
    }
    let (mut per_day, mut quiet, mut before) = (2_u16, (0_u8, 0_u8), 0);
    camille.attention(json!({"on": true, "per_day": 2, "quiet_from": null, "quiet_to": null})).await;
    for (number, deed) in deeds.iter().enumerate() {
        match *deed {
            Deed::Price { which, minor } => drop(sales[which].costs(minor).await),
            Deed::Out { which } => sales[which].runs_out(10_000).await,
            Deed::Walk { north } => {
                shop.offers(&format!("Brioche {number}"), 400, json!({})).await;
                camille.walks_to(spot(0, north)).await;
            }
            Deed::Budget { per_day: most } => {
                per_day = most;
                camille.attention(json!({"per_day": most})).await;
            }
            Deed::Quiet { from, to } if from != to => {
                quiet = (from, to);
                let (from, to) = (format!("{from:02}:00"), format!("{to:02}:00"));
                camille.attention(json!({"quiet_from": from, "quiet_to": to})).await;
            }
            Deed::Quiet { .. } => {}
            Deed::Answer { answer } => {
                if let Some(id) = news_of(&camille).await.last().map(|news| news["id"].clone()) {
                    let path = format!("/api/v1/opportunities/{}/answer", id.as_str().unwrap());
                    camille.post(&path, json!({ "answer": answer })).await.want(200);
                }
            }
            Deed::Wait { hours } => t.waits(hours * 3_600).await,
        }
        t.sends().await;
        let told = told_at(&t, &camille).await;
        let (zone, now) = (&t.app.settings.zone, t.app.now());
        let today = told.iter().filter(|at| zone.civil(**at).day == zone.civil(now).day).count();
        let new = told.len() - before;
        assert!(new == 0 || today <= usize::from(per_day), "deed {number}: {today} told, {per_day} wanted");
        let hour = u8::try_from(zone.civil(now).minute / 60).unwrap();
        let (from, to) = quiet;
        let is_quiet = if from <= to { (from..to).contains(&hour) } else { hour >= from || hour < to };
        assert!(new == 0 || !is_quiet, "deed {number}: told in quiet hours");
        before = told.len();
    }
    t.end().await;
    before
}

#[test]
fn whatever_happens_a_day_has_its_budget() {
    let seed = std::env::var("HYPERLIEU_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122);
    let config = Config {
        cases: 10,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 60,
        ..Config::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let all = std::cell::Cell::new(0);
    let ran = TestRunner::new(config).run(&prop::collection::vec(deed(), 20..50), |deeds| {
        all.set(all.get() + runtime.block_on(async { lived(store::testing::sqlite().await, &deeds).await }));
        Ok(())
    });
    if let Err(failure) = ran {
        panic!("seed {seed}: {failure}");
    }
    eprintln!("seed {seed}: {} told", all.get());
    assert!(all.get() > 20, "too little happened to show anything");
}
