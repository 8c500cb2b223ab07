-- The first schema. Forward only: this file is never edited once a release has it.
-- Numbers of a space and of a row in it share one key: id = (space << 40) | seq. Rows of a space lie together
-- in the table itself and need no second index.

CREATE TABLE meta(
  key TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE space(
  id INTEGER PRIMARY KEY,
  sid BLOB NOT NULL UNIQUE CHECK (length(sid) = 16),
  kind INTEGER NOT NULL,
  era BLOB NOT NULL CHECK (length(era) = 8),
  head INTEGER NOT NULL,              -- last number of the log
  chain BLOB NOT NULL CHECK (length(chain) = 32),
  floor INTEGER NOT NULL,             -- everything up to here is only in a checkpoint
  bytes INTEGER NOT NULL,             -- of all envelopes
  bytes_max INTEGER NOT NULL,
  m_seq INTEGER NOT NULL,             -- last number of the membership log
  m_hash BLOB NOT NULL CHECK (length(m_hash) = 32),
  founded_ms INTEGER NOT NULL
) STRICT;

-- Signed membership entries, never pruned.
CREATE TABLE entry(
  id INTEGER PRIMARY KEY,             -- (space << 40) | m_seq
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  bytes BLOB NOT NULL
) STRICT;

-- What the membership log says about each device of a space, and how far its own envelopes have come.
CREATE TABLE device(
  id INTEGER PRIMARY KEY,
  device BLOB NOT NULL CHECK (length(device) = 16),
  space INTEGER NOT NULL REFERENCES space(id),
  sign BLOB NOT NULL CHECK (length(sign) = 32),
  seal BLOB NOT NULL CHECK (length(seal) = 32),
  capability INTEGER NOT NULL,        -- 1 read, 2 write, 3 admin
  removed_m_seq INTEGER,              -- the entry that removed it
  dev_seq INTEGER NOT NULL,           -- its last envelope
  m_seq INTEGER NOT NULL,             -- the membership entry that envelope was made under
  UNIQUE(device, space)
) STRICT;
CREATE INDEX device_of_space ON device(space);

CREATE TABLE key_box(
  space INTEGER NOT NULL REFERENCES space(id),
  device BLOB NOT NULL CHECK (length(device) = 16),
  key_epoch INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY(space, device, key_epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE log(
  id INTEGER PRIMARY KEY,             -- (space << 40) | seq
  device INTEGER NOT NULL REFERENCES device(id),
  dev_seq INTEGER NOT NULL,
  received_ms INTEGER NOT NULL,
  chain BLOB NOT NULL CHECK (length(chain) = 32),
  envelope BLOB NOT NULL
) STRICT;
-- A number of a device is stored once: what a repeated push is recognised by.
CREATE UNIQUE INDEX log_of_device ON log(device, dev_seq);

-- One session per device. The token itself is nowhere.
CREATE TABLE session(
  device BLOB PRIMARY KEY CHECK (length(device) = 16),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  created_ms INTEGER NOT NULL,
  used_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE invite(
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  device BLOB NOT NULL CHECK (length(device) = 16),   -- who invited
  expires_ms INTEGER NOT NULL,
  uses_max INTEGER NOT NULL,
  payload BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE invite_space(
  invite BLOB NOT NULL REFERENCES invite(id) ON DELETE CASCADE,
  space INTEGER NOT NULL REFERENCES space(id),
  PRIMARY KEY(invite, space)
) STRICT, WITHOUT ROWID;
CREATE INDEX invite_of_space ON invite_space(space);

-- Devices an invitation has let in; their number is its use.
CREATE TABLE invite_use(
  invite BLOB NOT NULL REFERENCES invite(id) ON DELETE CASCADE,
  device BLOB NOT NULL,
  PRIMARY KEY(invite, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE join_request(
  id INTEGER PRIMARY KEY,             -- order of arrival
  invite BLOB NOT NULL REFERENCES invite(id) ON DELETE CASCADE,
  device BLOB NOT NULL CHECK (length(device) = 16),
  request BLOB NOT NULL,
  received_ms INTEGER NOT NULL,
  UNIQUE(invite, device)
) STRICT;
