//! The course of a suggestion: said, answered, held, met at the counter or given back.

use domain::{Instant, Moment, OfferId, WishState, limits};
use engine::{Found, reasons::reasons};
use sim::answer::{Answer, answer, comes_in};
use sim::check::{Change, Made, Stock};

use super::ask;
use super::due::{Due, Taken};
use super::side::Side;
use super::tally::{COMES, DISMISSES, LOOKS, Line, SAVES, SOLD_OUT, STAYS_AWAY, reason};

/// Seconds in which somebody whom a screen calls is at the counter.
const STEPS_IN_S: i64 = 90;

impl Side {
    /// An offer came, changed or became true: it is said to whom it reaches.
    pub(super) fn reach(&mut self, offer: OfferId, now: Instant) {
        let found = ask::reached(&mut self.world, offer, now, &self.rule);
        self.say(&found, now);
    }

    /// Writes down what is said, and lets people answer.
    pub(super) fn say(&mut self, found: &[Found], now: Instant) {
        for found in found {
            let (member, offer, organisation) = (found.member, found.offer, found.organisation);
            let reasons: Vec<&'static str> = reasons(found).iter().map(reason).collect();
            let civil = self.zone.civil(now);
            self.tally.told += 1;
            self.tally.told_by_hour[usize::from(civil.minute / 60)] += 1;
            self.tally.days.entry((member, civil.day)).or_default().0 += 1;
            self.tally.pairs.insert((member, offer));
            for reason in &reasons {
                *self.tally.by_reason.entry(reason).or_default() += 1;
            }
            self.shop(found).told += 1;
            self.log.suggestions.push(Made { member, offer, organisation, at: now, reasons: reasons.len() });
            let answer = self.answer(found, now);
            *self.tally.answers.entry(answer).or_default() += 1;
            let title = self.offers.get(&offer).map_or_else(String::new, |offer| offer.title.clone());
            let place = self.places.get(&found.place).map_or_else(String::new, |place| place.name.clone());
            let (metres, price) = (found.facts.metres(), found.facts.price);
            self.tally.lines.push(Line {
                at: now,
                member,
                offer,
                title,
                place,
                metres,
                price,
                reasons,
                answer,
            });
        }
    }

    fn shop(&mut self, found: &Found) -> &mut super::tally::Shop {
        let name = self.places.get(&found.place).map(|place| place.name.clone());
        let shop = self.tally.shops.entry(found.organisation).or_default();
        if let Some(name) = name.filter(|_| shop.name.is_empty()) {
            shop.name = name;
        }
        shop
    }

    fn answer(&mut self, found: &Found, now: Instant) -> &'static str {
        let saving = saving(found.facts.price, found.facts.reference);
        let after_s = match answer(self.seed, found.member, found.offer, found.facts.metres(), saving) {
            Answer::Comes { after_s } => Some(after_s),
            Answer::StaysAway => None,
            Answer::Saves => return SAVES,
            Answer::Dismisses => return DISMISSES,
            Answer::Looks => return LOOKS,
        };
        if !self.hold(found.offer, now) {
            return SOLD_OUT;
        }
        let Found { member, offer, organisation, wish, facts, .. } = *found;
        let taken = Taken { member, offer, organisation, wish, price: facts.price };
        match after_s {
            Some(after_s) => {
                self.dues.at(now.plus_secs(after_s), Due::Arrives(taken));
                COMES
            }
            None => {
                self.dues.at(now.plus_secs(limits::HOLD_S), Due::GoesBack(offer));
                STAYS_AWAY
            }
        }
    }

    /// Holds a unit; `false` when none is left. That there are fewer opens no lock, so nobody is asked again.
    fn hold(&mut self, offer: OfferId, now: Instant) -> bool {
        let Some(known) = self.offers.get_mut(&offer) else { return false };
        let Some(count) = known.stock else { return true };
        let Some(left) = count.checked_sub(1) else { return false };
        known.stock = Some(left);
        self.world.put_offer(known.clone());
        self.log.stock.push(Stock { offer, at: now, change: Change::Taken(1) });
        true
    }

    fn give_back(&mut self, offer: OfferId, now: Instant) {
        let Some(known) = self.offers.get_mut(&offer) else { return };
        let Some(left) = known.stock else { return };
        known.stock = Some(left.saturating_add(1));
        self.world.put_offer(known.clone());
        self.log.stock.push(Stock { offer, at: now, change: Change::Returned(1) });
        self.reach(offer, now);
    }

    /// Carries out what falls due.
    pub(super) fn fall_due(&mut self, due: Due, now: Instant) {
        match due {
            Due::Sweep => self.sweep(now),
            Due::GoesBack(offer) => self.give_back(offer, now),
            Due::Arrives(taken) => self.arrive(&taken, now),
        }
    }

    /// Whoever took something is at the counter: it is theirs, unless the wish came true elsewhere meanwhile.
    fn arrive(&mut self, taken: &Taken, now: Instant) {
        let open = self.wishes.get_mut(&taken.wish).filter(|wish| wish.state == WishState::Open);
        let Some(wish) = open else { return self.give_back(taken.offer, now) };
        wish.state = WishState::Fulfilled;
        self.world.put_wish(wish.clone());
        self.tally.wishes_met.insert(taken.wish);
        self.tally.met += 1;
        self.tally.met_by_hour[usize::from(self.zone.civil(now).minute / 60)] += 1;
        let shop = self.tally.shops.entry(taken.organisation).or_default();
        shop.met += 1;
        *shop.earned.entry(taken.price.currency).or_default() += taken.price.minor;
    }

    /// Whoever passes a screen may be counted, and may come in for what they wish for; nobody is told anything.
    pub(super) fn pass_screens(&mut self, moment: &Moment, now: Instant) {
        let Some(spot) = self.world.settings().plane.project(moment.position) else { return };
        for number in 0..self.screens.len() {
            let Some(place) =
                self.screens[number].place.as_ref().filter(|_| self.screens[number].passes(spot))
            else {
                continue;
            };
            let shut = place.hours.as_ref().is_some_and(|hours| !hours.open(self.zone.civil(now)));
            let counted = place.organisation.is_some_and(|by| self.counted(moment.member, by, now));
            if counted {
                self.screens[number].count(moment.member, now);
            }
            if !shut {
                self.read_screen(number, moment, now);
            }
        }
    }

    fn read_screen(&mut self, number: usize, moment: &Moment, now: Instant) {
        let member = moment.member;
        let Some(offer) = self.screens[number].shown(now).and_then(|shown| self.offers.get(&shown)) else {
            return;
        };
        let over = offer.from > now || offer.until.is_some_and(|until| until <= now);
        let wishes = self.of_member.get(&member).into_iter().flatten();
        let wished = wishes.filter_map(|wish| self.wishes.get(wish)).find(|wish| {
            let pays = wish
                .top_price
                .is_none_or(|top| top.currency == offer.price.currency && top.minor >= offer.price.minor);
            wish.state == WishState::Open && pays && wish.subject.wants(&offer.subject)
        });
        let (Some(wish), false) = (wished.map(|wish| wish.id), over) else { return };
        let (id, organisation, price) = (offer.id, offer.organisation, offer.price);
        let saving = saving(price, offer.reference_price);
        if !self.screens[number].read.insert((member, id)) || !comes_in(self.seed, member, id, saving) {
            return;
        }
        if self.hold(id, now) {
            self.screens[number].came_in += 1;
            let name = self.screens[number].name.clone();
            let shop = self.tally.shops.entry(organisation).or_default();
            if shop.name.is_empty() {
                shop.name = name;
            }
            let taken = Taken { member, offer: id, organisation, wish, price };
            self.dues.at(now.plus_secs(STEPS_IN_S), Due::Arrives(taken));
        }
    }
}

/// Whole percent by which a price lies under the usual one.
fn saving(price: domain::Money, usual: Option<domain::Money>) -> u32 {
    let less = usual.and_then(|usual| price.less_than(usual).map(|by| by.minor * 100 / usual.minor.max(1)));
    less.and_then(|percent| u32::try_from(percent).ok()).unwrap_or(0)
}
