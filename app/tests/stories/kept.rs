//! The town kept for the next start: what is read from it is what the store would give, and it is thrown away in doubt.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::ids::Id;
use kit::{App, Settings};
use serde_json::json;
use store::testing::TestDb;
use store::{Statement, both, execute};
use suggest::Street;

use crate::harness::{Town, spot};

both!(
    a_start_is_the_same_with_and_without,
    whoever_is_erased_is_not_kept,
    where_somebody_stood_is_not_kept,
    it_is_thrown_away_in_doubt,
    a_file_that_cannot_be_written_costs_nothing_else,
);

/// A snapshot with a folder of its own.
pub struct Kept {
    folder: PathBuf,
    file: PathBuf,
}

impl Drop for Kept {
    fn drop(&mut self) {
        // Left-overs lie in the system's temporary folder and harm nobody.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Kept {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("hl_kept_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("town.snapshot");
        Self { folder, file }
    }

    /// The same app, for a server that keeps its town here.
    fn on(&self, app: &App) -> App {
        let settings = Settings { snapshot: Some(self.file.clone()), ..Settings::clone(&app.settings) };
        App { settings: Arc::new(settings), ..app.clone() }
    }

    /// Starts and stops a server; tells whether its World came from the file. It is always that of the store.
    pub async fn restart(&self, app: &App) -> bool {
        let app = self.on(app);
        let street = Street::open(&app).await.unwrap();
        assert!(street.is_as_rebuilt(&app).await.unwrap(), "the World is not what the store would rebuild");
        street.keep_at_end(&app).await.unwrap();
        street.is_from_snapshot()
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.file).unwrap()
    }

    fn files(&self) -> usize {
        std::fs::read_dir(&self.folder).unwrap().count()
    }
}

/// Somebody with a switch, a consent and a wish, and a shop with what they wish for.
async fn settled(t: &Town) {
    let shop = t.shop("La Fabrique", "food/chocolate", spot(0, 0)).await;
    shop.offers("Tablette de chocolat noir", 350, json!({"stock": 5})).await;
    let camille = t.member("Camille").await;
    camille.mode_on().await;
    camille.wishes("chocolat noir", Some(500)).await;
    camille.consents(json!({"effect": "deny", "purpose": "suggest", "category": "home"})).await;
}

async fn a_start_is_the_same_with_and_without(db: TestDb) {
    let (t, kept) = (Town::new(db).await, Kept::new());
    settled(&t).await;
    assert!(!kept.restart(&t.app).await, "there was no file yet");
    assert!(kept.restart(&t.app).await);
    let before = kept.bytes();

    // Everything that may change, while nobody writes the file.
    let shop = t.shop("Chez Léon", "food/bread", spot(200, 0)).await;
    let brioche = shop.offers("Brioche", 250, json!({})).await;
    shop.changes(&brioche, json!({"price": {"minor": 200, "currency": "EUR"}})).await;
    let noe = t.member("Noé").await;
    noe.mode_on().await;
    let wish = noe.wishes("brioche", None).await;
    assert_eq!(noe.walks_to(spot(205, 0)).await, 1);
    noe.delete(&format!("/api/v1/wishes/{wish}")).await;
    noe.attention(json!({"per_day": 3})).await;
    t.turn().await;
    assert!(kept.restart(&t.app).await, "a few facts are heard");
    assert_eq!(kept.bytes(), before, "and are no reason to write anew");
    t.end().await;
}

async fn whoever_is_erased_is_not_kept(db: TestDb) {
    let (t, kept) = (Town::new(db).await, Kept::new());
    settled(&t).await;
    let noe = t.member("Noé").await;
    let holds = |bytes: &[u8]| bytes.windows(16).any(|window| window == noe.id.uuid().as_bytes());
    kept.restart(&t.app).await;
    assert!(holds(&kept.bytes()));

    // By a server that runs.
    let app = kept.on(&t.app);
    let street = Street::open(&app).await.unwrap();
    noe.delete("/api/v1/me").await.want(204);
    assert!(street.is_from_snapshot());
    street.advance(&app).await.unwrap();
    assert_eq!(kept.files(), 0, "gone with them, before anything else happens");
    street.keep_at_end(&app).await.unwrap();
    assert!(!holds(&kept.bytes()));
    drop(street);

    // While none ran.
    let lea = t.member("Léa").await;
    kept.restart(&t.app).await;
    std::fs::remove_file(&kept.file).unwrap();
    kept.restart(&t.app).await;
    lea.delete("/api/v1/me").await.want(204);
    assert!(kept.restart(&t.app).await, "what is known of others is as good as before");
    let holds = kept.bytes().windows(16).any(|window| window == lea.id.uuid().as_bytes());
    assert!(!holds, "and the file was made anew");
    t.end().await;
}

async fn where_somebody_stood_is_not_kept(db: TestDb) {
    let (t, kept) = (Town::new(db).await, Kept::new());
    settled(&t).await;
    let noe = t.member("Noé").await;
    noe.mode_on().await;
    kept.restart(&t.app).await;
    let before = kept.bytes();
    let street = Street::open(&kept.on(&t.app)).await.unwrap();
    let moment = domain::Moment {
        member: noe.id,
        position: domain::Position::new(spot(333, 77).0, spot(333, 77).1).unwrap(),
        accuracy_m: 5,
        at: t.app.now(),
        source: domain::Source::Page,
    };
    street.observe(&t.app, moment).await.unwrap();
    assert_eq!(street.counts().present, 1);
    std::fs::remove_file(&kept.file).unwrap();
    drop(street);
    kept.restart(&t.app).await;
    assert_eq!(kept.bytes(), before, "not a byte tells of it");
    t.end().await;
}

/// Does something by hand, telling no fact.
async fn by_hand(t: &Town, sql: &'static str) {
    let mut tx = t.app.write().await.unwrap();
    let touched = execute!(&mut tx, Statement::new("BY_HAND", sql)).unwrap();
    assert!(touched > 0, "{sql}");
    tx.commit().await.unwrap();
}

async fn it_is_thrown_away_in_doubt(db: TestDb) {
    let (t, kept) = (Town::new(db).await, Kept::new());
    settled(&t).await;
    let seen = |why: &str| assert!(t.logs().contains(why), "not told: {why}");
    let whole = async || assert!(kept.restart(&t.app).await || kept.restart(&t.app).await);

    whole().await;
    let good = kept.bytes();
    for place in (0..good.len()).step_by(1 + good.len() / 24) {
        let mut bytes = good.clone();
        bytes[place] ^= 0x10;
        std::fs::write(&kept.file, &bytes).unwrap();
        assert!(!kept.restart(&t.app).await, "byte {place}");
        std::fs::write(&kept.file, &good[..place]).unwrap();
        assert!(!kept.restart(&t.app).await, "cut at {place}");
    }
    seen("damaged or cut short");

    for (sql, why) in [
        ("DELETE FROM wish", "the table of wishes holds other rows"),
        ("DELETE FROM attention", "the table of switches holds other rows"),
        ("UPDATE fact SET kind = 'offer' WHERE seq = (SELECT max(seq) FROM fact)", "does not hold the fact"),
        ("UPDATE fact SET at = at - 1 WHERE seq = (SELECT max(seq) FROM fact)", "does not hold the fact"),
        // A backup from before: its log ends sooner.
        ("DELETE FROM fact WHERE seq = (SELECT max(seq) FROM fact)", "does not hold the fact"),
    ] {
        whole().await;
        by_hand(&t, sql).await;
        assert!(!kept.restart(&t.app).await, "{sql}");
        seen(why);
    }

    whole().await;
    t.app.clock.advance_secs(-60);
    assert!(!kept.restart(&t.app).await, "the clock was set back");
    seen("the clock was set back");
    t.app.clock.advance_secs(60);

    // So long ago that the log has forgotten.
    whole().await;
    t.member("Noé").await.mode_on().await;
    let mut tx = t.app.write().await.unwrap();
    assert!(store::sweep_facts(&mut tx, t.app.now().plus_secs(1), i64::MAX).await.unwrap() > 0);
    tx.commit().await.unwrap();
    assert!(!kept.restart(&t.app).await, "the log was swept");
    t.end_by_hand();
}

async fn a_file_that_cannot_be_written_costs_nothing_else(db: TestDb) {
    let (t, mut kept) = (Town::new(db).await, Kept::new());
    settled(&t).await;
    let blocked = kept.folder.join("no-folder");
    std::fs::write(&blocked, b"").unwrap();
    kept.file = blocked.join("town.snapshot");
    assert!(!kept.restart(&t.app).await);
    assert!(!kept.restart(&t.app).await);
    assert!(t.logs().contains("no snapshot of the town could be kept"));
    t.end().await;
}
