INSERT INTO tracking.experiment (name, artifact_location, lifecycle, creation_time, last_update_time)
VALUES ('seeded', 'mlflow-artifacts:/seeded', 'ACTIVE', 0, 0)
ON CONFLICT (name) DO NOTHING
