-- Reports as they were signed. A report is never changed: the application may add and read, nothing else.
CREATE TABLE report (
    id              uuid        PRIMARY KEY,
    template        text        NOT NULL,
    subject_kind    text        NOT NULL,
    subject_id      text        NOT NULL,
    created_at      timestamptz NOT NULL,
    created_by      text        NOT NULL,
    created_by_name text        NOT NULL,
    sha256          text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size_bytes      bigint      NOT NULL CHECK (size_bytes > 0),
    pdf             bytea       NOT NULL CHECK (octet_length(pdf) = size_bytes)
);

-- Already compressed inside the PDF; out of line, so that listings do not read it.
ALTER TABLE report ALTER COLUMN pdf SET STORAGE EXTERNAL;

CREATE INDEX report_newest ON report (created_at DESC, id DESC);
CREATE INDEX report_subject ON report (subject_kind, subject_id, created_at DESC, id DESC);

GRANT USAGE ON SCHEMA reports TO ${app_role};
GRANT SELECT, INSERT ON report TO ${app_role};
