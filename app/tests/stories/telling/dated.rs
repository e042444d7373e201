//! Dated wishes: what takes place is told once, in time, and as it is announced now.

use agenda::{Again, FeedKind, Known, NewEvent, NewFeed};
use domain::FeedId;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use super::browser::{Browser, Service};
use super::page::{DAY, Sale, news_of};
use crate::hand::Hand;
use crate::harness::{Town, spot};

/// A hall whose calendar the house reads: what reading it brings is given by hand.
pub struct Hall<'t> {
    t: &'t Town,
    feed: FeedId,
}

impl<'t> Hall<'t> {
    pub async fn opens(t: &'t Town, name: &str) -> Self {
        let url = format!("https://{}.example/a.ics", name.to_lowercase().replace(' ', "-"));
        let new = NewFeed { name: name.into(), url, kind: FeedKind::Calendar, venue: String::new() };
        let mut tx = t.app.write().await.unwrap();
        let feed = agenda::add_feed(&mut tx, &t.app, new).await.unwrap();
        tx.commit().await.unwrap();
        Self { t, feed }
    }

    /// Its calendar is read again, and these are in it.
    pub async fn announces(&self, events: &[NewEvent]) {
        let mut tx = self.t.app.write().await.unwrap();
        let feeds = agenda::feeds(&mut tx).await.unwrap();
        let feed = feeds.into_iter().find(|feed| feed.id == self.feed).unwrap();
        let seen = Again::Seen { events: events.to_vec(), skipped: 0, known: Known::default() };
        agenda::note(&mut tx, &self.t.app, &feed, seen).await.unwrap();
        tx.commit().await.unwrap();
        self.t.turn().await;
    }
}

/// A showing from a local time on, for two hours.
pub fn showing(t: &Town, title: &str, venue: &str, local: &str) -> NewEvent {
    let starts = t.app.settings.zone.parse_local(local).unwrap();
    NewEvent {
        uid: format!("{title} {venue}"),
        starts,
        ends: starts.plus_secs(7_200),
        title: title.into(),
        all_day: false,
        venue: venue.into(),
        category: "Film".into(),
        url: Some("https://manivel.example/films".into()),
    }
}

/// Lets time pass until a local time, and looks ahead as the loop does.
pub async fn comes(t: &Town, local: &str) {
    let then = t.app.settings.zone.parse_local(local).unwrap();
    t.waits(then.secs_since(t.app.now())).await;
    looks(t).await;
}

async fn looks(t: &Town) {
    opportunity::look_ahead(&t.app, &t.house.street).await.unwrap();
    t.sends().await;
}

fn times(news: &Value) -> Vec<String> {
    let on = |reason: &Value| (reason["reason"] == "on").then(|| reason["at"].as_str().unwrap().to_owned());
    news["reasons"].as_array().unwrap().iter().filter_map(on).collect()
}

async fn a_film_of_tonight_is_told_once(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let (camille, other) = (t.member("Camille").await, t.member("Anne").await);
    let phone = Browser::new(&service, "phone", 3);
    phone.subscribes(&camille).await;
    let channels = json!({"suggestions": "page", "news": "push", "digest": "daily", "hour": 18});
    camille.put("/api/v1/me/channels", channels).await.want(200);
    let wish = camille.wishes("voir Les Demoiselles de Rochefort", None).await;
    camille.wishes("une perceuse", None).await;
    other.wishes("Les Demoiselles de Rochefort", None).await;
    let hall = Hall::opens(&t, "Ciné Manivel").await;
    let film = |local: &str| showing(&t, "Les Demoiselles de Rochefort", "Ciné Manivel", local);
    let mut series = vec![film("2026-11-21T20:30"), film("2026-11-22T18:00"), film("2026-11-24T20:30")];
    series.push(showing(&t, "Le jardin de Rochefort", "Ciné Manivel", "2026-11-21T19:00"));
    hall.announces(&series).await;

    let all = news_of(&camille).await;
    assert_eq!(all.len(), 1, "a series is one: {all:?}");
    let news = &all[0];
    assert_eq!((&news["wish"], &news["cause"]), (&json!(wish), &json!("on")));
    assert_eq!(news.get("listing"), None);
    assert_eq!((times(news).len(), times(news)[0].as_str()), (3, "2026-11-21T19:30:00Z"));
    assert_eq!(news_of(&other).await.len(), 0, "a wish for a thing to have is not one to see");
    let id = news["id"].as_str().unwrap();
    for path in ["/me", "/me/news", &format!("/opportunities/{id}"), &format!("/opportunities/{id}/card")] {
        let page = camille.page(path, "fr").await.want(200).words();
        for part in [
            "Aujourd’hui à 20 h 30 · Ciné Manivel",
            "Pour votre envie « voir Les Demoiselles de Rochefort »",
            "Annoncé de 20 h 30 à 22 h 30, Ciné Manivel.",
            "Aussi demain à 18 h, Ciné Manivel.",
            "Programme lu aujourd’hui à 12 h.",
            "Pas ce lieu",
        ] {
            assert!(page.contains(part), "{path}: {part}: {page}");
        }
    }
    assert!(camille.page("/me/news", "en").await.words().contains("Today at 20:30 · Ciné Manivel"));
    t.sends().await;
    let message = phone.message();
    assert_eq!(message["title"], json!("Les Demoiselles de Rochefort"));
    assert!(message["body"].as_str().unwrap().starts_with("Aujourd’hui à 20\u{a0}h\u{a0}30"), "{message}");

    // Read again; with a time more; looked at again: said as it is now, and told no more.
    hall.announces(&series).await;
    series.push(film("2026-11-25T14:00"));
    hall.announces(&series).await;
    looks(&t).await;
    let again = news_of(&camille).await;
    assert_eq!((again.len(), times(&again[0]).len(), phone.messages().len()), (1, 4, 1));
    comes(&t, "2026-11-24T21:00").await;
    assert_eq!(news_of(&camille).await.len(), 1);
    comes(&t, "2026-11-26T12:00").await;
    let page = camille.page("/me/news", "fr").await.words();
    assert!(page.contains("C’est passé · Ciné Manivel"), "{page}");
    assert!(!camille.page("/me", "fr").await.words().contains("C’est passé"), "what is past is no news");
    t.end().await;
}

async fn it_is_told_the_evening_before(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.wishes("voir Peau d’âne", None).await;
    let hall = Hall::opens(&t, "Ciné Manivel").await;
    hall.announces(&[showing(&t, "Peau d’âne", "", "2026-11-24T20:30")]).await;
    comes(&t, "2026-11-23T16:59").await;
    assert_eq!(news_of(&camille).await.len(), 0, "too early");
    comes(&t, "2026-11-23T17:00").await;
    let all = news_of(&camille).await;
    assert_eq!((all.len(), &all[0]["retailer"]), (1, &json!("Ciné Manivel")), "who announces it is where");
    // Whoever wishes later is told at once, as long as it can be reached.
    let late = t.member("Anne").await;
    comes(&t, "2026-11-24T20:10").await;
    late.wishes("voir Peau d’âne", None).await;
    t.turn().await;
    assert_eq!(news_of(&late).await.len(), 1);
    let later = t.member("Nour").await;
    t.waits(300).await;
    later.wishes("voir Peau d’âne", None).await;
    t.turn().await;
    looks(&t).await;
    assert_eq!(news_of(&later).await.len(), 0, "it cannot be reached any more");
    t.end().await;
}

async fn quiet_hours_and_the_budget_hold(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.attention(json!({"per_day": 1, "quiet_from": "11:00", "quiet_to": "19:00"})).await;
    camille.wishes("voir Peau d’âne", None).await;
    camille.wishes("voir Dune", None).await;
    camille.wishes("voir Playtime", None).await;
    let hall = Hall::opens(&t, "Ciné Manivel").await;
    let events = [
        showing(&t, "Playtime", "", "2026-11-21T18:00"),
        showing(&t, "Peau d’âne", "", "2026-11-21T20:30"),
        showing(&t, "Dune", "", "2026-11-22T21:00"),
    ];
    hall.announces(&events).await;
    assert_eq!(news_of(&camille).await.len(), 0, "quiet");
    comes(&t, "2026-11-21T18:59").await;
    assert_eq!(news_of(&camille).await.len(), 0, "still quiet");
    comes(&t, "2026-11-21T19:00").await;
    let all = news_of(&camille).await;
    assert_eq!(all.len(), 1, "what can no longer be reached is forgotten, the budget takes one: {all:?}");
    comes(&t, "2026-11-22T00:30").await;
    assert_eq!(news_of(&camille).await.len(), 1, "a new day, but at night");
    comes(&t, "2026-11-22T08:00").await;
    let all = news_of(&camille).await;
    assert_eq!(all.len(), 2, "{all:?}");
    let mut titles: Vec<_> = all.iter().map(|news| news["title"].as_str().unwrap()).collect();
    titles.sort_unstable();
    assert!(titles.contains(&"Dune"), "{titles:?}");
    t.end().await;
}

async fn what_is_called_off_or_moved_is_said_where_it_was_told(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let camille = t.member("Camille").await;
    let phone = Browser::new(&service, "phone", 3);
    phone.subscribes(&camille).await;
    camille
        .put(
            "/api/v1/me/channels",
            json!({"suggestions": "page", "news": "push", "digest": "daily", "hour": 18}),
        )
        .await
        .want(200);
    camille.wishes("voir Peau d’âne", None).await;
    let hall = Hall::opens(&t, "Ciné Manivel").await;
    hall.announces(&[showing(&t, "Peau d’âne", "", "2026-11-21T20:30")]).await;
    assert_eq!(news_of(&camille).await.len(), 1);

    hall.announces(&[showing(&t, "Peau d’âne", "", "2026-11-21T21:15")]).await;
    let all = news_of(&camille).await;
    assert_eq!((all.len(), times(&all[0])), (1, vec!["2026-11-21T20:15:00Z".to_owned()]), "moved");
    let called = NewEvent {
        title: "Peau d’âne (copie restaurée)".into(),
        ..showing(&t, "Peau d’âne", "", "2026-11-21T21:15")
    };
    hall.announces(&[called]).await;
    let all = news_of(&camille).await;
    assert_eq!(
        (all.len(), &all[0]["title"]),
        (1, &json!("Peau d’âne (copie restaurée)")),
        "called otherwise"
    );
    hall.announces(&[]).await;
    let all = news_of(&camille).await;
    assert_eq!(all[0]["reasons"], json!([{"reason": "off", "at": "2026-11-21T20:15:00Z"}]));
    let page = camille.page("/me/news", "fr").await.words();
    assert!(page.contains("N’est plus annoncé · Ciné Manivel"), "{page}");
    assert!(page.contains("vérifiez avant d’y aller"), "{page}");
    t.sends().await;
    assert_eq!(phone.messages().len(), 0, "no message of what does not take place");

    // Announced anew it is said again on the page, and told no more.
    hall.announces(&[showing(&t, "Peau d’âne", "", "2026-11-22T21:15")]).await;
    comes(&t, "2026-11-22T12:00").await;
    let all = news_of(&camille).await;
    assert_eq!((all.len(), times(&all[0]).len()), (1, 1));
    t.end().await;
}

async fn called_off_before_it_was_told_it_is_not(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.attention(json!({"quiet_from": "11:00", "quiet_to": "14:00"})).await;
    camille.wishes("voir Peau d’âne", None).await;
    let hall = Hall::opens(&t, "Ciné Manivel").await;
    hall.announces(&[showing(&t, "Peau d’âne", "", "2026-11-21T20:30")]).await;
    hall.announces(&[]).await;
    comes(&t, "2026-11-21T14:00").await;
    assert_eq!(news_of(&camille).await.len(), 0);
    hall.announces(&[showing(&t, "Peau d’âne", "", "2026-11-21T21:30")]).await;
    let all = news_of(&camille).await;
    assert_eq!((all.len(), times(&all[0])), (1, vec!["2026-11-21T20:30:00Z".to_owned()]), "and it is, moved");
    t.end().await;
}

async fn touches(who: &Hand<'_>, answer: &str) {
    let id = news_of(who).await.last().unwrap()["id"].as_str().unwrap().to_owned();
    who.post(&format!("/api/v1/opportunities/{id}/answer"), json!({ "answer": answer })).await.want(200);
}

async fn each_touch_closes_what_it_says(db: TestDb) {
    let t = Town::new(db).await;
    let [now, this, venue] = [t.member("Camille").await, t.member("Anne").await, t.member("Nour").await];
    for who in [&now, &this, &venue] {
        who.wishes("voir un film", None).await;
    }
    let hall = Hall::opens(&t, "Ciné Manivel").await;
    let mut events: Vec<NewEvent> = (21..30)
        .map(|day| showing(&t, "Peau d’âne", "Ciné Manivel", &format!("2026-11-{day}T20:30")))
        .collect();
    hall.announces(&events).await;
    touches(&now, "not-now").await;
    touches(&this, "not-this").await;
    touches(&venue, "not-this-shop").await;
    comes(&t, "2026-11-22T18:00").await;
    for who in [&now, &this, &venue] {
        assert_eq!(news_of(who).await.len(), 1);
    }
    events.push(showing(&t, "Dune", "Ciné Manivel", "2026-11-23T20:30"));
    events.push(showing(&t, "Playtime", "Le Manège", "2026-11-24T20:30"));
    hall.announces(&events).await;
    comes(&t, "2026-11-22T20:00").await;
    let told = async |who: &Hand<'_>| news_of(who).await.len();
    assert_eq!((told(&now).await, told(&this).await, told(&venue).await), (1, 2, 1));
    assert_eq!(news_of(&this).await[1]["title"], json!("Dune"), "another thing");
    comes(&t, "2026-11-24T12:00").await;
    assert_eq!(news_of(&venue).await[1]["title"], json!("Playtime"), "elsewhere");
    // A week later what still takes place is told once more to who said "not now".
    comes(&t, "2026-11-28T13:00").await;
    let again = news_of(&now).await;
    assert_eq!((again.len(), &again[1]["title"]), (2, &json!("Peau d’âne")), "{again:?}");
    comes(&t, "2026-11-29T13:00").await;
    assert_eq!(told(&now).await, 2);
    let shown = venue.page("/me/news", "fr").await.words();
    assert!(shown.contains("ce lieu"), "{shown}");
    t.end().await;
}

async fn a_wish_for_any_film_hears_of_one_a_day(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.wishes("voir un film", None).await;
    let hall = Hall::opens(&t, "Ciné Manivel").await;
    let films = ["Dune", "Peau d’âne", "Playtime", "Jour de fête"];
    let events: Vec<NewEvent> = films.iter().map(|film| showing(&t, film, "", "2026-11-21T20:30")).collect();
    hall.announces(&events).await;
    looks(&t).await;
    assert_eq!(news_of(&camille).await.len(), 1);
    t.end().await;
}

async fn the_way_is_told_from_where_the_member_says(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, other) = (t.member("Camille").await, t.member("Anne").await);
    t.shop("Ciné Manivel", "leisure/culture", spot(0, 900)).await;
    t.shop("Mairie", "leisure/culture", spot(0, 0)).await;
    camille.form("/me/travel", "way=walk&car_cents_per_km=64&fare=0&from=Mairie").await.want(303);
    for who in [&camille, &other] {
        who.wishes("voir Peau d’âne", None).await;
    }
    Hall::opens(&t, "Agglo")
        .await
        .announces(&[showing(&t, "Peau d’âne", "CINE MANIVEL", "2026-11-21T20:30")])
        .await;
    let way = json!({"reason": "way", "metres": 900, "from": "Mairie", "venue": "CINE MANIVEL"});
    assert_eq!(news_of(&camille).await[0]["reasons"][1], way);
    assert!(
        camille.page("/me/news", "fr").await.words().contains("À 900 m de « Mairie », d’où vous partez.")
    );
    assert_eq!(
        news_of(&other).await[0]["reasons"].as_array().unwrap().len(),
        1,
        "who said nothing is told nothing"
    );
    t.end().await;
}

async fn a_wish_that_ends_is_told_with_the_least_price(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    let wish = sale.wished_by(&camille, Some(9_000)).await;
    let until = "2026-11-25T22:59:59Z";
    camille.patch(&format!("/api/v1/wishes/{wish}"), json!({ "until": until })).await.want(200);
    comes(&t, "2026-11-22T12:00").await;
    assert_eq!(news_of(&camille).await.len(), 0, "more than three days");
    comes(&t, "2026-11-23T03:00").await;
    assert_eq!(news_of(&camille).await.len(), 0, "at night");
    comes(&t, "2026-11-23T10:00").await;
    let all = news_of(&camille).await;
    assert_eq!((all.len(), &all[0]["cause"]), (1, &json!("ends")), "{all:?}");
    let kinds: Vec<_> =
        all[0]["reasons"].as_array().unwrap().iter().map(|one| one["reason"].clone()).collect();
    assert_eq!(kinds, [json!("cheapest"), json!("under-top"), json!("until")]);
    assert_eq!(all[0]["listing"], json!(sale.listing.to_string()));
    let page = camille.page("/me/news", "fr").await.words();
    assert!(page.contains("Votre date approche : au moins cher chez norda.example"), "{page}");
    comes(&t, "2026-11-24T10:00").await;
    t.waits(DAY).await;
    looks(&t).await;
    assert_eq!(news_of(&camille).await.len(), 1, "once");
    // Too dear, it is not said.
    let other = t.member("Anne").await;
    let wish = sale.wished_by(&other, Some(5_000)).await;
    let until = t.app.now().plus_secs(DAY).to_rfc3339();
    other.patch(&format!("/api/v1/wishes/{wish}"), json!({ "until": until })).await.want(200);
    looks(&t).await;
    assert_eq!(news_of(&other).await.len(), 0);
    t.end().await;
}

both!(
    a_film_of_tonight_is_told_once,
    it_is_told_the_evening_before,
    quiet_hours_and_the_budget_hold,
    what_is_called_off_or_moved_is_said_where_it_was_told,
    called_off_before_it_was_told_it_is_not,
    each_touch_closes_what_it_says,
    a_wish_for_any_film_hears_of_one_a_day,
    the_way_is_told_from_where_the_member_says,
    a_wish_that_ends_is_told_with_the_least_price,
);
