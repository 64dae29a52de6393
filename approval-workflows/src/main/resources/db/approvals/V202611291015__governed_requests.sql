-- One notion of a governed request with kinds (promotion, rollback, emergency; of a stage or of a protected alias); what
-- follows an approval (validity, conditions, review); findings, waivers, changes of policy; the task list of its own.

ALTER TABLE promotion
    ADD COLUMN kind text NOT NULL DEFAULT 'promotion' CHECK (kind IN ('promotion', 'rollback', 'emergency')),
    ADD COLUMN target_kind text NOT NULL DEFAULT 'STAGE' CHECK (target_kind IN ('STAGE', 'ALIAS', 'ALIAS_REMOVAL')),
    ADD COLUMN policy_author text NOT NULL DEFAULT '',
    ADD COLUMN waivers jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN other_runs jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN resubmits uuid REFERENCES promotion (id);
ALTER TABLE promotion DROP CONSTRAINT promotion_state_check;
ALTER TABLE promotion ADD CONSTRAINT promotion_state_check CHECK (state IN
    ('open', 'approved', 'rejected', 'withdrawn', 'refused', 'void', 'superseded', 'expired'));
DROP INDEX promotion_open;
CREATE UNIQUE INDEX promotion_open ON promotion (model, model_version, target_kind, target_stage) WHERE state = 'open';
CREATE INDEX promotion_open_of_target ON promotion (model, target_stage) WHERE state = 'open';

ALTER TABLE sign_off
    ADD COLUMN round integer NOT NULL DEFAULT 1,
    ADD COLUMN stepped_up_at timestamptz,
    ADD COLUMN stepped_up_acr text;

ALTER TABLE policy
    ADD COLUMN effective_from timestamptz,
    ADD COLUMN author text NOT NULL DEFAULT '';

-- What an approval is worth after it was applied. Ends once.
CREATE TABLE approval (
    promotion_id   uuid PRIMARY KEY REFERENCES promotion (id),
    model          text        NOT NULL,
    model_version  integer     NOT NULL,
    target_kind    text        NOT NULL,
    target_stage   text        NOT NULL,
    approved_at    timestamptz NOT NULL,
    valid_until    timestamptz,
    ended_at       timestamptz,
    end_reason     text CHECK (end_reason IN ('expired', 'condition-broken', 'replaced', 'review-not-upheld')),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX approval_of_version ON approval (model, model_version, target_stage);
CREATE INDEX approval_in_force ON approval (model, target_stage) WHERE ended_at IS NULL;

-- A break-glass change is reviewed afterwards; the row cannot go away, and ends by sign-offs alone.
CREATE TABLE retrospective_review (
    promotion_id uuid PRIMARY KEY REFERENCES promotion (id),
    model        text        NOT NULL,
    required     jsonb       NOT NULL,
    due_at       timestamptz NOT NULL,
    overdue_at   timestamptz,
    closed_at    timestamptz,
    upheld       boolean,
    CHECK ((closed_at IS NULL) = (upheld IS NULL))
);
CREATE INDEX retrospective_review_open ON retrospective_review (model) WHERE closed_at IS NULL;

CREATE TABLE waiver (
    id            uuid PRIMARY KEY,
    promotion_id  uuid        NOT NULL REFERENCES promotion (id),
    model         text        NOT NULL,
    metric        text        NOT NULL,
    target_stage  text        NOT NULL,
    policy        text        NOT NULL,
    reason        text        NOT NULL,
    asked_by      text        NOT NULL,
    asked_by_name text        NOT NULL,
    granted_by      text      NOT NULL,
    granted_by_name text      NOT NULL,
    granted_at    timestamptz NOT NULL,
    until         timestamptz NOT NULL,
    ledger_entry  uuid        NOT NULL
);
CREATE INDEX waiver_of_model ON waiver (model, until);

CREATE TABLE finding (
    id              uuid PRIMARY KEY,
    model           text        NOT NULL,
    model_version   integer,
    promotion_id    uuid REFERENCES promotion (id),
    title           text        NOT NULL,
    area            text        NOT NULL,
    description     text        NOT NULL,
    severity        text        NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    owner           text        NOT NULL,
    owner_name      text        NOT NULL,
    due_at          timestamptz NOT NULL,
    raised_by       text        NOT NULL,
    raised_by_name  text        NOT NULL,
    raised_at       timestamptz NOT NULL,
    state           text        NOT NULL CHECK (state IN ('open', 'remedied', 'closed')),
    overdue_at      timestamptz,
    remedy          text,
    remedied_by     text,
    remedied_at     timestamptz,
    closed_by       text,
    closed_by_name  text,
    closed_at       timestamptz,
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX finding_of_model ON finding (model, state);
CREATE INDEX finding_newest ON finding (raised_at DESC, id DESC);

-- An approval that lapses when the finding passes its due date.
CREATE TABLE approval_condition (
    promotion_id uuid NOT NULL REFERENCES promotion (id),
    finding_id   uuid NOT NULL REFERENCES finding (id),
    PRIMARY KEY (promotion_id, finding_id)
);
CREATE INDEX approval_condition_of_finding ON approval_condition (finding_id);

CREATE TABLE policy_change (
    id              uuid PRIMARY KEY,
    kind            text        NOT NULL CHECK (kind IN ('tables', 'guard', 'protected-alias')),
    subject         text        NOT NULL,
    proposal        bytea       NOT NULL,
    proposal_digest text        NOT NULL CHECK (proposal_digest = encode(sha256(proposal), 'hex')),
    thresholds         bytea,
    required_sign_offs bytea,
    setting         text,
    rationale       text        NOT NULL,
    effective_from  timestamptz NOT NULL,
    author          text        NOT NULL,
    author_name     text        NOT NULL,
    proposed_at     timestamptz NOT NULL,
    state           text        NOT NULL CHECK (state IN ('open', 'published', 'rejected', 'withdrawn')),
    reviewer        text,
    reviewer_name   text,
    review_comment  text,
    closed_at       timestamptz,
    published       text,
    CHECK ((state = 'open') = (closed_at IS NULL)),
    CHECK (reviewer IS NULL OR reviewer <> author)
);
CREATE UNIQUE INDEX policy_change_open ON policy_change (kind, subject) WHERE state = 'open';

-- The task list: what the engine waits for, kept in step by it in the same transaction.
CREATE TABLE task (
    id          text PRIMARY KEY,
    process     text        NOT NULL,
    request_id  uuid        NOT NULL,
    step        text        NOT NULL,
    role        text        NOT NULL,
    meaning     text        NOT NULL,
    round       integer     NOT NULL,
    ordinal     integer     NOT NULL,
    model       text        NOT NULL,
    title       text        NOT NULL,
    created_at  timestamptz NOT NULL,
    due_at      timestamptz,
    escalated_at timestamptz,
    assignee    text,
    assignee_name text,
    delegated_by text
);
CREATE INDEX task_of_role ON task (role, created_at, id);
CREATE INDEX task_of_assignee ON task (assignee, created_at, id) WHERE assignee IS NOT NULL;
CREATE INDEX task_of_request ON task (request_id);
CREATE INDEX task_due ON task (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE remark (
    id          uuid PRIMARY KEY,
    request_id  uuid        NOT NULL,
    author      text        NOT NULL,
    author_name text        NOT NULL,
    at          timestamptz NOT NULL,
    text        text        NOT NULL,
    file_name   text,
    media_type  text,
    content     bytea,
    digest      text,
    CHECK ((content IS NULL) = (digest IS NULL) AND (content IS NULL) = (file_name IS NULL))
);
CREATE INDEX remark_of_request ON remark (request_id, at, id);

-- Who has been seen here with which roles in the token: for notices, deputies and for the name of an assignee. Never a source of rights.
CREATE TABLE person (
    subject  text PRIMARY KEY,
    name     text        NOT NULL,
    email    text,
    roles    text        NOT NULL,
    seen_at  timestamptz NOT NULL,
    left_at  timestamptz
);
CREATE TABLE absence (
    subject     text        NOT NULL,
    from_day    date        NOT NULL,
    until_day   date        NOT NULL,
    deputy      text        NOT NULL,
    deputy_name text        NOT NULL,
    PRIMARY KEY (subject, from_day),
    CHECK (until_day >= from_day AND deputy <> subject)
);

CREATE FUNCTION refuse_ending_twice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of %.% has ended and is kept', TG_TABLE_SCHEMA, TG_TABLE_NAME;
END
$$;
CREATE TRIGGER approval_ends_once BEFORE UPDATE ON approval
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION refuse_ending_twice();
CREATE TRIGGER review_ends_once BEFORE UPDATE ON retrospective_review
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION refuse_ending_twice();
CREATE TRIGGER finding_ends_once BEFORE UPDATE ON finding
    FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION refuse_ending_twice();
CREATE TRIGGER policy_change_ends_once BEFORE UPDATE ON policy_change
    FOR EACH ROW WHEN (OLD.state <> 'open') EXECUTE FUNCTION refuse_ending_twice();
CREATE TRIGGER waiver_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON waiver
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON approval, retrospective_review, waiver, finding, approval_condition, policy_change, remark TO ${app_role};
GRANT UPDATE (ended_at, end_reason) ON approval TO ${app_role};
GRANT UPDATE (overdue_at, closed_at, upheld) ON retrospective_review TO ${app_role};
GRANT UPDATE (state, overdue_at, remedy, remedied_by, remedied_at, closed_by, closed_by_name, closed_at) ON finding TO ${app_role};
GRANT UPDATE (state, reviewer, reviewer_name, review_comment, closed_at, published) ON policy_change TO ${app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON task, person, absence TO ${app_role};
