-- Comments on versions, and webhooks of both kinds: MLflow 3's and Databricks'. What was delivered stands in platform's outbox.

CREATE TABLE registry.version_comment (
    id              uuid        PRIMARY KEY,
    version_id      uuid        NOT NULL REFERENCES registry.model_version,
    text            text        NOT NULL CHECK (length(text) BETWEEN 1 AND 65535),
    created_at      timestamptz NOT NULL,
    created_by      text        NOT NULL,
    created_by_name text        NOT NULL,
    updated_at      timestamptz NOT NULL
);
CREATE INDEX version_comment_by_version ON registry.version_comment (version_id, id);

-- secret, authorization_header: sealed by a key that is not in the database (AES-256-GCM); NULL for none.
CREATE TABLE registry.webhook (
    id                   uuid        PRIMARY KEY,
    api                  text        NOT NULL CHECK (api IN ('mlflow', 'databricks')),
    name                 text        NOT NULL,
    description          text        NOT NULL,
    url                  text        NOT NULL CHECK (length(url) BETWEEN 1 AND 2048),
    model                text,
    events               text[]      NOT NULL CHECK (cardinality(events) > 0),
    status               text        NOT NULL CHECK (status IN ('ACTIVE', 'DISABLED', 'TEST_MODE')),
    secret               bytea,
    authorization_header bytea,
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    created_by           text        NOT NULL,
    deleted_at           timestamptz
);
CREATE INDEX webhook_live ON registry.webhook (api) WHERE deleted_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON registry.version_comment TO ${app_role};
GRANT SELECT, INSERT, UPDATE ON registry.webhook TO ${app_role};
