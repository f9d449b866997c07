-- A group is being prepared until it opens; opened_on is the day, and empty until then. Groups that
-- were there before anything was prepared are open, whatever they lack.
ALTER TABLE support_group ADD COLUMN opened_on TEXT;
UPDATE support_group SET opened_on = CAST(CURRENT_DATE AS TEXT);

-- What a group falls back on: a professional, who is no participant, and the region of Veilig Thuis.
CREATE TABLE group_backing (
  group_id TEXT PRIMARY KEY REFERENCES support_group (id) ON DELETE CASCADE,
  backstop_name TEXT,
  backstop_organisation TEXT,
  backstop_phone TEXT,
  safe_home_region TEXT
);

-- Who leads a group on one day, until 06:00 of the next; gone after that.
CREATE TABLE group_substitute (
  id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES support_group (id) ON DELETE CASCADE,
  staff_id TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  day TEXT NOT NULL,
  UNIQUE (group_id, staff_id, day)
);
CREATE INDEX group_substitute_staff ON group_substitute (staff_id);

-- On which day somebody of the staff last read and acknowledged a safety text.
CREATE TABLE staff_acknowledgement (
  staff_id TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  text_name TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (staff_id, text_name)
);
