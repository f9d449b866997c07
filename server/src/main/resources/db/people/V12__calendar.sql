-- What calendars ask of a planning: the day on which it was last changed; and how often what a group
-- itself says of its meetings was.
ALTER TABLE planning_version ADD COLUMN changed_on TEXT NOT NULL DEFAULT '2000-01-01';
ALTER TABLE support_group ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;

-- So that the coming meetings are found without reading all that was.
CREATE INDEX meeting_change_moved ON meeting_change (series_id, moved_day);
DROP INDEX meeting_pause_group;
CREATE INDEX meeting_pause_group ON meeting_pause (group_id, last_day);

-- The secret address at which a facilitator's own calendar can be read; ends with the account.
CREATE TABLE calendar_address (
  hash ${bytes} PRIMARY KEY,
  staff_id TEXT NOT NULL UNIQUE REFERENCES staff (id) ON DELETE CASCADE,
  made_on TEXT NOT NULL
);
