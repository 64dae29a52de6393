package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.id.Ids;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves bytes between clients and the store, outside any transaction, and makes them visible in one short transaction. */
@Dependent
public class ArtifactTransfers {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactTransfers.class);

    private final Artifacts artifacts;
    private final ArtifactStore store;
    private final ArtifactLimits limits;

    @Inject
    public ArtifactTransfers(Artifacts artifacts, ArtifactStore store, ArtifactLimits limits) {
        this.artifacts = artifacts;
        this.store = store;
        this.limits = limits;
    }

    /** Without limits. */
    public ArtifactTransfers(Artifacts artifacts, ArtifactStore store) {
        this(artifacts, store, ArtifactLimits.NONE);
    }

    /**
     * Stores what the client sends as the file at that place.
     *
     * @param announced how many bytes the client said it would send; negative when it did not say
     * @throws MlflowException for an unknown or deleted run, a path of the wrong kind, a body that ends early
     * @throws ProblemException (too large) for more than the limits allow, (unavailable) when the store cannot take it
     */
    public void upload(Actor actor, Artifacts.Place place, InputStream bytes, long announced) {
        artifacts.requireWritable(actor, place.owner());
        if (announced > limits.fileBytes()) {
            throw tooLarge();
        }
        String blob = (ModelRows.isId(place.owner()) ? "models/" : "runs/") + place.owner() + "/" + Ids.next();
        ArtifactStore.StoredBytes stored = store(blob, new BoundedInput(bytes, limits.fileBytes(), this::tooLarge));
        boolean visible = false;
        try {
            if (announced >= 0 && announced != stored.sizeBytes()) {
                throw MlflowException.invalid("The upload ended after " + stored.sizeBytes() + " of " + announced
                        + " bytes; nothing was stored");
            }
            artifacts.publish(actor, place, blob, stored, limits.treeBytes());
            visible = true;
        } finally {
            if (!visible) {
                discard(blob);
            }
        }
    }

    /** Writes the file's bytes. @throws IOException when the client or the store fails */
    public void download(Artifacts.Readable file, OutputStream out) throws IOException {
        try (InputStream bytes = store.open(file.blob())) {
            byte[] buffer = new byte[1 << 16];
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                out.write(buffer, 0, n);
            }
        }
    }

    private ArtifactStore.StoredBytes store(String blob, InputStream bytes) {
        try {
            return store.put(blob, bytes);
        } catch (IOException failed) {
            LOG.warn("Upload of {} failed", blob, failed);
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    isFull(failed)
                            ? "The artifact store has no space left; nothing was stored, and what was there is still there"
                            : "The upload was interrupted, or cannot be stored; nothing was stored");
        }
    }

    private static boolean isFull(IOException failed) {
        String message = String.valueOf(failed.getMessage());
        return message.contains("No space left") || message.contains("Disk quota exceeded");
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                ProblemType.TOO_LARGE,
                "The file is larger than the " + limits.fileBytes() + " bytes that are allowed; nothing was stored");
    }

    private void discard(String blob) {
        try {
            store.delete(blob);
        } catch (IOException failed) {
            LOG.warn("The bytes {} belong to nothing and could not be removed", blob, failed);
        }
    }
}
