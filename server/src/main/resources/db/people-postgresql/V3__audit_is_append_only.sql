-- An event is never deleted, and never changed but for one thing: its content may be emptied once
-- there is no account any more of whoever did it.

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.number = OLD.number AND NEW.actor_id = OLD.actor_id
    AND NEW.content_hash = OLD.content_hash AND NEW.hash = OLD.hash
    AND NEW.moment IS NULL AND NEW.act IS NULL AND NEW.subject_id IS NULL
    AND NEW.group_id IS NULL AND NEW.times IS NULL AND NEW.salt IS NULL
    AND OLD.actor_id <> '' AND NOT EXISTS (SELECT 1 FROM staff WHERE id = OLD.actor_id)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the audit trail is append-only';
END;
$$;

CREATE TRIGGER audit_event_is_not_changed BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

CREATE TRIGGER audit_event_is_not_emptied BEFORE TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
