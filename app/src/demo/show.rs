//! The show: invented people walk, are told things by the engine, answer, go there, and others take their turn.

use std::sync::Arc;

use domain::{Instant, MemberId, Moment, Outcome, Source, Suggestion};
use kit::{App, Refusal, Signed};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sim::Sample;
use suggest::Street;

use super::cast::{self, Personas};
use super::prepare::{Plan, restock, told};
use super::walkers::{Beat, Errand, Met, Someone};
use crate::server::Failure;

/// A walker tells where they are every so many steps, as phones do; Camille at each.
const TELLS_EVERY: u64 = 3;
/// Steps for which somebody shines on the map after being told something.
const SHINES: u64 = 8;
/// Seconds of the walk spent at a counter before the encounter is confirmed.
const AT_THE_COUNTER_S: f64 = 20.0;
/// Steps after which every walker has been replaced by somebody else.
const ROUND: u64 = 600;
/// Steps between two looks at what has sold out.
const RESTOCK_EVERY: u64 = 300;
/// Suggestions read at a time.
const READ: i64 = 50;

/// The invented people and their walks.
pub struct Show {
    pub(super) personas: Arc<Personas>,
    pub(super) chance: ChaCha8Rng,
    pub(super) people: Vec<Someone>,
    /// When a shop last published something for Camille, and how often one did.
    pub(super) surprised: (Option<Instant>, usize),
    pub(super) step: u64,
    plan: Plan,
    next: u64,
}

impl Show {
    pub(super) fn new(personas: Arc<Personas>, plan: Plan) -> Self {
        let chance = ChaCha8Rng::seed_from_u64(plan.seed);
        let mut show =
            Self { personas, chance, people: Vec::new(), surprised: (None, 0), plan, next: 1, step: 0 };
        if let Some(camille) = show.personas.camille().filter(|_| plan.walkers > 0) {
            show.people.push(show.someone(camille, "Camille".to_owned(), 0));
        }
        show
    }

    /// The people one may step into.
    #[must_use]
    pub fn personas(&self) -> Arc<Personas> {
        self.personas.clone()
    }

    /// Who walks.
    #[must_use]
    pub fn walking(&self) -> Vec<MemberId> {
        self.people.iter().map(|someone| someone.member).collect()
    }

    fn someone(&self, member: MemberId, name: String, number: u64) -> Someone {
        let walker = self.personas.stage.walker(number);
        Someone {
            member,
            walker,
            told_at: None,
            name,
            number,
            told: 0,
            shines_until: 0,
            listens: true,
            errand: None,
        }
    }

    async fn newcomer(&mut self, app: &App) -> kit::Result<Someone> {
        let (stage, number) = (self.personas.stage.clone(), self.next);
        self.next += 1;
        let mut tx = app.write().await?;
        let (member, name) = cast::passer_by(&mut tx, app, &stage, number).await?;
        tx.commit().await?;
        Ok(self.someone(member, name, number))
    }

    /// Lets one more person come to town.
    pub(super) async fn welcome(&mut self, app: &App) -> kit::Result<()> {
        let newcomer = self.newcomer(app).await?;
        self.people.push(newcomer);
        Ok(())
    }

    /// Everybody walks on a step.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn step(&mut self, app: &App, street: &Street) -> Result<Beat, Failure> {
        let mut beat = Beat::default();
        self.step += 1;
        self.follow_camille();
        for index in 0..self.people.len() {
            let sample = self.people[index].walker.step(self.plan.speed);
            if index == 0 || (self.step + self.people[index].number).is_multiple_of(TELLS_EVERY) {
                self.tell(app, street, index, &sample, &mut beat).await?;
            }
            self.go_on(app, index, &sample, &mut beat).await?;
        }
        self.surprise(app).await?;
        self.take_turns(app, &mut beat).await?;
        if self.step.is_multiple_of(RESTOCK_EVERY) {
            let mut tx = app.write().await?;
            beat.stocked = restock(&mut tx, &mut self.chance).await?;
            tx.commit().await?;
        }
        self.show(&beat);
        Ok(beat)
    }

    /// Walks for whoever is Camille now.
    fn follow_camille(&mut self) {
        let (camille, first) = (self.personas.camille(), self.people.first_mut());
        if let (Some(member), Some(someone)) = (camille, first)
            && someone.member != member
        {
            (someone.member, someone.told, someone.told_at) = (member, 0, None);
        }
    }

    /// Tells where somebody is, through the door that real moments take, and lets them hear what comes of it.
    async fn tell(
        &mut self,
        app: &App,
        street: &Street,
        index: usize,
        sample: &Sample,
        beat: &mut Beat,
    ) -> Result<(), Failure> {
        let member = self.people[index].member;
        let (position, accuracy_m) = (sample.position, sample.accuracy_m);
        let moment = Moment { member, position, accuracy_m, at: app.now(), source: Source::Simulated };
        // The switch is asked before a moment is made at all, as at every door.
        self.people[index].listens = street.listens(member, app.now());
        if !self.people[index].listens {
            // A World that has not caught up yet does not know a newcomer's switch.
            street.advance(app).await?;
            self.people[index].listens = street.listens(member, app.now());
        }
        if !self.people[index].listens {
            return Ok(());
        }
        match street.observe(app, moment).await {
            Ok(_) => beat.moments.push(member),
            Err(refusal) => minor(refusal)?,
        }
        let after = self.people[index].told;
        let new = suggest::of_member(&mut app.read().await?, member, after, READ).await?;
        for suggestion in new {
            self.people[index].told = suggestion.number;
            self.people[index].told_at = Some(app.now());
            self.people[index].shines_until = self.step + SHINES;
            if index > 0 {
                self.answer(app, index, &suggestion, beat).await?;
            }
            beat.made.push(suggestion);
        }
        Ok(())
    }

    /// A walker takes one in three when free, and looks at the others; Camille is left to whoever stepped into her.
    async fn answer(
        &mut self,
        app: &App,
        index: usize,
        made: &Suggestion,
        beat: &mut Beat,
    ) -> Result<(), Failure> {
        let stop = self.personas.stage.stop_of(made.place);
        let free = self.people[index].errand.is_none();
        let outcome = match (self.chance.random_range(0..100), stop) {
            (0..35, Some(_)) if free => Outcome::Taken,
            (35..50, _) => Outcome::Dismissed,
            (50..60, _) => Outcome::Saved,
            _ => Outcome::Shown,
        };
        let someone = &mut self.people[index];
        let mut tx = app.write().await?;
        match encounter::answer(&mut tx, app, someone.member, made.id, outcome).await {
            Err(refusal) => return minor(refusal),
            Ok((_, begun)) => {
                tx.commit().await?;
                if let (Some(encounter), Some(stop)) = (begun, stop) {
                    beat.taken.push(encounter.offer);
                    someone.walker.send_to(stop);
                    someone.errand = Some(Errand { encounter, stop, waited_s: 0.0 });
                }
            }
        }
        Ok(())
    }

    /// Whoever stands at the counter they went to is served after a while.
    async fn go_on(
        &mut self,
        app: &App,
        index: usize,
        sample: &Sample,
        beat: &mut Beat,
    ) -> Result<(), Failure> {
        let Some(errand) = &mut self.people[index].errand else { return Ok(()) };
        if !sample.paused || sample.heading_to != Some(errand.stop) {
            return Ok(());
        }
        errand.waited_s += self.plan.speed;
        if errand.waited_s < AT_THE_COUNTER_S {
            return Ok(());
        }
        let Some(Errand { encounter, .. }) = self.people[index].errand.take() else { return Ok(()) };
        let organisation = encounter.organisation;
        let till = Signed {
            id: self.personas.till,
            name: String::new(),
            guest: false,
            placemaster: false,
            works_for: vec![organisation],
            credential: app.id(),
        };
        let mut tx = app.write().await?;
        people::add_associate(&mut tx, organisation, till.id).await.map_err(told)?;
        match encounter::confirm(&mut tx, app, &till, encounter.id, &encounter.code.to_string()).await {
            Err(refusal) => minor(refusal),
            Ok(done) => {
                tx.commit().await?;
                beat.met.push(Met { at: self.people[index].walker.truly(), title: done.title });
                Ok(())
            }
        }
    }

    /// One after the other goes home and somebody else comes, so that the town never falls silent.
    async fn take_turns(&mut self, app: &App, beat: &mut Beat) -> Result<(), Failure> {
        let others = self.people.len().saturating_sub(1) as u64;
        if others == 0 || !self.step.is_multiple_of((ROUND / others).max(1)) {
            return Ok(());
        }
        let longest = self.people.iter().enumerate().skip(1).filter(|(_, someone)| someone.errand.is_none());
        let Some(index) = longest.min_by_key(|(_, someone)| someone.number).map(|(index, _)| index) else {
            return Ok(());
        };
        let newcomer = self.newcomer(app).await.map_err(told)?;
        beat.arrived.push(newcomer.member);
        let gone = std::mem::replace(&mut self.people[index], newcomer).member;
        let mut tx = app.write().await?;
        if encounter::of_member(&mut tx, gone).await?.is_empty() {
            people::erase(&mut tx, gone).await?;
        } else {
            // What took place stays in the shop's book.
            consent::turn_off(&mut tx, gone).await.map_err(told)?;
        }
        tx.commit().await?;
        Ok(())
    }
}

/// A walker who is refused goes on; a failing database is for the operator.
fn minor(refusal: Refusal) -> Result<(), Failure> {
    if refusal.code == "internal" { Err(told(refusal)) } else { Ok(()) }
}
