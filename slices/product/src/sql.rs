//! Tables: product, listing, price

store::statements! {
    ADD_PRODUCT = "INSERT INTO product (id, title, brand, gtin, model, category, added_at, brand_key, model_key, member)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    PRODUCT = "SELECT id, title, brand, gtin, model, category FROM product WHERE id = $1";
    WITH_GTIN = "SELECT id, title, brand, gtin, model, category FROM product WHERE gtin = $1 AND member IS NULL ORDER BY id LIMIT 1";
    /// Those of a make or with a maker's number, newest first.
    ALIKE = "SELECT id, title, brand, gtin, model, category FROM product
             WHERE (brand_key = $1 OR model_key = $2) AND member IS NULL ORDER BY id DESC LIMIT $3";
    /// What a page tells besides of a product that is known.
    LEARN = "UPDATE product SET gtin = COALESCE(gtin, $2), model = COALESCE(model, $3), model_key = COALESCE(model_key, $4)
             WHERE id = $1";
    ADD_LISTING = "INSERT INTO listing (id, product, member, url, retailer, title, picture, price_minor, list_minor, currency,
                     availability, read_at, failure, failures, etag, last_modified, every_s, next_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, 0, $13, $14, $15, $16)";
    LISTING = "SELECT id, product, member, url, retailer, title, picture, price_minor, list_minor, currency, availability,
                 read_at, failure, failures, etag, last_modified, every_s, next_at FROM listing WHERE id = $1";
    /// The listing of an address: the one everybody sees, or that of a member's own browser.
    AT = "SELECT id, product, member, url, retailer, title, picture, price_minor, list_minor, currency, availability, read_at,
            failure, failures, etag, last_modified, every_s, next_at FROM listing
          WHERE url = $1 AND (member = $2 OR (member IS NULL AND $3 = 1)) ORDER BY id LIMIT 1";
    OF_PRODUCT = "SELECT id, product, member, url, retailer, title, picture, price_minor, list_minor, currency, availability,
                    read_at, failure, failures, etag, last_modified, every_s, next_at FROM listing
                  WHERE product = $1 AND (member IS NULL OR member = $2) ORDER BY id LIMIT 100";
    DUE = "SELECT id, product, member, url, retailer, title, picture, price_minor, list_minor, currency, availability, read_at,
             failure, failures, etag, last_modified, every_s, next_at FROM listing
           WHERE next_at <= $1 ORDER BY next_at LIMIT $2";
    /// Takes effect only on the listing as it was read: `$15` is the reading it was decided from.
    READ_AGAIN = "UPDATE listing SET retailer = $2, title = $3, picture = $4, price_minor = $5, list_minor = $6, currency = $7,
                    availability = $8, read_at = $9, failure = $10, failures = $11, etag = $12, last_modified = $13,
                    every_s = $14, next_at = $16
                  WHERE id = $1 AND read_at = $15 AND failures = $17";
    ADD_PRICE = "INSERT INTO price (listing, at, price_minor, currency, availability) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (listing, at) DO NOTHING";
    HISTORY = "SELECT at, price_minor, currency, availability FROM price WHERE listing = $1 ORDER BY at";
}
