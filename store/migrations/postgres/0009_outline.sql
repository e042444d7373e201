-- The corners of a place as `lat,lon;lat,lon;…` in degrees; null where its radius says how far it extends.
ALTER TABLE place ADD COLUMN outline TEXT;

-- Where alone a wish may come true. A place that is gone stays named: the wish must not become one for anywhere.
CREATE TABLE wish_place (
  wish UUID NOT NULL REFERENCES wish (id) ON DELETE CASCADE,
  place UUID NOT NULL,
  PRIMARY KEY (wish, place)
);
