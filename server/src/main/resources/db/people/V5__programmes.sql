-- What programmes are made of, for how many people and until when one joins a group, and by which
-- key a file of `kring import` knows what it brought; a row that no file brought is known by its id.
ALTER TABLE programme ADD COLUMN size INTEGER;
ALTER TABLE programme ADD COLUMN group_meetings INTEGER;
ALTER TABLE programme ADD COLUMN individual_talks INTEGER;
ALTER TABLE programme ADD COLUMN months INTEGER;
ALTER TABLE programme_step ADD COLUMN text TEXT;

ALTER TABLE provider ADD COLUMN external_key TEXT;
CREATE UNIQUE INDEX provider_external_key ON provider (external_key);

-- was_full is looked at once a day, so that nobody can see from outside at what time somebody joined
-- or left. reopened_until: a course whose members all have to come back lets them in until this day.
ALTER TABLE support_group ADD COLUMN external_key TEXT;
ALTER TABLE support_group ADD COLUMN capacity INTEGER;
ALTER TABLE support_group ADD COLUMN begins TEXT;
ALTER TABLE support_group ADD COLUMN ends TEXT;
ALTER TABLE support_group ADD COLUMN reopened_until TEXT;
ALTER TABLE support_group ADD COLUMN was_full BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE support_group ADD COLUMN was_full_day TEXT;
CREATE UNIQUE INDEX support_group_external_key ON support_group (external_key);

ALTER TABLE meeting_series ADD COLUMN external_key TEXT;
CREATE UNIQUE INDEX meeting_series_external_key ON meeting_series (group_id, external_key);
