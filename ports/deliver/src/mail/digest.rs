//! The mail that gathers news: what was told since the last one, was not seen, and is still so.

use askama::Template;
use channel::Telling;
use domain::{Availability, Instant, MemberId, Outcome};
use kit::words::Words;
use kit::{App, Lang};
use opportunity::{Opportunity, Said};
use store::{StoreError, Tx};

use super::mailer::{Letter, Mailer, Sent};
use crate::post::Post;

/// Members taken at a time.
const SOME: i64 = 100;
/// News in one mail.
const NEWS: i64 = 20;
/// Seconds of news that the first mail gathers.
const FIRST_S: i64 = 7 * 86_400;

/// One piece of news in a mail.
struct Item {
    said: Said,
    link: String,
}

#[derive(Template)]
#[template(path = "digest.html")]
struct DigestPage<'a> {
    lang: Lang,
    items: &'a [Item],
    channels: &'a str,
    stop: &'a str,
}

impl DigestPage<'_> {
    fn t(&self, key: &str) -> String {
        self.lang.t(key)
    }
}

#[derive(Template)]
#[template(path = "digest.txt")]
struct DigestText<'a> {
    lang: Lang,
    items: &'a [Item],
    channels: &'a str,
    stop: &'a str,
}

impl DigestText<'_> {
    fn t(&self, key: &str) -> String {
        self.lang.t(key)
    }
}

/// Sends the mails that are due; gives how many the server took.
pub(crate) async fn send_due(app: &App, post: &Post) -> Result<usize, StoreError> {
    let Some(mailer) = &post.mailer else { return Ok(0) };
    let (mut after, mut sent): (Option<MemberId>, usize) = (None, 0);
    loop {
        let mut tx = app.read().await?;
        let all = channel::digests(&mut tx, after, SOME).await?;
        drop(tx);
        let Some(last) = all.last() else { return Ok(sent) };
        after = Some(last.member);
        for telling in all {
            if app.stop.is_requested() {
                return Ok(sent);
            }
            if is_due(app, &telling) {
                sent += usize::from(send(app, post, mailer, &telling).await?);
            }
        }
    }
}

/// Whether it is the hour, and long enough since the last one: civil days, so that a clock moved for summer skips no mail.
fn is_due(app: &App, telling: &Telling) -> bool {
    let civil = app.settings.zone.civil(app.now());
    let rested = telling
        .digest_at
        .is_none_or(|at| civil.day - app.settings.zone.civil(at).day >= telling.digest.days());
    rested && civil.minute / 60 >= u16::from(telling.hour)
}

async fn send(app: &App, post: &Post, mailer: &Mailer, telling: &Telling) -> Result<bool, StoreError> {
    let Some(letter) = letter(app, post, telling).await? else { return Ok(false) };
    let now = app.now();
    // Noted before it is sent: whoever falls in between sends one too few, never one twice.
    let mut tx = app.write().await?;
    if !channel::digested(&mut tx, telling, Some(now)).await? {
        return Ok(false);
    }
    tx.commit().await?;
    let id = format!("digest-{}-{}", now.micros(), telling.member);
    match mailer.send(&letter, now, &id).await {
        Sent::Accepted => {
            metrics::counter!("mails_total").increment(1);
            return Ok(true);
        }
        Sent::Refused => tracing::warn!("a mail was refused by the mail server"),
        Sent::Later => {
            tracing::warn!("the mail server does not take mail now; it is tried again");
            let noted = Telling { digest_at: Some(now), ..*telling };
            let mut tx = app.write().await?;
            channel::digested(&mut tx, &noted, telling.digest_at).await?;
            tx.commit().await?;
        }
    }
    Ok(false)
}

/// The letter of a member, as things stand now; none in quiet hours, and none when there is nothing to say.
async fn letter(app: &App, post: &Post, telling: &Telling) -> Result<Option<Letter>, StoreError> {
    let (now, member) = (app.now(), telling.member);
    let mut tx = app.read().await?;
    let Some(address) = channel::address(&mut tx, member).await? else { return Ok(None) };
    let attention = consent::attention(&mut tx, member).await?;
    if attention.quiet.is_some_and(|quiet| quiet.holds(app.settings.zone.civil(now).minute)) {
        return Ok(None);
    }
    let lang: Lang = address.lang.parse().unwrap_or_default();
    let words = Words { lang, zone: &app.settings.zone, now };
    let since = telling.digest_at.unwrap_or_else(|| now.plus_secs(-FIRST_S));
    let items = items(&mut tx, app, &words, member, since).await?;
    if items.is_empty() {
        return Ok(None);
    }
    let base = &app.settings.base_url;
    let stop = format!("{base}/mail/stop/{}", post.stop.link(member, &address.address));
    let channels = format!("{base}/me/channels");
    let text = DigestText { lang, items: &items, channels: &channels, stop: &stop }.render();
    let html = DigestPage { lang, items: &items, channels: &channels, stop: &stop }.render();
    let subject = lang.with("channel-mail-subject", &[("count", items.len().to_string())]);
    let (Ok(text), Ok(html)) = (text, html) else { return Ok(None) };
    Ok(Some(Letter { to: address.address, subject, text, html, stop: Some(stop) }))
}

async fn items(
    tx: &mut Tx,
    app: &App,
    words: &Words<'_>,
    member: MemberId,
    since: Instant,
) -> Result<Vec<Item>, StoreError> {
    let mut items = Vec::new();
    for mut news in opportunity::unanswered(tx, member, since, NEWS).await? {
        // What was seen on the page was told there.
        if news.outcome == Outcome::Made && is_still_so(tx, &mut news).await? {
            let link = format!("{}/opportunities/{}", app.settings.base_url, news.id);
            items.push(Item { said: Said::of(words, &news), link });
        }
    }
    Ok(items)
}

/// Whether the page still said so when it was read last; then that is when it was read.
async fn is_still_so(tx: &mut Tx, news: &mut Opportunity) -> Result<bool, StoreError> {
    let Some(now) = product::listing(tx, news.listing, news.member).await? else { return Ok(false) };
    news.read_at = now.read_at;
    Ok(now.failure.is_none() && now.price == news.price && now.availability != Availability::Out)
}
