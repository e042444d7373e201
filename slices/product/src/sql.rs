//! Tables: product, product_word, listing, listing_found, listing_variant, price, picture, listing_picture, pages_read

store::statements! {
    ADD_PRODUCT = "INSERT INTO product (id, title, brand, gtin, model, category, added_at, brand_key, model_key, member, words_by)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    PRODUCT = "SELECT id, title, brand, gtin, model, category FROM product WHERE id = $1";
    WITH_GTIN = "SELECT id, title, brand, gtin, model, category FROM product WHERE gtin = $1 AND member IS NULL ORDER BY id LIMIT 1";
    /// Those of a make or with a maker's number, newest first.
    ALIKE = "SELECT id, title, brand, gtin, model, category FROM product
             WHERE (brand_key = $1 OR model_key = $2) AND member IS NULL ORDER BY id DESC LIMIT $3";
    ADD_WORD = "INSERT INTO product_word (word, product) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    WITH_WORD = "SELECT product FROM product_word WHERE word = $1 ORDER BY product DESC LIMIT $2";
    WORDS_OF = "SELECT word FROM product_word WHERE product = $1";
    /// Products whose words were noted by other rules, or never.
    WORDLESS = "SELECT id FROM product WHERE words_by < $1 ORDER BY words_by, id LIMIT $2";
    WORDED = "UPDATE product SET words_by = $2 WHERE id = $1";
    /// Whether a page that everybody may see told what a product is: until then it is called as on somebody's list.
    IS_TOLD = "SELECT count(*) FROM product WHERE id = $1 AND member IS NULL AND EXISTS (
                 SELECT 1 FROM listing l JOIN price p ON p.listing = l.id WHERE l.product = product.id AND l.member IS NULL)";
    FORGET_WORDS = "DELETE FROM product_word WHERE product = $1";
    /// What a page tells besides of a product that is known.
    LEARN = "UPDATE product SET gtin = COALESCE(gtin, $2), model = COALESCE(model, $3), model_key = COALESCE(model_key, $4)
             WHERE id = $1";
    ADD_LISTING = "INSERT INTO listing (id, product, member, url, retailer, title, picture, price_minor, list_minor, currency,
                     availability, read_at, failure, failures, etag, last_modified, every_s, next_at, wanted_at, variant,
                     variant_name, turn)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $17, 0, $13, $14, $15, $16, $18, $19, $20, $21)
                   ON CONFLICT DO NOTHING";
    LISTING = "SELECT id, product, member, url, retailer, title, picture, price_minor, list_minor, currency, availability,
                 read_at, failure, failures, etag, last_modified, every_s, next_at, variant, variant_name, turn, became FROM listing WHERE id = $1";
    /// Several at once: `$1` is a JSON array of their ids.
    SEVERAL = "SELECT id, product, member, url, retailer, title, picture, price_minor, list_minor, currency, availability,
                 read_at, failure, failures, etag, last_modified, every_s, next_at, variant, variant_name, turn, became FROM listing
               WHERE id IN (SELECT unhex(value) FROM json_each($1)) AND (member IS NULL OR member = $2)"
            | "SELECT id, product, member, url, retailer, title, picture, price_minor, list_minor, currency, availability,
                 read_at, failure, failures, etag, last_modified, every_s, next_at, variant, variant_name, turn, became FROM listing
               WHERE id IN (SELECT CAST(value AS uuid) FROM json_array_elements_text(CAST($1 AS json)))
                 AND (member IS NULL OR member = $2)";
    /// Those of several products at once: `$1` is a JSON array of their ids.
    OF_PRODUCTS = "SELECT id, product, member, url, retailer, title, picture, price_minor, list_minor, currency, availability,
                     read_at, failure, failures, etag, last_modified, every_s, next_at, variant, variant_name, turn, became FROM listing
                   WHERE product IN (SELECT unhex(value) FROM json_each($1)) AND (member IS NULL OR member = $2) ORDER BY id LIMIT $3"
                | "SELECT id, product, member, url, retailer, title, picture, price_minor, list_minor, currency, availability,
                     read_at, failure, failures, etag, last_modified, every_s, next_at, variant, variant_name, turn, became FROM listing
                   WHERE product IN (SELECT CAST(value AS uuid) FROM json_array_elements_text(CAST($1 AS json)))
                     AND (member IS NULL OR member = $2) ORDER BY id LIMIT $3";
    /// The products of several barcodes, the oldest of each last: `$1` is a JSON array of numbers.
    WITH_GTINS = "SELECT gtin, id FROM product
                  WHERE gtin IN (SELECT CAST(value AS BIGINT) FROM json_each($1)) AND member IS NULL ORDER BY id DESC"
               | "SELECT gtin, id FROM product
                  WHERE gtin IN (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($1 AS json)))
                    AND member IS NULL ORDER BY id DESC";
    /// What several cost at an instant each, or first after it: `$1` is a JSON array of ids and instants.
    PRICES_AT = "SELECT p.listing, a.since, p.price_minor, p.currency
                 FROM (SELECT unhex(value->>0) AS listing, CAST(value->>1 AS BIGINT) AS since FROM json_each($1)) a
                 JOIN price p ON p.listing = a.listing AND p.at = (
                   SELECT COALESCE(max(CASE WHEN q.at <= a.since THEN q.at END), min(q.at)) FROM price q WHERE q.listing = a.listing)"
              | "SELECT p.listing, a.since, p.price_minor, p.currency
                 FROM (SELECT CAST(value->>0 AS uuid) AS listing, CAST(value->>1 AS BIGINT) AS since
                       FROM json_array_elements(CAST($1 AS json))) a
                 JOIN price p ON p.listing = a.listing AND p.at = (
                   SELECT COALESCE(max(CASE WHEN q.at <= a.since THEN q.at END), min(q.at)) FROM price q WHERE q.listing = a.listing)";
    /// What was taken of the range of their prices.
    RANGES = "SELECT listing, value FROM listing_found
              WHERE part = 'range' AND nth = 0 AND listing IN (SELECT unhex(value) FROM json_each($1))"
           | "SELECT listing, value FROM listing_found
              WHERE part = 'range' AND nth = 0
                AND listing IN (SELECT CAST(value AS uuid) FROM json_array_elements_text(CAST($1 AS json)))";
    MARKS = "SELECT l.id, l.read_at, p.picture FROM listing l LEFT JOIN listing_picture p ON p.listing = l.id
             WHERE l.id IN (SELECT unhex(value) FROM json_each($1)) ORDER BY l.id"
          | "SELECT l.id, l.read_at, p.picture FROM listing l LEFT JOIN listing_picture p ON p.listing = l.id
             WHERE l.id IN (SELECT CAST(value AS uuid) FROM json_array_elements_text(CAST($1 AS json))) ORDER BY l.id";
    /// The listings of an address and one of its variants, the thing that came last first: those everybody sees, or those of a member's
    /// own browser.
    AT = "SELECT id, product, member, url, retailer, title, picture, price_minor, list_minor, currency, availability, read_at,
            failure, failures, etag, last_modified, every_s, next_at, variant, variant_name, turn, became FROM listing
          WHERE url = $1 AND variant = $4 AND (member = $2 OR (member IS NULL AND $3 = 1)) ORDER BY turn DESC LIMIT 20";
    /// All listings of an address, of the thing that stood there in one turn, that a member may see: those of one variant, or all.
    OF_ADDRESS = "SELECT id FROM listing
                  WHERE url = $1 AND turn = $3 AND (variant = $4 OR $4 = '') AND (member IS NULL OR member = $2) ORDER BY id";
    OF_PRODUCT = "SELECT id, product, member, url, retailer, title, picture, price_minor, list_minor, currency, availability,
                    read_at, failure, failures, etag, last_modified, every_s, next_at, variant, variant_name, turn, became FROM listing
                  WHERE product = $1 AND (member IS NULL OR member = $2) ORDER BY id LIMIT 100";
    DUE = "SELECT id, product, member, url, retailer, title, picture, price_minor, list_minor, currency, availability, read_at,
             failure, failures, etag, last_modified, every_s, next_at, variant, variant_name, turn, became FROM listing
           WHERE next_at <= $1 ORDER BY next_at LIMIT $2";
    /// Takes effect only on the listing as it was read: `$15` is the reading it was decided from.
    READ_AGAIN = "UPDATE listing SET retailer = $2, title = $3, picture = $4, price_minor = $5, list_minor = $6, currency = $7,
                    availability = $8, read_at = $9, failure = $10, failures = $11, etag = $12, last_modified = $13,
                    every_s = $14, next_at = $16, became = $18, variant_name = $19
                  WHERE id = $1 AND read_at = $15 AND failures = $17";
    FOUND = "SELECT part, nth, value, found_at FROM listing_found WHERE listing = $1 ORDER BY nth";
    FORGET_FOUND = "DELETE FROM listing_found WHERE listing = $1";
    ADD_FOUND = "INSERT INTO listing_found (listing, part, nth, value, found_at) VALUES ($1, $2, $3, $4, $5)";
    VARIANTS = "SELECT variant, name, gtin, price_minor, currency, availability FROM listing_variant WHERE listing = $1 ORDER BY nth";
    FORGET_VARIANTS = "DELETE FROM listing_variant WHERE listing = $1";
    ADD_VARIANT = "INSERT INTO listing_variant (listing, nth, variant, name, gtin, price_minor, currency, availability)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    ADD_PRICE = "INSERT INTO price (listing, at, price_minor, currency, availability) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (listing, at) DO NOTHING";
    HISTORY = "SELECT at, price_minor, currency, availability FROM price WHERE listing = $1 ORDER BY at";
    /// A listing whose page was not read before turns out to be of this product.
    JOIN = "UPDATE listing SET product = $2 WHERE id = $1";
    /// What the first reading tells of a product that was known by a title alone.
    DESCRIBE = "UPDATE product SET title = $2, brand = $3, gtin = $4, model = $5, category = $6, brand_key = $7, model_key = $8
                WHERE id = $1";
    DROP_LISTING = "DELETE FROM listing WHERE id = $1 AND wanted_at < $2 RETURNING product";
    DROP_PRODUCT = "DELETE FROM product WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM listing WHERE product = $1)";
    FORGOTTEN = "SELECT id FROM listing WHERE wanted_at < $1 ORDER BY wanted_at LIMIT $2";
    PUT_OFF = "UPDATE listing SET next_at = $2 WHERE id = $1 AND next_at <= $3";
    WANTED = "UPDATE listing SET wanted_at = $2 WHERE id = $1";
    /// A page that names another picture than before: that is fetched, and until then the old one stands.
    WANT_PICTURE = "INSERT INTO listing_picture (listing, url, picture, tries, next_at) VALUES ($1, $2, NULL, 0, $3)
                    ON CONFLICT (listing) DO UPDATE SET url = $2, tries = 0, next_at = $3 WHERE listing_picture.url <> $2";
    PICTURES_DUE = "SELECT listing, url FROM listing_picture WHERE next_at <= $1 ORDER BY next_at LIMIT $2";
    PICTURE_WANTED = "SELECT url FROM listing_picture WHERE listing = $1 AND next_at IS NOT NULL";
    PICTURE_COMING = "SELECT tries FROM listing_picture WHERE listing = $1 AND next_at IS NOT NULL AND tries = 0";
    CLAIM_PICTURE = "UPDATE listing_picture SET next_at = $4 WHERE listing = $1 AND url = $2 AND next_at <= $3";
    WHOSE = "SELECT member FROM listing WHERE id = $1";
    PICTURES = "SELECT count(*) FROM picture";
    ADD_PICTURE = "INSERT INTO picture (id, key, member, small, large, width, height) VALUES ($1, $2, $3, $4, $5, $6, $7)
                   ON CONFLICT (key) DO NOTHING";
    PICTURE_OF_KEY = "SELECT id FROM picture WHERE key = $1";
    SET_PICTURE = "UPDATE listing_picture SET picture = $3, tries = 0, next_at = NULL WHERE listing = $1 AND url = $2";
    PICTURE_TRIES = "SELECT tries FROM listing_picture WHERE listing = $1 AND url = $2";
    PICTURE_FAILED = "UPDATE listing_picture SET tries = $3, next_at = $4 WHERE listing = $1 AND url = $2";
    PICTURE_OF = "SELECT p.id, p.width, p.height FROM listing_picture l JOIN picture p ON p.id = l.picture
                  WHERE l.listing = $1 AND (p.member IS NULL OR p.member = $2)";
    PICTURES_OF = "SELECT l.listing, p.id, p.width, p.height FROM listing_picture l JOIN picture p ON p.id = l.picture
                   WHERE l.listing IN (SELECT unhex(value) FROM json_each($1)) AND (p.member IS NULL OR p.member = $2)"
                | "SELECT l.listing, p.id, p.width, p.height FROM listing_picture l JOIN picture p ON p.id = l.picture
                   WHERE l.listing IN (SELECT CAST(value AS uuid) FROM json_array_elements_text(CAST($1 AS json)))
                     AND (p.member IS NULL OR p.member = $2)";
    SMALL = "SELECT member, small FROM picture WHERE id = $1";
    LARGE = "SELECT member, large FROM picture WHERE id = $1";
    SWEEP_PICTURES = "DELETE FROM picture WHERE NOT EXISTS (SELECT 1 FROM listing_picture l WHERE l.picture = picture.id)";
    /// One more page in this hour, unless it is full.
    COUNT_PAGE = "INSERT INTO pages_read (member, hour, count) VALUES ($1, $2, 1)
                  ON CONFLICT (member) DO UPDATE SET hour = $2, count = CASE WHEN pages_read.hour = $2 THEN pages_read.count + 1 ELSE 1 END
                  WHERE pages_read.hour <> $2 OR pages_read.count < $3";

    /// Read in the member's own browser: theirs alone. So are the listings, and their prices.
    OWN_PRODUCTS = "SELECT id AS product, title, brand, gtin, model, category, added_at FROM product WHERE member = $1
                    ORDER BY id DESC LIMIT $2";
    OWN_LISTINGS = "SELECT id AS listing, product, url, retailer, title, price_minor, list_minor, currency, availability, read_at,
                      variant_name FROM listing WHERE member = $1 ORDER BY id DESC LIMIT $2";
    OWN_PRICES = "SELECT p.listing, p.at, p.price_minor, p.currency, p.availability FROM price p JOIN listing l ON l.id = p.listing
                  WHERE l.member = $1 ORDER BY p.at DESC, p.listing LIMIT $2";
}
