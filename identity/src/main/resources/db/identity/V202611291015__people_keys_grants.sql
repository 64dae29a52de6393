-- People and service accounts as their tokens described them last: an observation, written sparsely, not an act.
-- That somebody left is an act of an administrator.
CREATE TABLE person (
    subject       text        PRIMARY KEY,
    kind          text        NOT NULL CHECK (kind IN ('person', 'service-account')),
    name          text        NOT NULL,
    roles         text[]      NOT NULL,
    client        text        NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL,
    left_at       timestamptz,
    left_said_by  text,
    CHECK ((left_at IS NULL) = (left_said_by IS NULL))
);

-- Keys: the secret itself is never stored. A key is not deleted, so that the ledger's key:<id> can always be resolved.
CREATE TABLE api_key (
    id            uuid        PRIMARY KEY,
    kind          text        NOT NULL CHECK (kind IN ('personal', 'service')),
    name          text        NOT NULL,
    hint          text        NOT NULL,
    secret_sha256 bytea       NOT NULL UNIQUE CHECK (octet_length(secret_sha256) = 32),
    accountable   text        NOT NULL REFERENCES person,
    roles         text[]      NOT NULL CHECK (cardinality(roles) > 0 AND NOT 'admin' = ANY (roles)),
    scope         jsonb       NOT NULL,
    created_at    timestamptz NOT NULL,
    created_by    text        NOT NULL,
    expires_at    timestamptz NOT NULL CHECK (expires_at > created_at),
    last_used_at  timestamptz,
    revoked_at    timestamptz,
    revoked_by    text,
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE INDEX api_key_accountable ON api_key (accountable, created_at DESC);
CREATE INDEX api_key_newest ON api_key (created_at DESC, id DESC);

-- A role of a subject, narrowed. Without a row the role that the token carries covers everything.
CREATE TABLE narrowing (
    subject    text        NOT NULL,
    role       text        NOT NULL,
    scope      jsonb       NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL,
    PRIMARY KEY (subject, role)
);

GRANT SELECT, INSERT, UPDATE ON person TO ${app_role};
GRANT SELECT, INSERT ON api_key TO ${app_role};
GRANT UPDATE (last_used_at, revoked_at, revoked_by) ON api_key TO ${app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON narrowing TO ${app_role};
