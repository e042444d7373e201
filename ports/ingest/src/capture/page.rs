//! The one box: `POST /me/wishes/read` takes an address, a code or words, and shows what it understood.

use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::post;
use domain::Gtin;
use fetch::Conditional;
use kit::{Access, App, Form, Me, Page, Result, Routes};
use product::Thing;
use wish::Draft;

use super::{Web, read};

async fn take(State(app): State<App>, Me(me): Me, Web(web): Web, page: Page, form: Form) -> Result<Response> {
    let said = form.some("what").unwrap_or_else(|| form.get("title")).to_owned();
    if let Some(address) = wish::address_in(&said) {
        return match read::fetched(&app, &web, &address, &Conditional::default()).await {
            Ok(Some(read)) => {
                let mut tx = app.write().await?;
                let thing = Thing::from(&read.seen);
                let listing = product::note(&mut tx, &app, read.seen, None).await?;
                tx.commit().await?;
                let mut tx = app.read().await?;
                let draft = Draft { sources: read::sources(&read.reading), ..Draft::of(&listing, &thing) };
                Ok(wish::ask(&mut tx, page, me.id, &draft, String::new()).await?)
            }
            Ok(None) => unread(&app, page, me.id, &said, "wish-read-nothing").await,
            Err(why) => unread(&app, page, me.id, &said, why.key()).await,
        };
    }
    let mut tx = app.read().await?;
    let draft = match said.replace([' ', '-'], "").parse::<Gtin>() {
        Ok(gtin) => {
            let here = offer::with_gtin(&mut tx, gtin, app.now(), 1).await?;
            Draft::coded(&page, gtin, here.into_iter().next().map(|offer| offer.title))
        }
        Err(_) => Draft::told(&page, &said),
    };
    Ok(wish::ask(&mut tx, page, me.id, &draft, String::new()).await?)
}

/// What could not be read can be told in words: what was said beside the address is kept.
async fn unread(app: &App, page: Page, me: domain::MemberId, said: &str, why: &str) -> Result<Response> {
    let mut tx = app.read().await?;
    let words = said.split_whitespace().filter(|word| wish::address_in(word).is_none());
    let draft = Draft::told(&page, &words.collect::<Vec<_>>().join(" "));
    let why = page.t(why);
    Ok(wish::ask(&mut tx, page, me, &draft, why).await?)
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::POST, "/me/wishes/read", post(take))
}
