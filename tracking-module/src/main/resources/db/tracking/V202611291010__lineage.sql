-- The lineage graph: what OpenLineage events and other modules tell. Edges among what runs log are read from where it is kept.

CREATE TABLE lineage_node (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    node     text COLLATE "C" NOT NULL,
    label    text,
    -- of a run of a job: the last state that was told, by the time of the event
    state    varchar(10),
    state_at timestamptz,
    CONSTRAINT lineage_node_known UNIQUE (node)
);

-- facets are those of one use of a dataset (statistics of an input or output), as given
CREATE TABLE lineage_edge (
    source     bigint      NOT NULL REFERENCES lineage_node,
    target     bigint      NOT NULL REFERENCES lineage_node,
    first_seen timestamptz NOT NULL DEFAULT now(),
    last_seen  timestamptz NOT NULL DEFAULT now(),
    facets     text,
    PRIMARY KEY (source, target)
);
CREATE INDEX lineage_edge_by_target ON lineage_edge (target, source);

-- The last facet of each name, by the time of the event, as given.
CREATE TABLE lineage_facet (
    node     bigint      NOT NULL REFERENCES lineage_node,
    name     text COLLATE "C" NOT NULL,
    value    text        NOT NULL,
    event_at timestamptz NOT NULL,
    producer text        NOT NULL,
    PRIMARY KEY (node, name)
);

-- Every event once: digest is the SHA-256 of its canonical form (RFC 8785).
CREATE TABLE lineage_event (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest      bytea       NOT NULL CHECK (length(digest) = 32),
    kind        varchar(10) NOT NULL CHECK (kind IN ('RUN', 'JOB', 'DATASET')),
    event_at    timestamptz NOT NULL,
    producer    text        NOT NULL,
    body        text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    received_by text        NOT NULL,
    CONSTRAINT lineage_event_once UNIQUE (digest)
);

-- From a parent to its nested runs, from a job's run to the runs that name it, from a dataset to the runs that logged it.
CREATE INDEX tag_parent_run ON tag (value) WHERE key = 'mlflow.parentRunId';
CREATE INDEX tag_openlineage_run ON tag (value) WHERE key = 'openlineage.runId';
CREATE INDEX dataset_by_name ON dataset (name, digest);
CREATE INDEX input_by_dataset ON input (dataset);

GRANT SELECT, INSERT ON lineage_event TO ${app_role};
GRANT SELECT, INSERT, UPDATE, DELETE ON lineage_node, lineage_edge, lineage_facet TO ${app_role};
