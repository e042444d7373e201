//! Reasons and obstacles in words.

use domain::{ClosingOf, GrantId, Money, Permission, Reason, WishId, hours};
use engine::Obstacle;
use kit::words::Words;

use crate::street::Coming;

/// What sentences need to name.
pub(crate) trait Names {
    /// How the member calls a wish; empty when it is gone.
    fn wish(&self, wish: WishId) -> String;
    /// What a consent says.
    fn grant(&self, grant: GrantId) -> String;
    /// What the consent without limits says that closes what is asked about.
    fn closing(&self) -> String;
}

/// A reason's drawing and its sentence.
pub(crate) fn reason(words: &Words<'_>, names: &dyn Names, reason: &Reason) -> (&'static str, String) {
    let say = |key: &str, args: &[(&'static str, String)]| words.lang.with(key, args);
    match *reason {
        Reason::Wished { wish } => {
            let title = names.wish(wish);
            let key = if title.is_empty() { "suggest-reason-wished-gone" } else { "suggest-reason-wished" };
            ("wish", say(key, &[("wish", title)]))
        }
        Reason::Near { metres } => {
            let minutes = metres.div_ceil(75).max(1).to_string();
            ("pin", say("suggest-reason-near", &[("distance", words.distance(metres)), ("minutes", minutes)]))
        }
        Reason::Cheaper { by } => ("tag", say("suggest-reason-cheaper", &[("by", words.money(by))])),
        Reason::UnderTop { by } => ("tag", say("suggest-reason-under-top", &[("by", words.money(by))])),
        Reason::LastOnes { left } => ("few", say("suggest-reason-last-ones", &[("left", left.to_string())])),
        Reason::ClosingSoon { of: ClosingOf::Offer, at } => {
            ("clock", say("suggest-reason-offer-ends", &[("hour", words.hour(at))]))
        }
        Reason::ClosingSoon { of: ClosingOf::Place, at } => {
            ("clock", say("suggest-reason-place-shuts", &[("hour", words.hour(at))]))
        }
        Reason::Allowed { by: Permission::Mode } => ("consent", say("suggest-reason-mode", &[])),
        Reason::Allowed { by: Permission::Grant(grant) } => {
            ("consent", say("suggest-reason-grant", &[("consent", names.grant(grant))]))
        }
    }
}

/// Why something is not suggested, in a sentence.
pub(crate) fn obstacle(words: &Words<'_>, names: &dyn Names, obstacle: &Obstacle) -> String {
    let money = |money: Money| words.money(money);
    let args: Vec<(&'static str, String)> = match *obstacle {
        Obstacle::QuietHours { until_minute } => vec![("hour", hours::write_minute(until_minute))],
        Obstacle::BudgetSpent { per_day } => vec![("number", per_day.to_string())],
        Obstacle::Denied { grant: None } => vec![("consent", names.closing())],
        Obstacle::Denied { grant: Some(grant) } | Obstacle::NotAllowedNow { grant, .. } => {
            vec![("consent", names.grant(grant))]
        }
        Obstacle::TooFar { metres, reach_m } => {
            vec![("distance", words.distance(metres)), ("reach", words.distance(reach_m))]
        }
        Obstacle::ZoneNotReached { zone, .. } => {
            vec![("zone", words.lang.t(&format!("suggest-zone-{zone}")))]
        }
        Obstacle::NotYet { from } => vec![("when", words.on(from))],
        Obstacle::Over { until } => vec![("when", words.on(until))],
        Obstacle::WishPaused { wish } | Obstacle::WishFulfilled { wish } | Obstacle::WishDropped { wish } => {
            vec![("wish", names.wish(wish))]
        }
        Obstacle::WishOver { wish, until } => vec![("wish", names.wish(wish)), ("until", words.until(until))],
        Obstacle::WrongCurrency { wish, wished, offered } => {
            let (wished, offered) = (words.currency(wished), words.currency(offered));
            vec![("wish", names.wish(wish)), ("wished", wished), ("offered", offered)]
        }
        Obstacle::TooDear { wish, by } => vec![("wish", names.wish(wish)), ("by", money(by))],
        Obstacle::WishTooFar { wish, metres, distance_m } => vec![
            ("wish", names.wish(wish)),
            ("distance", words.distance(metres)),
            ("reach", words.distance(distance_m)),
        ],
        Obstacle::WishElsewhere { wish } => vec![("wish", names.wish(wish))],
        _ => Vec::new(),
    };
    words.lang.with(&format!("suggest-not-{}", obstacle.code()), &args)
}

/// What happens when something comes, and at which hour: `ouvre à 14 h`.
pub(crate) fn coming(words: &Words<'_>, coming: &Coming) -> String {
    let same_day = words.zone.civil(coming.at).day == words.zone.civil(words.now).day;
    let when = if same_day {
        words.lang.with("suggest-soon-at", &[("hour", words.hour(coming.at))])
    } else {
        words.on(coming.at)
    };
    let key = match coming.obstacles.as_slice() {
        [Obstacle::PlaceClosed] => "suggest-soon-opens",
        [Obstacle::NotYet { .. }] => "suggest-soon-begins",
        [Obstacle::QuietHours { .. }] => "suggest-soon-calm",
        _ => "suggest-soon-then",
    };
    words.lang.with(key, &[("when", when)])
}

/// The same as a whole sentence that also tells how long that still is.
pub(crate) fn coming_in(words: &Words<'_>, soon: &Coming, title: String, place: String) -> String {
    let secs = soon.at.secs_since(words.now).max(0);
    let minutes = secs.unsigned_abs().div_ceil(60).max(1);
    let (hours, rest) = (minutes / 60, minutes % 60);
    let wait = match (hours, rest) {
        (0, _) => words.lang.with("suggest-soon-minutes", &[("minutes", minutes.to_string())]),
        (_, 0) => words.lang.with("suggest-soon-hours", &[("hours", hours.to_string())]),
        _ => {
            let args = [("hours", hours.to_string()), ("minutes", format!("{rest:02}"))];
            words.lang.with("suggest-soon-hours-minutes", &args)
        }
    };
    let what = coming(words, soon);
    words
        .lang
        .with("suggest-soon-words", &[("title", title), ("place", place), ("what", what), ("wait", wait)])
}

#[cfg(test)]
mod tests {
    use kit::Lang;

    use super::*;

    #[test]
    fn every_obstacle_speaks_both_languages() {
        for (lang, name) in Lang::NAMES {
            for code in Obstacle::CODES {
                assert!(
                    lang.knows(&format!("suggest-not-{code}")) || needs_arguments(*lang, code),
                    "{name}: {code}"
                );
            }
        }
    }

    /// A sentence with arguments is unknown without them, and known with all of them.
    fn needs_arguments(lang: Lang, code: &str) -> bool {
        let all = [
            "hour", "number", "consent", "distance", "reach", "zone", "when", "until", "wish", "wished",
            "offered", "by",
        ];
        let args: Vec<(&'static str, String)> = all.into_iter().map(|name| (name, "x".to_owned())).collect();
        let key = format!("suggest-not-{code}");
        lang.with(&key, &args) != key
    }
}
