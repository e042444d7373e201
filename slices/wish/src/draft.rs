//! A wish not saved yet, whatever it came from, as its form shows it.

mod heard;

use domain::{
    Currency, Gtin, Kind, ListId, ListingId, MemberId, Money, Priority, Subject, barcode, limits, text,
};
use insight::lexis;
use kit::{Fields, Form, Lang, Page};
use product::{Described, Listing, Thing};
use store::{StoreError, Tx};

use crate::form;
use crate::model::CameFrom;
use crate::reading::amount;
use crate::told::{Told, told};

/// A wish not saved yet: what its form shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// How the member calls it, or what they said.
    pub title: String,
    /// The words an offer must have.
    pub words: Vec<String>,
    /// Whose make, as written.
    pub brand: String,
    /// Which product exactly.
    pub gtin: Option<Gtin>,
    /// The path of its category.
    pub category: String,
    /// The most they would pay.
    pub top_price: Option<Money>,
    /// The last day they want it.
    pub until: String,
    /// How many they want, where they said so.
    pub quantity: Option<i64>,
    /// Whether that may as well be part of a name.
    pub(crate) guessed: bool,
    /// How far they would go, in metres, where they said so.
    pub distance_m: Option<u32>,
    /// How it came.
    pub came_from: CameFrom,
    /// The page it is wished from.
    pub listing: Option<ListingId>,
    /// The named list it shall stand on.
    pub list: Option<ListId>,
    /// What was chosen beside what was said, by field and as it was typed: it is shown so, and judged when it is sent.
    pub(crate) beside: Vec<(&'static str, String)>,
    /// In which currency the page tells its price.
    pub(crate) currency: Option<Currency>,
    /// Whether a price was said in money that is not counted in here.
    pub(crate) foreign: bool,
}

/// What may be chosen beside what is said, and is not overruled by it.
const BESIDE: [&str; 9] =
    ["category", "gtin", "top_price", "top_currency", "until", "place", "only", "quantity", "priority"];

/// What a member typed while a page could not be read: it is not overruled by the page either, once that is.
const OWN: [&str; 3] = ["title", "brand", "note"];

impl From<Told> for Draft {
    fn from(told: Told) -> Self {
        Self {
            foreign: told.top_price.is_some_and(|top| top.currency != Currency::EUR),
            title: told.title,
            words: told.words,
            category: told.category.map(|category| category.path().to_owned()).unwrap_or_default(),
            top_price: told.top_price,
            until: told.until.unwrap_or_default(),
            quantity: told.quantity,
            guessed: told.guessed,
            ..Self::default()
        }
    }
}

impl Draft {
    /// Whether a price, a day or a number was said: then its form shows what was understood before it is saved.
    pub(crate) fn is_told(&self) -> bool {
        self.top_price.is_some() || self.foreign || !self.until.is_empty() || self.quantity.is_some()
    }

    /// What was said in words, on the day of a page, whose form shows in which money a price was.
    #[must_use]
    pub fn told(page: &Page, said: &str) -> Self {
        told(said, &page.zone().date(page.now), Currency::EUR).into()
    }

    /// The same where nobody is asked, on a civil day (`2026-11-22`). No shop here counts in other money, so that such a price would
    /// never be met: it stays in the title.
    pub(crate) fn said(said: &str, day: &str) -> Self {
        let draft: Self = told(said, day, Currency::EUR).into();
        let whole = || said.split_whitespace().collect::<Vec<_>>().join(" ");
        match draft.foreign {
            true => Self { title: whole(), quantity: None, top_price: None, ..draft },
            false => draft,
        }
    }

    /// Exactly the product of a barcode. It is called as shops here call it, if any has it: that others had a page of it read is
    /// not told.
    #[must_use]
    pub fn coded(page: &Page, gtin: Gtin, called: Option<String>) -> Self {
        let title = called.unwrap_or_else(|| page.t1("wish-code-title", "code", gtin.printed()));
        Self { title, gtin: Some(gtin), came_from: CameFrom::Code, ..Self::default() }
    }

    /// What a page sells. Its title is long and its own: of its words only those are conditions that tell the thing apart, its
    /// maker's number or its name without sizes and colours. What it costs today is shown and is no top price: nobody chose that bound, and
    /// a return at a few cents more would go unsaid.
    #[must_use]
    pub fn of(listing: &Listing, thing: &Thing) -> Self {
        let telling = thing.model.as_deref().filter(|model| model.chars().count() >= 3);
        let title: String = listing.title.chars().take(limits::TITLE_CHARS).collect();
        Self {
            words: telling.map_or_else(|| text::words_or_sign(&title), text::words_or_sign),
            title,
            brand: thing.brand.clone().unwrap_or_default(),
            gtin: thing.gtin,
            category: thing.category.as_ref().map(|category| category.path().to_owned()).unwrap_or_default(),
            came_from: CameFrom::Page,
            listing: Some(listing.id),
            currency: listing.price.or(listing.list_price).map(|price| price.currency),
            ..Self::default()
        }
    }

    /// For the list that a form names, as far away as it says. What is chosen in it wins over what was read.
    #[must_use]
    pub fn on(self, form: &Form) -> Self {
        // One is what the form says by itself, and which currency is chosen says nothing where no price is.
        let says = |name: &str, typed: &str| match name {
            "quantity" => typed != "1",
            "top_currency" => form.some("top_price").is_some(),
            _ => true,
        };
        let typed = |name: &'static str| form.some(name).filter(|typed| says(name, typed));
        let chosen = |name: &'static str| typed(name).map(|typed| (name, typed.to_owned()));
        let typed_price = form.some("top_price");
        let top_price = typed_price.and_then(|typed| form::top_price(form, typed, Currency::EUR).ok());
        let mut beside = self.beside;
        beside.extend(BESIDE.into_iter().filter_map(chosen));
        if form.on("unread") {
            let own = OWN.into_iter().filter_map(chosen);
            // What was handed over or made up for a title is nobody's own word.
            beside.extend(own.filter(|(name, typed)| *name != "title" || form.get("was_title") != typed));
        }
        Self {
            category: form.some("category").map_or(self.category, str::to_owned),
            gtin: form.some("gtin").and_then(barcode::product).or(self.gtin),
            top_price: top_price.or(self.top_price),
            until: form.some("until").map_or(self.until, str::to_owned),
            beside,
            list: form.some("list").and_then(|id| id.parse().ok()),
            distance_m: form.some("distance_m").and_then(|typed| typed.parse().ok()),
            ..self
        }
    }

    /// Whether anything was typed beside what its page or its code says by itself.
    pub(crate) fn is_own(&self) -> bool {
        // The form says by itself that it matters as usual, and the place from whose page one came.
        let own = |name: &str, typed: &str| match name {
            "only" => typed == form::HERE,
            "priority" => typed != Priority::default().name(),
            "place" | "top_currency" => false,
            _ => true,
        };
        self.is_told() || self.beside.iter().any(|(name, typed)| own(name, typed))
    }

    /// What its form would have as the condition, sent as it is shown.
    #[must_use]
    pub fn subject(&self) -> Subject {
        let brand = Some(text::fold(&self.brand)).filter(|brand| !brand.is_empty());
        let category = self.category.parse().ok();
        subject(
            &self.title,
            Subject { kind: Kind::Product, category, gtin: self.gtin, brand, words: self.words.clone() },
        )
    }

    /// The words as the title says them; as they are compared only where it does not say them all. What a barcode would be but for its
    /// check digit is shown once, where it can be put right.
    fn words_said(&self) -> String {
        if self.is_misread() {
            return String::new();
        }
        let written = lexis::as_said(&self.title, |word| self.words.iter().any(|one| one == word));
        if text::words_or_sign(&written) == self.words { written } else { self.words.join(" ") }
    }

    /// Whether all that was said would be a barcode but for its check digit.
    fn is_misread(&self) -> bool {
        self.gtin.is_none() && barcode::is_misread(&self.title)
    }

    pub(crate) fn fields(&self, lang: Lang) -> Fields {
        let (words, price) = (self.words_said(), amount(lang, self.top_price));
        let currency = self.top_price.map(|top| top.currency).or(self.currency).unwrap_or(Currency::EUR);
        let gtin = self.gtin.map(Gtin::printed).unwrap_or_default();
        let distance = self.distance_m.unwrap_or(limits::WISH_DISTANCE_M).to_string();
        let list = self.list.map(|list| list.to_string()).unwrap_or_default();
        let listing = self.listing.map(|listing| listing.to_string()).unwrap_or_default();
        let quantity = self.quantity.unwrap_or(1).to_string();
        let mut values = vec![
            ("title", self.title.as_str()),
            ("words", words.as_str()),
            ("brand", self.brand.as_str()),
            ("category", self.category.as_str()),
            ("gtin", gtin.as_str()),
            ("top_price", price.as_str()),
            ("top_currency", currency.code()),
            ("until", self.until.as_str()),
            ("distance_m", distance.as_str()),
            ("quantity", quantity.as_str()),
            ("priority", Priority::default().name()),
            ("from", self.came_from.name()),
            ("list", list.as_str()),
            ("listing", listing.as_str()),
        ];
        values.extend(self.beside.iter().map(|(name, typed)| (*name, typed.as_str())));
        let mut fields = Fields::with(&values);
        if self.is_misread() || (self.gtin.is_none() && barcode::is_misread_within(&self.title)) {
            fields.say("title", lang.t("field-check-digit"));
        }
        fields
    }
}

/// What was told as the condition; the title alone is it when nothing was.
pub(crate) fn subject(title: &str, told: Subject) -> Subject {
    let nothing =
        told.words.is_empty() && told.gtin.is_none() && told.category.is_none() && told.brand.is_none();
    if nothing { Subject { words: text::words_or_sign(title), ..told } } else { told }
}

/// What tells the thing of a listing: what its own page told. Where nothing is kept of that, what all pages told, unless there are
/// others: that somebody had them read is not theirs to tell.
pub(crate) async fn own_thing(tx: &mut Tx, listing: &Listing, me: MemberId) -> Result<Thing, StoreError> {
    let alone = product::listings(tx, listing.product, me).await?.iter().all(|one| one.id == listing.id);
    let product = product::product(tx, listing.product).await?.filter(|_| alone);
    let known = product.as_ref().map(Thing::from).unwrap_or_default();
    Ok(match product::told(tx, listing.id).await?.thing(listing.variant.as_ref()) {
        Some(told) => Thing { category: known.category, ..told },
        None => known,
    })
}

/// The thing of a page as that page alone describes it, its size or colour with it.
pub(crate) async fn described(tx: &mut Tx, listing: &Listing, me: MemberId) -> Result<Described, StoreError> {
    let variant = listing.variant.as_ref().map_or("", |variant| variant.name.as_str());
    let title = format!("{} {variant}", listing.title).trim().to_owned();
    Ok(Described { title, thing: own_thing(tx, listing, me).await? })
}
