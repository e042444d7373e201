//! The demonstration, walked fast: things happen, no law of the house is broken, and a seed tells the whole day again.
//! Random, with seed 7: every message of the laws tells it.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a panic is the report of a test")]

use axum::body::Body;
use axum::http::Request;
use domain::{MemberId, Purpose};
use hyperlieu::House;
use hyperlieu::demo::{Beat, Plan, Show, prepare};
use kit::App;
use kit::testing::app;
use sim::check::{Asked, Change, Granted, Log, Made, Stock, Used, breaches};
use store::testing::{TestDb, sqlite};
use suggest::Street;
use tower::ServiceExt;

const SEED: u64 = 7;
const MINUTES: i64 = 10;
/// Every second of the clock, people walk so many.
const SPEED: f64 = 4.0;

/// A demonstration ready to go, in a database of its own.
struct Day {
    app: App,
    street: Street,
    show: Show,
    log: Log,
    told: Vec<String>,
    met: usize,
    _db: TestDb,
}

impl Day {
    async fn new(walkers: u64) -> Self {
        let db = sqlite().await;
        let app = app(db.db.clone());
        let show =
            prepare(&app, Plan { walkers, speed: SPEED, seed: SEED }, &mut |_, _, _| {}).await.unwrap();
        let street = Street::open(&app).await.unwrap();
        let mut day = Self { log: log(&app), app, street, show, told: Vec::new(), met: 0, _db: db };
        let at = day.app.now();
        for offer in offer::all(&mut day.app.read().await.unwrap()).await.unwrap() {
            let units = Change::Set(offer.stock.expect("the demonstration counts everything"));
            day.log.stock.push(Stock { offer: offer.id, at, change: units });
        }
        for member in day.show.walking() {
            day.ask(member).await;
        }
        day
    }

    /// Writes down what a member asked for.
    async fn ask(&mut self, member: MemberId) {
        let mut tx = self.app.read().await.unwrap();
        let at = self.app.now();
        self.log.attention.push(Asked { at, attention: consent::attention(&mut tx, member).await.unwrap() });
        for grant in consent::grants(&mut tx, member).await.unwrap() {
            let Some(organisation) = grant.organisation else { continue };
            let allowed = grant.effect == domain::Effect::Allow;
            self.log.grants.push(Granted { member, organisation, purpose: grant.purpose, at, allowed });
        }
    }

    async fn walk(&mut self) {
        for _ in 0..MINUTES * 60 {
            self.app.clock.advance_secs(1);
            let beat = self.show.step(&self.app, &self.street).await.unwrap();
            self.write_down(beat).await;
        }
    }

    async fn write_down(&mut self, beat: Beat) {
        let at = self.app.now();
        self.log.moments.extend(beat.moments.iter().map(|member| Used { member: *member, at }));
        for made in &beat.made {
            let (member, offer, organisation) = (made.member, made.offer, made.organisation);
            let reasons = made.reasons.len();
            self.log.suggestions.push(Made { member, offer, organisation, at: made.made_at, reasons });
            let mut tx = self.app.read().await.unwrap();
            let title = offer::offer(&mut tx, offer).await.unwrap().unwrap().title;
            let seconds = made.made_at.secs_since(kit::testing::NOON);
            self.told.push(format!("{seconds} s: {title}, {}", made.score));
        }
        let taken = beat.taken.iter().map(|offer| (*offer, Change::Taken(1)));
        let back = beat.stocked.iter().map(|(offer, units)| (*offer, Change::Returned(*units)));
        self.log.stock.extend(taken.chain(back).map(|(offer, change)| Stock { offer, at, change }));
        self.met += beat.met.len();
        for member in beat.arrived {
            self.ask(member).await;
        }
    }
}

fn log(app: &App) -> Log {
    Log {
        seed: SEED,
        zone: app.settings.zone.clone(),
        attention: Vec::new(),
        moments: Vec::new(),
        suggestions: Vec::new(),
        recognitions: Vec::new(),
        grants: Vec::new(),
        stock: Vec::new(),
    }
}

#[tokio::test]
async fn a_walk_brings_suggestions_and_encounters_breaks_no_law_and_can_be_told_again() {
    let (mut first, mut again) = (Day::new(10).await, Day::new(10).await);
    first.walk().await;
    again.walk().await;
    let counted = (first.told.len(), first.met, first.log.moments.len());
    println!("seed {SEED}: {} suggestions, {} encounters, {} moments", counted.0, counted.1, counted.2);
    assert!(first.told.len() >= 20 && first.met >= 1, "seed {SEED}: {counted:?}");
    assert_eq!(breaches(&first.log), []);
    assert!(
        first.log.grants.iter().any(|given| given.purpose == Purpose::Suggest && !given.allowed),
        "seed {SEED}"
    );
    assert_eq!(first.told, again.told, "seed {SEED}");
    assert!(first.street.is_as_rebuilt(&first.app).await.unwrap(), "seed {SEED}");
}

#[tokio::test]
async fn the_second_start_keeps_the_town_and_wakes_new_people() {
    let mut day = Day::new(3).await;
    let before = offer::all(&mut day.app.read().await.unwrap()).await.unwrap().len();
    let walked = day.show.walking();
    day.walk().await;
    let plan = Plan { walkers: 3, speed: SPEED, seed: SEED };
    let show = prepare(&day.app, plan, &mut |_, _, _| {}).await.unwrap();
    let mut tx = day.app.read().await.unwrap();
    assert_eq!(offer::all(&mut tx).await.unwrap().len(), before);
    assert!((500..3_000).contains(&before), "{before}");
    assert!(show.walking().iter().all(|member| !walked.contains(member)));
    let there: Vec<_> = people::members(&mut tx).await.unwrap().into_iter().map(|member| member.id).collect();
    assert!(walked.iter().all(|member| !there.contains(member)));
}

#[tokio::test]
async fn stepping_into_camille_brings_something_within_seconds_and_again() {
    let mut day = Day::new(1).await;
    day.walk().await;
    let camille = day.show.walking()[0];
    let house = House::build(day.app.clone(), Some(day.show.personas())).await.unwrap();
    let post = Request::post("/demo/step-into/0")
        .header("sec-fetch-site", "same-origin")
        .body(Body::empty())
        .unwrap();
    let answer = house.router.clone().oneshot(post).await.unwrap();
    assert_eq!((answer.status().as_u16(), &answer.headers()["location"]), (303, &"/me".parse().unwrap()));
    assert!(answer.headers()["set-cookie"].to_str().unwrap().contains("HttpOnly"));
    for seconds in [12, 60] {
        let before = newest(&day.app, camille).await;
        for _ in 0..seconds {
            day.app.clock.advance_secs(1);
            day.show.step(&day.app, &day.street).await.unwrap();
        }
        assert!(newest(&day.app, camille).await > before, "seed {SEED}: nothing within {seconds} s");
    }
    let watch = house.router.oneshot(Request::get("/watch").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(watch.status().as_u16(), 200);
}

#[tokio::test]
async fn who_is_somebody_here_is_asked_before_they_step_into_another() {
    let day = Day::new(1).await;
    let house = House::build(day.app.clone(), Some(day.show.personas())).await.unwrap();
    let send = async |path: &str, cookie: &str| {
        let post = Request::post(path).header("sec-fetch-site", "same-origin").header("cookie", cookie);
        let answer = house.router.clone().oneshot(post.body(Body::empty()).unwrap()).await.unwrap();
        let set = answer.headers().get("set-cookie").map(|set| set.to_str().unwrap().to_owned());
        let cookie = set.and_then(|set| set.split(';').next().map(str::to_owned));
        (answer.status().as_u16(), cookie)
    };
    let (_, guest) = people::start_guest(&day.app, kit::Lang::Fr).await.unwrap();
    let guest = guest.split(';').next().unwrap().to_owned();
    assert_eq!(send("/demo/step-into/0", &guest).await, (200, None), "asked, and nothing is left yet");
    let (status, camille) = send("/demo/step-into/0?sure=on", &guest).await;
    assert_eq!(status, 303);
    let (status, baker) = send("/demo/step-into/2", &camille.unwrap()).await;
    assert!(status == 303 && baker.is_some(), "who plays a part changes it at once");
}

async fn newest(app: &App, member: MemberId) -> i64 {
    suggest::newest(&mut app.read().await.unwrap(), member).await.unwrap()
}

#[tokio::test]
async fn camille_has_lists_promises_a_circle_prices_that_moved_and_an_evening() {
    let day = Day::new(1).await;
    let camille = day.show.walking()[0];
    let mut tx = day.app.read().await.unwrap();
    let lists = wish::lists_of(&mut tx, camille).await.unwrap();
    assert_eq!(lists.iter().map(|list| list.name.as_str()).collect::<Vec<_>>(), ["Noël", "Pour la maison"]);
    assert_eq!(circle::of_member(&mut tx, camille).await.unwrap().len(), 1);
    let events =
        agenda::events(&mut tx, day.app.now(), day.app.now().plus_secs(7 * 86_400), 100).await.unwrap();
    let wishes = wish::of_member(&mut tx, camille).await.unwrap();
    assert!(events.len() >= 5 && events.iter().any(|event| wishes.iter().any(|wish| event.meets(wish))));
    let mut courses = Vec::new();
    for (_, beside) in wish::whole(&mut tx, camille).await.unwrap() {
        if let Some(listing) = beside.listing {
            let prices = product::history(&mut tx, listing).await.unwrap();
            courses.push(prices.iter().map(|point| point.price.map(|price| price.minor)).collect::<Vec<_>>());
        }
    }
    courses.sort();
    let [boots, drill] = courses.try_into().unwrap();
    assert_eq!(boots, [Some(4_500), None, Some(4_200)]);
    assert_eq!(drill, [9_990, 9_490, 9_990, 8_990, 7_490].map(Some));
    drop(tx);
    // Another Camille after her finds the same.
    let house = House::build(day.app.clone(), Some(day.show.personas())).await.unwrap();
    let mut tx = day.app.write().await.unwrap();
    people::erase(&mut tx, camille).await.unwrap();
    tx.commit().await.unwrap();
    let post = Request::post("/demo/step-into/0")
        .header("sec-fetch-site", "same-origin")
        .body(Body::empty())
        .unwrap();
    assert_eq!(house.router.oneshot(post).await.unwrap().status().as_u16(), 303);
    let mut tx = day.app.read().await.unwrap();
    let there = people::members(&mut tx).await.unwrap();
    let other = there.iter().find(|member| member.name == "Camille").unwrap().id;
    assert_eq!(wish::lists_of(&mut tx, other).await.unwrap().len(), 2);
    assert_eq!(circle::of_member(&mut tx, other).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_real_town_is_no_stage() {
    let db = sqlite().await;
    let app = app(db.db.clone());
    people::start_guest(&app, kit::Lang::Fr).await.unwrap();
    let plan = Plan { walkers: 1, speed: SPEED, seed: SEED };
    let refused = prepare(&app, plan, &mut |_, _, _| {}).await;
    assert!(refused.is_err_and(|why| why.to_string().contains("real town")));
    assert!(place::town(&mut app.read().await.unwrap()).await.unwrap().is_none());
}
