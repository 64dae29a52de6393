-- What risk teams keep of a model: inventory entry, tier, forms and documents, deployments. All of it is written once; what
-- changes is a new revision.

CREATE TABLE registry.inventory_entry (
    model_id   uuid        NOT NULL REFERENCES registry.registered_model,
    revision   integer     NOT NULL CHECK (revision > 0),
    content    text        NOT NULL,
    sha256     text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    tier       integer     CHECK (tier BETWEEN 1 AND 4),
    tier_table text        NOT NULL,
    at         timestamptz NOT NULL,
    by_subject text        NOT NULL,
    by_name    text        NOT NULL,
    entry_id   uuid        NOT NULL,
    PRIMARY KEY (model_id, revision)
);

-- An override speaks of the scores it was asked for; others need another one.
CREATE TABLE registry.tier_override (
    id            uuid        PRIMARY KEY,
    model_id      uuid        NOT NULL REFERENCES registry.registered_model,
    tier          integer     NOT NULL CHECK (tier BETWEEN 1 AND 4),
    reason        text        NOT NULL CHECK (length(reason) > 0),
    exposure      integer,
    purpose_score integer,
    asked_at      timestamptz NOT NULL,
    asked_by      text        NOT NULL,
    asked_by_name text        NOT NULL,
    entry_id      uuid        NOT NULL
);
CREATE INDEX tier_override_by_model ON registry.tier_override (model_id, id);
CREATE TABLE registry.tier_override_decision (
    override_id uuid        PRIMARY KEY REFERENCES registry.tier_override,
    approved    boolean     NOT NULL,
    comment     text        NOT NULL,
    at          timestamptz NOT NULL,
    by_subject  text        NOT NULL,
    by_name     text        NOT NULL,
    entry_id    uuid        NOT NULL
);

-- version NULL: about the model. form: content is a filled form as canonical JSON; otherwise a document as uploaded.
CREATE TABLE registry.document (
    id         uuid        PRIMARY KEY,
    model_id   uuid        NOT NULL REFERENCES registry.registered_model,
    version    integer,
    section    text        NOT NULL,
    title      text        NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
    revision   integer     NOT NULL CHECK (revision > 0),
    form       boolean     NOT NULL,
    media_type text        NOT NULL,
    content    bytea       NOT NULL,
    size_bytes bigint      NOT NULL,
    sha256     text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    at         timestamptz NOT NULL,
    by_subject text        NOT NULL,
    by_name    text        NOT NULL,
    entry_id   uuid        NOT NULL,
    UNIQUE NULLS NOT DISTINCT (model_id, version, section, form, title, revision)
);

CREATE TABLE registry.deployment (
    id          uuid        PRIMARY KEY,
    version_id  uuid        NOT NULL REFERENCES registry.model_version,
    stage       text        NOT NULL,
    environment text        NOT NULL CHECK (length(environment) BETWEEN 1 AND 200),
    target      text        NOT NULL,
    reference   text        NOT NULL,
    deployed_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    by_subject  text        NOT NULL,
    by_name     text        NOT NULL,
    entry_id    uuid        NOT NULL
);
CREATE INDEX deployment_by_version ON registry.deployment (version_id, deployed_at DESC);
CREATE INDEX deployment_by_time ON registry.deployment (deployed_at DESC, id DESC);
CREATE TABLE registry.deployment_end (
    deployment_id uuid        PRIMARY KEY REFERENCES registry.deployment,
    ended_at      timestamptz NOT NULL,
    by_subject    text        NOT NULL,
    by_name       text        NOT NULL,
    entry_id      uuid        NOT NULL
);

DO $$
DECLARE
    written_once text;
BEGIN
    FOREACH written_once IN ARRAY ARRAY['inventory_entry', 'tier_override', 'tier_override_decision', 'document', 'deployment', 'deployment_end'] LOOP
        EXECUTE format('CREATE TRIGGER written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.%I '
            || 'FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change()', written_once);
        EXECUTE format('GRANT SELECT, INSERT ON registry.%I TO ${app_role}', written_once);
    END LOOP;
END $$;
