-- Fewer calls within a call: each function that another one calls takes its arrays over once more and plans, begins and ends a query
-- of its own.

-- Points of one series without a NaN, as in most large batches; by the rules and in the order of locks of log_at_once. Steps rise; the
-- latest point has the last step. Tells what the run is: NULL when there is none, and nothing is written unless it is active.
CREATE FUNCTION log_series(wanted text, the_key integer, first_step bigint, last_step bigint,
                           latest_time bigint, latest_value double precision,
                           steps bigint[], times bigint[], vals double precision[])
    RETURNS text
    LANGUAGE plpgsql
    SET enable_seqscan = off
AS
$$
DECLARE
    number bigint;
    state  record;
BEGIN
    SELECT r.id INTO number FROM tracking.run r WHERE r.run_id = wanted;
    IF number IS NULL THEN
        RETURN NULL;
    END IF;
    IF NOT pg_try_advisory_xact_lock_shared(1414681934, hashint8(number)) THEN
        PERFORM pg_advisory_xact_lock_shared(1414681934, hashint8(number));
    END IF;
    SELECT r.lifecycle, r.dirty INTO state FROM tracking.run r WHERE r.id = number;
    IF state.lifecycle IS DISTINCT FROM 'ACTIVE' THEN
        RETURN state.lifecycle;
    END IF;
    IF NOT state.dirty THEN
        UPDATE tracking.run r SET dirty = TRUE WHERE r.id = number AND NOT r.dirty;
    END IF;
    INSERT INTO tracking.latest_metric AS latest (run, key, step, ts, value, is_nan)
    VALUES (number, the_key, last_step, latest_time, latest_value, FALSE)
    ON CONFLICT (run, key) DO UPDATE
        SET step = excluded.step, ts = excluded.ts, value = excluded.value, is_nan = excluded.is_nan
        WHERE (excluded.step, excluded.ts, excluded.value, NOT excluded.is_nan)
            > (latest.step, latest.ts, latest.value, NOT latest.is_nan);
    -- Who logs the same series waited at its row above, so what is there now is all that there is.
    IF EXISTS (SELECT FROM tracking.metric_point old
               WHERE old.run = number AND old.key = the_key AND old.step BETWEEN first_step AND last_step)
    THEN
        INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
        SELECT number, the_key, unnest(steps), unnest(times), unnest(vals), FALSE
        ON CONFLICT DO NOTHING;
    ELSE
        INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
        SELECT number, the_key, unnest(steps), unnest(times), unnest(vals), FALSE;
    END IF;
    RETURN 'ACTIVE';
END
$$;
REVOKE ALL ON FUNCTION log_series(text, integer, bigint, bigint, bigint, double precision, bigint[], bigint[], double precision[])
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_series(text, integer, bigint, bigint, bigint, double precision, bigint[], bigint[], double precision[])
    TO ${app_role};

-- As before, but without log_to_run and open_run.
CREATE OR REPLACE FUNCTION log_at_once(wanted text,
                            param_keys text[], param_values text[], tag_keys text[], tag_values text[],
                            series integer[], first_steps bigint[], last_steps bigint[],
                            latest_times bigint[], latest_vals double precision[], latest_nans boolean[],
                            keys integer[], steps bigint[], times bigint[], vals double precision[], nans boolean[])
    RETURNS text
    LANGUAGE plpgsql
    SET enable_seqscan = off
AS
$$
DECLARE
    number     bigint;
    state      record;
    new_params integer;
BEGIN
    SELECT r.id INTO number FROM tracking.run r WHERE r.run_id = wanted;
    IF number IS NULL THEN
        RETURN NULL;
    END IF;
    IF NOT pg_try_advisory_xact_lock_shared(1414681934, hashint8(number)) THEN
        PERFORM pg_advisory_xact_lock_shared(1414681934, hashint8(number));
    END IF;
    SELECT r.lifecycle, r.dirty INTO state FROM tracking.run r WHERE r.id = number;
    IF state.lifecycle IS DISTINCT FROM 'ACTIVE' THEN
        RETURN state.lifecycle;
    END IF;
    IF NOT state.dirty THEN
        UPDATE tracking.run r SET dirty = TRUE WHERE r.id = number AND NOT r.dirty;
    END IF;
    IF cardinality(param_keys) > 0 THEN
        INSERT INTO tracking.param AS p (run, key, value)
        SELECT number, unnest(param_keys), unnest(param_values)
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS new_params = ROW_COUNT;
        IF new_params < cardinality(param_keys)
           AND EXISTS (SELECT FROM unnest(param_keys, param_values) AS n (key, value)
                       JOIN tracking.param old ON old.run = number AND old.key = n.key
                       WHERE old.value <> n.value)
        THEN
            RAISE EXCEPTION 'a param has another value' USING ERRCODE = 'CS001';
        END IF;
    END IF;
    IF cardinality(steps) > 0 THEN
        PERFORM tracking.log_points(number, series, first_steps, last_steps, latest_times, latest_vals, latest_nans,
                                    keys, steps, times, vals, nans);
    END IF;
    IF cardinality(tag_keys) > 0 THEN
        -- The tag that mirrors the run's name renames it.
        IF 'mlflow.runName' = ANY (tag_keys) THEN
            UPDATE tracking.run r SET name = n.value FROM unnest(tag_keys, tag_values) AS n (key, value)
            WHERE r.id = number AND n.key = 'mlflow.runName';
        END IF;
        INSERT INTO tracking.tag AS t (run, key, value)
        SELECT number, unnest(tag_keys), unnest(tag_values)
        ON CONFLICT ON CONSTRAINT tag_pkey DO UPDATE SET value = excluded.value;
    END IF;
    RETURN 'ACTIVE';
END
$$;
