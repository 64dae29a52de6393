-- Texts come into the ledger by ledger.append alone, beside the entry that it writes; so nothing has to look for stray ones, which
-- cost each entry a trigger's condition, parsed anew, and a copy of its texts.
REVOKE INSERT ON ledger.disclosure FROM ${app_role};
DROP TRIGGER beside_an_entry ON ledger.disclosure;
DROP FUNCTION ledger.refuse_stray_text();

-- A table's check is parsed anew for each statement; that of a domain the session remembers.
CREATE DOMAIN ledger.salt AS bytea CHECK (octet_length(VALUE) = 32);
ALTER TABLE ledger.disclosure DROP CONSTRAINT disclosure_salt_check;

CREATE OR REPLACE FUNCTION ledger.append(
    entry_id uuid, before_at bytea, before_epoch bytea, before_xid bytea, act text, kind text, subject text, who text,
    answers text, request text, led_by uuid, names text[], texts text[], salts bytea[]) RETURNS void
LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC
    INSERT INTO ledger.entry (id, canonical, epoch, at, action, subject_kind, subject_id, actor, accountable, request_id, cause)
    SELECT entry_id,
           before_at || convert_to(to_char(stamp.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'UTF8')
           || before_epoch || convert_to(stamp.epoch::text, 'UTF8')
           || before_xid || convert_to(pg_current_xact_id()::text || '"}', 'UTF8'),
           stamp.epoch, stamp.at, act, kind, subject, who, answers, request, led_by
    FROM (
        SELECT coalesce(nullif(current_setting('countersign.epoch', true), '')::bigint, ledger.present_epoch()) AS epoch,
               date_trunc('milliseconds', clock_timestamp()) AS at
        OFFSET 0) stamp;
    INSERT INTO ledger.disclosure (entry_id, name, text, salt)
    SELECT append.entry_id, unnest(names), unnest(texts), unnest(salts)::ledger.salt;
END;
