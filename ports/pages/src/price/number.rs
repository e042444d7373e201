//! Numbers as people write them in prices, and which of their separators is the decimal mark.

use super::hints::Hints;

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// There is no number in it.
    Nothing,
    /// Nothing tells its currency.
    NoCurrency,
    /// It can be read in two ways and nothing tells which.
    Ambiguous,
    /// Its digits stand together as no amount of this currency does.
    Shape,
    /// It is below zero, or more than a price can be.
    Range,
}

/// Digits in groups, as they stood.
#[derive(Debug, Clone, Default)]
pub struct Digits {
    /// The digits of each group.
    pub groups: Vec<String>,
    /// What stands before each group but the first: `.`, `,`, `'`, or a space.
    pub marks: Vec<char>,
    /// What follows says that there are no cents, as in `5,-`.
    pub whole: bool,
    /// The last group is cents, by where it stands: behind the currency's sign, or raised.
    pub cents: bool,
}

impl Digits {
    /// The amount in minor units.
    ///
    /// # Errors
    /// [`Refused`] when the groups make no amount of a currency with this exponent, or could make two.
    pub fn minor(&self, exponent: u32, hints: &Hints) -> Result<i64, Refused> {
        let point = self.point(exponent, hints)?;
        let (whole, cents) = self.groups.split_at(point);
        if !grouped(whole, &self.marks) {
            return Err(Refused::Shape);
        }
        let cents = cents.concat();
        let width = exponent as usize;
        let kept = if cents.len() > width { &cents[..width] } else { &cents };
        // Finer than the currency: the price of a piece, a litre, not of a thing.
        if cents[kept.len()..].bytes().any(|b| b != b'0') {
            return Err(Refused::Shape);
        }
        let text = format!("{}{kept:0<width$}", whole.concat());
        let minor = text.parse::<i64>().map_err(|_| Refused::Range)?;
        if minor > domain::limits::PRICE_MAX_MINOR { Err(Refused::Range) } else { Ok(minor) }
    }

    /// How many groups stand before the decimal mark.
    fn point(&self, exponent: u32, hints: &Hints) -> Result<usize, Refused> {
        let all = self.groups.len();
        if self.whole || all == 1 {
            return Ok(all);
        }
        if self.cents {
            return Ok(all - 1);
        }
        let last = self.marks.last().copied().unwrap_or(' ');
        if !matches!(last, '.' | ',' | '\u{66b}') {
            return Ok(all);
        }
        if last == '\u{66b}' {
            return Ok(all - 1);
        }
        let alike = self.marks.iter().filter(|mark| **mark == last).count();
        if alike > 1 {
            return Ok(all);
        }
        let width = self.groups[all - 1].len();
        // Another mark before it: then this one is the decimal mark, unless a space or apostrophe stands before three digits of thousands.
        if self.marks.len() > 1 {
            return Ok(all - 1);
        }
        if width != 3 {
            return Ok(all - 1);
        }
        let first = &self.groups[0];
        let thousands = first.len() <= 3 && !first.starts_with('0');
        match (thousands, hints.decimal_mark()) {
            (false, _) => Ok(all - 1),
            (true, _) if exponent < 3 => Ok(all),
            (true, Some(mark)) => Ok(if mark == last { all - 1 } else { all }),
            (true, None) => Err(Refused::Ambiguous),
        }
    }
}

/// Whether groups are those of thousands: by three, or by two before the last three as in India; without marks any length.
fn grouped(groups: &[String], marks: &[char]) -> bool {
    let Some((first, rest)) = groups.split_first() else { return false };
    let Some((last, middle)) = rest.split_last() else { return first.len() <= 12 };
    let one_mark = marks[..rest.len()].windows(2).all(|pair| pair[0] == pair[1]);
    let threes = first.len() <= 3 && middle.iter().all(|group| group.len() == 3);
    let lakhs = first.len() <= 2 && middle.iter().all(|group| group.len() == 2) && marks[0] == ',';
    one_mark && last.len() == 3 && (threes || lakhs)
}

/// An amount as programs write it, `1299`, `1299.00`, `1,299.00`, in minor units.
///
/// # Errors
/// As for [`Digits::minor`]. What calculation left behind the cents (`19.989999`) is rounded, half up.
pub fn machine(text: &str, exponent: u32, hints: &Hints) -> Result<i64, Refused> {
    let text = text.trim();
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if let (true, Some((whole, cents))) = (plain, text.split_once('.')) {
        let grouped =
            cents.len() == 3 && exponent < 3 && hints.decimal_mark() == Some(',') && !cents.ends_with('0');
        if !cents.contains('.') && !grouped {
            return rounded(whole, cents, exponent);
        }
    }
    let (digits, used) = scan(text).ok_or(Refused::Nothing)?;
    if text[used..].trim().is_empty() { digits.minor(exponent, hints) } else { Err(Refused::Shape) }
}

fn rounded(whole: &str, cents: &str, exponent: u32) -> Result<i64, Refused> {
    let width = exponent as usize;
    let whole = if whole.is_empty() { "0" } else { whole };
    let kept: String = cents.chars().chain(std::iter::repeat('0')).take(width).collect();
    let up = cents.as_bytes().get(width).is_some_and(|digit| *digit >= b'5');
    let minor = format!("{whole}{kept}").parse::<i64>().map_err(|_| Refused::Range)?;
    let minor = minor.saturating_add(i64::from(up));
    if minor > domain::limits::PRICE_MAX_MINOR { Err(Refused::Range) } else { Ok(minor) }
}

/// Reads the digits a text begins with, and tells how many bytes they take.
pub fn scan(text: &str) -> Option<(Digits, usize)> {
    let mut digits = Digits::default();
    let mut at = take_group(text, &mut digits)?;
    loop {
        let rest = &text[at..];
        let Some((mark, after)) = mark(rest) else { break };
        let group: usize = rest[after..].chars().take_while(|c| c.is_ascii_digit()).count();
        let space = matches!(mark, ' ' | '\'');
        let ended = digits.marks.iter().any(|m| matches!(m, '.' | ',')) && space;
        if group == 0
            || (space && group != 3)
            || ended
            || (space && digits.groups.last().is_some_and(|g| g.len() > 3))
        {
            break;
        }
        at += after;
        digits.marks.push(mark);
        at += take_group(&text[at..], &mut digits)?;
    }
    at += raised(&text[at..], &mut digits);
    at += dashed(&text[at..], &mut digits);
    Some((digits, at))
}

fn take_group(text: &str, digits: &mut Digits) -> Option<usize> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 || end > 15 {
        return None;
    }
    digits.groups.push(text[..end].to_owned());
    Some(end)
}

/// A separator and how many bytes it takes; `\u{1f}` is where one text of a page ends and another begins.
fn mark(text: &str) -> Option<(char, usize)> {
    let mut chars = text.char_indices().peekable();
    while chars.peek().is_some_and(|(_, c)| *c == '\u{1f}') {
        chars.next();
    }
    let (_, mark) = chars.next()?;
    if !matches!(mark, '.' | ',' | '\'' | ' ' | '\u{66b}') {
        return None;
    }
    while chars.peek().is_some_and(|(_, c)| *c == '\u{1f}') {
        chars.next();
    }
    Some((mark, chars.peek().map_or(text.len(), |(at, _)| *at)))
}

/// Two digits in an element of their own right behind the others are cents: `19<sup>99</sup>`.
fn raised(text: &str, digits: &mut Digits) -> usize {
    let Some(rest) = text.strip_prefix('\u{1f}') else { return 0 };
    let inner = rest.trim_start_matches(['\u{1f}', ' ']);
    let width = inner.chars().take_while(char::is_ascii_digit).count();
    let decimal = digits.marks.last().is_some_and(|mark| matches!(mark, '.' | ','))
        && digits.groups.last().is_some_and(|g| g.len() != 3);
    if width != 2 || decimal {
        return 0;
    }
    digits.groups.push(inner[..2].to_owned());
    digits.marks.push('.');
    digits.cents = true;
    text.len() - inner.len() + 2
}

/// `,-`, `.–` and the like: no cents.
fn dashed(text: &str, digits: &mut Digits) -> usize {
    let Some(rest) = text.strip_prefix([',', '.']) else { return 0 };
    let dashes = rest.trim_start_matches(['-', '–', '—', '−']);
    if dashes.len() == rest.len() || dashes.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    digits.whole = true;
    text.len() - dashes.len()
}
