-- The append-only history. Entries are written by business transactions; leaves, nodes and checkpoints by the sequencer.

-- Lives of the database cluster: a dump and restore begins to count transaction ids anew.
CREATE TABLE ledger.epoch (
    epoch             bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    system_identifier bigint      NOT NULL UNIQUE,
    began_at          timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- canonical: the exact bytes that are hashed. The other columns repeat what is in them, for search alone.
CREATE TABLE ledger.entry (
    id           uuid        PRIMARY KEY,
    canonical    bytea       NOT NULL,
    xid          xid8        NOT NULL DEFAULT pg_current_xact_id(),
    epoch        bigint      NOT NULL,
    at           timestamptz NOT NULL,
    action       text        NOT NULL,
    subject_kind text        NOT NULL,
    subject_id   text        NOT NULL,
    actor        text        NOT NULL,
    accountable  text,
    request_id   text        NOT NULL,
    cause        uuid
);
CREATE UNIQUE INDEX entry_sequence ON ledger.entry (epoch, xid, id);
CREATE INDEX entry_by_subject ON ledger.entry (subject_kind, subject_id, id);
CREATE INDEX entry_by_action ON ledger.entry (action, id);
CREATE INDEX entry_by_actor ON ledger.entry (actor, id);

-- Names, comments, free text: bound by the salted commitments in the entry's bytes, and erasable without breaking a proof.
CREATE TABLE ledger.disclosure (
    entry_id uuid  NOT NULL REFERENCES ledger.entry,
    name     text  NOT NULL,
    text     text  NOT NULL,
    salt     bytea NOT NULL CHECK (octet_length(salt) = 32),
    PRIMARY KEY (entry_id, name)
);

-- No foreign key to the entry: its row lock would write to rows that are never touched again. The sequencer selects from them.
CREATE TABLE ledger.leaf (
    leaf_index bigint PRIMARY KEY CHECK (leaf_index >= 0),
    entry_id   uuid   NOT NULL UNIQUE,
    leaf_hash  bytea  NOT NULL CHECK (octet_length(leaf_hash) = 32)
);

-- Complete subtrees of height 1 and more; those of height 0 are the leaves.
CREATE TABLE ledger.node (
    level      smallint NOT NULL CHECK (level > 0),
    node_index bigint   NOT NULL CHECK (node_index >= 0),
    hash       bytea    NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, node_index)
);

CREATE TABLE ledger.checkpoint (
    tree_size bigint      PRIMARY KEY CHECK (tree_size > 0),
    root      bytea       NOT NULL CHECK (octet_length(root) = 32),
    note      text        NOT NULL,
    signed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Entries behind the last leaf in the order of the tree. Those of running transactions are invisible and may come before visible
-- ones: the sequencer takes from here only what lies below the horizon.
CREATE VIEW ledger.unsequenced AS
SELECT e.*
FROM ledger.entry e
WHERE (e.epoch, e.xid, e.id) > (
    SELECT place.epoch, place.xid, place.id
    FROM (
        SELECT last.epoch, last.xid, last.id
        FROM ledger.entry last
        WHERE last.id = (SELECT leaf.entry_id FROM ledger.leaf ORDER BY leaf.leaf_index DESC LIMIT 1)
        UNION ALL
        SELECT 0, '0'::xid8, '00000000-0000-0000-0000-000000000000'::uuid
    ) place
    ORDER BY place.epoch DESC
    LIMIT 1);

CREATE FUNCTION ledger.refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % of %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.epoch
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewrite();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewrite();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.leaf
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewrite();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.node
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewrite();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewrite();
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON ledger.disclosure
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewrite();

GRANT USAGE ON SCHEMA ledger TO ${app_role};
GRANT SELECT ON ledger.epoch, ledger.entry, ledger.disclosure, ledger.leaf, ledger.node, ledger.checkpoint,
    ledger.unsequenced TO ${app_role};
GRANT INSERT (system_identifier) ON ledger.epoch TO ${app_role};
-- Not the column xid: whose transaction wrote an entry is never the application's to say.
GRANT INSERT (id, canonical, epoch, at, action, subject_kind, subject_id, actor, accountable, request_id, cause)
    ON ledger.entry TO ${app_role};
GRANT INSERT ON ledger.disclosure, ledger.leaf, ledger.node TO ${app_role};
GRANT INSERT (tree_size, root, note) ON ledger.checkpoint TO ${app_role};
