//! Plain text out of whatever a page holds: no markup, no control or direction marks, bounded in length.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Whether a character could hide, reorder or break a text that people read.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// One line without control and direction marks, spaces collapsed, at most `limit` characters.
pub fn line(text: &str, limit: usize) -> String {
    let mut out = String::new();
    let (mut gap, mut count) = (false, 0);
    for c in text.chars() {
        if c.is_whitespace() || c == '\u{1f}' {
            gap = count > 0;
            continue;
        }
        if is_unseen(c) {
            continue;
        }
        if count + usize::from(gap) >= limit {
            break;
        }
        if gap {
            out.push(' ');
            count += 1;
            gap = false;
        }
        out.push(c);
        count += 1;
    }
    out
}

/// Like [`line`], with markup and character references resolved first, as far as they are nested.
pub fn plain(text: &str, limit: usize) -> String {
    let cut = cut(text, limit.saturating_mul(16));
    let mut now = cut.to_owned();
    for _ in 0..3 {
        if !looks_marked(&now) {
            break;
        }
        now = unmarked(&now);
    }
    if looks_marked(&now) {
        now = now.replace(['<', '>'], " ");
    }
    line(&now, limit)
}

/// The longest beginning of at most `bytes` bytes that ends between characters.
pub fn cut(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let end = (0..=bytes).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

fn looks_marked(text: &str) -> bool {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let tag = c == '<' && (next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'));
        let reference = c == '&' && (next.is_ascii_alphabetic() || next == '#');
        if tag || (reference && chars.clone().take(12).any(|c| c == ';')) {
            return true;
        }
    }
    false
}

/// The text of a piece of markup, without what scripts and styles hold.
pub fn unmarked(text: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut out = String::with_capacity(text.len());
    let mut silent = false;
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::String(bytes) if !silent => out.push_str(&String::from_utf8_lossy(&bytes)),
            Token::StartTag(tag) => {
                silent = matches!(&tag.name[..], b"script" | b"style");
                out.push(' ');
            }
            Token::EndTag(_) => {
                silent = false;
                out.push(' ');
            }
            _ => {}
        }
    }
    out
}

/// Whether `part` stands in `text` as whole words; both folded already.
pub fn has_words(text: &str, part: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text[from..].find(part) {
        let (start, end) = (from + at, from + at + part.len());
        let before = text[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let after = text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        // Scripts without spaces have no word ends to look at.
        if (before && after)
            || part.chars().any(|c| c as u32 >= 0x3000 || matches!(c, '\u{1100}'..='\u{11ff}'))
        {
            return true;
        }
        from = end;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_hidden_marks_do_not_pass() {
        for (raw, said) in [
            ("  A \n\t drill ", "A drill"),
            ("<b>Drill</b> &amp; bits", "Drill & bits"),
            ("x<script>alert(1)</script>y", "x y"),
            ("&lt;script&gt;alert(1)&lt;/script&gt;", ""),
            ("&amp;lt;b&amp;gt;bold", "bold"),
            ("a\u{202e}b\u{0}c\u{200b}d", "abcd"),
            ("5 < 6 & 7", "5 < 6 & 7"),
        ] {
            assert_eq!(plain(raw, 100), said, "{raw:?}");
        }
        assert_eq!(plain("éééééé", 3), "ééé");
        assert_eq!(line("ab cd", 3), "ab");
        assert!(has_words("now in stock!", "in stock") && !has_words("main stockings", "in stock"));
    }
}
