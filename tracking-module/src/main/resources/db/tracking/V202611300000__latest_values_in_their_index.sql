-- A search looks up one metric of each run that its other comparisons left, and one to order by: with the value in the index it need not
-- read the row as well. The index by value has every update of a value write to all indexes already.
ALTER TABLE latest_metric DROP CONSTRAINT latest_metric_pkey;
ALTER TABLE latest_metric ADD CONSTRAINT latest_metric_pkey PRIMARY KEY (run, key) INCLUDE (value, is_nan);
