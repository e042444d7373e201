//! What serves people: a page that is read looks for its product in the store ([`product::candidates`]) and is judged by [`product::same`].
//! Both, as they are, on the sets and on products that are invented, in a database that is thrown away.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use domain::ProductId;
use kit::App;
use product::{Described, Thing};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::sets::Set;
use super::{bar, million, score};
use crate::config::Config;
use crate::server::{self, Failure};

/// The head of the table of [`served`].
pub(super) const HEAD: &str = "\
| set, as pages are read | products | the same found | joined, right | joined, wrong | of the same joined | compared | p50 | p99 |
|---|---|---|---|---|---|---|---|---|
";
/// Products added in one transaction.
const BATCH: usize = 500;
/// Questions asked of invented products.
const QUESTIONS: usize = 2_000;

/// A database of products, in the system's temporary folder.
struct Scratch {
    app: App,
    folder: PathBuf,
}

impl Scratch {
    async fn of(things: &[Described]) -> Result<(Self, Vec<ProductId>), Failure> {
        let folder = std::env::temp_dir().join(format!("hyperlieu_eval_{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let mut config = Config::load(None, std::iter::empty())?;
        config.database.url = folder.join("eval.sqlite").display().to_string();
        let scratch = Self { app: server::open(&config, String::new(), false).await?, folder };
        let progress = bar(things.len() as u64, "{pos} products of {len} {wide_bar} {eta}")?;
        let mut ids = Vec::with_capacity(things.len());
        for batch in things.chunks(BATCH) {
            let mut tx = scratch.app.write().await?;
            for told in batch {
                ids.push(product::add(&mut tx, &scratch.app, told).await?);
            }
            tx.commit().await?;
            progress.inc(batch.len() as u64);
        }
        progress.finish_and_clear();
        Ok((scratch, ids))
    }

    async fn remove(self) -> Result<(), Failure> {
        self.app.db.close().await;
        Ok(std::fs::remove_dir_all(self.folder)?)
    }
}

/// The times of many questions, in order.
struct Times(Vec<Duration>);

impl Times {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// In milliseconds, at a hundredth part of all.
    fn at(&self, percent: usize) -> f64 {
        let place = (self.0.len() * percent / 100).min(self.0.len().saturating_sub(1));
        self.0.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    }
}

/// The line of one set: its right list is known, and each of its left is read as a page that names no barcode.
pub(super) async fn served(set: &Set) -> Result<String, Failure> {
    let (scratch, ids) = Scratch::of(&set.right_named).await?;
    let place: HashMap<ProductId, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let label: HashMap<(usize, usize), bool> =
        set.pairs.iter().map(|pair| ((pair.left, pair.right), pair.same)).collect();
    let (mut found, mut right, mut wrong, mut compared) = (0, 0, 0, 0);
    let mut times = Vec::with_capacity(set.left_named.len());
    let mut tx = scratch.app.read().await?;
    for (left, told) in set.left_named.iter().enumerate() {
        let began = Instant::now();
        let known = product::candidates(&mut tx, told).await?;
        let (count, of) = (known.len(), known.iter().filter_map(|one| place.get(&one.id)));
        found += of.filter(|at| label.get(&(left, **at)) == Some(&true)).count();
        let joined = product::same(told, known);
        times.push(began.elapsed());
        compared += count;
        match joined.and_then(|one| label.get(&(left, *place.get(&one.id)?))) {
            Some(true) => right += 1,
            Some(false) => wrong += 1,
            // Nobody labelled this pair.
            None => {}
        }
    }
    drop(tx);
    scratch.remove().await?;
    let same = set.pairs.iter().filter(|pair| pair.same).count();
    let of_same = |part: usize| 100.0 * score::count(part) / score::count(same.max(1));
    let times = Times::of(times);
    Ok(format!(
        "| {} | {} | {:.1} % | {right} | {wrong} | {:.1} % | {:.0} | {:.1} ms | {:.1} ms |\n",
        set.name,
        ids.len(),
        of_same(found),
        of_same(right),
        score::count(compared) / score::count(set.left_named.len().max(1)),
        times.at(50),
        times.at(99),
    ))
}

/// The same with invented products, of which garbled copies are read.
pub(super) async fn invented(products: u32, seed: u64) -> Result<String, Failure> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let told: Vec<_> = (0..products).map(|_| million::invent(&mut chance)).collect();
    let named = |told: &insight::likeness::Description| Described {
        title: told.title.clone(),
        thing: Thing { brand: told.brand.clone(), ..Thing::default() },
    };
    let things: Vec<Described> = told.iter().map(named).collect();
    let began = Instant::now();
    let (scratch, ids) = Scratch::of(&things).await?;
    let building = began.elapsed();
    let bytes = std::fs::metadata(scratch.folder.join("eval.sqlite"))?.len();
    let every = (things.len() / QUESTIONS).max(1);
    let (mut found, mut asked, mut times) = (0_usize, 0_usize, Vec::new());
    let mut tx = scratch.app.read().await?;
    for at in (0..things.len()).step_by(every) {
        let question = named(&million::garble(&told[at], &mut chance));
        let began = Instant::now();
        let known = product::candidates(&mut tx, &question).await?;
        times.push(began.elapsed());
        asked += 1;
        found += usize::from(known.iter().any(|one| one.id == ids[at]));
    }
    drop(tx);
    scratch.remove().await?;
    let times = Times::of(times);
    Ok(format!(
        "\n{products} invented products in a database, seed {seed}; {asked} of them asked for with words left out, misspelt and in another order\n\n\
         | built in | bytes a product | p50 | p99 | longest | found |\n|---|---|---|---|---|---|\n\
         | {:.0} s | {} | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} % |\n",
        building.as_secs_f64(),
        bytes / u64::from(products.max(1)),
        times.at(50),
        times.at(99),
        times.at(100),
        100.0 * score::count(found) / score::count(asked.max(1)),
    ))
}
