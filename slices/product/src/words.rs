//! Blocking in the store: the few products among very many that a page may be of, by the rarest of its words. The same keys as
//! [`insight::likeness::Index`] has in memory; here each is one short walk of an index, however many products there are.

use std::collections::HashMap;

use domain::ProductId;
use domain::ids::Id;
use insight::likeness::Digest;
use store::{StoreError, Tx, execute, fetch_all};
use uuid::Uuid;

use crate::sql;

/// Products of one word that are looked at: a word of more tells little.
const COMMON: i64 = 200;
/// Words of a page that are looked up; titles of more repeat themselves.
const WORDS: usize = 40;
/// The products that are compared with the page.
const NEAREST: usize = 50;

fn keys(digest: &Digest) -> Vec<i64> {
    digest.keys().into_iter().take(WORDS).map(u64::cast_signed).collect()
}

/// Notes by which words a product is found, in place of those before.
pub(crate) async fn note(tx: &mut Tx, product: ProductId, digest: &Digest) -> Result<(), StoreError> {
    execute!(tx, sql::FORGET_WORDS, product.uuid())?;
    for key in keys(digest) {
        execute!(tx, sql::ADD_WORD, key, product.uuid())?;
    }
    Ok(())
}

/// The products that share the rarest words with a page, most shared first.
pub(crate) async fn near(tx: &mut Tx, digest: &Digest) -> Result<Vec<ProductId>, StoreError> {
    let mut sums: HashMap<Uuid, f64> = HashMap::new();
    for key in keys(digest) {
        let found = fetch_all!(tx, sql::WITH_WORD, (Uuid,), key, COMMON)?;
        #[expect(clippy::cast_precision_loss, reason = "at most two hundred")]
        let weight = (COMMON as f64 + 1.0 - found.len() as f64).ln_1p();
        for (product,) in found {
            *sums.entry(product).or_default() += weight;
        }
    }
    let mut all: Vec<(Uuid, f64)> = sums.into_iter().collect();
    all.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    all.truncate(NEAREST);
    Ok(all.into_iter().map(|(product, _)| ProductId::from_uuid(product)).collect())
}
