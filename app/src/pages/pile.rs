//! The cards on a member's page: the newest in sight, the rest folded, so that what stands below is not ten screens away.

use std::cmp::Reverse;

/// Cards in sight; the rest is one touch away.
const SHOWN: usize = 5;
/// Of these, what is near and what is news each keep so many places, however much there is of the other.
const LEAST: usize = 2;

/// A card, drawn.
struct Piece {
    /// Its id without what it is an id of: that begins with its time.
    made: String,
    /// Whether it is of something near, and not news of a wish.
    near: bool,
    /// Whether it says that it was just put aside.
    aside: bool,
    html: String,
}

/// All cards of a member, drawn, newest first.
pub(super) struct Pile {
    /// Those in sight.
    pub(super) shown: Vec<String>,
    /// The rest.
    pub(super) folded: Vec<String>,
    /// Whether the rest is in sight as well: what was just put aside there keeps its place, and its way back is to be seen.
    pub(super) open: bool,
}

impl Pile {
    /// Piles up news and what is near.
    pub(super) fn of(news: &[opportunity::Card], near: &[suggest::Card]) -> Self {
        let news = news.iter().map(|card| Piece {
            made: made(&card.id),
            near: false,
            aside: card.is_aside(),
            html: card.to_string(),
        });
        let near = near.iter().map(|card| Piece {
            made: made(&card.id),
            near: true,
            aside: card.is_aside(),
            html: card.to_string(),
        });
        Self::fold(news.chain(near).collect())
    }

    fn fold(mut pieces: Vec<Piece>) -> Self {
        pieces.sort_by_cached_key(|piece| Reverse(piece.made.clone()));
        let (mut near, mut news) = (LEAST, LEAST);
        let mut stays = Vec::new();
        for piece in &pieces {
            let left = if piece.near { &mut near } else { &mut news };
            stays.push(*left > 0);
            *left = left.saturating_sub(1);
        }
        let free = SHOWN.saturating_sub(stays.iter().filter(|one| **one).count());
        for one in stays.iter_mut().filter(|one| !**one).take(free) {
            *one = true;
        }
        let mut pile = Self { shown: Vec::new(), folded: Vec::new(), open: false };
        for (piece, stays) in pieces.into_iter().zip(stays) {
            if stays {
                pile.shown.push(piece.html);
            } else {
                pile.open |= piece.aside;
                pile.folded.push(piece.html);
            }
        }
        pile
    }
}

fn made(id: &str) -> String {
    id.rsplit('_').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cards by their letters, oldest first: `n` for news, `s` for what is near, a capital for what was just put aside.
    fn pile(kinds: &str) -> Pile {
        let piece = |(at, kind): (usize, char)| Piece {
            made: format!("{at:03}"),
            near: kind.eq_ignore_ascii_case(&'s'),
            aside: kind.is_ascii_uppercase(),
            html: format!("{kind}{at}"),
        };
        Pile::fold(kinds.chars().enumerate().map(piece).collect())
    }

    #[test]
    fn the_newest_are_in_sight_and_of_each_kind_some() {
        for (kinds, shown, folded) in [
            ("", "", ""),
            ("sns", "s2 n1 s0", ""),
            ("sssss", "s4 s3 s2 s1 s0", ""),
            ("sssssss", "s6 s5 s4 s3 s2", "s1 s0"),
            ("ssssnnnnn", "n8 n7 n6 s3 s2", "n5 n4 s1 s0"),
            ("nnnssssss", "s8 s7 s6 n2 n1", "s5 s4 s3 n0"),
            ("nssssssss", "s8 s7 s6 s5 n0", "s4 s3 s2 s1"),
        ] {
            let made = pile(kinds);
            assert_eq!(
                (made.shown.join(" "), made.folded.join(" ")),
                (shown.to_owned(), folded.to_owned()),
                "{kinds}"
            );
            assert!(!made.open, "{kinds}");
        }
    }

    #[test]
    fn what_was_just_put_aside_keeps_its_place_in_sight() {
        let made = pile("sSssssS");
        assert_eq!(made.shown.join(" "), "S6 s5 s4 s3 s2", "nothing moves up under a finger");
        assert_eq!(
            (made.folded.join(" "), made.open),
            ("S1 s0".to_owned(), true),
            "and its way back is seen"
        );
    }

    #[test]
    fn ids_are_compared_by_their_time() {
        assert_eq!(made("suggestion_0199"), made("opportunity_0199"));
    }
}
