-- What most calls log needs one statement, which is a transaction by itself: one round trip and nothing to begin or to commit.

-- As before, but a lock that is free is taken without a query of its own, and a run that was purged meanwhile is none.
CREATE OR REPLACE FUNCTION open_run(wanted text, alone boolean)
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
    ELSIF NOT pg_try_advisory_xact_lock_shared(1414681934, hashint8(number)) THEN
        PERFORM pg_advisory_xact_lock_shared(1414681934, hashint8(number));
    END IF;
    SELECT e.name, r.lifecycle, r.dirty INTO state
    FROM tracking.run r JOIN tracking.experiment e ON e.id = r.experiment WHERE r.id = number;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF state.lifecycle = 'ACTIVE' AND NOT state.dirty THEN
        UPDATE tracking.run r SET dirty = TRUE WHERE r.id = number AND NOT r.dirty;
    END IF;
    run := number;
    experiment := state.name;
    lifecycle := state.lifecycle;
    RETURN NEXT;
END
$$;

-- One point, by the same rules and in the same order of locks as log_to_run, with scalars in place of arrays. Tells what the run
-- is: NULL when there is none, and nothing is written unless it is active.
CREATE FUNCTION log_point(wanted text, the_key integer, the_step bigint, the_time bigint, the_value double precision, nan boolean)
    RETURNS text
    LANGUAGE plpgsql
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
    VALUES (number, the_key, the_step, the_time, the_value, nan)
    ON CONFLICT (run, key) DO UPDATE
        SET step = excluded.step, ts = excluded.ts, value = excluded.value, is_nan = excluded.is_nan
        WHERE (excluded.step, excluded.ts, excluded.value, NOT excluded.is_nan)
            > (latest.step, latest.ts, latest.value, NOT latest.is_nan);
    INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
    VALUES (number, the_key, the_step, the_time, the_value, nan)
    ON CONFLICT DO NOTHING;
    RETURN 'ACTIVE';
END
$$;
REVOKE ALL ON FUNCTION log_point(text, integer, bigint, bigint, double precision, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_point(text, integer, bigint, bigint, double precision, boolean) TO ${app_role};

-- As log_to_run, where nobody can roll back afterwards: a param that has another value takes the whole statement back
-- (SQLSTATE CS001). Tells what the run is: NULL when there is none, and nothing is written unless it is active.
CREATE FUNCTION log_at_once(wanted text,
                            param_keys text[], param_values text[], tag_keys text[], tag_values text[],
                            series integer[], first_steps bigint[], last_steps bigint[],
                            latest_times bigint[], latest_vals double precision[], latest_nans boolean[],
                            keys integer[], steps bigint[], times bigint[], vals double precision[], nans boolean[])
    RETURNS text
    LANGUAGE plpgsql
AS
$$
DECLARE
    written record;
BEGIN
    SELECT l.run, l.lifecycle, l.new_params INTO written
    FROM tracking.log_to_run(wanted, param_keys, param_values, tag_keys, tag_values, series, first_steps, last_steps,
                             latest_times, latest_vals, latest_nans, keys, steps, times, vals, nans) l;
    IF written.lifecycle = 'ACTIVE' AND written.new_params < cardinality(param_keys)
       AND EXISTS (SELECT FROM unnest(param_keys, param_values) AS n (key, value)
                   JOIN tracking.param old ON old.run = written.run AND old.key = n.key
                   WHERE old.value <> n.value)
    THEN
        RAISE EXCEPTION 'a param has another value' USING ERRCODE = 'CS001';
    END IF;
    RETURN written.lifecycle;
END
$$;
REVOKE ALL ON FUNCTION log_at_once(text, text[], text[], text[], text[],
    integer[], bigint[], bigint[], bigint[], double precision[], boolean[],
    integer[], bigint[], bigint[], double precision[], boolean[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_at_once(text, text[], text[], text[], text[],
    integer[], bigint[], bigint[], bigint[], double precision[], boolean[],
    integer[], bigint[], bigint[], double precision[], boolean[]) TO ${app_role};
