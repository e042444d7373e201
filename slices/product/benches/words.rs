//! What it costs to find the product of a page by the rarest of its words, among few and among many: SQLite, one page at a time.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark's panic is its report, and its lines are its figures"
)]

use std::time::{Duration, Instant};

use domain::{Availability, Money};
use kit::App;
use product::{Known, Seen};

const THINGS: [&str; 12] = [
    "Perceuse sans fil",
    "Visseuse",
    "Ponceuse",
    "Scie sauteuse",
    "Casque de vélo",
    "Lampe de chevet",
    "Tente",
    "Bouilloire",
    "Grille-pain",
    "Aspirateur",
    "Tondeuse",
    "Enceinte portable",
];
const TRAITS: [&str; 10] =
    ["18 V", "1200 W", "noir", "rouge", "avec sac", "compact", "2 vitesses", "1,5 L", "étanche", "série pro"];
/// Products known when pages are asked for.
const TOWNS: [usize; 3] = [1_000, 10_000, 50_000];
/// Pages asked for in each.
const ASKED: usize = 300;
/// Products noted in one transaction.
const SOME: usize = 500;

/// What shop `shop` says of product `number`: a thing, traits that thousands share, and a maker's number of its own.
fn page(number: usize, shop: usize) -> Seen {
    let (thing, one) = (THINGS[number % THINGS.len()], TRAITS[number / 7 % TRAITS.len()]);
    let (other, code) = (TRAITS[number / 3 % TRAITS.len()], format!("QX{}{number}", number % 89));
    let title = match shop {
        0 => format!("{thing} {code} {one} {other}"),
        _ => format!("{code} - {thing} {other} {one}, livraison offerte"),
    };
    Seen {
        url: format!("https://shop{shop}.example/{number}"),
        retailer: format!("shop{shop}.example"),
        title,
        brand: None,
        gtin: None,
        model: None,
        category: None,
        picture: None,
        price: Some(Money::eur(9_900)),
        list_price: None,
        availability: Availability::In,
        known: Known::default(),
        besides: product::Besides::default(),
    }
}

async fn known(app: &App, from: usize, to: usize) {
    for start in (from..to).step_by(SOME) {
        let mut tx = app.write().await.unwrap();
        for number in start..to.min(start + SOME) {
            product::note(&mut tx, app, page(number, 0), None).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

/// How long each of some pages of another shop takes to be noted, and how many were known for what they are; nothing is kept.
async fn asked(app: &App, count: usize) -> (Vec<Duration>, usize) {
    let (mut times, mut same) = (Vec::new(), 0);
    for turn in 0..ASKED {
        let number = turn * 7_919 % count;
        let mut tx = app.write().await.unwrap();
        let first = product::note(&mut tx, app, page(number, 0), None).await.unwrap();
        let began = Instant::now();
        let found = product::note(&mut tx, app, page(number, 1), None).await.unwrap();
        times.push(began.elapsed());
        same += usize::from(found.product == first.product);
    }
    times.sort_unstable();
    (times, same)
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let db = store::testing::sqlite().await;
        let app = kit::testing::app(db.db.clone());
        let mut before = 0;
        for count in TOWNS {
            let began = Instant::now();
            known(&app, before, count).await;
            let each = began.elapsed() / u32::try_from(count - before).unwrap();
            let (times, same) = asked(&app, count).await;
            let (half, most) = (times[ASKED / 2], times[ASKED * 99 / 100]);
            println!("{count} products: a page p50 {half:.2?}, p99 {most:.2?}, {same} of {ASKED} known; noting one anew {each:.2?}");
            before = count;
        }
    });
}
