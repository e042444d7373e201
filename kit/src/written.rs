//! What somebody wrote in a form that came when their session was over: it is handed back to them, to be changed, copied or sent once
//! more. The text of a file comes back as text; a file that is none, or too large, they must choose again, and are told so.
//!
//! It goes into that one answer, which nobody keeps, and nowhere else. A form of another site never comes as far as here
//! ([`guard::same_origin`](crate::guard::same_origin)).

use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{Method, header};

use crate::form::Form;

/// Bytes of a file that are looked at: more than most lists.
const BYTES: usize = 256 * 1024;
/// Bytes of a form without files, and of a text in one with: as many as any page here takes, where a list is pasted.
const TEXT_BYTES: usize = 2 * 1024 * 1024;
/// Bytes that a part counts for besides what it says.
const PART_BYTES: usize = 64;
/// Bytes of a form with files that are read at all.
const ALL_BYTES: usize = 8 * 1024 * 1024;
/// Fields in which people write, in the order they are shown; a form may hold several of a kind, `title-3`. Only where one of them is
/// filled there is something to lose.
const TEXTS: [&str; 9] = ["title", "what", "words", "name", "note", "text", "file", "label", "subject"];
/// Fields that tell something, too, without being words.
const ADDRESSES: [&str; 1] = ["link"];
/// Fields that open something, and are not shown again.
const SECRETS: [&str; 6] = ["code", "key", "password", "reveal", "secret_key", "token"];
/// As many texts as are shown, each in its field; of more, such as a table, all are kept unseen.
const SHOWN: usize = 12;
/// Rows of a field, at the most, and the characters that fit one on a phone.
const ROWS: usize = 8;
const ROW: usize = 40;

/// A text in its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    /// The name of its field.
    pub(crate) name: String,
    /// What was written there.
    pub(crate) value: String,
    /// So many rows show it.
    pub(crate) rows: usize,
}

/// What was written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    /// The words, to be changed, copied and sent once more.
    pub(crate) texts: Vec<Text>,
    /// All else that the form said, by field, to be sent with them.
    pub(crate) pairs: Vec<(String, String)>,
    /// The names of files that are not kept.
    pub(crate) lost: Vec<String>,
    /// Whether something was longer than any page here takes, and is not kept.
    pub(crate) too_long: bool,
    /// Whether its form is sent in parts, as one with a file is.
    pub(crate) in_parts: bool,
}

impl Written {
    /// What a form says that was refused unread.
    pub(crate) async fn of(request: Request) -> Self {
        let kind = request.headers().get(header::CONTENT_TYPE).map(header::HeaderValue::as_bytes);
        let is = |wanted: &[u8]| kind.is_some_and(|kind| kind.starts_with(wanted));
        let (plain, in_parts) = (is(b"application/x-www-form-urlencoded"), is(b"multipart/form-data"));
        match (request.method() == Method::POST, plain, in_parts) {
            (true, true, _) => Self::plain(request).await,
            (true, _, true) => Self::in_parts(request).await,
            _ => Self::default(),
        }
    }

    async fn plain(request: Request) -> Self {
        let Ok(bytes) = axum::body::to_bytes(request.into_body(), TEXT_BYTES).await else {
            return Self { too_long: true, ..Self::default() };
        };
        let form = Form::parse(String::from_utf8_lossy(&bytes).into_owned());
        Self::read(form.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    async fn in_parts(mut request: Request) -> Self {
        // Each part has a limit of its own; words may stand behind a file that is too large.
        DefaultBodyLimit::max(ALL_BYTES).apply(&mut request);
        let Ok(mut parts) = Multipart::from_request(request, &()).await else { return Self::default() };
        let (mut pairs, mut files, mut lost) = (Vec::new(), Vec::new(), Vec::new());
        let mut too_long = false;
        let mut left = TEXT_BYTES + 2 * BYTES;
        while let Ok(Some(part)) = parts.next_field().await {
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(str::to_owned);
            // Names are kept and shown as well: a form of nothing but parts is none of ours.
            let named = name.len() + file.as_ref().map_or(0, String::len) + PART_BYTES;
            let Some(room) = left.checked_sub(named) else { break };
            let most = if file.is_some() { BYTES } else { TEXT_BYTES };
            let bytes = whole(part, most.min(room)).await;
            left = room - bytes.as_ref().map_or(0, Vec::len);
            match (file, bytes) {
                (None, Some(bytes)) => pairs.push((name, legible(bytes))),
                (None, None) => too_long = true,
                (Some(file), bytes) => match bytes.and_then(text) {
                    // Where no file was chosen an empty one is sent.
                    Some(value) if value.is_empty() => {}
                    Some(value) => files.push((name, value)),
                    None => lost.push(file),
                },
            }
        }
        for (name, value) in files {
            // Where a list may be pasted as well, there it is seen and can be put right.
            match pairs.iter_mut().find(|(name, value)| name == "text" && value.is_empty()) {
                Some(pasted) => pasted.1 = value,
                None => pairs.push((name, value)),
            }
        }
        Self { lost, too_long, in_parts: true, ..Self::read(pairs) }
    }

    fn read(mut pairs: Vec<(String, String)>) -> Self {
        pairs.retain(|(name, _)| !SECRETS.contains(&kind(name)));
        let is_text = |(name, value): &(String, String)| order(name).is_some() && !value.trim().is_empty();
        let is_said =
            |(name, value): &(String, String)| ADDRESSES.contains(&name.as_str()) && !value.trim().is_empty();
        let said = pairs.iter().any(is_said);
        let (mut texts, rest): (Vec<_>, Vec<_>) = pairs.into_iter().partition(is_text);
        if texts.is_empty() && !said {
            return Self::default();
        }
        if texts.len() > SHOWN {
            texts.extend(rest);
            return Self { pairs: texts, ..Self::default() };
        }
        texts.sort_by_key(|(name, _)| order(name));
        let shown = |(name, value): (String, String)| {
            let rows = value.lines().map(|line| line.chars().count() / ROW + 1).sum::<usize>();
            Text { name, rows: rows.clamp(1, ROWS), value }
        };
        Self { texts: texts.into_iter().map(shown).collect(), pairs: rest, ..Self::default() }
    }

    /// Whether there is something to send once more.
    pub(crate) fn is_kept(&self) -> bool {
        !self.texts.is_empty() || !self.pairs.is_empty()
    }
}

/// A field without its number or room: `title-3` is a title.
fn kind(name: &str) -> &str {
    name.split_once('-').map_or(name, |(kind, _)| kind)
}

/// The place of a field among those in which people write; `None` for others.
fn order(name: &str) -> Option<usize> {
    TEXTS.iter().position(|text| *text == kind(name))
}

/// All of a part; `None` when it is larger, or broken off.
async fn whole(mut part: Field<'_>, most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        match part.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() <= most => bytes.extend_from_slice(&chunk),
            Ok(None) => return Some(bytes),
            Ok(Some(_)) | Err(_) => return None,
        }
    }
}

/// Whether a byte stands in no text that a person writes.
fn is_binary(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// The text that bytes are, in UTF-8 or as older tables are written; `None` for a picture and the like.
fn text(bytes: Vec<u8>) -> Option<String> {
    (!bytes.iter().any(|byte| is_binary(*byte))).then(|| legible(bytes))
}

/// What somebody wrote, without the signs that came along unseen when they pasted it.
fn legible(mut bytes: Vec<u8>) -> String {
    bytes.retain(|byte| !is_binary(*byte));
    let older = |error: std::string::FromUtf8Error| error.into_bytes().into_iter().map(char::from).collect();
    String::from_utf8(bytes).unwrap_or_else(older)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn read(form: &str) -> Written {
        let form = Form::parse(form.into());
        Written::read(form.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    fn names(pairs: &[(String, String)]) -> Vec<&str> {
        pairs.iter().map(|(name, _)| name.as_str()).collect()
    }

    async fn in_parts(parts: &[(&str, &str, &[u8])]) -> Written {
        let mut body = Vec::new();
        for (name, file, bytes) in parts {
            let file = if file.is_empty() { String::new() } else { format!("; filename=\"{file}\"") };
            let head = format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--cut--\r\n");
        let request = Request::post("/me/wishes/import/read")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
            .body(Body::from(body))
            .unwrap();
        Written::of(request).await
    }

    #[test]
    fn words_are_kept_and_secrets_are_not() {
        let written = read("title=Th%C3%A9&note=vert&code=1234&list=&words-owner=Bleu");
        let shown: Vec<(&str, &str)> =
            written.texts.iter().map(|text| (text.name.as_str(), text.value.as_str())).collect();
        assert_eq!(shown, [("title", "Thé"), ("words-owner", "Bleu"), ("note", "vert")]);
        assert_eq!(names(&written.pairs), ["list"]);
        assert!(!read("state=paused").is_kept(), "no words, nothing to lose");
        assert_eq!(names(&read("link=https%3A%2F%2Fa.example").pairs), ["link"]);
        let long = "mot ".repeat(200);
        assert_eq!(read(&format!("note={long}")).texts[0].rows, ROWS);
        let table: Vec<String> = (0..20).map(|at| format!("title-{at}=un&keep-{at}=on")).collect();
        let table = read(&table.join("&"));
        assert_eq!((table.texts.len(), table.pairs.len()), (0, 40), "of a table all is kept unseen");
    }

    #[tokio::test]
    async fn the_text_of_a_file_is_kept_as_what_may_be_pasted() {
        let list = "Café;3,20\nThé;4";
        let sent = |file: &'static [u8]| [("text", "", &b""[..]), ("link", "", b""), ("file", "a.csv", file)];
        for file in ["Café;3,20\nThé;4".as_bytes(), b"Caf\xe9;3,20\nTh\xe9;4"] {
            let written = in_parts(&sent(file)).await;
            let text = Text { name: "text".into(), value: list.into(), rows: 2 };
            assert_eq!((written.texts, written.in_parts), (vec![text], true));
            assert_eq!((names(&written.pairs), written.lost), (vec!["link"], Vec::new()));
        }
        // Where nothing may be pasted it is sent by the name of its file.
        let written = in_parts(&[("place", "", b"place_1"), ("file", "a.csv", b"ean;prix")]).await;
        assert_eq!((written.texts[0].name.as_str(), names(&written.pairs)), ("file", vec!["place"]));
    }

    #[tokio::test]
    async fn a_long_text_is_kept_and_one_with_unseen_signs() {
        let long = "mot ".repeat(BYTES);
        let written = in_parts(&[("text", "", long.as_bytes()), ("note", "", b"un\0 b\x07on\tnet")]).await;
        let texts: Vec<(&str, usize)> =
            written.texts.iter().map(|text| (text.name.as_str(), text.value.len())).collect();
        assert_eq!(texts, [("note", "un bon\tnet".len()), ("text", long.len())]);
        assert!(!written.too_long && written.lost.is_empty());
        let plain = |body: String| async move {
            let kind = "application/x-www-form-urlencoded";
            let request = Request::post("/me").header(header::CONTENT_TYPE, kind).body(Body::from(body));
            Written::of(request.unwrap()).await
        };
        let written = plain(format!("text={}", "mot+".repeat(BYTES))).await;
        assert_eq!((written.texts[0].value.len(), written.too_long), (long.len(), false));
        // What no page here takes is not kept either, and that is told.
        let beyond = "a".repeat(TEXT_BYTES + 1);
        assert!(plain(format!("text={beyond}")).await.too_long);
        let written = in_parts(&[("text", "", beyond.as_bytes()), ("note", "", b"vert")]).await;
        assert_eq!((written.too_long, written.texts.len()), (true, 1));
    }

    #[tokio::test]
    async fn what_is_no_text_or_too_large_is_to_be_chosen_again() {
        let words = ("text", "", &b"un bonnet"[..]);
        let picture = in_parts(&[words, ("file", "a.png", &b"\x89PNG\0\x01"[..])]).await;
        assert_eq!((picture.lost, picture.texts.len()), (vec!["a.png".to_owned()], 1));
        let large = vec![b'a'; BYTES + 1];
        let large = in_parts(&[("file", "a.csv", large.as_slice()), words]).await;
        assert_eq!((large.lost, large.texts.len()), (vec!["a.csv".to_owned()], 1));
        let none = in_parts(&[("text", "", b""), ("file", "", b"")]).await;
        assert!(none.lost.is_empty() && !none.is_kept(), "nothing was chosen or written");
    }
}
