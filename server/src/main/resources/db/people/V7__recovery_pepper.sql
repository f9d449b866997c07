-- The secret under which recovery codes are hashed, wrapped under a key of the master secret, so that
-- codes on paper outlive a change of that secret.
CREATE TABLE recovery_pepper (
  id INTEGER PRIMARY KEY,
  wrapped ${bytes} NOT NULL
);

-- In secret_check, row 1 is of the master secret that these databases are used with. Row 2 is there
-- while the secret is being changed, and is of the one that comes: until it is gone no server starts.
