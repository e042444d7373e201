-- One thing, by whomever it is sold. `member` is set where that member's own browser read of it: it is theirs alone.
CREATE TABLE product (
  id UUID PRIMARY KEY,
  title TEXT NOT NULL,
  brand TEXT,
  gtin BIGINT,
  model TEXT,
  category TEXT,
  brand_key TEXT,
  model_key TEXT,
  member UUID REFERENCES member (id) ON DELETE CASCADE,
  added_at BIGINT NOT NULL
);
CREATE INDEX product_by_member ON product (member);
CREATE INDEX product_by_gtin ON product (gtin);
CREATE INDEX product_by_brand ON product (brand_key);
CREATE INDEX product_by_model ON product (model_key);

-- What one retailer's page says of it. `member` is set where that member's own browser read the page: it is theirs alone to see.
CREATE TABLE listing (
  id UUID PRIMARY KEY,
  product UUID NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  member UUID REFERENCES member (id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  retailer TEXT NOT NULL,
  title TEXT NOT NULL,
  picture TEXT,
  price_minor BIGINT,
  list_minor BIGINT,
  currency TEXT,
  availability TEXT NOT NULL,
  read_at BIGINT NOT NULL,
  failure TEXT,
  failures BIGINT NOT NULL,
  etag TEXT,
  last_modified TEXT,
  every_s BIGINT NOT NULL,
  next_at BIGINT
);
CREATE INDEX listing_by_url ON listing (url);
CREATE INDEX listing_by_product ON listing (product);
CREATE INDEX listing_by_next ON listing (next_at);
CREATE INDEX listing_by_member ON listing (member);

-- Each price and availability a listing had, from when on.
CREATE TABLE price (
  listing UUID NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
  at BIGINT NOT NULL,
  price_minor BIGINT,
  currency TEXT,
  availability TEXT NOT NULL,
  PRIMARY KEY (listing, at)
);

-- What stands beside a wish on its member's list.
CREATE TABLE wish_detail (
  wish UUID PRIMARY KEY REFERENCES wish (id) ON DELETE CASCADE,
  came_from TEXT NOT NULL,
  listing UUID,
  note TEXT NOT NULL
);

CREATE INDEX offer_by_gtin ON offer (gtin);
CREATE INDEX wish_detail_by_listing ON wish_detail (listing);
