package io.countersign.tracking.s3;

import io.countersign.tracking.control.ArtifactStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One stream on its way into one object: a part at a time in memory, its digest taken as it goes by. */
final class PartedUpload {
    private static final Logger LOG = LoggerFactory.getLogger(PartedUpload.class);
    private static final String MEDIA_TYPE = "application/octet-stream";
    /** After so many parts the next are twice as large: 10,000 of them hold half a terabyte. */
    private static final int GROW_EVERY = 2_000;

    private final S3Client client;
    private final String bucket;
    private final String name;
    private final MessageDigest digest = sha256();
    private long size;

    PartedUpload(S3Client client, String bucket, String name) {
        this.client = client;
        this.bucket = bucket;
        this.name = name;
    }

    ArtifactStore.StoredBytes send(InputStream bytes, int part) throws IOException {
        byte[] buffer = new byte[part];
        int n = fill(bytes, buffer);
        try {
            if (n < part) {
                client.putObject(request -> request.bucket(bucket).key(name), body(buffer, n));
            } else {
                sendParts(bytes, buffer, n);
            }
        } catch (SdkException failure) {
            throw S3ArtifactStore.failed(failure);
        }
        return new ArtifactStore.StoredBytes(size, HexFormat.of().formatHex(digest.digest()));
    }

    private void sendParts(InputStream bytes, byte[] first, int firstLength) throws IOException {
        String upload = client.createMultipartUpload(
                        request -> request.bucket(bucket).key(name))
                .uploadId();
        boolean complete = false;
        try {
            List<CompletedPart> parts = new ArrayList<>();
            byte[] buffer = first;
            int n = firstLength;
            while (n > 0) {
                parts.add(sendPart(upload, parts.size() + 1, buffer, n));
                if (parts.size() % GROW_EVERY == 0) {
                    buffer = new byte[buffer.length * 2];
                }
                n = fill(bytes, buffer);
            }
            client.completeMultipartUpload(request ->
                    request.bucket(bucket).key(name).uploadId(upload).multipartUpload(all -> all.parts(parts)));
            complete = true;
        } finally {
            if (!complete) {
                abort(upload);
            }
        }
    }

    private CompletedPart sendPart(String upload, int number, byte[] buffer, int length) {
        String etag = client.uploadPart(
                        request -> request.bucket(bucket)
                                .key(name)
                                .uploadId(upload)
                                .partNumber(number),
                        body(buffer, length))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private void abort(String upload) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(name).uploadId(upload));
        } catch (SdkException failure) {
            LOG.warn("The parts of {} could not be removed; the bucket's lifecycle rule must", name, failure);
        }
    }

    private int fill(InputStream bytes, byte[] buffer) throws IOException {
        int n = bytes.readNBytes(buffer, 0, buffer.length);
        digest.update(buffer, 0, n);
        size += n;
        return n;
    }

    /** Readable again, for the SDK's retries, without a copy. */
    private static RequestBody body(byte[] buffer, int length) {
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(buffer, 0, length), length, MEDIA_TYPE);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
