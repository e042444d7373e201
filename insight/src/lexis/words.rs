//! The tables made ready: which groups a word or a phrase stands in, and what each group is a sort of.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use domain::text;

use super::manner::{FILLERS, MANNERS, SORTS};
use super::stem::stem;
use super::table::SAME;
use crate::around::HOLDERS;
use crate::likeness::lexis::synonyms;

/// A group of words of one meaning, by number.
pub(super) type Group = usize;

/// Phrases of one first word, the longest first: the stems that follow it, and the groups.
type Phrases = Vec<(Vec<String>, Vec<Group>)>;

/// What the tables say.
pub(super) struct Lexicon {
    words: HashMap<String, Vec<Group>>,
    phrases: HashMap<String, Phrases>,
    keys: Vec<String>,
    /// Further keys of an offer that holds a word of a group: what it is a sort of, and words that mean this and something else.
    further: Vec<Vec<String>>,
    /// Groups that say how a thing is.
    manners: Vec<bool>,
}

static HOLDING: LazyLock<HashSet<String>> = LazyLock::new(|| HOLDERS.iter().map(|word| stem(word)).collect());

static MANNER: LazyLock<HashSet<String>> = LazyLock::new(|| MANNERS.iter().map(|word| stem(word)).collect());

/// Fillers as written and as [`text::words`] gives them.
pub(super) static FILLER: LazyLock<HashSet<String>> = LazyLock::new(|| {
    FILLERS.iter().flat_map(|word| text::words(word).into_iter().chain([(*word).to_owned()])).collect()
});

/// Whether a stem names what holds, counts or admits to a thing.
pub(super) fn is_holder(stem: &str) -> bool {
    HOLDING.contains(stem)
}

/// Whether a stem tells how a thing is.
pub(super) fn is_manner(stem: &str) -> bool {
    MANNER.contains(stem)
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

impl Lexicon {
    /// The groups of a stem; none when it is not known.
    pub(super) fn of(&self, stem: &str) -> &[Group] {
        self.words.get(stem).map_or(&[], Vec::as_slice)
    }

    /// The phrases that begin with a stem.
    pub(super) fn phrases(&self, stem: &str) -> &[(Vec<String>, Vec<Group>)] {
        self.phrases.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Whether groups say how a thing is and not what it is.
    pub(super) fn are_manners(&self, groups: &[Group]) -> bool {
        groups.iter().any(|group| self.manners[*group])
    }

    /// What a wish for a word asks for: its group, where it has one; the word itself, where it has several or none.
    pub(super) fn asked(&self, word: &str, groups: &[Group]) -> String {
        match groups {
            [one] => self.keys[*one].clone(),
            _ => word.to_owned(),
        }
    }

    /// What an offer that holds a word answers to.
    pub(super) fn answered(&self, word: &str, groups: &[Group]) -> Vec<String> {
        let mut all: Vec<String> = groups
            .iter()
            .flat_map(|group| std::iter::once(&self.keys[*group]).chain(&self.further[*group]))
            .cloned()
            .collect();
        if groups.len() != 1 {
            all.push(word.to_owned());
        }
        all
    }

    fn new() -> Self {
        let mut names: HashMap<String, Group> = HashMap::new();
        let mut members: Vec<Vec<String>> = Vec::new();
        let mut group = |name: &str, members: &mut Vec<Vec<String>>| {
            *names.entry(read(name)).or_insert_with(|| {
                members.push(vec![read(name)]);
                members.len() - 1
            })
        };
        let known = synonyms().iter().map(|entries| entries.to_vec());
        let ours = SAME.iter().map(|line| line.split(", ").collect::<Vec<_>>());
        for entries in known.chain(ours) {
            let number = group(entries[0], &mut members);
            members[number].extend(entries.iter().map(|entry| read(entry)));
        }
        let mut above: Vec<(Group, Group)> = Vec::new();
        for (upper, lowers) in SORTS.iter().filter_map(|line| line.split_once(": ")) {
            // What it is a sort of may be told by any word of it.
            let uppers: Vec<Group> = vec![group(upper, &mut members)];
            for lower in lowers.split(", ") {
                let lower = group(lower, &mut members);
                above.extend(uppers.iter().map(|upper| (lower, *upper)));
            }
        }
        for entries in &mut members {
            entries.sort_unstable();
            entries.dedup();
        }
        Self::of_groups(&members, &above)
    }

    fn of_groups(members: &[Vec<String>], above: &[(Group, Group)]) -> Self {
        let mut all: HashMap<&str, Vec<Group>> = HashMap::new();
        for (number, entries) in members.iter().enumerate() {
            entries.iter().for_each(|entry| all.entry(entry).or_default().push(number));
        }
        let keys: Vec<String> = (0..members.len()).map(|number| format!("~{number}")).collect();
        let further = (0..members.len()).map(|number| {
            let uppers = all_above(number, above);
            let several = std::iter::once(number).chain(uppers.iter().copied()).flat_map(|one| &members[one]);
            let several = several.filter(|entry| all[entry.as_str()].len() > 1).cloned();
            uppers.iter().map(|upper| keys[*upper].clone()).chain(several).collect()
        });
        let further = further.collect();
        let (mut words, mut phrases) = (HashMap::new(), HashMap::<String, Phrases>::new());
        for (entry, groups) in all {
            let mut stems = entry.split(' ').map(str::to_owned);
            let first = stems.next().unwrap_or_default();
            let rest: Vec<String> = stems.collect();
            if rest.is_empty() {
                words.insert(first, groups);
            } else {
                phrases.entry(first).or_default().push((rest, groups));
            }
        }
        phrases
            .values_mut()
            .for_each(|all| all.sort_unstable_by(|a, b| (b.0.len(), &a.0).cmp(&(a.0.len(), &b.0))));
        let manners = members.iter().map(|entries| entries.iter().any(|entry| is_manner(entry))).collect();
        Self { words, phrases, keys, further, manners }
    }
}

/// An entry as texts are read: each word by its stem.
fn read(entry: &str) -> String {
    entry.split(' ').map(stem).collect::<Vec<_>>().join(" ")
}

/// Everything a group is a sort of, near and far.
fn all_above(group: Group, above: &[(Group, Group)]) -> Vec<Group> {
    let (mut found, mut at): (Vec<Group>, usize) = (vec![group], 0);
    while let Some(&lower) = found.get(at) {
        let next = above.iter().filter(|(one, _)| *one == lower).map(|(_, upper)| *upper);
        let next: Vec<Group> = next.filter(|upper| !found.contains(upper)).collect();
        found.extend(next);
        at += 1;
    }
    found.remove(0);
    found
}
