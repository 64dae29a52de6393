-- Deletion of models, search by tags, and what the database itself refuses about guarded stages and protected aliases.

-- A deleted model keeps its row, for the history that points at it; its name may be used again.
ALTER TABLE registry.registered_model ADD COLUMN deleted_at timestamptz;
ALTER TABLE registry.registered_model DROP CONSTRAINT registered_model_name_key;
-- Names sort by code point, as clients sort them, and the same index serves LIKE.
ALTER TABLE registry.registered_model ALTER COLUMN name TYPE text COLLATE "C";
CREATE UNIQUE INDEX registered_model_name ON registry.registered_model (name) WHERE deleted_at IS NULL;

-- ever_guarded: whether it was ever in a stage that a policy guarded then. Such a version is archived, never deleted.
ALTER TABLE registry.model_version ADD COLUMN ever_guarded boolean NOT NULL DEFAULT false;
-- Bytes are compared on read and by a scheduled check; NULL: never yet, or intact.
ALTER TABLE registry.model_version ADD COLUMN checked_at timestamptz;
ALTER TABLE registry.model_version ADD COLUMN broken_since timestamptz;
ALTER TABLE registry.model_version ADD COLUMN broken_detail text NOT NULL DEFAULT '';
CREATE INDEX model_version_to_check ON registry.model_version (checked_at NULLS FIRST)
    WHERE deleted_at IS NULL AND root_digest IS NOT NULL;
CREATE INDEX model_version_broken ON registry.model_version (id) WHERE broken_since IS NOT NULL AND deleted_at IS NULL;

-- A version is bound to artifacts of a run, or of one of MLflow 3's logged models.
ALTER TABLE registry.model_version ADD COLUMN logged_model_id text;
ALTER TABLE registry.model_version ADD COLUMN artifact_model_id text;
ALTER TABLE registry.model_version DROP CONSTRAINT model_version_check;
ALTER TABLE registry.model_version ADD CONSTRAINT model_version_bound CHECK (
    (root_digest IS NULL) = (artifact_path IS NULL)
    AND (root_digest IS NOT NULL)::int = num_nonnulls(artifact_run_id, artifact_model_id));
CREATE INDEX model_version_by_bound_run ON registry.model_version (artifact_run_id) WHERE artifact_run_id IS NOT NULL;
CREATE INDEX model_version_by_bound_model ON registry.model_version (artifact_model_id) WHERE artifact_model_id IS NOT NULL;
UPDATE registry.model_version v SET ever_guarded = true
    WHERE EXISTS (SELECT 1 FROM registry.stage_change c JOIN registry.stage s ON s.name = c.to_stage
                  WHERE c.version_id = v.id AND s.guarded_by IS NOT NULL);

-- A value may be longer than an index entry, so the beginning is indexed; a search compares both.
DROP INDEX registry.registered_model_tag_key;
DROP INDEX registry.model_version_tag_key;
CREATE INDEX registered_model_tag_value ON registry.registered_model_tag (key, left(value, 200), model_id);
CREATE INDEX model_version_tag_value ON registry.model_version_tag (key, left(value, 200), version_id);
CREATE INDEX model_version_by_source ON registry.model_version (source) WHERE deleted_at IS NULL;
CREATE INDEX model_version_recent ON registry.model_version (updated_at DESC) WHERE deleted_at IS NULL;

-- What changed a guard: written by the change of policy that a second person approved, as its ledger entry tells.
CREATE TABLE registry.guard_change (
    id         uuid        PRIMARY KEY,
    kind       text        NOT NULL CHECK (kind IN ('stage', 'protected-alias')),
    subject    text        NOT NULL,
    at         timestamptz NOT NULL,
    entry_id   uuid        NOT NULL
);
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.guard_change
    FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
GRANT SELECT, INSERT ON registry.guard_change TO ${app_role};

-- Entry to a guarded stage needs a demand that was applied in this very transaction. Asked at commit, when all is written.
CREATE FUNCTION registry.require_applied_demand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM registry.stage s WHERE s.name = NEW.stage AND s.guarded_by IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM registry.demand_outcome o JOIN registry.pinned_demand d USING (request_id)
                       WHERE d.version_id = NEW.id AND d.target_kind = 'STAGE' AND d.target_stage = NEW.stage AND o.outcome = 'applied'
                         AND o.xmin = pg_current_xact_id()::xid) THEN
        RAISE EXCEPTION 'stage % is guarded: version % enters it by an applied request alone', NEW.stage, NEW.id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER guarded_stage_moved AFTER UPDATE OF stage ON registry.model_version
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.stage IS DISTINCT FROM NEW.stage)
    EXECUTE FUNCTION registry.require_applied_demand();
CREATE CONSTRAINT TRIGGER guarded_stage_begun AFTER INSERT ON registry.model_version
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registry.require_applied_demand();

CREATE FUNCTION registry.keep_guarded_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ever_guarded AND (NEW.deleted_at IS NOT NULL OR NOT NEW.ever_guarded) THEN
        RAISE EXCEPTION 'version % was in a guarded stage: it can be archived, not deleted', OLD.id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.root_digest IS DISTINCT FROM OLD.root_digest OR NEW.model_id <> OLD.model_id OR NEW.number <> OLD.number THEN
        RAISE EXCEPTION 'what version % is bound to is written once', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guarded_version_kept BEFORE UPDATE ON registry.model_version
    FOR EACH ROW EXECUTE FUNCTION registry.keep_guarded_version();

-- A protected alias is set, moved or dropped only with a demand for it that was applied in the same transaction.
CREATE FUNCTION registry.require_alias_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched registry.model_alias := coalesce(NEW, OLD);
BEGIN
    IF EXISTS (SELECT 1 FROM registry.protected_alias p WHERE p.alias = lower(touched.alias))
       AND NOT EXISTS (SELECT 1 FROM registry.demand_outcome o JOIN registry.pinned_demand d USING (request_id)
                       JOIN registry.model_version v ON v.id = d.version_id
                       WHERE v.model_id = touched.model_id AND d.target_kind <> 'STAGE' AND d.target_stage = touched.alias
                         AND o.outcome = 'applied' AND o.xmin = pg_current_xact_id()::xid) THEN
        RAISE EXCEPTION 'alias % is protected: it moves by an approved request alone', touched.alias
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER protected_alias_moved AFTER INSERT OR UPDATE OR DELETE ON registry.model_alias
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registry.require_alias_change();

-- Stages and protected aliases: an administrator may add and tighten; loosening needs an approved change on record.
CREATE FUNCTION registry.require_guard_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    loosened boolean;
BEGIN
    IF TG_OP = 'DELETE' THEN
        loosened := OLD.guarded_by IS NOT NULL OR OLD.exclusive;
    ELSE
        loosened := (OLD.guarded_by IS NOT NULL AND NEW.guarded_by IS DISTINCT FROM OLD.guarded_by)
            OR (OLD.exclusive AND NOT NEW.exclusive)
            OR (OLD.guarded_by IS NOT NULL AND NEW.name <> OLD.name);
    END IF;
    IF loosened AND NOT EXISTS (SELECT 1 FROM registry.guard_change g WHERE g.kind = 'stage' AND g.subject = OLD.name
                                AND g.xmin = pg_current_xact_id()::xid) THEN
        RAISE EXCEPTION 'the guard of stage % is loosened by an approved change alone', OLD.name
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER guard_loosened AFTER UPDATE OR DELETE ON registry.stage
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registry.require_guard_change();
CREATE FUNCTION registry.require_unprotection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM registry.guard_change g WHERE g.kind = 'protected-alias' AND g.subject = OLD.alias
                   AND g.xmin = pg_current_xact_id()::xid) THEN
        RAISE EXCEPTION 'the protection of alias % ends by an approved change alone', OLD.alias
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER protection_ended AFTER UPDATE OR DELETE ON registry.protected_alias
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registry.require_unprotection();

ALTER TABLE registry.stage DROP CONSTRAINT stage_position_key;
ALTER TABLE registry.stage ADD CONSTRAINT stage_position_key UNIQUE (position) DEFERRABLE INITIALLY DEFERRED;
GRANT INSERT, UPDATE ON registry.stage TO ${app_role};
GRANT INSERT, DELETE ON registry.protected_alias TO ${app_role};
