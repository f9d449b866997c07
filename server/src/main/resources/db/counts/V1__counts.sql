-- Token keys, spent tokens, the counters of open weeks and the published pulse.
-- Nothing here refers to a membership or to the database `people`.

-- One key per (group, day) for CHECK_IN, one per month for PARTICIPATION (group_id is then empty).
CREATE TABLE token_key (
  key_no BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  group_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  week TEXT NOT NULL,
  token_key_id ${bytes} NOT NULL UNIQUE,
  spki ${bytes} NOT NULL,
  wrapped_private_key ${bytes} NOT NULL,
  PRIMARY KEY (key_no),
  UNIQUE (purpose, group_id, scope)
);
CREATE INDEX token_key_week ON token_key (week);

-- A week whose keys are all made: no group gets keys in it any more.
CREATE TABLE keyed_week (
  week TEXT PRIMARY KEY
);

-- A week that is closed, so that it closes once.
CREATE TABLE closed_week (
  week TEXT PRIMARY KEY
);

-- Rises when a back-up is restored.
CREATE TABLE restore_number (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL
);
INSERT INTO restore_number (id, number) VALUES (1, 0);

CREATE TABLE pulse_day (
  group_id TEXT NOT NULL,
  day TEXT NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (group_id, day)
) ${clustered};

CREATE TABLE pulse_answer (
  group_id TEXT NOT NULL,
  week TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (group_id, week, question, answer)
) ${clustered};

CREATE TABLE pulse_week (
  group_id TEXT NOT NULL,
  week TEXT NOT NULL,
  tension_1 INTEGER NOT NULL,
  tension_2 INTEGER NOT NULL,
  tension_3 INTEGER NOT NULL,
  tension_4 INTEGER NOT NULL,
  tension_5 INTEGER NOT NULL,
  urge_1 INTEGER NOT NULL,
  urge_2 INTEGER NOT NULL,
  urge_3 INTEGER NOT NULL,
  urge_4 INTEGER NOT NULL,
  urge_5 INTEGER NOT NULL,
  time_out_used INTEGER NOT NULL,
  time_out_not_used INTEGER NOT NULL,
  time_out_not_needed INTEGER NOT NULL,
  PRIMARY KEY (group_id, week)
) ${clustered};

-- Spent tokens, clustered on the hash: 21 tables for days (day number mod 21) and 3 for months
-- (month mod 3), emptied whole when their week or month closes.
CREATE TABLE spent_d00 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d01 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d02 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d03 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d04 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d05 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d06 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d07 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d08 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d09 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d10 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d11 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d12 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d13 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d14 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d15 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d16 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d17 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d18 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d19 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_d20 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_m0 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_m1 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
CREATE TABLE spent_m2 (key_no BIGINT NOT NULL, hash ${bytes} NOT NULL, tag ${bytes} NOT NULL, PRIMARY KEY (hash)) ${clustered};
