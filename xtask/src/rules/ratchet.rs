//! The ratchet: the list of what was too long before, which may only shrink.

use super::length::over;
use super::{Refusal, refuse};
use crate::tree::Tree;

/// Where the list stands.
pub const PATH: &str = "xtask/ratchet.txt";

/// The list: names (`path` or `path::function`) with the length each may have.
#[derive(Debug, Default)]
pub struct Ratchet {
    entries: Vec<(String, usize)>,
    /// Lines that cannot be read.
    pub refusals: Vec<Refusal>,
}

impl Ratchet {
    /// Reads the list; a missing file is an empty list.
    pub fn of(tree: &Tree) -> Ratchet {
        let mut ratchet = Ratchet::default();
        for (index, line) in tree.text(PATH).unwrap_or_default().lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let entry =
                line.trim().rsplit_once(' ').and_then(|(name, lines)| Some((name, lines.parse().ok()?)));
            match entry {
                Some((name, lines)) => ratchet.entries.push((name.trim().to_string(), lines)),
                None => {
                    ratchet.refusals.push(refuse(PATH, index + 1, "unreadable line", "write `path lines`"));
                }
            }
        }
        ratchet
    }

    /// The length a name may have, if it is listed.
    pub fn allowed(&self, name: &str) -> Option<usize> {
        self.entries.iter().find(|(listed, _)| listed == name).map(|(_, lines)| *lines)
    }
}

/// What the list could give up, in words.
pub fn notices(tree: &Tree) -> Vec<String> {
    let long = over(tree);
    let mut notices = Vec::new();
    for (name, allowed) in &Ratchet::of(tree).entries {
        match long.iter().find(|long| &long.key == name) {
            None => notices.push(format!("{PATH}: `{name}` is within the rule now: strike it out")),
            Some(long) if long.lines < *allowed => {
                notices.push(format!("{PATH}: `{name}` can be lowered from {allowed} to {}", long.lines));
            }
            Some(_) => {}
        }
    }
    notices
}

/// The list made as small as the house allows today; never larger.
pub fn tightened(tree: &Tree) -> String {
    let long = over(tree);
    let mut text = String::new();
    for line in tree.text(PATH).unwrap_or_default().lines() {
        let name = line.trim().rsplit_once(' ').map(|(name, _)| name.trim());
        let listed = name.and_then(|name| Some((name, Ratchet::of(tree).allowed(name)?)));
        match listed.filter(|_| !line.starts_with('#')) {
            None => text += &format!("{line}\n"),
            Some((name, allowed)) => {
                if let Some(long) = long.iter().find(|long| long.key == name) {
                    text += &format!("{name} {}\n", long.lines.min(allowed));
                }
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(listed: &str) -> Tree {
        Tree::of(&[("slices/wish/src/a.rs", &"a();\n".repeat(310)), (PATH, listed)])
    }

    #[test]
    fn a_tight_list_says_nothing() {
        assert_eq!(notices(&house("# why\nslices/wish/src/a.rs 310\n")), Vec::<String>::new());
    }

    #[test]
    fn a_loose_list_is_named_and_tightened_but_never_widened() {
        let loose = "# why\nslices/wish/src/a.rs 400\nslices/wish/src/gone.rs 350\n";
        assert_eq!(notices(&house(loose)).len(), 2);
        assert_eq!(tightened(&house(loose)), "# why\nslices/wish/src/a.rs 310\n");
        assert_eq!(tightened(&house("slices/wish/src/a.rs 305\n")), "slices/wish/src/a.rs 305\n");
    }

    #[test]
    fn an_unreadable_line_is_refused() {
        assert_eq!(Ratchet::of(&house("slices/wish/src/a.rs many\n")).refusals.len(), 1);
    }
}
