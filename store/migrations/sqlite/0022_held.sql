-- What a page told of its thing when it was read last, part by part: what was taken (`nth` 0), and what else was found.
CREATE TABLE listing_found (
  listing BLOB NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
  part TEXT NOT NULL,
  nth INTEGER NOT NULL,
  value TEXT NOT NULL,
  found_at TEXT NOT NULL,
  PRIMARY KEY (listing, part, nth)
) STRICT;

-- The sizes and colours it is sold in there.
CREATE TABLE listing_variant (
  listing BLOB NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  variant TEXT NOT NULL,
  name TEXT NOT NULL,
  gtin INTEGER,
  price_minor INTEGER,
  currency TEXT,
  availability TEXT NOT NULL,
  PRIMARY KEY (listing, nth)
) STRICT;

-- A listing is of an address, of one of its variants (or of none, named by nothing), and of the thing that stood there in its turn: one
-- that came after another at the same address is the next turn. `became` is the listing of what stands there now.
ALTER TABLE listing ADD COLUMN variant TEXT NOT NULL DEFAULT '';
ALTER TABLE listing ADD COLUMN variant_name TEXT NOT NULL DEFAULT '';
ALTER TABLE listing ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE listing ADD COLUMN became BLOB REFERENCES listing (id) ON DELETE SET NULL;
CREATE INDEX listing_by_became ON listing (became);
DROP INDEX listing_of_all;
DROP INDEX listing_of_member;
CREATE UNIQUE INDEX listing_of_all ON listing (url, variant, turn) WHERE member IS NULL;
CREATE UNIQUE INDEX listing_of_member ON listing (url, variant, turn, member) WHERE member IS NOT NULL;

-- What a member says of the page they wish from, where it was misread: their own word, for their own wish.
CREATE TABLE wish_said (
  wish BLOB PRIMARY KEY REFERENCES wish (id) ON DELETE CASCADE,
  listing BLOB NOT NULL,
  price_minor INTEGER,
  list_minor INTEGER,
  currency TEXT NOT NULL,
  availability TEXT,
  said_at INTEGER NOT NULL
) STRICT;
