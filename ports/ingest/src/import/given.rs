//! What is handed over to be imported: a text, a file, the address of a page, or several of them, read in this order as one list.

use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::http::StatusCode;
use domain::MemberId;
use fetch::{Answered, Conditional, Fetcher, Purpose};
use kit::{App, Lang, Refusal, Result};

use super::line::{Line, Lines};
use crate::capture::read;

/// What was handed over.
#[derive(Default)]
pub(super) struct Given {
    pub(super) text: String,
    pub(super) link: String,
    file: Vec<u8>,
}

/// Reads the form, whatever was filled in of it.
///
/// # Errors
/// `wrong-media-type`, `too-large`, `unreadable`.
pub(super) async fn given(parts: Result<Multipart, MultipartRejection>) -> Result<Given> {
    let mut parts = parts.map_err(|_| Refusal::new("wrong-media-type"))?;
    let mut given = Given::default();
    let broken = |error: MultipartError| {
        let large = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
        Refusal::new(if large { "too-large" } else { "unreadable" })
    };
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        match part.name() {
            Some("text") => given.text = part.text().await.map_err(broken)?,
            Some("link") => given.link = part.text().await.map_err(broken)?.trim().to_owned(),
            Some("file") => given.file = part.bytes().await.map_err(broken)?.to_vec(),
            _ => {}
        }
    }
    Ok(given)
}

/// All that was handed over, as one list.
#[derive(Default)]
pub(super) struct All {
    pub(super) lines: Lines,
    /// Which parts were read (`text`, `file`, `link`), each with the number of its first line.
    pub(super) parts: Vec<(&'static str, u64)>,
    /// Why the page was not read beside what was.
    pub(super) unread: Option<Unlisted>,
}

impl All {
    fn add(&mut self, part: &'static str, lines: Lines) {
        if !lines.lines.is_empty() || !lines.wrong.is_empty() {
            self.parts.push((part, self.lines.last() + 1));
        }
        self.lines.append(lines);
    }
}

impl Given {
    /// Reads all of it in order: the text, the file, the page. A page that is not read costs nothing of the rest; a file that holds no
    /// text does, because it has to be chosen again.
    ///
    /// # Errors
    /// Why nothing was read.
    pub(super) async fn read(
        &mut self,
        app: &App,
        web: &Fetcher,
        me: MemberId,
        today: String,
    ) -> Result<All, Unlisted> {
        let (text, file) = (self.text.trim(), std::mem::take(&mut self.file));
        if text.is_empty() && file.is_empty() && self.link.is_empty() {
            return Err(Unlisted::Why("import-nothing-given"));
        }
        let mut all = All::default();
        if !text.is_empty() {
            all.add("text", lines_of(self.text.clone().into_bytes(), today.clone()).await);
        }
        if !file.is_empty() {
            all.add("file", file_of(file, today).await.map_err(Unlisted::Why)?);
        }
        if !self.link.is_empty() {
            match listed(app, web, me, &self.link).await {
                Ok(lines) => all.add("link", lines),
                Err(why) if all.lines.lines.is_empty() => return Err(why),
                Err(why) => all.unread = Some(why),
            }
        }
        all.lines.lines.iter_mut().for_each(|line| line.leave_unreadable(app));
        Ok(all)
    }
}

/// Reading megabytes takes a while, in which others must not wait.
pub(super) async fn lines_of(bytes: Vec<u8>, today: String) -> Lines {
    tokio::task::spawn_blocking(move || super::read(&bytes, &today)).await.unwrap_or_default()
}

/// The same of a file, of which nobody knows that it holds text.
async fn file_of(bytes: Vec<u8>, today: String) -> Result<Lines, &'static str> {
    let read = tokio::task::spawn_blocking(move || match super::text::none(&bytes) {
        Some(why) => Err(why),
        None => Ok(super::read(&bytes, &today)),
    });
    read.await.unwrap_or(Err("import-nothing"))
}

/// Why nothing was read.
pub(super) enum Unlisted {
    /// The name of the words for it.
    Why(&'static str),
    /// It is not read now.
    Refused(Refusal),
}

impl Unlisted {
    /// The same in words.
    pub(super) fn said(&self, lang: Lang) -> String {
        match self {
            Self::Why(why) => lang.t(why),
            Self::Refused(refusal) => refusal.detail(lang),
        }
    }

    /// The HTTP status.
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Why(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused(refusal) => refusal.status(),
        }
    }
}

/// The things a page lists.
///
/// # Errors
/// The name of the words that say why not, or `too-many-pages`.
pub(super) async fn listed(app: &App, web: &Fetcher, me: MemberId, link: &str) -> Result<Lines, Unlisted> {
    let address = wish::address_in(link).ok_or(Unlisted::Why("fetch-bad-address"))?;
    web.may_get(&address).map_err(|why| Unlisted::Why(why.key()))?;
    read::counted(app, me).await.map_err(Unlisted::Refused)?;
    let got = web.get(&address, Purpose::Page, &Conditional::default(), app.now()).await;
    let Answered::Fetched(page) = got.map_err(|why| Unlisted::Why(why.key()))? else {
        return Err(Unlisted::Why("import-nothing"));
    };
    let read = tokio::task::spawn_blocking(move || {
        let kind = Some(page.content_type.as_str()).filter(|kind| !kind.is_empty());
        pages::list(&pages::Source::new(&page.body, kind, &page.final_url))
    });
    Ok(lines_listed(read.await.unwrap_or_default()))
}

/// What a page lists, as lines.
pub(super) fn lines_listed(entries: Vec<pages::Entry>) -> Lines {
    let lines = (1_u64..).zip(entries).map(|(number, entry)| Line {
        number,
        title: if entry.name.is_empty() {
            entry.url.as_deref().map(product::named_by).unwrap_or_default()
        } else {
            entry.name
        },
        gtin: entry.gtin,
        // What a page asks today is no top price: nobody chose that bound.
        quantity: 1,
        link: entry.url,
        ..Line::default()
    });
    Lines { lines: lines.collect(), ..Lines::default() }
}
