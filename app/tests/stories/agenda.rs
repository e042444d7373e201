//! Dated wishes: a programme and a calendar are read, and whoever wishes for what is on is told when.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::http::{StatusCode, header};
use axum::routing::get;
use store::both;
use store::testing::TestDb;

use crate::harness::Town;

const PROGRAMME: &str = r#"<tv><channel id="arte"><display-name>Arte</display-name></channel>
    <programme start="20261121205000 +0100" stop="20261121225500 +0100" channel="arte"><title>Les Demoiselles de Rochefort</title>
    <category>Film</category></programme>
    <programme start="20261121190000 +0100" channel="arte"><title>Le jardin de Rochefort</title></programme></tv>"#;
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:bal\r\nSUMMARY:Bal folk\r\nCATEGORIES:Concert\r\nDTSTART;TZID=Europe/Paris:20261124T203000\r\nDURATION:PT3H\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nEND:VEVENT\r\nEND:VCALENDAR";

/// What a hall answers under `/bal`: status and body, how often it was asked, and how often it answered that nothing changed. A channel
/// answers under `/tv`, on another host: no host is visited twice at one instant, and the clock stands still.
#[derive(Clone)]
struct Site(Arc<Mutex<(u16, String, usize, usize)>>);

impl Site {
    async fn open() -> (Self, SocketAddr, SocketAddr) {
        let site = Self(Arc::new(Mutex::new((200, CALENDAR.to_owned(), 0, 0))));
        let asked = site.clone();
        let bal = get(move |headers: axum::http::HeaderMap| async move {
            let mut said = asked.0.lock().unwrap();
            said.2 += 1;
            let tag = format!("\"{}\"", said.1.len());
            let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
            let same = known == Some(tag.as_str()) && said.0 == 200;
            said.3 += usize::from(same);
            let status = if same { StatusCode::NOT_MODIFIED } else { StatusCode::from_u16(said.0).unwrap() };
            let kind = (header::CONTENT_TYPE, "text/calendar".to_owned());
            (status, [kind, (header::ETAG, tag)], said.1.clone())
        });
        let tv = get(|| async { ([(header::CONTENT_TYPE, "application/xml")], PROGRAMME) });
        let hall = serve("127.0.0.1:0", axum::Router::new().route("/bal", bal)).await;
        let channel = serve("127.0.0.2:0", axum::Router::new().route("/tv", tv)).await;
        (site, hall, channel)
    }
}

async fn serve(at: &str, router: axum::Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind(at).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn what_is_on_is_told_to_who_wishes_for_it(db: TestDb) {
    let (site, hall, channel) = Site::open().await;
    let t = Town::reaching(db, vec![hall, channel]).await;
    let web = t.house.web.clone().unwrap();
    let placemaster = t.placemaster().await;
    let add = async |form: &str| placemaster.form("/house/feeds", form).await;
    let tv = format!("name=Arte&url=http%3A%2F%2F{channel}%2Ftv&kind=xmltv&venue=&once=f1");
    add(&tv).await.want(303);
    add(&tv).await.want(303);
    add(&format!("name=Bal&url=http%3A%2F%2F{hall}%2Fbal&kind=icalendar&venue=Le+Man%C3%A8ge&once=f2"))
        .await
        .want(303);
    assert_eq!(ingest::read_feeds(&t.app, &web).await.unwrap(), 2, "a double click is one feed");
    let shown = placemaster.page("/house/feeds", "fr").await.want(200).words();
    assert!(shown.contains("programme télé") && shown.contains("lu aujourd’hui"), "{shown}");

    let agenda = t.member("Nour").await.page("/agenda", "fr").await.want(200).words();
    for part in ["Les Demoiselles de Rochefort", "20 h 50", "Arte", "Bal folk", "Le Manège", "J’en ai envie"]
    {
        assert!(agenda.contains(part), "{part}: {agenda}");
    }
    assert!(placemaster.page("/agenda", "fr").await.text.contains("/house/feeds"));
    let camille = t.member("Camille").await;
    let wish = camille.wishes("voir Les Demoiselles de Rochefort", None).await;
    let shown = camille.page(&format!("/me/wishes/{wish}/where"), "fr").await.want(200).words();
    assert!(
        shown.contains("Quand cela se passe") && shown.contains("20 h 50") && shown.contains("Arte"),
        "{shown}"
    );
    assert!(!shown.contains("Le jardin de Rochefort"), "all that is asked for must be there");
    let other = camille.wishes("perceuse", None).await;
    let shown = camille.page(&format!("/me/wishes/{other}/where"), "fr").await.want(200).words();
    assert!(!shown.contains("Quand cela se passe"), "{shown}");

    // Nothing new; then a failure, which is said and keeps what is known; then it is gone from the calendar.
    assert_eq!(ingest::read_feeds(&t.app, &web).await.unwrap(), 0, "not due yet");
    t.waits(7 * 3_600).await;
    assert_eq!(ingest::read_feeds(&t.app, &web).await.unwrap(), 2);
    let said = site.0.lock().unwrap().clone();
    assert_eq!((said.2, said.3), (2, 1));
    site.0.lock().unwrap().0 = 404;
    t.waits(7 * 3_600).await;
    ingest::read_feeds(&t.app, &web).await.unwrap();
    let shown = placemaster.page("/house/feeds", "fr").await.want(200).words();
    assert!(shown.contains("Cette page n’existe pas") && shown.contains("Nouvel essai"), "{shown}");
    assert!(camille.page("/agenda", "en").await.words().contains("Bal folk"));
    *site.0.lock().unwrap() = (200, "<html>moved</html>".into(), 0, 0);
    t.waits(7 * 3_600).await;
    ingest::read_feeds(&t.app, &web).await.unwrap();
    assert!(
        placemaster.page("/house/feeds", "fr").await.words().contains("ni un calendrier ni un programme")
    );
    t.end().await;
}

async fn feeds_are_the_placemasters_alone(db: TestDb) {
    let t = Town::new(db).await;
    let (placemaster, camille) = (t.placemaster().await, t.member("Camille").await);
    let form = "name=Bal&url=https%3A%2F%2Fbal.example%2Fa.ics&kind=icalendar&venue=&once=k";
    camille.form("/house/feeds", form).await.want(403);
    camille.page("/house/feeds", "fr").await.want(403);
    placemaster.form("/house/feeds", form).await.want(303);
    let twice = placemaster.form("/house/feeds", &form.replace("once=k", "once=l")).await.want(409);
    assert!(twice.text.contains("value=\"https://bal.example/a.ics\""), "the form is still filled");
    for (wrong, field) in [
        ("name=&url=https%3A%2F%2Fx.example&kind=xmltv&once=a", "name"),
        ("name=X&url=file%3A%2F%2F%2Fetc%2Fpasswd&kind=xmltv&once=b", "url"),
        ("name=X&url=https%3A%2F%2Fx.example&kind=rss&once=c", "kind"),
    ] {
        let refused = placemaster.form("/house/feeds", wrong).await.want(422);
        assert!(refused.text.contains(&format!("f-{field}-error")), "{wrong}");
    }
    let page = placemaster.page("/house/feeds", "fr").await.want(200).text;
    let remove = page.split("action=\"/house/feeds/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    camille.form(&format!("/house/feeds/{remove}"), "").await.want(403);
    placemaster.form(&format!("/house/feeds/{remove}"), "").await.want(303);
    placemaster.form(&format!("/house/feeds/{remove}"), "").await.want(404);
    t.end().await;
}

async fn what_runs_long_hides_neither_tonight_nor_the_week(db: TestDb) {
    let t = Town::new(db).await;
    let placemaster = t.placemaster().await;
    let form = "name=Bal&url=https%3A%2F%2Fbal.example%2Fa.ics&kind=icalendar&venue=&once=k";
    placemaster.form("/house/feeds", form).await.want(303);
    let now = t.app.now();
    let event = |title: String, from: i64, to: i64| agenda::NewEvent {
        uid: title.clone(),
        starts: now.plus_secs(from),
        ends: now.plus_secs(to),
        title,
        all_day: false,
        venue: String::new(),
        category: String::new(),
        url: None,
    };
    let long = |n: i64| event(format!("Exposition {n}"), -30 * 86_400 + n, 20 * 86_400);
    let mut events: Vec<_> = (0..70).map(long).collect();
    events.push(event("Concert de ce soir".to_owned(), 60, 3_600));
    events.push(event("Bal de la semaine".to_owned(), 3 * 86_400, 3 * 86_400 + 3_600));
    let mut tx = t.app.write().await.unwrap();
    let feed = agenda::due(&mut tx, now, 5).await.unwrap().remove(0);
    assert!(agenda::claim(&mut tx, &feed).await.unwrap());
    assert!(!agenda::claim(&mut tx, &feed).await.unwrap(), "it is being read");
    assert_eq!(agenda::due(&mut tx, now, 5).await.unwrap(), [], "even by one that is killed over it");
    let seen = agenda::Again::Seen { events, skipped: 0, known: agenda::Known::default() };
    agenda::note(&mut tx, &t.app, &feed, seen).await.unwrap();
    tx.commit().await.unwrap();
    let page = placemaster.page("/agenda", "fr").await.want(200).words();
    let at = |words: &str| page.find(words).unwrap_or(usize::MAX);
    assert!(at("Concert de ce soir") < at("Exposition 0") && at("Exposition 0") < usize::MAX, "{page}");
    assert!(at("Bal de la semaine") < usize::MAX, "{page}");
    t.turn().await;
    t.end().await;
}

/// A calendar whose site says for months that nothing changed is not at its end after what was near when it was first read.
async fn what_was_too_far_ahead_comes_near_though_its_calendar_stands_still(db: TestDb) {
    const DAY: i64 = 86_400;
    let (site, hall, _) = Site::open().await;
    let t = Town::reaching(db, vec![hall]).await;
    let web = t.house.web.clone().unwrap();
    site.0.lock().unwrap().1 = CALENDAR.replace("20261124T203000", "20270128T203000");
    let form = format!("name=Bal&url=http%3A%2F%2F{hall}%2Fbal&kind=icalendar&venue=&once=f1");
    t.placemaster().await.form("/house/feeds", &form).await.want(303);
    let known = async || {
        let now = t.app.now();
        let mut tx = t.app.read().await.unwrap();
        agenda::events(&mut tx, now, now.plus_secs(90 * DAY), 10).await.unwrap().len()
    };
    assert_eq!((ingest::read_feeds(&t.app, &web).await.unwrap(), known().await), (1, 0), "in 68 days");
    t.waits(10 * DAY).await;
    assert_eq!((ingest::read_feeds(&t.app, &web).await.unwrap(), known().await), (1, 1), "in 58 days");
    t.waits(7 * 3_600).await;
    assert_eq!((ingest::read_feeds(&t.app, &web).await.unwrap(), known().await), (1, 1));
    let said = site.0.lock().unwrap().clone();
    assert_eq!((said.2, said.3), (3, 1), "within a day only what is new is asked for");
    t.end().await;
}

async fn a_calendar_that_must_wait_its_turn_has_not_failed(db: TestDb) {
    let robots =
        get(|| async { ([(header::CONTENT_TYPE, "text/plain")], "User-agent: *\nCrawl-delay: 30\n") });
    let bal = || get(|| async { ([(header::CONTENT_TYPE, "text/calendar")], CALENDAR) });
    let router = axum::Router::new().route("/robots.txt", robots).route("/a", bal()).route("/b", bal());
    let hall = serve("127.0.0.1:0", router).await;
    let t = Town::reaching(db, vec![hall]).await;
    let web = t.house.web.clone().unwrap();
    let placemaster = t.placemaster().await;
    for path in ["a", "b"] {
        let form = format!("name=Bal&url=http%3A%2F%2F{hall}%2F{path}&kind=icalendar&venue=&once={path}");
        placemaster.form("/house/feeds", &form).await.want(303);
    }
    let feeds = async || agenda::feeds(&mut t.app.read().await.unwrap()).await.unwrap();
    assert_eq!(ingest::read_feeds(&t.app, &web).await.unwrap(), 2);
    assert_eq!(feeds().await.iter().filter(|feed| feed.read_at.is_some()).count(), 1, "one at a time");
    assert!(feeds().await.iter().all(|feed| feed.failures == 0 && feed.failure.is_none()));
    assert_eq!(ingest::read_feeds(&t.app, &web).await.unwrap(), 0, "not asked for again at once");
    t.waits(3_600).await;
    assert_eq!(ingest::read_feeds(&t.app, &web).await.unwrap(), 1);
    assert!(feeds().await.iter().all(|feed| feed.read_at.is_some()));
    t.end().await;
}

both!(
    what_was_too_far_ahead_comes_near_though_its_calendar_stands_still,
    a_calendar_that_must_wait_its_turn_has_not_failed,
    what_is_on_is_told_to_who_wishes_for_it,
    feeds_are_the_placemasters_alone,
    what_runs_long_hides_neither_tonight_nor_the_week,
);
