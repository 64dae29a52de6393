package io.countersign.tracking;

import io.countersign.platform.actor.Actor;
import jakarta.ws.rs.core.Response;

/** Hands out files of artifacts for modules that stand on them and that have checked that the caller may have them. */
public interface ArtifactDownloads {

    /**
     * An answer with the file, saved by a browser and never shown. Bytes that the pin does not allow are refused, or when
     * that shows only while they are read, the answer is cut before its end.
     *
     * @param owner id of a run or of a logged model
     * @throws io.countersign.platform.mlflow.MlflowException (invalid parameter) for a path that leads out, (does not exist)
     *     for one where nothing is, (conflict) for bytes that are not those pinned
     */
    Response of(String owner, String path, PinnedFiles.Pin pin, Actor reader);
}
