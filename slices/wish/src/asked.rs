//! What others asked beside wishes, on the pages of their member: as many as wait on a list, all of them on the page of the wish.

use std::collections::HashMap;

use askama::Template;
use domain::{MemberId, Wish, WishId};
use kit::Page;
use kit::asked::Question;
use store::{StoreError, Tx};

/// A question, ready to be shown.
struct Asked {
    name: String,
    when: String,
    /// Its lines.
    lines: Vec<String>,
    /// Whether it was answered.
    answered: bool,
    href: String,
}

/// All that was asked beside a wish: the part of its page that is looked at again when something changes.
#[derive(Template)]
#[template(path = "wish_asked.html")]
pub(crate) struct AskedPart {
    page: Page,
    asked: Vec<Asked>,
}

impl AskedPart {
    pub(crate) async fn of(tx: &mut Tx, page: &Page, wish: &Wish) -> Result<Self, StoreError> {
        let all = page.questions(tx, wish.member).await?;
        let here = all.into_iter().filter(|one| one.wish == wish.id);
        Ok(Self { asked: here.map(|one| asked(page, one)).collect(), page: page.clone() })
    }
}

fn asked(page: &Page, one: Question) -> Asked {
    Asked {
        name: if one.name.is_empty() { page.t("wish-asked-somebody") } else { one.name },
        when: page.words().when(one.at),
        lines: one.words.lines().map(str::to_owned).collect(),
        answered: !one.waits,
        href: one.href,
    }
}

/// How many questions wait for an answer, by wish.
pub(crate) async fn waiting(
    tx: &mut Tx,
    page: &Page,
    member: MemberId,
) -> Result<HashMap<WishId, usize>, StoreError> {
    let mut waiting = HashMap::new();
    for one in page.questions(tx, member).await?.into_iter().filter(|one| one.waits) {
        *waiting.entry(one.wish).or_default() += 1;
    }
    Ok(waiting)
}
