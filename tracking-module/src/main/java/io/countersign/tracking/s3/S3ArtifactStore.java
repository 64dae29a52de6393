package io.countersign.tracking.s3;

import io.countersign.tracking.control.ArtifactStore;
import io.countersign.tracking.control.DirectUploads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Bytes in a bucket. A small file is one PUT; a larger one goes up in parts, of which only one stands in memory, and appears
 * when they are put together.
 */
public final class S3ArtifactStore implements ArtifactStore, AutoCloseable {
    /** More than S3's least part of 5 MiB; grows with the file, so that any size fits into 10,000 parts. */
    private static final int PART = 8 << 20;

    private final S3Access access;
    private final S3Client client;
    private final S3Presigner presigner;
    private final int part;

    public S3ArtifactStore(S3Access access) {
        this(access, PART);
    }

    S3ArtifactStore(S3Access access, int part) {
        this.access = access;
        this.client = access.client();
        this.presigner = access.presigner();
        this.part = part;
    }

    @Override
    public StoredBytes put(String key, InputStream bytes) throws IOException {
        return new PartedUpload(client, access.bucket(), name(key)).send(bytes, part);
    }

    @Override
    public InputStream open(String key) throws IOException {
        String name = name(key);
        try {
            return client.getObject(request -> request.bucket(access.bucket()).key(name));
        } catch (NoSuchKeyException absent) {
            throw missing(key, absent);
        } catch (S3Exception refused) {
            if (refused.statusCode() == 404) {
                throw missing(key, refused);
            }
            throw failed(refused);
        } catch (SdkException unreachable) {
            throw failed(unreachable);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        String name = name(key);
        try {
            client.deleteObject(request -> request.bucket(access.bucket()).key(name));
        } catch (NoSuchKeyException gone) {
            return;
        } catch (SdkException failure) {
            throw failed(failure);
        }
    }

    @Override
    public Optional<DirectUploads> directUploads() {
        return Optional.of(new S3DirectUploads(this, access.bucket(), client, presigner));
    }

    String name(String key) {
        if (!key.matches("[\\w-]+(/[\\w-]+)*")) {
            throw new IllegalArgumentException("not a key of ours: " + key);
        }
        return access.prefix() + key;
    }

    static NoSuchFileException missing(String key, Exception cause) {
        NoSuchFileException missing = new NoSuchFileException(key);
        missing.initCause(cause);
        return missing;
    }

    static IOException failed(SdkException failure) {
        return new IOException("The object store failed: " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        client.close();
        presigner.close();
    }
}
