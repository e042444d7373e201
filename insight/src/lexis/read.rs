//! A text read word by word: what each means, and whether it is what the thing is or what is said about it.

use domain::text;

use super::manner::{JOINTS, SMALL};
use super::stem::stem;
use super::words::{LEXICON, is_holder, is_manner};
use crate::likeness::lexis::{is_colour, is_unit, pieces, size_of};

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A thing, as far as one can tell.
    Thing,
    /// How it is, a number, a maker's code.
    Manner,
    /// How big it is.
    Size,
}

/// One meaning in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// The folded words it was read from, as [`text::words`] gives them.
    pub(super) from: Vec<String>,
    /// What a wish that says it asks for.
    pub(super) asked: String,
    /// What an offer that says it answers to.
    pub(super) answered: Vec<String>,
    /// What the parts of a phrase answer to.
    pub(super) parts: Vec<String>,
    pub(super) sort: Sort,
    /// Whether it stands where the thing itself is named, before anything is said about it.
    pub(super) names: bool,
    /// The stretch of the text it stands in.
    pub(super) stretch: usize,
}

impl Item {
    /// The words that must be conditions for it to be one: of a size its number, for its unit has many names.
    pub(super) fn needs(&self) -> impl Iterator<Item = &String> {
        let size = self.sort == Sort::Size;
        self.from.iter().filter(move |word| !size || word.bytes().any(|b| b.is_ascii_digit()))
    }
}

/// A run of letters and digits.
#[derive(Debug)]
struct Word {
    raw: String,
    stem: String,
    glued: bool,
}

impl Word {
    /// A word that joins, and means nothing alone.
    fn joins(&self) -> bool {
        JOINTS.contains(&self.raw.as_str())
    }

    fn is_small(&self) -> bool {
        SMALL.contains(&self.raw.as_str())
    }
}

/// Words between those of a phrase that is said with others within: `chaise ergonomique de bureau`.
const APART: usize = 4;

/// Reads a text.
pub(super) fn items(said: &str) -> Vec<Item> {
    let mut out = Vec::new();
    for (number, stretch) in stretches(said).iter().enumerate() {
        read_stretch(stretch, number, &mut out);
    }
    out
}

/// Cuts a text where shops begin anew: at colons, dashes with spaces about them, brackets, commas that are no decimals.
fn stretches(said: &str) -> Vec<String> {
    let chars: Vec<char> = said.chars().collect();
    let (mut out, mut one) = (Vec::new(), String::new());
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied().unwrap_or(' ');
        let after = chars.get(at + 1).copied().unwrap_or(' ');
        let cut = match c {
            ':' | ';' | '|' | '(' | ')' | '+' | '–' | '—' | '•' => true,
            ',' => !(before.is_ascii_digit() && after.is_ascii_digit()),
            '-' => before == ' ' && after == ' ',
            _ => false,
        };
        if cut {
            out.push(std::mem::take(&mut one));
        } else {
            one.push(if c == '×' { 'x' } else { c });
        }
    }
    out.push(one);
    out
}

fn read_stretch(said: &str, stretch: usize, out: &mut Vec<Item>) {
    let words: Vec<Word> = pieces(said)
        .into_iter()
        .map(|(raw, glued)| Word { stem: stem(&text::fold(&raw)), raw, glued })
        .collect();
    // Whether the thing itself is still being named, and whether anything that names it was said.
    let (mut names, mut named, mut at) = (true, false, 0);
    let mut heads = vec![false; words.len()];
    while at < words.len() {
        let (item, used) = match at_phrase(&words[at..]).or_else(|| at_size(&words[at..])) {
            Some(found) => found,
            None if words[at].joins() => {
                names &= !named;
                at += 1;
                continue;
            }
            None => match single(&words, at) {
                Some(item) => (item, 1),
                None => {
                    at += 1;
                    continue;
                }
            },
        };
        named |= item.sort == Sort::Thing && !is_holder(&words[at].stem);
        heads[at] = names;
        out.push(Item { names, stretch, ..item });
        at += used;
    }
    apart(&words, &heads, stretch, out);
}

/// A phrase at the start, and how many words it takes.
fn at_phrase(words: &[Word]) -> Option<(Item, usize)> {
    let first = words.first()?;
    LEXICON.phrases(&first.stem).iter().find_map(|(rest, groups)| {
        let used = follows(&words[1..], rest, 0)? + 1;
        let whole = format!("{} {}", first.stem, rest.join(" "));
        let parts = words[..used].iter().filter(|word| !word.joins() && !word.is_small());
        let parts = parts.flat_map(|word| LEXICON.answered(&word.stem, LEXICON.of(&word.stem)));
        let item = Item { parts: parts.collect(), ..meaning(&words[..used], &whole, groups, Sort::Thing) };
        Some((item, used))
    })
}

/// How many words these stems take, small ones and so many others between them left out.
fn follows(words: &[Word], stems: &[String], mut others: usize) -> Option<usize> {
    let mut at = 0;
    for stem in stems {
        while words.get(at)?.stem != *stem {
            let word = &words[at];
            if !word.joins() && !word.is_small() {
                others = others.checked_sub(1)?;
            }
            at += 1;
        }
        at += 1;
    }
    Some(at)
}

/// Adds what phrases mean that are said with other words within.
fn apart(words: &[Word], heads: &[bool], stretch: usize, out: &mut Vec<Item>) {
    for (at, first) in words.iter().enumerate() {
        for (rest, groups) in LEXICON.phrases(&first.stem) {
            if follows(&words[at + 1..], rest, 0).is_some()
                || follows(&words[at + 1..], rest, APART).is_none()
            {
                continue;
            }
            let whole = format!("{} {}", first.stem, rest.join(" "));
            // It is said beside its words: a wish asks for those.
            let item = meaning(&[], &whole, groups, Sort::Thing);
            out.push(Item { names: heads[at], stretch, asked: String::new(), ..item });
        }
    }
}

fn meaning(words: &[Word], stem: &str, groups: &[usize], sort: Sort) -> Item {
    let sort = if sort == Sort::Thing && LEXICON.are_manners(groups) { Sort::Manner } else { sort };
    let raw: Vec<&str> = words.iter().map(|word| word.raw.as_str()).collect();
    Item {
        from: text::words(&raw.join(" ")),
        asked: LEXICON.asked(stem, groups),
        answered: LEXICON.answered(stem, groups),
        parts: Vec::new(),
        sort,
        names: false,
        stretch: 0,
    }
}

/// One word, or nothing where it tells nothing.
fn single(words: &[Word], at: usize) -> Option<Item> {
    let word = &words[at];
    let letters = word.raw.chars().count();
    if word.is_small() || (letters == 1 && !word.raw.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let digits = word.raw.bytes().any(|b| b.is_ascii_digit());
    let manner = digits || is_manner(&word.stem) || is_colour(&text::fold(&word.raw));
    let sort = if manner { Sort::Manner } else { Sort::Thing };
    let mut item = meaning(&words[at..=at], &word.stem, LEXICON.of(&word.stem), sort);
    item.answered.extend(code(words, at));
    Some(item)
}

/// A maker's code in its other spellings: `PSR 1800`, `PSR-1800`, `PSR1800`.
fn code(words: &[Word], at: usize) -> Vec<String> {
    let word = &words[at].stem;
    let is_name = |text: &str| (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphabetic());
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let split = word.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let (name, number) = word.split_at(split);
    if is_name(name) && is_number(number) {
        return vec![name.to_owned(), number.to_owned()];
    }
    match at.checked_sub(1).map(|before| &words[before]) {
        Some(before) if is_number(word) && is_name(&before.raw) && (words[at].glued || !before.joins()) => {
            vec![format!("{}{word}", before.raw)]
        }
        _ => Vec::new(),
    }
}

/// Words before a size of clothes.
const FITS: &[&str] = &["taille", "tailles", "pointure", "pointures", "size", "sizes"];
/// Sizes of clothes that are letters.
const LETTERS: &[&str] = &["xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "2xl", "3xl"];

/// A size at the start, and how many words it takes.
fn at_size(words: &[Word]) -> Option<(Item, usize)> {
    let raw = |at: usize| words.get(at).map(|word| word.raw.as_str());
    let whole = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let first = words.first()?;
    if FITS.contains(&first.raw.as_str()) {
        let fit = raw(1).filter(|fit| whole(fit) || LETTERS.contains(fit))?;
        return Some((size(&words[..2], "fit", fit), 2));
    }
    if let Some((sides, used)) = sides(words) {
        return Some((size(&words[..used], "x", &sides), used));
    }
    if whole(&first.raw) && raw(1) == Some("m") {
        let metres: f64 = first.raw.parse().ok()?;
        return Some((size(&words[..2], "mm", &rounded(metres * 1000.0)), 2));
    }
    let (unit, value, used) = size_of(raw(0)?, raw(1), raw(2))?;
    Some((size(&words[..used.min(words.len())], unit, &rounded(value)), used))
}

/// `140x190`, `140 x 190`: its sides, and how many words they take. `6 x 1,5 L` is six of a size, and no sides.
fn sides(words: &[Word]) -> Option<(String, usize)> {
    let raw = |at: usize| words.get(at).map_or("", |word| word.raw.as_str());
    let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok();
    let length = |at: usize| !raw(at).is_empty() && matches!(raw(at), "cm" | "mm");
    let (sides, used) = if raw(0).contains('x') && raw(0).split('x').all(number) {
        (raw(0).to_owned(), 1)
    } else if number(raw(0)) && raw(1) == "x" && number(raw(2)) {
        if raw(3) == "x" && number(raw(4)) {
            (format!("{}x{}x{}", raw(0), raw(2), raw(4)), 5)
        } else {
            (format!("{}x{}", raw(0), raw(2)), 3)
        }
    } else {
        return None;
    };
    if length(used) {
        return Some((sides, used + 1));
    }
    (!is_unit(raw(used))).then_some((sides, used))
}

/// Three digits: 61 cm is 24 inches.
fn rounded(value: f64) -> String {
    format!("{value:.2e}")
}

fn size(words: &[Word], dimension: &str, value: &str) -> Item {
    let (of, said) = (format!("={dimension}"), format!("={dimension} {value}"));
    let base = meaning(words, "", &[], Sort::Size);
    Item { asked: said.clone(), answered: vec![of, said], ..base }
}
