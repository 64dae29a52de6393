INSERT INTO tracking.metric_key (name) SELECT 'm' || k FROM generate_series(1, 10) AS k ON CONFLICT (name) DO NOTHING
