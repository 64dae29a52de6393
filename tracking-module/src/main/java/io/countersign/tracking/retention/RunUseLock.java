package io.countersign.tracking.retention;

/** The lock between those who destroy runs, and those who place holds. Goes with the transaction. */
final class RunUseLock {
    /** Many purges together; waits for whoever places a hold. The number is the letters THLD. */
    static final String SHARED_FOR_PURGES = "SELECT pg_advisory_xact_lock_shared(1414024260)";

    /** One who places a hold; waits for the purges under way. */
    static final String ALONE_FOR_HOLDS = "SELECT pg_advisory_xact_lock(1414024260)";

    private RunUseLock() {}
}
