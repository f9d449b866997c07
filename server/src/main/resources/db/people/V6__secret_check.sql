-- A known text, sealed under the master secret: a server that was given another secret notices it at
-- its start, and not when the first phone asks for something.
CREATE TABLE secret_check (
  id INTEGER PRIMARY KEY,
  wrapped ${bytes} NOT NULL
);
