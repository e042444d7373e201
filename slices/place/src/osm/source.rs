//! From a file to OSM bytes: measured, unzipped, and told apart by content.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::problem::Refused;

/// Bytes looked at to tell the format.
const SNIFFED: usize = 1024;

/// What the bytes hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// OSM XML.
    Xml,
    /// Protocol buffers.
    Pbf,
}

/// How many bytes of the file were read.
#[derive(Debug, Clone, Default)]
pub(super) struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes so far.
    pub(super) fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Metered<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.meter.0.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// The bytes of an extract, unzipped.
pub(super) type Bytes = Box<dyn BufRead + Send>;

/// Opens a source and tells its format.
pub(super) fn open(source: impl Read + Send + 'static) -> Result<(Format, Meter, Bytes), Refused> {
    let meter = Meter::default();
    let mut outer = BufReader::new(Metered { inner: source, meter: meter.clone() });
    let zipped = outer.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    let inner: Box<dyn Read + Send> =
        if zipped { Box::new(MultiGzDecoder::new(outer)) } else { Box::new(outer) };
    let (head, inner) = sniff(inner)?;
    let format = tell(&head)?;
    Ok((format, meter, Box::new(BufReader::new(io::Cursor::new(head).chain(inner)))))
}

/// Reads the first bytes; an archive that breaks within them gives those before.
fn sniff(mut inner: Box<dyn Read + Send>) -> Result<(Vec<u8>, Box<dyn Read + Send>), Refused> {
    let mut head = vec![0; SNIFFED];
    let mut filled = 0;
    while filled < SNIFFED {
        match inner.read(&mut head[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if filled == 0 => return Err(broken_at_once(error)),
            Err(error) => {
                inner = Box::new(Failing(Some(error)));
                break;
            }
        }
    }
    head.truncate(filled);
    Ok((head, inner))
}

fn broken_at_once(error: io::Error) -> Refused {
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            Refused::NotOsm { looks_like: "a broken archive" }
        }
        _ => Refused::Io(error),
    }
}

/// Gives back an error met while sniffing, at the place where it was met.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

fn tell(head: &[u8]) -> Result<Format, Refused> {
    let text = head.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(head).trim_ascii_start();
    // A PBF starts with the length of a blob header whose first field is the text `OSMHeader`.
    if head.get(4..15) == Some(b"\x0a\x09OSMHeader".as_slice()) {
        return Ok(Format::Pbf);
    }
    let looks_like = match text {
        [] => "an empty file",
        [b'<', ..] => {
            let lower = text[..text.len().min(64)].to_ascii_lowercase();
            if !lower.starts_with(b"<!doctype html") && !lower.starts_with(b"<html") {
                return Ok(Format::Xml);
            }
            "a web page"
        }
        [b'{' | b'[', ..] => "JSON",
        [b'P', b'K', ..] => "a ZIP archive",
        [b'B', b'Z', b'h', ..] => "a bzip2 archive; unpack it first",
        _ => "something else",
    };
    Err(Refused::NotOsm { looks_like })
}
