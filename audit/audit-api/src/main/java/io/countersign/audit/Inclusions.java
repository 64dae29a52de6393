package io.countersign.audit;

import java.time.Duration;

/** Proofs that an entry is in the signed tree. To be asked after commit, at the boundary, outside any transaction. */
public interface Inclusions {

    /** Waits, at most so long, until the entry is covered by a signed checkpoint. */
    Inclusion await(EntryId entry, Duration atMost);
}
