//! News as a member sees it on a page: a card with its buttons.

use askama::Template;
use domain::{MemberId, Outcome};
use kit::Page;
use store::{StoreError, Tx};

use crate::model::{ON, Opportunity};
use crate::say::Said;
use crate::since::{self, Since};
use crate::{actions, undo};

/// News that is shown on the first page at most.
const STANDING: i64 = 10;
/// Days for which unanswered news stands among the cards; older is found on its own page.
const STANDING_DAYS: i64 = 14;

/// News, ready to be shown.
#[derive(Debug, Clone, Template)]
#[template(path = "news_card.html")]
pub struct Card {
    page: Page,
    /// Its id.
    pub id: String,
    said: Said,
    wish: String,
    wish_href: String,
    /// The page it was read from; empty where none was told.
    href: String,
    retailer: String,
    /// What became of it since it was told; empty while it stands.
    since: String,
    /// Whether it takes place, and is not sold.
    on: bool,
    settled: bool,
    /// Whether it was just put aside: what says so stands in its place.
    aside: bool,
    /// The page to come back to after an answer.
    back: &'static str,
}

/// Makes the card of news.
pub(crate) async fn card(
    tx: &mut Tx,
    page: &Page,
    news: &Opportunity,
    since: Since,
    back: &'static str,
) -> Result<Card, StoreError> {
    let wish = wish::wish(tx, news.wish).await?.map(|wish| wish.title).unwrap_or_default();
    Ok(Card {
        page: page.clone(),
        id: news.id.to_string(),
        said: Said::of(&page.words(), news),
        wish,
        wish_href: format!("/me/wishes/{}", news.wish),
        href: news.url.clone(),
        retailer: news.retailer.clone(),
        since: since.said(page),
        on: news.cause == ON,
        settled: matches!(news.outcome, Outcome::Taken | Outcome::Dismissed) || news.is_over(page.now),
        aside: false,
        back,
    })
}

/// What says in the place of its card that news was just put aside.
pub(crate) async fn aside(
    tx: &mut Tx,
    page: &Page,
    news: &Opportunity,
    back: &'static str,
) -> Result<Card, StoreError> {
    Ok(Card { aside: true, ..card(tx, page, news, Since::Stands, back).await? })
}

/// The cards of news a member was told of late and has not answered, newest first; what was just put aside is said in its card's place.
///
/// # Errors
/// When the database fails.
pub async fn cards(tx: &mut Tx, page: &Page, member: MemberId) -> Result<Vec<Card>, StoreError> {
    let lately = page.now.plus_secs(-STANDING_DAYS * 86_400);
    let mut all = actions::unanswered(tx, member, lately, STANDING).await?;
    let became = since::became(tx, member, &all).await?;
    let since = |news: &Opportunity| became.get(&news.id).copied().unwrap_or(Since::Stands);
    all.retain(|news| !news.is_over(page.now) && !since(news).is_past());
    all.extend(undo::just_put_aside(tx, member).await?);
    all.sort_by_key(|news| std::cmp::Reverse(news.number));
    let mut cards = Vec::new();
    for news in &all {
        let put_aside = news.outcome == Outcome::Dismissed;
        let made = if put_aside {
            aside(tx, page, news, "/me").await?
        } else {
            card(tx, page, news, since(news), "/me").await?
        };
        cards.push(made);
    }
    Ok(cards)
}

impl Card {
    /// What it is about.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.said.title
    }

    /// Whether it says, in its card's place, that the news was just put aside.
    #[must_use]
    pub fn is_aside(&self) -> bool {
        self.aside
    }

    /// What happened, and where.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.said.what
    }
}
