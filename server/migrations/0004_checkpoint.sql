-- Checkpoints: made and confirmed by devices, kept and handed out by the server, which then drops what they cover.

CREATE TABLE checkpoint(
  id INTEGER PRIMARY KEY,             -- order of arrival
  space INTEGER NOT NULL REFERENCES space(id),
  seq INTEGER NOT NULL,               -- number of the log whose state it is
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  bytes INTEGER NOT NULL,             -- of its segments
  manifest BLOB NOT NULL,
  confirmed_ms INTEGER,               -- since when it counts
  UNIQUE(space, hash)
) STRICT;

-- What other devices came to for it.
CREATE TABLE attest(
  checkpoint INTEGER NOT NULL REFERENCES checkpoint(id) ON DELETE CASCADE,
  device BLOB NOT NULL CHECK (length(device) = 16),
  attest BLOB NOT NULL,
  PRIMARY KEY(checkpoint, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment(
  id INTEGER PRIMARY KEY,
  space INTEGER NOT NULL REFERENCES space(id),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  received_ms INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE(space, hash)
) STRICT;

-- Which device is making a checkpoint of a space.
CREATE TABLE lease(
  space INTEGER PRIMARY KEY REFERENCES space(id),
  device BLOB NOT NULL CHECK (length(device) = 16),
  until_ms INTEGER NOT NULL
) STRICT;

-- Hash of an envelope that is only in a checkpoint by now. Number, chain and hash of it stay: what repeated pushes,
-- views of the log and restored servers are judged by.
ALTER TABLE log ADD COLUMN hash BLOB;
