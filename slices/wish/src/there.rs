//! What is told where the very page or product is wished already: nothing that was typed beside it is lost without a word.

use domain::{ListingId, MemberId, Priority, Wish};
use kit::{App, Form, Page, Result};
use store::{StoreError, Tx};

use crate::draft::Draft;
use crate::model::Detail;
use crate::seller_page::Asked;
use crate::twin::{self, Held, Twin};
use crate::{actions, seller};

/// The wish that a page is held to be a seller of.
pub(crate) async fn twin_of(
    tx: &mut Tx,
    me: MemberId,
    listing: ListingId,
) -> Result<Option<Twin>, StoreError> {
    match product::listing(tx, listing, me).await? {
        Some(listing) => twin::twin(tx, me, &listing).await,
        None => Ok(None),
    }
}

/// A wish that the page is held to be a seller of, where the form was drawn without saying so: another tab was quicker.
pub(crate) async fn twin_meanwhile(
    app: &App,
    me: MemberId,
    page: &Page,
    form: &Form,
    beside: &Detail,
) -> Result<Option<Asked>> {
    let Some(listing) = beside.listing.filter(|_| !form.on("another")) else { return Ok(None) };
    let twin = twin_of(&mut app.read().await?, me, listing).await?;
    // One told in words was meant for something else, or it would be seen here.
    let same = twin.filter(|twin| matches!(twin.held, Held::Same(_)));
    Ok(same.map(|twin| Asked::of(page, &twin, listing)))
}

/// The wish that a draft would double, its very page or barcode being wished already, and what is said on the way to it.
pub(crate) async fn doubled(
    tx: &mut Tx,
    me: MemberId,
    draft: &Draft,
    twin: Option<&Twin>,
) -> Result<Option<(Wish, &'static str)>, StoreError> {
    if let Some(Twin { wish, held: Held::There }) = twin {
        return Ok(Some((wish.clone(), "said-seller-there")));
    }
    let Some(gtin) = draft.gtin.filter(|_| draft.listing.is_none()) else { return Ok(None) };
    let Some(wish) = seller::wished_code(tx, me, gtin).await? else { return Ok(None) };
    Ok(actions::wish(tx, wish).await?.map(|wish| (wish, "said-wish-there")))
}

/// Whether a form that adds a wish says more than its page does by itself.
pub(crate) fn says_more(form: &Form) -> bool {
    let typed = ["note", "top_price", "until"].iter().any(|name| form.some(name).is_some());
    let beyond = |name: &str, itself: &str| form.some(name).is_some_and(|typed| typed != itself);
    typed || beyond("quantity", "1") || beyond("priority", Priority::default().name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_as_its_page_fills_it_says_no_more() {
        let more = |raw: &str| says_more(&Form::parse(raw.to_owned()));
        let page = "title=Perceuse&words=x&distance_m=1000&quantity=1&top_price=&note=&until=&listing=1";
        assert!(!more(page));
        assert!(!more(&format!("{page}&priority={}", Priority::default().name())));
        for typed in ["note=pour+Jo", "top_price=50", "until=2026-12-24", "quantity=2"] {
            assert!(more(&format!("title=Perceuse&listing=1&{typed}")), "{typed}");
        }
    }
}
