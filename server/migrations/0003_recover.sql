-- Envelopes that clients gave back after the log had gone on without them: their authors' view of the log
-- cannot be checked, and readers are told so.
ALTER TABLE log ADD COLUMN recovered INTEGER NOT NULL DEFAULT 0;
