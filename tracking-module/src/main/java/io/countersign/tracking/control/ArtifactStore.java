package io.countersign.tracking.control;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Where the bytes of artifacts lie. Keys are made by the server, are never written twice, and say nothing about the path
 * under which clients know the file. {@code ArtifactStoreContract} tests every implementation.
 */
public interface ArtifactStore {

    /**
     * Stores all bytes of the stream durably, or nothing: until this returns, {@link #open} does not find the key.
     *
     * @param key parts of letters, digits, {@code _} and {@code -}, joined by slashes
     * @param bytes read to its end, a buffer at a time; not closed
     * @return what was stored
     * @throws IOException when the stream or the store fails
     */
    StoredBytes put(String key, InputStream bytes) throws IOException;

    /**
     * The bytes of a key; the caller closes the stream.
     *
     * @throws java.nio.file.NoSuchFileException when nothing was stored under the key
     * @throws IOException when the store fails
     */
    InputStream open(String key) throws IOException;

    /**
     * Removes the bytes of a key; nothing there is no error.
     *
     * @throws IOException when the store fails
     */
    void delete(String key) throws IOException;

    /** Uploads in parts that go past this server; empty for a store that has none. */
    default Optional<DirectUploads> directUploads() {
        return Optional.empty();
    }

    /**
     * What was stored.
     *
     * @param sizeBytes number of bytes
     * @param sha256 lower-case hex of their SHA-256, taken while they streamed by
     */
    record StoredBytes(long sizeBytes, String sha256) {}
}
