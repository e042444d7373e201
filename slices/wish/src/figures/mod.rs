//! What the town hopes for, in groups: by category, by product and by word, from [`CROWD`](domain::limits::CROWD) members on who let
//! their wishes count. Guests make no crowd. Reckoned once a civil week; a figure changes by a crowd or not at all; no positions.

mod api;
mod decide;
mod page;

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

use domain::ids::Id;
use domain::{Category, Effect, Grant, Gtin, Instant, MemberId, Purpose};
use kit::{App, Routes};
use store::{StoreError, Tx, execute, fetch_all, fetch_one};
use uuid::Uuid;

use crate::sql;
use decide::{Next, next, told, week, words};

/// Wishes read at a time.
const SOME: i64 = 1_000;

/// By what wishes are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// By the category they name.
    Category,
    /// By the barcode they name.
    Product,
    /// By a word they say.
    Word,
}

impl Kind {
    /// Every kind with its name in the store and on wires.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Category, "category"), (Self::Product, "product"), (Self::Word, "word")];
}

domain::named!(Kind);

/// So many members hope for this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// By what they are grouped.
    pub kind: Kind,
    /// The category's path, the barcode, or the word as most write it.
    pub label: String,
    /// At least so many members, in whole fives.
    pub people: i64,
    /// When it was published.
    pub at: Instant,
}

/// The figures as they are published, by kind, the largest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn figures(tx: &mut Tx) -> Result<Vec<Figure>, StoreError> {
    type Row = (String, String, String, i64, i64);
    let rows = fetch_all!(tx, sql::FIGURES, Row)?;
    let read = |(kind, key, label, people, at): Row| {
        let kind = kind.parse().map_err(|_| store::BadRow::at("figure", "kind", &key)())?;
        Ok(Figure { kind, label, people, at: Instant::from_micros(at) })
    };
    rows.into_iter().map(read).collect()
}

/// A group as it is counted: whoever is in it, and how often each spelling was used.
#[derive(Default)]
struct Group {
    members: BTreeSet<MemberId>,
    spellings: BTreeMap<String, usize>,
}

impl Group {
    /// How most of them write it.
    fn label(&self) -> String {
        let most = self.spellings.iter().max_by_key(|(word, often)| (**often, std::cmp::Reverse(*word)));
        most.map(|(word, _)| word.clone()).unwrap_or_default()
    }
}

type Groups = BTreeMap<(Kind, String), Group>;

/// Reckons the figures of this civil week, unless that was done.
///
/// # Errors
/// When the database fails.
pub async fn reckon(app: &App) -> Result<(), StoreError> {
    let this = week(app.settings.zone.civil(app.now()).day);
    let mut tx = app.read().await?;
    if fetch_one!(&mut tx, sql::RECKONED, (i64,))?.0 >= this {
        return Ok(());
    }
    let groups = counted(&mut tx).await?;
    drop(tx);
    let mut tx = app.write().await?;
    if execute!(&mut tx, sql::RECKON, this)? == 1 {
        publish(&mut tx, &groups).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Whoever lets wishes count, by what they hope for.
async fn counted(tx: &mut Tx) -> Result<Groups, StoreError> {
    type Row = (Uuid, Uuid, String, Option<String>, Option<i64>, String);
    let (mut groups, mut after, now) = (Groups::new(), Uuid::nil(), tx.now().micros());
    let mut known: BTreeMap<MemberId, Option<Vec<Grant>>> = BTreeMap::new();
    loop {
        let rows = fetch_all!(tx, sql::COUNTED, Row, now, after, SOME)?;
        let Some(last) = rows.last() else { return Ok(groups) };
        after = last.0;
        for (_, member, title, category, gtin, conditions) in rows {
            let member = MemberId::from_uuid(member);
            if let Entry::Vacant(entry) = known.entry(member) {
                entry.insert(denials(tx, member).await?);
            }
            let category: Option<Category> = category.and_then(|path| path.parse().ok());
            let Some(Some(denials)) = known.get(&member) else { continue };
            if denials.iter().any(|grant| speaks_of(grant, category.as_ref())) {
                continue;
            }
            let conditions: Vec<String> = conditions.split_whitespace().map(str::to_owned).collect();
            let category = category.map(|category| (Kind::Category, category.path().to_owned()));
            let product = gtin.and_then(Gtin::from_number).map(|gtin| gtin.to_string());
            let named = category.into_iter().chain(product.map(|gtin| (Kind::Product, gtin)));
            let all = named.map(|(kind, key)| (kind, key.clone(), key));
            let said = words(&title, &conditions).into_iter().map(|(key, word)| (Kind::Word, key, word));
            for (kind, key, label) in all.chain(said) {
                let group = groups.entry((kind, key)).or_default();
                group.members.insert(member);
                *group.spellings.entry(label).or_default() += 1;
            }
        }
    }
}

/// By which consents a member does not want to be counted; `None` for a guest, and for nobody.
async fn denials(tx: &mut Tx, member: MemberId) -> Result<Option<Vec<Grant>>, StoreError> {
    if people::member(tx, member).await?.is_none_or(|member| member.guest) {
        return Ok(None);
    }
    let mut grants = consent::grants(tx, member).await?;
    grants.retain(|grant| (grant.purpose, grant.effect) == (Purpose::Count, Effect::Deny));
    Ok(Some(grants))
}

/// A figure is told to all organisations: a denial to any of them, or at any time, holds.
fn speaks_of(grant: &Grant, category: Option<&Category>) -> bool {
    grant.category.as_ref().is_none_or(|named| category.is_some_and(|category| named.contains(category)))
}

/// Publishes what changed by a crowd.
async fn publish(tx: &mut Tx, groups: &Groups) -> Result<(), StoreError> {
    let mut published: BTreeMap<(Kind, String), BTreeSet<MemberId>> = BTreeMap::new();
    for (kind, key, _, _, _) in fetch_all!(tx, sql::FIGURES, (String, String, String, i64, i64))? {
        published.extend(kind.parse().ok().map(|kind| ((kind, key), BTreeSet::new())));
    }
    for (kind, key, member) in fetch_all!(tx, sql::FIGURES_MEMBERS, (String, String, Uuid))? {
        if let Some(members) = kind.parse().ok().and_then(|kind| published.get_mut(&(kind, key))) {
            members.insert(MemberId::from_uuid(member));
        }
    }
    let (now, none, nobody) = (tx.now().micros(), BTreeSet::new(), Group::default());
    let keys: BTreeSet<_> = groups.keys().chain(published.keys()).collect();
    for key in keys {
        let (before, group) = (published.get(key), groups.get(key).unwrap_or(&nobody));
        let (kind, text) = (key.0.name(), &key.1);
        let next = next(before.unwrap_or(&none), &group.members, before.is_some());
        if next == Next::Stays {
            continue;
        }
        execute!(tx, sql::FORGET_FIGURE, kind, text)?;
        if next == Next::Withdrawn {
            execute!(tx, sql::DROP_FIGURE, kind, text)?;
            continue;
        }
        execute!(tx, sql::SET_FIGURE, kind, text, group.label(), told(group.members.len()), now)?;
        for member in &group.members {
            // Whoever was erased meanwhile makes it fail as a whole: it comes again without them.
            execute!(tx, sql::ADD_FIGURE_MEMBER, kind, text, member.uuid())?;
        }
    }
    Ok(())
}

pub(crate) fn routes() -> Routes {
    api::routes().merge(page::routes())
}
