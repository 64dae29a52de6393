CREATE UNIQUE INDEX entry_sequence ON ledger.entry (epoch, xid, id);
CREATE INDEX entry_by_subject ON ledger.entry (subject_kind, subject_id, id);
CREATE INDEX entry_by_action ON ledger.entry (action, id);
CREATE INDEX entry_by_actor ON ledger.entry (actor, id);
CREATE INDEX entry_by_time ON ledger.entry USING brin (at);
ALTER TABLE ledger.disclosure ADD PRIMARY KEY (entry_id, name);
DROP INDEX ledger.searchable_words;
INSERT INTO ledger.searchable (entry_id, leaf_index, words)
SELECT e.id, l.leaf_index, ledger.words(e.action, e.subject_kind, e.subject_id, d.texts)
FROM ledger.entry e
JOIN ledger.leaf l ON l.entry_id = e.id
LEFT JOIN (SELECT entry_id, string_agg(text, ' ' ORDER BY name) AS texts FROM ledger.disclosure GROUP BY entry_id) d ON d.entry_id = e.id;
CREATE INDEX searchable_words ON ledger.searchable USING gin (words);
ANALYZE ledger.entry;
ANALYZE ledger.disclosure;
ANALYZE ledger.leaf;
ANALYZE ledger.node;
VACUUM ANALYZE ledger.searchable;
ANALYZE ledger.checkpoint;
CHECKPOINT;
