//! Which encoding a page is in, and its text.
//!
//! In the order of the HTML standard, section 13.2.3.2: byte order mark, what the server says, what the page says of itself; but bytes
//! that cannot be what is said are read as what they can be, because shops say `utf-8` and send Windows-1252, and the other way round.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into the page its own word on encoding is looked for; the standard asks for 1024 bytes, shops need more.
const PRESCAN: usize = 8192;

/// The text of a page's bytes.
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    let said = content_type.and_then(of_content_type).or_else(|| of_page(bytes)).or_else(|| by_zeros(bytes));
    match said {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => {
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
        Some(encoding) if encoding != UTF_8 => {
            if encoding == WINDOWS_1252 && has_sequences(bytes) {
                return String::from_utf8_lossy(bytes).into_owned();
            }
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
        _ => {
            let text = String::from_utf8_lossy(bytes);
            let broken = text.chars().filter(|c| *c == '\u{fffd}').count();
            let foreign = text.chars().filter(|c| !c.is_ascii()).count();
            if broken * 2 > foreign {
                return WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
            }
            text.into_owned()
        }
    }
}

/// Whether the bytes are UTF-8 with at least one character that is not ASCII; a last character cut in two is forgiven.
fn has_sequences(bytes: &[u8]) -> bool {
    if bytes.is_ascii() {
        return false;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && !bytes[..error.valid_up_to()].is_ascii(),
    }
}

fn of_content_type(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let (_, after) = lower.split_once("charset=")?;
    Encoding::for_label(label(after).as_bytes())
}

fn label(text: &str) -> &str {
    let text = text.trim_start().trim_start_matches(['"', '\'']);
    text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')))
        .next()
        .unwrap_or("")
}

/// What a `<meta charset>` or an XML declaration says. A page that can be read so far is in no two-byte encoding.
fn of_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes.iter().take(PRESCAN).map(|b| b.to_ascii_lowercase() as char).collect();
    for (start, _) in head.match_indices("<meta").chain(head.match_indices("<?xml")) {
        let tag = head[start..].split('>').next().unwrap_or("");
        let Some((_, after)) = tag.split_once("charset").or_else(|| tag.split_once("encoding")) else {
            continue;
        };
        let Some(after) = after.trim_start().strip_prefix('=') else { continue };
        let Some(encoding) = Encoding::for_label(label(after).as_bytes()) else { continue };
        return Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding });
    }
    None
}

/// UTF-16 without mark or word: markup in it has a zero in every second byte.
fn by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, _, 0, ..] => Some(UTF_16LE),
        [0, b'<', 0, _, ..] => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wide(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    #[test]
    fn a_page_is_read_in_the_encoding_it_is_in() {
        let latin: &[u8] = b"<title>Caf\xe9 12 \x80</title>";
        let utf8 = "<title>Café 12 €</title>".as_bytes();
        let said_latin = ["<meta charset=iso-8859-1>".as_bytes(), utf8].concat();
        let said_utf8 = [b"<meta charset=\"utf-8\">".as_slice(), latin].concat();
        let russian =
            b"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>\xd6\xe5\xed\xe0"
                .as_slice();
        let marked = [b"\xef\xbb\xbf".as_slice(), utf8].concat();
        let wide_marked = [b"\xff\xfe".as_slice(), &wide("<title>Café 12 €</title>", true)].concat();
        for (bytes, content_type, holds) in [
            (latin, None, "Café 12 €"),
            (latin, Some("text/html; charset=utf-8"), "Café 12 €"),
            (&said_utf8, None, "Café 12 €"),
            (utf8, Some("text/html; charset=ISO-8859-1"), "Café 12 €"),
            (&said_latin, None, "Café 12 €"),
            (utf8, Some("text/html;charset=\"nonsense\""), "Café 12 €"),
            (russian, None, "Цена"),
            (&marked, Some("text/html; charset=latin1"), "Café 12 €"),
            (&wide_marked, Some("text/html; charset=utf-8"), "Café 12 €"),
            (&wide("<title>Café 12 €</title>", true), None, "Café 12 €"),
            (&wide("<title>Café 12 €</title>", false), Some("text/html; charset=utf-16be"), "Café 12 €"),
            (b"\x89\xbf\x8a\x69", Some("text/html; charset=shift_jis"), "価格"),
        ] {
            let text = decode(bytes, content_type);
            assert!(text.contains(holds), "{text:?} {content_type:?}");
        }
        assert_eq!(decode(b"", None), "");
        assert_eq!(decode(b"\xff", None), "ÿ");
    }
}
