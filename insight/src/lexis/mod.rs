//! The words by which a wish and an offer meet, in French and in English.
//!
//! A wish asks for keys; an offer answers to keys; they meet when every key asked for is answered. Both are made here from what people
//! wrote: plurals, feminines and spellings fall away, words of one meaning share a key across the languages (`perceuse`, `drill`), an
//! offer answers to what its thing is a sort of (`baskets` are shoes), sizes come in one unit, and a maker's code in all its spellings.
//! A wish that names one thing asks for it where the offer names its own: `vélo` is not met by a `casque de vélo`.
//!
//! Keys that begin with `=` are sizes (see [`domain::Subject`]): they part only those that both say one. Keys are not for people: what
//! a page shows is what was written.
//!
//! ```
//! use insight::lexis::{asked, answered};
//!
//! let met = |wish: &str, offer: &str| {
//!     let told = |text: &str, words| domain::Subject { words, ..domain::Subject::told(domain::Kind::Product, text) };
//!     let by = told("", answered(offer, None, &domain::text::words(offer)));
//!     told("", asked(wish, &domain::text::words(wish))).wants(&by)
//! };
//! assert!(met("cordless drills", "Perceuse sans fil Bosch"));
//! assert!(met("eau gazeuse 1,5 L", "Eau gazeuse 150 cl"));
//! assert!(!met("eau gazeuse 1,5 L", "Eau gazeuse 50 cl"));
//! assert!(!met("un vélo", "Casque de vélo"));
//! ```

mod manner;
mod read;
mod stem;
mod table;
mod words;

use domain::text;
use read::{Item, Sort};

use crate::around;
use crate::likeness::lexis::{key, synonyms};

/// Changes with the reading of texts; the tables tell their own changes.
const VERSION: u32 = 1;

/// A number for the rules by which keys are made: what was made under others must be made anew.
#[must_use]
pub fn rules() -> u64 {
    let tables = [
        table::SAME,
        manner::SORTS,
        around::HOLDERS,
        manner::MANNERS,
        manner::FILLERS,
        manner::JOINTS,
        manner::SMALL,
    ];
    let known = synonyms().iter().flat_map(|group| group.iter().copied());
    let all: Vec<&str> = tables.into_iter().flatten().copied().chain(known).collect();
    key(&format!("{VERSION} {}", all.join(";")))
}

/// Keys of one offer: far more than a title of the longest has.
const ANSWERED_MAX: usize = 512;

/// What an offer answers to: its title, its brand, and the words it was given beside, as [`text::words`] gives them. Sorted, each once.
#[must_use]
pub fn answered(title: &str, brand: Option<&str>, words: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    let mut covered: Vec<String> = Vec::new();
    for item in read::items(title).into_iter().chain(brand.into_iter().flat_map(read::items)) {
        if item.names && item.sort == Sort::Thing {
            all.extend(item.answered.iter().map(|key| format!("!{key}")));
        }
        all.extend(item.answered);
        all.extend(item.parts);
        covered.extend(item.from);
    }
    let beside = words.iter().filter(|word| !covered.contains(word));
    all.extend(beside.flat_map(|word| read::items(word)).flat_map(|item| item.answered));
    all.sort_unstable();
    all.dedup();
    all.truncate(ANSWERED_MAX);
    all
}

/// What a wish asks for: of its title those words that are conditions, and conditions that the title does not say. `words` are the
/// conditions as [`text::words`] gives them. Sorted, each once.
#[must_use]
pub fn asked(title: &str, words: &[String]) -> Vec<String> {
    let is_condition = |item: &Item| !item.asked.is_empty() && item.needs().all(|word| words.contains(word));
    let said: Vec<Item> = read::items(title).into_iter().filter(is_condition).collect();
    let beside = words.iter().filter(|word| !said.iter().any(|item| item.from.contains(word)));
    let beside: Vec<Item> = beside.flat_map(|word| read::items(word)).collect();
    let all = || said.iter().chain(&beside);
    let telling = |item: &&Item| !item.from.iter().any(|word| is_filler(word));
    let some = all().any(|item| telling(&item));
    let kept = all().filter(|item| !some || telling(item));
    let mut asked: Vec<String> = kept.map(|item| item.asked.clone()).filter(|key| !key.is_empty()).collect();
    if let Some(thing) = the_thing(&said, &telling) {
        asked.iter_mut().filter(|key| **key == thing.asked).for_each(|key| *key = format!("!{key}"));
    }
    asked.sort_unstable();
    asked.dedup();
    asked
}

/// The one thing that a wish names, if it names one: the others are said about it.
fn the_thing<'a>(said: &'a [Item], telling: &dyn Fn(&&Item) -> bool) -> Option<&'a Item> {
    let is_thing = |item: &&Item| item.sort == Sort::Thing && item.names && telling(item);
    let first = said.iter().find(is_thing)?;
    let alone = said.iter().filter(|item| item.stretch == first.stretch).filter(is_thing).count() == 1;
    alone.then_some(first)
}

/// Whether a folded word is what people say around what they wish for.
#[must_use]
pub fn is_filler(word: &str) -> bool {
    words::FILLER.contains(word)
}

/// The words of a text that tell what is wished for, as they were written and in their order: those for which `keeps` holds, given the
/// folded words each stands for.
#[must_use]
pub fn as_written(title: &str, keeps: impl Fn(&str) -> bool) -> String {
    let telling = |word: &&str| {
        let folded = text::words(word);
        !folded.is_empty() && folded.iter().all(|word| keeps(word))
    };
    let bare = |word: &'_ str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_owned();
    title.split_whitespace().filter(telling).map(bare).collect::<Vec<_>>().join(" ")
}

/// The same as a person said them: with the small words that stood before one of them and after another, `perceuse sans fil`.
#[must_use]
pub fn as_said(title: &str, keeps: impl Fn(&str) -> bool) -> String {
    let (mut said, mut small): (Vec<String>, Vec<&str>) = (Vec::new(), Vec::new());
    // Whether what was taken last is a number, and nothing came since.
    let mut number = false;
    for word in title.split_whitespace() {
        let folded = text::words(word);
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        if folded.is_empty() {
            // `70 %`, as French writes it, is one thing.
            match said.last_mut() {
                Some(last) if bare == "%" && number => last.push_str(" %"),
                _ => small.push(bare),
            }
            number = false;
            continue;
        }
        number = false;
        // Small words say how what follows them stands to what came before.
        let before = std::mem::take(&mut small);
        if folded.iter().all(|word| keeps(word)) {
            if !said.is_empty() {
                said.extend(
                    before.into_iter().filter(|word| word.contains(char::is_alphanumeric)).map(str::to_owned),
                );
            }
            said.push(bare.to_owned());
            number = bare.bytes().all(|b| b.is_ascii_digit());
        }
    }
    said.join(" ")
}

#[cfg(test)]
mod tests;
