package io.countersign.tracking;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Offered as a CDI bean by each module that stands on runs. All are asked, in the transaction that would destroy a run, before
 * it is purged or bytes of it are removed: what any of them names keeps the run.
 */
public interface RunUse {

    /**
     * What stands on each of these runs, in words for people: {@code registered model credit-scoring, version 3}. Runs that
     * nothing stands on are absent. A deleted (tombstoned) version still stands on its run while it can be shown.
     */
    Map<RunId, List<String>> standingOn(Collection<RunId> runs);

    /** The same for logged models, by their ids; bytes of one that something stands on are never removed. */
    default Map<String, List<String>> standingOnModels(Collection<String> models) {
        return Map.of();
    }
}
