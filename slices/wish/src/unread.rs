//! The page that asks, where an address could not be read: it says why, the address may be put right, and nothing that was typed
//! beside it is lost.

use axum::http::StatusCode;
use axum::response::Response;
use domain::{Gtin, MemberId};
use kit::{Fields, Form, Lang, Page};
use store::{StoreError, Tx};

use crate::address::address_in;
use crate::draft::Draft;
use crate::model::CameFrom;
use crate::new::{self, Shown};

/// Why an address could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The address, as it was typed.
    pub address: String,
    /// The name of the reason, as words for it are kept.
    pub key: &'static str,
    /// The reason in words.
    pub said: String,
    /// What is answered with it.
    pub status: StatusCode,
    /// The product that the address names by itself, and what shops here call it.
    pub named: Option<(Gtin, Option<String>)>,
}

impl Unread {
    /// The barcode that the address names, and what the thing is called: as shops here call it, as the address does in words, or by
    /// its number.
    fn named(&self, page: &Page) -> Option<(Gtin, String)> {
        let (gtin, called) = self.named.clone()?;
        let words = || Some(product::named_by(&self.address)).filter(|words| words.contains(' '));
        let called = called.or_else(words);
        Some((gtin, called.unwrap_or_else(|| page.t1("wish-code-title", "code", gtin.printed()))))
    }
}

/// The parts of the form of the page that asks: what a page shown again, or in another language, takes along.
pub(crate) const PARTS: [&str; 28] = [
    "what",
    "was_what",
    "unread",
    "was_title",
    "title",
    "words",
    "brand",
    "category",
    "gtin",
    "top_price",
    "top_currency",
    "quantity",
    "priority",
    "until",
    "distance_m",
    "from",
    "list",
    "listing",
    "place",
    "only",
    "another",
    "note",
    "variant",
    "price",
    "was_price",
    "list_price",
    "was_list_price",
    "stock",
];

/// Says why an address could not be read, beside it: it may be put right and read again, or the wish told in words, with which it then
/// stays.
///
/// # Errors
/// When the database fails.
pub async fn unread(
    tx: &mut Tx,
    page: Page,
    me: MemberId,
    mut draft: Draft,
    why: Unread,
) -> Result<Response, StoreError> {
    draft.came_from = CameFrom::Page;
    if let Some((gtin, called)) = why.named(&page) {
        draft.gtin = draft.gtin.or(Some(gtin));
        if draft.title.is_empty() {
            draft.title.clone_from(&called);
            draft.beside.push(("was_title", called));
        }
    }
    draft.beside.push(("was_what", why.address.clone()));
    draft.beside.push(("what", why.address));
    draft.beside.push(("unread", why.key.to_owned()));
    let mut fields = draft.fields(page.lang);
    fields.say("what", why.said);
    let shown = Shown { fields, status: why.status, at_once: false, twin: None };
    new::shown(tx, page, me, shown).await
}

/// The same of a form that said so already: it comes back as it was typed.
///
/// # Errors
/// When the database fails.
pub async fn unread_again(
    tx: &mut Tx,
    page: Page,
    me: MemberId,
    form: &Form,
    why: Unread,
) -> Result<Response, StoreError> {
    let typed = |name: &&str| form.on(name) && *name != "was_what";
    let kept = PARTS.into_iter().filter(typed).map(|name| (name, form.get(name)));
    let mut values: Vec<(&str, &str)> = kept.collect();
    values.extend([("what", why.address.as_str()), ("was_what", why.address.as_str()), ("unread", why.key)]);
    let named = why.named(&page).map(|(gtin, called)| (gtin.printed(), called));
    if let Some((gtin, called)) = &named {
        if form.some("gtin").is_none() {
            values.push(("gtin", gtin.as_str()));
        }
        if form.some("title").is_none() {
            values.extend([("title", called.as_str()), ("was_title", called.as_str())]);
        }
    }
    let mut fields = Fields::with(&values);
    fields.say("what", why.said);
    let shown = Shown { fields, status: why.status, at_once: false, twin: None };
    new::shown(tx, page, me, shown).await
}

/// What the page is called, what it is for, and what its form is called: where a page could not be read, for a reason, it says so.
pub(crate) fn heads(why: Option<&str>) -> [&'static str; 3] {
    match why {
        None => ["wish-ask-title", "wish-ask-lead", "wish-ask-form"],
        Some(why) if product::is_never_read(why) => {
            ["wish-unread-title", "wish-never-lead", "wish-unread-words"]
        }
        Some("wish-unread-none") => ["wish-unread-title", "wish-ask-lead", "wish-unread-words"],
        Some(_) => ["wish-unread-title", "wish-unread-lead", "wish-unread-words"],
    }
}

/// The reason that a form says, if there is one of that name.
pub(crate) fn reason(said: &str) -> Option<&str> {
    let named = ["fetch-", "wish-read-", "wish-unread-none", "refusal-too-many-pages-detail"];
    Some(said).filter(|said| named.iter().any(|name| said.starts_with(name)) && Lang::En.knows(said))
}

/// What is written beside a page that goes along with a wish unread: the reason, where it is one of the site's. Our own politeness is no
/// failure of the page.
fn noted(said: &str) -> Option<&str> {
    let ours = ["fetch-wait", "wish-read-not-yet"];
    let sites = |said: &&str| said.starts_with("fetch-") || *said == "wish-read-nothing";
    reason(said).filter(sites).filter(|said| !ours.contains(said))
}

/// The reason that a form says, while it is of the address that stands in it: one that was put right has none yet.
fn of_this(form: &Form) -> &str {
    let is_other = form.on("was_what") && form.get("was_what") != form.get("what");
    if is_other { "" } else { form.get("unread") }
}

/// The address that a form sends along with a wish, and why it was not read; nothing where no page can ever be.
pub(crate) fn along(form: &Form) -> Option<(String, Option<&str>)> {
    let said = of_this(form);
    let address = address_in(form.get("what")).filter(|_| !product::is_never_read(said))?;
    Some((address, noted(said)))
}

/// Whether a form was to send an address along, and what stands in its place is none.
pub(crate) fn is_no_address(form: &Form) -> bool {
    let never = product::is_never_read(of_this(form));
    form.some("what").is_some_and(|typed| !never && address_in(typed).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_along_unless_it_can_never_be_read() {
        let along = |raw: &str| {
            let form = Form::parse(raw.to_owned());
            super::along(&form).map(|(address, why)| (address, why.map(str::to_owned)))
        };
        let shop = "what=https://shop.example/x";
        let address = || "https://shop.example/x".to_owned();
        assert_eq!(along(shop), Some((address(), None)), "not tried yet");
        let blocked = Some("fetch-blocked".to_owned());
        assert_eq!(along(&format!("{shop}&unread=fetch-blocked")), Some((address(), blocked)));
        for ours in ["fetch-wait", "refusal-too-many-pages-detail", "fetch-invented", "Elle+est+belle"] {
            assert_eq!(along(&format!("{shop}&unread={ours}")), Some((address(), None)), "{ours}");
        }
        for never in ["fetch-private-address", "fetch-bad-address", "wish-read-own-page"] {
            assert_eq!(along(&format!("{shop}&unread={never}")), None, "{never}");
        }
        assert_eq!(along("what=perceuse&unread=fetch-gone"), None);
        let right = format!("{shop}&was_what=http://10.0.0.1/&unread=fetch-private-address");
        assert_eq!(along(&right), Some((address(), None)), "put right, and not tried yet");
    }

    #[test]
    fn what_stands_for_an_address_must_be_one() {
        let wrong = |raw: &str| is_no_address(&Form::parse(raw.to_owned()));
        assert!(wrong("what=perceuse&unread=fetch-gone"));
        for fine in
            ["", "what=", "what=https://shop.example/x", "what=ftp://x.example/&unread=fetch-bad-address"]
        {
            assert!(!wrong(fine), "{fine}");
        }
    }
}
