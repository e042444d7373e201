//! Folding of texts for search and comparison, in Rust because databases disagree on accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without accents: `Éclair` becomes `eclair`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            '’' => folded.push('\''),
            other => folded.extend(other.to_lowercase()),
        }
    }
    folded
}

/// The words of a text that carry meaning: folded, without small words, plural endings cut; sorted, each once.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    // Small words are told by their accents too: `thé` is something to drink, `the` is not.
    let lower: String = text.nfc().flat_map(char::to_lowercase).collect();
    let mut words: Vec<String> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !SMALL.contains(word))
        .filter(|word| word.chars().count() > 1 || word.bytes().all(|b| b.is_ascii_digit()))
        .map(fold)
        .map(|word| singular(&word).to_owned())
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The [`words`] of a text or, where there are none, what stands for them: its only word, however short (`C`, `猫`), or its signs (`🚲`).
/// Nothing for a few small words (`à la`) and for punctuation.
#[must_use]
pub fn words_or_sign(text: &str) -> Vec<String> {
    let words = words(text);
    if !words.is_empty() {
        return words;
    }
    let mut short = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut signs: Vec<String> = match (short.next(), short.next()) {
        (Some(only), None) => vec![fold(only)],
        (Some(_), Some(_)) => Vec::new(),
        (None, _) => {
            let sign = |word: &str| word.chars().filter(|c| is_sign(*c)).collect::<String>();
            text.split_whitespace().map(sign).filter(|sign| !sign.is_empty()).collect()
        }
    };
    signs.sort_unstable();
    signs.dedup();
    signs
}

/// Whether a character is a picture or a symbol that people write for a thing: arrows to dingbats, and the pictographs.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Cuts the plural `s` or `x` of words long enough to bear it.
fn singular(word: &str) -> &str {
    if word.len() > 3 { word.strip_suffix(['s', 'x']).unwrap_or(word) } else { word }
}

/// A text without the marks that turn the direction of what follows, which nobody sees and which make names read as others. What joins
/// signs to one picture stays.
#[must_use]
pub fn undirected(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !turns(*c)).collect()
}

/// Small words of French and English that tell nothing about a thing.
const SMALL: &[&str] = &[
    "au", "aux", "avec", "de", "des", "du", "en", "et", "la", "le", "les", "ou", "par", "pour", "sans",
    "sur", "un", "une", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with",
];

/// What a cell begins with that a spreadsheet would reckon with instead of showing it.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether a spreadsheet would take a text for a formula, as it is or behind apostrophes.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

/// A text as a cell that no spreadsheet runs: behind an apostrophe where it looks like a formula. [`uncelled`] takes that off again.
#[must_use]
pub fn celled(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// A cell's text without the apostrophe that kept it from being run.
#[must_use]
pub fn uncelled(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_formula(text)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_a_direction_goes_and_what_joins_stays() {
        assert_eq!(undirected("Noël \u{202e}leon\u{2069}\u{200f}"), "Noël leon");
        assert_eq!(undirected("👨‍👩‍👧 ❤️"), "👨‍👩‍👧 ❤️");
    }

    #[test]
    fn one_sign_is_a_word_where_there_is_no_other() {
        for (said, kept) in [
            ("C", vec!["c"]),
            ("X !", vec!["x"]),
            ("猫", vec!["猫"]),
            ("🚲", vec!["🚲"]),
            ("👨‍👩‍👧", vec!["👨👩👧"]),
            ("❤️ ⛺", vec!["⛺", "❤"]),
            ("Les vélos", vec!["velo"]),
            ("vitamine C", vec!["vitamine"]),
            ("à la", vec![]),
            ("… !", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(words_or_sign(said), kept, "{said}");
            assert_eq!(words_or_sign(&kept.join(" ")), kept, "again: {said}");
        }
    }

    #[test]
    fn no_cell_is_run_and_each_reads_back() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+33 verres", "'+33 verres"),
            ("-10 °C", "'-10 °C"),
            ("@maison", "'@maison"),
            ("'=1", "''=1"),
            ("'t Hart", "'t Hart"),
            ("L'=", "L'="),
            ("un vélo", "un vélo"),
            ("", ""),
        ] {
            assert_eq!((celled(text).as_str(), uncelled(cell)), (cell, text));
        }
    }

    #[test]
    fn accents_plurals_and_small_words_fold_away() {
        assert_eq!(fold("Éclair Œuf’s"), "eclair oeuf's");
        assert_eq!(words("Des éclairs au chocolat"), ["chocolat", "eclair"]);
        assert_eq!(words("Chocolat, éclair"), words("éclairs chocolats"));
        assert_eq!(words("du thé, the tea"), ["tea", "the"]);
        assert_eq!(words("  "), Vec::<String>::new());
    }
}
