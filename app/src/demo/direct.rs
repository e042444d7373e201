//! The director: while somebody is in Camille's shoes, the street is not silent for long. A shop near her then publishes
//! something she hopes for; whether she is told of it, the engine decides as always.

use domain::{Instant, Money, Place, WishState};
use kit::App;
use offer::NewOffer;
use rand::RngExt;

use super::prepare::told;
use super::show::Show;
use super::stage::Hope;
use crate::server::Failure;

/// Seconds after somebody stepped into Camille until something happens at the latest.
const FIRST_S: i64 = 4;
/// Seconds without any suggestion after which something happens.
const SILENCE_S: i64 = 30;
/// Seconds between two attempts.
const AGAIN_S: i64 = 8;
/// Seconds for which somebody who stepped into Camille is taken to look.
const WATCHED_S: i64 = 900;
/// Seconds such an offer lasts.
const LASTS_S: i64 = 2_400;
/// Metres beyond Camille that it reaches: she walks on meanwhile.
const BEYOND_M: u32 = 250;

impl Show {
    /// Lets a shop publish something for Camille, if it is time.
    pub(super) async fn surprise(&mut self, app: &App) -> Result<(), Failure> {
        let now = app.now();
        let Some(camille) = self.people.first().filter(|_| self.is_time(now)) else { return Ok(()) };
        let (member, here) = (camille.member, camille.walker.truly());
        let stage = self.personas.stage.clone();
        let wishes = wish::of_member(&mut app.read().await?, member).await?;
        let open = |hope: &&Hope| {
            wishes.iter().any(|wish| wish.state == WishState::Open && wish.title == hope.title)
        };
        let hopes: Vec<&Hope> = stage.hopes.iter().filter(open).collect();
        let count = self.surprised.1;
        self.surprised = (Some(now), count + 1);
        if hopes.is_empty() {
            return Ok(());
        }
        let hope = hopes[count % hopes.len()];
        let trade =
            stage.places.iter().find(|place| place.id == hope.met_by.place).map(|place| &place.category);
        let sellers = stage.places.iter().filter(|place| Some(&place.category) == trade);
        let far = |place: &Place| place.position.metres_to(here);
        let Some(seller) = sellers.min_by(|a, b| far(a).total_cmp(&far(b))) else { return Ok(()) };
        let Some(new) = self.special(hope, seller, far(seller), now) else { return Ok(()) };
        let mut tx = app.write().await?;
        offer::publish(&mut tx, app, new).await.map_err(told)?;
        tx.commit().await?;
        Ok(())
    }

    fn is_time(&self, now: Instant) -> bool {
        let Some(stepped) = self.personas.stepped() else { return false };
        let heard = self.people.first().and_then(|camille| camille.told_at).filter(|at| *at >= stepped);
        let due = heard.map_or_else(|| stepped.plus_secs(FIRST_S), |at| at.plus_secs(SILENCE_S));
        let tried = self.surprised.0.is_some_and(|at| now.secs_since(at) < AGAIN_S);
        now >= due && !tried && now.secs_since(stepped) < WATCHED_S
    }

    /// The last few of what is hoped for, for less, for a while.
    fn special(&mut self, hope: &Hope, seller: &Place, metres: f64, now: Instant) -> Option<NewOffer> {
        let usual = hope.met_by.reference_price.unwrap_or(hope.met_by.price);
        let minor = usual.minor * self.chance.random_range(70..=90) / 100;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "metres within a town")]
        let metres = metres.max(0.0) as u32;
        Some(NewOffer {
            subject: hope.met_by.subject.clone(),
            reference_price: (usual.minor > minor).then_some(usual),
            stock: Some(self.chance.random_range(2..=3)),
            until: Some(now.plus_secs(LASTS_S)),
            reach_m: metres.saturating_add(BEYOND_M).min(domain::limits::REACH_MAX_M),
            ..NewOffer::new(seller.organisation?, seller.id, &hope.met_by.title, Money { minor, ..usual })
        })
    }
}
