//! The last lock: an open wish that wants this very thing, at this price, at this distance, in time.

use domain::plane::metres2;
use domain::{Wish, WishState};

use super::{Obstacle, Pair};
use crate::choose::gain;

/// The open wish met with the largest gain under its top price; among equals the oldest.
pub(super) fn best<'w>(pair: &Pair<'w>) -> Option<&'w Wish> {
    let met = pair.asked.entry.wishes.iter().filter(|wish| {
        set_aside(wish).is_none()
            && wish.subject.wants(&pair.offer.subject)
            && unmet(wish, pair).next().is_none()
    });
    let earned = |wish: &Wish| gain(wish.top_price, pair.offer.price);
    met.reduce(|best, wish| if earned(wish) > earned(best) { wish } else { best })
}

/// What keeps every wish for it from being met; empty when one is met.
///
/// A wish that is set aside is named only when everything else about it would have been met.
pub(super) fn obstacles(pair: &Pair<'_>) -> Vec<Obstacle> {
    let mut obstacles = Vec::new();
    for wish in pair.asked.entry.wishes.iter().filter(|wish| wish.subject.wants(&pair.offer.subject)) {
        let before = obstacles.len();
        match set_aside(wish) {
            None => obstacles.extend(unmet(wish, pair)),
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

fn set_aside(wish: &Wish) -> Option<Obstacle> {
    match wish.state {
        WishState::Open => None,
        WishState::Paused => Some(Obstacle::WishPaused { wish: wish.id }),
        WishState::Fulfilled => Some(Obstacle::WishFulfilled { wish: wish.id }),
        WishState::Dropped => Some(Obstacle::WishDropped { wish: wish.id }),
    }
}

/// The terms of a wish that this offer does not keep.
fn unmet(wish: &Wish, pair: &Pair<'_>) -> impl Iterator<Item = Obstacle> {
    [over(wish, pair), too_dear(wish, pair), too_far(wish, pair)].into_iter().flatten()
}

fn over(wish: &Wish, pair: &Pair<'_>) -> Option<Obstacle> {
    let until = wish.until?;
    (until <= pair.asked.now.at).then_some(Obstacle::WishOver { wish: wish.id, until })
}

fn too_dear(wish: &Wish, pair: &Pair<'_>) -> Option<Obstacle> {
    let (top, price) = (wish.top_price?, pair.offer.price);
    if top.currency != price.currency {
        let (wished, offered) = (top.currency, price.currency);
        return Some(Obstacle::WrongCurrency { wish: wish.id, wished, offered });
    }
    let by = domain::Money { minor: price.minor.saturating_sub(top.minor), currency: price.currency };
    (by.minor > 0).then_some(Obstacle::TooDear { wish: wish.id, by })
}

fn too_far(wish: &Wish, pair: &Pair<'_>) -> Option<Obstacle> {
    let (apart, distance_m) = (pair.apart?, wish.distance_m);
    let far = apart.d2 > metres2(distance_m);
    far.then(|| Obstacle::WishTooFar { wish: wish.id, metres: apart.metres_up(), distance_m })
}
