//! A file reads back as it was written, and in no other form.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::MemberId;
use domain::ids::Id;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use super::*;
use crate::snapshot::rows::tests::row;

fn passing() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("hl_snapshot_{}_{number}", std::process::id()))
}

/// The bytes of a file with these rows.
fn file(head: &[u8], rows: &[Row]) -> Vec<u8> {
    let path = passing();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let mut writing = Writing::begin(&path, head.to_vec(), |done| done.unwrap());
        rows.iter().for_each(|row| writing.row(row));
        writing.end().await.unwrap();
    });
    let bytes = std::fs::read(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    bytes
}

fn read(bytes: &[u8]) -> Result<(Vec<u8>, Vec<Row>), Doubt> {
    let (mut reading, head) = Reading::of(bytes)?;
    let mut rows = Vec::new();
    while let Some(more) = reading.next()? {
        rows.extend(more);
    }
    Ok((head, rows))
}

/// Some rows of every kind.
fn some(count: usize) -> Vec<Row> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| row().new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn a_file_reads_back() {
    for rows in [some(0), some(1), some(40)] {
        let (head, found) = read(&file(b"head", &rows)).unwrap();
        assert_eq!((head.as_slice(), found), (&b"head"[..], rows));
    }
    // Many chunks.
    let members: Vec<Row> =
        (0..30_000).map(|number| Row::Member(MemberId::from_uuid(Uuid::from_u128(number)))).collect();
    assert_eq!(read(&file(b"", &members)).unwrap().1, members);
}

#[test]
fn each_byte_counts() {
    let bytes = file(b"head", &some(12));
    for place in 0..bytes.len() {
        for mask in [0x01, 0x80, 0xff] {
            let mut wrong = bytes.clone();
            wrong[place] ^= mask;
            assert!(read(&wrong).is_err(), "byte {place} of {}", bytes.len());
        }
        assert!(read(&bytes[..place]).is_err(), "cut at {place}");
    }
    assert!(read(&[&bytes[..], &[0]].concat()).is_err(), "something after the end");
    assert!(read(&[&bytes[..], &bytes[..]].concat()).is_err(), "twice");
}

#[test]
fn chunks_stand_in_their_order() {
    let members = |from: u128| {
        let id = |number| Row::Member(MemberId::from_uuid(Uuid::from_u128(number)));
        (from..from + 20_000).map(id).collect::<Vec<_>>()
    };
    let bytes = file(b"head", &members(0));
    // The first chunk of rows begins after the mark and the head, and has its length told.
    let first = MARK.len() + 1 + 4 + 4 + DIGEST;
    let long = u32::from_le_bytes(bytes[first + 1..first + 5].try_into().unwrap()) as usize + 5 + DIGEST;
    let (before, chunk, after) = (&bytes[..first], &bytes[first..first + long], &bytes[first + long..]);
    assert!(read(&[before, chunk, after].concat()).is_ok());
    assert!(read(&[before, after].concat()).is_err(), "one is missing");
    assert!(read(&[before, chunk, chunk, after].concat()).is_err(), "one comes twice");
    let other = file(b"daeh", &members(0));
    assert!(read(&[before, &other[first..]].concat()).is_err(), "the rows of another file");
}

#[test]
fn what_is_not_ended_leaves_nothing() {
    let path = passing();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (to, told) = tokio::sync::oneshot::channel();
        let mut writing = Writing::begin(&path, Vec::new(), |done| to.send(done).unwrap());
        some(3).iter().for_each(|row| writing.row(row));
        drop(writing);
        assert_eq!(told.await.unwrap().unwrap_err().kind(), io::ErrorKind::Interrupted);
    });
    assert!(read(&std::fs::read(&path).unwrap_or_default()).is_err());
    std::fs::remove_file(path).unwrap();
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let path = passing();
    // What a fall left behind, open to all.
    std::fs::write(&path, b"old").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o666)).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        Writing::begin(&path, Vec::new(), |done| done.unwrap()).end().await.unwrap();
    });
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::remove_file(path).unwrap();
}

proptest! {
    /// Bytes of chance are no file, whether they begin like one or not.
    #[test]
    fn chance_is_no_file(bytes in prop::collection::vec(any::<u8>(), 0..400), marked in any::<bool>()) {
        let begins = if marked { &MARK[..] } else { &[] };
        prop_assert!(read(&[begins, &bytes].concat()).is_err());
    }
}
