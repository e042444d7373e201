//! Who keeps the file, beside its bytes.

use std::sync::atomic::{AtomicU32, Ordering};

use super::*;

fn keeper() -> Arc<Keeper> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!("hl_keeper_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    Keeper::of(&std::env::temp_dir().join(name))
}

fn stand(seq: i64) -> (Stand, Instant) {
    (Stand { seq, sign: [0; 32] }, Instant::from_secs(0))
}

#[test]
fn somebody_erased_while_it_was_written_is_not_kept() {
    for (stands_for, is_kept) in [(4, false), (5, true), (6, true)] {
        let keeper = keeper();
        std::fs::write(keeper.passing(), b"").unwrap();
        let turn = keeper.turn.try_lock().unwrap();
        keeper.erased(5);
        assert!(keeper.passing().exists(), "what is being written is left to whoever writes it");
        keeper.end(stand(stands_for), Ok(()));
        drop(turn);
        assert_eq!(keeper.path.exists(), is_kept, "{stands_for}");
        assert!(!keeper.passing().exists());
        keeper.throw_away();
        assert!(!keeper.path.exists());
    }
}

#[test]
fn a_disk_that_is_full_costs_only_the_new_file() {
    let keeper = keeper();
    std::fs::write(&keeper.path, b"old").unwrap();
    std::fs::write(keeper.passing(), b"half").unwrap();
    keeper.end(stand(4), Err(io::ErrorKind::StorageFull.into()));
    assert!(keeper.path.exists() && !keeper.passing().exists());
    keeper.throw_away();
}
