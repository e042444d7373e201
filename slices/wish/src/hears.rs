//! What a member hears of a wish: they choose among the kinds of news, each wish for itself.

use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::post;
use domain::ids::Id;
use domain::{Fact, MemberId, WishId};
use kit::{Access, App, Form, Me, Refusal, Result, Routes, see_other, wire};
use store::{Tx, execute};

use crate::{actions, detail, seller_page, sql};

/// A kind of news of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hear {
    /// A page has it for less.
    Drop,
    /// A page has it in stock again.
    Back,
    /// The town has it.
    Town,
    /// What is wished takes place soon, or the day it is wished by is near.
    Day,
}

impl Hear {
    /// Every kind with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Drop, "drop"), (Self::Back, "back"), (Self::Town, "town"), (Self::Day, "day")];
    const ALL: [Self; 4] = [Self::Drop, Self::Back, Self::Town, Self::Day];
}

domain::named!(Hear);

/// The kinds of news of a wish that its member hears: all, unless they chose otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hears([bool; 4]);

impl Default for Hears {
    fn default() -> Self {
        Self::of(&Hear::ALL)
    }
}

impl Hears {
    fn of(kinds: &[Hear]) -> Self {
        Self(Hear::ALL.map(|kind| kinds.contains(&kind)))
    }

    /// The kinds, in the order shown.
    pub fn kinds(self) -> impl Iterator<Item = Hear> {
        Hear::ALL.into_iter().zip(self.0).filter_map(|(kind, heard)| heard.then_some(kind))
    }

    /// Whether they hear news of a kind.
    #[must_use]
    pub fn has(self, kind: Hear) -> bool {
        self.kinds().any(|one| one == kind)
    }

    /// Whether they hear what is called so, for a template.
    pub(crate) fn says(self, name: &str) -> bool {
        self.kinds().any(|kind| kind.name() == name)
    }

    /// Whether they hear nothing.
    pub(crate) fn is_silent(self) -> bool {
        self.kinds().next().is_none()
    }

    /// What is said by names; none at all is silence.
    ///
    /// # Errors
    /// `invalid` naming the field when one names no kind.
    pub(crate) fn said(names: &[String]) -> Result<Self> {
        let kinds: Result<Vec<Hear>, _> = names.iter().map(|name| name.trim().parse()).collect();
        kinds.map(|kinds| Self::of(&kinds)).map_err(|_| Refusal::invalid("hear", "choice"))
    }

    /// As it is kept: what was never chosen is not, so that a kind to come will be heard.
    fn kept(self) -> Option<String> {
        let names: Vec<&str> = self.kinds().map(Hear::name).collect();
        (self != Self::default()).then(|| names.join(" "))
    }

    /// What was kept; `None` when it makes no sense.
    pub(crate) fn read(kept: Option<&str>) -> Option<Self> {
        let Some(kept) = kept else { return Some(Self::default()) };
        let kinds: Option<Vec<Hear>> = kept.split_whitespace().map(|name| name.parse().ok()).collect();
        kinds.map(|kinds| Self::of(&kinds))
    }
}

/// Sets what a member hears of their wish. It concerns nobody else: whoever sees its list learns nothing of it.
///
/// # Errors
/// `not-found` when the wish is not theirs.
pub(crate) async fn set(tx: &mut Tx, member: MemberId, wish: WishId, hears: Hears) -> Result<()> {
    let wish = actions::theirs(tx, member, wish).await?.id;
    if detail::detail(tx, wish).await?.hears == hears {
        return Ok(());
    }
    execute!(tx, sql::SET_HEARS, wish.uuid(), hears.kept())?;
    tx.tell(Fact::Wish(wish));
    Ok(())
}

async fn choose(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let mut tx = app.write().await?;
    let wish = wire::path_id(&id)?;
    // Whose it is is said before what is wrong with the form.
    actions::theirs(&mut tx, me.id, wish).await?;
    let hears = Hears::said(form.all("hear"))?;
    set(&mut tx, me.id, wish, hears).await?;
    tx.commit().await?;
    let said = if hears.is_silent() { "said-wish-silent" } else { "said-wish-hears" };
    Ok(see_other(&seller_page::address(wish), said))
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::POST, "/me/wishes/{id}/hear", post(choose))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        for kinds in [vec![], vec![Hear::Back], vec![Hear::Drop, Hear::Town], Hear::ALL.to_vec()] {
            let hears = Hears::of(&kinds);
            assert_eq!(Hears::read(hears.kept().as_deref()), Some(hears), "{kinds:?}");
            assert_eq!(hears.kinds().collect::<Vec<_>>(), kinds);
        }
        assert_eq!(Hears::default().kept(), None, "what nobody chose takes no room");
        assert!(Hears::of(&[]).is_silent() && Hears::read(Some("")).is_some_and(Hears::is_silent));
        assert_eq!(Hears::read(Some("drop nothing")), None);
        assert!(Hears::said(&["drop".into(), "all".into()]).is_err());
    }
}
