-- Three tags on each seeded version and an alias on the newest of each seeded model. No parameters.
WITH tagged AS (
    INSERT INTO registry.model_version_tag (version_id, key, value)
    SELECT v.id, t.key, t.value
    FROM registry.model_version v
    JOIN registry.registered_model m ON m.id = v.model_id AND m.name LIKE 'seeded-%'
    CROSS JOIN LATERAL (VALUES ('region', 'r' || abs(hashtext(v.id::text)) % 10),
                               ('team', 't' || abs(hashtext(v.id::text || 'team')) % 20),
                               ('quality', 'q' || abs(hashtext(v.id::text || 'quality')) % 5)) AS t (key, value)
    ON CONFLICT DO NOTHING
    RETURNING 1
)
INSERT INTO registry.model_alias (model_id, alias, version)
SELECT m.id, 'serving', m.last_version FROM registry.registered_model m WHERE m.name LIKE 'seeded-%'
ON CONFLICT DO NOTHING
