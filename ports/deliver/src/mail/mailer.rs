//! The mail server, and what becomes of a letter.

use std::time::Duration;

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// How long the server may take to let the house in, and for a whole letter: it may answer line by line without end.
const PATIENCE: Duration = Duration::from_secs(20);
const WHOLE: Duration = Duration::from_secs(60);

/// A letter.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// The letter in plain text.
    pub text: String,
    /// The same as a page.
    pub html: String,
    /// Where one click ends them all (RFC 8058).
    pub stop: Option<String>,
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// The server has it.
    Accepted,
    /// Not now; another attempt may succeed.
    Later,
    /// The server fell silent over it: it may have it, and the same again would then be a second one (RFC 5321, section 4.5.3.2.6,
    /// leaves it ten minutes to say so).
    Unknown,
    /// It will not be taken, however often it is sent.
    Refused,
}

/// Why mail cannot be sent so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAMailer {
    /// The server's address is none.
    #[error(
        "mail.smtp is smtps://user:password@host, smtp://user:password@host:587?tls=required or smtp://host:25"
    )]
    Server,
    /// The sender is none.
    #[error("mail.from is an address such as \"Redon <lieu@redon.example>\"")]
    From,
}

/// Sends letters through one server.
#[derive(Clone)]
pub struct Mailer {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// Takes what the operator set; speaks to nobody yet.
    ///
    /// # Errors
    /// When the server's address or the sender is none.
    pub fn new(settings: &kit::Mail) -> Result<Self, NotAMailer> {
        let from = settings.from.parse().map_err(|_| NotAMailer::From)?;
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.smtp)
            .map_err(|_| NotAMailer::Server)?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Self { server, from })
    }

    /// Whether the server lets the house in now; no letter is at stake.
    pub async fn is_there(&self) -> bool {
        let there = tokio::time::timeout(PATIENCE, self.server.test_connection()).await;
        matches!(there, Ok(Ok(true)))
    }

    /// Sends a letter; `now` is its date, `id` what tells it from any other.
    pub async fn send(&self, letter: &Letter, now: domain::Instant, id: &str) -> Sent {
        let Some(message) = self.written(letter, now, id) else { return Sent::Refused };
        match tokio::time::timeout(WHOLE, self.server.send(message)).await {
            Ok(Ok(_)) => Sent::Accepted,
            Ok(Err(why)) if why.is_permanent() => Sent::Refused,
            Ok(Err(why)) if why.is_transient() => Sent::Later,
            // Written so that this server does not take it at all.
            Ok(Err(why)) if why.is_client() => Sent::Refused,
            Ok(Err(_)) | Err(_) => Sent::Unknown,
        }
    }

    fn written(&self, letter: &Letter, now: domain::Instant, id: &str) -> Option<Message> {
        let since = Duration::from_secs(u64::try_from(now.secs()).ok()?);
        let id = format!("<{id}@{}>", self.from.email.domain());
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(letter.to.parse().ok()?)
            .subject(letter.subject.clone())
            .message_id(Some(id))
            .date(std::time::SystemTime::UNIX_EPOCH.checked_add(since)?);
        if let Some(stop) = &letter.stop {
            let header = |name, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
            message = message
                .raw_header(header("List-Unsubscribe", format!("<{stop}>")))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
        }
        let both = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
        message.multipart(both).ok()
    }
}

/// The password enters no log.
impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailer").field("from", &self.from.email).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Letter(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailer(smtp: &str, from: &str) -> Result<Mailer, NotAMailer> {
        Mailer::new(&kit::Mail { smtp: smtp.into(), from: from.into() })
    }

    #[test]
    fn what_the_operator_sets_is_looked_at_before_anything_is_sent() {
        for smtp in
            ["smtps://u:p@mail.example", "smtp://mail.example:587?tls=required", "smtp://127.0.0.1:25"]
        {
            assert!(mailer(smtp, "Redon <lieu@redon.example>").is_ok(), "{smtp}");
        }
        for smtp in ["https://mail.example", "mail.example", ""] {
            assert_eq!(mailer(smtp, "lieu@redon.example").err(), Some(NotAMailer::Server), "{smtp}");
        }
        assert_eq!(mailer("smtp://127.0.0.1:25", "Redon").err(), Some(NotAMailer::From));
        let shown = format!("{:?}", mailer("smtps://u:secret@mail.example", "a@b.example"));
        assert!(!shown.contains("secret"), "{shown}");
    }

    #[test]
    fn a_letter_has_both_forms_and_says_how_to_have_no_more() {
        let mailer = mailer("smtp://127.0.0.1:25", "Redon <lieu@redon.example>").unwrap();
        let letter = Letter {
            to: "camille@post.example".into(),
            subject: "Deux nouvelles de vos envies : été".into(),
            text: "Bonjour, voilà.".into(),
            html: "<p>Bonjour</p>".into(),
            stop: Some("https://lieu.example/mail/stop/abc".into()),
        };
        let now = domain::Instant::from_secs(1_795_258_800);
        let written = mailer.written(&letter, now, "digest-1").unwrap().formatted();
        let written = String::from_utf8(written).unwrap();
        for part in [
            "List-Unsubscribe: <https://lieu.example/mail/stop/abc>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Message-ID: <digest-1@redon.example>",
            "Date: Sat, 21 Nov 2026 11:00:00 +0000",
            "multipart/alternative",
            "text/html",
        ] {
            assert!(written.contains(part), "{part}: {written}");
        }
        let nobody = Letter { to: "nobody".into(), ..letter };
        assert!(mailer.written(&nobody, now, "x").is_none());
    }
}
