//! Tables: offer

store::statements! {
    ADD = "INSERT INTO offer (id, organisation, place, reference, title, kind, category, gtin, brand, words, price_minor,
             reference_minor, currency, stock, from_at, until_at, reach_m, zone, state, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
           ON CONFLICT (organisation, reference) DO NOTHING";
    OFFER = "SELECT id, organisation, place, title, kind, category, gtin, brand, words, price_minor, reference_minor,
               currency, stock, from_at, until_at, reach_m, zone, state
             FROM offer WHERE id = $1";
    ALL_STANDING = "SELECT id, organisation, place, title, kind, category, gtin, brand, words, price_minor,
               reference_minor, currency, stock, from_at, until_at, reach_m, zone, state
             FROM offer WHERE state <> 'closed' ORDER BY id";
    EVERY_STANDING = "SELECT id, organisation, place, title, kind, category, gtin, brand, words, price_minor,
               reference_minor, currency, stock, from_at, until_at, reach_m, zone, state
             FROM offer WHERE state <> 'closed'";
    /// Newest first: ids begin with their time.
    OF_ORGANISATION = "SELECT id, organisation, place, title, kind, category, gtin, brand, words, price_minor,
               reference_minor, currency, stock, from_at, until_at, reach_m, zone, state
             FROM offer WHERE organisation = $1 AND state <> 'closed' AND (id < $2 OR $2 IS NULL)
             ORDER BY id DESC LIMIT $3";
    /// Newest first; what was closed is kept and never opened again.
    CLOSED_OF_ORGANISATION = "SELECT id, organisation, place, title, kind, category, gtin, brand, words, price_minor,
               reference_minor, currency, stock, from_at, until_at, reach_m, zone, state
             FROM offer WHERE organisation = $1 AND state = 'closed' ORDER BY id DESC LIMIT $2";
    OPEN = "SELECT id, organisation, place, title, kind, category, gtin, brand, words, price_minor, reference_minor,
               currency, stock, from_at, until_at, reach_m, zone, state
             FROM offer WHERE state = 'open' AND from_at <= $1 AND (until_at > $1 OR until_at IS NULL)
               AND (organisation = $2 OR $2 IS NULL) AND (place = $3 OR $3 IS NULL)
               AND (category = $4 OR category LIKE $5 OR $4 IS NULL) AND (id < $6 OR $6 IS NULL)
             ORDER BY id DESC LIMIT $7";
    /// Those that speak of one product now.
    WITH_GTIN = "SELECT id, organisation, place, title, kind, category, gtin, brand, words, price_minor, reference_minor,
               currency, stock, from_at, until_at, reach_m, zone, state
             FROM offer WHERE gtin = $1 AND state = 'open' AND from_at <= $2 AND (until_at > $2 OR until_at IS NULL)
               AND (stock > 0 OR stock IS NULL)
             ORDER BY price_minor, id LIMIT $3";
    /// The offers of a batch of references, given as a JSON array.
    BY_REFERENCES = "SELECT reference, id, organisation, place, title, kind, category, gtin, brand, words, price_minor,
               reference_minor, currency, stock, from_at, until_at, reach_m, zone, state
             FROM offer WHERE organisation = $1 AND reference IN (SELECT value FROM json_each($2))"
           | "SELECT reference, id, organisation, place, title, kind, category, gtin, brand, words, price_minor,
               reference_minor, currency, stock, from_at, until_at, reach_m, zone, state
             FROM offer WHERE organisation = $1 AND reference IN (SELECT json_array_elements_text(CAST($2 AS JSON)))";
    COUNT = "SELECT count(*) FROM offer WHERE organisation = $1 AND state <> 'closed'";
    /// Holds the row until the transaction ends, so that what is read next is what will be changed.
    LOCK = "UPDATE offer SET state = state WHERE id = $1 AND organisation = $2";
    /// Saves everything; the stock only when told so ($17 = 1), for units may leave between reading and saving.
    SAVE = "UPDATE offer SET place = $2, title = $3, kind = $4, category = $5, gtin = $6, brand = $7, words = $8,
              price_minor = $9, reference_minor = $10, currency = $11, from_at = $12, until_at = $13, reach_m = $14,
              zone = $15, state = $16, stock = CASE WHEN $17 = 1 THEN $18 ELSE stock END
            WHERE id = $1";
    HOLD = "UPDATE offer SET stock = stock - 1
            WHERE id = $1 AND state = 'open' AND from_at <= $2 AND (until_at > $2 OR until_at IS NULL)
              AND (stock > 0 OR stock IS NULL)";
    RELEASE = "UPDATE offer SET stock = stock + 1 WHERE id = $1 AND stock < $2";
    ADD_STOCK = "UPDATE offer SET stock = stock + $3
                 WHERE id = $1 AND organisation = $2 AND state <> 'closed' AND stock + $3 BETWEEN 0 AND $4";
    TALLY = "SELECT count(*), (SELECT id FROM offer WHERE state <> 'closed' ORDER BY id DESC LIMIT 1)
             FROM offer WHERE state <> 'closed'";
}
