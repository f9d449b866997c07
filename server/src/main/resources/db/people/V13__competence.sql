-- What those who lead must know and have learned, what is agreed with other organisations, and how
-- often something happened in the groups of a provider. Days and months are ISO 8601 text in
-- Europe/Amsterdam. No column can hold something about a participant, or about anybody near one:
-- besides the names of courses and organisations everything is chosen from fixed lists.

CREATE TABLE organisation (
  id TEXT PRIMARY KEY,
  provider_id TEXT NOT NULL REFERENCES provider (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  UNIQUE (provider_id, name)
);

-- A course never changes, so that its records keep their meaning: another is another course.
-- roles, criteria: names on the wire, between commas. valid_months: null for ever.
CREATE TABLE course (
  id TEXT PRIMARY KEY,
  provider_id TEXT NOT NULL REFERENCES provider (id),
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  criteria TEXT NOT NULL,
  valid_months INTEGER,
  organisation_id TEXT REFERENCES organisation (id),
  ended_on TEXT
);
CREATE INDEX course_provider ON course (provider_id);

CREATE TABLE course_requirement (
  course_id TEXT NOT NULL REFERENCES course (id),
  role TEXT NOT NULL,
  PRIMARY KEY (course_id, role)
);

CREATE TABLE course_record (
  id TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id),
  done_on TEXT NOT NULL,
  UNIQUE (staff_id, course_id, done_on)
);

-- Which organisation lets its own people follow a course, from when on.
CREATE TABLE course_following (
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  course_id TEXT NOT NULL REFERENCES course (id),
  since TEXT NOT NULL,
  PRIMARY KEY (organisation_id, course_id)
);

CREATE TABLE agreement (
  id TEXT PRIMARY KEY,
  provider_id TEXT NOT NULL REFERENCES provider (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  subjects TEXT NOT NULL,
  agreed_on TEXT NOT NULL,
  review_by TEXT NOT NULL
);
CREATE INDEX agreement_provider ON agreement (provider_id);

-- Clustered on a random id, so that the order of rows says nothing about the order of writing.
-- Neither the group nor who wrote it, and no day.
CREATE TABLE incident (
  id TEXT NOT NULL,
  provider_id TEXT NOT NULL REFERENCES provider (id),
  month TEXT NOT NULL,
  kind TEXT NOT NULL,
  acts TEXT NOT NULL,
  PRIMARY KEY (id)
) ${clustered};
CREATE INDEX incident_provider ON incident (provider_id, month);

-- What was published of a year; never changed.
CREATE TABLE incident_release (
  year INTEGER PRIMARY KEY
);
CREATE TABLE incident_release_total (
  year INTEGER NOT NULL REFERENCES incident_release (year),
  region TEXT NOT NULL,
  kind TEXT NOT NULL,
  incidents INTEGER NOT NULL,
  PRIMARY KEY (year, region, kind)
);
