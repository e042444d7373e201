//! A table: the exports of shops and libraries, and any file whose first line says what stands where, in French or English.
//!
//! Known by their own columns: Amazon's "Your Orders" (`Retail.OrderHistory`), Goodreads' library, Letterboxd's watchlist. What was
//! bought or read already is not ticked to begin with. The tables that are taken along from here say lists and priorities besides.

use domain::text::{fold, uncelled};
use domain::{Category, Currency, Money, Priority, barcode, limits};
use kit::Lang;
use offer::import::records::{Records, split};
use pages::price::{self, Hints};
use product::named_by;

use super::line::{Line, Lines, beside};
use super::plain::{amount, leads};
use super::terms::{self, Terms};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Title,
    Author,
    Price,
    Currency,
    Link,
    Code,
    Quantity,
    Note,
    Year,
    Asin,
    Site,
    /// Goodreads: `to-read`, `read`, `currently-reading`.
    Shelf,
    /// Whether it was bought: an order's date or number.
    Bought,
    /// What the list is called on which it stood.
    List,
    /// How much it matters, in the words of our pages.
    Priority,
    /// The last day it is wanted.
    Until,
    /// Where in the tree of categories, by its path.
    Category,
    /// How far one would go for it, in metres.
    Distance,
    /// Whether it is secret.
    Secret,
    /// Whether it rests.
    Paused,
}

/// What columns are called, folded.
const NAMES: &[(&str, Column)] = &[
    ("title", Column::Title),
    ("titre", Column::Title),
    ("name", Column::Title),
    ("nom", Column::Title),
    ("item", Column::Title),
    ("item name", Column::Title),
    ("product", Column::Title),
    ("product name", Column::Title),
    ("produit", Column::Title),
    ("nom du produit", Column::Title),
    ("article", Column::Title),
    ("libelle", Column::Title),
    ("designation", Column::Title),
    ("envie", Column::Title),
    ("wish", Column::Title),
    ("author", Column::Author),
    ("auteur", Column::Author),
    ("price", Column::Price),
    ("prix", Column::Price),
    ("montant", Column::Price),
    ("cost", Column::Price),
    ("unit price", Column::Price),
    ("prix unitaire", Column::Price),
    ("currency", Column::Currency),
    ("devise", Column::Currency),
    ("url", Column::Link),
    ("link", Column::Link),
    ("lien", Column::Link),
    ("adresse", Column::Link),
    ("uri", Column::Link),
    ("product url", Column::Link),
    ("item url", Column::Link),
    ("gtin", Column::Code),
    ("ean", Column::Code),
    ("ean13", Column::Code),
    ("upc", Column::Code),
    ("isbn13", Column::Code),
    ("isbn", Column::Code),
    ("barcode", Column::Code),
    ("code-barres", Column::Code),
    ("code barres", Column::Code),
    ("quantity", Column::Quantity),
    ("qty", Column::Quantity),
    ("quantite", Column::Quantity),
    ("qte", Column::Quantity),
    ("nombre", Column::Quantity),
    ("note", Column::Note),
    ("notes", Column::Note),
    ("comment", Column::Note),
    ("comments", Column::Note),
    ("commentaire", Column::Note),
    ("remarque", Column::Note),
    ("year", Column::Year),
    ("annee", Column::Year),
    ("asin", Column::Asin),
    ("asin/isbn", Column::Asin),
    ("website", Column::Site),
    ("exclusive shelf", Column::Shelf),
    ("order id", Column::Bought),
    ("order date", Column::Bought),
    ("list", Column::List),
    ("liste", Column::List),
    ("priority", Column::Priority),
    ("priorite", Column::Priority),
    ("importance", Column::Priority),
    ("until", Column::Until),
    ("deadline", Column::Until),
    ("date limite", Column::Until),
    ("jusqu'au", Column::Until),
    ("category", Column::Category),
    ("categorie", Column::Category),
    ("distance", Column::Distance),
    ("secret", Column::Secret),
    ("secrete", Column::Secret),
    ("paused", Column::Paused),
    ("en pause", Column::Paused),
];

/// Where each kind of column stands, in the order of the file.
struct Columns {
    separator: u8,
    at: Vec<Option<Column>>,
    /// Whether the first line names them.
    named: bool,
    /// Whether days are written with their months first.
    month_first: bool,
}

/// The columns of a text, when it is a table: its first line names at least what things are called or where they are, or its lines
/// are parted alike by what parts no sentence.
fn columns(text: &str) -> Option<Columns> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next()?;
    let parted = |line: &str, separator: u8| -> Vec<String> {
        let cells = split(line.as_bytes(), separator).unwrap_or_default();
        cells.into_iter().map(|cell| String::from_utf8_lossy(&cell).trim().to_owned()).collect()
    };
    let named = b",;\t".iter().filter_map(|separator| {
        let cells = parted(first, *separator);
        let at: Vec<Option<Column>> = cells.iter().map(|cell| column(cell)).collect();
        let known = at.iter().flatten().count();
        let told = at.iter().flatten().any(|one| matches!(one, Column::Title | Column::Link));
        (told && (cells.len() > 1 || text.lines().count() > 1)).then_some((
            known,
            cells.len(),
            *separator,
            at,
        ))
    });
    if let Some((_, _, separator, at)) = named.max_by_key(|(known, cells, ..)| (*known, *cells)) {
        return Some(Columns { separator, at, named: true, month_first: false });
    }
    let sample: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let separator = *b"\t;".iter().find(|separator| {
        let counts: Vec<usize> = sample.iter().map(|line| parted(line, **separator).len()).collect();
        sample.len() > 1 && counts[0] > 1 && counts.iter().all(|count| *count == counts[0])
    })?;
    let rows: Vec<Vec<String>> = sample.iter().map(|line| parted(line, separator)).collect();
    Some(Columns { separator, at: guessed(&rows), named: false, month_first: false })
}

fn column(name: &str) -> Option<Column> {
    let name = fold(name.trim().trim_start_matches('\u{feff}'));
    // "Letterboxd URI", "Lien (URL)", "Prix (EUR)".
    let plain = name.split(" (").next().unwrap_or(&name).replace('_', " ");
    let known = |name: &str| NAMES.iter().find(|(known, _)| *known == name).map(|(_, column)| *column);
    known(&plain).or_else(|| plain.ends_with(" uri").then_some(Column::Link))
}

/// Columns without names, told by what stands in them.
fn guessed(rows: &[Vec<String>]) -> Vec<Option<Column>> {
    let width = rows.first().map_or(0, Vec::len);
    let cells = |at: usize| rows.iter().filter_map(move |row| row.get(at)).filter(|cell| !cell.is_empty());
    let all = |at: usize, like: &dyn Fn(&str) -> bool| {
        cells(at).next().is_some() && cells(at).all(|cell| like(cell))
    };
    let mut at: Vec<Option<Column>> = (0..width)
        .map(|one| match () {
            () if all(one, &|cell| cell.starts_with("http")) => Some(Column::Link),
            () if all(one, &|cell| barcode::identified(cell).is_some()) => Some(Column::Code),
            () if all(one, &|cell| amount(cell).is_some()) => Some(Column::Price),
            () => None,
        })
        .collect();
    let letters =
        |one: usize| cells(one).map(|cell| cell.chars().filter(|c| c.is_alphabetic()).count()).sum::<usize>();
    if let Some(title) = (0..width).filter(|one| at[*one].is_none()).max_by_key(|one| letters(*one)) {
        at[title] = Some(Column::Title);
    }
    at
}

/// Reads a table; `None` when it is none.
pub(crate) fn table(text: &str) -> Option<Lines> {
    let text = text.trim_start_matches('\u{feff}');
    let columns = columns(text)?;
    let columns = Columns { month_first: columns.is_month_first(text), ..columns };
    let mut records = Records::new(text.as_bytes());
    if columns.named {
        records.header().ok()?;
    }
    let mut found = Lines { ours: columns.ours(), ..Lines::default() };
    while let Ok(Some((number, record))) = records.next(columns.separator) {
        let read = record.and_then(|cells| columns.line(number, &cells));
        match read {
            _ if found.lines.len() >= limits::IMPORT_LINES => found.more += 1,
            Ok(line) => found.lines.push(line),
            Err(wrong) if found.wrong.len() < limits::IMPORT_LINES => found.wrong.push((number, wrong)),
            Err(_) => found.more += 1,
        }
    }
    Some(found)
}

impl Columns {
    /// Whether it says of each thing on which list it stands and how much it matters, as our own tables do.
    fn ours(&self) -> bool {
        [Column::List, Column::Priority].iter().all(|column| self.at.contains(&Some(*column)))
    }

    /// Whether the days of its first lines are written with their months first.
    fn is_month_first(&self, text: &str) -> bool {
        if !self.at.contains(&Some(Column::Until)) {
            return false;
        }
        let mut records = Records::new(text.as_bytes());
        if self.named && records.header().is_err() {
            return false;
        }
        let (mut days, mut dollars) = (Vec::new(), false);
        while days.len() < SAMPLE_LINES
            && let Ok(Some((_, record))) = records.next(self.separator)
        {
            let Ok(cells) = record else { continue };
            days.push(self.cell(&cells, Column::Until).to_owned());
            dollars |= self.price(&cells).is_some_and(|price| price.currency.code() == "USD");
        }
        terms::are_months_first(days.iter().map(String::as_str), dollars)
    }

    fn terms(&self, cells: &[String]) -> Terms {
        let cell = |column| self.cell(cells, column);
        // In our own tables a cell without a branch is a thing without one; what others call their branches is not our tree.
        let nowhere = self.ours() && self.at.contains(&Some(Column::Category));
        let category = match cell(Column::Category) {
            "" => nowhere.then_some(None),
            path => path.parse::<Category>().ok().map(Some),
        };
        Terms {
            category,
            distance_m: terms::metres(cell(Column::Distance)),
            secret: terms::yes(cell(Column::Secret)),
            paused: terms::yes(cell(Column::Paused)),
        }
    }

    fn cell<'a>(&self, cells: &'a [String], column: Column) -> &'a str {
        let mut at = self.at.iter().zip(cells).filter(|(one, _)| **one == Some(column));
        at.find_map(|(_, cell)| Some(uncelled(cell.trim())).filter(|cell| !cell.is_empty()))
            .unwrap_or_default()
    }

    fn line(&self, number: u64, cells: &[String]) -> Result<Line, &'static str> {
        let cell = |column| self.cell(cells, column);
        let codes = self.codes(cells);
        let gtin = codes.iter().find_map(|code| barcode::identified(code));
        let asin = cell(Column::Asin);
        // A code is no page, even where it is written as an address.
        let linked = barcode::identified(cell(Column::Link));
        let gtin = gtin.or_else(|| barcode::product(asin)).or(linked);
        let (link, unlinked) = if linked.is_some() { (None, "") } else { self.link(cells) };
        // One with a wrong check digit is not lost.
        let misread = codes.iter().find(|code| gtin.is_none() && barcode::is_misread(code));
        let misread = misread.map_or("", String::as_str);
        let mut title = cell(Column::Title).split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            title = link.as_deref().map_or_else(|| misread.to_owned(), named_by);
        }
        if title.is_empty() && gtin.is_none() {
            return Err(if unlinked.is_empty() { "required" } else { "address" });
        }
        // Retailers' titles are long; what is cut stays in the note.
        let long: String = title.chars().skip(limits::TITLE_CHARS).collect();
        title = title.chars().take(limits::TITLE_CHARS).collect();
        let shelf = cell(Column::Shelf);
        let bought = !cell(Column::Bought).is_empty();
        let misread = if title == misread { "" } else { misread };
        // What was paid once is not what one would pay.
        let top_price = self.price(cells).filter(|_| !bought);
        let quantity = cell(Column::Quantity).parse::<u32>().ok().filter(|count| (1..=999).contains(count));
        let priority = priority(cell(Column::Priority));
        let until = terms::day(cell(Column::Until), self.month_first);
        let terms = self.terms(cells);
        // What somebody wrote and we cannot read as what it is stays beside the thing.
        let unread = |column, is_read: bool| {
            let told = cell(column);
            if is_read || bought || !told.contains(char::is_alphanumeric) { "" } else { told }
        };
        let note = beside(&[
            cell(Column::Author),
            cell(Column::Year),
            cell(Column::Note),
            misread,
            &long,
            unlinked,
            unread(Column::Price, top_price.is_some()),
            unread(Column::Quantity, quantity.is_some()),
            unread(Column::Priority, priority.is_some()),
            unread(Column::Until, until.is_some()),
            unread(Column::Category, terms.category.is_some()),
            unread(Column::Distance, terms.distance_m.is_some()),
        ]);
        Ok(Line {
            number,
            title,
            gtin,
            top_price,
            quantity: quantity.unwrap_or(1),
            priority: priority.unwrap_or_default(),
            // One too long for a list is told to be so.
            list: cell(Column::List).chars().take(limits::NOTE_CHARS).collect(),
            note,
            unlinked: !unlinked.is_empty(),
            until,
            terms,
            link,
            done: bought || (!shelf.is_empty() && shelf != "to-read"),
            ..Line::default()
        })
    }

    /// What stands where barcodes stand.
    fn codes(&self, cells: &[String]) -> Vec<String> {
        let codes = self.at.iter().zip(cells).filter(|(one, _)| **one == Some(Column::Code));
        // Goodreads writes `="9782070368228"` so that no spreadsheet takes it for a number.
        codes.map(|(_, cell)| cell.trim_matches(['=', '"', ' ']).to_owned()).collect()
    }

    /// The page of the thing; Amazon's by its number where no address stands. What a film's diary links to sells nothing. What was
    /// meant for an address of the web and is none comes beside it, as it was written.
    fn link<'a>(&self, cells: &'a [String]) -> (Option<String>, &'a str) {
        let (link, asin, site) =
            (self.cell(cells, Column::Link), self.cell(cells, Column::Asin), self.cell(cells, Column::Site));
        let diary = ["boxd.it", "letterboxd.com"].iter().any(|host| link.contains(host));
        let told = if diary || !link.contains(char::is_alphanumeric) { "" } else { link };
        let alone = !told.contains(char::is_whitespace);
        if let Some(page) = wish::address_in(told).filter(|page| alone && leads(page)) {
            return (Some(page), "");
        }
        let sound = asin.len() == 10 && asin.bytes().all(|b| b.is_ascii_alphanumeric());
        let host = fold(site.split_whitespace().next().unwrap_or_default());
        let amazon = host.strip_prefix("www.").unwrap_or(&host).starts_with("amazon.");
        let address = || format!("https://www.{}/dp/{asin}", host.trim_start_matches("www."));
        ((sound && amazon).then(address), told)
    }

    fn price(&self, cells: &[String]) -> Option<Money> {
        let (told, currency) = (self.cell(cells, Column::Price), self.cell(cells, Column::Currency));
        if let Some(price) = amount(told) {
            return Some(price);
        }
        let currency = currency.parse().unwrap_or(Currency::EUR);
        let hints = Hints { currency: Some(currency), ..Hints::default() };
        let price = price::parse(told, &hints).ok().map(|price| price.low);
        price
            .or_else(|| Money::parse(told, currency))
            .filter(|price| (0..=limits::PRICE_MAX_MINOR).contains(&price.minor))
    }
}

/// Lines of a table that are looked at to tell how its days are written.
const SAMPLE_LINES: usize = 1_000;

/// What other lists say of how much a thing matters.
const PRIORITIES: [(Priority, &str); 3] = [
    (Priority::Dearly, "highest high haute haut elevee eleve forte fort urgent urgente must"),
    (Priority::Usual, "medium normal normale moyenne moyen"),
    (Priority::Someday, "low lowest basse bas faible"),
];

/// How much a thing matters, in the words of our pages in either language, or of others; nothing is as much as any other. `None` when it cannot be told.
fn priority(cell: &str) -> Option<Priority> {
    let told = fold(cell.trim());
    if told.is_empty() {
        return Some(Priority::default());
    }
    let called = |name: &str| {
        let key = format!("wish-priority-{name}");
        Lang::NAMES.iter().any(|(lang, _)| fold(&lang.t(&key)) == told)
    };
    let ours = Priority::NAMES.iter().find(|(_, name)| *name == told || called(name));
    let others = || PRIORITIES.iter().find(|(_, words)| words.split(' ').any(|word| word == told));
    ours.or_else(others).map(|(priority, _)| *priority)
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
