//! A page that was read again, held against what it was: is it still of the thing, or did another come to stand at its address?
//!
//! A barcode decides when both readings have one. Else the same name is the same thing, and another name one of those that are alike
//! enough; more so when something else speaks against it: it sells nothing any more, it lists many things, or it stands nearer
//! to the front of the shop than what was asked for. Who is wrong here shows another thing's price as fresh; who is careful asks once.

use domain::{Gtin, text};
use url::Url;

use crate::alike;
use crate::model::{Seen, Thing};
use crate::told::Of;

/// How likely it must be that it is the same, by its name and make alone. The address speaks for it already: titles that their shops
/// rewrite come to 0.06 and more, other sizes, colours and things to 0.01 at most (the pairs of this file's tests).
const LIKELY: f64 = 0.05;
/// How likely when something speaks against it.
const SURE: f64 = 0.5;

/// What a listing was when it was read last.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Was {
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) thing: Thing,
    /// Every barcode its page named.
    pub(crate) gtins: Vec<Gtin>,
    pub(crate) priced: bool,
}

/// Whether a page is of another thing than it was.
pub(crate) fn is_other(was: &Was, seen: &Seen) -> bool {
    let told = seen.besides.told.gtins();
    if let (Some(before), Some(now)) = (was.thing.gtin, seen.gtin) {
        return before != now && !told.contains(&before) && !was.gtins.contains(&now);
    }
    if was.thing.gtin.is_some_and(|before| told.contains(&before)) {
        return false;
    }
    if text::fold(&was.title) == text::fold(&seen.title) {
        return false;
    }
    let least = if speaks_against(was, seen) { SURE } else { LIKELY };
    alike::likely(&was.title, &was.thing, seen) < least
}

fn speaks_against(was: &Was, seen: &Seen) -> bool {
    let landed = seen.besides.landed.as_deref();
    (was.priced && seen.price.is_none())
        || seen.besides.of != Of::One
        || landed.is_some_and(|landed| is_nearer_the_front(&was.url, landed))
}

/// Whether one is led from a page to the front of its shop, or to a shelf that the page stood on.
fn is_nearer_the_front(asked: &str, landed: &str) -> bool {
    let steps = |url: &str| -> Option<Vec<String>> {
        let steps = Url::parse(url).ok()?;
        Some(steps.path_segments()?.filter(|step| !step.is_empty()).map(str::to_owned).collect())
    };
    steps(asked).zip(steps(landed)).is_some_and(|(asked, landed)| landed.len() < asked.len())
}

/// Whether a page sells one thing, so that it may be offered in place of another.
pub(crate) fn is_sold(seen: &Seen) -> bool {
    seen.price.is_some() && seen.besides.of == Of::One
}

#[cfg(test)]
#[path = "held_tests.rs"]
mod tests;
