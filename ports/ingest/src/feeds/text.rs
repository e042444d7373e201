//! Lines of iCalendar (RFC 5545, section 3.1): unfolded, each a name, parameters and a value. Lenient: what is no line is left out.

/// A line of content.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Its name in capitals.
    pub(super) name: String,
    params: &'a str,
    pub(super) value: &'a str,
}

impl<'a> Line<'a> {
    /// Reads an unfolded line.
    pub(super) fn read(line: &'a str) -> Option<Self> {
        let mut quoted = false;
        let colon = line.char_indices().find(|(_, c)| {
            quoted ^= *c == '"';
            *c == ':' && !quoted
        });
        let (head, value) = line.split_at(colon?.0);
        let (name, params) = head.split_once(';').unwrap_or((head, ""));
        let name = name.trim().to_ascii_uppercase();
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        plain.then_some(Self { name, params, value: &value[1..] })
    }

    /// The value of a parameter, without quotes.
    pub(super) fn param(&self, wanted: &str) -> Option<&'a str> {
        let mut params = self.params.split(';').filter_map(|param| param.split_once('='));
        let (_, value) = params.find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted))?;
        Some(value.trim().trim_matches('"'))
    }
}

/// Joins folded lines.
pub(super) fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix([' ', '\t']) {
            Some(rest) => {
                if let Some(last) = lines.last_mut() {
                    last.push_str(rest);
                }
            }
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// A text value (section 3.3.11) as people read it.
pub(super) fn plain(value: &str) -> String {
    let (mut out, mut chars) = (String::with_capacity(value.len()), value.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push(' '),
                Some(other) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_they_are_written() {
        let line = Line::read("dtstart;TZID=\"Europe/Paris\";VALUE=DATE-TIME:20261122T205000").unwrap();
        assert_eq!(
            (line.name.as_str(), line.param("tzid"), line.value),
            ("DTSTART", Some("Europe/Paris"), "20261122T205000")
        );
        let line = Line::read("ATTENDEE;CN=\"a:b\":mailto:x@example.org").unwrap();
        assert_eq!((line.param("CN"), line.value), (Some("a:b"), "mailto:x@example.org"));
        assert_eq!((Line::read("no colon"), Line::read(": nothing"), Line::read("")), (None, None, None));
        assert_eq!(
            unfolded("SUMMARY:Les Demo\r\n iselles\n\tde Rochefort\nX:1"),
            ["SUMMARY:Les Demoisellesde Rochefort", "X:1"]
        );
        assert_eq!(plain(r"Bar\, salle \;\n fond\\"), r"Bar, salle ;  fond\");
    }
}
