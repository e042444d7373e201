-- What a page itself tells of its thing, whatever is known of that from the pages that others had read.
CREATE TABLE listing_thing (
  listing BLOB PRIMARY KEY REFERENCES listing (id) ON DELETE CASCADE,
  brand TEXT,
  gtin INTEGER,
  model TEXT,
  category TEXT
) STRICT;
-- Of a thing with one page, what is known of it came from that page.
INSERT INTO listing_thing (listing, brand, gtin, model, category)
  SELECT l.id, p.brand, p.gtin, p.model, p.category FROM listing l JOIN product p ON p.id = l.product
  WHERE NOT EXISTS (SELECT 1 FROM listing o WHERE o.product = l.product AND o.id <> l.id);

-- What a member said of a page beside their wish: that it sells the very thing (`same`), or another (`other`).
CREATE TABLE wish_seller (
  wish BLOB NOT NULL REFERENCES wish (id) ON DELETE CASCADE,
  listing BLOB NOT NULL,
  said TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (wish, listing)
) STRICT;
CREATE INDEX wish_seller_by_listing ON wish_seller (listing);
-- Who hopes for a barcode hears of every page that sells it.
CREATE INDEX wish_by_gtin ON wish (gtin, state, id);
