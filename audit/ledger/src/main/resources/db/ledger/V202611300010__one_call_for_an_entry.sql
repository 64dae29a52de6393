-- Which life of the cluster this is, remembered by the session: a session belongs to one cluster as long as it lives. To ask costs
-- reading the control file.
CREATE FUNCTION ledger.present_epoch() RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    present bigint := (
        SELECT e.epoch FROM ledger.epoch e
        WHERE e.system_identifier = (SELECT s.system_identifier FROM pg_control_system() s));
BEGIN
    IF present IS NULL THEN
        RAISE EXCEPTION 'the ledger has not begun in this database cluster' USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    PERFORM set_config('countersign.epoch', present::text, false);
    RETURN present;
END
$$;

-- Appends an entry and the texts beside it: what an act pays while it holds its locks, so its plans are kept by the session. Time,
-- epoch and transaction id come from the database into the bytes. The names in its body were resolved when it was made; no search
-- path of a caller changes them.
CREATE FUNCTION ledger.append(
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
    SELECT append.entry_id, d.name, d.text, d.salt FROM unnest(names, texts, salts) AS d (name, text, salt);
END;

REVOKE EXECUTE ON FUNCTION ledger.present_epoch() FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION
    ledger.append(uuid, bytea, bytea, bytea, text, text, text, text, text, text, uuid, text[], text[], bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    ledger.append(uuid, bytea, bytea, bytea, text, text, text, text, text, text, uuid, text[], text[], bytea[]) TO ${app_role};

-- Texts that the function writes stand beside the entry that it writes; those of any other statement are looked after as before.
DROP TRIGGER beside_an_entry ON ledger.disclosure;
CREATE TRIGGER beside_an_entry AFTER INSERT ON ledger.disclosure REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT WHEN (current_user = session_user) EXECUTE FUNCTION ledger.refuse_stray_text();
