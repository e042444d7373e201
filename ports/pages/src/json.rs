//! JSON as pages hold it: with comments, trailing commas, raw control characters, single quotes, bare keys, several values in a row.
//!
//! Bounded in depth and number, so that neither reading nor dropping what was read can exhaust the stack.

/// How deep values nest before they are skipped.
const DEPTH: usize = 48;
/// How many values are kept of one text.
const VALUES: usize = 200_000;

/// A value; numbers stay as they were written.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`, `undefined`, and what is nested too deep.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object's members, in order.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// A member of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A text or number, as text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            _ => None,
        }
    }
}

/// Every object and list a text holds at its top level; what is broken between them is stepped over.
pub fn all(text: &str) -> Vec<Json> {
    let start = text.trim_start().trim_start_matches(['{', '[']).trim_start();
    if start.starts_with("&quot;") || start.starts_with("&#34;") || start.starts_with("&#x22;") {
        return read_all(&crate::text::unmarked(text));
    }
    read_all(text)
}

fn read_all(text: &str) -> Vec<Json> {
    let mut reader = Reader { bytes: text.as_bytes(), text, at: 0, left: VALUES };
    let mut found = Vec::new();
    while reader.left > 0 {
        reader.blank();
        match reader.peek() {
            None => break,
            Some(b'{' | b'[') => found.extend(reader.value(0)),
            Some(_) => reader.at += 1,
        }
    }
    found
}

struct Reader<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
    left: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn starts(&self, with: &str) -> bool {
        self.bytes[self.at.min(self.bytes.len())..].starts_with(with.as_bytes())
    }

    fn skip_past(&mut self, end: &str) {
        let rest = &self.bytes[self.at..];
        let found = rest.windows(end.len()).position(|window| window == end.as_bytes());
        self.at = found.map_or(self.bytes.len(), |offset| self.at + offset + end.len());
    }

    /// Steps over spaces, control characters, comments and the marks that hide scripts from old browsers.
    fn blank(&mut self) {
        loop {
            match self.peek() {
                Some(b) if b <= b' ' => self.at += 1,
                Some(0xc2 | 0xe2 | 0xef) if self.wide_blank() => {}
                Some(b'/') if self.starts("//") => self.skip_past("\n"),
                Some(b'/') if self.starts("/*") => self.skip_past("*/"),
                Some(b'<') if self.starts("<!--") => self.skip_past("-->"),
                Some(b'<') if self.starts("<![CDATA[") => self.at += 9,
                Some(b']') if self.starts("]]>") => self.at += 3,
                _ => return,
            }
        }
    }

    fn wide_blank(&mut self) -> bool {
        let next = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        let blank = next.filter(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
        self.at += blank.map_or(0, char::len_utf8);
        blank.is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.blank();
        self.left = self.left.checked_sub(1)?;
        match self.peek()? {
            b'{' | b'[' if depth >= DEPTH => {
                self.skip_nested();
                Some(Json::Null)
            }
            b'{' => Some(self.object(depth)),
            b'[' => Some(self.list(depth)),
            quote @ (b'"' | b'\'' | b'`') => Some(Json::Text(self.string(quote))),
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> Json {
        self.at += 1;
        let mut members = Vec::new();
        loop {
            self.blank();
            match self.peek() {
                None => break,
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                Some(b',' | b';') => self.at += 1,
                Some(b']') => break,
                Some(_) => {
                    let Some(key) = self.key() else { break };
                    self.blank();
                    if self.peek() != Some(b':') {
                        continue;
                    }
                    self.at += 1;
                    let Some(value) = self.value(depth + 1) else { break };
                    members.push((key, value));
                }
            }
        }
        Json::Object(members)
    }

    fn key(&mut self) -> Option<String> {
        match self.peek()? {
            quote @ (b'"' | b'\'' | b'`') => Some(self.string(quote)),
            _ => {
                let rest = self.text.get(self.at..)?;
                let end =
                    rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '@' | '.')));
                let end = end.unwrap_or(rest.len());
                // Whatever else stands there is stepped over, one character at a time.
                let step = if end == 0 { rest.chars().next().map_or(1, char::len_utf8) } else { end };
                self.at += step;
                Some(rest[..end].to_owned())
            }
        }
    }

    fn list(&mut self, depth: usize) -> Json {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.blank();
            match self.peek() {
                None => break,
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => self.at += 1,
                Some(b'}') => break,
                Some(_) => {
                    let before = self.at;
                    let Some(value) = self.value(depth + 1) else { break };
                    if self.at == before {
                        break;
                    }
                    values.push(value);
                }
            }
        }
        Json::List(values)
    }

    /// A number, or a bare word; other words than the three of JSON are no value.
    fn word(&mut self) -> Option<Json> {
        let rest = self.text.get(self.at..)?;
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '-' | '.' | '_' | '$')))
            .unwrap_or(rest.len());
        let word = &rest[..end];
        self.at += if end == 0 { rest.chars().next().map_or(1, char::len_utf8) } else { end };
        Some(match word {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            word if word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.')) => {
                Json::Number(word.to_owned())
            }
            _ => Json::Null,
        })
    }

    /// A text; a quote behind which nothing of JSON stands belongs to it.
    fn string(&mut self, quote: u8) -> String {
        self.at += 1;
        let mut out = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'\\' {
                self.escape(&mut out);
            } else if byte == quote && self.ends_value() {
                break;
            } else {
                out.push(byte);
            }
        }
        String::from_utf8_lossy(&out).into_owned()
    }

    fn ends_value(&self) -> bool {
        let rest = &self.bytes[self.at..];
        let next = rest.iter().take(4096).find(|b| **b > b' ');
        next.is_none_or(|b| matches!(b, b',' | b':' | b'}' | b']' | b';' | b'/' | b')' | b'<' | b'+'))
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' | b'r' | b't' | b'\n' | b'\r' => out.push(if byte == b't' { b'\t' } else { b'\n' }),
            b'b' | b'f' => {}
            b'u' => {
                let first = self.hex(4);
                let unit = match first {
                    Some(high @ 0xd800..=0xdbff) if self.starts("\\u") => {
                        let back = self.at;
                        self.at += 2;
                        match self.hex(4) {
                            Some(low @ 0xdc00..=0xdfff) => {
                                Some(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
                            }
                            _ => {
                                self.at = back;
                                None
                            }
                        }
                    }
                    other => other,
                };
                push_char(out, unit);
            }
            b'x' => {
                let unit = self.hex(2);
                push_char(out, unit);
            }
            other => out.push(other),
        }
    }

    fn hex(&mut self, width: usize) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + width)?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        self.at += width;
        Some(number)
    }

    /// Steps over a nested value without recursion.
    fn skip_nested(&mut self) {
        let mut open = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.string(b'"');
                    continue;
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open = open.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return;
            }
        }
    }
}

fn push_char(out: &mut Vec<u8>, unit: Option<u32>) {
    let c = unit.and_then(char::from_u32).unwrap_or('\u{fffd}');
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(text: &str, key: &str) -> Option<String> {
        all(text).iter().find_map(|value| value.get(key)?.text().map(str::to_owned))
    }

    #[test]
    fn slightly_broken_json_is_read() {
        for (text, value) in [
            (r#"{"a":"b"}"#, "b"),
            (r#"{"a":"b",}"#, "b"),
            ("{\"a\":\"b\nc\"}", "b\nc"),
            ("// x\n{\"a\":/* y */\"b\" // z\n}", "b"),
            (r#"<!-- x --> {"a":"b"}"#, "b"),
            ("//<![CDATA[\n{\"a\":\"b\"}\n//]]>", "b"),
            (r#"{"x":1}{"a":"b"};"#, "b"),
            (r"{a:'b'}", "b"),
            (r#"{"a":"12" screen","c":1}"#, "12\" screen"),
            (r#"{"a":"\u00e9\ud83d\ude00\x41\/"}"#, "é😀A/"),
            ("{&quot;a&quot;:&quot;b&quot;}", "b"),
            (r#"{"a":1299.00}"#, "1299.00"),
            (r#"{"u":undefined,"a":"b"}"#, "b"),
            (r#"{"a":"b"#, "b"),
        ] {
            assert_eq!(member(text, "a").as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = "[".repeat(200_000) + &"]".repeat(200_000);
        assert_eq!(all(&deep).len(), 1);
        let objects = "{\"a\":".repeat(100_000);
        assert!(all(&objects).len() <= 1);
        let many = format!("[{}1]", "1,".repeat(400_000));
        let Some(Json::List(values)) = all(&many).into_iter().next() else { panic!("a list") };
        assert!(values.len() <= VALUES);
        assert!(all("\"]}{[:,").len() <= 1);
    }
}
