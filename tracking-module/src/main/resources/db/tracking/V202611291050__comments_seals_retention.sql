-- Comments on runs, what a seal was made over, legal holds, and purging deleted runs.

-- Written once; a later comment of the same author may take the place of an earlier one.
CREATE TABLE run_comment (
    id          uuid PRIMARY KEY,
    run         bigint      NOT NULL REFERENCES run,
    text        text        NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    author      text        NOT NULL,
    author_name text        NOT NULL,
    written_at  timestamptz NOT NULL DEFAULT now(),
    supersedes  uuid REFERENCES run_comment,
    entry       uuid        NOT NULL,
    CONSTRAINT run_comment_superseded_once UNIQUE (supersedes)
);
CREATE INDEX run_comment_by_run ON run_comment (run, id);

-- The sealed form itself, gzip of the exact bytes, so that a difference can be named; absent in older seals.
ALTER TABLE seal ADD form bytea;

-- When a run was deleted, and since when it holds something that its seal does not cover.
ALTER TABLE run ADD deleted_at timestamptz, ADD dirty_since timestamptz;

CREATE FUNCTION note_run_times() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF NEW.lifecycle IS DISTINCT FROM OLD.lifecycle THEN
        NEW.deleted_at := CASE NEW.lifecycle WHEN 'DELETED' THEN now() END;
    END IF;
    IF NEW.dirty IS DISTINCT FROM OLD.dirty THEN
        NEW.dirty_since := CASE WHEN NEW.dirty THEN now() END;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER run_times BEFORE UPDATE ON run FOR EACH ROW
    WHEN (NEW.lifecycle IS DISTINCT FROM OLD.lifecycle OR NEW.dirty IS DISTINCT FROM OLD.dirty)
    EXECUTE FUNCTION note_run_times();

CREATE INDEX run_deleted ON run (deleted_at NULLS FIRST, id) WHERE lifecycle = 'DELETED';
CREATE INDEX run_to_reseal ON run (dirty_since)
    WHERE dirty AND lifecycle = 'ACTIVE' AND status IN ('FINISHED', 'FAILED', 'KILLED');

-- A dirty run as it was when it was last looked at: it is resealed when it is the same at the next look.
CREATE TABLE reseal_look (
    run       bigint PRIMARY KEY REFERENCES run ON DELETE CASCADE,
    digest    bytea       NOT NULL,
    looked_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE legal_hold (
    id             uuid PRIMARY KEY,
    kind           varchar(10) NOT NULL CHECK (kind IN ('run', 'experiment')),
    subject        text        NOT NULL,
    reason         text        NOT NULL,
    placed_by      text        NOT NULL,
    placed_by_name text        NOT NULL,
    placed_at      timestamptz NOT NULL DEFAULT now(),
    entry          uuid        NOT NULL,
    lifted_by      text,
    lifted_by_name text,
    lifted_at      timestamptz,
    lift_reason    text,
    lift_entry     uuid,
    CHECK ((lifted_at IS NULL) = (lift_entry IS NULL))
);
CREATE INDEX legal_hold_in_force ON legal_hold (kind, subject) WHERE lifted_at IS NULL;

CREATE FUNCTION is_held(the_run bigint) RETURNS boolean
    LANGUAGE sql STABLE AS
$$
SELECT EXISTS (SELECT FROM tracking.legal_hold h JOIN tracking.run r ON r.id = the_run
               WHERE h.lifted_at IS NULL
                 AND ((h.kind = 'run' AND h.subject = r.run_id)
                   OR (h.kind = 'experiment' AND h.subject = r.experiment::text)))
$$;

CREATE TABLE purge (
    id              uuid PRIMARY KEY,
    ordered_by      text        NOT NULL,
    ordered_by_name text        NOT NULL,
    ordered_at      timestamptz NOT NULL DEFAULT now(),
    reason          text        NOT NULL,
    entry           uuid        NOT NULL
);

-- One run of a purge. run is its number once it is purged; points_left says that its points are still being removed.
CREATE TABLE purge_item (
    purge       uuid         NOT NULL REFERENCES purge,
    run_id      varchar(256) NOT NULL,
    state       varchar(10)  NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'PURGED', 'KEPT')),
    why         text,
    run         bigint,
    points_left boolean      NOT NULL DEFAULT FALSE,
    blob_prefix text,
    decided_at  timestamptz,
    PRIMARY KEY (purge, run_id)
);
CREATE INDEX purge_item_waiting ON purge_item (purge, run_id) WHERE state = 'WAITING';
CREATE INDEX purge_item_points ON purge_item (purge, run_id) WHERE points_left;

-- Bytes that may not be removed yet are looked at again later.
ALTER TABLE orphan_blob ADD checked_at timestamptz;
CREATE INDEX orphan_blob_by_age ON orphan_blob (coalesce(checked_at, since));

-- Destroys a deleted run that nothing holds, and leaves its bytes and points to be removed. Runs as the owner: the
-- application may delete none of these rows otherwise.
CREATE FUNCTION purge_run(the_run bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = tracking, pg_temp AS
$$
BEGIN
    PERFORM FROM run r WHERE r.id = the_run AND r.lifecycle = 'DELETED' FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'run % is not deleted', the_run;
    END IF;
    IF is_held(the_run) THEN
        RAISE EXCEPTION 'run % is under a legal hold', the_run;
    END IF;
    INSERT INTO orphan_blob (blob) SELECT a.blob FROM artifact a WHERE a.run = the_run ON CONFLICT DO NOTHING;
    DELETE FROM artifact WHERE run = the_run;
    DELETE FROM input_tag WHERE run = the_run;
    DELETE FROM input WHERE run = the_run;
    DELETE FROM param WHERE run = the_run;
    DELETE FROM tag WHERE run = the_run;
    DELETE FROM latest_metric WHERE run = the_run;
    DELETE FROM seal WHERE run = the_run;
    DELETE FROM run_comment WHERE run = the_run;
    DELETE FROM run WHERE id = the_run;
END
$$;

-- Removes some of the points of a run that is no more. Returns how many.
CREATE FUNCTION purge_points(the_run bigint, most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = tracking, pg_temp AS
$$
DECLARE
    removed bigint;
BEGIN
    IF EXISTS (SELECT FROM run WHERE id = the_run) THEN
        RAISE EXCEPTION 'run % is still here', the_run;
    END IF;
    DELETE FROM metric_point WHERE (run, key, step, ts, is_nan, value) IN
        (SELECT p.run, p.key, p.step, p.ts, p.is_nan, p.value FROM metric_point p WHERE p.run = the_run LIMIT most);
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END
$$;

REVOKE ALL ON FUNCTION purge_run(bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION purge_points(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION purge_run(bigint), purge_points(bigint, integer), is_held(bigint) TO ${app_role};
GRANT SELECT, INSERT ON run_comment, purge TO ${app_role};
GRANT SELECT, INSERT, UPDATE ON legal_hold, purge_item TO ${app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON reseal_look TO ${app_role};
GRANT DELETE ON orphan_blob TO ${app_role};
