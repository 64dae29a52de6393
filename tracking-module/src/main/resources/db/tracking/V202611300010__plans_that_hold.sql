-- A connection keeps the plans of these functions. One made while a table had a page or two read the whole of it, and went on so when the
-- table had grown by a million rows, for each call, until autovacuum came by and had it planned again. What they look up, they look up
-- by an index, whatever the planner believes of a table; the checks of foreign keys, which they are the first to make, too.
--
-- CREATE OR REPLACE forgets this: a later version of one of them says it again.
ALTER FUNCTION open_run(text, boolean) SET enable_seqscan = off;
ALTER FUNCTION log_point(text, integer, bigint, bigint, double precision, boolean) SET enable_seqscan = off;
ALTER FUNCTION log_to_run(text, text[], text[], text[], text[],
    integer[], bigint[], bigint[], bigint[], double precision[], boolean[],
    integer[], bigint[], bigint[], double precision[], boolean[]) SET enable_seqscan = off;
ALTER FUNCTION log_at_once(text, text[], text[], text[], text[],
    integer[], bigint[], bigint[], bigint[], double precision[], boolean[],
    integer[], bigint[], bigint[], double precision[], boolean[]) SET enable_seqscan = off;
