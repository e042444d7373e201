//! Whether a page sells what its member hopes for already: one thing from many sellers is one wish.
//!
//! It is judged by what the member may know alone: the page, the pages they wished from, and their own words. What the house learned
//! of the thing from pages that others had read is left out, for "these two are one thing" would tell of those.

use std::collections::HashMap;

use domain::{ListingId, MemberId, Wish, WishId, WishState};
use product::{Described, Judge, Likeness, Listing, Sureness, Thing};
use store::{StoreError, Tx};

use crate::draft::described;
use crate::page_name::is_by_code;
use crate::{actions, detail, seller};

/// A wish that a page is held to sell.
#[derive(Debug, Clone, PartialEq)]
pub struct Twin {
    /// Which.
    pub wish: Wish,
    /// By what.
    pub held: Held,
}

/// By what a page is held for a seller of a wish.
#[derive(Debug, Clone, PartialEq)]
pub enum Held {
    /// It is one already.
    There,
    /// It sells the same thing, surely or probably.
    Same(Likeness),
    /// It answers a wish told in words: perhaps that is all that was hoped for.
    Answers(Likeness),
}

/// A wish and all that describes its thing: the pages it is sold by as far as its member knows, and their own words.
#[derive(Debug, Clone)]
pub(crate) struct Hope {
    pub(crate) wish: Wish,
    pub(crate) pages: Vec<Described>,
}

impl Hope {
    /// The wish as its member tells it. One that is called by its barcode alone says nothing in words.
    fn own(&self) -> Described {
        let subject = &self.wish.subject;
        Described {
            title: if is_by_code(&self.wish) { String::new() } else { self.wish.title.clone() },
            thing: Thing {
                brand: subject.brand.clone(),
                gtin: subject.gtin,
                model: None,
                category: subject.category.clone(),
            },
        }
    }

    /// What the page is held against. What a wish is called is its member's own affair once there is a page of its thing.
    fn accounts(&self) -> Vec<Described> {
        let own = self.pages.is_empty() || self.wish.subject.gtin.is_some();
        self.pages.iter().cloned().chain(own.then(|| self.own())).collect()
    }

    /// Whether a page is of another product than the very one that is wished.
    fn excludes(&self, theirs: &Described) -> bool {
        self.wish.subject.gtin.zip(theirs.thing.gtin).is_some_and(|(ours, theirs)| ours != theirs)
    }
}

/// By what a page is held for a seller of a wish: judged between these two alone, so that it is the same verdict whenever it is asked for.
pub(crate) fn held(hope: &Hope, theirs: &Described) -> Held {
    let accounts = hope.accounts();
    let judge = Judge::among(accounts.iter().chain([theirs]));
    let judged = |ours: &Described| {
        let mut likeness = judge.likeness(ours, theirs);
        if ours.title.is_empty() {
            // Where nothing was said in words, what the page says in its is no reason.
            let told = |name: &str| name.starts_with("barcode-") || name.starts_with("brand-");
            likeness.reasons.retain(|reason| told(reason.name));
        }
        likeness
    };
    let best = accounts.iter().map(judged).max_by(|a, b| a.probability.total_cmp(&b.probability));
    let mut likeness = best.unwrap_or_else(|| judged(&hope.own()));
    if hope.excludes(theirs) {
        // A barcode was wished: another is another, whatever else they share.
        likeness.sureness = Sureness::Unlike;
        return Held::Same(likeness);
    }
    // One word alone, such as "livre", is met by half a shop.
    let words = hope.pages.is_empty() && hope.wish.subject.words.len() > 1;
    if likeness.sureness == Sureness::Unlike && words && judge.meets(&hope.wish.title, theirs) {
        return Held::Answers(likeness);
    }
    Held::Same(likeness)
}

/// The wish a page is most likely a seller of; one that is told in words and answered only where no other is.
pub(crate) fn choose(hopes: &[Hope], theirs: &Described) -> Option<Twin> {
    let judged = hopes.iter().map(|hope| (hope, held(hope, theirs)));
    // Who said more in words meant it more closely.
    let worth = |hope: &Hope, held: &Held| match held {
        Held::Same(likeness) if likeness.sureness >= Sureness::Probable => Some((1, likeness.probability)),
        Held::Answers(_) => {
            let words = u32::try_from(hope.wish.subject.words.len()).unwrap_or(u32::MAX);
            Some((0, f64::from(words)))
        }
        Held::There | Held::Same(_) => None,
    };
    let valued = judged.filter_map(|(hope, held)| Some((worth(hope, &held)?, hope, held)));
    let best = valued.max_by(|(a, ..), (b, ..)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    best.map(|(_, hope, held)| Twin { wish: hope.wish.clone(), held })
}

/// A wish with the pages of it that its member knows.
pub(crate) async fn hope(
    tx: &mut Tx,
    wish: Wish,
    pages: impl IntoIterator<Item = ListingId> + Send,
) -> Result<Hope, StoreError> {
    let pages: Vec<ListingId> = pages.into_iter().collect();
    let mut told = Vec::new();
    for id in pages {
        if let Some(listing) = product::listing(tx, id, wish.member).await? {
            let page = described(tx, &listing, wish.member).await?;
            // A page that came with a list and was never read tells no more than its address.
            if listing.failure.is_none() || page.thing != Thing::default() {
                told.push(page);
            }
        }
    }
    Ok(Hope { wish, pages: told })
}

/// The wish of a member that a page is a seller of, or is held to be; what they took off a wish is not held for one of it again.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn twin(tx: &mut Tx, member: MemberId, listing: &Listing) -> Result<Option<Twin>, StoreError> {
    if let Some(wish) = seller::wished_at(tx, member, listing).await? {
        return Ok(Some(Twin { wish, held: Held::There }));
    }
    let wishes = actions::of_member(tx, member).await?;
    let beside = detail::details(tx, member, &wishes).await?;
    let mut joined: HashMap<WishId, Vec<ListingId>> = HashMap::new();
    for (wish, seller) in seller::same_of_member(tx, member).await? {
        joined.entry(wish).or_default().push(seller);
    }
    let mut parted = Vec::new();
    for one in seller::same_address(tx, listing, member).await? {
        parted.extend(seller::parted_from(tx, member, one).await?);
    }
    let mut hopes = Vec::new();
    for wish in wishes {
        if !matches!(wish.state, WishState::Open | WishState::Paused) {
            continue;
        }
        let from = beside.get(&wish.id).and_then(|beside| beside.listing);
        // What was taken off a wish is not held for one of it again, nor of another that came from the same page.
        if parted.iter().any(|(other, of)| *other == wish.id || of.is_some() && *of == from) {
            continue;
        }
        let pages: Vec<_> = from.into_iter().chain(joined.remove(&wish.id).unwrap_or_default()).collect();
        hopes.push(hope(tx, wish, pages).await?);
    }
    let theirs = described(tx, listing, member).await?;
    Ok(choose(&hopes, &theirs))
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::{Gtin, Kind, Subject};

    use super::*;
    use crate::sample;

    fn wish(number: u8, title: &str, gtin: Option<&str>) -> Wish {
        let gtin = gtin.map(|code| code.parse::<Gtin>().unwrap());
        Wish {
            subject: Subject { gtin, ..Subject::told(Kind::Product, title) },
            ..sample::wish(number, title)
        }
    }

    fn page(title: &str, gtin: Option<&str>) -> Described {
        let gtin = gtin.map(|code| code.parse::<Gtin>().unwrap());
        Described { title: title.into(), thing: Thing { gtin, ..Thing::default() } }
    }

    fn held(hopes: &[Hope], theirs: &Described) -> Option<(u8, &'static str)> {
        let twin = choose(hopes, theirs)?;
        let said = match twin.held {
            Held::There => "there",
            Held::Same(likeness) => likeness.sureness.name(),
            Held::Answers(_) => "answers",
        };
        Some((twin.wish.id.uuid().as_bytes()[15], said))
    }

    #[test]
    fn a_page_is_held_for_the_wish_it_is_nearest_to() {
        let drill = page("Bosch perceuse sans fil PSR1800LI-2 18 V", None);
        let hopes = [
            Hope { wish: wish(1, "Pour Jo", None), pages: vec![drill] },
            Hope { wish: wish(2, "casque de vélo", None), pages: Vec::new() },
            Hope { wish: wish(3, "livre", None), pages: Vec::new() },
            Hope { wish: wish(4, "Nutella", Some("3017620422003")), pages: Vec::new() },
        ];
        assert_eq!(
            held(&hopes, &page("Perceuse-visseuse Bosch PSR-1800 LI-2 sans fil 18V", None)),
            Some((1, "sure"))
        );
        assert_eq!(held(&hopes, &page("Bosch perceuse sans fil PSR1440LI-2 14,4 V", None)), None);
        assert_eq!(held(&hopes, &page("Coffret pour perceuse Bosch PSR1800LI-2", None)), None, "its case");
        assert_eq!(held(&hopes, &page("Casque de vélo urbain Norda blanc", None)), Some((2, "answers")));
        assert_eq!(held(&hopes, &page("Un livre de cuisine", None)), None, "one word is no wish for this");
        assert_eq!(held(&hopes, &page("Pâte à tartiner 400 g", Some("3017620422003"))), Some((4, "sure")));
        assert_eq!(held(&hopes, &page("Nutella", Some("3165140781039"))), None, "another barcode");
        assert_eq!(held(&[], &page("Nutella", None)), None);
    }

    #[test]
    fn a_wish_called_by_its_barcode_is_judged_by_that_alone() {
        let code = "3017620422003";
        let hope = Hope { wish: wish(1, code, Some(code)), pages: Vec::new() };
        let why = |theirs: &Described| match super::held(&hope, theirs) {
            Held::Same(likeness) => {
                let names: Vec<&str> = likeness.reasons.iter().map(|reason| reason.name).collect();
                (likeness.sureness, names)
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(why(&page("Pâte à tartiner 400 g", Some(code))), (Sureness::Sure, vec!["barcode-same"]));
        let other = why(&page("Pâte à tartiner 400 g", Some("3165140781039")));
        assert_eq!(other, (Sureness::Unlike, vec!["barcode-other"]));
    }
}
