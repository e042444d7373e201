//! Lets a run hear other news: what happens, as a change would have it.

use std::collections::BTreeMap;

use domain::ids::Id;
use domain::{
    Attention, Category, Effect, Grant, GrantId, Instant, MemberId, Mode, Money, Offer, Place, PlaceId,
    Purpose,
};
use sim::answer::of_thousand;
use sim::{Event, What};

use super::change::{Change, Consent, Which};

/// A change on its way through what happens.
pub(super) struct Changing {
    change: Change,
    seed: u64,
    places: BTreeMap<PlaceId, (String, Option<String>)>,
    /// By line, whether something fitted.
    fitted: BTreeMap<usize, bool>,
}

impl Changing {
    pub(super) fn new(change: Change, seed: u64) -> Self {
        let prices = change.prices.iter().map(|(line, _)| *line);
        let openings = change.openings.iter().map(|(line, _)| *line);
        let screens = change.screens.iter().map(|(line, _)| *line);
        let fitted = prices.chain(openings).chain(screens).map(|line| (line, false)).collect();
        Self { change, seed, places: BTreeMap::new(), fitted }
    }

    /// The first clause that nothing in town fits, told with its line; asked when the ground stands.
    pub(super) fn idle(&self) -> Option<String> {
        let (line, _) = self.fitted.iter().find(|(_, fitted)| !**fitted)?;
        Some(format!("line {line}: nothing in this town is meant by it"))
    }

    /// What happens instead.
    pub(super) fn hear(&mut self, event: &Event, out: &mut Vec<Event>) {
        let at = event.at;
        let what = match &event.what {
            What::Place(place) => What::Place(Box::new(self.place((**place).clone()))),
            What::Offer(offer) => What::Offer(Box::new(self.offer((**offer).clone()))),
            What::Attention(attention) => What::Attention(self.attention(*attention)),
            What::Grants { member, grants } => self.grants(*member, grants.clone(), at),
            What::Member(member) => {
                out.push(event.clone());
                self.grants(*member, Vec::new(), at)
            }
            What::Stock { .. } | What::Wish(_) | What::Moment(_) => event.what.clone(),
        };
        out.push(Event { at, what });
    }

    fn place(&mut self, mut place: Place) -> Place {
        self.places.insert(place.id, (place.name.clone(), place.osm.clone()));
        for (line, opening) in &self.change.openings {
            let named = opening.which.place.as_deref();
            if named.is_none_or(|named| names(&place, named)) && within(&opening.which, Some(&place.category))
            {
                self.fitted.insert(*line, true);
                place.hours = Some(opening.hours.clone());
                place.hours_text.clone_from(&opening.text);
            }
        }
        for (line, screen) in &self.change.screens {
            if names(&place, &screen.place) {
                self.fitted.insert(*line, true);
            }
        }
        place
    }

    fn offer(&mut self, mut offer: Offer) -> Offer {
        for (line, price) in &self.change.prices {
            let place = self.places.get(&offer.place);
            if fits(&price.which, &offer, place) {
                self.fitted.insert(*line, true);
                reprice(&mut offer, price.percent);
            }
        }
        offer
    }

    fn attention(&self, mut attention: Attention) -> Attention {
        for (_, consent) in self.meant(attention.member) {
            if consent.off {
                attention.mode = Mode::Off;
            }
            attention.quiet = consent.quiet.unwrap_or(attention.quiet);
            attention.per_day = consent.per_day.unwrap_or(attention.per_day);
        }
        attention
    }

    fn grants(&self, member: MemberId, mut grants: Vec<Grant>, at: Instant) -> What {
        for (line, consent) in self.meant(member) {
            let Some(category) = &consent.deny else { continue };
            let mut chance = [0xee; 10];
            chance[2..].copy_from_slice(&u64::try_from(*line).unwrap_or(0).to_be_bytes());
            grants.push(Grant {
                id: GrantId::make(at, chance),
                member,
                effect: Effect::Deny,
                purpose: Purpose::Suggest,
                organisation: None,
                category: Some(category.clone()),
                zone: None,
                times: domain::Times::ALWAYS,
                per_day: None,
                until: None,
                given_at: at,
            });
        }
        What::Grants { member, grants }
    }

    /// The consents that a member is among.
    fn meant(&self, member: MemberId) -> impl Iterator<Item = &(usize, Consent)> {
        self.change.consents.iter().filter(move |(line, consent)| {
            of_thousand(self.seed, member, u64::try_from(*line).unwrap_or(0)) < consent.of_thousand
        })
    }
}

/// Whether an offer is meant; `place` is the name and the OSM object of where it is had.
pub(super) fn fits(which: &Which, offer: &Offer, place: Option<&(String, Option<String>)>) -> bool {
    let named = which.place.as_deref().is_none_or(|named| {
        let known = place.is_some_and(|(name, osm)| name == named || osm.as_deref() == Some(named));
        known || offer.place.to_string() == named
    });
    let titled = which.offer.as_deref().is_none_or(|told| {
        let words = domain::text::words(told);
        let title = domain::text::words(&offer.title);
        offer.id.to_string() == told || (!words.is_empty() && words.iter().all(|word| title.contains(word)))
    });
    named && titled && within(which, offer.subject.category.as_ref())
}

/// Whether a place is called so.
pub(super) fn names(place: &Place, named: &str) -> bool {
    place.name == named || place.osm.as_deref() == Some(named) || place.id.to_string() == named
}

fn within(which: &Which, category: Option<&Category>) -> bool {
    which.category.as_ref().is_none_or(|meant| category.is_some_and(|category| meant.contains(category)))
}

/// A price cut is told as one: what it cost before is what it usually costs. A higher one is not told as cheaper.
fn reprice(offer: &mut Offer, percent: i64) {
    let before = offer.price;
    offer.price = Money { minor: before.minor * (100 + percent) / 100, ..before };
    let usual = offer.reference_price.unwrap_or(before);
    offer.reference_price = (usual.minor > offer.price.minor).then_some(usual);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::samples::offer;

    #[test]
    fn a_cut_price_is_cheaper_than_usual_and_a_raised_one_is_not() {
        for (percent, price, usual) in [(-20, 240, Some(300)), (10, 330, None), (0, 300, None)] {
            let mut one = offer(300, None);
            reprice(&mut one, percent);
            assert_eq!((one.price.minor, one.reference_price.map(|usual| usual.minor)), (price, usual));
        }
        let mut reduced = offer(300, Some(400));
        reprice(&mut reduced, 10);
        assert_eq!(reduced.reference_price, Some(Money::eur(400)));
    }

    #[test]
    fn offers_are_meant_by_id_words_category_and_place() {
        let one = offer(300, None);
        let place = ("Au bon pain".to_owned(), Some("node/1".to_owned()));
        let by = |offer: Option<&str>, category: Option<&str>, named: Option<&str>| {
            let category = category.map(|path| path.parse().unwrap());
            let which = Which { offer: offer.map(Into::into), category, place: named.map(Into::into) };
            fits(&which, &one, Some(&place))
        };
        let id = one.id.to_string();
        assert!(by(None, None, None) && by(Some(&id), None, None) && by(Some("éclairs"), None, None));
        assert!(by(None, Some("food"), Some("Au bon pain")) && by(None, None, Some("node/1")));
        assert!(!by(Some("vin"), None, None) && !by(None, Some("food/wine"), None));
        assert!(!by(None, None, Some("Ailleurs")) && !by(Some(""), None, None));
    }
}
