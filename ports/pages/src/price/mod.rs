//! Prices as people write them, read into integer minor units.
//!
//! What a separator means is told by, in this order: the other separators of the same number, how many digits follow, the currency's
//! exponent, the decimal mark of the page's language. What could still be read in two ways is refused.

mod hints;
mod number;
mod sign;

pub use hints::Hints;
pub use number::Refused;

use domain::{Currency, Money};

/// A price as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// The price, or the lower end of a range.
    pub low: Money,
    /// The upper end of a range.
    pub high: Option<Money>,
    /// The text says that it begins there: `from 12 €`.
    pub from: bool,
    /// The text it was read from.
    pub raw: String,
}

/// An amount found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spotted {
    /// The amount.
    pub money: Money,
    /// Whether its currency stood beside it; else it is the page's.
    pub signed: bool,
    /// The text it was read from, in lower case, with one kind of digit and space.
    pub raw: String,
    start: usize,
    end: usize,
}

const FROM: &[&str] = &[
    "from",
    "starting at",
    "as low as",
    "starts at",
    "dès",
    "des",
    "à partir de",
    "a partir de",
    "desde",
    "ab",
    "a partire da",
    "da",
    "vanaf",
    "från",
    "fra",
    "alkaen",
    "od",
    "от",
    "min.",
    "partir de",
    "à partir du",
];
const TO: &[&str] = &[
    "-", "–", "—", "~", "to", "à", "a", "bis", "al", "tot", "till", "til", "do", "до", "hasta", "até",
    "through", "and", "〜", "～",
];

/// Reads a text that is a price: one amount or a range, perhaps with words about it.
///
/// # Errors
/// [`Refused`] when there is none, when it has no currency of its own and the page names none, or when it could be read in two ways.
pub fn parse(text: &str, hints: &Hints) -> Result<Price, Refused> {
    let raw = crate::text::line(text, 200);
    let normal = normalised(text);
    let (found, refused) = spot(&normal, hints);
    let first = found.first().ok_or(refused.unwrap_or(Refused::Nothing))?;
    let before = normal[..first.start].trim_end_matches([' ', ':', '\u{1f}']);
    let from = FROM.iter().any(|word| ends_with_word(before, word));
    if let [low, high] = found.as_slice()
        && joins(&normal, low.end, high.start)
        && low.money.currency == high.money.currency
        && low.money.minor <= high.money.minor
    {
        return Ok(Price { low: low.money, high: Some(high.money), from, raw });
    }
    if found.len() > 1 && found.iter().any(|one| one.money != first.money) {
        return Err(Refused::Ambiguous);
    }
    Ok(Price { low: first.money, high: None, from, raw })
}

/// Every amount in a text, in order; those that can be no price (percentages, discounts, ambiguous ones) are left out.
#[must_use]
pub fn find(text: &str, hints: &Hints) -> Vec<Spotted> {
    spot(&normalised(text), hints).0
}

/// Reads an amount and a currency as structured data gives them.
///
/// # Errors
/// [`Refused`], as for [`parse`].
pub fn machine(amount: &str, currency: Option<&str>, hints: &Hints) -> Result<Money, Refused> {
    let named = currency.and_then(|code| sign::said(code, hints));
    let own = named.or(hints.currency).or_else(|| hints.local_currency());
    let Some(currency) = own else {
        return parse(amount, hints).map(|price| price.low);
    };
    let normal = normalised(amount);
    match number::machine(&normal, currency.exponent(), hints) {
        Ok(minor) => Ok(Money { minor, currency }),
        Err(_) => {
            let hints = Hints { currency: Some(currency), ..hints.clone() };
            let price = parse(amount, &hints)?;
            // A code beside the number that differs from the sign in it: the sign was meant for `$` of another land.
            Ok(Money { currency: if named.is_some() { currency } else { price.low.currency }, ..price.low })
        }
    }
}

/// A currency said alone, by its code or sign.
#[must_use]
pub fn currency(text: &str, hints: &Hints) -> Option<Currency> {
    sign::said(text, hints)
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// Lower case, with one kind of digit, space, apostrophe and dash, and character references resolved.
fn normalised(text: &str) -> String {
    let resolved = if text.contains('&') { crate::text::unmarked(text) } else { text.to_owned() };
    let mut out = String::with_capacity(resolved.len());
    for c in resolved.chars().take(2_000) {
        let c = match c {
            '\u{660}'..='\u{669}' => digit(c, 0x660),
            '\u{6f0}'..='\u{6f9}' => digit(c, 0x6f0),
            '\u{966}'..='\u{96f}' => digit(c, 0x966),
            '\u{ff10}'..='\u{ff19}' => digit(c, 0xff10),
            '\u{66c}' | '\u{2019}' | '\u{2bc}' | '\u{ff07}' | '`' | '´' => '\'',
            '．' => '.',
            '，' | '、' => ',',
            '＄' => '$',
            '\u{2212}' | '\u{2010}' | '\u{2011}' => '-',
            '\u{1f}' => c,
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{feff}'
            | '\u{2066}'..='\u{2069}'
            | '\u{61c}' => continue,
            c if c.is_whitespace() => ' ',
            c if c.is_control() => continue,
            c => c,
        };
        if c == ' ' && out.ends_with(' ') {
            continue;
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(c as u32 - zero, 10).unwrap_or('0')
}

/// The amounts of a normalised text, and why the first number that is none was refused.
fn spot(text: &str, hints: &Hints) -> (Vec<Spotted>, Option<Refused>) {
    let (mut found, mut refused) = (Vec::<Spotted>::new(), None);
    // A number without currency, in case the other end of its range has one: `12–15 €`, `$12–15`.
    let mut bare: Option<(usize, usize, usize)> = None;
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let run = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |end| start + end);
        let before = found.last().filter(|last| joins(text, last.end, start)).map(|last| last.money.currency);
        match one(text, start, at, before, hints) {
            Ok(spotted) => {
                let given = spotted.money.currency;
                let end = spotted.end;
                if let Some((from, floor, _)) = bare.take().filter(|bare| joins(text, bare.2, spotted.start))
                    && let Ok(lower) = one(text, from, floor, Some(given), hints)
                {
                    found.push(lower);
                }
                found.push(spotted);
                at = end.max(run);
            }
            Err((why, end)) => {
                bare = (why == Refused::NoCurrency).then_some((start, at, end));
                refused = refused.or(Some(why));
                at = end.max(run);
            }
        }
    }
    (found, refused)
}

/// Whether what stands between two numbers makes them the ends of a range.
fn joins(text: &str, end: usize, start: usize) -> bool {
    text.get(end..start).is_some_and(|between| TO.contains(&between.trim_matches([' ', '\u{1f}'])))
}

/// The amount whose digits begin at `start`; what stands before `floor` belongs to another.
fn one(
    text: &str,
    start: usize,
    floor: usize,
    given: Option<Currency>,
    hints: &Hints,
) -> Result<Spotted, (Refused, usize)> {
    let (mut digits, used) = number::scan(&text[start..]).ok_or((Refused::Shape, start))?;
    let mut end = start + used;
    let before = text[floor..start].trim_end_matches([' ', '\u{1f}']);
    let rest = text[end..].trim_start_matches([' ', '\u{1f}']);
    // Letters and marks that make the number part of a name (`M12`, `12V`), a percentage or a discount.
    let glued = before.len() == start - floor
        && before.ends_with(|c: char| c.is_alphabetic() || c == '/' || c == '#' || c == '.' || c == ',');
    let lead = sign::trailing(before, hints);
    if rest.starts_with(['%', '٪']) || before.ends_with('%') || (glued && lead.is_none()) {
        return Err((Refused::Nothing, end));
    }
    let mut tail = None;
    if lead.is_none() {
        tail = sign::leading(rest, hints);
        if let Some((_, used)) = tail {
            end = text.len() - rest.len() + used;
            end += cents_behind(&text[end..], &mut digits);
        }
    }
    let signed = lead.or(tail);
    let begin = lead.map_or(start, |(_, used)| floor + before.len() - used);
    let minus = text[floor..begin].trim_end_matches(' ');
    if minus.ends_with(['-', '−'])
        && !minus.trim_end_matches('-').trim_end().ends_with(|c: char| c.is_ascii_digit())
        && floor == 0
    {
        return Err((Refused::Range, end));
    }
    let currency = match signed {
        Some((currency, _)) => currency,
        None => given.or(hints.currency).ok_or((Refused::NoCurrency, end))?,
    };
    if signed.is_none() && text[end..].starts_with(char::is_alphabetic) {
        return Err((Refused::Nothing, end));
    }
    let minor = digits.minor(currency.exponent(), hints).map_err(|why| (why, end))?;
    Ok(Spotted {
        money: Money { minor, currency },
        signed: signed.is_some() || given.is_some(),
        raw: text[begin..end].to_owned(),
        start: begin,
        end,
    })
}

/// `12€50`: two digits right behind the sign are cents, when the amount has none yet and nothing makes them a number of their own.
fn cents_behind(text: &str, digits: &mut number::Digits) -> usize {
    let rest = text.trim_start_matches([' ', '\u{1f}']);
    let far = text.len() - rest.len();
    let width = rest.chars().take_while(char::is_ascii_digit).count();
    let after = &rest[width..];
    let joined = after
        .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '%' | '€' | '/' | '$' | '£'));
    let own = after.trim_start().starts_with(['€', '%', '$', '£', '-', '–']);
    if width != 2 || digits.groups.len() != 1 || digits.whole || joined || own || far > 3 {
        return 0;
    }
    digits.groups.push(rest[..2].to_owned());
    digits.marks.push('.');
    digits.cents = true;
    far + 2
}

#[cfg(test)]
mod tests;
