-- Leaving, turning down, looking back.

-- Unsent work of removed devices, sealed to the admins of the space.
CREATE TABLE parcel(
  id INTEGER PRIMARY KEY,             -- order of arrival
  space INTEGER NOT NULL REFERENCES space(id),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  device BLOB NOT NULL CHECK (length(device) = 16),
  received_ms INTEGER NOT NULL,
  parcel BLOB NOT NULL,               -- empty once an admin has decided
  settled_by BLOB,                    -- the admin device that decided
  UNIQUE(space, hash)
) STRICT;

-- A request that was turned down stays for as long as its invitation, so that it is not made again.
ALTER TABLE join_request ADD COLUMN denied INTEGER NOT NULL DEFAULT 0;
-- 1: for a further device of who invited.
ALTER TABLE invite ADD COLUMN own_device INTEGER NOT NULL DEFAULT 0;

-- Who got access when, without content: minutes, not moments, and no address.
CREATE TABLE audit(
  id INTEGER PRIMARY KEY,
  at_min INTEGER NOT NULL,            -- minutes since 1970
  event TEXT NOT NULL,
  code TEXT,                          -- why, if something was refused
  device BLOB,
  space BLOB
) STRICT;
CREATE INDEX audit_by_time ON audit(at_min);
