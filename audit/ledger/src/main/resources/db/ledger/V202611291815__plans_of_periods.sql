-- A period is looked up by a range of identities, see EntryConditions. The planner does not interpolate between two uuids: a range
-- within one of its hundred steps counts as one row, so that it reads the tens of thousands of a few days where an index by actor
-- has a dozen. With a thousand steps, a few days of some years are several.
ALTER TABLE ledger.entry ALTER COLUMN id SET STATISTICS 1000;
