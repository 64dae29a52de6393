package io.countersign.tracking.retention;

import io.countersign.tracking.control.ArtifactStore;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes bytes that nothing refers to from the store, outside any transaction. The row that names them goes last, so that
 * whoever dies in the middle leaves work to do again, never bytes that nobody knows of.
 */
@Dependent
public class BlobSweep {
    private static final Logger LOG = LoggerFactory.getLogger(BlobSweep.class);
    private static final int BATCH = 200;

    private final OrphanBlobs orphans;
    private final ArtifactStore store;

    @Inject
    public BlobSweep(OrphanBlobs orphans, ArtifactStore store) {
        this.orphans = orphans;
        this.store = store;
    }

    /** One batch. @return whether there may be more at once */
    boolean sweep(Duration grace) {
        OrphanBlobs.Due due = orphans.due(grace, BATCH);
        List<String> gone = new ArrayList<>();
        for (String blob : due.removable()) {
            try {
                store.delete(blob);
                gone.add(blob);
            } catch (IOException failed) {
                LOG.warn("The bytes {} could not be removed; tried again later", blob, failed);
            }
        }
        if (!gone.isEmpty()) {
            orphans.removed(gone);
        }
        return due.seen() == BATCH && gone.size() == due.removable().size();
    }
}
