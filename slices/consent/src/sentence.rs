//! A grant in plain words, for the pages that list grants and for the suggestions that name them as a reason.

use domain::hours::DailyWindow;
use domain::{Effect, Grant, Purpose, Times, Zone};
use kit::Lang;
use kit::words::Words;

/// Says a grant as one sentence: `L’Épicerie du Port ne vous parle pas, le samedi, de 9 h à 18 h.`
///
/// `organisation` is the name of the organisation it is about, where it is about one.
#[must_use]
pub fn sentence(words: Words<'_>, grant: &Grant, organisation: Option<&str>) -> String {
    let lang = words.lang;
    let who = organisation.map_or_else(|| lang.t("consent-somebody"), str::to_owned);
    let about = grant.category.as_ref().map_or_else(String::new, |category| lang.t(&category.label_key()));
    let mut said = lang.with(&key(grant), &[("who", who), ("about", about)]);
    let limits = limits(lang, grant);
    if !limits.is_empty() {
        let only = if grant.effect == Effect::Allow { "consent-only" } else { "consent-when" };
        said = lang.with(only, &[("said", said), ("limits", limits.join(", "))]);
    }
    if let Some(until) = grant.until {
        // A limit on what the mode opened ends with its date, and then the mode alone decides again.
        let narrows =
            (grant.purpose, grant.effect) == (Purpose::Suggest, Effect::Allow) && !limits.is_empty();
        let until = words.until(until);
        let until = if narrows { lang.with("consent-limits-hold", &[("until", until)]) } else { until };
        said = format!("{said} ({until})");
    }
    said + "."
}

/// The key of its sentence without limits: `consent-deny-suggest-organisation`.
fn key(grant: &Grant) -> String {
    let scope = match (grant.organisation.is_some(), grant.category.is_some()) {
        (false, false) => "all",
        (true, false) => "organisation",
        (false, true) => "category",
        (true, true) => "both",
    };
    format!("consent-{}-{}-{scope}", grant.effect, grant.purpose)
}

fn limits(lang: Lang, grant: &Grant) -> Vec<String> {
    let days = (grant.times.days != Times::ALWAYS.days).then(|| days(lang, grant.times.days));
    let hours = grant.times.window.map(|window| hours(lang, window));
    let zone = match grant.zone {
        None | Some(Zone::Neighbourhood) => None,
        Some(zone) => Some(lang.t(&format!("consent-zone-{zone}"))),
    };
    let often = grant.per_day.map(|per_day| lang.with("consent-per-day", &[("times", per_day.to_string())]));
    [days, hours, zone, often].into_iter().flatten().collect()
}

fn days(lang: Lang, days: u8) -> String {
    match days {
        0b001_1111 => return lang.t("consent-weekdays"),
        0b110_0000 => return lang.t("consent-weekend"),
        _ => {}
    }
    let name = |day: u8| lang.with("consent-day", &[("day", lang.t(&format!("words-day-{day}")))]);
    let mut names: Vec<String> = (0..7).filter(|day| days & (1 << day) != 0).map(name).collect();
    let last = names.pop().unwrap_or_default();
    let listed = if names.is_empty() {
        last
    } else {
        lang.with("consent-and", &[("many", names.join(", ")), ("last", last)])
    };
    lang.with("consent-on-days", &[("days", listed)])
}

/// `de 9 h à 18 h 30` or `from 9:00 to 18:30`.
pub(crate) fn hours(lang: Lang, window: DailyWindow) -> String {
    let args = [("from", minute(lang, window.from)), ("to", minute(lang, window.to))];
    lang.with("consent-hours", &args)
}

fn minute(lang: Lang, minute: u16) -> String {
    match (lang, minute / 60, minute % 60) {
        (Lang::Fr, hour, 0) => format!("{hour}\u{a0}h"),
        (Lang::Fr, hour, past) => format!("{hour}\u{a0}h\u{a0}{past:02}"),
        (Lang::En, hour, past) => format!("{hour}:{past:02}"),
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::{CivilZone, GrantId, MemberId, OrganisationId};
    use kit::testing::NOON;

    use super::*;
    use crate::model::NewGrant;

    fn grant(effect: Effect, purpose: Purpose) -> Grant {
        NewGrant::new(effect, purpose).given(
            GrantId::make(NOON, [1; 10]),
            MemberId::make(NOON, [2; 10]),
            NOON,
        )
    }

    fn says(grant: &Grant) -> [String; 2] {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        let name = grant.organisation.map(|_| "Au Fil du Vin");
        [Lang::Fr, Lang::En].map(|lang| sentence(Words { lang, zone: &zone, now: NOON }, grant, name))
    }

    #[test]
    fn every_grant_that_can_be_given_has_its_sentence() {
        let shop = Some(OrganisationId::make(NOON, [3; 10]));
        for (effect, _) in Effect::NAMES {
            for (purpose, _) in Purpose::NAMES {
                for organisation in [None, shop] {
                    for category in [None, "food/wine".parse().ok()] {
                        let new = NewGrant { organisation, category, ..NewGrant::new(*effect, *purpose) };
                        if crate::decide::grant(&new, true, NOON).is_err() {
                            continue;
                        }
                        let grant =
                            Grant { organisation, category: new.category, ..grant(*effect, *purpose) };
                        for said in says(&grant) {
                            assert!(!said.starts_with("consent-"), "{said}");
                            assert_eq!(said.contains("Au Fil du Vin"), organisation.is_some(), "{said}");
                            assert_eq!(
                                said.contains("Vin\u{a0}»") || said.contains("Wine”"),
                                grant.category.is_some()
                            );
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn limits_are_said_in_both_languages() {
        let shop = Some(OrganisationId::make(NOON, [3; 10]));
        let limited = Grant {
            organisation: shop,
            times: Times { days: 0b010_0101, window: DailyWindow::new(540, 1110) },
            zone: Some(Zone::Inside),
            per_day: Some(2),
            until: Some(NOON.plus_secs(40 * 86_400)),
            ..grant(Effect::Allow, Purpose::Suggest)
        };
        let [fr, en] = says(&limited);
        assert_eq!(
            fr.replace('\u{a0}', " "),
            "Au Fil du Vin peut vous parler, mais seulement le lundi, le mercredi et le samedi, de 9 h à 18 h 30, \
             à l’intérieur, 2 fois par jour au plus (ces limites valent jusqu’au 31 décembre 2026)."
        );
        assert_eq!(
            en.replace('\u{a0}', " "),
            "Au Fil du Vin may speak to you, but only on Mondays, Wednesdays and Saturdays, from 9:00 to 18:30, \
             inside, twice a day at most (these limits hold until 31 December 2026)."
        );
    }

    #[test]
    fn days_and_ends_are_said_as_people_say_them() {
        let deny = |days, until| Grant {
            times: Times { days, window: None },
            until: Some(until),
            organisation: Some(OrganisationId::make(NOON, [3; 10])),
            ..grant(Effect::Deny, Purpose::Suggest)
        };
        let said = |days, secs| says(&deny(days, NOON.plus_secs(secs))).map(|s| s.replace('\u{a0}', " "));
        assert_eq!(
            said(0b001_1111, 6 * 3600),
            [
                "Au Fil du Vin ne vous parle pas, du lundi au vendredi (jusqu’à 18 h).",
                "Au Fil du Vin does not speak to you, from Monday to Friday (until 18:00)."
            ]
        );
        assert_eq!(
            said(0b110_0000, 86_400),
            [
                "Au Fil du Vin ne vous parle pas, le week-end (jusqu’à demain à 12 h).",
                "Au Fil du Vin does not speak to you, at weekends (until tomorrow at 12:00)."
            ]
        );
        assert!(said(0b100_0000, -86_400)[0].contains("le dimanche (jusqu’au 20 novembre 2026)"));
    }
}
