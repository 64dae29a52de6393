-- What the whole tracking API needs: logged models (MLflow 3.x), indexes of the searches, writing points in one call.

-- A model as 3.x clients log it: an object of its own, beside runs, with a tree of artifacts of its own.
CREATE TABLE logged_model (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model_id         varchar(40) COLLATE "C" NOT NULL,
    experiment       bigint      NOT NULL REFERENCES experiment,
    name             text        NOT NULL,
    model_type       text        NOT NULL,
    source_run       bigint REFERENCES run ON DELETE SET NULL,
    status           varchar(10) NOT NULL CHECK (status IN ('PENDING', 'READY', 'FAILED')),
    lifecycle        varchar(10) NOT NULL CHECK (lifecycle IN ('ACTIVE', 'DELETED')),
    creation_time    bigint      NOT NULL,
    last_update_time bigint      NOT NULL,
    artifact_uri     text        NOT NULL,
    created_by       text        NOT NULL,
    created_by_name  text        NOT NULL,
    CONSTRAINT logged_model_id_taken UNIQUE (model_id)
);
CREATE INDEX logged_model_by_experiment ON logged_model (experiment, creation_time DESC, model_id);
CREATE INDEX logged_model_by_run ON logged_model (source_run);

CREATE TABLE logged_model_tag (
    model bigint NOT NULL REFERENCES logged_model ON DELETE CASCADE,
    key   text COLLATE "C" NOT NULL,
    value text   NOT NULL,
    PRIMARY KEY (model, key)
);

CREATE TABLE logged_model_param (
    model bigint NOT NULL REFERENCES logged_model ON DELETE CASCADE,
    key   text COLLATE "C" NOT NULL,
    value text   NOT NULL,
    PRIMARY KEY (model, key)
);

-- Greatest point by (step, ts, value) of each series that a run logged about a model, for each dataset.
CREATE TABLE logged_model_metric (
    model          bigint           NOT NULL REFERENCES logged_model ON DELETE CASCADE,
    key            integer          NOT NULL REFERENCES metric_key,
    run            bigint           NOT NULL REFERENCES run ON DELETE CASCADE,
    dataset_name   text             NOT NULL,
    dataset_digest text             NOT NULL,
    step           bigint           NOT NULL,
    ts             bigint           NOT NULL,
    value          double precision NOT NULL,
    is_nan         boolean          NOT NULL,
    PRIMARY KEY (model, key, run, dataset_name, dataset_digest)
);
CREATE INDEX logged_model_metric_by_run ON logged_model_metric (run);

-- The same form as artifact, for the tree of a logged model.
CREATE TABLE logged_model_artifact (
    model      bigint NOT NULL REFERENCES logged_model ON DELETE CASCADE,
    path       text COLLATE "C" NOT NULL,
    size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
    sha256     bytea  NOT NULL CHECK (length(sha256) = 32),
    blob       text   NOT NULL UNIQUE,
    PRIMARY KEY (model, path)
);

-- Models that went into a run or came out of it.
CREATE TABLE run_model (
    run   bigint     NOT NULL REFERENCES run ON DELETE CASCADE,
    model bigint     NOT NULL REFERENCES logged_model ON DELETE CASCADE,
    use   varchar(6) NOT NULL CHECK (use IN ('INPUT', 'OUTPUT')),
    step  bigint     NOT NULL,
    PRIMARY KEY (run, model, use)
);
CREATE INDEX run_model_by_model ON run_model (model);

-- Searches begin with the rarest comparison. Long values stay out of the indexes (a B-tree entry ends at 2,700 bytes).
CREATE INDEX param_by_value ON param (key, value, run) WHERE length(value) <= 200;
CREATE INDEX tag_by_value ON tag (key, value, run) WHERE length(value) <= 200;
DROP INDEX latest_metric_by_value;
CREATE INDEX latest_metric_by_value ON latest_metric (key, value, run);
CREATE INDEX experiment_by_time ON experiment (creation_time DESC, id);

-- Takes the run's lock (see RunLocks) and tells what the run is then. A statement that waited for a lock would still see
-- what was before; in a function each statement sees what is committed when it begins. An active run becomes dirty.
CREATE FUNCTION open_run(wanted text, alone boolean)
    RETURNS TABLE (run bigint, experiment text, lifecycle text)
    LANGUAGE plpgsql
AS
$$
DECLARE
    number bigint;
    state  record;
BEGIN
    SELECT r.id INTO number FROM tracking.run r WHERE r.run_id = wanted;
    IF number IS NULL THEN
        RETURN;
    END IF;
    IF alone THEN
        PERFORM pg_advisory_xact_lock(1414681934, hashint8(number));
    ELSE
        PERFORM pg_advisory_xact_lock_shared(1414681934, hashint8(number));
    END IF;
    SELECT e.name, r.lifecycle, r.dirty INTO state
    FROM tracking.run r JOIN tracking.experiment e ON e.id = r.experiment WHERE r.id = number;
    IF state.lifecycle = 'ACTIVE' AND NOT state.dirty THEN
        UPDATE tracking.run r SET dirty = TRUE WHERE r.id = number AND NOT r.dirty;
    END IF;
    run := number;
    experiment := state.name;
    lifecycle := state.lifecycle;
    RETURN NEXT;
END
$$;

-- Points in the order of their keys, none twice. The latest values come first: whoever logs the same series waits at
-- its row until we have committed, so that the second statement sees every point that there is, and a point that is there
-- already can be left out without the dearer ON CONFLICT. The order of keys is the order of locks.
CREATE FUNCTION log_points(the_run bigint, keys integer[], steps bigint[], times bigint[], vals double precision[],
                           nans boolean[])
    RETURNS void
    LANGUAGE plpgsql
AS
$$
BEGIN
    INSERT INTO tracking.latest_metric AS latest (run, key, step, ts, value, is_nan)
    SELECT DISTINCT ON (p.key) the_run, p.key, p.step, p.ts, p.value, p.is_nan
    FROM unnest(keys, steps, times, vals, nans) AS p (key, step, ts, value, is_nan)
    ORDER BY p.key, p.step DESC, p.ts DESC, p.value DESC, p.is_nan
    ON CONFLICT (run, key) DO UPDATE
        SET step = excluded.step, ts = excluded.ts, value = excluded.value, is_nan = excluded.is_nan
        WHERE (excluded.step, excluded.ts, excluded.value, NOT excluded.is_nan)
            > (latest.step, latest.ts, latest.value, NOT latest.is_nan);
    INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
    SELECT the_run, p.key, p.step, p.ts, p.value, p.is_nan
    FROM unnest(keys, steps, times, vals, nans) AS p (key, step, ts, value, is_nan)
    WHERE NOT EXISTS (SELECT FROM tracking.metric_point old
                      WHERE old.run = the_run AND old.key = p.key AND old.step = p.step AND old.ts = p.ts
                        AND old.is_nan = p.is_nan AND old.value = p.value);
END
$$;

GRANT SELECT, INSERT, UPDATE ON logged_model, logged_model_tag, logged_model_metric TO ${app_role};
GRANT SELECT, INSERT ON logged_model_param TO ${app_role};
GRANT SELECT, INSERT, UPDATE ON run_model TO ${app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON logged_model_artifact TO ${app_role};
GRANT DELETE ON logged_model_tag, experiment_tag TO ${app_role};
REVOKE ALL ON FUNCTION open_run(text, boolean) FROM PUBLIC;
REVOKE ALL ON FUNCTION log_points(bigint, integer[], bigint[], bigint[], double precision[], boolean[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_run(text, boolean) TO ${app_role};
GRANT EXECUTE ON FUNCTION log_points(bigint, integer[], bigint[], bigint[], double precision[], boolean[]) TO ${app_role};
