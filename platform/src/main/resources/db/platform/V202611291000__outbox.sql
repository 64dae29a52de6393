-- What is to leave the database: written in the transaction of the change it tells of, delivered after commit.

-- due_at: when the message may be taken next. Taking one moves it behind the time that an attempt may need, so a claim ends by itself.
CREATE TABLE platform.outbox_message (
    id          uuid        PRIMARY KEY,
    channel     text        NOT NULL,
    destination text        NOT NULL,
    payload     text        NOT NULL,
    posted_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    state       text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead')),
    attempts    integer     NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at  timestamptz,
    CHECK ((settled_at IS NULL) = (state = 'pending'))
);
CREATE INDEX outbox_message_due ON platform.outbox_message (channel, due_at) WHERE state = 'pending';
CREATE INDEX outbox_message_dead ON platform.outbox_message (id) WHERE state = 'dead';
CREATE INDEX outbox_message_settled ON platform.outbox_message (settled_at) WHERE state = 'delivered';
CREATE INDEX outbox_message_by_destination ON platform.outbox_message (channel, destination, id);

-- outcome NULL: under way, or the node died before it knew.
CREATE TABLE platform.outbox_attempt (
    message_id uuid        NOT NULL REFERENCES platform.outbox_message ON DELETE CASCADE,
    attempt    integer     NOT NULL,
    node       text        NOT NULL,
    began_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at   timestamptz,
    outcome    text        CHECK (outcome IN ('delivered', 'failed', 'given-up')),
    reason     text,
    PRIMARY KEY (message_id, attempt)
);

GRANT USAGE ON SCHEMA platform TO ${app_role};
GRANT SELECT, DELETE ON platform.outbox_message TO ${app_role};
GRANT INSERT (id, channel, destination, payload) ON platform.outbox_message TO ${app_role};
GRANT UPDATE (state, attempts, due_at, settled_at) ON platform.outbox_message TO ${app_role};
GRANT SELECT ON platform.outbox_attempt TO ${app_role};
GRANT INSERT (message_id, attempt, node) ON platform.outbox_attempt TO ${app_role};
GRANT UPDATE (ended_at, outcome, reason) ON platform.outbox_attempt TO ${app_role};
