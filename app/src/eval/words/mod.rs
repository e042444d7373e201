//! Whether wishes told in words meet the offers they should: pairs judged by hand, half of them held out.

use std::path::PathBuf;
use std::time::Instant as Stopwatch;

use clap::Args;
use domain::{Kind, Subject, text};
use insight::lexis;

use crate::server::Failure;

/// The pairs that come with the program.
const PAIRS: &str = include_str!("pairs.tsv");

/// What to judge.
#[derive(Debug, Args)]
pub struct WordsArgs {
    /// Other pairs: lines of wish, offer and 1 or 0, parted by tabs.
    file: Option<PathBuf>,
    /// Also the pairs for mending that are judged wrongly; those held out are never shown.
    #[arg(long)]
    show: bool,
}

/// A wish, an offer, and whether they should meet.
struct Pair<'a> {
    wish: &'a str,
    offer: &'a str,
    meets: bool,
}

/// How often was judged how.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    right: u32,
    wrong: u32,
    missed: u32,
    pairs: u32,
}

impl Tally {
    fn count(&mut self, found: bool, meets: bool) {
        self.pairs += 1;
        match (found, meets) {
            (true, true) => self.right += 1,
            (true, false) => self.wrong += 1,
            (false, true) => self.missed += 1,
            (false, false) => {}
        }
    }

    fn share(part: u32, rest: u32) -> f64 {
        if part + rest == 0 { 0.0 } else { f64::from(part) / f64::from(part + rest) }
    }

    fn line(self, name: &str) -> String {
        let (precision, recall) = (Self::share(self.right, self.wrong), Self::share(self.right, self.missed));
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        format!("| {name} | {} | {precision:.3} | {recall:.3} | {f1:.3} |", self.pairs)
    }
}

fn read(lines: &str) -> Result<Vec<Pair<'_>>, String> {
    let told = lines.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let read = |line| {
        let mut parts = str::split(line, '\t');
        let (wish, offer) = (parts.next()?, parts.next()?);
        let meets = match parts.next()? {
            "1" => true,
            "0" => false,
            _ => return None,
        };
        Some(Pair { wish, offer, meets })
    };
    told.map(|line| read(line).ok_or_else(|| format!("no pair: {line}"))).collect()
}

/// As the engine judged by folded words.
fn by_words(pair: &Pair<'_>) -> bool {
    Subject::told(Kind::Product, pair.wish).wants(&Subject::told(Kind::Product, pair.offer))
}

/// As it judges by the keys that stand for them.
fn by_keys(pair: &Pair<'_>) -> bool {
    let subject = |words| Subject { words, ..Subject::told(Kind::Product, "") };
    let offered = lexis::answered(pair.offer, None, &text::words(pair.offer));
    subject(lexis::asked(pair.wish, &text::words(pair.wish))).wants(&subject(offered))
}

/// Judges all pairs and prints a table.
///
/// # Errors
/// When a file is absent or holds no pairs.
pub fn run(args: &WordsArgs) -> Result<(), Failure> {
    let told = match &args.file {
        Some(path) => std::fs::read_to_string(path)?,
        None => PAIRS.to_owned(),
    };
    let pairs = read(&told)?;
    let (mut old, mut new) = ([Tally::default(); 2], [Tally::default(); 2]);
    // The tables are made ready by the first.
    let _ = pairs.first().map(by_keys);
    let begun = Stopwatch::now();
    for (number, pair) in pairs.iter().enumerate() {
        let found = by_keys(pair);
        old[number % 2].count(by_words(pair), pair.meets);
        new[number % 2].count(found, pair.meets);
        if args.show && number % 2 == 0 && found != pair.meets {
            let said = if found { "met, and should not" } else { "missed" };
            println!("{said}: {} / {}", pair.wish, pair.offer);
        }
    }
    let each = begun.elapsed() / u32::try_from(pairs.len()).unwrap_or(u32::MAX).max(1);
    println!("| pairs | count | precision | recall | F1 |\n|---|---|---|---|---|");
    println!("{}\n{}", old[0].line("for mending, folded words"), new[0].line("for mending, keys"));
    println!("{}\n{}", old[1].line("held out, folded words"), new[1].line("held out, keys"));
    println!("\n{:.1} µs a pair", each.as_secs_f64() * 1e6);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pairs_read_and_keys_judge_better_than_words() {
        let pairs = read(PAIRS).unwrap();
        assert!(pairs.len() >= 150, "{}", pairs.len());
        let (mut old, mut new) = (Tally::default(), Tally::default());
        for pair in &pairs {
            old.count(by_words(pair), pair.meets);
            new.count(by_keys(pair), pair.meets);
        }
        assert!(new.right > old.right && new.wrong < old.wrong, "{old:?} {new:?}");
        assert!(read("a\tb").is_err() && read("a\tb\t2").is_err());
    }
}
