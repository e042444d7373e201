//! Blocking in the store: the few products among very many that a page may be of, by the rarest of its words. The same keys as
//! [`insight::likeness::Index`] has in memory; here each is one short walk of an index, however many products there are.

use std::collections::{HashMap, HashSet};

use domain::ProductId;
use domain::ids::Id;
use insight::likeness::Digest;
use store::{StoreError, Tx, execute, fetch_all, fetch_one};
use uuid::Uuid;

use crate::actions::product;
use crate::{alike, sql};

/// By which rules keys are made: one more whenever [`Digest::keys`] gives others, so that all are noted anew.
pub(crate) const RULES: i64 = 1;
/// Products whose words are noted in one transaction: some thousand short rows, a few hundredths of a second.
const SOME: i64 = 20;

/// Products of one word that are looked at: a word of more tells little.
const COMMON: i64 = 200;
/// Words of a page that are looked up; titles of more repeat themselves.
const WORDS: usize = 40;
/// The products that are compared with the page.
const NEAREST: usize = 50;

fn keys(digest: &Digest) -> Vec<i64> {
    digest.keys().into_iter().take(WORDS).map(u64::cast_signed).collect()
}

/// Notes by which words a product is found, as it is described now; writes nothing where they are noted. Only for what everybody may see.
pub(crate) async fn note(tx: &mut Tx, id: ProductId) -> Result<(), StoreError> {
    let Some(product) = product(tx, id).await? else { return Ok(()) };
    let keys = keys(&alike::of_product(&product));
    let noted = fetch_all!(tx, sql::WORDS_OF, (i64,), id.uuid())?;
    let noted: HashSet<i64> = noted.into_iter().map(|(word,)| word).collect();
    if noted.len() == keys.len() && keys.iter().all(|key| noted.contains(key)) {
        return Ok(());
    }
    // Whoever else notes them waits for this row.
    if execute!(tx, sql::WORDED, id.uuid(), RULES)? == 0 {
        return Ok(());
    }
    execute!(tx, sql::FORGET_WORDS, id.uuid())?;
    for key in keys {
        execute!(tx, sql::ADD_WORD, key, id.uuid())?;
    }
    Ok(())
}

/// Notes the words of some products that were known before words were noted, or by other rules; gives how many it looked at, none when
/// there are no more. What it has looked at it does not look at again, however often it is cut short.
///
/// # Errors
/// When the database fails.
pub async fn note_words(tx: &mut Tx) -> Result<usize, StoreError> {
    let before = fetch_all!(tx, sql::WORDLESS, (Uuid,), RULES, SOME)?;
    for (id,) in &before {
        execute!(tx, sql::WORDED, *id, RULES)?;
        if fetch_one!(tx, sql::IS_TOLD, (i64,), *id)?.0 > 0 {
            note(tx, ProductId::from_uuid(*id)).await?;
        }
    }
    Ok(before.len())
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

#[cfg(test)]
mod tests {
    use insight::likeness::Description;

    use super::*;

    #[test]
    fn other_keys_are_other_rules() {
        let told = Description {
            title: "Bosch perceuse sans fil PSR1800LI-2 18 V".into(),
            brand: Some("Bosch".into()),
            gtin: "3165140781039".parse().ok(),
            model: Some("06039A3100".into()),
            ..Description::default()
        };
        let sum = keys(&Digest::of(&told)).into_iter().fold(0_i64, i64::wrapping_add);
        assert_eq!(
            (RULES, sum),
            (1, -2_480_063_570_620_183_507),
            "the keys are others than before: `RULES` is to be one more, and its sum noted here"
        );
    }
}
