-- Series that are not weekly, single meetings that are otherwise, and days without meetings.
ALTER TABLE meeting_series ADD COLUMN every INTEGER NOT NULL DEFAULT 1;
ALTER TABLE meeting_series ADD COLUMN ordinals TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting_series ADD COLUMN online_url TEXT;

-- What one meeting is instead of what its series says; day is the series' own. moved_day is empty for
-- a meeting that is cancelled.
CREATE TABLE meeting_change (
  series_id TEXT NOT NULL REFERENCES meeting_series (id) ON DELETE CASCADE,
  day TEXT NOT NULL,
  moved_day TEXT,
  start_time TEXT,
  duration_minutes INTEGER,
  address TEXT,
  online_url TEXT,
  PRIMARY KEY (series_id, day)
);

CREATE TABLE meeting_pause (
  id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES support_group (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  address TEXT
);
CREATE INDEX meeting_pause_group ON meeting_pause (group_id);

-- Goes up with each change of a group's planning, so that of two people who change it at once the
-- second is told.
CREATE TABLE planning_version (
  group_id TEXT PRIMARY KEY REFERENCES support_group (id) ON DELETE CASCADE,
  version BIGINT NOT NULL
);
