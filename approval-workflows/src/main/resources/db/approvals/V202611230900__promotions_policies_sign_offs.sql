-- Promotion requests, the policies that decide them and the sign-offs given. Facts are inserted once; only the state of a
-- request moves, and the database says so by column grants and triggers.

CREATE TABLE policy (
    id                 text        NOT NULL,
    version            integer     NOT NULL CHECK (version > 0),
    digest             text        NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    thresholds         bytea       NOT NULL,
    required_sign_offs bytea       NOT NULL,
    shipped            boolean     NOT NULL,
    published_at       timestamptz NOT NULL,
    published_by       text        NOT NULL,
    PRIMARY KEY (id, version)
);
COMMENT ON TABLE policy IS 'Published policies: the exact bytes of their decision tables, never changed';

CREATE TABLE promotion (
    id                 uuid PRIMARY KEY,
    model              text        NOT NULL,
    model_version      integer     NOT NULL CHECK (model_version > 0),
    target_stage       text        NOT NULL,
    archive_existing   boolean     NOT NULL,
    rationale          text        NOT NULL,
    requester          text        NOT NULL,
    requester_name     text        NOT NULL,
    developer          text        NOT NULL,
    developer_name     text        NOT NULL,
    registrar          text        NOT NULL,
    registrar_name     text        NOT NULL,
    requested_at       timestamptz NOT NULL,
    tier               integer     NOT NULL CHECK (tier BETWEEN 1 AND 4),
    policy_id          text        NOT NULL,
    policy_version     integer     NOT NULL,
    policy_digest      text        NOT NULL,
    run_id             text        NOT NULL,
    seal_digest        text        NOT NULL,
    evidence           bytea       NOT NULL,
    evidence_digest    text        NOT NULL CHECK (evidence_digest = encode(sha256(evidence), 'hex')),
    thresholds         jsonb       NOT NULL,
    required_sign_offs jsonb       NOT NULL,
    state              text        NOT NULL
        CHECK (state IN ('open', 'approved', 'rejected', 'withdrawn', 'refused', 'void')),
    closed_at          timestamptz,
    outcome            text,
    FOREIGN KEY (policy_id, policy_version) REFERENCES policy (id, version),
    CHECK ((state = 'open') = (closed_at IS NULL))
);
CREATE UNIQUE INDEX promotion_open ON promotion (model, model_version, target_stage) WHERE state = 'open';
CREATE INDEX promotion_of_version ON promotion (model, model_version, target_stage, requested_at DESC);
CREATE INDEX promotion_newest ON promotion (requested_at DESC, id DESC);
CREATE INDEX promotion_state ON promotion (state, requested_at DESC, id DESC);

CREATE TABLE sign_off (
    id              uuid PRIMARY KEY,
    promotion_id    uuid        NOT NULL REFERENCES promotion (id),
    subject         text        NOT NULL,
    printed_name    text        NOT NULL,
    role            text        NOT NULL,
    meaning         text        NOT NULL,
    comment         text        NOT NULL,
    evidence_digest text        NOT NULL,
    policy_id       text        NOT NULL,
    policy_version  integer     NOT NULL,
    policy_digest   text        NOT NULL,
    signed_at       timestamptz NOT NULL,
    auth_method     text        NOT NULL,
    auth_acr        text,
    auth_time       timestamptz,
    client          text        NOT NULL,
    ledger_entry    uuid        NOT NULL,
    UNIQUE (promotion_id, subject)
);
COMMENT ON COLUMN sign_off.subject IS 'One person gives one sign-off on a request, whatever their roles';

CREATE TABLE promotion_entry (
    promotion_id uuid    NOT NULL REFERENCES promotion (id),
    position     integer NOT NULL,
    entry_id     uuid    NOT NULL,
    action       text    NOT NULL,
    PRIMARY KEY (promotion_id, position)
);
COMMENT ON TABLE promotion_entry IS 'The ledger entries of a request, in order';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of %.% are facts: % is refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP;
END
$$;

CREATE TRIGGER policy_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON policy
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sign_off_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON sign_off
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER promotion_entry_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON promotion_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER promotion_is_kept BEFORE DELETE OR TRUNCATE ON promotion
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A request that is decided stays decided.
CREATE FUNCTION refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'promotion % is % and cannot become %', OLD.id, OLD.state, NEW.state;
END
$$;
CREATE TRIGGER promotion_closes_once BEFORE UPDATE ON promotion
    FOR EACH ROW WHEN (OLD.state <> 'open') EXECUTE FUNCTION refuse_reopening();

GRANT USAGE ON SCHEMA approvals TO ${app_role};
GRANT SELECT, INSERT ON policy, promotion, sign_off, promotion_entry TO ${app_role};
GRANT UPDATE (state, closed_at, outcome) ON promotion TO ${app_role};
