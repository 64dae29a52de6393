package io.countersign.tracking.s3;

import io.countersign.tracking.control.ArtifactStore;
import io.countersign.tracking.control.DirectUploads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Parts that clients put into the bucket themselves, by signed addresses. */
final class S3DirectUploads implements DirectUploads {
    private static final Duration VALID = Duration.ofHours(1);

    private final S3ArtifactStore store;
    private final String bucket;
    private final S3Client client;
    private final S3Presigner presigner;

    S3DirectUploads(S3ArtifactStore store, String bucket, S3Client client, S3Presigner presigner) {
        this.store = store;
        this.bucket = bucket;
        this.client = client;
        this.presigner = presigner;
    }

    @Override
    public Begun begin(String key, int parts) throws IOException {
        if (parts < 1 || parts > MAX_PARTS) {
            throw new IllegalArgumentException("1 to " + MAX_PARTS + " parts, not " + parts);
        }
        String name = store.name(key);
        try {
            String upload = client.createMultipartUpload(
                            request -> request.bucket(bucket).key(name))
                    .uploadId();
            List<SignedPart> signed = new ArrayList<>();
            for (int number = 1; number <= parts; number++) {
                signed.add(new SignedPart(number, sign(name, upload, number), Map.of()));
            }
            return new Begun(upload, signed);
        } catch (SdkException failure) {
            throw S3ArtifactStore.failed(failure);
        }
    }

    private URI sign(String name, String upload, int number) {
        return URI.create(presigner
                .presignUploadPart(request -> request.signatureDuration(VALID)
                        .uploadPartRequest(part ->
                                part.bucket(bucket).key(name).uploadId(upload).partNumber(number)))
                .url()
                .toString());
    }

    @Override
    public ArtifactStore.StoredBytes complete(String key, String uploadId, List<UploadedPart> parts)
            throws IOException {
        String name = store.name(key);
        List<CompletedPart> all = parts.stream()
                .sorted(Comparator.comparingInt(UploadedPart::number))
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .build())
                .toList();
        try {
            client.completeMultipartUpload(request ->
                    request.bucket(bucket).key(name).uploadId(uploadId).multipartUpload(sent -> sent.parts(all)));
        } catch (NoSuchUploadException unknown) {
            throw S3ArtifactStore.missing(key, unknown);
        } catch (S3Exception refused) {
            if (refused.statusCode() == 404) {
                throw S3ArtifactStore.missing(key, refused);
            }
            if (refused.statusCode() < 500) {
                throw new IllegalArgumentException("The object store refuses the parts: " + refused.getMessage());
            }
            throw S3ArtifactStore.failed(refused);
        } catch (SdkException failure) {
            throw S3ArtifactStore.failed(failure);
        }
        return digested(key);
    }

    private ArtifactStore.StoredBytes digested(String key) throws IOException {
        MessageDigest digest = PartedUpload.sha256();
        try (InputStream bytes = store.open(key);
                OutputStream into = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            long size = bytes.transferTo(into);
            return new ArtifactStore.StoredBytes(size, HexFormat.of().formatHex(digest.digest()));
        }
    }

    @Override
    public void abort(String key, String uploadId) throws IOException {
        String name = store.name(key);
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(name).uploadId(uploadId));
        } catch (S3Exception refused) {
            if (refused.statusCode() != 404) {
                throw S3ArtifactStore.failed(refused);
            }
        } catch (SdkException failure) {
            throw S3ArtifactStore.failed(failure);
        }
    }
}
