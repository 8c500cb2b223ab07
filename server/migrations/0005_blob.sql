-- Attachments: sealed chunks outside the log, named by what they contain. Which record they belong to only devices know.

CREATE TABLE blob(
  id INTEGER PRIMARY KEY,             -- order of arrival
  space INTEGER NOT NULL REFERENCES space(id),
  name BLOB NOT NULL CHECK (length(name) = 32),
  bytes INTEGER NOT NULL,             -- of all its chunks, those that are still to come too
  offered_ms INTEGER NOT NULL,        -- first
  touched_ms INTEGER NOT NULL,        -- last chunk, or last offer
  missing INTEGER NOT NULL,           -- number of chunks that are still to come
  dropped_ms INTEGER,                 -- since when nobody refers to it
  UNIQUE(space, name)
) STRICT;

CREATE TABLE blob_chunk(
  id INTEGER PRIMARY KEY,
  blob INTEGER NOT NULL REFERENCES blob(id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  size INTEGER NOT NULL,
  bytes BLOB,                         -- nothing until it has come
  UNIQUE(blob, place)
) STRICT;
