//! Tables: suggestion, spoken, travel

store::statements! {
    NEXT_NUMBER = "SELECT CAST(coalesce(max(number), 0) + 1 AS BIGINT) FROM suggestion WHERE member = $1";
    ADD = "INSERT INTO suggestion
           (id, number, member, offer, organisation, place, wish, reasons, score, channel, made_at, outcome)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (member, offer) DO NOTHING";
    ONE = "SELECT id, number, member, offer, organisation, place, wish, reasons, score, channel, made_at, outcome
           FROM suggestion WHERE id = $1";
    AFTER = "SELECT id, number, member, offer, organisation, place, wish, reasons, score, channel, made_at, outcome
             FROM suggestion WHERE member = $1 AND number > $2 ORDER BY number LIMIT $3";
    STANDING = "SELECT id, number, member, offer, organisation, place, wish, reasons, score, channel, made_at, outcome
                FROM suggestion WHERE member = $1 AND outcome IN ('made', 'shown', 'saved')
                ORDER BY number DESC LIMIT $2";
    NEWEST = "SELECT CAST(coalesce(max(number), 0) AS BIGINT) FROM suggestion WHERE member = $1";
    SINCE = "SELECT count(*) FROM suggestion WHERE member = $1 AND made_at >= $2";
    TOLD = "SELECT member, offer, organisation, made_at FROM suggestion";
    OUTCOME = "UPDATE suggestion SET outcome = $2, outcome_at = $3 WHERE id = $1 AND outcome = $4";
    ANSWERED_AT = "SELECT outcome_at FROM suggestion WHERE id = $1";
    /// What was put aside before is put aside anew, with the denial that is given at this instant.
    ASIDE_ANEW = "UPDATE suggestion SET outcome_at = $2 WHERE id = $1 AND outcome = 'dismissed'";
    /// What was put aside since an instant comes back.
    REOPEN = "UPDATE suggestion SET outcome = 'shown', outcome_at = $2
              WHERE id = $1 AND outcome = 'dismissed' AND outcome_at >= $3";
    PUT_ASIDE = "SELECT id, number, member, offer, organisation, place, wish, reasons, score, channel, made_at, outcome
                 FROM suggestion WHERE member = $1 AND outcome = 'dismissed' AND outcome_at >= $2
                 ORDER BY outcome_at DESC, id DESC LIMIT $3";
    /// News of a wish that was told; its attention is used up once, however often it is said so.
    SPEAK = "INSERT INTO spoken (opportunity, member, at, offer, hush_until) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (opportunity) DO NOTHING";
    /// Until when the offer that news told of is not suggested besides.
    HUSH = "UPDATE spoken SET hush_until = $2 WHERE opportunity = $1 AND offer IS NOT NULL";
    HUSHED = "SELECT count(*) FROM spoken WHERE member = $1 AND offer = $2 AND hush_until > $3";
    OF_OFFER = "SELECT made_at, outcome FROM suggestion WHERE member = $1 AND offer = $2";
    SPOKEN_SINCE = "SELECT count(*) FROM spoken WHERE member = $1 AND at >= $2";
    SPOKEN = "SELECT opportunity, member, at, offer, hush_until FROM spoken";
    SPOKEN_OF = "SELECT opportunity, member, at, offer, hush_until FROM spoken WHERE opportunity = $1";
    TALLY_SPOKEN = "SELECT count(*), (SELECT opportunity FROM spoken ORDER BY opportunity DESC LIMIT 1) FROM spoken";
    TRAVEL = "SELECT way, car_cents_per_km, fare_minor, place FROM travel WHERE member = $1";
    SET_TRAVEL = "INSERT INTO travel (member, way, car_cents_per_km, fare_minor, place) VALUES ($1, $2, $3, $4, $5)
                  ON CONFLICT (member) DO UPDATE SET way = excluded.way, car_cents_per_km = excluded.car_cents_per_km,
                  fare_minor = excluded.fare_minor, place = excluded.place";
    TALLY = "SELECT count(*), (SELECT id FROM suggestion ORDER BY id DESC LIMIT 1) FROM suggestion";

    OWN_SUGGESTIONS = "SELECT id AS suggestion, offer, organisation, place, wish, reasons, channel, made_at, outcome, outcome_at
                       FROM suggestion WHERE member = $1 ORDER BY number DESC LIMIT $2";
    OWN_TRAVEL = "SELECT way, car_cents_per_km, fare_minor, place FROM travel WHERE member = $1 LIMIT $2";
}
