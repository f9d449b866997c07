-- Staff, providers, groups, meetings, memberships and what each membership has drawn.
-- Days, weeks and months are ISO 8601 text in Europe/Amsterdam. Nothing here is finer than a day
-- of anything a participant does, and nothing here refers to the database `counts`.

CREATE TABLE provider (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  provider_id TEXT REFERENCES provider (id),
  municipality TEXT,
  password_hash TEXT NOT NULL
);

CREATE TABLE staff_token (
  hash ${bytes} PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  expires_at BIGINT NOT NULL
);

CREATE TABLE programme (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  entry TEXT NOT NULL,
  evidence TEXT NOT NULL,
  source TEXT NOT NULL
);

CREATE TABLE programme_step (
  programme_id TEXT NOT NULL REFERENCES programme (id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (programme_id, number)
);

CREATE TABLE support_group (
  id TEXT PRIMARY KEY,
  provider_id TEXT NOT NULL REFERENCES provider (id),
  programme_id TEXT NOT NULL REFERENCES programme (id),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  form TEXT NOT NULL,
  languages TEXT NOT NULL,
  municipality TEXT NOT NULL,
  address TEXT,
  address_public BOOLEAN NOT NULL
);

CREATE TABLE group_staff (
  group_id TEXT NOT NULL REFERENCES support_group (id) ON DELETE CASCADE,
  staff_id TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, staff_id)
);

CREATE TABLE meeting_series (
  id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL REFERENCES support_group (id) ON DELETE CASCADE,
  recurrence TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT,
  start_time TEXT NOT NULL,
  duration_minutes INTEGER NOT NULL,
  address TEXT
);
CREATE INDEX meeting_series_group ON meeting_series (group_id);

-- A code is known by its keyed hash only, and gone after its first use or its second day.
CREATE TABLE join_code (
  hash ${bytes} NOT NULL,
  group_id TEXT NOT NULL REFERENCES support_group (id) ON DELETE CASCADE,
  last_day TEXT NOT NULL,
  PRIMARY KEY (hash)
) ${clustered};

-- Clustered on a random id, so that the order of rows says nothing about the order of joining.
CREATE TABLE membership (
  id TEXT NOT NULL,
  group_id TEXT NOT NULL REFERENCES support_group (id),
  device_key TEXT NOT NULL UNIQUE,
  joined_month TEXT NOT NULL,
  last_draw_month TEXT NOT NULL,
  PRIMARY KEY (id)
) ${clustered};
CREATE INDEX membership_group ON membership (group_id);

-- scope: the week or month of the key, so that the row can go when the key expires.
CREATE TABLE token_draw (
  membership_id TEXT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
  token_key_id ${bytes} NOT NULL,
  blinded_message_hash ${bytes} NOT NULL,
  scope TEXT NOT NULL,
  PRIMARY KEY (membership_id, token_key_id)
) ${clustered};
CREATE INDEX token_draw_scope ON token_draw (scope);

-- The table of the library db-scheduler, as its manual gives it.
CREATE TABLE scheduled_tasks (
  task_name VARCHAR(250) NOT NULL,
  task_instance VARCHAR(250) NOT NULL,
  task_data ${bytes},
  execution_time ${instant} NOT NULL,
  picked BOOLEAN NOT NULL,
  picked_by VARCHAR(250),
  last_success ${instant},
  last_failure ${instant},
  consecutive_failures INT,
  last_heartbeat ${instant},
  version BIGINT NOT NULL,
  priority SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_time ON scheduled_tasks (execution_time);
