//! The reader of pages against pages whose product was read by hand.
//!
//! The set is that of the product extraction benchmark: `ground-truth.json`, a map from page to the values allowed for each field, and
//! `html/`, the pages, gzipped or plain. Scored as its own script does: one predicted value for each page; right when it is among those
//! allowed (prices as decimal numbers, the others letter by letter); a wrong value counts against precision and, when there is a truth,
//! against recall; a value where there is no truth counts against precision. What that script does not score is compared a little more
//! loosely: currencies by sign or code, brands and names by letters and digits without case and accents, barcodes as numbers.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ::pages::{Availability, Reading, Source};
use domain::text::fold;
use flate2::read::MultiGzDecoder;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

use crate::server::Failure;

/// Bytes of one unpacked page: what is beyond is not read from the disk.
const UNPACKED: u64 = 64_000_000;

/// Where the pages are.
#[derive(Debug, Clone, clap::Args)]
pub struct ExtractArgs {
    /// The set's folder, with ground-truth.json and html/.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Prints each value that was missed or read wrongly, with where it was read from.
    #[arg(long)]
    misses: bool,
}

/// The fields scored, in the order of the table.
const FIELDS: &[&str] =
    &["price", "currency", "name", "brand", "gtin", "sku", "mpn", "availability", "InStock", "OutOfStock"];

/// True and false positives, false negatives, and pages with a truth.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Counts {
    right: u32,
    wrong: u32,
    missed: u32,
    support: u32,
}

impl Counts {
    fn precision(self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }

    fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    /// Counts one page; tells whether it was a miss.
    fn take(&mut self, truth: &[String], read: Option<&str>) -> bool {
        self.support += u32::from(!truth.is_empty());
        match read {
            None => self.missed += u32::from(!truth.is_empty()),
            Some(value) if truth.iter().any(|one| one == value) => {
                self.right += 1;
                return false;
            }
            Some(_) => {
                self.wrong += 1;
                self.missed += u32::from(!truth.is_empty());
            }
        }
        read.is_some() || !truth.is_empty()
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// Reads every page, scores it and prints the table.
///
/// # Errors
/// When the folder holds no such set, or a page cannot be read from the disk.
pub fn run(args: &ExtractArgs) -> Result<(), Failure> {
    let truths = truths(&args.folder)?;
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut times = Vec::with_capacity(truths.len());
    let bar = bar(truths.len());
    for (page, truth) in &truths {
        let bytes = page_bytes(&args.folder, page)?;
        let url = truth.get("url").and_then(Value::as_str).unwrap_or("");
        let begun = Instant::now();
        let reading = ::pages::read(&Source::new(&bytes, None, url));
        times.push(begun.elapsed());
        for field in FIELDS {
            let (value, source) = read_value(&reading, field);
            let allowed = allowed(truth, field);
            let missed = counts.entry(field).or_default().take(&allowed, value.as_deref());
            if missed && args.misses {
                bar.suspend(|| {
                    println!("{field:<12} {url}\n    truth {allowed:?}, read {value:?} from {source}")
                });
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    print(&counts, &mut times);
    Ok(())
}

fn bar(pages: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("page {pos:>3} of {len} {wide_bar} {eta:>4}");
    let bar = ProgressBar::new(u64::try_from(pages).unwrap_or(0));
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

fn truths(folder: &Path) -> Result<BTreeMap<String, Value>, Failure> {
    let path = folder.join("ground-truth.json");
    let text = std::fs::read_to_string(&path).map_err(|why| {
        format!("no pages to evaluate: {} cannot be read ({why}); give the folder that holds ground-truth.json and html/", path.display())
    })?;
    let truths: BTreeMap<String, Value> =
        serde_json::from_str(&text).map_err(|why| format!("{}: {why}", path.display()))?;
    if truths.is_empty() { Err(format!("{} holds no page", path.display()).into()) } else { Ok(truths) }
}

fn page_bytes(folder: &Path, page: &str) -> Result<Vec<u8>, Failure> {
    let packed = folder.join("html").join(format!("{page}.html.gz"));
    let plain = folder.join("html").join(format!("{page}.html"));
    let mut bytes = Vec::new();
    let told = |path: &Path, why: std::io::Error| format!("{}: {why}", path.display());
    if packed.exists() {
        let file = File::open(&packed).map_err(|why| told(&packed, why))?;
        MultiGzDecoder::new(file).take(UNPACKED).read_to_end(&mut bytes).map_err(|why| told(&packed, why))?;
    } else {
        let file = File::open(&plain).map_err(|why| told(&plain, why))?;
        file.take(UNPACKED).read_to_end(&mut bytes).map_err(|why| told(&plain, why))?;
    }
    Ok(bytes)
}

/// The values the truth allows for a field, as they are compared.
fn allowed(truth: &Value, field: &str) -> Vec<String> {
    let values = truth.get(field).and_then(Value::as_array);
    values.into_iter().flatten().filter_map(Value::as_str).map(|text| compared(field, text)).collect()
}

/// What was read of a field, as it is compared, and where it was read.
fn read_value(reading: &Reading, field: &str) -> (Option<String>, String) {
    fn of<T: PartialEq>(one: &::pages::Field<T>, say: impl Fn(&T) -> String) -> (Option<String>, String) {
        match one.chosen() {
            Some(chosen) => {
                (Some(say(&chosen.value)), format!("{} ({} %)", chosen.source, chosen.confidence))
            }
            None => (None, "nothing".into()),
        }
    }
    let (value, source) = match field {
        "price" => of(&reading.price, |money| money.plain()),
        "currency" => of(&reading.price, |money| money.currency.to_string()),
        "name" => of(&reading.title, Clone::clone),
        "brand" => of(&reading.brand, Clone::clone),
        "gtin" => of(&reading.gtin, ToString::to_string),
        "sku" => of(&reading.sku, Clone::clone),
        "mpn" => of(&reading.mpn, Clone::clone),
        _ => {
            let (value, source) = of(&reading.availability, |state| state_word(*state).to_owned());
            let wanted = |word: &String| word != "Unknown" && (field == "availability" || word == field);
            (value.filter(wanted), source)
        }
    };
    (value.map(|value| compared(field, &value)), source)
}

fn state_word(state: Availability) -> &'static str {
    match state {
        Availability::In => "InStock",
        Availability::Out => "OutOfStock",
        Availability::Unknown => "Unknown",
    }
}

/// A value brought into the form in which it is compared.
fn compared(field: &str, text: &str) -> String {
    match field {
        "price" if text.contains('.') => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        "gtin" => text.trim_start_matches('0').to_owned(),
        "brand" | "name" => fold(text).chars().filter(|c| c.is_alphanumeric()).collect(),
        "currency" => currency_sign(text).to_owned(),
        _ => text.to_owned(),
    }
}

/// The truth names currencies by the sign the page shows: all dollars are `$` to it.
fn currency_sign(code: &str) -> &str {
    match code {
        "EUR" => "€",
        "GBP" => "£",
        "USD" | "CAD" | "AUD" | "NZD" | "HKD" | "SGD" | "TWD" | "MXN" | "ARS" | "CLP" | "COP" => "$",
        "JPY" | "CNY" => "¥",
        "INR" => "₹",
        "RUB" => "₽",
        "TRY" => "₺",
        "KRW" => "₩",
        "PLN" => "zł",
        "CZK" => "Kč",
        other => other,
    }
}

fn print(counts: &BTreeMap<&str, Counts>, times: &mut [Duration]) {
    println!("{:<13} {:>9} {:>7} {:>7} {:>6}", "field", "precision", "recall", "F1", "pages");
    for field in FIELDS {
        let one = counts.get(field).copied().unwrap_or_default();
        if one.support > 0 {
            println!(
                "{field:<13} {:>9.3} {:>7.3} {:>7.3} {:>6}",
                one.precision(),
                one.recall(),
                one.f1(),
                one.support
            );
        }
    }
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let longest = times.last().copied().unwrap_or_default();
    println!(
        "{} pages, {:.1} ms a page (median), {:.1} ms the longest",
        times.len(),
        median.as_secs_f64() * 1e3,
        longest.as_secs_f64() * 1e3
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_value_counts_twice_where_there_is_a_truth() {
        let truth = ["9.49".to_owned(), "12.49".to_owned()];
        let mut counts = Counts::default();
        assert!(!counts.take(&truth, Some("12.49")));
        assert!(counts.take(&truth, Some("1")));
        assert!(counts.take(&truth, None));
        assert!(counts.take(&[], Some("1")));
        assert!(!counts.take(&[], None));
        assert_eq!(counts, Counts { right: 1, wrong: 2, missed: 2, support: 3 });
    }

    #[test]
    fn values_are_compared_as_the_benchmark_does() {
        for (field, read, truth) in [
            ("price", "49.00", "49"),
            ("price", "36.50", "36.5"),
            ("price", "100", "100"),
            ("currency", "TWD", "$"),
            ("gtin", "00099482467999", "099482467999"),
            ("brand", "Caran d’Ache", "CARAN D'ACHE"),
        ] {
            assert_eq!(compared(field, read), compared(field, truth), "{field}");
        }
        assert_ne!(compared("sku", "a"), compared("sku", "A"));
    }

    #[test]
    fn an_absent_set_is_told() {
        let args = ExtractArgs { folder: "no-such-folder".into(), misses: false };
        let why = run(&args).unwrap_err().to_string();
        assert!(why.contains("no pages to evaluate"), "{why}");
    }
}
