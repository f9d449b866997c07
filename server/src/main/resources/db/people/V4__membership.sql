-- A recovery code is known by its keyed hash only; there is one per membership at the most.
-- Once somebody asks with it, the row also holds the new phone's public key and the day (never the
-- time) of asking. It goes when the recovery takes effect, is refused, or the membership ends.
CREATE TABLE recovery (
  hash ${bytes} NOT NULL,
  membership_id TEXT NOT NULL UNIQUE REFERENCES membership (id) ON DELETE CASCADE,
  device_key TEXT UNIQUE,
  asked_day TEXT,
  PRIMARY KEY (hash)
) ${clustered};
