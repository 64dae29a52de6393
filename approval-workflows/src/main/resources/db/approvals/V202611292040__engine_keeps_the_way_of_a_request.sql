-- The engine keeps the way of each request and its tasks, and no longer each value of each variable. It refuses to start with
-- another level of history than the database names; what was kept before stays.
DO $$
BEGIN
    IF to_regclass('camunda.act_ge_property') IS NOT NULL THEN
        UPDATE camunda.act_ge_property SET value_ = '1' WHERE name_ = 'historyLevel';
    END IF;
END
$$;
