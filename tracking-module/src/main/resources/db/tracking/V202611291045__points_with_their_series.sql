-- Points come with what their series need, which the caller knows anyway: the range of steps and the latest point. Points
-- nearly always come after all that are there; one look at the range of each series then spares a look for each point.
DROP FUNCTION log_points(bigint, integer[], bigint[], bigint[], double precision[], boolean[]);

-- Series in the order of their keys, each once; no point twice. The latest values come first: whoever logs the same series
-- waits at its row until we have committed, so that the statements after it see every point that there is, and a point
-- that is there already can be left out without the dearer ON CONFLICT. The order of keys is the order of locks.
CREATE FUNCTION log_points(the_run bigint,
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
    SELECT the_run, s.key, s.step, s.ts, s.value, s.is_nan
    FROM unnest(series, last_steps, latest_times, latest_vals, latest_nans) AS s (key, step, ts, value, is_nan)
    ON CONFLICT (run, key) DO UPDATE
        SET step = excluded.step, ts = excluded.ts, value = excluded.value, is_nan = excluded.is_nan
        WHERE (excluded.step, excluded.ts, excluded.value, NOT excluded.is_nan)
            > (latest.step, latest.ts, latest.value, NOT latest.is_nan);
    IF EXISTS (SELECT FROM unnest(series, first_steps, last_steps) AS s (key, first, last)
               WHERE EXISTS (SELECT FROM tracking.metric_point old
                             WHERE old.run = the_run AND old.key = s.key AND old.step BETWEEN s.first AND s.last))
    THEN
        INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
        SELECT the_run, p.key, p.step, p.ts, p.value, p.is_nan
        FROM unnest(keys, steps, times, vals, nans) AS p (key, step, ts, value, is_nan)
        WHERE NOT EXISTS (SELECT FROM tracking.metric_point old
                          WHERE old.run = the_run AND old.key = p.key AND old.step = p.step AND old.ts = p.ts
                            AND old.is_nan = p.is_nan AND old.value = p.value);
    ELSE
        INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
        SELECT the_run, p.key, p.step, p.ts, p.value, p.is_nan
        FROM unnest(keys, steps, times, vals, nans) AS p (key, step, ts, value, is_nan);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION log_points(bigint, integer[], bigint[], bigint[], bigint[], double precision[], boolean[],
    integer[], bigint[], bigint[], double precision[], boolean[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_points(bigint, integer[], bigint[], bigint[], bigint[], double precision[], boolean[],
    integer[], bigint[], bigint[], double precision[], boolean[]) TO ${app_role};
