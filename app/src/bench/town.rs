//! A town of a million wishes in a SQLite file, filled in bulk by SQLite itself, and how long the World takes to be read
//! from it.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{Category, time};
use kit::{App, Settings};
use store::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use store::sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};
use suggest::{Progress, Stage, Street, Tell};

use super::ground::Scratch;
use crate::config::Config;
use crate::server::{self, Failure};

/// What town to fill, and how often to read it.
#[derive(Debug, Clone, clap::Args)]
pub struct TownArgs {
    /// People.
    #[arg(long, default_value_t = 200_000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    members: u32,
    /// Wishes of all of them.
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    wishes: u32,
    /// Offers, fifty a shop.
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    offers: u32,
    /// How often it is read.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=20))]
    rounds: u8,
    /// The same town again.
    #[arg(long, default_value_t = 2026)]
    seed: u32,
    /// Where the file is kept; one that is there is read as it is. Thrown away when absent.
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
}

/// Offers of a shop.
const OFFERS_A_SHOP: u32 = 50;
/// Words that tell things of a category apart.
const SORTS: u32 = 60;

/// Fills the town and prints seconds for each stage of reading it.
///
/// # Errors
/// When the file cannot be written or read.
pub async fn run(args: TownArgs) -> Result<(), Failure> {
    eprintln!("seed {}", args.seed);
    match &args.keep {
        Some(file) => {
            let there = file.exists();
            print!("{}", measured(&args, &file.display().to_string(), !there).await?);
        }
        None => {
            let scratch = Scratch::make(None).await?;
            let table = measured(&args, &scratch.address, true).await;
            scratch.remove().await?;
            print!("{}", table?);
        }
    }
    Ok(())
}

async fn measured(args: &TownArgs, file: &str, fresh: bool) -> Result<String, Failure> {
    let mut config = Config::load(None, std::iter::empty())?;
    config.database.url = file.to_owned();
    // The migrations are the house's own; what follows knows their tables as any reader of the file would.
    let app = server::open(&config, String::new(), false).await?;
    let begun = Instant::now();
    if fresh {
        fill(args, &app, file).await?;
        eprintln!("filled in {:.1} s", begun.elapsed().as_secs_f32());
    }
    let mut rounds = Vec::new();
    for number in 1..=args.rounds {
        let round = timed(async |tell| {
            let (world, _) = suggest::load_world_telling(&app, tell).await?;
            Ok(world.memory().total())
        });
        let round = round.await?;
        eprintln!("round {number}: {:.2} s", round.total.as_secs_f32());
        rounds.push(round);
    }
    let mut out = table(args, &rounds, "from the database");
    out += &woken(args, &app, Path::new(&format!("{file}.snapshot"))).await?;
    app.db.close().await;
    Ok(out)
}

/// Starts with a snapshot: one that makes it, then those that read it.
async fn woken(args: &TownArgs, app: &App, file: &Path) -> Result<String, Failure> {
    let settings = Settings { snapshot: Some(file.to_owned()), ..Settings::clone(&app.settings) };
    let app = App { settings: Arc::new(settings), ..app.clone() };
    let begun = Instant::now();
    let street = Street::open(&app).await?;
    let (made, read) = (begun.elapsed(), !street.is_from_snapshot());
    street.keep_at_end(&app).await?;
    drop(street);
    let bytes = std::fs::metadata(file)?.len();
    let mut rounds = Vec::new();
    for number in 1..=args.rounds {
        let round = timed(async |tell| {
            let street = Street::open_telling(&app, tell).await?;
            if street.is_from_snapshot() { Ok(0) } else { Err("the snapshot was not used".into()) }
        });
        let round = round.await?;
        eprintln!("round {number} from the snapshot: {:.2} s", round.total.as_secs_f32());
        rounds.push(round);
    }
    let street = Street::open(&app).await?;
    let same = street.is_from_snapshot() && street.is_as_rebuilt(&app).await?;
    let made = if read { format!(", made in a start of {:.2} s", made.as_secs_f32()) } else { String::new() };
    Ok(format!(
        "\n{}\nThe snapshot takes {} MB{made}. {}\n",
        table(args, &rounds, "from the snapshot"),
        bytes / 1_000_000,
        if same { "Its World is that of the database." } else { "ITS WORLD IS NOT THAT OF THE DATABASE." }
    ))
}

/// One reading.
struct Round {
    stages: Vec<(Stage, u64, Duration)>,
    total: Duration,
    bytes: usize,
}

/// Reads once, by whatever way, and takes the time of each stage; the way answers the bytes of what it made.
async fn timed(way: impl AsyncFnOnce(Tell<'_>) -> Result<usize, Failure>) -> Result<Round, Failure> {
    let (begun, mut last, mut stages) = (Instant::now(), Instant::now(), Vec::new());
    let mut tell = |Progress { stage, rows, done }| {
        if done {
            stages.push((stage, rows, last.elapsed()));
            last = Instant::now();
        }
    };
    let bytes = way(&mut tell).await?;
    Ok(Round { stages, total: begun.elapsed(), bytes })
}

/// Medians, in Markdown.
fn table(args: &TownArgs, rounds: &[Round], whence: &str) -> String {
    let median = |mut times: Vec<Duration>| {
        times.sort();
        times[times.len() / 2].as_secs_f32()
    };
    let mut out = format!(
        "SQLite, seed {}: medians of {} readings {whence}, one after the other, the first from a file just written or opened.\n\n\
         | stage | rows | seconds | rows a second |\n|---|---:|---:|---:|\n",
        args.seed,
        rounds.len()
    );
    for (index, (stage, rows, _)) in rounds[0].stages.iter().enumerate() {
        let seconds = median(rounds.iter().map(|round| round.stages[index].2).collect());
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "| {} | {rows} | {seconds:.2} | {:.0} |",
            stage.name(),
            *rows as f32 / seconds.max(1e-6)
        );
    }
    let all = median(rounds.iter().map(|round| round.total).collect());
    let _ = writeln!(out, "| all | | {all:.2} | |");
    if rounds[0].bytes > 0 {
        let _ = writeln!(out, "\nThe World then takes {} MB.", rounds[0].bytes / 1_000_000);
    }
    out
}

/// A number below 2²⁴ that looks like chance, from an expression and a salt, as SQL. No product leaves 63 bits.
fn chance(of: &str, salt: u32, args: &TownArgs) -> String {
    let salt = u64::from(salt) * 2_246_822_519 + u64::from(args.seed) * 40_503;
    format!("((((({of}) * 2654435761 + {salt}) & 4294967295) * 1103515245 + 12345) >> 8 & 16777215)")
}

/// The id of the n-th of its sort, as SQL: a UUIDv7 that begins with its time.
fn id(sort: u8, number: &str) -> String {
    format!("unhex(printf('0190%08x7%03x8{sort:03x}%012x', {number}, 0, {number}))")
}

/// The numbers from 0, as a table of one column.
fn numbers(count: u32) -> String {
    format!("WITH RECURSIVE r(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM r WHERE n + 1 < {count}) ")
}

async fn fill(args: &TownArgs, app: &App, file: &str) -> Result<(), Failure> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Off)
        .foreign_keys(false)
        .disable_statement_logging();
    let mut conn = SqliteConnection::connect_with(&options).await?;
    let now = app.now().micros();
    let mut all = vec!["BEGIN".to_owned(), sorts(), town()];
    all.extend(shops(args, now));
    all.extend(people(args, now));
    all.extend([wishes(args, now), told(args, now), fact(now), "COMMIT".to_owned()]);
    all.push("ANALYZE".to_owned());
    for statement in all {
        conn.execute(AssertSqlSafe(statement)).await?;
    }
    conn.close().await?;
    Ok(())
}

/// What there is to be had: a word and a category each.
fn sorts() -> String {
    let leaf = |category: &Category| category.path().contains('/');
    let rows: Vec<String> = Category::all()
        .filter(leaf)
        .enumerate()
        .map(|(number, category)| {
            let word = category.path().rsplit('/').next().unwrap_or_default().replace('-', "");
            format!("({number}, '{word}', '{}')", category.path())
        })
        .collect();
    format!(
        "CREATE TEMP TABLE sort AS SELECT column1 AS k, column2 AS word, column3 AS category FROM (VALUES {})",
        rows.join(", ")
    )
}

fn count_of_sorts() -> usize {
    Category::all().filter(|category| category.path().contains('/')).count()
}

fn town() -> String {
    "INSERT INTO town (id, name, lat, lon, attribution) VALUES (1, 'Redon', 47.6513, -2.0846, '')".to_owned()
}

/// Shops in 4 × 4 km, with hours, each with its offers.
fn shops(args: &TownArgs, now: i64) -> [String; 3] {
    let shops = args.offers.div_ceil(OFFERS_A_SHOP);
    let h = |of: &str, salt| chance(of, salt, args);
    let sorts = count_of_sorts();
    let organisations = format!(
        "{}INSERT INTO organisation (id, name, osm, created_at) SELECT {}, 'Maison ' || n, NULL, {now} FROM r",
        numbers(shops),
        id(1, "n")
    );
    let places = format!(
        "{}INSERT INTO place (id, organisation, name, name_folded, category, lat, lon, radius_m, address, hours_text, hours,
             osm, updated_at)
         SELECT {}, {}, 'Maison ' || n, 'maison ' || n, category, 47.6513 + ({} % 36000 - 18000) / 1000000.0,
             -2.0846 + ({} % 53000 - 26500) / 1000000.0, 10, '', '', '540-1140,1980-2580,3420-4020,4860-5460,6300-6900,7740-8340',
             NULL, {now}
         FROM r JOIN sort ON sort.k = {} % {sorts}",
        numbers(shops),
        id(2, "r.n"),
        id(1, "r.n"),
        h("r.n", 1),
        h("r.n", 2),
        h("r.n", 3)
    );
    let offers = format!(
        "{}, o AS (SELECT n, {} % {sorts} AS sort, printf('s%02d', {} % {SORTS}) AS sub, {} % 9000 + 100 AS price FROM r)
         INSERT INTO offer (id, organisation, place, reference, title, kind, category, gtin, brand, words, price_minor,
             reference_minor, currency, stock, from_at, until_at, reach_m, zone, state, created_at)
         SELECT {}, {}, {}, NULL, word || ' ' || sub, 'product', category, NULL, NULL, min(word, sub) || ' ' || max(word, sub),
             price, CASE WHEN o.n % 3 = 0 THEN price * 5 / 4 END, 'EUR', CASE WHEN o.n % 2 = 0 THEN o.n % 20 + 1 END,
             {now} - {day} + CASE WHEN o.n % 50 = 0 THEN {day} * 2 ELSE 0 END,
             CASE WHEN o.n % 4 = 0 THEN {now} + {day} * 7 END, 300 + {} % 1200, 'neighbourhood', 'open', {now}
         FROM o JOIN sort ON sort.k = o.sort",
        numbers(args.offers).trim_end(),
        h("n", 4),
        h("n", 5),
        h("n", 6),
        id(3, "o.n"),
        id(1, &format!("o.n / {OFFERS_A_SHOP}")),
        id(2, &format!("o.n / {OFFERS_A_SHOP}")),
        h("o.n", 7),
        day = time::SECOND * 86_400
    );
    [organisations, places, offers]
}

/// Members, most with the switch on; one in ten has closed a category, one in twenty allows a shop twice a day.
fn people(args: &TownArgs, now: i64) -> [String; 4] {
    let shops = args.offers.div_ceil(OFFERS_A_SHOP);
    let members = format!(
        "{}INSERT INTO member (id, name, lang, guest, placemaster, invented, created_at)
         SELECT {}, 'M' || n, 'fr', 0, 0, 1, {now} FROM r",
        numbers(args.members),
        id(4, "n")
    );
    let attention = format!(
        "{}INSERT INTO attention (member, mode_on, mode_until, quiet_from, quiet_to, per_day)
         SELECT {}, n % 10 < 7, NULL, 1260, 480, 5 FROM r WHERE n % 10 < 8",
        numbers(args.members),
        id(4, "n")
    );
    let grant = |sort, every, effect, organisation: String, category: String, per_day| {
        format!(
            "{}INSERT INTO consent_grant (id, member, effect, purpose, organisation, category, zone, days, from_minute,
                 to_minute, per_day, until_at, given_at)
             SELECT {}, {}, '{effect}', 'suggest', {organisation}, {category}, NULL, 127, NULL, NULL, {per_day}, NULL, {now}
             FROM r JOIN sort ON sort.k = {} % {} WHERE r.n % {every} = 0",
            numbers(args.members),
            id(sort, "r.n"),
            id(4, "r.n"),
            chance("r.n", 8, args),
            count_of_sorts()
        )
    };
    let shop = id(1, &format!("({} % {shops})", chance("r.n", 9, args)));
    let denials = grant(5, 10, "deny", "NULL".to_owned(), "category".to_owned(), "NULL");
    [members, attention, denials, grant(6, 20, "allow", shop, "NULL".to_owned(), "2")]
}

/// Wishes in the order people had them, which is not member by member: half by a word, half by two, some by category.
fn wishes(args: &TownArgs, now: i64) -> String {
    let h = |of: &str, salt| chance(of, salt, args);
    let sorts = count_of_sorts();
    format!(
        "{}, w AS (SELECT n, {} % {} AS member, {} % {sorts} AS sort, printf('s%02d', {} % {SORTS}) AS sub FROM r)
         INSERT INTO wish (id, member, title, kind, category, gtin, brand, words, top_minor, currency, until_at, distance_m,
             visibility, state, added_at)
         SELECT {}, {}, word || ' ' || sub, 'product', CASE WHEN w.n % 5 = 0 THEN category END, NULL, NULL,
             CASE WHEN w.n % 2 = 0 THEN word ELSE min(word, sub) || ' ' || max(word, sub) END,
             CASE WHEN w.n % 3 = 0 THEN {} % 9000 + 500 END, CASE WHEN w.n % 3 = 0 THEN 'EUR' END,
             CASE WHEN w.n % 10 = 0 THEN {now} + {} END, 500 + w.n % 4 * 500, 'private', 'open', {now} + w.n
         FROM w JOIN sort ON sort.k = w.sort",
        numbers(args.wishes).trim_end(),
        h("n", 10),
        args.members,
        h("n", 11),
        h("n", 12),
        id(7, "w.n"),
        id(4, "w.member"),
        h("w.n", 13),
        time::SECOND * 86_400 * 30
    )
}

/// The log speaks of a town that is there: a snapshot stands for a fact.
fn fact(now: i64) -> String {
    format!("INSERT INTO fact (at, kind, about) VALUES ({now}, 'place', {})", id(2, "0"))
}

/// Every other member was told something once.
fn told(args: &TownArgs, now: i64) -> String {
    let offer = format!("({} % {})", chance("r.n", 14, args), args.offers);
    format!(
        "{}INSERT INTO suggestion (id, number, member, offer, organisation, place, wish, reasons, score, channel, made_at,
             outcome)
         SELECT {}, 1, {}, {}, {}, {}, {}, '[{{\"reason\":\"near\",\"metres\":9}}]', 100, 'live', {now} - {}, 'shown' FROM r
         WHERE n % 2 = 0",
        numbers(args.members),
        id(8, "r.n"),
        id(4, "r.n"),
        id(3, &offer),
        id(1, &format!("{offer} / {OFFERS_A_SHOP}")),
        id(2, &format!("{offer} / {OFFERS_A_SHOP}")),
        id(7, "r.n"),
        time::SECOND * 7_200
    )
}
