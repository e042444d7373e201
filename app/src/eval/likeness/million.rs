//! How fast candidates are found among very many listings, which are invented from a seed.

use std::time::{Duration, Instant};

use insight::likeness::{Description, Digest, Index, Scratch};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{bar, score};
use crate::server::Failure;

/// Questions asked.
const QUESTIONS: u32 = 2_000;
/// Candidates wanted of each.
const CANDIDATES: usize = 20;

const GOODS: &[&str] = &[
    "perceuse",
    "drill",
    "casque",
    "headphones",
    "écran",
    "monitor",
    "imprimante",
    "printer",
    "chaise",
    "chair",
    "lampe",
    "lamp",
    "sac",
    "bag",
    "montre",
    "watch",
    "vélo",
    "bike",
    "clavier",
    "keyboard",
    "bouilloire",
    "kettle",
    "cafetière",
    "toaster",
    "aspirateur",
    "vacuum",
    "téléphone",
    "tablet",
    "câble",
    "cable",
    "chargeur",
    "charger",
];
const TRAITS: &[&str] = &[
    "noir",
    "black",
    "blanc",
    "white",
    "rouge",
    "red",
    "bleu",
    "blue",
    "sans fil",
    "wireless",
    "électrique",
    "pro",
    "mini",
    "premium",
    "compact",
    "pliable",
    "waterproof",
    "bois",
    "acier",
    "coton",
    "édition",
    "2024",
    "2025",
];
const SIZES: &[&str] = &["16 Go", "1 To", "500 ml", "2,5 L", "24 pouces", "750 g", "12 V", "60 cm", "1200 W"];

/// Builds an index of so many listings, asks it for their garbled copies, and gives the table.
pub(super) fn measure(listings: u32, seed: u64) -> Result<String, Failure> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let progress = bar(u64::from(listings), "{pos} listings of {len} {wide_bar} {eta}")?;
    let mut index = Index::default();
    let mut building = Duration::ZERO;
    let mut kept = Vec::new();
    let every = (listings / QUESTIONS).max(1);
    for id in 0..listings {
        let told = invent(&mut chance);
        let began = Instant::now();
        index.insert(id, &Digest::of(&told));
        building += began.elapsed();
        if id % every == 0 {
            kept.push((id, told));
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    let mut scratch = Scratch::default();
    let mut times = Vec::with_capacity(kept.len());
    let (mut first, mut found) = (0_usize, 0_usize);
    for (id, told) in &kept {
        let question = garble(told, &mut chance);
        let began = Instant::now();
        let candidates = index.candidates(&Digest::of(&question), CANDIDATES, &mut scratch);
        times.push(began.elapsed());
        first += usize::from(candidates.first().is_some_and(|(best, _)| best == id));
        found += usize::from(candidates.iter().any(|(other, _)| other == id));
    }
    let began = Instant::now();
    let gone = kept.iter().filter(|(id, _)| index.remove(id)).count();
    let removal = began.elapsed();
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    let asked = score::count(kept.len());
    Ok(format!(
        "\n{listings} invented listings, seed {seed}; asked for {} of them with words left out, misspelt and in another order, \
         {CANDIDATES} candidates each\n\n\
         | built in | bytes a listing | p50 | p99 | longest | the listing first | among the {CANDIDATES} | one removed in |\n\
         |---|---|---|---|---|---|---|---|\n\
         | {:.1} s | {} | {:.2} ms | {:.2} ms | {:.2} ms | {:.1} % | {:.1} % | {:.1} µs |\n",
        kept.len(),
        building.as_secs_f64(),
        index.bytes() / listings.max(1) as usize,
        at(50),
        at(99),
        at(100),
        100.0 * score::count(first) / asked,
        100.0 * score::count(found) / asked,
        removal.as_secs_f64() * 1e6 / score::count(gone.max(1)),
    ))
}

/// A listing: a brand, goods, traits, often a size, mostly a maker's number.
pub(super) fn invent(chance: &mut ChaCha8Rng) -> Description {
    // Few brands make most of what is sold.
    let brand = name(u64::from(chance.random_range(0..40_u32)) * u64::from(chance.random_range(0..40_u32)));
    let mut title = vec![brand.clone(), pick(GOODS, chance).to_owned(), pick(GOODS, chance).to_owned()];
    title.extend((0..chance.random_range(1..4)).map(|_| pick(TRAITS, chance).to_owned()));
    // A name of the series, out of many.
    title.push(name(chance.random_range(0..200_000)));
    if chance.random_bool(0.5) {
        title.push(pick(SIZES, chance).to_owned());
    }
    if chance.random_bool(0.7) {
        let letters: String = (0..3).map(|_| char::from(b'A' + chance.random_range(0..26_u8))).collect();
        title.push(format!("{letters}-{}", chance.random_range(100..100_000)));
    }
    Description { title: title.join(" "), brand: Some(brand), ..Description::default() }
}

/// The same thing as another shop tells it: a third of the words left out, a letter lost here and there, the rest turned round.
pub(super) fn garble(told: &Description, chance: &mut ChaCha8Rng) -> Description {
    let mut words: Vec<String> = told.title.split(' ').map(str::to_owned).collect();
    words.retain(|_| chance.random_bool(0.7));
    for word in &mut words {
        let letters = word.chars().count();
        if letters > 5 && chance.random_bool(0.15) {
            let lost = chance.random_range(1..letters);
            *word = word.chars().enumerate().filter(|(at, _)| *at != lost).map(|(_, c)| c).collect();
        }
    }
    words.reverse();
    Description { title: words.join(" "), brand: told.brand.clone(), ..Description::default() }
}

fn pick<'a>(from: &[&'a str], chance: &mut ChaCha8Rng) -> &'a str {
    from[chance.random_range(0..from.len())]
}

/// A pronounceable name for a number.
fn name(mut number: u64) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu", "ban",
        "cel", "dor", "fin", "mar",
    ];
    let mut name = String::new();
    for _ in 0..4 {
        name.push_str(SYLLABLES[usize::try_from(number % 20).unwrap_or(0)]);
        number /= 20;
    }
    name
}
