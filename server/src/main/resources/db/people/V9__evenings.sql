-- Series and single meetings that are at no place, also when their group usually is.
ALTER TABLE meeting_series ADD COLUMN online_only BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE meeting_change ADD COLUMN online_only BOOLEAN NOT NULL DEFAULT FALSE;
