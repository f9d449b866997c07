-- Signing in with a code, invitations, delays, and the audit trail of what the staff did.
-- Instants are seconds since 1970; days are ISO 8601 text in Europe/Amsterdam.

-- The secret is wrapped under a key of the master secret. A code of the last step or an earlier
-- one is not taken again. Somebody who left has no password, no secret, and the day of leaving.
ALTER TABLE staff ADD COLUMN totp_secret ${bytes};
ALTER TABLE staff ADD COLUMN totp_last_step BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN ended_on TEXT;

-- Known by a keyed hash of the name that was typed, whether it is anybody's or not.
CREATE TABLE sign_in_delay (
  name_hash ${bytes} NOT NULL,
  failures INTEGER NOT NULL,
  free_at BIGINT NOT NULL,
  PRIMARY KEY (name_hash)
) ${clustered};
CREATE INDEX sign_in_delay_time ON sign_in_delay (free_at);

-- Known by the hash of the secret in its link. invited_by is null for the first administrator's.
CREATE TABLE staff_invitation (
  hash ${bytes} PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  provider_id TEXT REFERENCES provider (id),
  municipality TEXT,
  group_ids TEXT NOT NULL,
  invited_by TEXT REFERENCES staff (id) ON DELETE CASCADE,
  expires_at BIGINT NOT NULL
);

-- What is recorded by day and number only, until the day is over; '' for nobody and for nothing.
CREATE TABLE audit_count (
  day TEXT NOT NULL,
  act TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  group_id TEXT NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (day, act, actor_id, group_id)
);

-- A chain: hash covers the hash before it, the number, the actor and content_hash, which covers the
-- rest of the row. subject_id is a person of the staff. What is forgotten a year after somebody left is the content, never the chain.
-- moment is an instant, or a day where only the day may be known. No foreign key: the trail
-- outlives what it tells of.
CREATE TABLE audit_event (
  number BIGINT NOT NULL PRIMARY KEY,
  actor_id TEXT NOT NULL,
  moment TEXT,
  act TEXT,
  subject_id TEXT,
  group_id TEXT,
  times INTEGER,
  salt ${bytes},
  content_hash ${bytes} NOT NULL,
  hash ${bytes} NOT NULL
);

-- One row: the number and the hash of the last event. Who appends holds it until the commit.
CREATE TABLE audit_head (
  id INTEGER NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  hash ${bytes}
);
INSERT INTO audit_head (id, number, hash) VALUES (1, 0, NULL);
