//! The file: a mark, then chunks, each with its length and a digest of it and of all before it. The first chunk is the
//! head, the last one tells how many rows there are. So no byte of it can change, move, come twice or be missing unnoticed.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, Sender};

use sha2::{Digest, Sha256};
use tokio::task::{JoinHandle, spawn_blocking};

use super::bytes::{In, Out};
use super::doubt::Doubt;
use super::rows;
use crate::ground::Row;

/// Begins the file. Its last byte is the version of the form: a change of what follows changes it.
const MARK: &[u8; 8] = b"HL-town\x02";
/// Bytes of rows in a chunk, about.
const CHUNK: usize = 128 * 1024;
/// No chunk is longer; a row is far shorter than the difference.
const CHUNK_MAX: u32 = 8 * 1024 * 1024;
/// Bytes of a digest.
const DIGEST: usize = 16;

/// What a chunk holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Head = 1,
    Rows = 2,
    End = 3,
}

/// Digests one chunk after the other.
#[derive(Debug)]
struct Chain([u8; DIGEST]);

impl Chain {
    fn new() -> Self {
        Self([0; DIGEST])
    }

    fn next(&mut self, part: u8, bytes: &[u8]) -> [u8; DIGEST] {
        let mut digest = Sha256::new();
        digest.update(MARK);
        digest.update(self.0);
        digest.update([part]);
        digest.update((bytes.len() as u64).to_le_bytes());
        digest.update(bytes);
        self.0.iter_mut().zip(digest.finalize()).for_each(|(byte, digest)| *byte = digest);
        self.0
    }
}

/// A file that is being written, by a thread of its own: whoever reads the rows never waits for the disk. Dropped before
/// its end it leaves nothing.
#[derive(Debug)]
pub(super) struct Writing {
    to: Sender<(Part, Vec<u8>)>,
    done: JoinHandle<()>,
    chunk: Out,
    rows: u64,
}

impl Writing {
    /// Begins a file under a passing name. `end` is told whether it stands there whole and safe on disk.
    pub(super) fn begin(
        passing: &Path,
        head: Vec<u8>,
        end: impl FnOnce(io::Result<()>) + Send + 'static,
    ) -> Self {
        let (to, from) = mpsc::channel();
        let passing = passing.to_owned();
        let done = spawn_blocking(move || end(write(&passing, &from)));
        let writing = Self { to, done, chunk: Out::default(), rows: 0 };
        writing.send(Part::Head, head);
        writing
    }

    pub(super) fn row(&mut self, row: &Row) {
        rows::write(&mut self.chunk, row);
        self.rows += 1;
        if self.chunk.0.len() >= CHUNK {
            let full = std::mem::replace(&mut self.chunk, Out(Vec::with_capacity(CHUNK + CHUNK / 8)));
            self.send(Part::Rows, full.0);
        }
    }

    /// Ends the file; it stands under its name once what is answered has ended.
    pub(super) fn end(mut self) -> JoinHandle<()> {
        if !self.chunk.0.is_empty() {
            let last = std::mem::take(&mut self.chunk);
            self.send(Part::Rows, last.0);
        }
        let mut out = Out::default();
        out.number(self.rows);
        self.send(Part::End, out.0);
        self.done
    }

    fn send(&self, part: Part, bytes: Vec<u8>) {
        // Whoever wrote has failed and told so: the rest is for nobody.
        let _ = self.to.send((part, bytes));
    }
}

fn write(passing: &Path, from: &Receiver<(Part, Vec<u8>)>) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // One that was left by a fall may be open to others.
    remove(passing)?;
    let mut file = BufWriter::with_capacity(CHUNK, options.open(passing)?);
    file.write_all(MARK)?;
    let mut chain = Chain::new();
    for (part, bytes) in from {
        let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= CHUNK_MAX);
        let length = length.ok_or_else(|| io::Error::other("a chunk is too long"))?;
        file.write_all(&[part as u8])?;
        file.write_all(&length.to_le_bytes())?;
        file.write_all(&bytes)?;
        file.write_all(&chain.next(part as u8, &bytes))?;
        if part == Part::End {
            return file.into_inner()?.sync_all();
        }
    }
    Err(io::ErrorKind::Interrupted.into())
}

/// Removes a file that may not be there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => Err(why),
        _ => Ok(()),
    }
}

/// A file that is being read, chunk by chunk. What it gives stands only when it has come to its end.
#[derive(Debug)]
pub(super) struct Reading<R> {
    from: R,
    chain: Chain,
    rows: u64,
}

impl Reading<BufReader<File>> {
    /// Opens a file and reads its head.
    pub(super) fn open(path: &Path) -> Result<(Self, Vec<u8>), Doubt> {
        let file = File::open(path).map_err(|why| match why.kind() {
            io::ErrorKind::NotFound => Doubt::Missing,
            _ => Doubt::Unreadable(why),
        })?;
        Self::of(BufReader::with_capacity(CHUNK, file))
    }
}

impl<R: Read> Reading<R> {
    /// Reads the head.
    pub(super) fn of(mut from: R) -> Result<(Self, Vec<u8>), Doubt> {
        let mut mark = [0; MARK.len()];
        from.read_exact(&mut mark).map_err(cut)?;
        if &mark != MARK {
            return Err(Doubt::Form);
        }
        let mut reading = Self { from, chain: Chain::new(), rows: 0 };
        match reading.chunk()? {
            (part, head) if part == Part::Head as u8 => Ok((reading, head)),
            _ => Err(Doubt::Damaged),
        }
    }

    /// The rows of the next chunk; `None` after the last, when everything was as it was written.
    pub(super) fn next(&mut self) -> Result<Option<Vec<Row>>, Doubt> {
        let (part, bytes) = self.chunk()?;
        let mut left = In::new(&bytes);
        if part == Part::Rows as u8 {
            let mut rows = Vec::new();
            while !left.is_at_end() {
                rows.push(rows::read(&mut left).ok_or(Doubt::Nonsense)?);
            }
            self.rows += rows.len() as u64;
            return Ok(Some(rows));
        }
        let counted = part == Part::End as u8 && left.number() == Some(self.rows) && left.is_at_end();
        let over = self.from.read(&mut [0]).map_err(cut)? == 0;
        if counted && over { Ok(None) } else { Err(Doubt::Damaged) }
    }

    fn chunk(&mut self) -> Result<(u8, Vec<u8>), Doubt> {
        let (mut part, mut length, mut digest) = ([0], [0; 4], [0; DIGEST]);
        self.from.read_exact(&mut part).map_err(cut)?;
        self.from.read_exact(&mut length).map_err(cut)?;
        let length = u32::from_le_bytes(length);
        if length > CHUNK_MAX {
            return Err(Doubt::Damaged);
        }
        let mut bytes = vec![0; length as usize];
        self.from.read_exact(&mut bytes).map_err(cut)?;
        self.from.read_exact(&mut digest).map_err(cut)?;
        if self.chain.next(part[0], &bytes) != digest {
            return Err(Doubt::Damaged);
        }
        Ok((part[0], bytes))
    }
}

fn cut(why: io::Error) -> Doubt {
    if why.kind() == io::ErrorKind::UnexpectedEof { Doubt::Damaged } else { Doubt::Unreadable(why) }
}

#[cfg(test)]
mod tests;
