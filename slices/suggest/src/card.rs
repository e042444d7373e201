//! A suggestion as a member sees it: the thing, the place, the price, and every reason in words.

use std::collections::HashMap;

use askama::Template;
use domain::{
    Effect, Grant, GrantId, Instant, MemberId, Offer, OfferId, Outcome, Purpose, Reason, Suggestion, Times,
    WishId,
};
use engine::Obstacle;
use kit::Page;
use kit::words::Words;
use store::{StoreError, Tx};

use crate::say::{self, Names};
use crate::{actions, answers};

/// What a member's own sentences name: their wishes and consents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    wishes: HashMap<WishId, String>,
    grants: HashMap<GrantId, String>,
    /// The plain denial of whatever is asked about: one without limits, which the engine does not name.
    closing: Option<GrantId>,
}

impl Known {
    /// Reads what is needed for one member.
    pub(crate) async fn of(tx: &mut Tx, words: &Words<'_>, member: MemberId) -> Result<Self, StoreError> {
        let wishes =
            wish::of_member(tx, member).await?.into_iter().map(|wish| (wish.id, wish.title)).collect();
        let mut grants = HashMap::new();
        for grant in consent::grants(tx, member).await? {
            let name = match grant.organisation {
                Some(id) => people::organisation(tx, id).await?.map(|organisation| organisation.name),
                None => None,
            };
            grants.insert(grant.id, consent::sentence(*words, &grant, name.as_deref()));
        }
        Ok(Self { wishes, grants, closing: None })
    }

    /// The same, for questions about an offer.
    pub(crate) async fn asked(
        tx: &mut Tx,
        words: &Words<'_>,
        member: MemberId,
        offer: OfferId,
    ) -> Result<Self, StoreError> {
        let mut known = Self::of(tx, words, member).await?;
        if let Some(offer) = offer::offer(tx, offer).await? {
            let closes = |grant: &&Grant| {
                (grant.purpose, grant.effect) == (Purpose::Suggest, Effect::Deny)
                    && (grant.zone, grant.times, grant.until) == (None, Times::ALWAYS, None)
                    && grant.covers(offer.organisation, offer.subject.category.as_ref())
            };
            known.closing = consent::grants(tx, member).await?.iter().find(closes).map(|grant| grant.id);
        }
        Ok(known)
    }

    /// The sentences of reasons, each with its drawing.
    pub(crate) fn reasons(&self, words: &Words<'_>, reasons: &[Reason]) -> Vec<(&'static str, String)> {
        reasons.iter().map(|reason| say::reason(words, self, reason)).collect()
    }

    /// The sentences of obstacles.
    pub(crate) fn obstacles(&self, words: &Words<'_>, obstacles: &[Obstacle]) -> Vec<String> {
        obstacles.iter().map(|obstacle| say::obstacle(words, self, obstacle)).collect()
    }
}

impl Names for Known {
    fn wish(&self, wish: WishId) -> String {
        self.wishes.get(&wish).cloned().unwrap_or_default()
    }

    fn grant(&self, grant: GrantId) -> String {
        self.grants.get(&grant).cloned().unwrap_or_default()
    }

    fn closing(&self) -> String {
        self.closing.map(|grant| self.grant(grant)).unwrap_or_default()
    }
}

/// A suggestion, ready to be shown.
#[derive(Debug, Clone, Template)]
#[template(path = "card.html")]
pub struct Card {
    page: Page,
    /// The suggestion's id.
    pub id: String,
    /// The thing.
    pub title: String,
    place: String,
    distance: String,
    price: String,
    was: String,
    less: String,
    until_at: String,
    until_text: String,
    reasons: Vec<(&'static str, String)>,
    settled: bool,
    /// What says that it was just put aside, in its place; empty while it stands.
    aside: String,
}

impl Card {
    fn new(page: &Page, known: &Known, made: &Suggestion, offer: &Offer, place: &str) -> Self {
        let words = page.words();
        let metres = made.reasons.iter().find_map(|reason| match reason {
            Reason::Near { metres } => Some(*metres),
            _ => None,
        });
        let reduced = offer.reference_price.and_then(|usual| Some((usual, offer.price.less_than(usual)?)));
        let ends = soonest_end(made, offer);
        Self {
            page: page.clone(),
            id: made.id.to_string(),
            title: offer.title.clone(),
            place: place.to_owned(),
            distance: metres.map(|metres| words.distance(metres)).unwrap_or_default(),
            price: words.money(offer.price),
            was: reduced.map(|(usual, _)| words.money(usual)).unwrap_or_default(),
            less: reduced.map(|(usual, by)| words.percent_less(by, usual)).unwrap_or_default(),
            until_at: ends.map(Instant::to_rfc3339).unwrap_or_default(),
            until_text: ends.map(|at| words.until(at)).unwrap_or_default(),
            reasons: known.reasons(&words, &made.reasons),
            settled: matches!(made.outcome, Outcome::Taken | Outcome::Dismissed),
            aside: String::new(),
        }
    }

    /// Whether it says, in its card's place, that the suggestion was just put aside.
    #[must_use]
    pub fn is_aside(&self) -> bool {
        !self.aside.is_empty()
    }
}

/// Until when it can be had: the offer's end or the place's closing, whichever comes first.
fn soonest_end(made: &Suggestion, offer: &Offer) -> Option<Instant> {
    let closing = made.reasons.iter().find_map(|reason| match reason {
        Reason::ClosingSoon { at, .. } => Some(*at),
        _ => None,
    });
    closing.into_iter().chain(offer.until).min()
}

/// The card of one suggestion; `None` when its offer or place is gone.
///
/// # Errors
/// When the database fails.
pub(crate) async fn card(tx: &mut Tx, page: &Page, made: &Suggestion) -> Result<Option<Card>, StoreError> {
    let known = Known::of(tx, &page.words(), made.member).await?;
    one(tx, page, &known, made).await
}

async fn one(tx: &mut Tx, page: &Page, known: &Known, made: &Suggestion) -> Result<Option<Card>, StoreError> {
    let Some(offer) = offer::offer(tx, made.offer).await? else { return Ok(None) };
    let Some(place) = place::place(tx, made.place).await? else { return Ok(None) };
    Ok(Some(Card::new(page, known, made, &offer, &place.name)))
}

/// A suggestion in two short sentences, for where there is no room: what and how much, then where and why; `None` when its offer
/// or place is gone.
///
/// # Errors
/// When the database fails.
pub async fn short(
    tx: &mut Tx,
    words: &Words<'_>,
    made: &Suggestion,
) -> Result<Option<(String, String)>, StoreError> {
    let Some(offer) = offer::offer(tx, made.offer).await? else { return Ok(None) };
    let Some(place) = place::place(tx, made.place).await? else { return Ok(None) };
    let known = Known::of(tx, words, made.member).await?;
    let why: Vec<String> = known.reasons(words, &made.reasons).into_iter().map(|(_, text)| text).collect();
    let title = format!("{} · {}", offer.title, words.money(offer.price));
    Ok(Some((title, format!("{}. {}", place.name, why[..why.len().min(2)].join(" ")))))
}

/// Seconds for which a suggestion that was not kept stands among those of now: a day.
const STANDING_S: i64 = 86_400;

/// The cards of a member's unanswered and saved suggestions whose offers can still be had, newest first; during a pause, of what they saved alone. What was just put
/// aside is said in its card's place.
///
/// # Errors
/// When the database fails.
pub async fn cards(tx: &mut Tx, page: &Page, member: MemberId) -> Result<Vec<Card>, StoreError> {
    let known = Known::of(tx, &page.words(), member).await?;
    let mut cards = Vec::new();
    let paused = consent::paused(tx, member, page.now).await?.is_some();
    // What was said of a moment is said of that moment: what was kept stays until its offer ends.
    let lately = page.now.plus_secs(-STANDING_S);
    let shown = |made: &Suggestion| made.outcome == Outcome::Saved || (!paused && made.made_at > lately);
    let mut all: Vec<Suggestion> =
        actions::standing(tx, member, 20).await?.into_iter().filter(shown).collect();
    all.extend(answers::just_put_aside(tx, member).await?);
    all.sort_by_key(|made| std::cmp::Reverse(made.number));
    for made in all {
        let offer = offer::offer(tx, made.offer).await?;
        let had = offer.is_some_and(|offer| offer::is_open(&offer, page.now) && offer.stock != Some(0));
        if !had && made.outcome != Outcome::Dismissed {
            continue;
        }
        let Some(mut card) = one(tx, page, &known, &made).await? else { continue };
        if made.outcome == Outcome::Dismissed {
            card.aside = answers::put_aside(tx, page, &made, &card.title).await?;
        }
        cards.push(card);
    }
    Ok(cards)
}
