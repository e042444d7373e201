//! Wish, command and now → wish or refusal.

use domain::{Instant, MemberId, Subject, Wish, WishId, WishState, limits, text};

use crate::model::{NewWish, Refused, WishChange};

/// A new wish beside `kept` others that are open or paused.
pub(crate) fn add(
    id: WishId,
    member: MemberId,
    new: NewWish,
    kept: i64,
    now: Instant,
) -> Result<Wish, Refused> {
    if kept >= limits::WISHES_PER_MEMBER {
        return Err(Refused::TooMany);
    }
    let NewWish { title, subject, top_price, until, distance_m, places, visibility } = new;
    ahead(until, now)?;
    let title = told(&title)?;
    let state = WishState::Open;
    let wish = Wish {
        id,
        member,
        title,
        subject,
        top_price,
        until,
        distance_m,
        places,
        visibility,
        state,
        added_at: now,
    };
    sensible(wish)
}

/// A changed wish, beside `kept` wishes of its member that are open or paused, itself included if it is.
pub(crate) fn change(mut wish: Wish, change: WishChange, kept: i64, now: Instant) -> Result<Wish, Refused> {
    let from = wish.state;
    let to = change.state.unwrap_or(from);
    if from == WishState::Dropped {
        return Err(Refused::NotThere);
    }
    if !may(from, to) {
        return Err(Refused::State);
    }
    if from == WishState::Fulfilled && to == WishState::Open && kept >= limits::WISHES_PER_MEMBER {
        return Err(Refused::TooMany);
    }
    if let Some(title) = change.title {
        let title = told(&title)?;
        // Words that came from the title follow it; words said on purpose stay.
        if wish.subject.words == text::words_or_sign(&wish.title) {
            wish.subject.words = text::words_or_sign(&title);
        }
        wish.title = title;
    }
    if let Some(until) = change.until {
        if until != wish.until {
            ahead(until, now)?;
        }
        wish.until = until;
    }
    // To wish again what had an end is to wish it without: an end in the past would make the switch a lie.
    if from != WishState::Open && to == WishState::Open && wish.until.is_some_and(|until| until <= now) {
        wish.until = None;
    }
    wish.subject = change.subject.unwrap_or(wish.subject);
    wish.top_price = change.top_price.unwrap_or(wish.top_price);
    wish.distance_m = change.distance_m.unwrap_or(wish.distance_m);
    wish.places = change.places.unwrap_or(wish.places);
    wish.visibility = change.visibility.unwrap_or(wish.visibility);
    wish.state = to;
    sensible(wish)
}

/// Where a wish goes from where it stands; staying is always allowed, so that a double click is no fault.
pub(crate) fn may(from: WishState, to: WishState) -> bool {
    use WishState::{Dropped, Fulfilled, Open, Paused};
    match from {
        Open | Paused => true,
        // Wished again, or taken off the list.
        Fulfilled => matches!(to, Fulfilled | Open | Dropped),
        Dropped => to == Dropped,
    }
}

/// A title as it is kept: one line of single spaces.
fn told(title: &str) -> Result<String, Refused> {
    let title = text::undirected(title).split_whitespace().collect::<Vec<_>>().join(" ");
    match () {
        () if title.is_empty() => Err(Refused::NoTitle),
        () if title.chars().count() > limits::TITLE_CHARS => Err(Refused::TooLong),
        () if title.chars().any(char::is_control) => Err(Refused::NotText),
        () => Ok(title),
    }
}

/// Whether a member who keeps `own` pictures, in a house that keeps `all`, may keep one more.
pub(crate) fn one_more_picture(guest: bool, own: i64, all: i64) -> Result<(), Refused> {
    let (most, room) = if guest {
        (limits::PICTURES_PER_GUEST, limits::PICTURES_WITH_GUESTS)
    } else {
        (limits::PICTURES_PER_MEMBER, limits::PICTURES)
    };
    if own >= most || all >= room { Err(Refused::TooMany) } else { Ok(()) }
}

fn ahead(until: Option<Instant>, now: Instant) -> Result<(), Refused> {
    if until.is_some_and(|until| until <= now) { Err(Refused::Past) } else { Ok(()) }
}

fn sensible(mut wish: Wish) -> Result<Wish, Refused> {
    let Subject { category, gtin, brand, words, .. } = &wish.subject;
    if category.is_none() && gtin.is_none() && brand.is_none() && words.is_empty() {
        return Err(Refused::Empty);
    }
    let said: usize = words.iter().map(|word| word.chars().count() + 1).sum();
    // Folding may lengthen a word (œ becomes oe), hence twice the title.
    if said > 2 * limits::TITLE_CHARS + 1 {
        return Err(Refused::TooLong);
    }
    if wish.top_price.is_some_and(|top| !(0..=limits::PRICE_MAX_MINOR).contains(&top.minor)) {
        return Err(Refused::Price);
    }
    if !(1..=limits::REACH_MAX_M).contains(&wish.distance_m) {
        return Err(Refused::Distance);
    }
    wish.places.sort_unstable();
    wish.places.dedup();
    if wish.places.len() > limits::WISH_PLACES {
        return Err(Refused::ManyPlaces);
    }
    Ok(wish)
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
