-- As before, but arrays are unnested in the list of columns: there PostgreSQL gives their items row by row, while a call of unnest
-- with several arrays in FROM first stores all of them, and their rows once more.
--
-- Keys and NaN flags of the points are empty when all points are of one series and none is NaN, as in most large batches.

CREATE OR REPLACE FUNCTION log_points(the_run bigint,
                           series integer[], first_steps bigint[], last_steps bigint[],
                           latest_times bigint[], latest_vals double precision[], latest_nans boolean[],
                           keys integer[], steps bigint[], times bigint[], vals double precision[], nans boolean[])
    RETURNS void
    LANGUAGE plpgsql
AS
$$
BEGIN
    -- The latest point has the last step.
    INSERT INTO tracking.latest_metric AS latest (run, key, step, ts, value, is_nan)
    SELECT the_run, unnest(series), unnest(last_steps), unnest(latest_times), unnest(latest_vals), unnest(latest_nans)
    ON CONFLICT (run, key) DO UPDATE
        SET step = excluded.step, ts = excluded.ts, value = excluded.value, is_nan = excluded.is_nan
        WHERE (excluded.step, excluded.ts, excluded.value, NOT excluded.is_nan)
            > (latest.step, latest.ts, latest.value, NOT latest.is_nan);
    -- LATERAL with LIMIT: each range is looked up by the whole key of the index. As a semi-join, or for the points one by one, the
    -- planner, who knows no points of a new run, would rather read all that the run has, each time.
    IF EXISTS (SELECT FROM (SELECT unnest(series) AS key, unnest(first_steps) AS first, unnest(last_steps) AS last) s
               CROSS JOIN LATERAL (SELECT FROM tracking.metric_point old
                                   WHERE old.run = the_run AND old.key = s.key AND old.step BETWEEN s.first AND s.last
                                   LIMIT 1) there)
    THEN
        IF cardinality(keys) = 0 THEN
            keys := array_fill(series[1], ARRAY[cardinality(steps)]);
            nans := array_fill(FALSE, ARRAY[cardinality(steps)]);
        END IF;
        INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
        SELECT the_run, unnest(keys), unnest(steps), unnest(times), unnest(vals), unnest(nans)
        ON CONFLICT DO NOTHING;
    ELSIF cardinality(keys) = 0 THEN
        INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
        SELECT the_run, series[1], unnest(steps), unnest(times), unnest(vals), FALSE;
    ELSE
        INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
        SELECT the_run, unnest(keys), unnest(steps), unnest(times), unnest(vals), unnest(nans);
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION log_to_run(wanted text,
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
            SELECT log_to_run.run, unnest(param_keys), unnest(param_values)
            ON CONFLICT DO NOTHING;
            GET DIAGNOSTICS new_params = ROW_COUNT;
        END IF;
        IF cardinality(steps) > 0 THEN
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
            SELECT log_to_run.run, unnest(tag_keys), unnest(tag_values)
            ON CONFLICT ON CONSTRAINT tag_pkey DO UPDATE SET value = excluded.value;
        END IF;
    END IF;
    RETURN NEXT;
END
$$;
