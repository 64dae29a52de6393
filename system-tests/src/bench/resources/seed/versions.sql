-- Parameters: versions for each model, first and last number of this chunk of models.
WITH new_model AS (
    INSERT INTO registry.registered_model (id, name, description, last_version, created_at, updated_at, created_by,
                                           created_by_name, created_entry)
    SELECT gen_random_uuid(), 'seeded-' || n, 'seeded', ?::int, now(), now(), 'system:seed', 'seed', gen_random_uuid()
    FROM generate_series(?::bigint, ?::bigint) AS n
    RETURNING id, last_version
)
INSERT INTO registry.model_version (id, model_id, number, stage, exclusive, description, source, download_uri, run_link,
                                    registered_at, registered_by, registered_by_name, updated_at)
SELECT gen_random_uuid(), m.id, v, 'None', false, 'seeded', 's3://seeded/' || m.id || '/' || v,
       's3://seeded/' || m.id || '/' || v, '', now(), 'system:seed', 'seed', now()
FROM new_model m, generate_series(1, m.last_version) AS v
