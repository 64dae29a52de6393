-- Registered models, their versions, stages, aliases, and what guarded transitions demand.
-- ${unguarded} = true: a plain MLflow registry without governance (for conformance runs); Production is open to anybody then.

GRANT USAGE ON SCHEMA registry TO ${app_role};

CREATE FUNCTION registry.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of %.% are written once', TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

-- Stages. guarded_by names the policy that guards entry; active: versions in it are in use, so that "archive what is there
-- now" has a meaning; exclusive: at most one version of a model at a time.
CREATE TABLE registry.stage (
    name       text    PRIMARY KEY,
    position   integer NOT NULL UNIQUE,
    guarded_by text,
    active     boolean NOT NULL,
    exclusive  boolean NOT NULL,
    UNIQUE (name, exclusive)
);
CREATE UNIQUE INDEX stage_name_any_case ON registry.stage (lower(name));
INSERT INTO registry.stage (name, position, guarded_by, active, exclusive) VALUES
    ('None', 0, NULL, false, false),
    ('Staging', 1, NULL, true, false),
    ('Production', 2, CASE WHEN ${unguarded} THEN NULL ELSE 'model-promotion' END, true, NOT ${unguarded}),
    ('Archived', 3, NULL, false, false);

-- Aliases that move only through a request; compared without regard to case.
CREATE TABLE registry.protected_alias (
    alias text PRIMARY KEY CHECK (alias = lower(alias))
);
INSERT INTO registry.protected_alias (alias)
    SELECT alias FROM (VALUES ('champion'), ('production')) AS shipped (alias) WHERE NOT ${unguarded};

CREATE TABLE registry.registered_model (
    id              uuid        PRIMARY KEY,
    name            text        NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 256),
    description     text        NOT NULL,
    last_version    integer     NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    created_by      text        NOT NULL,
    created_by_name text        NOT NULL,
    created_entry   uuid        NOT NULL
);
CREATE TABLE registry.registered_model_tag (
    model_id uuid NOT NULL REFERENCES registry.registered_model,
    key      text NOT NULL,
    value    text NOT NULL,
    PRIMARY KEY (model_id, key)
);
CREATE INDEX registered_model_tag_key ON registry.registered_model_tag (key, model_id);

-- The copy of stage.exclusive is kept true by the foreign key and lets an index say "never two".
CREATE TABLE registry.model_version (
    id                 uuid        PRIMARY KEY,
    model_id           uuid        NOT NULL REFERENCES registry.registered_model,
    number             integer     NOT NULL CHECK (number > 0),
    stage              text        NOT NULL,
    exclusive          boolean     NOT NULL,
    description        text        NOT NULL,
    source             text        NOT NULL,
    download_uri       text        NOT NULL,
    run_id             text,
    run_link           text        NOT NULL,
    artifact_run_id    text,
    artifact_path      text,
    root_digest        text        CHECK (root_digest ~ '^[0-9a-f]{64}$'),
    registered_at      timestamptz NOT NULL,
    registered_by      text        NOT NULL,
    registered_by_name text        NOT NULL,
    updated_at         timestamptz NOT NULL,
    deleted_at         timestamptz,
    UNIQUE (model_id, number),
    FOREIGN KEY (stage, exclusive) REFERENCES registry.stage (name, exclusive) ON UPDATE CASCADE,
    CHECK ((root_digest IS NULL) = (artifact_run_id IS NULL) AND (root_digest IS NULL) = (artifact_path IS NULL))
);
CREATE UNIQUE INDEX model_version_sole_occupant ON registry.model_version (model_id, stage)
    WHERE exclusive AND deleted_at IS NULL;
CREATE INDEX model_version_by_stage ON registry.model_version (model_id, stage, number DESC) WHERE deleted_at IS NULL;
CREATE INDEX model_version_by_run ON registry.model_version (run_id) WHERE run_id IS NOT NULL;
CREATE TABLE registry.model_version_tag (
    version_id uuid NOT NULL REFERENCES registry.model_version,
    key        text NOT NULL,
    value      text NOT NULL,
    PRIMARY KEY (version_id, key)
);
CREATE INDEX model_version_tag_key ON registry.model_version_tag (key, version_id);

-- The bytes a version is bound to, as pinned at registration.
CREATE TABLE registry.model_version_file (
    version_id uuid    NOT NULL REFERENCES registry.model_version,
    position   integer NOT NULL,
    path       text    NOT NULL,
    size_bytes bigint  NOT NULL,
    sha256     text    NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (version_id, position),
    UNIQUE (version_id, path)
);

CREATE TABLE registry.model_alias (
    model_id uuid    NOT NULL,
    alias    text    NOT NULL,
    version  integer NOT NULL,
    PRIMARY KEY (model_id, alias),
    FOREIGN KEY (model_id, version) REFERENCES registry.model_version (model_id, number)
);

-- Where a version has been; the first row of each is its registration.
CREATE TABLE registry.stage_change (
    id         uuid        PRIMARY KEY,
    version_id uuid        NOT NULL REFERENCES registry.model_version,
    from_stage text,
    to_stage   text        NOT NULL,
    at         timestamptz NOT NULL,
    by_subject text        NOT NULL,
    by_name    text        NOT NULL,
    request_id uuid,
    entry_id   uuid        NOT NULL
);
CREATE INDEX stage_change_by_version ON registry.stage_change (version_id, id);

CREATE TABLE registry.pinned_demand (
    request_id       uuid        PRIMARY KEY,
    version_id       uuid        NOT NULL REFERENCES registry.model_version,
    from_stage       text        NOT NULL,
    target_stage     text        NOT NULL REFERENCES registry.stage (name),
    archive_existing boolean     NOT NULL,
    requester        text        NOT NULL,
    developer        text        NOT NULL,
    registrar        text        NOT NULL,
    policy           text        NOT NULL,
    policy_digest    text        NOT NULL,
    evidence_digest  text        NOT NULL,
    seal_digest      text        NOT NULL,
    root_digest      text        NOT NULL,
    pinned_at        timestamptz NOT NULL
);
CREATE TABLE registry.pinned_sign_off (
    request_id uuid    NOT NULL REFERENCES registry.pinned_demand,
    position   integer NOT NULL,
    role       text    NOT NULL,
    meaning    text    NOT NULL,
    count      integer NOT NULL CHECK (count > 0),
    PRIMARY KEY (request_id, position)
);
-- How a demand ended: the primary key lets it end once.
CREATE TABLE registry.demand_outcome (
    request_id uuid        PRIMARY KEY REFERENCES registry.pinned_demand,
    outcome    text        NOT NULL,
    at         timestamptz NOT NULL,
    entry_id   uuid
);

DO $$
DECLARE
    written_once text;
BEGIN
    FOREACH written_once IN ARRAY ARRAY['model_version_file', 'stage_change', 'pinned_demand', 'pinned_sign_off', 'demand_outcome'] LOOP
        EXECUTE format('CREATE TRIGGER written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.%I '
            || 'FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change()', written_once);
        EXECUTE format('GRANT SELECT, INSERT ON registry.%I TO ${app_role}', written_once);
    END LOOP;
END $$;

GRANT SELECT ON registry.stage, registry.protected_alias TO ${app_role};
GRANT SELECT, INSERT, UPDATE ON registry.registered_model, registry.model_version TO ${app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON registry.registered_model_tag, registry.model_version_tag, registry.model_alias TO ${app_role};
