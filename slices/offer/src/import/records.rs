//! Records of a CSV file, in bounded memory: a line that is too long, or a quote that never closes, costs its own line and
//! no other.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

/// Bytes of one record: every field at its longest, many times over.
pub const RECORD_BYTES: usize = 64 * 1024;
/// Lines that one quoted field may run over before its quote counts as forgotten.
const RECORD_LINES: usize = 20;

/// The cells of a record, or the code of what is wrong with it.
pub type Record = Result<Vec<String>, &'static str>;

#[derive(Debug)]
struct Physical {
    number: u64,
    text: Vec<u8>,
    cut: bool,
}

/// Reads records one after the other.
#[derive(Debug)]
pub struct Records<R> {
    input: BufReader<R>,
    number: u64,
    bytes: u64,
    // Lines that a forgotten quote had swallowed, to be read again on their own.
    again: VecDeque<Physical>,
}

impl<R: Read> Records<R> {
    /// Reads from what gives bytes of UTF-8.
    pub fn new(input: R) -> Self {
        Self { input: BufReader::new(input), number: 0, bytes: 0, again: VecDeque::new() }
    }

    /// Bytes read so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The first line that is not blank, without its byte order mark; empty for an empty file.
    ///
    /// # Errors
    /// When nothing can be read.
    pub fn header(&mut self) -> io::Result<Vec<u8>> {
        while let Some(mut line) = self.physical()? {
            if line.number == 1 && line.text.starts_with(b"\xef\xbb\xbf") {
                line.text.drain(..3);
            }
            if !blank(&line.text) {
                return Ok(line.text);
            }
        }
        Ok(Vec::new())
    }

    /// The next record with the number of its first line; blank lines are passed over.
    ///
    /// # Errors
    /// When nothing can be read.
    pub fn next(&mut self, separator: u8) -> io::Result<Option<(u64, Record)>> {
        loop {
            let Some(first) = self.physical()? else { return Ok(None) };
            if first.cut {
                return Ok(Some((first.number, Err("too-long"))));
            }
            let number = first.number;
            let Some(cells) = self.whole(first, separator)? else { return Ok(Some((number, Err("quote")))) };
            if cells.iter().all(|cell| blank(cell)) {
                continue;
            }
            let text = |cell| String::from_utf8(cell).map_err(|_| "encoding");
            return Ok(Some((number, cells.into_iter().map(text).collect())));
        }
    }

    /// Joins the lines of a record whose quoted field runs over several; `None` when its quote never closes.
    fn whole(&mut self, first: Physical, separator: u8) -> io::Result<Option<Vec<Vec<u8>>>> {
        let mut text = first.text;
        let mut swallowed = Vec::new();
        loop {
            if let Some(cells) = split(&text, separator) {
                return Ok(Some(cells));
            }
            let more = if swallowed.len() < RECORD_LINES { self.physical()? } else { None };
            let fits =
                more.as_ref().is_some_and(|more| !more.cut && text.len() + more.text.len() < RECORD_BYTES);
            if let (true, Some(more)) = (fits, &more) {
                text.push(b'\n');
                text.extend_from_slice(&more.text);
            }
            swallowed.extend(more);
            if !fits {
                for line in swallowed.into_iter().rev() {
                    self.again.push_front(line);
                }
                return Ok(None);
            }
        }
    }

    /// The next line without its end; what exceeds the limit is passed over and the line marked as cut.
    fn physical(&mut self) -> io::Result<Option<Physical>> {
        if let Some(line) = self.again.pop_front() {
            return Ok(Some(line));
        }
        let mut line = Physical { number: self.number + 1, text: Vec::new(), cut: false };
        let mut any = false;
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            any = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let (text, used) = end.map_or((chunk, chunk.len()), |end| (&chunk[..end], end + 1));
            let room = RECORD_BYTES - line.text.len();
            line.cut |= text.len() > room;
            line.text.extend_from_slice(&text[..text.len().min(room)]);
            self.input.consume(used);
            self.bytes += used as u64;
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.number += 1;
        if line.text.last() == Some(&b'\r') {
            line.text.pop();
        }
        Ok(Some(line))
    }
}

fn blank(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_whitespace)
}

/// Splits a record after RFC 4180; `None` when a quote is still open at its end. A quote within an unquoted cell is a
/// sign like any other (`24" screen`), and so is what follows a closing quote.
#[must_use]
pub fn split(text: &[u8], separator: u8) -> Option<Vec<Vec<u8>>> {
    let (mut cells, mut cell, mut at) = (Vec::new(), Vec::new(), 0);
    loop {
        if text.get(at) == Some(&b'"') {
            at += 1;
            loop {
                match (*text.get(at)?, text.get(at + 1)) {
                    (b'"', Some(b'"')) => {
                        cell.push(b'"');
                        at += 2;
                    }
                    (b'"', _) => break,
                    (byte, _) => {
                        cell.push(byte);
                        at += 1;
                    }
                }
            }
            at += 1;
        }
        let rest = &text[at.min(text.len())..];
        let end = rest.iter().position(|byte| *byte == separator);
        cell.extend_from_slice(&rest[..end.unwrap_or(rest.len())]);
        cells.push(std::mem::take(&mut cell));
        match end {
            Some(end) => at += end + 1,
            None => return Some(cells),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &[u8]) -> Vec<(u64, Record)> {
        let mut records = Records::new(text);
        std::iter::from_fn(|| records.next(b',').unwrap()).collect()
    }

    #[test]
    fn a_forgotten_quote_costs_its_own_line() {
        let read = all(b"a,\"b\nc,d\ne,f\n");
        assert_eq!(read[0], (1, Err("quote")));
        assert_eq!(read[1], (2, Ok(vec!["c".into(), "d".into()])));
        assert_eq!(read[2], (3, Ok(vec!["e".into(), "f".into()])));
    }

    #[test]
    fn a_megabyte_costs_its_own_line() {
        let text = format!("a,\"{}\"\nc,d", "x".repeat(1 << 20));
        assert_eq!(all(text.as_bytes()), [(1, Err("too-long")), (2, Ok(vec!["c".into(), "d".into()]))]);
    }

    #[test]
    fn signs_that_are_no_text_cost_their_own_line() {
        let read = all(b"caf\xe9,1\r\n\r\n,\r\nok,\"1\n2\"\r\n");
        assert_eq!(read, [(1, Err("encoding")), (4, Ok(vec!["ok".into(), "1\n2".into()]))]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_or_lose_its_place(
            bytes in prop::collection::vec(prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), any::<u8>()], 0..400),
            separator in prop_oneof![Just(b','), Just(b';'), Just(b'\t')],
        ) {
            let mut records = Records::new(bytes.as_slice());
            let (mut last, lines) = (0, bytes.iter().filter(|b| **b == b'\n').count() as u64 + 1);
            while let Some((number, _)) = records.next(separator).unwrap() {
                prop_assert!(number > last && number <= lines);
                last = number;
            }
            prop_assert_eq!(records.bytes(), bytes.len() as u64);
        }

        #[test]
        fn what_a_csv_writer_writes_is_read_back(
            table in prop::collection::vec(prop::collection::vec("[a-zé\",;\n \t0-9]{0,12}", 3), 1..12),
        ) {
            let table: Vec<_> = table.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let written = writer.into_inner().unwrap();
            let read: Vec<_> = all(&written).into_iter().map(|(_, record)| record.unwrap()).collect();
            prop_assert_eq!(read, table);
        }
    }
}
