//! News of offers of the town: made for whom they reach, and held against what they are by the time they are told.

use domain::ids::Id;
use domain::{MemberId, Offer, Outcome, Place, Wish, WishId};
use kit::App;
use product::Point;
use store::{StoreError, Tx, execute};
use suggest::{Street, Wisher};

use super::decide::{self, Choice, best, happened, published};
use super::reach::Start;
use super::{Stepped, points};
use crate::closed::Closed;
use crate::decide::{is_old, of_wish, still_news};
use crate::jobs::{Standing, try_to_tell};
use crate::model::{Cause, Closing, HERE, Opportunity, Reason, State, kind};
use crate::{make, sql};

/// Other wishes named by one piece of news.
const ALSO: usize = 3;

/// An offer that is news of a wish.
struct Found<'a> {
    wish: Wish,
    offer: &'a Offer,
    steps: &'a [Point],
    place: Place,
    cause: Cause,
}

/// Makes news of offers that changed and stood, each with its steps, for the wishes they meet, and tells what may be told.
pub(super) async fn make(app: &App, street: &Street, offers: &[Stepped]) -> Result<(), StoreError> {
    if offers.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = offers.iter().map(|(offer, _)| offer.id).collect();
    let wishers = street.wishers(app, &ids).await?;
    for theirs in wishers.chunk_by(|one, other| one.member == other.member) {
        for news in of_member(app, offers, theirs).await? {
            try_to_tell(app, street, &news).await?;
        }
    }
    Ok(())
}

/// Makes the news of one member: of each wish the best offer, and of each offer one piece for all wishes it is the best of.
async fn of_member(app: &App, offers: &[Stepped], theirs: &[Wisher]) -> Result<Vec<Opportunity>, StoreError> {
    let Some(member) = theirs.first().map(|one| one.member) else { return Ok(Vec::new()) };
    let mut tx = app.read().await?;
    let start = Start::of(&mut tx, member).await?;
    let mut found: Vec<Found<'_>> = Vec::new();
    for of_wish in theirs.chunk_by(|one, other| one.wish == other.wish) {
        let met: Vec<_> =
            offers.iter().filter(|(offer, _)| of_wish.iter().any(|one| one.offer == offer.id)).collect();
        if let Some(wish) = open_wish(&mut tx, of_wish[0].wish).await? {
            found.extend(best_of(&mut tx, member, &wish, &met, &start).await?);
        }
    }
    drop(tx);
    let mut made = Vec::new();
    while !found.is_empty() {
        let first = found.remove(0);
        let (same, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|other| other.offer.id == first.offer.id);
        found = others;
        let titles: Vec<String> = same.into_iter().map(|other| other.wish.title).take(ALSO).collect();
        made.extend(insert(app, &first, titles, &start).await?);
    }
    Ok(made)
}

/// A wish that is open and not put away, and of which its member hears what the town has.
async fn open_wish(tx: &mut Tx, id: WishId) -> Result<Option<Wish>, StoreError> {
    let beside = wish::detail(tx, id).await?;
    if beside.archived_at.is_some() || !beside.hears.has(kind(HERE)) {
        return Ok(None);
    }
    wish::wish(tx, id).await
}

/// The best of the offers that are news of a wish, within its distance of where the member sets out; `None` when none is.
async fn best_of<'a>(
    tx: &mut Tx,
    member: MemberId,
    wish: &Wish,
    offers: &[&'a Stepped],
    start: &Start,
) -> Result<Option<Found<'a>>, StoreError> {
    let closed = Closed::by(tx, member).await?;
    let (mut choices, mut found) = (Vec::new(), Vec::new());
    for (offer, steps) in offers {
        let before = points::before(tx, member, offer.id).await?;
        let suggested = suggest::suggested(tx, member, offer.id).await?;
        let Some(cause) = happened(wish, steps, published(offer.id), &before, suggested) else { continue };
        let Some(place) = place::place(tx, offer.place).await? else { continue };
        let metres = start.metres(&place);
        if metres.is_some_and(|metres| metres > wish.distance_m)
            || closed.has_offer(offer.id)
            || suggest::is_denied_for_good(tx, member, offer).await?
            || can_be_had_as_well(tx, wish, offer).await?
        {
            continue;
        }
        choices.push(Choice { price: offer.price, total: start.total(offer.price, metres), metres });
        found.push(Found { wish: wish.clone(), offer, steps, place, cause });
    }
    Ok(best(&choices).map(|place| found.swap_remove(place)))
}

/// Whether another offer that its member was told of meets the wish, can still be had, and is not clearly dearer.
async fn can_be_had_as_well(tx: &mut Tx, wish: &Wish, offer: &Offer) -> Result<bool, StoreError> {
    let now = tx.now();
    for other in points::others(tx, wish.member, offer.id).await? {
        let other = offer::offer(tx, other).await?;
        let had = other.filter(|other| suggest::is_had(other, now) && suggest::meets(wish, other, now));
        if had.is_some_and(|other| !decide::beats(offer.price, other.price)) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn insert(
    app: &App,
    found: &Found<'_>,
    also: Vec<String>,
    start: &Start,
) -> Result<Option<Opportunity>, StoreError> {
    let now = app.now();
    let Found { wish, offer, steps, place, cause } = found;
    let happened = crate::decide::happened(steps, *cause, now);
    let also = Some(Reason::AlsoFor { titles: also }).filter(names_any);
    let news = Opportunity {
        id: app.id(),
        number: None,
        member: wish.member,
        wish: wish.id,
        about: offer.id.uuid(),
        cause: HERE.to_owned(),
        title: String::new(),
        retailer: String::new(),
        site: offer.organisation.to_string(),
        url: String::new(),
        price: None,
        reasons: happened.into_iter().chain(also).collect(),
        read_at: now,
        made_at: now,
        told_at: None,
        state: State::Waiting,
        outcome: Outcome::Made,
    };
    let news = renewed(&news, wish, offer, place, start, now);
    let mut tx = app.write().await?;
    execute!(&mut tx, sql::OUTDATE, wish.id.uuid(), news.about)?;
    let waits = make::insert(&mut tx, &news, &cause.level()).await?;
    tx.commit().await?;
    Ok(waits)
}

fn names_any(reason: &Reason) -> bool {
    matches!(reason, Reason::AlsoFor { titles } if !titles.is_empty())
}

/// News as it is now: at the price and place of now, and the way to it. What happened stays.
fn renewed(
    news: &Opportunity,
    wish: &Wish,
    offer: &Offer,
    place: &Place,
    start: &Start,
    now: domain::Instant,
) -> Opportunity {
    let risen =
        news.price.is_some_and(|was| was.currency != offer.price.currency || was.minor < offer.price.minor);
    let kept = |reason: &Reason| match *reason {
        Reason::Fell { from, .. } => offer.price.less_than(from).map(|by| Reason::Fell { from, by }),
        Reason::Dearer { .. } if risen => None,
        Reason::Came { .. } | Reason::Back { .. } | Reason::Dearer { .. } => Some(reason.clone()),
        _ => None,
    };
    let also = news.reasons.iter().filter(|reason| names_any(reason)).cloned();
    let happened = news.reasons.iter().filter_map(kept);
    let reasons = happened.chain(start.reasons(offer, place)).chain(of_wish(wish, now)).chain(also);
    Opportunity {
        title: offer.title.clone(),
        retailer: place.name.clone(),
        price: Some(offer.price),
        reasons: reasons.collect(),
        read_at: now,
        ..news.clone()
    }
}

/// News with those of the other wishes it names that still hear of the offer: their member may have chosen otherwise while it waited.
async fn still_for(tx: &mut Tx, news: Opportunity, offer: &Offer) -> Result<Opportunity, StoreError> {
    if !news.reasons.iter().any(names_any) {
        return Ok(news);
    }
    let now = tx.now();
    let mut heard = Vec::new();
    for (wish, beside) in wish::whole(tx, news.member).await? {
        let hears = beside.archived_at.is_none() && beside.hears.has(kind(HERE));
        if hears && wish.id != news.wish && suggest::meets(&wish, offer, now) {
            heard.push(wish.title);
        }
    }
    let mut reasons = news.reasons.clone();
    for reason in &mut reasons {
        if let Reason::AlsoFor { titles } = reason {
            titles.retain(|title| heard.contains(title));
        }
    }
    reasons.retain(|reason| !matches!(reason, Reason::AlsoFor { titles } if titles.is_empty()));
    Ok(Opportunity { reasons, ..news })
}

/// Where news of an offer of the town stands: it can still be had, meets the wish at its price, was not suggested meanwhile, and is not
/// what its member wants to hear nothing of.
pub(crate) async fn standing(
    tx: &mut Tx,
    news: &Opportunity,
    wish: &Wish,
    closed: &[Closing],
) -> Result<Standing, StoreError> {
    let now = tx.now();
    let offer = match news.offer() {
        Some(id) => offer::offer(tx, id).await?,
        None => None,
    };
    let Some(offer) = offer.filter(|offer| suggest::is_had(offer, now) && suggest::meets(wish, offer, now))
    else {
        return Ok(Standing::Forget);
    };
    let Some(place) = place::place(tx, offer.place).await? else { return Ok(Standing::Forget) };
    let start = Start::of(tx, news.member).await?;
    let far = start.metres(&place).is_some_and(|metres| metres > wish.distance_m);
    let suggested = suggest::suggested(tx, news.member, offer.id).await?;
    let said = news.told_at.is_none() && suggested.is_some_and(|(at, _)| news.made_at <= at);
    if closed.contains(&Closing::Page)
        || far
        || said
        || is_old(news, now)
        || !still_news(news, Some(offer.price))
    {
        return Ok(Standing::Forget);
    }
    if closed.contains(&Closing::Wish) {
        return Ok(Standing::Wait);
    }
    let told = still_for(tx, renewed(news, wish, &offer, &place, &start, now), &offer).await?;
    Ok(Standing::Here(Box::new(told), wish.subject.category.clone(), Box::new(offer)))
}
