CREATE TABLE offer (
  id UUID PRIMARY KEY,
  organisation UUID NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  place UUID NOT NULL REFERENCES place (id),
  reference TEXT,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  category TEXT,
  gtin BIGINT,
  brand TEXT,
  words TEXT NOT NULL,
  price_minor BIGINT NOT NULL,
  reference_minor BIGINT,
  currency TEXT NOT NULL,
  stock BIGINT CHECK (stock >= 0),
  from_at BIGINT NOT NULL,
  until_at BIGINT,
  reach_m BIGINT NOT NULL,
  zone TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (organisation, reference)
);
CREATE INDEX offer_by_organisation ON offer (organisation, state, id);
CREATE INDEX offer_by_place ON offer (place);
