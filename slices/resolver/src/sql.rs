//! Tables: tag, voucher

store::statements! {
    ADD_TAG = "INSERT INTO tag (id, code, organisation, place, category, offer, label, made_at, revoked_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL) ON CONFLICT (code) DO NOTHING";
    TAG = "SELECT id, code, organisation, place, category, offer, label, revoked_at FROM tag WHERE id = $1";
    TAG_WITH_CODE = "SELECT id, code, organisation, place, category, offer, label, revoked_at FROM tag WHERE code = $1";
    TAGS_OF = "SELECT id, code, organisation, place, category, offer, label, revoked_at FROM tag
               WHERE organisation = $1 AND revoked_at IS NULL ORDER BY id DESC";
    COUNT_TAGS = "SELECT count(*) FROM tag WHERE organisation = $1 AND revoked_at IS NULL";
    REVOKE_TAG = "UPDATE tag SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    /// A second word of the same party takes the first one's place, unless the first was taken down.
    VOUCH = "INSERT INTO voucher (id, gtin, member, organisation, party, name, words, bought, said_at, down_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)
             ON CONFLICT (gtin, party) DO UPDATE SET name = $6, words = $7, bought = $8, said_at = $9
             WHERE voucher.down_at IS NULL";
    VOUCHERS = "SELECT id, gtin, member, organisation, name, words, bought, said_at FROM voucher
                WHERE gtin = $1 AND down_at IS NULL AND (organisation IS NOT NULL OR name <> '')
                ORDER BY said_at DESC, id DESC LIMIT $2";
    /// Those who are counted only.
    COUNTED = "SELECT count(*) FROM voucher WHERE gtin = $1 AND down_at IS NULL AND organisation IS NULL AND name = ''";
    VOUCHER = "SELECT id, gtin, member, organisation, name, words, bought, said_at FROM voucher WHERE id = $1 AND down_at IS NULL";
    OWN_VOUCHER = "SELECT id, gtin, member, organisation, name, words, bought, said_at FROM voucher
                   WHERE gtin = $1 AND party = $2 AND down_at IS NULL";
    WITHDRAW = "DELETE FROM voucher WHERE id = $1";
    TAKE_DOWN = "UPDATE voucher SET down_at = $2 WHERE id = $1 AND down_at IS NULL";

    OWN_VOUCHERS = "SELECT id AS voucher, gtin, name, words, bought AS is_bought, said_at, down_at FROM voucher
                    WHERE member = $1 ORDER BY said_at DESC, id DESC LIMIT $2";
}
