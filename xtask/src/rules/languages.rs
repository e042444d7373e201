//! Languages: every text exists in French and in English, with the same keys and the same `{ $variables }`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Refusal, refuse};
use crate::tree::Tree;

const LANGUAGES: [&str; 2] = ["fr", "en"];

/// A message: where it stands and the variables it names.
#[derive(Debug, Default, PartialEq)]
struct Message {
    line: usize,
    variables: BTreeSet<String>,
}

/// Refuses a text that lacks its twin in the other language.
pub fn check(tree: &Tree) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for (path, text) in tree.ending(&["ftl"]) {
        let (messages, doubles) = read(text);
        refusals.extend(
            doubles.into_iter().map(|(key, line)| {
                refuse(path, line, format!("`{key}` is written twice"), "keep one of them")
            }),
        );
        let Some((twin_path, twin)) = twin(tree, path) else { continue };
        let Some(twin) = twin else {
            refusals.push(refuse(
                path,
                1,
                "this file has no twin in the other language",
                format!("write {twin_path}"),
            ));
            continue;
        };
        let twins = read(twin).0;
        for (key, message) in messages {
            match twins.get(&key) {
                None => {
                    let said = format!("`{key}` is missing in {twin_path}");
                    refusals.push(refuse(path, message.line, said, "write it there too"));
                }
                Some(other) => {
                    for variable in message.variables.difference(&other.variables) {
                        let said = format!("`{key}` says {{ {variable} }} here but not in {twin_path}");
                        refusals.push(refuse(path, message.line, said, "say the same in both"));
                    }
                }
            }
        }
    }
    refusals
}

/// The path of the same file in the other language, and its text if it exists.
fn twin<'a>(tree: &'a Tree, path: &str) -> Option<(String, Option<&'a str>)> {
    let [fr, en] = LANGUAGES.map(|language| format!("locales/{language}/"));
    let other = if path.contains(&fr) { path.replacen(&fr, &en, 1) } else { path.replacen(&en, &fr, 1) };
    (other != path).then(|| (other.clone(), tree.text(&other)))
}

type Messages = BTreeMap<String, Message>;

/// Reads a Fluent file crudely: keys, attributes as `key.attribute`, variables; and the keys written twice.
fn read(text: &str) -> (Messages, Vec<(String, usize)>) {
    let (mut messages, mut doubles) = (Messages::new(), Vec::new());
    let (mut parent, mut current) = (String::new(), String::new());
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            continue;
        }
        let key = line
            .split_once('=')
            .map(|(key, _)| key.trim())
            .filter(|key| is_key(key.trim_start_matches(['.', '-'])));
        match key {
            Some(key) if !line.starts_with(' ') => {
                parent = key.to_string();
                current.clone_from(&parent);
            }
            Some(key) if key.starts_with('.') => current = format!("{parent}{key}"),
            _ => {}
        }
        if key.is_some_and(|key| !line.starts_with(' ') || key.starts_with('.')) {
            let fresh = Message { line: index + 1, variables: BTreeSet::new() };
            if messages.insert(current.clone(), fresh).is_some() {
                doubles.push((current.clone(), index + 1));
            }
        }
        if let Some(message) = messages.get_mut(&current) {
            message.variables.extend(variables(line));
        }
    }
    (messages, doubles)
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}

fn variables(line: &str) -> impl Iterator<Item = String> + '_ {
    line.match_indices('$').filter_map(|(at, _)| {
        let name: String =
            line[at + 1..].chars().take_while(|&c| c.is_ascii_alphanumeric() || "_-".contains(c)).collect();
        is_key(&name).then(|| format!("${name}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::places;

    #[test]
    fn twins_pass() {
        let fr = "# un\nhello = Bonjour { $name }\n    et bienvenue\n    .title = x\nmany = { $n ->\n    [one] un\n   *[other] { $n }\n}\n";
        let en = "hello = Hello { $name }\n    .title = y\nmany = { $n } wishes\n";
        let files = [("kit/locales/fr/a.ftl", fr), ("kit/locales/en/a.ftl", en)];
        assert_eq!(places(check, &files), Vec::<String>::new());
    }

    #[test]
    fn missing_texts_variables_and_files_are_refused() {
        let files = [
            ("kit/locales/fr/a.ftl", "hello = Bonjour { $name }\nonly = ici\n"),
            ("kit/locales/en/a.ftl", "hello = Hello\n    .title = x\n"),
            ("kit/locales/en/b.ftl", "x = y\nx = z\n"),
        ];
        let expected = [
            "kit/locales/en/a.ftl:2",
            "kit/locales/en/b.ftl:1",
            "kit/locales/en/b.ftl:2",
            "kit/locales/fr/a.ftl:1",
            "kit/locales/fr/a.ftl:2",
        ];
        assert_eq!(places(check, &files), expected);
    }
}
