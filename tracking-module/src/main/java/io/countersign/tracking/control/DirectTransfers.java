package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.id.Ids;
import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Large files of which clients put the parts into the store themselves (MLflow's multipart upload). The upload id that a
 * client gets names the key of the bytes too, so that nothing has to be remembered here between its calls; it opens nothing
 * but the tree that it was made for.
 */
@Dependent
public class DirectTransfers {
    /** Clients look for exactly this beginning, and then send the file in one PUT. */
    private static final String REFUSAL = "Multipart upload is not supported for the current artifact repository";

    private static final Logger LOG = LoggerFactory.getLogger(DirectTransfers.class);

    private final Artifacts artifacts;
    private final ArtifactStore store;
    private final ArtifactLimits limits;

    @Inject
    public DirectTransfers(Artifacts artifacts, ArtifactStore store, ArtifactLimits limits) {
        this.artifacts = artifacts;
        this.store = store;
        this.limits = limits;
    }

    /** @throws MlflowException (not implemented) when the store has no such uploads: said before anything else */
    public void requireOffered() {
        direct();
    }

    /** @throws MlflowException (not implemented) when the store has no such uploads, (invalid) for too many parts */
    public DirectUploads.Begun begin(Actor actor, Artifacts.Place place, int parts) {
        DirectUploads direct = direct();
        artifacts.requireWritable(actor, place.owner());
        if (parts < 1 || parts > DirectUploads.MAX_PARTS) {
            throw MlflowException.invalid("num_parts is a number from 1 to " + DirectUploads.MAX_PARTS + ": " + parts);
        }
        String blob = prefix(place) + Ids.next();
        try {
            DirectUploads.Begun begun = direct.begin(blob, parts);
            String id = blob.substring(prefix(place).length()) + ":" + begun.uploadId();
            return new DirectUploads.Begun(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8)),
                    begun.parts());
        } catch (IOException failed) {
            throw unavailable(failed);
        }
    }

    /** Puts the parts together and makes the file visible. @throws MlflowException for an unknown upload or wrong parts */
    public void complete(Actor actor, Artifacts.Place place, String upload, List<DirectUploads.UploadedPart> parts) {
        DirectUploads direct = direct();
        artifacts.requireWritable(actor, place.owner());
        Upload known = upload(place, upload);
        if (artifacts.isKnown(known.blob())) {
            // A client that did not hear our first answer asks again.
            if (!artifacts.read(actor, place).blob().equals(known.blob())) {
                throw unknown(upload);
            }
            return;
        }
        ArtifactStore.StoredBytes stored;
        try {
            stored = direct.complete(known.blob(), known.id(), parts);
        } catch (NoSuchFileException unknown) {
            throw unknown(upload);
        } catch (IllegalArgumentException refused) {
            throw MlflowException.invalid("The parts do not make the file: " + refused.getMessage());
        } catch (IOException failed) {
            throw unavailable(failed);
        }
        publish(actor, place, known.blob(), stored);
    }

    private void publish(Actor actor, Artifacts.Place place, String blob, ArtifactStore.StoredBytes stored) {
        boolean visible = false;
        try {
            if (stored.sizeBytes() > limits.fileBytes()) {
                throw new ProblemException(
                        ProblemType.TOO_LARGE, "The file is larger than " + limits.fileBytes() + " bytes");
            }
            artifacts.publish(actor, place, blob, stored, limits.treeBytes());
            visible = true;
        } finally {
            if (!visible && !artifacts.isKnown(blob)) {
                discard(blob);
            }
        }
    }

    /** Gives the upload up; an unknown one is no error. */
    public void abort(Actor actor, Artifacts.Place place, String upload) {
        DirectUploads direct = direct();
        artifacts.requireWritable(actor, place.owner());
        Upload known = upload(place, upload);
        try {
            direct.abort(known.blob(), known.id());
        } catch (IOException failed) {
            throw unavailable(failed);
        }
    }

    private record Upload(String blob, String id) {}

    private static Upload upload(Artifacts.Place place, String upload) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(upload), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon > 0 && text.substring(0, colon).matches("[0-9a-f-]{36}")) {
                return new Upload(prefix(place) + text.substring(0, colon), text.substring(colon + 1));
            }
        } catch (IllegalArgumentException notOurs) {
            throw unknown(upload);
        }
        throw unknown(upload);
    }

    private static String prefix(Artifacts.Place place) {
        return (ModelRows.isId(place.owner()) ? "models/" : "runs/") + place.owner() + "/";
    }

    private DirectUploads direct() {
        return store.directUploads().orElseThrow(() -> new MlflowException(MlflowErrorCode.NOT_IMPLEMENTED, REFUSAL));
    }

    private void discard(String blob) {
        try {
            store.delete(blob);
        } catch (IOException failed) {
            LOG.warn("The bytes {} belong to nothing and could not be removed", blob, failed);
        }
    }

    private static MlflowException unknown(String upload) {
        return MlflowException.notFound("There is no upload '" + upload + "' for this path");
    }

    private static ProblemException unavailable(IOException failed) {
        LOG.warn("A multipart upload failed", failed);
        return new ProblemException(ProblemType.UNAVAILABLE, "The store cannot take the upload; nothing was stored");
    }
}
