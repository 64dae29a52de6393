package io.countersign.tracking;

import java.util.Optional;

/**
 * Bytes of artifacts as they lie in the store now, for modules that stand on them. The store is read outside any transaction,
 * however long that takes; call it without one.
 */
public interface ArtifactBytes {

    /**
     * A small file, such as {@code model/MLmodel}; empty when there is none, or it is larger than {@code most} bytes.
     *
     * @param owner id of a run or of a logged model
     * @throws io.countersign.platform.problem.ProblemException (unavailable) when the store fails
     */
    Optional<byte[]> read(String owner, String path, int most);

    /**
     * The manifest of what the store holds now below a path, each file hashed anew: differs from {@link Tracking#manifest} when
     * bytes changed behind the server's back. A file whose bytes are gone is left out.
     *
     * @throws io.countersign.platform.problem.ProblemException (not found) for an unknown owner, (unavailable) when the store
     *     fails
     */
    ArtifactManifest hashed(String owner, String path);
}
