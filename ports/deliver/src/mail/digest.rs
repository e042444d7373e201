//! The mail that gathers news: what was told since the last one, was not seen, and is still so.

use askama::Template;
use channel::Telling;
use domain::{DailyWindow, Instant, MemberId};
use kit::words::Words;
use kit::{App, Lang};
use opportunity::Said;
use store::{StoreError, Tx};

use super::mailer::{Letter, Mailer, Sent};
use crate::post::Post;

/// Members taken at a time.
const SOME: i64 = 100;
/// News in one mail.
const NEWS: i64 = 20;
/// Letters in a row over which the server falls silent, after which it is left alone until the next round: one letter that it hangs up on
/// must not hold back the others, and ten thousand must not each wait for a server that is away.
const UNKNOWN_MAX: u32 = 3;
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
    let (mut after, mut sent, mut unknown): (Option<MemberId>, usize, u32) = (None, 0, 0);
    // Asked before the first letter, and again after each over which it fell silent.
    let mut is_there = false;
    loop {
        let mut tx = app.read().await?;
        let all = channel::digests(&mut tx, after, SOME).await?;
        drop(tx);
        let Some(last) = all.last() else { return Ok(sent) };
        after = Some(last.member);
        for telling in all {
            if app.stop.is_requested() || unknown == UNKNOWN_MAX {
                return Ok(sent);
            }
            if !is_rested(app, &telling) {
                continue;
            }
            // Before anything is read: what is told while the mail is written is in the next one.
            let now = app.now();
            let Some(letter) = letter(app, post, &telling, now).await? else { continue };
            is_there = is_there || mailer.is_there().await;
            if !is_there {
                tracing::warn!("the mail server does not answer; it is tried again");
                return Ok(sent);
            }
            match send(app, mailer, &telling, &letter, now).await? {
                Some(Sent::Accepted) => (sent, unknown) = (sent + 1, 0),
                Some(Sent::Unknown) => (is_there, unknown) = (false, unknown + 1),
                Some(Sent::Later | Sent::Refused) => unknown = 0,
                None => {}
            }
        }
    }
}

/// When the last one went out; one that went out tomorrow was dated by a clock that jumped.
fn last(telling: &Telling, now: Instant) -> Option<Instant> {
    telling.digest_at.filter(|at| at.secs_since(now) < 86_400)
}

/// Whether it is long enough since the last one: civil days, so that a clock moved for summer skips no mail.
fn is_rested(app: &App, telling: &Telling) -> bool {
    let (zone, now) = (&app.settings.zone, app.now());
    last(telling, now).is_none_or(|at| zone.civil(now).day - zone.civil(at).day >= telling.digest.days())
}

/// The minute of the day from which the mail goes: its hour, or the end of the quiet hours that hold then. A mail of the late
/// evening goes in the morning, for no minute of its own day would be both late enough and not quiet.
fn from_minute(hour: u8, quiet: Option<DailyWindow>) -> u16 {
    let minute = u16::from(hour) * 60;
    quiet.filter(|quiet| quiet.holds(minute)).map_or(minute, |quiet| quiet.to)
}

/// Sends a member's mail, unless another did; gives what became of it.
async fn send(
    app: &App,
    mailer: &Mailer,
    telling: &Telling,
    letter: &Letter,
    now: Instant,
) -> Result<Option<Sent>, StoreError> {
    // Noted before it is sent: whoever falls in between sends one too few, never one twice.
    let mut tx = app.write().await?;
    if !channel::digested(&mut tx, telling, Some(now)).await? {
        return Ok(None);
    }
    tx.commit().await?;
    let id = format!("digest-{}-{}", now.micros(), telling.member);
    let sent = mailer.send(letter, now, &id).await;
    match sent {
        Sent::Accepted => metrics::counter!("mails_total").increment(1),
        Sent::Refused => tracing::warn!("a mail was refused by the mail server"),
        // It stays noted: rather one mail too few than the same one every round.
        Sent::Unknown => tracing::warn!("the mail server fell silent over a mail, which is not sent again"),
        Sent::Later => {
            tracing::warn!("the mail server does not take mail now; it is tried again");
            let noted = Telling { digest_at: Some(now), ..*telling };
            let mut tx = app.write().await?;
            channel::digested(&mut tx, &noted, telling.digest_at).await?;
            tx.commit().await?;
        }
    }
    Ok(Some(sent))
}

/// The letter of a member, as things stand now; none before its hour, none in quiet hours, and none when there is nothing to say.
async fn letter(
    app: &App,
    post: &Post,
    telling: &Telling,
    now: Instant,
) -> Result<Option<Letter>, StoreError> {
    let member = telling.member;
    let mut tx = app.read().await?;
    let (quiet, minute) =
        (consent::attention(&mut tx, member).await?.quiet, app.settings.zone.civil(now).minute);
    if minute < from_minute(telling.hour, quiet) || quiet.is_some_and(|quiet| quiet.holds(minute)) {
        return Ok(None);
    }
    let Some(address) = channel::address(&mut tx, member).await? else { return Ok(None) };
    let lang: Lang = address.lang.parse().unwrap_or_default();
    let words = Words { lang, zone: &app.settings.zone, now };
    let since = last(telling, now).unwrap_or_else(|| now.plus_secs(-FIRST_S));
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
    // What was seen on the page was told there; what its member denies now is not said, and while that is everything the mail waits.
    for news in opportunity::unseen(tx, member, since, NEWS).await? {
        if let Some(news) = opportunity::still(tx, app, &news).await? {
            let link = format!("{}/opportunities/{}", app.settings.base_url, news.id);
            items.push(Item { said: Said::of(words, &news), link });
        }
    }
    Ok(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_of_a_quiet_hour_goes_when_quiet_ends() {
        let quiet = |from: u16, to: u16| Some(DailyWindow { from: from * 60, to: to * 60 });
        for (hour, quiet, from) in [
            (18, None, 18),
            (18, quiet(21, 8), 18),
            (20, quiet(21, 8), 20),
            (21, quiet(21, 8), 8),
            (23, quiet(21, 8), 8),
            (3, quiet(21, 8), 8),
            (8, quiet(21, 8), 8),
            (13, quiet(13, 15), 15),
        ] {
            assert_eq!(from_minute(hour, quiet), from * 60, "{hour}");
        }
    }
}
