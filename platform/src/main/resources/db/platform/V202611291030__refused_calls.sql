-- Calls that were turned away because they were malformed, unauthenticated or too many, counted by caller and minute.
CREATE TABLE platform.refused_call (
    minute timestamptz NOT NULL,
    caller text        NOT NULL,
    reason text        NOT NULL,
    node   text        NOT NULL,
    calls  bigint      NOT NULL CHECK (calls > 0),
    PRIMARY KEY (minute, caller, reason, node)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON platform.refused_call TO ${app_role};
