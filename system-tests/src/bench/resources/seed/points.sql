-- Parameters: points for each seeded run, first and last number of this chunk of runs. One series, steps from zero.
INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
SELECT r.id, m.id, step, 1700000000000 + step, 1.0 / (1 + step), false
FROM tracking.metric_key m, generate_series(0, ?::bigint - 1) AS step, generate_series(?::bigint, ?::bigint) AS n
JOIN tracking.run r ON r.run_id = md5('seeded-' || n)
WHERE m.name = 'm1'
ON CONFLICT DO NOTHING
