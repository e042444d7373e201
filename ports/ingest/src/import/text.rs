//! The bytes of a file → text: by its byte order mark, else UTF-8 when it is, else what spreadsheets wrote before.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Reads bytes as text; of control characters only what parts lines and cells is left, for nothing else may stand in a name.
pub(crate) fn read(bytes: &[u8]) -> String {
    decoded(bytes).replace(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t'), " ")
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
