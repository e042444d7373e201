//! Texts as tokens: words, numbers, sizes and codes, each in one spelling.

use domain::text;
use unicode_normalization::UnicodeNormalization;

use super::measure::{self, Dimension};
use super::words;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Sort {
    /// Letters.
    Word,
    /// A number without a unit: a version, a year, a count.
    Number,
    /// A number with its unit, in the unit of its dimension.
    Size(Dimension, f64),
    /// Letters with digits, or many digits: what makers call their products.
    Code,
}

/// One token of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    /// Its one spelling: folded, in the singular, in the unit of its dimension.
    pub text: String,
    /// As it was written.
    pub said: String,
    /// Equal for tokens that mean the same.
    pub key: u64,
    /// What it is.
    pub sort: Sort,
}

impl Token {
    fn new(text: String, said: &str, sort: Sort) -> Self {
        Self { key: key(&text), text, said: said.to_owned(), sort }
    }

    fn phrase(text: String, said: String, key: u64) -> Self {
        Self { key, text, said, sort: Sort::Word }
    }
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo), finished as in `SplitMix64` (Steele et al. 2014) so that all bits are mixed.
pub(crate) fn key(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ (hash >> 27)
}

/// Lowers a text and mends what markup and tokenisers break: entities, spaces within decimals, parted apostrophes.
pub(crate) fn mend(raw: &str) -> String {
    let lower: Vec<char> = entities(raw).nfc().filter(|c| *c != '\\').flat_map(char::to_lowercase).collect();
    let digit = |at: usize| lower.get(at).is_some_and(char::is_ascii_digit);
    let mut out = String::with_capacity(raw.len());
    for (at, &c) in lower.iter().enumerate() {
        let parted = out.trim_end();
        match c {
            // 24" and 24' are inches, as shops write them.
            '\'' | '"' | '”' | '″' | '’'
                if parted.ends_with(|c: char| c.is_ascii_digit())
                    && !lower.get(at + 1).is_some_and(|c| c.is_alphanumeric()) =>
            {
                out.push_str(" inch ");
            }
            // "red 's" is "reds", as "red's" is.
            '\'' | '’' => {
                let letters = lower[at + 1..].iter().take_while(|c| c.is_alphanumeric()).count();
                if matches!(letters, 1 | 2)
                    && parted.len() < out.len()
                    && parted.ends_with(char::is_alphabetic)
                {
                    out.truncate(parted.len());
                } else if letters > 2 {
                    // An elision: l'eau, d'orange.
                    out.push(' ');
                }
            }
            ' ' if at > 0 && digit(at - 1) && lower.get(at + 1) == Some(&'.') && digit(at + 2) => {}
            other => out.push(other),
        }
    }
    out
}

/// Decodes the entities that shops leave in plain texts.
fn entities(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(start) = rest.find('&') {
        let (before, tail) = rest.split_at(start);
        out.push_str(before);
        let end = tail.char_indices().take(9).find(|(_, c)| *c == ';').map(|(at, _)| at);
        let decoded = end.and_then(|end| Some((entity(&tail[1..end])?, end)));
        let (c, end) = decoded.unwrap_or(('&', 0));
        out.push(c);
        rest = &tail[end + 1..];
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "lt" => '<',
        "gt" => '>',
        number => return number.strip_prefix('#')?.parse().ok().and_then(char::from_u32),
    })
}

/// A run of letters and digits of a mended text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    /// The run.
    pub text: String,
    /// Whether no space stands between it and the piece before.
    pub glued: bool,
}

/// Cuts a mended text into runs of letters and digits; decimals stay whole with a point, `%` is a run of its own.
pub(crate) fn pieces(mended: &str) -> Vec<Piece> {
    let chars: Vec<char> = mended.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let (mut out, mut run, mut spaced, mut initials) = (Vec::new(), String::new(), true, false);
    for (at, &c) in chars.iter().enumerate() {
        // One letter may stand before: v2.0.
        let figures = run.trim_start_matches(|c: char| run.len() > 1 && c.is_ascii_alphabetic());
        let numeric = run.len() <= figures.len() + 1
            && !figures.is_empty()
            && figures.bytes().all(|b| b.is_ascii_digit())
            && digit(at + 1);
        // G.U.Y. is one word.
        let lone = |at: usize| {
            let alone = !chars.get(at + 1).is_some_and(|c| c.is_alphanumeric());
            alone && chars.get(at).is_some_and(|c| c.is_alphabetic())
        };
        initials =
            if run.is_empty() { false } else { initials || (lone(at - 1) && run.chars().count() == 1) };
        let thousands = digit(at + 2) && digit(at + 3) && !digit(at + 4);
        match c {
            _ if c.is_alphanumeric() => run.push(c),
            ',' if numeric && thousands => {}
            '.' | ',' if numeric => run.push('.'),
            '.' if initials && lone(at + 1) => {}
            _ => {
                if !run.is_empty() {
                    out.push(Piece { text: std::mem::take(&mut run), glued: !spaced });
                    spaced = false;
                }
                if c == '%' {
                    out.push(Piece { text: "%".into(), glued: !spaced });
                }
                spaced |= c.is_whitespace();
            }
        }
    }
    if !run.is_empty() {
        out.push(Piece { text: run, glued: !spaced });
    }
    out
}

/// The tokens of a text, in its order.
pub(crate) fn tokens(raw: &str) -> Vec<Token> {
    of_pieces(&pieces(&mend(raw)))
}

pub(crate) fn of_pieces(pieces: &[Piece]) -> Vec<Token> {
    let text_at = |at: usize| pieces.get(at).map(|piece| piece.text.as_str());
    let mut out: Vec<Token> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while let Some(piece) = text_at(at) {
        let next = text_at(at + 1);
        if let Some(key) = next.and_then(|next| words::phrase(piece, next)) {
            let said = format!("{piece} {}", next.unwrap_or_default());
            out.push(Token::phrase(said.clone(), said, key));
            at += 2;
            continue;
        }
        if let Some((token, used)) = numeric(piece, next, text_at(at + 2)) {
            out.push(token);
            at += used;
            continue;
        }
        at += 1;
        if piece.bytes().any(|b| b.is_ascii_digit()) {
            out.push(Token::new(text::fold(piece), piece, Sort::Code));
        } else if let Some(word) = text::words(piece).pop() {
            push_word(&mut out, piece, word);
        }
    }
    out
}

/// Adds a word, joined with the one before where both are a phrase: `machine (à) laver`.
fn push_word(out: &mut Vec<Token>, said: &str, word: String) {
    if let Some(value) = roman(&word) {
        out.push(number(value, said));
        return;
    }
    if let Some(before) = out.last_mut()
        && let Some(key) = words::phrase(&before.text, &word)
    {
        *before = Token::phrase(format!("{} {word}", before.text), format!("{} {said}", before.said), key);
        return;
    }
    out.push(Token::phrase(word.clone(), said.to_owned(), words::meaning(&word)));
}

/// All letters of a text as one word, for a name that is nothing but small words and initials; nothing, where there is none.
pub(crate) fn letters(raw: &str) -> Vec<Token> {
    let all = text::fold(&raw.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    if all.is_empty() { Vec::new() } else { vec![Token::new(all, raw.trim(), Sort::Word)] }
}

fn number(value: f64, said: &str) -> Token {
    Token::new(format!("{value}"), said, Sort::Number)
}

fn size(dimension: Dimension, value: f64, said: &str) -> Token {
    let rounded = (value * 1000.0).round() / 1000.0;
    Token::new(format!("{rounded} {}", dimension.unit()), said, Sort::Size(dimension, value))
}

/// A number, a size or a version at the head of these pieces, and how many of them it takes.
pub(super) fn numeric(piece: &str, next: Option<&str>, then: Option<&str>) -> Option<(Token, usize)> {
    let split = piece.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(piece.len());
    let (digits, rest) = piece.split_at(split);
    if digits.is_empty() {
        let version =
            piece.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?;
        return Some((number(version.parse().ok()?, piece), 1));
    }
    let value: f64 = digits.parse().ok()?;
    if !rest.is_empty() {
        // "in" is inches only where it touches its number: "5 in 1" is none.
        let unit = if rest == "in" { measure::unit("inch") } else { measure::unit(rest) };
        if let Some((dimension, factor)) = unit {
            return Some((size(dimension, value * factor, piece), 1));
        }
        let ordinal = matches!(rest, "st" | "nd" | "rd" | "th" | "e" | "er" | "eme" | "ème" | "re");
        return ordinal.then(|| (number(value, piece), 1));
    }
    // "12 V" is a tension, "office 12 v 8" tells a version; "1 To" is memory, "12 to 14" is none.
    let between = matches!(next, Some("to" | "v" | "l" | "g" | "m"))
        && then.is_some_and(|then| then.starts_with(|c: char| c.is_ascii_digit()));
    match next.and_then(measure::unit) {
        Some((dimension, factor)) if !between => {
            let said = format!("{piece} {}", next.unwrap_or_default());
            Some((size(dimension, value * factor, &said), 2))
        }
        _ if digits.len() >= 5 && !digits.contains('.') => {
            Some((Token::new(digits.to_owned(), piece, Sort::Code), 1))
        }
        _ => Some((number(value, piece), 1)),
    }
}

/// Roman numbers that are no words of their own.
fn roman(word: &str) -> Option<f64> {
    const NUMBERS: &[(&str, f64)] = &[
        ("ii", 2.0),
        ("iii", 3.0),
        ("iv", 4.0),
        ("vi", 6.0),
        ("vii", 7.0),
        ("viii", 8.0),
        ("ix", 9.0),
        ("xi", 11.0),
        ("xii", 12.0),
        ("xiii", 13.0),
        ("xiv", 14.0),
        ("xv", 15.0),
    ];
    NUMBERS.iter().find(|(name, _)| *name == word).map(|&(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Vec<String> {
        tokens(raw).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn texts_are_read_in_one_spelling() {
        for (raw, told) in [
            ("Jus d'orange 2,5 L", &["jus", "orange", "2500 ml"][..]),
            ("jus orange 250cl", &["jus", "orange", "2500 ml"]),
            ("Disque dur 1 To", &["disque dur", "1000000 MB"]),
            ("hard drive 1000 GB", &["hard drive", "1000000 MB"]),
            ("TV 24'' / TV 24 ' / 24-inch TV", &["tv", "609.6 mm", "tv", "609.6 mm", "609.6 mm", "tv"]),
            ("Red 's, Red's, reds", &["red", "red", "red"]),
            ("Star Wars II v2 .0 10.0", &["star", "war", "2", "2", "10"]),
            ("perceuse sans fil", &["perceuse", "sans fil"]),
            ("Machine à laver", &["machine laver"]),
            ("4th grade, 1er rang", &["4", "grade", "1", "rang"]),
            ("Bells &amp; &#40;512&#41; A&B", &["bell", "512"]),
            ("1,299 pieces 5 in 1", &["1299", "piece", "5", "1"]),
            ("G.U.Y. at 3 p.m. vs. A.M", &["guy", "3", "pm", "vs", "am"]),
            ("du thé, the tea", &["the", "tea"]),
            ("", &[]),
        ] {
            assert_eq!(read(raw), told, "{raw}");
        }
    }

    #[test]
    fn languages_meet_in_the_key() {
        for (french, english) in
            [("perceuse", "drills"), ("sans fil", "cordless"), ("lave-linge", "washing machine")]
        {
            assert_eq!(tokens(french)[0].key, tokens(english)[0].key, "{french}");
        }
        assert_ne!(tokens("perceuse")[0].key, tokens("tournevis")[0].key);
    }
}
