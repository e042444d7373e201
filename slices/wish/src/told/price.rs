//! The price in what was said: a bound (`moins de 80`), or an amount with its currency (`à 8 €`).

use domain::{Currency, Money, text};

use super::count::{Count, MEASURES, named};
use super::price_words::{AFTER, BEFORE, BOUNDS, EACH, FREE, FREE_FOR, FREE_OF, ON, SMALL, TOGETHER, UNITS};

/// Of what an amount is the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Of one, as far as is said.
    One,
    /// Of so many together: `les deux`.
    Several(i64),
    /// Of all, however many: `le tout`.
    All,
}

/// Words without the price, the price, and of what it is.
pub(super) fn take(words: Vec<&str>, currency: Currency) -> (Vec<&str>, Option<Money>, Of) {
    let folded: Vec<String> = words.iter().map(|word| plain(word)).collect();
    for at in 0..words.len() {
        let bound = starts(&folded[at..], BOUNDS);
        if let Some((most, used)) = range(&words[at + bound..], &folded[at + bound..], currency) {
            let before = if bound == 0 { ends(&folded[..at], BEFORE) } else { 0 };
            let (of, more) = of(&folded[at + bound + used..]);
            return (without(&words, at - before, at + bound + used + more), Some(most), of);
        }
        let Some((amount, told, used)) = amount(&words[at + bound..], currency) else { continue };
        let rest = &folded[at + bound + used..];
        // `à 1,50`: with its cents an amount needs no currency, but where it measures.
        let priced = at > 0 && matches!(folded[at - 1].as_str(), "a" | "at") && has_cents(&folded[at]);
        let each = if told || priced || bound > 0 { starts(rest, EACH) } else { 0 };
        let after = starts(rest, AFTER).max(each);
        // Without its currency, `max` before a number may be a name, and what is counted after it no price.
        let name = bound == 1 && matches!(folded[at].as_str(), "max" | "maxi");
        let unit = rest.first().is_some_and(|next| is_unit(next));
        // `2 pounds of apples` are weighed.
        let weighed =
            folded[at + bound + used - 1] == "pounds" && rest.first().is_some_and(|next| next == "of");
        if weighed || (!told && ((bound == 0 && after == 0 && !priced) || name || unit)) {
            continue;
        }
        let before = if bound == 0 { ends(&folded[..at], BEFORE) } else { 0 };
        let (of, more) = of(&rest[after..]);
        let used = used + after + more;
        return (without(&words, at - before, at + bound + used), Some(amount), of);
    }
    match free(&folded) {
        Some((from, to)) if words.len() > to - from => {
            (without(&words, from, to), Some(Money { minor: 0, currency }), Of::One)
        }
        _ => (words, None, Of::One),
    }
}

/// Of what an amount is the price, by what follows it, and how many words told that.
fn of(rest: &[String]) -> (Of, usize) {
    let is = |at: usize, all: &[&str]| rest.get(at).is_some_and(|word| all.contains(&word.as_str()));
    let open = usize::from(is(0, &["pour", "for"]));
    let several =
        rest.get(open + 1).filter(|_| is(open, &["les", "the", "all"])).and_then(|word| named(word));
    let (of, used) = match several {
        Some(many) => (Of::Several(many), open + 2),
        None if is(open, &["both"]) => (Of::Several(2), open + 1),
        None => (Of::All, starts(rest, TOGETHER)),
    };
    if used == 0 || !(used == rest.len() || is(used, ON)) {
        return (Of::One, 0);
    }
    (of, used + starts(&rest[used..], AFTER))
}

/// The price of one, where it was said of several together. How many those are counts them where nothing else does; of one thing, or of
/// a thing and another, it stays the price of all.
pub(super) fn of_one(
    words: Vec<&str>,
    top: Option<Money>,
    count: Option<Count>,
    of: Of,
) -> (Vec<&str>, Option<Money>, Option<Count>) {
    let shared = |many: i64| top.map(|top| Money { minor: top.minor / many, ..top });
    let article =
        |word: &&str| matches!(plain(word).as_str(), "un" | "une" | "a" | "an" | "le" | "la" | "the");
    let joins = |word: &&str| matches!(*word, "et" | "and" | "+" | "&");
    let whole = words.first().is_some_and(article) || words.iter().any(joins);
    match (of, count) {
        (Of::Several(_), None) if whole => (words, top, None),
        (Of::Several(many), None) => {
            // `deux romans`: in words it is how many after all.
            let said = words.len() > 1 && named(&plain(words[0])) == Some(many);
            (words[usize::from(said)..].to_vec(), shared(many), Some(Count { many, sure: true }))
        }
        (Of::Several(many), Some(count)) => {
            let sure = count.sure || count.many == many;
            (words, shared(many), Some(Count { sure, ..count }))
        }
        (Of::All, Some(count)) if count.sure => (words, shared(count.many), Some(count)),
        _ => (words, top, count),
    }
}

/// Words with a bound that was written against its amount, `<300€`, apart from it; without a currency it may be anything.
pub(super) fn apart(words: Vec<&str>) -> Vec<&str> {
    let mut all = Vec::with_capacity(words.len() + 1);
    for (at, word) in words.iter().enumerate() {
        let rest = word.strip_prefix(['<', '≤', '‹']).filter(|rest| !rest.is_empty());
        let amount = rest.filter(|rest| {
            let signed = number(rest).is_some_and(|(_, named)| named.is_some());
            signed
                || (number(rest).is_some()
                    && words.get(at + 1).is_some_and(|next| currency_of(next).is_some()))
        });
        match amount {
            Some(rest) => all.extend([&word[..word.len() - rest.len()], rest]),
            None => all.push(*word),
        }
    }
    all
}

/// Where it is said that it costs nothing, `free`, `for free`; what is `gluten free` or `free range` costs what it costs.
fn free(folded: &[String]) -> Option<(usize, usize)> {
    let is_in = |list: &str, word: Option<&String>| {
        word.is_some_and(|word| list.split(' ').any(|one| one == word.as_str()))
    };
    let before = |at: usize| at.checked_sub(1).and_then(|at| folded.get(at));
    let priceless = |at: usize| !is_in(FREE_OF, before(at)) && !is_in(FREE_FOR, folded.get(at + 1));
    let at = (0..folded.len())
        .find(|at| FREE.contains(&folded[*at].as_str()) && (folded[*at] != "free" || priceless(*at)))?;
    Some((at - usize::from(before(at).is_some_and(|word| word == "for")), at + 1))
}

/// Whether a word measures or counts: the number before it is no price.
fn is_unit(word: &str) -> bool {
    UNITS.contains(&word) || MEASURES.split(' ').any(|measure| measure == word)
}

/// The greater of two amounts at the start, `entre 50 et 80 €`, `50 to 80 €`, `50-80 €`, and how many words told them. Without a
/// currency two numbers are anything: ages, sizes, pages.
fn range(words: &[&str], folded: &[String], currency: Currency) -> Option<(Money, usize)> {
    let between = folded.first().is_some_and(|word| matches!(word.as_str(), "entre" | "between"));
    let open = usize::from(between || folded.first().is_some_and(|word| word == "de" || word == "from"));
    if let Some((low, high)) = words.get(open)?.split_once(['-', '–']) {
        number(low)?;
        let rest: Vec<&str> = std::iter::once(high).chain(words[open + 1..].iter().copied()).collect();
        let (most, told, used) = amount(&rest, currency)?;
        return told.then_some((most, open + used));
    }
    let (_, low_told, used) = amount(&words[open..], currency)?;
    let joint = open + used;
    let joins = match folded.get(joint)?.as_str() {
        "et" | "and" => between,
        // `iPhone 15 à 300 €` tells one price.
        "a" => open == 1 || low_told,
        "to" | "-" | "–" => true,
        _ => false,
    };
    let (most, told, used) = amount(&words[joint + 1..], currency)?;
    (joins && told).then_some((most, joint + 1 + used))
}

fn without<'a>(words: &[&'a str], from: usize, to: usize) -> Vec<&'a str> {
    words[..from].iter().chain(&words[to..]).copied().collect()
}

/// A word folded, without the marks about it.
fn plain(word: &str) -> String {
    text::fold(word.trim_matches([',', ';', ':', '!', '?', '(', ')', '.']))
}

/// How many words one of these sequences takes at the start; none when none is there.
fn starts(words: &[String], all: &[&[&str]]) -> usize {
    let there = |sequence: &&&[&str]| {
        words.len() >= sequence.len() && sequence.iter().zip(words).all(|(one, word)| word == one)
    };
    all.iter().find(there).map_or(0, |sequence| sequence.len())
}

/// How many words one of these sequences takes at the end; none when none is there.
fn ends(words: &[String], all: &[&[&str]]) -> usize {
    let there = |sequence: &&&[&str]| {
        words.len() >= sequence.len()
            && sequence.iter().rev().zip(words.iter().rev()).all(|(one, word)| word == one)
    };
    all.iter().find(there).map_or(0, |sequence| sequence.len())
}

/// Whether a word is a number with two digits behind its mark, as cents are written.
fn has_cents(word: &str) -> bool {
    word.split_once([',', '.']).is_some_and(|(whole, cents)| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        cents.len() == 2 && digits(whole) && digits(cents)
    })
}

/// The amount at the start: it, whether its currency was said, and how many words it took.
fn amount(words: &[&str], currency: Currency) -> Option<(Money, bool, usize)> {
    let (mut digits, mut said, mut used) = (String::new(), None, 0);
    for raw in words {
        let word = raw.trim_matches([':', ';', '!', '?', '(', ')']).trim_end_matches([',', '.']);
        // What stands behind a mark, `20 €, 12 personnes`, is another matter than the price.
        let closed = raw.ends_with([',', ';', ':', '!', '?', ')', '.']);
        if let Some(named) = currency_of(word).filter(|_| said.is_none()) {
            (said, used) = (Some(named), used + 1);
            if digits.is_empty() {
                continue;
            }
            used += if closed { 0 } else { cents(&words[used..], &mut digits) };
            break;
        }
        let Some((number, named)) = number(word) else { break };
        // `1 299,00`: groups of three go on; any other number is another matter.
        let group = number.split([',', '.']).next().is_some_and(|whole| whole.len() == 3);
        let goes_on = group && digits.len() <= 9 && !digits.contains([',', '.']);
        if !digits.is_empty() && !goes_on {
            break;
        }
        digits.push_str(&number);
        used += 1;
        if let Some(named) = named {
            said = Some(named);
            used += if closed { 0 } else { cents(&words[used..], &mut digits) };
            break;
        }
    }
    let small =
        words.get(used).is_some_and(|word| matches!(plain(word).as_str(), "centime" | "centimes" | "cents"));
    if said.is_none() && small && matches!(digits.len(), 1 | 2) {
        // `moins de 50 centimes`
        (digits, said, used) = (format!("0,{digits:0>2}"), Some(currency), used + 1);
    }
    let money = Money::parse(&one_mark(&digits)?, said.unwrap_or(currency))?;
    Some((money, said.is_some(), used))
}

/// Adds the cents that follow a currency, `8 euros 50`, `8 € et 50 centimes`, and tells how many words they took.
fn cents(words: &[&str], digits: &mut String) -> usize {
    let folded: Vec<String> = words.iter().take(3).map(|word| plain(word)).collect();
    let and = usize::from(folded.first().is_some_and(|word| word == "et" || word == "and"));
    let Some(two) =
        folded.get(and).filter(|word| word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit()))
    else {
        return 0;
    };
    let after = folded.get(and + 1).map_or("", String::as_str);
    let named = matches!(after, "centime" | "centimes" | "cent" | "cents");
    // `20 € 12 personnes`, `50 € 80 €`
    let other = is_unit(after)
        || currency_of(after).is_some()
        || (after.len() > 3 && after.ends_with('s') && !named && !SMALL.contains(&after));
    if digits.contains([',', '.']) || (and == 1 && !named) || other {
        return 0;
    }
    digits.push(',');
    digits.push_str(two);
    and + 1 + usize::from(named)
}

/// The digits of a word, and the currency in it: `80€`, `€80`, `12€50`.
fn number(word: &str) -> Option<(String, Option<Currency>)> {
    let sign = word.char_indices().find(|(_, c)| currency_of(&c.to_string()).is_some());
    let (number, named) = match sign {
        None => (word.to_owned(), None),
        Some((at, sign)) => {
            let (before, after) = (&word[..at], &word[at + sign.len_utf8()..]);
            let between = !before.is_empty() && !after.is_empty();
            (
                if between { format!("{before},{after}") } else { format!("{before}{after}") },
                currency_of(&sign.to_string()),
            )
        }
    };
    let plain = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
    plain.then_some((number, named))
}

/// `1,299.50` and `1.299,50` with one decimal mark: the last, unless three digits follow it.
fn one_mark(digits: &str) -> Option<String> {
    let Some(last) = digits.rfind([',', '.']) else { return (!digits.is_empty()).then(|| digits.to_owned()) };
    let bare = |text: &str| text.replace([',', '.'], "");
    let (whole, cents) = (bare(&digits[..last]), &digits[last + 1..]);
    Some(if cents.len() == 3 { format!("{whole}{cents}") } else { format!("{whole}.{cents}") })
}

fn currency_of(word: &str) -> Option<Currency> {
    let code = match text::fold(word).as_str() {
        "€" | "eur" | "euro" | "euros" => "EUR",
        "£" | "gbp" | "pounds" | "quid" => "GBP",
        "$" | "usd" | "dollars" | "bucks" => "USD",
        "chf" => "CHF",
        _ => return None,
    };
    code.parse().ok()
}
