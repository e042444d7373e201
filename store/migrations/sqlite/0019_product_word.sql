-- By which words, codes and makes (hashed) a product is found when another shop's page is read. Only of those that everybody may see.
CREATE TABLE product_word (
  word INTEGER NOT NULL,
  product BLOB NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  PRIMARY KEY (word, product)
) STRICT, WITHOUT ROWID;
CREATE INDEX product_word_by_product ON product_word (product);
