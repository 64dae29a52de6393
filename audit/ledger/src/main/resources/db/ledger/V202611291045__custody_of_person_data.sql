-- Custody of the texts beside entries: legal holds, erasure of a person, retention. Entries, leaves and proofs are never touched.

CREATE TABLE ledger.legal_hold (
    id               uuid        PRIMARY KEY,
    scope            text        NOT NULL CHECK (scope IN ('all', 'person', 'subject')),
    person           text,
    subject_kind     text,
    subject_id       text,
    reason           text        NOT NULL,
    placed_by        text        NOT NULL,
    placed_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    released_by      text,
    released_at      timestamptz,
    CHECK ((scope = 'person') = (person IS NOT NULL)),
    CHECK ((scope = 'subject') = (subject_kind IS NOT NULL AND subject_id IS NOT NULL)),
    CHECK ((released_by IS NULL) = (released_at IS NULL))
);

-- What loosens custody waits here for a second person.
CREATE TABLE ledger.custody_request (
    id           uuid        PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('erase-person', 'release-hold', 'shorten-retention')),
    target       text        NOT NULL,
    texts        boolean     NOT NULL DEFAULT false,
    reason       text        NOT NULL,
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    state        text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'withdrawn')),
    decided_by   text,
    decided_at   timestamptz,
    erased       bigint,
    remaining    bigint,
    CHECK ((state = 'open') = (decided_by IS NULL)),
    CHECK (state <> 'confirmed' OR decided_by <> requested_by)
);
CREATE UNIQUE INDEX custody_request_open ON ledger.custody_request (kind, target) WHERE state = 'open';

-- The last row is in force; days NULL: for ever.
CREATE TABLE ledger.retention (
    id     bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    days   integer     CHECK (days > 0),
    set_by text        NOT NULL,
    set_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE FUNCTION ledger.is_held(entry ledger.entry) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM ledger.legal_hold h
        WHERE h.released_at IS NULL
          AND (h.scope = 'all'
            OR h.person IN ((entry).actor, (entry).accountable)
            OR (h.subject_kind = (entry).subject_kind AND h.subject_id = (entry).subject_id)))
$$;

CREATE FUNCTION ledger.search_again(entries uuid[]) RETURNS void LANGUAGE sql AS $$
    UPDATE ledger.searchable SET words = ledger.words_of(entry_id) WHERE entry_id = ANY (entries)
$$;

-- Carries out an erasure that a second person has confirmed: the names and addresses of the person beside their own entries, their
-- printed name wherever it stands alone as a text, and where wished the words they wrote. The role that serves has no other way to
-- delete a text. Names on signatures younger than the legal minimum stay, and are counted in "remaining".
CREATE FUNCTION ledger.erase_person(request uuid, signatures_before timestamptz, OUT erased bigint, OUT remaining bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    asked ledger.custody_request;
    names text[];
    touched uuid[];
BEGIN
    SELECT * INTO asked FROM ledger.custody_request WHERE id = request AND kind = 'erase-person' AND state = 'confirmed';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'erasure % is not confirmed by a second person', request USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT FROM ledger.legal_hold h WHERE h.released_at IS NULL AND (h.scope = 'all' OR h.person = asked.target))
       OR EXISTS (SELECT FROM ledger.entry e JOIN ledger.legal_hold h
                  ON h.released_at IS NULL AND h.subject_kind = e.subject_kind AND h.subject_id = e.subject_id
                  WHERE e.actor = asked.target) THEN
        RAISE EXCEPTION 'a legal hold keeps texts of %', asked.target USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    SELECT array_agg(DISTINCT d.text) INTO names FROM ledger.entry e JOIN ledger.disclosure d ON d.entry_id = e.id
    WHERE e.actor = asked.target AND d.name = 'actor.name';
    WITH chosen AS (
        SELECT d.entry_id, d.name FROM ledger.entry e JOIN ledger.disclosure d ON d.entry_id = e.id
        WHERE e.actor = asked.target AND (asked.texts OR d.name LIKE 'actor.%')
          AND (e.action <> 'sign-off.given' OR e.at < signatures_before OR d.name = 'actor.address')
        UNION
        SELECT d.entry_id, d.name FROM ledger.disclosure d JOIN ledger.entry e ON e.id = d.entry_id
        WHERE d.text = ANY (names) AND d.name NOT LIKE 'actor.%' AND NOT ledger.is_held(e)
    ), gone AS (
        DELETE FROM ledger.disclosure d USING chosen c WHERE d.entry_id = c.entry_id AND d.name = c.name RETURNING d.entry_id
    )
    SELECT count(*), array_agg(DISTINCT entry_id) INTO erased, touched FROM gone;
    PERFORM ledger.search_again(touched);
    SELECT count(*) INTO remaining FROM ledger.entry e JOIN ledger.disclosure d ON d.entry_id = e.id
    WHERE e.actor = asked.target AND d.name = 'actor.name';
END
$$;

-- Deletes the texts of entries older than the policy in force keeps, but for those that are held; some at a time.
CREATE FUNCTION ledger.expire_texts(most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    kept integer := (SELECT days FROM ledger.retention ORDER BY id DESC LIMIT 1);
    touched uuid[];
BEGIN
    IF kept IS NULL THEN
        RETURN 0;
    END IF;
    SELECT array_agg(entry_id) INTO touched FROM (
        SELECT e.id AS entry_id FROM ledger.entry e
        WHERE e.at < clock_timestamp() - make_interval(days => kept) AND NOT ledger.is_held(e)
          AND EXISTS (SELECT FROM ledger.disclosure d WHERE d.entry_id = e.id)
        LIMIT most) old;
    DELETE FROM ledger.disclosure WHERE entry_id = ANY (touched);
    PERFORM ledger.search_again(touched);
    RETURN coalesce(cardinality(touched), 0);
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.retention
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewrite();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON ledger.legal_hold
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewrite();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON ledger.custody_request
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_rewrite();

REVOKE EXECUTE ON FUNCTION ledger.erase_person(uuid, timestamptz), ledger.expire_texts(integer), ledger.search_again(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.erase_person(uuid, timestamptz), ledger.expire_texts(integer) TO ${app_role};
GRANT SELECT ON ledger.legal_hold, ledger.custody_request, ledger.retention TO ${app_role};
GRANT INSERT (id, scope, person, subject_kind, subject_id, reason, placed_by), UPDATE (released_by, released_at)
    ON ledger.legal_hold TO ${app_role};
GRANT INSERT (id, kind, target, texts, reason, requested_by), UPDATE (state, decided_by, decided_at, erased, remaining)
    ON ledger.custody_request TO ${app_role};
GRANT INSERT (days, set_by) ON ledger.retention TO ${app_role};
