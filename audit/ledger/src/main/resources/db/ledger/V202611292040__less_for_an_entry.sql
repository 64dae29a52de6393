-- The words of an entry as an expression that a statement over many entries takes in, instead of a query for each of them.
CREATE FUNCTION ledger.words(action text, subject_kind text, subject_id text, texts text) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT to_tsvector('simple', left(concat_ws(' ',
        translate(action, '.-', '  '), subject_kind, subject_id, nullif(translate(subject_id, '/._-', '    '), subject_id),
        texts), 200000))
$$;

CREATE OR REPLACE FUNCTION ledger.words_of(entry uuid) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT ledger.words(e.action, e.subject_kind, e.subject_id,
        (SELECT string_agg(d.text, ' ' ORDER BY d.name) FROM ledger.disclosure d WHERE d.entry_id = e.id))
    FROM ledger.entry e WHERE e.id = entry
$$;

GRANT EXECUTE ON FUNCTION ledger.words(text, text, text, text) TO ${app_role};

-- A text stands beside an entry: looked up once for all texts of a statement. The foreign key looked once for each text, and locked
-- the entry, which wrote it a second time. Entries are never deleted, so that nothing has to be locked.
ALTER TABLE ledger.disclosure DROP CONSTRAINT disclosure_entry_id_fkey;

CREATE FUNCTION ledger.refuse_stray_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM written w WHERE (SELECT e.id FROM ledger.entry e WHERE e.id = w.entry_id) IS NULL) THEN
        RAISE EXCEPTION 'a text stands beside an entry that is in the ledger' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER beside_an_entry AFTER INSERT ON ledger.disclosure REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_stray_text();

COMMENT ON TABLE ledger.node IS
    'Complete subtrees of 256 leaves and more; those within a tile of 256 leaves are made of its leaves.';
