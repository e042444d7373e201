-- What a page told of its thing when it was read last, part by part: what was taken (`nth` 0), and what else was found.
CREATE TABLE listing_found (
  listing UUID NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
  part TEXT NOT NULL,
  nth BIGINT NOT NULL,
  value TEXT NOT NULL,
  found_at TEXT NOT NULL,
  PRIMARY KEY (listing, part, nth)
);

-- The sizes and colours it is sold in there.
CREATE TABLE listing_variant (
  listing UUID NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
  nth BIGINT NOT NULL,
  variant TEXT NOT NULL,
  name TEXT NOT NULL,
  gtin BIGINT,
  price_minor BIGINT,
  currency TEXT,
  availability TEXT NOT NULL,
  PRIMARY KEY (listing, nth)
);

-- A listing is of an address, of one of its variants (or of none, named by nothing), and of the thing that stood there in its turn: one
-- that came after another at the same address is the next turn. `became` is the listing of what stands there now.
ALTER TABLE listing ADD COLUMN variant TEXT NOT NULL DEFAULT '';
ALTER TABLE listing ADD COLUMN variant_name TEXT NOT NULL DEFAULT '';
ALTER TABLE listing ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
ALTER TABLE listing ADD COLUMN became UUID REFERENCES listing (id) ON DELETE SET NULL;
CREATE INDEX listing_by_became ON listing (became);
DROP INDEX listing_of_all;
DROP INDEX listing_of_member;
CREATE UNIQUE INDEX listing_of_all ON listing (url, variant, turn) WHERE member IS NULL;
CREATE UNIQUE INDEX listing_of_member ON listing (url, variant, turn, member) WHERE member IS NOT NULL;

-- What a member says of the page they wish from, where it was misread: their own word, for their own wish.
CREATE TABLE wish_said (
  wish UUID PRIMARY KEY REFERENCES wish (id) ON DELETE CASCADE,
  listing UUID NOT NULL,
  price_minor BIGINT,
  list_minor BIGINT,
  currency TEXT NOT NULL,
  availability TEXT,
  said_at BIGINT NOT NULL
);
