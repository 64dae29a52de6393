-- A published change takes effect at its date, which may come later than its publication: the one thing that is still written then.

ALTER TABLE policy_change ADD COLUMN in_force_at timestamptz;
ALTER TABLE policy_change ADD CONSTRAINT policy_change_in_force CHECK (in_force_at IS NULL OR state = 'published');

CREATE FUNCTION policy_change_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'published' AND OLD.in_force_at IS NULL
        AND to_jsonb(NEW) - 'in_force_at' = to_jsonb(OLD) - 'in_force_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a row of %.% has ended and is kept', TG_TABLE_SCHEMA, TG_TABLE_NAME;
END
$$;
DROP TRIGGER policy_change_ends_once ON policy_change;
-- Those of before took effect when they were published.
UPDATE policy_change SET in_force_at = greatest(closed_at, effective_from) WHERE state = 'published';
CREATE TRIGGER policy_change_ends_once BEFORE UPDATE ON policy_change
    FOR EACH ROW WHEN (OLD.state <> 'open') EXECUTE FUNCTION policy_change_is_kept();
GRANT UPDATE (in_force_at) ON policy_change TO ${app_role};

