//! `eval likeness`: the match-* sets in one run with one configuration.
//!
//! Labels score; nothing is fitted to them, but one line of the baselines that says so. Descriptions of all splits are pooled
//! without labels, as a shop's whole list would be; `--apart` judges each split as if the others did not exist.
//!
//! - [`sets`]: the files. [`judge`]: candidates and verdicts. [`baseline`]: what is simpler. [`score`]: the measures.
//! - [`stored`]: the blocking and the verdict that a page goes through when it is read, in a database that is thrown away.
//! - [`million`]: how fast candidates are found among very many listings.

mod baseline;
mod judge;
mod million;
mod score;
mod sets;
mod stored;

use std::path::PathBuf;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use crate::server::Failure;
use judge::Judged;
use score::Measures;
use sets::Set;

/// What to evaluate on.
#[derive(Debug, Clone, clap::Args)]
pub struct LikenessArgs {
    /// A folder with match-* sets, or one such set.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Judges each split by its own descriptions alone.
    #[arg(long)]
    apart: bool,
    /// Prints, for each set, so many of the verdicts that the labels contradict, with their evidence.
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    show: usize,
    /// Listings invented to measure how fast candidates are found among them; 0 for none.
    #[arg(long, value_name = "COUNT", default_value_t = 1_000_000)]
    listings: u32,
    /// Products invented to measure the same in a database; none when absent, for it takes minutes.
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    stored: u32,
    /// What the inventing begins with: the same seed, the same listings.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
}

/// Evaluates and prints tables.
///
/// # Errors
/// When there is no set, or one makes no sense.
pub async fn run(args: &LikenessArgs) -> Result<(), Failure> {
    let folders = sets::folders(&args.folder)?;
    let progress = bar(folders.len() as u64, "{msg:>20} {wide_bar} {pos} of {len}")?;
    let (mut lines, mut served) = (Vec::new(), Vec::new());
    let mut shown = String::new();
    for folder in folders {
        progress.set_message(sets::name(&folder));
        let set = sets::read(&folder)?;
        served.push(stored::served(&set).await?);
        let parts = if args.apart { set.apart() } else { vec![set] };
        for part in parts {
            lines.extend(evaluate(&part, args.show, &mut shown));
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    print!("{}{}{shown}", HEAD, lines.join(""));
    print!("\n{}{}", stored::HEAD, served.join(""));
    if args.listings > 0 {
        eprintln!("seed {}", args.seed);
        print!("{}", million::measure(args.listings, args.seed)?);
    }
    if args.stored > 0 {
        eprintln!("seed {}", args.seed);
        print!("{}", stored::invented(args.stored, args.seed).await?);
    }
    Ok(())
}

const HEAD: &str = "\
| set | split | method | pairs | same | precision | recall | F1 | AUC | Brier | ECE | time |
|---|---|---|---|---|---|---|---|---|---|---|---|
";

/// The lines of one set: likeness on each split and on all, then the baselines on all.
fn evaluate(set: &Set, show: usize, shown: &mut String) -> Vec<String> {
    let began = Instant::now();
    let judged = Judged::of(set);
    let time = began.elapsed();
    let mut lines = Vec::new();
    let splits = set.splits();
    let all = (splits.len() > 1).then_some("all");
    for split in splits.iter().copied().chain(all) {
        let rows = set.rows(split, &judged.probabilities);
        let method = format!("likeness ({:.1} % found)", 100.0 * judged.found);
        lines.push(line(&set.name, split, &method, &Measures::of(&rows, 0.5), Some(time)));
    }
    let split = all.unwrap_or(splits[0]);
    for (name, threshold, marks) in baseline::all(set, &judged.pairs) {
        lines.push(line(
            &set.name,
            split,
            &name,
            &Measures::of(&set.rows(split, &marks), threshold).bare(),
            None,
        ));
    }
    shown.push_str(&judged.contradicted(set, show));
    lines
}

fn line(set: &str, split: &str, method: &str, told: &Measures, time: Option<std::time::Duration>) -> String {
    let optional = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.4}"));
    let time = time.map_or_else(|| "–".to_owned(), |time| format!("{} ms", time.as_millis()));
    let Measures { pairs, same, precision, recall, f1, auc, brier, ece } = told;
    format!(
        "| {set} | {split} | {method} | {pairs} | {same} | {precision:.3} | {recall:.3} | {f1:.3} | {auc:.3} | {} | {} | {time} |\n",
        optional(*brier),
        optional(*ece)
    )
}

fn bar(length: u64, template: &str) -> Result<ProgressBar, Failure> {
    let bar = ProgressBar::new(length);
    bar.set_style(ProgressStyle::with_template(template)?);
    Ok(bar)
}
