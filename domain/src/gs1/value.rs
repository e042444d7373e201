//! Whether a value is what its Application Identifier may hold: characters, lengths, dates, check digits.
//!
//! The components and the names of the checks are those of the GS1 Barcode Syntax Dictionary. Three of its checks ask for no
//! more than the digits here: countries (`iso3166`), package types and coupon codes.

use iso_currency::Currency;

use super::check;

/// Whether `value` is made as `spec` says: components in a row, each taking what its length allows.
#[must_use]
pub fn holds(value: &str, spec: &str) -> bool {
    if !value.is_ascii() {
        return false;
    }
    let mut rest = value;
    for component in spec.split(' ') {
        let (form, checks) = component.split_once(',').unwrap_or((component, ""));
        let optional = form.starts_with('[');
        if optional && rest.is_empty() {
            return true;
        }
        let Some(length) = length(form.trim_matches(['[', ']']), rest.len()) else { return false };
        let (part, after) = rest.split_at(length);
        let class = form.trim_start_matches('[').chars().next();
        if !part.bytes().all(|byte| is_in(class, byte)) {
            return false;
        }
        if !checks.split(',').filter(|name| !name.is_empty()).all(|name| passes(name, part)) {
            return false;
        }
        rest = after;
    }
    rest.is_empty()
}

/// How many of `left` characters a component takes: `N6` six, `X..20` one to twenty. `None` when there are too few or
/// too many.
fn length(form: &str, left: usize) -> Option<usize> {
    let count = form.get(1..)?;
    match count.strip_prefix("..") {
        Some(most) => (1..=most.parse().ok()?).contains(&left).then_some(left),
        None => count.parse().ok().filter(|exact| *exact <= left),
    }
}

fn is_in(class: Option<char>, byte: u8) -> bool {
    match class {
        Some('N') => byte.is_ascii_digit(),
        Some('X') => check::CSET_82.contains(&byte),
        Some('Y') => byte.is_ascii_digit() || byte.is_ascii_uppercase() || b"#-/".contains(&byte),
        Some('Z') => byte.is_ascii_alphanumeric() || b"-_=".contains(&byte),
        _ => false,
    }
}

fn passes(name: &str, part: &str) -> bool {
    let number = || part.parse::<u64>().ok();
    let within = |most| number().is_some_and(|number| number <= most);
    match name {
        "csum" => check::digit_holds(part),
        "csumalpha" => check::pair_holds(part),
        // The shortest company prefix has four digits; where prefixes end nobody outside GS1 knows.
        "gcppos1" => begins_with_digits(part, 4),
        "gcppos2" => part.get(1..).is_some_and(|rest| begins_with_digits(rest, 4)),
        "yymmd0" => is_date(part, true),
        "yymmdd" => is_date(part, false),
        "yyyymmdd" => part.get(2..).is_some_and(|short| is_date_of(year(part), short, false)),
        "hhmi" => part.get(..2).is_some_and(|hh| hh < "24") && part.get(2..).is_some_and(|mi| mi < "60"),
        "hh" => within(23),
        "mi" | "ss" => within(59),
        "iso4217" => number().and_then(|n| Currency::from_numeric(u16::try_from(n).ok()?)).is_some(),
        "nonzero" => number().is_some_and(|number| number > 0),
        "zero" => number() == Some(0),
        "nozeroprefix" => part == "0" || !part.starts_with('0'),
        "hasnondigit" => part.bytes().any(|byte| !byte.is_ascii_digit()),
        "hyphen" => part == "-",
        "yesno" => within(1),
        "winding" => matches!(part, "0" | "1" | "9"),
        "iso5218" => matches!(part, "0" | "1" | "2" | "9"),
        "mediatype" => number().is_some_and(|number| matches!(number, 1..=10 | 80..=99)),
        "latitude" => within(1_800_000_000),
        "longitude" => within(3_600_000_000),
        "pieceoftotal" => {
            let (piece, total) = part.split_at(part.len() / 2);
            part.len().is_multiple_of(2) && piece.bytes().any(|byte| byte != b'0') && piece <= total
        }
        "posinseqslash" => part.split_once('/').is_some_and(|(position, end)| {
            let (position, end) = (position.parse::<u8>(), end.parse::<u8>());
            matches!((position, end), (Ok(position), Ok(end)) if position > 0 && position <= end)
        }),
        "importeridx" => part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
        "iban" => check::iban_holds(part),
        "iso3166alpha2" => part.bytes().all(|byte| byte.is_ascii_uppercase()),
        "pcenc" => escapes_hold(part),
        _ => true,
    }
}

fn begins_with_digits(text: &str, count: usize) -> bool {
    text.get(..count).is_some_and(|start| start.bytes().all(|byte| byte.is_ascii_digit()))
}

fn year(date: &str) -> u32 {
    date.get(..4).and_then(|year| year.parse().ok()).unwrap_or(0)
}

/// `YYMMDD`, whose day may be 00 for the whole month. Every fourth year is a leap year between 1901 and 2099.
fn is_date(date: &str, whole_month: bool) -> bool {
    let year = date.get(..2).and_then(|year| year.parse::<u32>().ok());
    year.is_some_and(|year| is_date_of(2_000 + year, date, whole_month))
}

/// The month and day of `YYMMDD` in a year.
fn is_date_of(year: u32, date: &str, whole_month: bool) -> bool {
    let part = |range| date.get(range).and_then(|text: &str| text.parse::<u32>().ok());
    let (Some(month), Some(day)) = (part(2..4), part(4..6)) else { return false };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    day <= days && (day > 0 || whole_month)
}

/// Whether each `%` is followed by two hexadecimal digits.
fn escapes_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let signs = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'%');
    signs
        .map(|(at, _)| bytes.get(at + 1..at + 3))
        .all(|hex| hex.is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_take_their_lengths() {
        for (value, spec, expected) in [
            ("123456", "N6", true),
            ("12345", "N6", false),
            ("1234567", "N6", false),
            ("12345a", "N6", false),
            ("a", "X..3", true),
            ("abcd", "X..3", false),
            ("", "X..3", false),
            ("a b", "X..3", false),
            ("a\u{e9}", "X..3", false),
            ("a#", "X..3", false),
            ("A#/-9", "Y..9", true),
            ("a", "Y..9", false),
            ("a_-=", "Z..9", true),
            ("9526064000028", "N13,csum,gcppos1 [X..17]", true),
            ("9526064000028ABC", "N13,csum,gcppos1 [X..17]", true),
            ("9526064000029ABC", "N13,csum,gcppos1 [X..17]", false),
            ("276724", "N3 [N3] [N3]", true),
            ("27672", "N3 [N3] [N3]", false),
            ("97801234", "N3,iso4217 N..15", true),
            ("00001234", "N3,iso4217 N..15", false),
            ("978", "N3,iso4217 N..15", false),
            ("000120-", "N6 [X1],hyphen", true),
            ("000120+", "N6 [X1],hyphen", false),
        ] {
            assert_eq!(holds(value, spec), expected, "{value} {spec}");
        }
    }

    #[test]
    fn what_is_checked_by_name() {
        let table = "yymmd0:261200+ yymmd0:260229- yymmd0:240229+ yymmd0:000229+ yymmd0:261301- yymmd0:260001- yymmd0:260432- \
             yymmdd:261200- yymmdd:261231+ yyyymmdd:19000229- yyyymmdd:20000229+ hhmi:2359+ hhmi:2400- hhmi:2360- hh:23+ \
             hh:24- mi:60- gcppos1:0200+ gcppos1:020- gcppos1:02A0- gcppos2:X0200+ nonzero:000- zero:0+ zero:1- \
             nozeroprefix:0+ nozeroprefix:01- hasnondigit:12- winding:9+ winding:2- mediatype:80+ mediatype:11- \
             latitude:1800000001- longitude:3600000000+ pieceoftotal:0102+ pieceoftotal:0201- pieceoftotal:0002- \
             posinseqslash:1/3+ posinseqslash:4/3- posinseqslash:0/3- posinseqslash:1-3- importeridx:_+ importeridx:=- \
             pcenc:a%20b+ pcenc:a%2- pcenc:%zz- iso5218:2+ iso5218:3- yesno:2-";
        for row in table.split_whitespace() {
            let (name, value) = row.split_once(':').unwrap();
            let (value, sign) = value.split_at(value.len() - 1);
            assert_eq!(passes(name, value), sign == "+", "{row}");
        }
    }
}
