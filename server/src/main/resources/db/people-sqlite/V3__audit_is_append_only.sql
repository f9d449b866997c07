-- An event is never deleted, and never changed but for one thing: its content may be emptied once
-- there is no account any more of whoever did it.

CREATE TRIGGER audit_event_stays BEFORE DELETE ON audit_event
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is append-only');
END;

CREATE TRIGGER audit_event_is_not_changed BEFORE UPDATE ON audit_event
WHEN NOT (
  NEW.number = OLD.number AND NEW.actor_id = OLD.actor_id
  AND NEW.content_hash = OLD.content_hash AND NEW.hash = OLD.hash
  AND NEW.moment IS NULL AND NEW.act IS NULL AND NEW.subject_id IS NULL
  AND NEW.group_id IS NULL AND NEW.times IS NULL AND NEW.salt IS NULL
  AND OLD.actor_id <> '' AND NOT EXISTS (SELECT 1 FROM staff WHERE id = OLD.actor_id))
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
