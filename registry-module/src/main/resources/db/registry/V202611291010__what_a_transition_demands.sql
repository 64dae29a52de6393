-- Guarded transitions of aliases, the order of sign-offs, how long they count, and how fresh the signer's authentication is.

ALTER TABLE registry.pinned_demand
    ADD COLUMN target_kind text NOT NULL DEFAULT 'STAGE' CHECK (target_kind IN ('STAGE', 'ALIAS', 'ALIAS_REMOVAL')),
    ADD COLUMN policy_author text NOT NULL DEFAULT '';
-- An alias stands in the same column, so the stage is checked where the demand is pinned.
ALTER TABLE registry.pinned_demand DROP CONSTRAINT pinned_demand_target_stage_fkey;

ALTER TABLE registry.pinned_sign_off
    ADD COLUMN round integer NOT NULL DEFAULT 1 CHECK (round >= 0),
    ADD COLUMN validity_days integer NOT NULL DEFAULT 0 CHECK (validity_days >= 0),
    ADD COLUMN max_authentication_age integer NOT NULL DEFAULT 0 CHECK (max_authentication_age >= 0);

-- Guards and protections are settings that a reviewed policy change moves, and nothing else does.
GRANT UPDATE (guarded_by) ON registry.stage TO ${app_role};
GRANT INSERT, DELETE ON registry.protected_alias TO ${app_role};
