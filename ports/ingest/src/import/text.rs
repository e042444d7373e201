//! The bytes of a file → text: by its byte order mark, else UTF-8 when it is, else what spreadsheets wrote before.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Reads bytes as text; of control characters only what parts lines and cells is left, for nothing else may stand in a name.
pub(crate) fn read(bytes: &[u8]) -> String {
    decoded(bytes).replace(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t'), " ")
}

/// Characters that are looked at to tell whether a file holds text.
const SAMPLE_CHARS: usize = 4_096;

/// What a file is that holds no text, by the name of the words for it; `None` for what can be read.
pub(crate) fn none(bytes: &[u8]) -> Option<&'static str> {
    let names = |at: usize, mark: &[u8]| bytes.get(at..at + 4) == Some(mark);
    let drawn: [&[u8]; 6] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"];
    let is_drawn = drawn.iter().any(|mark| bytes.starts_with(mark));
    if is_drawn || names(4, b"ftyp") || (names(0, b"RIFF") && names(8, b"WEBP")) {
        return Some("import-file-picture");
    }
    // The packed folders of Excel and LibreOffice, and what Excel wrote before.
    if names(0, b"PK\x03\x04") || names(0, b"\xd0\xcf\x11\xe0") {
        return Some("import-file-sheet");
    }
    // One character in ten that nobody types: no writing of the world is told apart from noise by less.
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in decoded(bytes).chars().take(SAMPLE_CHARS) {
        all += 1;
        odd += usize::from(c == '\u{fffd}' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t')));
    }
    (names(0, b"%PDF") || odd * 10 > all).then_some("import-file-none")
}

fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    // Every other byte of Latin text in UTF-16 is nothing.
    let sample = &bytes[..bytes.len().min(512)];
    let nothing = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = sample.len() / 2;
    for (odd, encoding) in [(1, UTF_16LE), (0, UTF_16BE)] {
        if half > 1 && nothing(odd) * 10 > half * 7 {
            return encoding.decode_without_bom_handling(bytes).0.into_owned();
        }
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_no_text_is_told_apart() {
        let noise: Vec<u8> = (0..=255).cycle().take(2_000).collect();
        for (bytes, what) in [
            (&b"\x89PNG\r\n\x1a\n\0\0"[..], Some("import-file-picture")),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some("import-file-picture")),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some("import-file-picture")),
            (b"\0\0\0\x18ftypheic", Some("import-file-picture")),
            (b"PK\x03\x04\x14\0", Some("import-file-sheet")),
            (b"%PDF-1.7\n", Some("import-file-none")),
            (&noise, Some("import-file-none")),
            (b"RIFF, une bande dessin\xe9e", None),
            (b"\xff\xfeT\0h\0\xe9\0", None),
            ("Чай зелёный; 緑茶; שלום\n".as_bytes(), None),
            (b"Th\xe9;4,50 \x80\r\n", None),
            (b"", None),
        ] {
            assert_eq!(none(bytes), what, "{bytes:?}");
        }
    }

    #[test]
    fn every_writing_of_a_spreadsheet_is_read() {
        let text = "Thé;4,50 €\nŒuf";
        let wide = |little: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                .collect()
        };
        let with = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
        for (how, bytes) in [
            ("UTF-8", text.as_bytes().to_vec()),
            ("UTF-8 with its mark", with(b"\xef\xbb\xbf", text.as_bytes().to_vec())),
            ("UTF-16 with its mark", with(b"\xff\xfe", wide(true))),
            ("UTF-16, the other way round", with(b"\xfe\xff", wide(false))),
            ("UTF-16 without its mark", wide(true)),
            ("UTF-16 without its mark, the other way round", wide(false)),
            ("Windows-1252", b"Th\xe9;4,50 \x80\n\x8cuf".to_vec()),
        ] {
            assert_eq!(decoded(&bytes), text, "{how}");
        }
        assert_eq!(read(b"Th\xc3\xa9\x00 vert\x1b[1m\tbio\r\n"), "Thé  vert [1m\tbio\r\n");
        assert_eq!(decoded(b""), "");
        assert_eq!(decoded(b"a"), "a");
    }
}
