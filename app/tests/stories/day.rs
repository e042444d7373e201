//! A random day as it is lived and written down for the checkers of section 4.

use std::collections::BTreeMap;

use domain::{Attention, DailyWindow, EncounterId, Instant, MemberId, Mode, Purpose, Suggestion};
use encounter::{Encounter, EncounterState};
use serde_json::{Value, json};
use sim::check::{Asked, Change, Granted, Log, Made, Recognised, Stock, Used};

use crate::answer::Answer;
use crate::deeds::{Deed, WORDS};
use crate::hand::{Hand, Shop};
use crate::harness::{Town, spot, text};

/// The day as it goes, written down.
pub struct Day<'t> {
    t: &'t Town,
    members: Vec<Hand<'t>>,
    shops: Vec<Shop<'t>>,
    offers: Vec<String>,
    pub log: Log,
    known: BTreeMap<MemberId, i64>,
    pub states: BTreeMap<EncounterId, EncounterState>,
}

impl<'t> Day<'t> {
    pub async fn begins(t: &'t Town, seed: u64) -> Self {
        let mut day = Self {
            t,
            members: Vec::new(),
            shops: vec![
                t.shop("Au bon pain", "food", spot(0, 0)).await,
                t.shop("Le Cellier", "food", spot(250, 100)).await,
            ],
            offers: Vec::new(),
            log: Log {
                seed,
                zone: t.app.settings.zone.clone(),
                attention: Vec::new(),
                moments: Vec::new(),
                suggestions: Vec::new(),
                recognitions: Vec::new(),
                grants: Vec::new(),
                stock: Vec::new(),
            },
            known: BTreeMap::new(),
            states: BTreeMap::new(),
        };
        for name in ["Anne", "Bilal", "Camille"] {
            let hand = t.member(name).await;
            hand.attention(json!({"on": true})).await;
            let attention = Attention { mode: Mode::On { until: None }, ..Attention::new(hand.id) };
            day.log.attention.push(Asked { at: t.app.now(), attention });
            for word in WORDS {
                hand.wishes(word, None).await;
            }
            day.members.push(hand);
        }
        for shop in 0..2 {
            let (cents, stock, reach) = (400, Some(2), 400);
            day.does(&Deed::Offer { shop, word: shop, cents, stock, reach }).await;
        }
        day
    }

    fn now(&self) -> Instant {
        self.t.app.now()
    }

    pub async fn goes(&mut self, deed: &Deed) {
        // A second passes, so that before and after are told apart.
        self.t.app.clock.advance_secs(1);
        self.does(deed).await;
        self.looks().await;
    }

    async fn does(&mut self, deed: &Deed) {
        match deed {
            Deed::Wish { who, word, top, only } => {
                let top = top.map(|minor| json!({"minor": minor, "currency": "EUR"}));
                let places: Vec<&str> = only.iter().map(|shop| self.shops[*shop].place.as_str()).collect();
                let wish = json!({"title": WORDS[*word], "top_price": top, "places": places});
                self.members[*who].post("/api/v1/wishes", wish).await;
            }
            Deed::WishState { who, which, state } => {
                let Some(path) = self.nth(*who, "/api/v1/wishes", *which).await else { return };
                self.members[*who].patch(&path, json!({ "state": state })).await;
            }
            Deed::DropWish { who, which } => {
                let Some(path) = self.nth(*who, "/api/v1/wishes", *which).await else { return };
                self.members[*who].delete(&path).await;
            }
            Deed::Attention { who, change } => self.asks(*who, change).await,
            Deed::Consent { who, consent, shop } => {
                let mut consent = consent.clone();
                if let Some(shop) = shop {
                    consent["organisation"] = json!(self.shops[*shop].organisation.to_string());
                }
                self.members[*who].post("/api/v1/me/consents", consent).await;
                self.allows(*who).await;
            }
            Deed::Withdraw { who, which } => {
                if let Some(path) = self.nth(*who, "/api/v1/me/consents", *which).await {
                    self.members[*who].delete(&path).await;
                    self.allows(*who).await;
                }
            }
            Deed::Walk { who, east, north } => {
                if self.members[*who].tells(spot(*east, *north)).await.status == 202 {
                    self.log.moments.push(Used { member: self.members[*who].id, at: self.now() });
                }
            }
            Deed::Outcome { who, which, outcome } => {
                if let Some(path) = self.nth(*who, "/api/v1/suggestions", *which).await {
                    self.members[*who].post(&format!("{path}/outcome"), json!({ "outcome": outcome })).await;
                }
            }
            Deed::Cancel { who, which } => {
                if let Some(path) = self.nth(*who, "/api/v1/encounters", *which).await {
                    self.members[*who].post(&format!("{path}/cancel"), Value::Null).await;
                }
            }
            Deed::Erase { who } => {
                self.members[*who].delete("/api/v1/me").await;
            }
            Deed::Wait { secs } => self.t.app.clock.advance_secs(*secs),
            Deed::Tidy => self.t.waits(0).await,
            Deed::Turn => self.t.turn().await,
            Deed::Offer { .. }
            | Deed::ChangeOffer { .. }
            | Deed::CloseOffer { .. }
            | Deed::Confirm { .. } => {
                self.minds_the_shop(deed).await;
            }
        }
    }

    async fn minds_the_shop(&mut self, deed: &Deed) {
        match deed {
            Deed::Offer { shop, word, cents, stock, reach } => {
                let more = json!({"stock": stock, "reach_m": reach});
                let offer =
                    self.shops[*shop].offers(&format!("{} de Redon", WORDS[*word]), *cents, more).await;
                self.counts(&offer, stock.map(i64::from));
                self.offers.push(offer);
            }
            Deed::ChangeOffer { which, change } => {
                let Some(offer) = self.offers.get(*which).cloned() else { return };
                let changed = self.of_shop(&offer, Some(change)).await;
                if changed.status == 200 && change.get("stock").is_some() {
                    self.counts(&offer, change["stock"].as_i64());
                }
            }
            Deed::CloseOffer { which } => {
                if let Some(offer) = self.offers.get(*which).cloned() {
                    self.of_shop(&offer, None).await;
                }
            }
            Deed::Confirm { shop, which } => {
                // The code is read off the member's page, as at a counter.
                for hand in &self.members {
                    let all = hand.get("/api/v1/encounters").await;
                    let all = if all.status == 200 { all.json() } else { continue };
                    if let Some(one) = all["items"].get(*which) {
                        self.shops[*shop].confirms(&text(&one["id"]), &one["code"]).await;
                    }
                }
            }
            _ => {}
        }
    }

    async fn of_shop(&self, offer: &str, change: Option<&Value>) -> Answer {
        let path = format!("/api/v1/offers/{offer}");
        let mut answer = None;
        for shop in &self.shops {
            let tried = match change {
                Some(change) => shop.associate.patch(&path, change.clone()).await,
                None => shop.associate.delete(&path).await,
            };
            if tried.status != 403 {
                answer = Some(tried);
            }
        }
        answer.unwrap()
    }

    fn counts(&mut self, offer: &str, stock: Option<i64>) {
        let count = stock.map_or(1_000_000, |stock| u32::try_from(stock).unwrap());
        self.log.stock.push(Stock {
            offer: offer.parse().unwrap(),
            at: self.now(),
            change: Change::Set(count),
        });
    }

    async fn nth(&self, who: usize, path: &str, which: usize) -> Option<String> {
        let all = self.members[who].get(path).await;
        let all = if all.status == 200 { all.json() } else { return None };
        let items = all["items"].as_array()?;
        let one = items.get(which.checked_rem(items.len())?)?;
        Some(format!("{path}/{}", text(&one["id"])))
    }

    async fn asks(&mut self, who: usize, change: &Value) {
        let answer = self.members[who].put("/api/v1/me/shopper-mode", change.clone()).await;
        if answer.status != 200 {
            return;
        }
        let told = answer.json();
        let mode = if told["on"] == true { Mode::On { until: None } } else { Mode::Off };
        let quiet = told["quiet_from"].as_str().zip(told["quiet_to"].as_str());
        let attention = Attention {
            member: self.members[who].id,
            mode,
            quiet: quiet.and_then(|(from, to)| DailyWindow::parse(from, to)),
            per_day: u16::try_from(told["per_day"].as_u64().unwrap()).unwrap(),
        };
        self.log.attention.push(Asked { at: self.now(), attention });
    }

    /// Writes down what a member's standing consents allow each shop.
    async fn allows(&mut self, who: usize) {
        let standing = self.members[who].get("/api/v1/me/consents").await;
        let standing = if standing.status == 200 { standing.json() } else { return };
        let standing = standing["items"].as_array().cloned().unwrap_or_default();
        for shop in &self.shops {
            let said = |effect: &str, purpose: Purpose| {
                standing.iter().any(|one| {
                    let to =
                        one["organisation"].is_null() || one["organisation"] == shop.organisation.to_string();
                    to && one["effect"] == effect && one["purpose"] == purpose.name()
                })
            };
            for purpose in [Purpose::Suggest, Purpose::Recognise] {
                let opened = purpose == Purpose::Suggest || said("allow", purpose);
                let allowed = opened && !said("deny", purpose);
                let (member, organisation, at) = (self.members[who].id, shop.organisation, self.t.app.now());
                self.log.grants.push(Granted { member, organisation, purpose, at, allowed });
            }
        }
    }

    /// Looks at what came of it: suggestions, encounters, and whom a shop sees.
    pub async fn looks(&mut self) {
        let now = self.now();
        let mut tx = self.t.app.read().await.unwrap();
        for member in self.members.iter().map(|hand| hand.id).collect::<Vec<_>>() {
            let known = self.known.get(&member).copied().unwrap_or(0);
            for made in suggest::of_member(&mut tx, member, known, 100).await.unwrap() {
                self.known.insert(member, made.number);
                let Suggestion { offer, organisation, made_at: at, reasons, .. } = made;
                self.log.suggestions.push(Made { member, offer, organisation, at, reasons: reasons.len() });
            }
            for one in encounter::of_member(&mut tx, member).await.unwrap() {
                self.moves(&one, now);
            }
        }
        drop(tx);
        for shop in &self.shops {
            for seen in self.t.house.street.present(shop.organisation, now) {
                let seen = Recognised { member: seen.member, organisation: shop.organisation, at: now };
                self.log.recognitions.push(seen);
            }
        }
    }

    fn moves(&mut self, encounter: &Encounter, now: Instant) {
        let before = self.states.insert(encounter.id, encounter.state);
        let change = match (before, encounter.state) {
            (None, _) => Change::Taken(1),
            (Some(EncounterState::Expected), EncounterState::Cancelled | EncounterState::Expired) => {
                Change::Returned(1)
            }
            (Some(before), after) => {
                assert!(before == after || before.holds(), "{before} became {after}");
                return;
            }
        };
        self.log.stock.push(Stock { offer: encounter.offer, at: now, change });
    }
}
