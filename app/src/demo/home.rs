//! What the people of the demonstration share and look forward to: lists, promises, a circle, pages whose prices moved, what is on
//! tonight, a tag in a window. All invented.

use domain::{
    Availability, FeedId, Instant, Kind, ListVisibility, MemberId, Money, OrganisationId, PlaceId, Priority,
    Subject, WishId,
};
use kit::{App, Clock, Result};
use product::{Again, Besides, Known, Seen};
use share::{Ask, Choice};
use store::Tx;
use wish::{CameFrom, Detail, NewWish};

use super::stage::Counter;

const CIRCLE: &str = "Les voisins du port";
const DAY_S: i64 = 86_400;

/// Those of the demonstration who know one another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Friends {
    /// Whose circle it is.
    pub(super) bookseller: MemberId,
    pub(super) baker: MemberId,
    pub(super) till: MemberId,
}

/// What stands on a list.
struct Thing {
    title: &'static str,
    note: &'static str,
    quantity: i64,
    priority: Priority,
    top_cents: Option<i64>,
}

const fn thing(title: &'static str, note: &'static str) -> Thing {
    Thing { title, note, quantity: 1, priority: Priority::Usual, top_cents: None }
}

async fn list(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    name: &str,
    things: &[Thing],
) -> Result<(domain::ListId, Vec<WishId>)> {
    let list = wish::list::create(tx, app, member, name).await?.id;
    let mut wishes = Vec::new();
    for thing in things {
        let top_price = thing.top_cents.map(Money::eur);
        let id = wish::add(tx, app, member, NewWish { top_price, ..NewWish::told(thing.title) }).await?.id;
        let (note, quantity, priority) = (thing.note.to_owned(), thing.quantity, thing.priority);
        let beside = Detail { list: Some(list), note, quantity, priority, ..Detail::default() };
        wish::set_detail(tx, member, id, &beside).await?;
        wishes.push(id);
    }
    Ok((list, wishes))
}

/// What is there whoever is Camille: a circle, a list before it, the agenda, a tag at each counter.
pub(super) async fn settle(
    tx: &mut Tx,
    app: &App,
    friends: Friends,
    counters: &[(&Counter, Option<PlaceId>)],
) -> Result<()> {
    let Friends { bookseller, baker, till } = friends;
    let circle = circle::create(tx, app, bookseller, CIRCLE, "Maïwenn").await?;
    for (member, name) in [(baker, "Gaël"), (till, "Annick")] {
        let link = invitation(tx, app, bookseller).await?;
        circle::join(tx, member, &link, name).await?;
    }
    let things = [
        thing("Une théière en fonte", "La petite, pour deux."),
        Thing { quantity: 4, ..thing("Des verres à cidre", "") },
    ];
    let (list, wishes) = list(tx, app, bookseller, "Mes quarante ans", &things).await?;
    let choice = Choice {
        visibility: ListVisibility::Circle,
        circles: vec![circle],
        notes: true,
        ..Choice::default()
    };
    share::set(tx, bookseller, list, choice).await?;
    share::reserve(tx, app, baker, (list, wishes[1]), Ask::Whole { units: 2 }, false).await?;
    agenda(tx, app).await?;
    for (counter, place) in counters {
        if let Some(place) = place {
            tag(tx, app, counter.organisation, *place).await?;
        }
    }
    Ok(())
}

async fn tag(tx: &mut Tx, app: &App, of: OrganisationId, place: PlaceId) -> Result<()> {
    resolver::mark_place(tx, app, of, place, "Vitrine").await
}

/// The last part of a link into the circle.
async fn invitation(tx: &mut Tx, app: &App, founder: MemberId) -> Result<String> {
    let circles = circle::of_member(tx, founder).await?;
    let known = circles.first().ok_or_else(|| kit::Refusal::new("not-found"))?;
    let (link, _) = circle::invite(tx, app, founder, known.id).await?;
    Ok(link.rsplit('/').next().unwrap_or_default().to_owned())
}

/// Camille's own: two named lists, one of them before the circle with promises on it that she does not see, one of hers on another's
/// list, and two things from pages whose prices moved.
pub(super) async fn furnish(app: &App, camille: MemberId, friends: Friends) -> Result<()> {
    from_pages(app, camille).await?;
    let mut tx = app.write().await?;
    let link = invitation(&mut tx, app, friends.bookseller).await?;
    let circle = circle::join(&mut tx, camille, &link, "Camille").await?;
    let gifts = [
        Thing {
            priority: Priority::Dearly,
            top_cents: Some(18_000),
            ..thing("Un vélo d’occasion", "Cadre bas, pour aller au marché.")
        },
        Thing { quantity: 6, ..thing("Des bougies parfumées", "") },
        thing("Une lampe de chevet", "Lumière chaude, pas trop haute."),
        thing("Un carnet à dessin", ""),
    ];
    let (noel, wishes) = list(&mut tx, app, camille, "Noël", &gifts).await?;
    let choice = Choice {
        visibility: ListVisibility::Circle,
        circles: vec![circle],
        notes: true,
        ..Choice::default()
    };
    share::set(&mut tx, camille, noel, choice).await?;
    let pot = Ask::Together { amount: Some(Money::eur(4_000)), goal: Some(Money::eur(18_000)) };
    share::reserve(&mut tx, app, friends.bookseller, (noel, wishes[0]), pot, false).await?;
    let some = Ask::Whole { units: 2 };
    share::reserve(&mut tx, app, friends.till, (noel, wishes[1]), some, true).await?;
    promised(&mut tx, app, camille, friends.bookseller).await?;
    let house = [
        Thing { top_cents: Some(2_500), ..thing("Un paillasson", "") },
        thing("Une étagère murale", "80 cm au plus."),
    ];
    list(&mut tx, app, camille, "Pour la maison", &house).await?;
    let film = Subject::told(Kind::Outing, FILM);
    wish::add(&mut tx, app, camille, NewWish { subject: film, ..NewWish::told(&format!("Voir {FILM}")) })
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Camille promises the first thing of the list.
async fn promised(tx: &mut Tx, app: &App, camille: MemberId, to: MemberId) -> Result<()> {
    for known in wish::lists_of(tx, to).await? {
        if let Some((first, _)) = wish::of_list(tx, known.id).await?.first() {
            share::reserve(tx, app, camille, (known.id, first.id), Ask::Whole { units: 1 }, false).await?;
        }
    }
    Ok(())
}

/// A page as it was read on days before now, in cents; `None` is sold out.
struct Course {
    path: &'static str,
    title: &'static str,
    brand: &'static str,
    read: &'static [(i64, Option<i64>)],
}

const COURSES: [Course; 2] = [
    Course {
        path: "perceuse-visseuse-18-v",
        title: "Perceuse visseuse sans fil 18 V",
        brand: "Norda",
        read: &[(40, Some(9_990)), (33, Some(9_490)), (21, Some(9_990)), (9, Some(8_990)), (0, Some(7_490))],
    },
    Course {
        path: "bottes-de-pluie-rouges",
        title: "Bottes de pluie rouges, pointure 38",
        brand: "Pluvia",
        read: &[(30, Some(4_500)), (18, None), (4, Some(4_200))],
    },
];

/// Adds what Camille found on shops' pages, with what those cost since. Each reading is made as of its day.
async fn from_pages(app: &App, camille: MemberId) -> Result<()> {
    let now = app.now();
    for course in &COURSES {
        let mut known = None;
        for (days, cents) in course.read {
            let then = App { clock: Clock::frozen(now.plus_secs(-days * DAY_S)), ..app.clone() };
            let mut tx = then.write().await?;
            let seen = seen(course, *cents);
            match known {
                None => {
                    let listing = product::note(&mut tx, &then, seen, None).await?;
                    let id = wish::add(&mut tx, &then, camille, NewWish::told(course.title)).await?.id;
                    let beside =
                        Detail { came_from: CameFrom::Page, listing: Some(listing.id), ..Detail::default() };
                    wish::set_detail(&mut tx, camille, id, &beside).await?;
                    known = Some(listing);
                }
                Some(listing) => {
                    known =
                        Some(product::reread(&mut tx, &then, listing, Again::Seen(Box::new(seen))).await?.0);
                }
            }
            tx.commit().await?;
        }
    }
    Ok(())
}

fn seen(course: &Course, cents: Option<i64>) -> Seen {
    Seen {
        url: format!("https://boutique.example/{}", course.path),
        retailer: "boutique.example".to_owned(),
        title: course.title.to_owned(),
        brand: Some(course.brand.to_owned()),
        gtin: None,
        model: None,
        category: None,
        picture: None,
        price: cents.map(Money::eur),
        list_price: None,
        availability: if cents.is_some() { Availability::In } else { Availability::Out },
        known: Known::default(),
        besides: Besides::default(),
    }
}

const FILM: &str = "Les Demoiselles de Rochefort";

/// What is on: days from now, the hour of its beginning, how long, what, where, of which sort.
const EVENTS: [(i64, i64, i64, &str, &str, &str); 5] = [
    (0, 20 * 3_600 + 1_800, 7_500, FILM, "Cinéma du centre", "Film"),
    (1, 21 * 3_600, 5_400, "Concert au port", "Quai Duguay-Trouin", "Musique"),
    (2, 15 * 3_600, 3_600, "L’heure du conte", "Médiathèque", "Enfants"),
    (3, 8 * 3_600, 18_000, "Grand marché", "Place du marché", "Marché"),
    (5, 20 * 3_600, 14_400, "Fest-noz d’automne", "Salle des fêtes", "Danse"),
];

/// The feed of the demonstration, as if it had just been read.
async fn agenda(tx: &mut Tx, app: &App) -> Result<()> {
    let url = "https://agenda.example/redon.ics";
    if !agenda::feeds(tx).await?.iter().any(|feed| feed.url == url) {
        let name = "Sortir à Redon (inventé)".to_owned();
        let (url, kind, venue) = (url.to_owned(), agenda::FeedKind::Calendar, String::new());
        let _: FeedId = agenda::add_feed(tx, app, agenda::NewFeed { name, url, kind, venue }).await?;
    }
    let feeds = agenda::feeds(tx).await?;
    let Some(feed) = feeds.iter().find(|feed| feed.url == url) else { return Ok(()) };
    let events = EVENTS.iter().enumerate().map(|(number, event)| event_of(app, number, event)).collect();
    let again = agenda::Again::Seen { events, skipped: 0, known: agenda::Known::default() };
    agenda::note(tx, app, feed, again).await?;
    Ok(())
}

fn event_of(app: &App, number: usize, event: &(i64, i64, i64, &str, &str, &str)) -> agenda::NewEvent {
    let (days, hour, lasts, title, venue, category) = *event;
    let starts = evening(app, days, hour);
    agenda::NewEvent {
        uid: format!("demo-{number}"),
        starts,
        ends: starts.plus_secs(lasts),
        title: title.to_owned(),
        all_day: false,
        venue: venue.to_owned(),
        category: category.to_owned(),
        url: None,
    }
}

/// So many days from now at an hour; what would be over already is tomorrow's.
fn evening(app: &App, days: i64, hour: i64) -> Instant {
    let (now, zone) = (app.now(), &app.settings.zone);
    let at = zone.start_of_day(now.plus_secs(days * DAY_S)).plus_secs(hour);
    if at > now { at } else { at.plus_secs(DAY_S) }
}
