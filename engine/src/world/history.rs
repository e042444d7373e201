//! What a member was told: every offer ever, all news of wishes, and how much of it today.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Instant, OfferId, OpportunityId, OrganisationId};

/// The offers a member was told of, by id and by time; and the news of their wishes.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct History {
    told: BTreeMap<OfferId, (OrganisationId, Instant)>,
    by_time: BTreeSet<(Instant, OfferId)>,
    news: BTreeMap<OpportunityId, (Instant, Option<OfferId>)>,
    /// Until when an offer is not suggested that news told of.
    hushed: BTreeMap<OfferId, BTreeMap<OpportunityId, Instant>>,
}

impl History {
    pub(crate) fn put(&mut self, offer: OfferId, organisation: OrganisationId, at: Instant) {
        self.take(offer);
        self.told.insert(offer, (organisation, at));
        self.by_time.insert((at, offer));
    }

    pub(crate) fn take(&mut self, offer: OfferId) {
        if let Some((_, at)) = self.told.remove(&offer) {
            self.by_time.remove(&(at, offer));
        }
    }

    /// Remembers news that was told; once more with another instant replaces it.
    pub(crate) fn hear(&mut self, opportunity: OpportunityId, at: Instant, hush: Option<(OfferId, Instant)>) {
        let was = self.news.insert(opportunity, (at, hush.map(|(offer, _)| offer)));
        if let Some((_, Some(offer))) = was
            && let Some(of_it) = self.hushed.get_mut(&offer)
        {
            of_it.remove(&opportunity);
            if of_it.is_empty() {
                self.hushed.remove(&offer);
            }
        }
        if let Some((offer, until)) = hush {
            self.hushed.entry(offer).or_default().insert(opportunity, until);
        }
    }

    /// About what the trees take.
    pub(crate) fn bytes(&self) -> usize {
        self.told.len() * 2 * size_of::<(OfferId, OrganisationId, Instant)>()
            + self.news.len() * size_of::<(OpportunityId, Instant, Option<OfferId>)>()
            + self.hushed.len() * size_of::<(OfferId, OpportunityId, Instant)>()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.told.is_empty() && self.news.is_empty()
    }

    pub(crate) fn has(&self, offer: OfferId) -> bool {
        self.told.contains_key(&offer)
    }

    /// Whether news told of an offer so lately, or was put aside so, that it is not suggested now.
    pub(crate) fn hushes(&self, offer: OfferId, now: Instant) -> bool {
        self.hushed.get(&offer).is_some_and(|of_it| of_it.values().any(|until| now < *until))
    }

    /// What was told since an instant, newest first.
    pub(crate) fn since(&self, start: Instant) -> impl Iterator<Item = (OfferId, OrganisationId)> {
        let recent = self.by_time.iter().rev().take_while(move |(at, _)| *at >= start);
        recent.filter_map(|(_, offer)| self.told.get(offer).map(|(organisation, _)| (*offer, *organisation)))
    }

    /// How much news was told since an instant.
    pub(crate) fn news_since(&self, start: Instant) -> usize {
        self.news.values().filter(|(at, _)| *at >= start).count()
    }

    /// The offers that news told of since an instant.
    pub(crate) fn offers_of_news_since(&self, start: Instant) -> impl Iterator<Item = OfferId> {
        self.news.values().filter(move |(at, _)| *at >= start).filter_map(|(_, offer)| *offer)
    }
}
