//! Signal and now → moment or why not.

use domain::limits::{ACCURACY_MAX_M, MOMENT_AHEAD_S, MOMENT_STALE_S, PRESENCE_S};
use domain::time::SECOND;
use domain::{Instant, MemberId, Moment, Position};

use crate::model::{Signal, Unfit};

/// Decides whether a signal is a moment of now.
///
/// Nonsense is told before vagueness and vagueness before age, so that a phone which is wrong in several ways is told the
/// worst first.
///
/// # Errors
/// The first [`Unfit`] that holds.
pub fn moment(member: MemberId, signal: &Signal, now: Instant) -> Result<Moment, Unfit> {
    let position = somewhere(signal)?;
    let accuracy_m = sharp(signal.accuracy_m)?;
    let at = when(signal, now)?;
    Ok(Moment { member, position, accuracy_m, at, source: signal.source })
}

/// On Earth, and not exactly where the equator meets Greenwich: nobody stands there, and phones without a fix say so.
fn somewhere(signal: &Signal) -> Result<Position, Unfit> {
    let position = Position::new(signal.lat, signal.lon).ok_or(Unfit::Nonsense)?;
    let unknown = signal.lat == 0.0 && signal.lon == 0.0;
    if unknown { Err(Unfit::Nonsense) } else { Ok(position) }
}

/// Rounded up to whole metres, at least one: no phone knows better.
fn sharp(accuracy_m: f64) -> Result<u32, Unfit> {
    if !accuracy_m.is_finite() || accuracy_m < 0.0 {
        return Err(Unfit::Nonsense);
    }
    if accuracy_m > f64::from(ACCURACY_MAX_M) {
        return Err(Unfit::Inaccurate);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and ACCURACY_MAX_M"
    )]
    let metres = accuracy_m.ceil() as u32;
    Ok(metres.max(1))
}

/// When the signal was true by our clock.
///
/// Only one thing is certain about a teller's clock: nothing is sent before it is written. If it was written at
/// `sent_at` by their clock and that lies in our future, their clock runs ahead by at least the difference, so the
/// difference is taken off both times; what remains, `sent_at − at`, is the age by one and the same clock. If `sent_at`
/// lies in our past, the message waited or their clock is slow. These cannot be told apart, and taking an old position
/// for now is the worse mistake, so the told time stands.
///
/// A message of a fast clock may have waited too, for less than the skew. So at most [`PRESENCE_S`] of skew is forgiven:
/// as long as the last known place of a member would have counted as present anyway. A faster clock is refused.
fn when(signal: &Signal, now: Instant) -> Result<Instant, Unfit> {
    let ahead = signal.sent_at.map_or(0, |sent| sent.micros().saturating_sub(now.micros()));
    if ahead > PRESENCE_S * SECOND {
        return Err(Unfit::Future);
    }
    let at = Instant::from_micros(signal.at.micros().saturating_sub(ahead.max(0)));
    if at > now.plus_secs(MOMENT_AHEAD_S) {
        return Err(Unfit::Future);
    }
    if at < now.plus_secs(-MOMENT_STALE_S) {
        return Err(Unfit::Stale);
    }
    Ok(at.min(now))
}
