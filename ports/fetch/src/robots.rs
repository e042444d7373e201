//! `robots.txt` as RFC 9309 reads it, with the crawl delay that many write besides.

use std::time::Duration;

use crate::hosts::DELAY_MAX_S;

/// Bytes of a `robots.txt` that are read (RFC 9309, section 2.5): the rest is left.
pub const ROBOTS_BYTES: usize = 500 * 1024;

/// What a host lets us read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// The pause the host asks for between two visits.
    pub delay: Option<Duration>,
    /// Whether nobody knows what it says, which may be otherwise later.
    pub unread: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    pattern: Box<str>,
}

/// The rules of groups of one name, merged (section 2.2.1).
#[derive(Default)]
struct Group {
    named: bool,
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

impl Robots {
    /// Everything may be read: there is no `robots.txt` (section 2.3.1.3).
    #[must_use]
    pub fn open() -> Self {
        Self { rules: Vec::new(), delay: None, unread: false }
    }

    /// Nothing may be read: nobody knows what the `robots.txt` says (section 2.3.1.4).
    #[must_use]
    pub fn closed() -> Self {
        Self { rules: vec![Rule { allow: false, pattern: "/".into() }], delay: None, unread: true }
    }

    /// Reads the group of `product`, else the one of `*`; what is no rule is skipped.
    #[must_use]
    pub fn parse(bytes: &[u8], product: &str) -> Self {
        let text = String::from_utf8_lossy(within(bytes));
        let (mut ours, mut everyone) = (Group::default(), Group::default());
        // Which groups the lines belong to, and whether a rule came since the last name.
        let (mut is_ours, mut is_everyone, mut has_rules) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    if std::mem::take(&mut has_rules) {
                        (is_ours, is_everyone) = (false, false);
                    }
                    is_everyone |= value == "*";
                    is_ours |= token(value).eq_ignore_ascii_case(product);
                    ours.named |= is_ours;
                }
                "allow" | "disallow" => {
                    has_rules = true;
                    if !value.is_empty() {
                        let rule = Rule { allow: key == "allow", pattern: normal(value).into() };
                        for group in chosen(is_ours, is_everyone, &mut ours, &mut everyone) {
                            group.rules.push(rule.clone());
                        }
                    }
                }
                "crawl-delay" => {
                    let delay = value.parse::<f64>().ok().filter(|s| s.is_finite() && *s >= 0.0);
                    for group in chosen(is_ours, is_everyone, &mut ours, &mut everyone) {
                        group.delay = delay.map(within_a_day).or(group.delay);
                    }
                }
                _ => {}
            }
        }
        let group = if ours.named { ours } else { everyone };
        Self { rules: group.rules, delay: group.delay, unread: false }
    }

    /// Whether a path, with its query, may be read: the longest rule that matches decides, `allow` before `disallow`.
    #[must_use]
    pub fn allows(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let path = normal(path);
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }

    /// The bytes it takes to remember these rules, about.
    #[must_use]
    pub fn weight(&self) -> usize {
        64 + self.rules.iter().map(|rule| 24 + rule.pattern.len()).sum::<usize>()
    }
}

/// A pause of so many seconds; a longer one than a day is a day.
fn within_a_day(secs: f64) -> Duration {
    let most = Duration::from_secs(DELAY_MAX_S);
    Duration::try_from_secs_f64(secs).map_or(most, |delay| delay.min(most))
}

/// The lines that are read. One that the limit cuts in two would be another rule: `Allow: /` of `Allow: /shop`.
fn within(bytes: &[u8]) -> &[u8] {
    let read = &bytes[..bytes.len().min(ROBOTS_BYTES)];
    if read.len() < ROBOTS_BYTES {
        return read;
    }
    let end = read.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
    &read[..end.unwrap_or(0)]
}

fn chosen<'a>(
    is_ours: bool,
    is_everyone: bool,
    ours: &'a mut Group,
    everyone: &'a mut Group,
) -> impl Iterator<Item = &'a mut Group> {
    [(is_ours, ours), (is_everyone, everyone)].into_iter().filter_map(|(is, group)| is.then_some(group))
}

/// The product token at the start of a name: `Hyperlieu/1.0` names `Hyperlieu`.
fn token(value: &str) -> &str {
    let end = value.find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '-' | '_')));
    &value[..end.unwrap_or(value.len())]
}

/// Percent-encoding as it is compared (section 2.2.2): what is not ASCII encoded, what needs no encoding decoded, hexadecimal
/// digits in capitals.
fn normal(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let escape = bytes.get(at + 1..at + 3).filter(|_| byte == b'%');
        let escaped = escape.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match escaped {
            Some(plain) if plain.is_ascii_alphanumeric() || b"-._~".contains(&plain) => {
                out.push(char::from(plain));
            }
            Some(other) => encode(other, &mut out),
            None if byte.is_ascii_graphic() => out.push(char::from(byte)),
            None => encode(byte, &mut out),
        }
        at += if escaped.is_some() { 3 } else { 1 };
    }
    out
}

fn encode(byte: u8, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(HEX[usize::from(byte >> 4)]));
    out.push(char::from(HEX[usize::from(byte & 15)]));
}

/// Whether a pattern with `*` (anything) and a final `$` (the end) matches from the start of a path.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix('$') {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return !to_the_end || rest.is_empty() };
    // Taking each part where it first stands leaves the most for those after it.
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    if to_the_end { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(text: &str, path: &str) -> bool {
        Robots::parse(text.as_bytes(), "Hyperlieu").allows(path)
    }

    #[test]
    fn the_longest_rule_decides() {
        for (rules, path, allowed) in [
            ("", "/a", true),
            ("Disallow: /", "/a", false),
            ("Disallow:", "/a", true),
            ("Disallow: /\nAllow: /shop", "/shop/drill", true),
            ("Disallow: /\nAllow: /shop", "/sho", false),
            ("Allow: /p\nDisallow: /", "/page", true),
            ("Allow: /folder\nDisallow: /folder", "/folder/page", true),
            ("Allow: /page\nDisallow: /*.htm", "/page.htm", false),
            ("Allow: /page\nDisallow: /*.ph", "/page.php5", true),
            ("Allow: /$\nDisallow: /", "/", true),
            ("Allow: /$\nDisallow: /", "/page.htm", false),
            ("Disallow: /fish", "/fish.html", false),
            ("Disallow: /fish", "/Fish", true),
            ("Disallow: /fish/", "/fish", true),
            ("Disallow: /fish*", "/fishheads", false),
            ("Disallow: /*.php", "/index?f=filename.php/", false),
            ("Disallow: /*.php$", "/filename.php", false),
            ("Disallow: /*.php$", "/filename.php?x=1", true),
            ("Disallow: /fish*.php", "/fishheads/catfish.php?x", false),
            ("Disallow: /a*b*c$", "/abcbc", false),
            ("Disallow: /a*b*c$", "/abcb", true),
            ("Disallow: *", "/a", false),
            ("Disallow: *a", "/ba", false),
            ("Disallow: /*?sort=", "/list?sort=price", false),
            ("Disallow: /a$b", "/a$b", false),
            ("Disallow: /$$", "/$", false),
            ("Disallow: fish", "/fish", true),
            ("Disallow: /", "/robots.txt", true),
        ] {
            assert_eq!(allows(&format!("User-agent: *\n{rules}\n"), path), allowed, "{rules:?} {path}");
        }
    }

    #[test]
    fn encodings_are_compared_as_one() {
        for (rule, path, allowed) in [
            ("/caf\u{e9}", "/caf%C3%A9", false),
            ("/caf%c3%a9", "/caf%C3%A9", false),
            ("/%7Ebob", "/~bob", false),
            ("/~bob", "/%7ebob", false),
            ("/a%2Fb", "/a/b", true),
            ("/a%2fb", "/a%2Fb", false),
            ("/a%2", "/a%2", false),
            ("/a%zz", "/a%zz", false),
            ("/a b", "/a%20b", false),
        ] {
            assert_eq!(allows(&format!("User-agent: *\nDisallow: {rule}"), path), allowed, "{rule} {path}");
        }
    }

    #[test]
    fn groups_are_chosen_by_name() {
        let ours = "User-agent: *\nDisallow: /\n\nUser-agent: hyperlieu\nDisallow: /private\n";
        assert!(allows(ours, "/a") && !allows(ours, "/private"));
        let with_version = "User-Agent: Hyperlieu/2.0\nDisallow: /a";
        assert!(!allows(with_version, "/a"));
        let longer = "User-agent: hyperlieux\nDisallow: /\nUser-agent: hyper\nDisallow: /";
        assert!(allows(longer, "/a"));
        let shared = "User-agent: other\nUser-agent: hyperlieu\nSitemap: https://a.example/\nDisallow: /a\nUser-agent: *\nDisallow: /b";
        assert!(!allows(shared, "/a") && allows(shared, "/b"));
        let twice = "User-agent: hyperlieu\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: hyperlieu\nDisallow: /b";
        assert!(!allows(twice, "/a") && !allows(twice, "/b") && allows(twice, "/c"));
        let nothing_said = "User-agent: hyperlieu\n\nUser-agent: *\nDisallow: /";
        assert!(!allows(nothing_said, "/a"), "two names, one group (section 2.2.1)");
        let empty = "User-agent: *\nDisallow: /\nUser-agent: hyperlieu\nDisallow:";
        assert!(allows(empty, "/a"));
        assert!(allows("Disallow: /", "/a"), "a rule of no group");
    }

    #[test]
    fn odd_spellings_are_read() {
        let odd = "\u{feff}user-AGENT :  *  # all\r\rdisallow:/a#b\r\nnonsense\n: x\nDISALLOW : /c";
        assert!(!allows(odd, "/a") && !allows(odd, "/c") && allows(odd, "/b"));
        let mut broken = b"User-agent: *\nDisallow: /\xff\xfe\nDisallow: /z\n".to_vec();
        broken.resize(ROBOTS_BYTES + 100, b' ');
        broken.extend_from_slice(b"\nDisallow: /");
        let robots = Robots::parse(&broken, "Hyperlieu");
        assert!(!robots.allows("/z") && robots.allows("/a"), "what is beyond the limit is not read");
        assert!(Robots::open().allows("/a") && !Robots::closed().allows("/a"));
    }

    #[test]
    fn a_rule_cut_by_the_limit_is_none() {
        let mut long = b"User-agent: *\nDisallow: /\n#".to_vec();
        long.resize(ROBOTS_BYTES - "\nAllow: /".len(), b'x');
        long.extend_from_slice(b"\nAllow: /shop/public\n");
        for read in [&long[..], &long[..ROBOTS_BYTES]] {
            assert!(!Robots::parse(read, "Hyperlieu").allows("/private"), "all would be allowed");
        }
        let mut whole = long[..ROBOTS_BYTES - "\nAllow: /".len() - 30].to_vec();
        whole.extend_from_slice(b"\nAllow: /shop");
        let robots = Robots::parse(&whole, "Hyperlieu");
        assert!(robots.allows("/shop") && !robots.allows("/a"), "the last line of a shorter one counts");
    }

    #[test]
    fn crawl_delays_are_read() {
        let delay = |text: &str| Robots::parse(text.as_bytes(), "Hyperlieu").delay;
        assert_eq!(delay("User-agent: *\nCrawl-delay: 1.5\nDisallow: /x"), Some(Duration::from_millis(1500)));
        let ours = "User-agent: *\nCrawl-delay: 9\nUser-agent: x\nDisallow:\nUser-agent: hyperlieu\nCrawl-delay: 3\nAllow: /";
        assert_eq!(delay(ours), Some(Duration::from_secs(3)));
        for long in ["86400", "86401", "1e300"] {
            let rules = format!("User-agent: *\nCrawl-delay: {long}");
            assert_eq!(delay(&rules), Some(Duration::from_secs(86_400)), "{long}");
        }
        for odd in ["-1", "NaN", "inf", "soon", ""] {
            assert_eq!(delay(&format!("User-agent: *\nCrawl-delay: {odd}")), None, "{odd}");
        }
    }

    proptest::proptest! {
        /// Whatever is sent is read, and a path is judged without delay.
        #[test]
        fn nothing_breaks_it(text in "(?s)(User-agent: \\*\n(Dis)?allow: [*/a$%é]{0,40}\n|.{0,30}\n){0,20}", path in "/[a*$%/]{0,60}") {
            let _ = Robots::parse(text.as_bytes(), "Hyperlieu").allows(&path);
        }

        /// The matching by parts agrees with trying every way.
        #[test]
        fn matching_agrees_with_the_plain_way(pattern in "/[ab*]{0,8}[$]?", path in "/[ab]{0,10}") {
            fn plainly(pattern: &[u8], path: &[u8]) -> bool {
                match pattern {
                    [] => true,
                    [b'$'] => path.is_empty(),
                    [b'*', rest @ ..] => (0..=path.len()).any(|at| plainly(rest, &path[at..])),
                    [byte, rest @ ..] => path.first() == Some(byte) && plainly(rest, &path[1..]),
                }
            }
            proptest::prop_assert_eq!(matches(&pattern, &path), plainly(pattern.as_bytes(), path.as_bytes()));
        }
    }
}
