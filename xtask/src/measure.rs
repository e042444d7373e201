//! Finds functions and test code in lexed Rust by counting braces, which rustfmt-ed code allows.

/// One function: its name, where it starts and how many lines of code its body has (blank and comment lines not counted).
#[derive(Debug, PartialEq)]
pub struct Function {
    /// The bare name.
    pub name: String,
    /// Line of the `fn`, from 1.
    pub line: usize,
    /// Lines of code between the braces.
    pub lines: usize,
}

/// The functions with a body in lexed code, nested ones too.
pub fn functions(code: &str) -> Vec<Function> {
    words(code, "fn").filter_map(|at| function(code, at)).collect()
}

fn function(code: &str, at: usize) -> Option<Function> {
    let name: String =
        code[at + 2..].trim_start().chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect();
    if name.is_empty() {
        return None; // a type such as `fn(u8) -> u8`
    }
    let (open, close) = block(code, at)?;
    let lines = code[open + 1..close].lines().filter(|line| !line.trim().is_empty()).count();
    Some(Function { name, line: line_of(code, at), lines })
}

/// The braces of the block that begins after `from`, unless a `;` ends the item first.
fn block(code: &str, from: usize) -> Option<(usize, usize)> {
    let (mut nested, mut open, mut depth) = (0_i32, None, 0_i32);
    for (at, byte) in code.bytes().enumerate().skip(from) {
        match byte {
            b'(' | b'[' if open.is_none() => nested += 1,
            b')' | b']' if open.is_none() => nested -= 1,
            b';' if open.is_none() && nested == 0 => return None,
            b'{' => {
                open = open.or(Some(at));
                depth += 1;
            }
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return open.map(|open| (open, at));
                }
            }
            _ => {}
        }
    }
    None
}

/// For each line (from 0), whether it lies in an item marked `#[cfg(test)]`.
pub fn test_lines(code: &str) -> Vec<bool> {
    let mut marked = vec![false; code.lines().count() + 1];
    for (at, mark) in code.match_indices("#[cfg(test)]") {
        let end = block(code, at + mark.len()).map_or(at + mark.len(), |(_, close)| close);
        for line in &mut marked[line_of(code, at) - 1..line_of(code, end)] {
            *line = true;
        }
    }
    marked
}

/// The places where `word` stands alone, not inside a longer name.
pub fn words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let begins_named = word.starts_with(is_name);
    let ends_named = word.ends_with(is_name);
    text.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let before = text[..at].chars().next_back().is_some_and(is_name);
        let after = text[at + word.len()..].chars().next().is_some_and(is_name);
        !(before && begins_named || after && ends_named)
    })
}

/// The line, from 1, of a byte in a text.
pub fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_measured_without_blank_lines() {
        let code = "trait T {\n fn a(&self);\n}\nfn b(x: [u8; 2]) {\n  one();\n\n  two();\n}\n";
        assert_eq!(functions(code), [Function { name: "b".into(), line: 4, lines: 2 }]);
    }

    #[test]
    fn function_types_are_not_functions() {
        assert_eq!(functions("struct S { f: fn(u8) -> u8 }"), []);
    }

    #[test]
    fn test_items_are_marked_to_their_end() {
        let code = "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\nfn c() {}\n";
        assert_eq!(test_lines(code)[..6], [false, true, true, true, true, false]);
        assert_eq!(test_lines("#[cfg(test)]\nmod tests;\nfn a() {}")[..3], [true, false, false]);
    }

    #[test]
    fn words_stand_alone() {
        assert_eq!(words("serde serde_json xserde use serde::S", "serde").collect::<Vec<_>>(), [0, 28]);
    }
}
