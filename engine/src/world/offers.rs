//! Offers by handle, as they are matched; found by their keys.

use domain::{Currency, Instant, Money, Offer, OfferId, OfferState, OrganisationId, Zone, limits};

use super::categories::NONE;
use super::ids::{Handle, Ids};
use super::keys::{Key, Keys};
use super::laying::{Laying, Turn};
use super::paged::Paged;
use super::places::{Places, Site};
use super::postings::{Posting, cells, second};

/// An offer as it is matched, in one line of the cache, and by which ids it is told, in the next. Its title is not kept:
/// nothing is matched by it.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub(crate) struct Item {
    /// The first keys; most wishes ask for these.
    head: [Key; 4],
    pub(crate) from: Instant,
    /// The last instant there is, when it has no end.
    until: Instant,
    price: u32,
    reference: u32,
    stock: u32,
    pub(crate) organisation: Handle,
    pub(crate) place: Handle,
    /// Its category by number, or none.
    pub(crate) category: u32,
    pub(crate) reach_m: u16,
    currency: Currency,
    pub(crate) zone: Zone,
    pub(crate) state: OfferState,
    flags: u8,
    pub(crate) id: OfferId,
    /// Of whom.
    pub(crate) by: OrganisationId,
}

/// What is rarely asked of an offer.
#[derive(Clone, Default)]
struct Beside {
    /// The keys after the first.
    rest: Box<[Key]>,
    /// What was posted, while it is.
    posted: Option<Posting>,
}

const MOST: u32 = u32::MAX;
const HERE: u8 = 1;
const LONG: u8 = 1 << 1;

impl Item {
    /// What it costs.
    pub(crate) fn price(&self) -> Money {
        Money { minor: i64::from(self.price), currency: self.currency }
    }

    /// What it usually costs.
    pub(crate) fn reference(&self) -> Option<Money> {
        let minor = i64::from(self.reference);
        (self.reference != MOST).then_some(Money { minor, currency: self.currency })
    }

    /// How many are left, where it is counted.
    pub(crate) fn stock(&self) -> Option<u32> {
        (self.stock != MOST).then_some(self.stock)
    }

    /// When it ends.
    pub(crate) fn until(&self) -> Option<Instant> {
        (self.until != END).then_some(self.until)
    }

    /// What a key's list needs to know of it, where it can be had at all.
    fn posting(&self, offer: Handle, site: Option<&Site>) -> Option<Posting> {
        let had = self.state == OfferState::Open && self.stock != 0;
        let site = site.filter(|_| had)?;
        // Half seconds at the end count: the last second is the next whole one.
        let last = self
            .until()
            .map_or(MOST, |until| second(Instant::from_micros(until.micros().saturating_add(999_999))));
        Some(Posting {
            price: self.price,
            at: site.at?,
            reach_m: self.reach_m,
            extent_m: site.extent_m,
            from: second(self.from),
            until: last,
            offer,
        })
    }
}

/// The end of time.
const END: Instant = Instant::from_micros(i64::MAX);

/// Minor units, held between nothing and the house limit.
fn held(money: Money) -> u32 {
    money.minor.clamp(0, limits::PRICE_MAX_MINOR) as u32
}

/// All offers.
#[derive(Clone)]
pub(crate) struct Offers {
    ids: Ids<OfferId>,
    items: Paged<Item>,
    beside: Paged<Beside>,
    organisations: Ids<OrganisationId>,
}

impl Offers {
    pub(crate) fn new() -> Self {
        Self { ids: Ids::new(), items: Paged::new(), beside: Paged::new(), organisations: Ids::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(crate) fn find(&self, id: OfferId) -> Option<Handle> {
        self.ids.find(id)
    }

    pub(crate) fn id(&self, handle: Handle) -> OfferId {
        self.items[handle].id
    }

    pub(crate) fn item(&self, handle: Handle) -> Option<&Item> {
        self.items.get(handle).filter(|item| item.flags & HERE != 0)
    }

    pub(crate) fn organisation(&self, handle: Handle) -> OrganisationId {
        self.organisations.id(handle)
    }

    /// The handle of an organisation, if anybody spoke of it.
    pub(crate) fn known_organisation(&self, id: OrganisationId) -> Option<Handle> {
        self.organisations.find(id)
    }

    /// The handle of an organisation that anybody spoke of. It stays: a town has few.
    pub(crate) fn organisation_of(&mut self, id: OrganisationId) -> Handle {
        self.organisations.hold(id).0
    }

    /// Whether an offer has a key.
    #[inline]
    pub(crate) fn has(&self, handle: Handle, item: &Item, key: Key) -> bool {
        // Without a guess at which of them it might be.
        let head = item.head.iter().fold(false, |any, known| any | (*known == key));
        head || (item.flags & LONG != 0 && self.beside[handle].rest.contains(&key))
    }

    /// The keys of an offer.
    pub(crate) fn keys(&self, handle: Handle) -> impl Iterator<Item = Key> + use<> {
        let (head, rest) = (self.items[handle].head, self.beside[handle].rest.clone());
        head.into_iter().chain(rest).filter(|key| *key != 0)
    }

    /// Reads ahead what changing an offer will look at.
    pub(crate) fn expect(&self, id: OfferId, keys: &Keys) -> usize {
        let Some(handle) = self.ids.find(id) else { return 0 };
        let Some(posting) = self.beside[handle].posted else { return 0 };
        self.keys(handle).map(|key| keys.expect(key, posting, cells(&posting).take(1))).sum()
    }

    /// Begins to put an offer. A reach beyond the house limit is held to it, and so is a price; one below nothing to nothing. Costs
    /// what is changed: where only the stock is, no list is touched.
    pub(crate) fn begin(&mut self, offer: &Offer, places: &Places, keys: &mut Keys) -> Laying {
        let all = keys.offered(&offer.subject);
        let (handle, made) = self.ids.hold(offer.id);
        let (mut item, rest) = self.item_of(offer, &all, keys);
        let site = places.find(offer.place).and_then(|place| places.site(place));
        let (old, new) = (if made { None } else { self.beside[handle].posted }, item.posting(handle, site));
        let had: Vec<Key> = if made { Vec::new() } else { self.keys(handle).collect() };
        if handle as usize == self.items.len() {
            // Nobody's, until its turn comes.
            let flags = std::mem::take(&mut item.flags);
            self.items.push(item);
            self.beside.push(Beside::default());
            item.flags = flags;
        }
        let mut laying = Laying::new(handle, Turn::Put(Box::new(item), rest, offer.place));
        laying.posted = new;
        if old != new || had != all {
            let more = all.iter().filter(|key| !had.contains(key));
            for key in had.iter().chain(more) {
                let said = |keys: &[Key], posting: Option<Posting>| posting.filter(|_| keys.contains(key));
                laying.say(*key, said(&had, old), said(&all, new));
            }
        }
        laying.release = had;
        laying
    }

    /// An offer as it is matched, and the keys that have no room in it. Its place is not told yet.
    fn item_of(&mut self, offer: &Offer, keys: &[Key], known: &Keys) -> (Item, Box<[Key]>) {
        let mut head = [0; 4];
        let inside = keys.len().min(head.len());
        head[..inside].copy_from_slice(&keys[..inside]);
        let reference = offer.reference_price.filter(|usual| usual.currency == offer.price.currency);
        let category = offer.subject.category.as_ref().and_then(|category| known.categories.find(category));
        let item = Item {
            head,
            from: offer.from,
            until: offer.until.unwrap_or(END),
            price: held(offer.price),
            reference: reference.map_or(MOST, held),
            stock: offer.stock.map_or(MOST, |stock| stock.min(MOST - 1)),
            organisation: self.organisation_of(offer.organisation),
            place: 0,
            category: category.unwrap_or(NONE),
            reach_m: offer.reach_m.min(limits::REACH_MAX_M) as u16,
            currency: offer.price.currency,
            zone: offer.zone,
            state: offer.state,
            flags: HERE | if keys.len() > inside { LONG } else { 0 },
            id: offer.id,
            by: offer.organisation,
        };
        (item, keys[inside..].into())
    }

    /// Begins to take an offer out.
    pub(crate) fn begin_removal(&self, id: OfferId) -> Option<Laying> {
        let handle = self.ids.find(id)?;
        let mut laying = Laying::new(handle, Turn::Gone);
        laying.release = self.keys(handle).collect();
        let old = self.beside[handle].posted;
        laying.release.clone().into_iter().for_each(|key| laying.say(key, old, None));
        Some(laying)
    }

    /// An offer becomes what was begun.
    pub(crate) fn turn(&mut self, laying: &Laying, places: &mut Places) {
        let handle = laying.offer;
        match &laying.turn {
            Turn::Put(item, rest, place) => {
                let was = self.item(handle).map(|item| item.place);
                let place = match was.filter(|was| places.id(*was) == *place) {
                    Some(same) => same,
                    None => places.name(*place, handle),
                };
                if let Some(was) = was.filter(|was| *was != place) {
                    places.unname(was, handle);
                }
                self.items[handle] = Item { place, ..**item };
                self.beside[handle] = Beside { rest: rest.clone(), posted: laying.posted };
            }
            Turn::Gone => self.items[handle].flags = 0,
            Turn::Sought(_) => {}
        }
    }

    /// Forgets an offer that is gone.
    pub(crate) fn end(&mut self, handle: Handle, places: &mut Places) {
        places.unname(self.items[handle].place, handle);
        self.beside[handle] = Beside::default();
        self.ids.release(self.items[handle].id);
    }

    /// Posts an offer as it and its place stand now.
    pub(crate) fn post(&mut self, handle: Handle, places: &Places, keys: &mut Keys) {
        let Some(item) = self.item(handle) else { return };
        let new = item.posting(handle, places.site(item.place));
        let old = std::mem::replace(&mut self.beside[handle].posted, new);
        if old != new {
            self.keys(handle).for_each(|key| keys.repost(key, old, new));
        }
    }

    /// What an offer is found by, while it can be had.
    pub(crate) fn posted(&self, handle: Handle) -> Option<Posting> {
        self.beside[handle].posted
    }

    /// Whether what an offer is found by says where it stands now.
    pub(crate) fn is_posted_right(&self, handle: Handle, places: &Places) -> bool {
        let item = self.item(handle);
        item.is_some_and(|item| self.beside[handle].posted == item.posting(handle, places.site(item.place)))
    }

    /// Every offer, in no order that means anything.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Handle, &Item)> {
        self.items
            .iter()
            .zip(0..)
            .filter(|(item, _)| item.flags & HERE != 0)
            .map(|(item, handle)| (handle, item))
    }

    pub(crate) fn bytes(&self) -> usize {
        let rest: usize = self.beside.iter().map(|beside| beside.rest.len() * 4).sum();
        self.ids.bytes() + self.items.bytes() + self.beside.bytes() + self.organisations.bytes() + rest
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_offer_is_matched_by_one_line_of_the_cache_and_told_by_the_next() {
        assert_eq!((size_of::<super::Item>(), std::mem::offset_of!(super::Item, id)), (128, 64));
    }
}
