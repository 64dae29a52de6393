-- Words of an entry, for search: its action, subject and disclosures that are not erased. Written behind the sequencer, so that
-- appending costs nothing more; made anew when a disclosure is erased.
CREATE TABLE ledger.searchable (
    entry_id   uuid     PRIMARY KEY,
    leaf_index bigint   NOT NULL UNIQUE,
    words      tsvector NOT NULL
);
CREATE INDEX searchable_words ON ledger.searchable USING gin (words);

CREATE FUNCTION ledger.words_of(entry uuid) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT to_tsvector('simple', left(concat_ws(' ',
        translate(e.action, '.-', '  '), e.subject_kind, e.subject_id, translate(e.subject_id, '/._-', '    '),
        (SELECT string_agg(d.text, ' ' ORDER BY d.name) FROM ledger.disclosure d WHERE d.entry_id = e.id)), 200000))
    FROM ledger.entry e WHERE e.id = entry
$$;

-- Cosignatures of witnesses over checkpoints.
CREATE TABLE ledger.cosignature (
    tree_size   bigint      NOT NULL CHECK (tree_size > 0),
    witness     text        NOT NULL,
    line        text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tree_size, witness)
);

-- Statements by which the log went over to another key; key_id is that of the new key.
CREATE TABLE ledger.key_rotation (
    key_id     text        PRIMARY KEY,
    statement  text        NOT NULL,
    rotated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX entry_by_time ON ledger.entry USING brin (at);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.cosignature
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewrite();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.key_rotation
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewrite();

GRANT SELECT, INSERT ON ledger.searchable TO ${app_role};
GRANT SELECT ON ledger.cosignature, ledger.key_rotation TO ${app_role};
GRANT INSERT (tree_size, witness, line) ON ledger.cosignature TO ${app_role};
GRANT INSERT (key_id, statement) ON ledger.key_rotation TO ${app_role};
GRANT EXECUTE ON FUNCTION ledger.words_of(uuid) TO ${app_role};
