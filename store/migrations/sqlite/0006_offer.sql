CREATE TABLE offer (
  id BLOB PRIMARY KEY,
  organisation BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  place BLOB NOT NULL REFERENCES place (id),
  reference TEXT,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  category TEXT,
  gtin INTEGER,
  brand TEXT,
  words TEXT NOT NULL,
  price_minor INTEGER NOT NULL,
  reference_minor INTEGER,
  currency TEXT NOT NULL,
  stock INTEGER CHECK (stock >= 0),
  from_at INTEGER NOT NULL,
  until_at INTEGER,
  reach_m INTEGER NOT NULL,
  zone TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (organisation, reference)
) STRICT;
CREATE INDEX offer_by_organisation ON offer (organisation, state, id);
CREATE INDEX offer_by_place ON offer (place);
