-- Which kinds of news of their wish a member hears, by name; nothing chosen (null) is all there are, an empty text is none.
ALTER TABLE wish_detail ADD COLUMN hears TEXT;
