//! The last lock: an open wish that wants this very thing, at this price, at this distance, in time.

use domain::plane::metres2;
use domain::{Currency, Instant, Money, WishState};

use super::{Apart, Obstacle, Pair};
use crate::choose::gain;
use crate::world::Term;

/// The open wish met with the largest gain under its top price; among equals the oldest.
pub(super) fn best(pair: &Pair<'_>) -> Option<Term> {
    let mut best: Option<(&Term, i64)> = None;
    for term in pair.asked.terms {
        if !wants(term, pair) || !term.is_open() || unmet(term, pair).next().is_some() {
            continue;
        }
        let earned = gain(pair.asked.world.mores.top(*term), pair.offer.price());
        if best.is_none_or(|(_, most)| earned > most) {
            best = Some((term, earned));
        }
    }
    best.map(|(term, _)| *term)
}

/// Whether an offer can be had now and meets a wish in everything but the distance, whatever state the wish is in: what its member may
/// know who asks for it.
pub(super) fn wanted(pair: &Pair<'_>, term: &Term) -> bool {
    wants(term, pair)
        && over(term, pair).is_none()
        && too_dear(term, pair).is_none()
        && elsewhere(term, pair).is_none()
}

/// Whether a wish is for this very thing: all its keys are among the offer's, and no size contradicts.
#[inline]
fn wants(term: &Term, pair: &Pair<'_>) -> bool {
    let has = |key| pair.asked.world.offers.has(pair.handle, pair.offer, key);
    has(term.key)
        && term.key != 0
        && (term.is_plain() || {
            let more = more_of(term, pair);
            let sized = |(of, said): &(_, _)| has(*said) || !has(*of);
            more.also.iter().all(|key| has(*key)) && more.sizes.iter().all(sized)
        })
}

fn more_of<'w>(term: &Term, pair: &Pair<'w>) -> &'w crate::world::More {
    pair.asked.world.mores.more(*term)
}

/// What keeps every wish for it from being met; empty when one is met.
///
/// A wish that is set aside is named only when everything else about it would have been met.
pub(super) fn obstacles(pair: &Pair<'_>) -> Vec<Obstacle> {
    let mut obstacles = Vec::new();
    for wish in pair.asked.terms.iter().filter(|term| wants(term, pair)) {
        let before = obstacles.len();
        match set_aside(wish, pair) {
            None => obstacles.extend(unmet(wish, pair).map(|unmet| unmet.tell(wish, pair))),
            Some(aside) if unmet(wish, pair).next().is_none() => obstacles.push(aside),
            Some(_) => continue,
        }
        if obstacles.len() == before {
            return Vec::new();
        }
    }
    if obstacles.is_empty() {
        obstacles.push(Obstacle::NoWish);
    }
    obstacles
}

fn set_aside(term: &Term, pair: &Pair<'_>) -> Option<Obstacle> {
    let wish = id(term, pair);
    match term.state() {
        WishState::Open => None,
        WishState::Paused => Some(Obstacle::WishPaused { wish }),
        WishState::Fulfilled => Some(Obstacle::WishFulfilled { wish }),
        WishState::Dropped => Some(Obstacle::WishDropped { wish }),
    }
}

fn id(term: &Term, pair: &Pair<'_>) -> domain::WishId {
    pair.asked.world.members.wish_id(term.wish)
}

/// A term of a wish that an offer does not keep.
enum Unmet {
    Over(Instant),
    Currency(Currency),
    Dear(Money),
    Far,
    Elsewhere,
}

impl Unmet {
    fn tell(self, term: &Term, pair: &Pair<'_>) -> Obstacle {
        let wish = id(term, pair);
        match self {
            Self::Over(until) => Obstacle::WishOver { wish, until },
            Self::Currency(wished) => {
                Obstacle::WrongCurrency { wish, wished, offered: pair.offer.price().currency }
            }
            Self::Dear(by) => Obstacle::TooDear { wish, by },
            Self::Far => {
                let metres = pair.apart.map_or(0, Apart::metres_up);
                Obstacle::WishTooFar { wish, metres, distance_m: u32::from(term.distance_m) }
            }
            Self::Elsewhere => Obstacle::WishElsewhere { wish },
        }
    }
}

/// The terms of a wish that this offer does not keep.
fn unmet(term: &Term, pair: &Pair<'_>) -> impl Iterator<Item = Unmet> {
    let rare = if term.is_plain() { [None, None] } else { [over(term, pair), elsewhere(term, pair)] };
    let [over, elsewhere] = rare;
    [over, too_dear(term, pair), too_far(term, pair), elsewhere].into_iter().flatten()
}

fn over(term: &Term, pair: &Pair<'_>) -> Option<Unmet> {
    let until = more_of(term, pair).until?;
    (until <= pair.asked.now.at).then_some(Unmet::Over(until))
}

fn too_dear(term: &Term, pair: &Pair<'_>) -> Option<Unmet> {
    let (top, price) = (pair.asked.world.mores.top(*term)?, pair.offer.price());
    if top.currency != price.currency {
        return Some(Unmet::Currency(top.currency));
    }
    let by = Money { minor: price.minor.saturating_sub(top.minor), currency: price.currency };
    (by.minor > 0).then_some(Unmet::Dear(by))
}

fn too_far(term: &Term, pair: &Pair<'_>) -> Option<Unmet> {
    (pair.apart?.d2 > metres2(u32::from(term.distance_m))).then_some(Unmet::Far)
}

fn elsewhere(term: &Term, pair: &Pair<'_>) -> Option<Unmet> {
    let places = &more_of(term, pair).places;
    let named = || places.contains(&pair.asked.world.places.id(pair.offer.place));
    (!places.is_empty() && !named()).then_some(Unmet::Elsewhere)
}
