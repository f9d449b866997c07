-- Series and single meetings that are at no place, also when their group usually is.
ALTER TABLE meeting_series ADD COLUMN online_only BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE meeting_change ADD COLUMN online_only BOOLEAN NOT NULL DEFAULT FALSE;

-- A meeting as it was held, until 13 months later: which step of the programme, who of the staff kept
-- the order ('' for a participant, whose name nobody notes), null for what was not said. It outlives a
-- change of its series.
CREATE TABLE evening (
  group_id TEXT NOT NULL REFERENCES support_group (id) ON DELETE CASCADE,
  series_id TEXT NOT NULL,
  day TEXT NOT NULL,
  step INTEGER,
  chair TEXT,
  guard TEXT,
  version BIGINT NOT NULL,
  PRIMARY KEY (group_id, day, series_id)
);
CREATE INDEX evening_day ON evening (day);

-- How many people there were, and how many of them for the first time. A correction is a further row.
CREATE TABLE head_count (
  group_id TEXT NOT NULL REFERENCES support_group (id) ON DELETE CASCADE,
  series_id TEXT NOT NULL,
  day TEXT NOT NULL,
  number INTEGER NOT NULL,
  people INTEGER NOT NULL,
  newcomers INTEGER NOT NULL,
  staff_id TEXT NOT NULL,
  PRIMARY KEY (group_id, day, series_id, number)
);
CREATE INDEX head_count_day ON head_count (day);
