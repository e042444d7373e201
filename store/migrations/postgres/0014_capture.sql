-- One listing for an address, whoever asks first: what stood twice goes to the oldest.
UPDATE wish_detail SET listing = (SELECT o.id FROM listing l JOIN listing o ON o.url = l.url WHERE l.id = wish_detail.listing
    AND o.member IS NULL ORDER BY o.id LIMIT 1)
  WHERE listing IN (SELECT l.id FROM listing l WHERE l.member IS NULL
    AND EXISTS (SELECT 1 FROM listing o WHERE o.url = l.url AND o.member IS NULL AND o.id < l.id));
DELETE FROM listing WHERE member IS NULL
  AND EXISTS (SELECT 1 FROM listing o WHERE o.url = listing.url AND o.member IS NULL AND o.id < listing.id);
DELETE FROM listing WHERE member IS NOT NULL
  AND EXISTS (SELECT 1 FROM listing o WHERE o.url = listing.url AND o.member = listing.member AND o.id < listing.id);
CREATE UNIQUE INDEX listing_of_all ON listing (url) WHERE member IS NULL;
CREATE UNIQUE INDEX listing_of_member ON listing (url, member) WHERE member IS NOT NULL;

-- When somebody was last known to wish from a listing: it is dropped long after.
ALTER TABLE listing ADD COLUMN wanted_at BIGINT NOT NULL DEFAULT 0;
UPDATE listing SET wanted_at = read_at;
CREATE INDEX listing_by_wanted ON listing (wanted_at);

-- A picture as it is served. `key` is the hash of what it shows and of whose it is; the id is chance and tells neither.
CREATE TABLE picture (
  id UUID PRIMARY KEY,
  key BYTEA NOT NULL UNIQUE,
  member UUID REFERENCES member (id) ON DELETE CASCADE,
  small BYTEA NOT NULL,
  large BYTEA NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL
);
CREATE INDEX picture_by_member ON picture (member);

-- The picture of a listing: where its page says that it is, what was made of it, and when to try again.
CREATE TABLE listing_picture (
  listing UUID PRIMARY KEY REFERENCES listing (id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  picture UUID REFERENCES picture (id) ON DELETE SET NULL,
  tries BIGINT NOT NULL,
  next_at BIGINT
);
CREATE INDEX listing_picture_by_next ON listing_picture (next_at);
CREATE INDEX listing_picture_by_picture ON listing_picture (picture);
INSERT INTO listing_picture (listing, url, picture, tries, next_at)
  SELECT id, picture, NULL, 0, 0 FROM listing WHERE picture IS NOT NULL;

-- How many pages a member had read in the hour that began then.
CREATE TABLE pages_read (
  member UUID PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  hour BIGINT NOT NULL,
  count BIGINT NOT NULL
);

-- What marks a place, a shelf of it, or an offer.
CREATE TABLE tag (
  id UUID PRIMARY KEY,
  code TEXT COLLATE "C" NOT NULL UNIQUE,
  organisation UUID NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  place UUID,
  category TEXT,
  offer UUID,
  label TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX tag_by_organisation ON tag (organisation, id);

-- Who vouches for a product: an organisation, or a member by a name or counted only (then the name is empty).
CREATE TABLE voucher (
  id UUID PRIMARY KEY,
  gtin BIGINT NOT NULL,
  member UUID REFERENCES member (id) ON DELETE CASCADE,
  organisation UUID REFERENCES organisation (id) ON DELETE CASCADE,
  party UUID NOT NULL,
  name TEXT NOT NULL,
  words TEXT NOT NULL,
  bought BIGINT NOT NULL,
  said_at BIGINT NOT NULL,
  down_at BIGINT,
  UNIQUE (gtin, party)
);
CREATE INDEX voucher_by_member ON voucher (member);
CREATE INDEX voucher_by_organisation ON voucher (organisation);
