package io.countersign.tracking.control;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What a store offers to which clients can send the parts of a large file themselves, by addresses that are signed for a
 * while (MLflow's {@code mlflow-artifacts/mpu}).
 */
public interface DirectUploads {

    /** Largest number of parts of one file (S3's own limit). */
    int MAX_PARTS = 10_000;

    /**
     * Begins an upload under a key that was never used.
     *
     * @param parts how many parts the client will send, 1 to {@link #MAX_PARTS}
     * @throws IOException when the store fails
     */
    Begun begin(String key, int parts) throws IOException;

    /**
     * Puts the parts together, and reads the whole once to take its digest.
     *
     * @throws java.nio.file.NoSuchFileException for an upload that the store does not know
     * @throws IllegalArgumentException when the store refuses the parts
     * @throws IOException when the store fails
     */
    ArtifactStore.StoredBytes complete(String key, String uploadId, List<UploadedPart> parts) throws IOException;

    /** Gives the upload up and removes its parts; an unknown one is no error. @throws IOException when the store fails */
    void abort(String key, String uploadId) throws IOException;

    /** An upload that waits for its parts. */
    record Begun(String uploadId, List<SignedPart> parts) {
        public Begun {
            parts = List.copyOf(parts);
        }
    }

    /** Where a client puts one part. @param headers that it must send along */
    record SignedPart(int number, URI url, Map<String, String> headers) {}

    /** A part that a client has put. @param etag what the store answered */
    record UploadedPart(int number, String etag) {}
}
