//! Opening hours from OSM's syntax to the hours of an ordinary week.

use domain::WeeklyHours;
use opening_hours::{OpeningHours, RuleKind};

/// The Monday of the week on which rules are evaluated: mid-September 2026, outside school and public holidays and
/// high season in France, so that "ordinary" means what a neighbour would say.
pub const REFERENCE_MONDAY: &str = "2026-09-14";

/// Reads OSM opening hours; `None` when they cannot be read or never open in an ordinary week.
///
/// Hours with a comment, such as "by appointment", or otherwise uncertain count as closed. A span past Sunday's midnight goes on on Monday.
#[must_use]
pub fn read_hours(text: &str) -> Option<WeeklyHours> {
    let rules: OpeningHours = text.parse().ok()?;
    let midnight = format!("{REFERENCE_MONDAY}T00:00:00").parse().ok()?;
    let next = "2026-09-21T00:00:00".parse().ok()?;
    let mut spans = Vec::new();
    let sure = |kind: RuleKind, comment: &str| kind == RuleKind::Open && comment.is_empty();
    for stretch in rules.iter_range(midnight, next).filter(|stretch| sure(stretch.kind, &stretch.comment)) {
        let (from, to) = (stretch.range.start - midnight, stretch.range.end - midnight);
        spans.push((u16::try_from(from.num_minutes()).ok()?, u16::try_from(to.num_minutes()).ok()?));
    }
    WeeklyHours::new(spans).filter(|hours| !hours.spans().is_empty())
}

#[cfg(test)]
mod tests {
    use domain::hours::WEEK;

    use super::*;

    fn spans(text: &str) -> Option<Vec<(u16, u16)>> {
        read_hours(text).map(|hours| hours.spans().to_vec())
    }

    const DAY: u16 = 1440;

    #[test]
    fn shops_of_redon_are_read_as_written() {
        let week = spans("Mo-Sa 08:30-20:30; Su 09:00-12:45").unwrap();
        assert_eq!((week.len(), week[0], week[6]), (7, (510, 1230), (6 * DAY + 540, 6 * DAY + 765)));
        let halls =
            spans("Mo-Sa 07:30-13:00; Tu off; We off; Th off; May 01 off; Nov 01 off;Nov 11 off").unwrap();
        assert_eq!(halls, [(450, 780), (4 * DAY + 450, 4 * DAY + 780), (5 * DAY + 450, 5 * DAY + 780)]);
        assert_eq!(spans("24/7"), Some(vec![(0, WEEK)]));
    }

    #[test]
    fn holidays_are_no_part_of_an_ordinary_week() {
        assert_eq!(spans("Mo 09:00-12:00; PH 10:00-20:00"), Some(vec![(540, 720)]));
        assert_eq!(spans("Mo 09:00-12:00; PH off; Dec 25 off"), Some(vec![(540, 720)]));
    }

    #[test]
    fn a_night_passes_midnight_and_sunday_goes_on_on_monday() {
        assert_eq!(spans("Fr 18:00-02:00"), Some(vec![(4 * DAY + 1080, 5 * DAY + 120)]));
        assert_eq!(spans("Su 22:00-03:00"), Some(vec![(0, 180), (6 * DAY + 1320, WEEK)]));
    }

    #[test]
    fn what_never_opens_or_makes_no_sense_is_unknown() {
        for text in
            ["SH 12:00-14:00", "off", "lundi matin", "Mo 25:99-30:00", "", "Mo-Fr \"sur rendez-vous\""]
        {
            assert_eq!(spans(text), None, "{text}");
        }
    }
}
