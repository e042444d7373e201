//! Reads Rust just well enough for the rules: code with comments and literals blanked, literals apart, functions measured.

/// A source file taken apart. `code` has the same lines and columns as the source.
#[derive(Debug)]
pub struct Lexed {
    /// The source with comments turned to spaces and the inside of literals to `_`.
    pub code: String,
    /// The string literals in order, raw, without their quotes.
    pub strings: Vec<Literal>,
}

/// One string literal and the line it begins on.
#[derive(Debug, PartialEq)]
pub struct Literal {
    /// Line, from 1.
    pub line: usize,
    /// The text between the quotes, escapes as written.
    pub text: String,
}

/// Takes a source file apart.
pub fn lex(source: &str) -> Lexed {
    let mut lexer = Lexer { source, out: source.as_bytes().to_vec(), strings: Vec::new() };
    let mut at = 0;
    while at < source.len() {
        at = lexer.step(at);
    }
    Lexed { code: String::from_utf8_lossy(&lexer.out).into_owned(), strings: lexer.strings }
}

struct Lexer<'a> {
    source: &'a str,
    out: Vec<u8>,
    strings: Vec<Literal>,
}

impl Lexer<'_> {
    fn step(&mut self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let rest = &bytes[at..];
        match bytes[at] {
            b'/' if rest.starts_with(b"//") => {
                let end = rest.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |far| at + far);
                self.blank(at, end, b' ')
            }
            b'/' if rest.starts_with(b"/*") => {
                let end = end_of_comment(bytes, at);
                self.blank(at, end, b' ')
            }
            b'r' if !follows_name(bytes, at) => match raw_string(bytes, at) {
                Some((open, close, end)) => self.literal(open, close, end),
                None => at + 1,
            },
            b'"' => {
                let close = end_of_string(bytes, at + 1);
                self.literal(at + 1, close, (close + 1).min(bytes.len()))
            }
            b'\'' => match end_of_char(self.source, at) {
                Some(end) => self.blank(at + 1, end - 1, b'_') + 1,
                None => at + 1,
            },
            _ => at + 1,
        }
    }

    fn literal(&mut self, open: usize, close: usize, end: usize) -> usize {
        let line = self.source.as_bytes()[..open].iter().filter(|&&byte| byte == b'\n').count() + 1;
        self.strings.push(Literal { line, text: self.source[open..close].to_string() });
        self.blank(open, close, b'_');
        end
    }

    fn blank(&mut self, from: usize, to: usize, with: u8) -> usize {
        for byte in &mut self.out[from..to] {
            if *byte != b'\n' {
                *byte = with;
            }
        }
        to
    }
}

/// Whether the byte before belongs to a name, so that an `r` here is not the start of a raw string (`br"` and `cr"` are).
fn follows_name(bytes: &[u8], at: usize) -> bool {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    match at.checked_sub(1).map(|before| bytes[before]) {
        Some(b'b' | b'c') => at >= 2 && is_name(bytes[at - 2]),
        Some(byte) => is_name(byte),
        None => false,
    }
}

fn raw_string(bytes: &[u8], at: usize) -> Option<(usize, usize, usize)> {
    let hashes = bytes[at + 1..].iter().take_while(|&&byte| byte == b'#').count();
    let open = at + 1 + hashes;
    if bytes.get(open) != Some(&b'"') {
        return None;
    }
    let mut ending = vec![b'"'];
    ending.resize(1 + hashes, b'#');
    let far = bytes[open + 1..].windows(ending.len()).position(|window| window == ending.as_slice());
    let close = far.map_or(bytes.len(), |far| open + 1 + far);
    Some((open + 1, close, (close + ending.len()).min(bytes.len())))
}

fn end_of_comment(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0);
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    bytes.len()
}

fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// The end of a character literal, or nothing when the quote begins a lifetime.
fn end_of_char(source: &str, at: usize) -> Option<usize> {
    let rest = &source[at + 1..];
    let first = rest.chars().next()?;
    if first == '\\' {
        // The character after the backslash may itself be a quote.
        return rest[2..].find('\'').map(|far| at + 1 + 2 + far + 1);
    }
    let after = at + 1 + first.len_utf8();
    (source.as_bytes().get(after) == Some(&b'\'')).then_some(after + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(source: &str) -> String {
        lex(source).code
    }

    #[test]
    fn comments_and_literals_are_blanked_and_lines_kept() {
        assert_eq!(code("a // b\nc"), "a     \nc");
        assert_eq!(code("a /* b /* c */ d */ e"), "a                   e");
        assert_eq!(code(r#"f("{\"x")"#), r#"f("____")"#);
        assert_eq!(code("r#\"a\"b\"# + x"), "r#\"___\"# + x");
    }

    #[test]
    fn lifetimes_are_not_characters() {
        assert_eq!(code("fn f<'a>(x: &'a str) { '{' }"), "fn f<'a>(x: &'a str) { '_' }");
        assert_eq!(code(r"['\'', '\\', 'é']"), r"['__', '__', '__']");
    }

    #[test]
    fn literals_are_kept_with_their_line() {
        let found = lex("let a = 1;\nlet b = \"SELECT\n x\";\nlet c = br\"y\";").strings;
        let expected = [(2, "SELECT\n x"), (4, "y")];
        assert_eq!(found, expected.map(|(line, text)| Literal { line, text: text.to_string() }));
    }
}
