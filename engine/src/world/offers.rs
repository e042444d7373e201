//! Offers by handle, as they are matched; found by their keys.

use domain::{Instant, Money, Offer, OfferId, OfferState, OrganisationId, Zone, limits};

use super::categories::NONE;
use super::ids::{Handle, Ids};
use super::keys::{Key, Keys};
use super::paged::Paged;
use super::places::{Places, Site};
use super::postings::{Posting, second};

/// An offer as it is matched. Its title is not kept: nothing is matched by it.
#[derive(Clone)]
pub(crate) struct Item {
    pub(crate) price: Money,
    pub(crate) from: Instant,
    pub(crate) until: Option<Instant>,
    pub(crate) organisation: Handle,
    pub(crate) place: Handle,
    /// Its category by number, or none.
    pub(crate) category: u32,
    pub(crate) stock: Option<u32>,
    pub(crate) reach_m: u16,
    pub(crate) zone: Zone,
    pub(crate) state: OfferState,
    pub(crate) reference: Option<Money>,
    /// The first keys here, the others behind a pointer: most wishes ask for these.
    head: [Key; 4],
    rest: Box<[Key]>,
    /// What was posted, while it is.
    posted: Option<Posting>,
}

impl Item {
    pub(crate) fn has(&self, key: Key) -> bool {
        self.head.contains(&key) || self.rest.contains(&key)
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = Key> {
        self.head.iter().chain(&self.rest).copied().filter(|key| *key != 0)
    }

    /// In how many lists it is found.
    pub(crate) fn postings(&self) -> usize {
        if self.posted.is_some() { self.keys().count() } else { 0 }
    }

    /// What a key's list needs to know of it, where it can be had at all.
    fn posting(&self, offer: Handle, site: Option<&Site>) -> Option<Posting> {
        let had = self.state == OfferState::Open && self.stock != Some(0);
        let site = site.filter(|_| had)?;
        // Half seconds at the end count: the last second is the next whole one.
        let last = self
            .until
            .map_or(u32::MAX, |until| second(Instant::from_micros(until.micros().saturating_add(999_999))));
        Some(Posting {
            price: u32::try_from(self.price.minor).unwrap_or(u32::MAX),
            at: site.at?,
            reach_m: self.reach_m,
            extent_m: site.extent_m,
            from: second(self.from),
            until: last,
            offer,
        })
    }
}

/// All offers.
#[derive(Clone)]
pub(crate) struct Offers {
    ids: Ids<OfferId>,
    items: Paged<Option<Item>>,
    organisations: Ids<OrganisationId>,
}

impl Offers {
    pub(crate) fn new() -> Self {
        Self { ids: Ids::new(), items: Paged::new(), organisations: Ids::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(crate) fn find(&self, id: OfferId) -> Option<Handle> {
        self.ids.find(id)
    }

    pub(crate) fn id(&self, handle: Handle) -> OfferId {
        self.ids.id(handle)
    }

    pub(crate) fn item(&self, handle: Handle) -> Option<&Item> {
        self.items.get(handle)?.as_ref()
    }

    pub(crate) fn organisation(&self, handle: Handle) -> OrganisationId {
        self.organisations.id(handle)
    }

    /// The handle of an organisation that anybody spoke of. It stays: a town has few.
    pub(crate) fn organisation_of(&mut self, id: OrganisationId) -> Handle {
        self.organisations.hold(id).0
    }

    /// Puts an offer. A reach beyond the house limit is held to it, and a price below nothing to nothing.
    pub(crate) fn put(&mut self, offer: Offer, places: &mut Places, keys: &mut Keys) {
        self.take(offer.id, places, keys);
        let (handle, _) = self.ids.hold(offer.id);
        let held = keys.offered(&offer.subject);
        let mut head = [0; 4];
        let inside = held.len().min(head.len());
        head[..inside].copy_from_slice(&held[..inside]);
        let item = Item {
            price: Money { minor: offer.price.minor.max(0), ..offer.price },
            from: offer.from,
            until: offer.until,
            organisation: self.organisation_of(offer.organisation),
            place: places.name(offer.place, handle),
            category: offer
                .subject
                .category
                .as_ref()
                .and_then(|known| keys.categories.find(known))
                .unwrap_or(NONE),
            stock: offer.stock,
            reach_m: offer.reach_m.min(limits::REACH_MAX_M) as u16,
            zone: offer.zone,
            state: offer.state,
            reference: offer.reference_price,
            head,
            rest: held[inside..].into(),
            posted: None,
        };
        if handle as usize == self.items.len() {
            self.items.push(Some(item));
        } else {
            self.items[handle] = Some(item);
        }
        self.post(handle, places, keys);
    }

    pub(crate) fn take(&mut self, id: OfferId, places: &mut Places, keys: &mut Keys) {
        let Some(handle) = self.ids.find(id) else { return };
        self.unpost(handle, keys);
        let Some(item) = self.items[handle].take() else { return };
        item.keys().for_each(|key| keys.release(key));
        places.unname(item.place, handle);
        self.ids.release(id);
    }

    /// Posts an offer as it and its place stand now.
    pub(crate) fn post(&mut self, handle: Handle, places: &Places, keys: &mut Keys) {
        self.unpost(handle, keys);
        let Some(item) = &mut self.items[handle] else { return };
        item.posted = item.posting(handle, places.site(item.place));
        if let Some(posting) = item.posted {
            item.keys().for_each(|key| keys.offers_mut(key).put(posting));
        }
    }

    fn unpost(&mut self, handle: Handle, keys: &mut Keys) {
        let Some(item) = &mut self.items[handle] else { return };
        if let Some(posting) = item.posted.take() {
            for key in item.keys() {
                keys.offers_mut(key).take(posting);
                keys.tidy(key);
            }
        }
    }

    /// Whether an offer is found where it stands now, by each of its keys.
    pub(crate) fn is_posted_right(&self, handle: Handle, places: &Places, keys: &Keys) -> bool {
        let Some(item) = self.item(handle) else { return false };
        let right = item.posting(handle, places.site(item.place));
        item.posted == right
            && right.is_none_or(|posting| item.keys().all(|key| keys.offers(key).every().contains(&posting)))
    }

    /// Every offer, in no order that means anything.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Handle, &Item)> {
        self.items.iter().zip(0..).filter_map(|(item, handle)| Some((handle, item.as_ref()?)))
    }

    pub(crate) fn bytes(&self) -> usize {
        let rest: usize = self.iter().map(|(_, item)| item.rest.len() * 4).sum();
        self.ids.bytes() + self.items.bytes() + self.organisations.bytes() + rest
    }
}
