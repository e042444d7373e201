//! Who is there for an organisation to see: only those who allow it.

use std::collections::BTreeMap;

use domain::{Instant, MemberId, OrganisationId, limits};

use super::Presence;
use crate::gate::{Apart, Asked, mode_off, recognised};
use crate::world::{Circle, Handle, Now, Site, World};

/// Metres from a place's edge within which a member may be recognised: whoever is arriving, not whoever lives near.
pub const RECOGNISE_M: u32 = 250;

impl World {
    /// Members whose mode is on, who are near one of the organisation's places now, and whose grants let it recognise
    /// them there; each once, by the nearest place where they do; nearest first.
    #[must_use]
    pub fn present(&self, organisation: OrganisationId, now: Instant) -> Vec<Presence> {
        let now = self.now(now);
        let mut nearest: BTreeMap<MemberId, Presence> = BTreeMap::new();
        for site in self.places.of(organisation) {
            let Some(at) = site.at else { continue };
            let about_m = site.about_m().saturating_add(RECOGNISE_M);
            self.present.about(Circle::new(at, about_m), |who, _| {
                let Some(seen) = self.seen(who.member, organisation, site, now) else { return };
                let known = nearest.entry(seen.member).or_insert(seen);
                if (seen.metres, seen.place) < (known.metres, known.place) {
                    *known = seen;
                }
            });
        }
        let mut all: Vec<Presence> = nearest.into_values().collect();
        all.sort_by_key(|seen| (seen.metres, seen.member));
        all
    }

    fn seen(&self, member: Handle, by: OrganisationId, site: &Site, now: Now<'_>) -> Option<Presence> {
        let asked = Asked::about(self, member, now);
        if !asked.entry.is_known() || mode_off(&asked) {
            return None;
        }
        let apart = Apart::between(asked.spot?, site)?;
        // From the edge: of the outline where there is one, of the circle otherwise.
        let edge_m = if site.outline.is_some() { 0 } else { site.radius_m };
        let within_m = edge_m.saturating_add(RECOGNISE_M).min(limits::REACH_MAX_M);
        let near = apart.d2 <= domain::plane::metres2(within_m);
        (near && recognised(asked.rare, by, site, apart.zone(), now)).then_some(Presence {
            member: self.members.id(member),
            place: site.id,
            zone: apart.zone(),
            metres: u32::try_from(apart.d2.isqrt() / 10).unwrap_or(u32::MAX),
            at: asked.entry.seen_at()?,
        })
    }
}
