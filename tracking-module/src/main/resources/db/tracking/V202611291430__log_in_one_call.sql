-- What a run logs in one call: each round trip to the database costs a small call as much as what it does there.

-- Opens the run as open_run does and, when it is active, writes params, points and tags, in the order of locks that RunLocks
-- tells of. Series and points as log_points wants them; all keys sorted, each once. Tells how many of the params are new: the
-- others were there before, with whichever value.
CREATE FUNCTION log_to_run(wanted text,
                           param_keys text[], param_values text[], tag_keys text[], tag_values text[],
                           series integer[], first_steps bigint[], last_steps bigint[],
                           latest_times bigint[], latest_vals double precision[], latest_nans boolean[],
                           keys integer[], steps bigint[], times bigint[], vals double precision[], nans boolean[])
    RETURNS TABLE (run bigint, experiment text, lifecycle text, new_params integer)
    LANGUAGE plpgsql
AS
$$
BEGIN
    SELECT o.run, o.experiment, o.lifecycle INTO run, experiment, lifecycle FROM tracking.open_run(wanted, FALSE) o;
    IF run IS NULL THEN
        RETURN;
    END IF;
    new_params := 0;
    IF lifecycle = 'ACTIVE' THEN
        IF cardinality(param_keys) > 0 THEN
            INSERT INTO tracking.param AS p (run, key, value)
            SELECT log_to_run.run, n.key, n.value FROM unnest(param_keys, param_values) AS n (key, value)
            ON CONFLICT DO NOTHING;
            GET DIAGNOSTICS new_params = ROW_COUNT;
        END IF;
        IF cardinality(keys) > 0 THEN
            PERFORM tracking.log_points(log_to_run.run, series, first_steps, last_steps, latest_times, latest_vals,
                                        latest_nans, keys, steps, times, vals, nans);
        END IF;
        IF cardinality(tag_keys) > 0 THEN
            -- The tag that mirrors the run's name renames it.
            IF 'mlflow.runName' = ANY (tag_keys) THEN
                UPDATE tracking.run r SET name = n.value FROM unnest(tag_keys, tag_values) AS n (key, value)
                WHERE r.id = log_to_run.run AND n.key = 'mlflow.runName';
            END IF;
            INSERT INTO tracking.tag AS t (run, key, value)
            SELECT log_to_run.run, n.key, n.value FROM unnest(tag_keys, tag_values) AS n (key, value)
            ON CONFLICT ON CONSTRAINT tag_pkey DO UPDATE SET value = excluded.value;
        END IF;
    END IF;
    RETURN NEXT;
END
$$;
REVOKE ALL ON FUNCTION log_to_run(text, text[], text[], text[], text[],
    integer[], bigint[], bigint[], bigint[], double precision[], boolean[],
    integer[], bigint[], bigint[], double precision[], boolean[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_to_run(text, text[], text[], text[], text[],
    integer[], bigint[], bigint[], bigint[], double precision[], boolean[],
    integer[], bigint[], bigint[], double precision[], boolean[]) TO ${app_role};
