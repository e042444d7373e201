//! The people of the demonstration: those one may step into, and those who walk by. All are invented and marked so.

use std::sync::{Arc, Mutex, PoisonError};

use domain::{Attention, Effect, Instant, MemberId, Mode, Purpose, Subject, Visibility, limits};
use kit::{App, Page, Result};
use people::NewMember;
use store::Tx;
use tokio::sync::broadcast;
use wish::NewWish;

use super::PersonaRow;
use super::home::{self, Friends};
use super::prepare::told;
use super::stage::{Counter, Stage};
use crate::server::Failure;

/// Frames kept for slow watchers; who falls behind sees the next one.
const FRAMES: usize = 8;
/// Suggestions a day of those who walk by: more than most would want, so that there is something to see.
const PER_DAY: u16 = 12;
/// How far Camille goes, in metres: through the whole centre.
const CAMILLE_GOES_M: u32 = 2_000;

/// Somebody to step into.
#[derive(Debug, Clone)]
pub(super) struct Persona {
    /// The key of their texts: `demo-<key>`.
    pub(super) key: &'static str,
    pub(super) member: MemberId,
    pub(super) name: String,
    pub(super) home: String,
    icon: &'static str,
    /// The shop they stand in.
    shop: String,
}

/// One thing the watchers are told.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) event: &'static str,
    pub(super) data: String,
}

/// The people one may step into, and the stream of those who walk.
#[derive(Debug)]
pub struct Personas {
    pub(super) stage: Arc<Stage>,
    pub(super) frames: broadcast::Sender<Frame>,
    /// Who stands behind every counter, and confirms what walkers came for.
    pub(super) till: MemberId,
    cast: Mutex<Cast>,
}

#[derive(Debug)]
struct Cast {
    personas: Vec<Persona>,
    /// When somebody last stepped into Camille.
    stepped: Option<Instant>,
}

impl Personas {
    pub(super) fn new(stage: Arc<Stage>, personas: Vec<Persona>, till: MemberId) -> Self {
        let frames = broadcast::channel(FRAMES).0;
        Self { stage, frames, till, cast: Mutex::new(Cast { personas, stepped: None }) }
    }

    fn with<T>(&self, ask: impl FnOnce(&mut Cast) -> T) -> T {
        ask(&mut self.cast.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The personas in a page's language.
    #[must_use]
    pub fn rows(&self, page: &Page) -> Vec<PersonaRow> {
        self.all().iter().enumerate().map(|(number, persona)| row(number, persona, page)).collect()
    }

    /// A link that signs in each of them, once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn links(&self, app: &App) -> Result<Vec<(String, String)>, Failure> {
        let mut tx = app.write().await?;
        let mut links = Vec::new();
        for persona in self.all() {
            let link = people::issue_link(&mut tx, app, persona.member).await.map_err(told)?;
            links.push((persona.name, link));
        }
        tx.commit().await?;
        Ok(links)
    }

    pub(super) fn all(&self) -> Vec<Persona> {
        self.with(|cast| cast.personas.clone())
    }

    /// Those who share lists and a circle with Camille.
    pub(super) fn friends(&self) -> Friends {
        self.with(|cast| friends(&cast.personas, self.till))
    }

    /// Who Camille is now; she is always the first.
    pub(super) fn camille(&self) -> Option<MemberId> {
        self.with(|cast| cast.personas.first().map(|camille| camille.member))
    }

    /// Lets another Camille take her part: one who was told nothing yet.
    pub(super) fn recast_camille(&self, member: MemberId) {
        self.with(|cast| cast.personas.iter_mut().take(1).for_each(|camille| camille.member = member));
    }

    /// Whether somebody is of this cast, and nobody real.
    pub(super) fn plays(&self, member: MemberId) -> bool {
        self.with(|cast| cast.personas.iter().any(|persona| persona.member == member))
    }

    /// Notes that somebody stepped into Camille.
    pub(super) fn step_into_camille(&self, now: Instant) {
        self.with(|cast| cast.stepped = Some(now));
    }

    /// When somebody last did.
    pub(super) fn stepped(&self) -> Option<Instant> {
        self.with(|cast| cast.stepped)
    }
}

fn row(number: usize, persona: &Persona, page: &Page) -> PersonaRow {
    let say = |part: &str| page.t1(&format!("demo-{}-{part}", persona.key), "shop", &persona.shop);
    PersonaRow {
        name: persona.name.clone(),
        note: say("note"),
        story: say("story"),
        action: format!("/demo/step-into/{number}"),
        label: page.t1("demo-step-into", "name", &persona.name),
        icon: persona.icon,
    }
}

/// Wakes the personas and whoever stands behind the counters; the invented people of an earlier run are gone then, with everything of theirs.
pub(super) async fn wake(app: &App, stage: &Stage) -> Result<(Vec<Persona>, MemberId)> {
    let mut tx = app.write().await?;
    let before = people::members(&mut tx).await?;
    let master = placemaster(&mut tx, app).await?;
    for member in before.into_iter().filter(|member| member.invented) {
        people::erase(&mut tx, member.id).await?;
    }
    let camille = camille(&mut tx, app, stage).await?;
    let guest = guest(&mut tx, app).await?;
    let mut personas =
        vec![of("camille", camille, "Camille", "/me", "wish"), of("guest", guest, "Solène", "/me", "person")];
    for (key, name, counter) in [("baker", "Gaël", &stage.bakery), ("bookseller", "Maïwenn", &stage.bookshop)]
    {
        personas.push(associate(&mut tx, app, key, name, counter).await?);
    }
    personas.push(of("placemaster", master, PLACEMASTER, "/town", "map"));
    let till = person(&mut tx, app, "Annick").await?;
    let place_of = |counter: &Counter| {
        let theirs = |place: &&domain::Place| place.organisation == Some(counter.organisation);
        stage.places.iter().find(theirs).map(|place| place.id)
    };
    let counters = [&stage.bakery, &stage.bookshop].map(|counter| (counter, place_of(counter)));
    home::settle(&mut tx, app, friends(&personas, till), &counters).await?;
    tx.commit().await?;
    Ok((personas, till))
}

/// Those who know one another; Camille's own page is what is left where somebody is missing.
fn friends(personas: &[Persona], till: MemberId) -> Friends {
    let of = |key| personas.iter().find(|persona| persona.key == key).map_or(till, |persona| persona.member);
    Friends { bookseller: of("bookseller"), baker: of("baker"), till }
}

fn of(key: &'static str, member: MemberId, name: &str, home: &str, icon: &'static str) -> Persona {
    Persona { key, member, name: name.to_owned(), home: home.to_owned(), icon, shop: String::new() }
}

const PLACEMASTER: &str = "Tanguy";

async fn person(tx: &mut Tx, app: &App, name: &str) -> Result<MemberId> {
    let new =
        NewMember { name: name.to_owned(), lang: "fr".to_owned(), invented: true, ..NewMember::default() };
    Ok(people::create_member(tx, app, new).await?.id)
}

pub(super) async fn placemaster(tx: &mut Tx, app: &App) -> Result<MemberId> {
    let name = PLACEMASTER.to_owned();
    let new =
        NewMember { name, lang: "fr".to_owned(), placemaster: true, invented: true, ..NewMember::default() };
    Ok(people::create_member(tx, app, new).await?.id)
}

async fn associate(
    tx: &mut Tx,
    app: &App,
    key: &'static str,
    name: &str,
    counter: &Counter,
) -> Result<Persona> {
    let member = person(tx, app, name).await?;
    people::add_associate(tx, counter.organisation, member).await?;
    let home = format!("/shop/{}", counter.organisation);
    Ok(Persona { shop: counter.name.clone(), ..of(key, member, name, &home, "shop") })
}

/// Camille: six wishes, the switch on, known by name at the bakery.
pub(super) async fn camille(tx: &mut Tx, app: &App, stage: &Stage) -> Result<MemberId> {
    let member = person(tx, app, "Camille").await?;
    let (mode, per_day) = (Mode::On { until: None }, limits::SUGGESTIONS_PER_DAY_MAX);
    consent::set_attention(tx, &Attention { member, mode, quiet: None, per_day }).await?;
    for hope in &stage.hopes {
        let new = NewWish {
            subject: hope.subject.clone(),
            distance_m: CAMILLE_GOES_M,
            ..NewWish::told(&hope.title)
        };
        wish::add(tx, app, member, new).await?;
    }
    recognised_by(tx, app, member, &stage.bakery).await?;
    Ok(member)
}

/// A guest with two wishes, who has not turned the switch on.
async fn guest(tx: &mut Tx, app: &App) -> Result<MemberId> {
    let name = "Solène".to_owned();
    let new = NewMember { name, lang: "fr".to_owned(), guest: true, invented: true, ..NewMember::default() };
    let member = people::create_member(tx, app, new).await?.id;
    for title in ["Un bouquet de fleurs", "Du chocolat noir"] {
        wish::add(tx, app, member, NewWish::told(title)).await?;
    }
    Ok(member)
}

async fn recognised_by(tx: &mut Tx, app: &App, member: MemberId, counter: &Counter) -> Result<()> {
    let organisation = Some(counter.organisation);
    let new = consent::NewGrant { organisation, ..consent::NewGrant::new(Effect::Allow, Purpose::Recognise) };
    consent::give(tx, app, member, new).await?;
    Ok(())
}

/// Somebody who walks by, with wishes and a will of their own; gives who and how they are called.
pub(super) async fn passer_by(
    tx: &mut Tx,
    app: &App,
    stage: &Stage,
    number: u64,
) -> Result<(MemberId, String)> {
    let invented = sim::people::member(stage.seed, number, &stage.seen);
    let member = person(tx, app, &invented.name).await?;
    // One in nine walks with the switch off: nothing is said to them, and no map shows them.
    let mode = if number % 9 == 8 { Mode::Off } else { Mode::On { until: None } };
    consent::set_attention(tx, &Attention { member, mode, quiet: None, per_day: PER_DAY }).await?;
    for wish in invented.wishes {
        let told = Subject::told(wish.kind, "");
        let new = NewWish {
            title: wish.title,
            subject: Subject { category: Some(wish.category), words: wish.words, ..told },
            top_price: wish.top_price,
            until: wish.days.map(|days| app.now().plus_secs(i64::from(days) * 86_400)),
            distance_m: wish.distance_m,
            places: Vec::new(),
            visibility: Visibility::Private,
        };
        wish::add(tx, app, member, new).await?;
    }
    if number % 7 == 3 {
        let organisation = Some(stage.bakery.organisation);
        let new =
            consent::NewGrant { organisation, ..consent::NewGrant::new(Effect::Deny, Purpose::Suggest) };
        consent::give(tx, app, member, new).await?;
    }
    if number % 6 == 1 {
        let counter = if number % 12 == 1 { &stage.bakery } else { &stage.bookshop };
        recognised_by(tx, app, member, counter).await?;
    }
    Ok((member, invented.name))
}
