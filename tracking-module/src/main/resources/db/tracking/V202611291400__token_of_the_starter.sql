-- What kind of token created a run, and the roles it carried, sorted and separated by commas: thresholds ask whose run may
-- supply a number. Of runs from before, nothing more is known than a person's name: no role can be claimed by them.
ALTER TABLE run
    ADD COLUMN started_kind varchar(20) NOT NULL DEFAULT 'PERSON'
        CHECK (started_kind IN ('PERSON', 'SERVICE_ACCOUNT', 'API_KEY', 'SYSTEM')),
    ADD COLUMN started_roles text NOT NULL DEFAULT '';
