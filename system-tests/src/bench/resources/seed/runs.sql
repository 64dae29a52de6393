-- Parameters: first and last number of this chunk. Ten params, ten metrics and five tags a run; the tag
-- countersign.seeded marks what no person made.
WITH seeded AS (
    SELECT id FROM tracking.experiment WHERE name = 'seeded'
), new_run AS (
    INSERT INTO tracking.run (run_id, experiment, name, user_id, status, lifecycle, start_time, end_time, artifact_uri,
                              started_by, started_by_name, dirty)
    SELECT md5('seeded-' || n), seeded.id, 'seeded-' || n, 'seed', 'FINISHED', 'ACTIVE', 1700000000000 + n,
           1700000000000 + n + 1000, 'mlflow-artifacts:/' || seeded.id || '/' || md5('seeded-' || n) || '/artifacts',
           'system:seed', 'seed', false
    FROM seeded, generate_series(?::bigint, ?::bigint) AS n
    RETURNING id
), new_param AS (
    INSERT INTO tracking.param (run, key, value)
    SELECT r.id, 'p' || k, CASE WHEN k = 1 THEN chr(97 + (r.id % 26)::int) ELSE (r.id * k % 1000)::text END
    FROM new_run r, generate_series(1, 10) AS k
), new_tag AS (
    INSERT INTO tracking.tag (run, key, value)
    SELECT r.id, 't' || k, 'v' || (r.id % (10 * k)) FROM new_run r, generate_series(1, 4) AS k
    UNION ALL
    SELECT r.id, 'countersign.seeded', 'true' FROM new_run r
)
INSERT INTO tracking.latest_metric (run, key, step, ts, value, is_nan)
SELECT r.id, m.id, 0, 1700000000000, (hashint8(r.id * 31 + m.id)::bigint + 2147483648) / 4294967296.0, false
FROM new_run r, tracking.metric_key m
WHERE m.name ~ '^m([1-9]|10)$'
