-- Uptake (PRIVACY § 3). Every counter starts at noise, and so never shows how many people it counted.
-- Counters go when they are published; what is public stays.

-- The partition of a year: the groups of the public directory as the year began, one line each
-- (municipality,type), sorted. Cells follow from it.
CREATE TABLE uptake_partition (
  year INTEGER PRIMARY KEY,
  places TEXT NOT NULL
);

-- A month that is open for participations: the partition it is counted by, and the groups that were
-- open as it began. Without a partition (fewer than three groups in the country) nothing is counted.
CREATE TABLE uptake_month (
  month TEXT PRIMARY KEY,
  of_year TEXT NOT NULL,
  places TEXT NOT NULL
);

CREATE TABLE uptake_cell (
  month TEXT NOT NULL,
  unit TEXT NOT NULL,
  type TEXT NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (month, unit, type)
) ${clustered};

CREATE TABLE uptake_year (
  year INTEGER NOT NULL,
  municipality TEXT NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (year, municipality)
) ${clustered};

-- Of who joined in a quarter (2026-Q4): joined by each channel, and still there after some months.
CREATE TABLE uptake_cohort (
  quarter TEXT NOT NULL,
  milestone TEXT NOT NULL,
  channel TEXT NOT NULL,
  people INTEGER NOT NULL,
  PRIMARY KEY (quarter, milestone, channel)
) ${clustered};

-- What each opening of counters costs a membership that takes part in it, in 24ths of ε.
CREATE TABLE uptake_budget (
  year INTEGER NOT NULL,
  spent_on TEXT NOT NULL,
  cost INTEGER NOT NULL,
  PRIMARY KEY (year, spent_on)
);

-- What was published of a month: these bytes, for ever; each names the hash of the one before.
CREATE TABLE uptake_release (
  month TEXT PRIMARY KEY,
  content ${bytes} NOT NULL,
  hash TEXT NOT NULL,
  signature TEXT NOT NULL
);
