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
