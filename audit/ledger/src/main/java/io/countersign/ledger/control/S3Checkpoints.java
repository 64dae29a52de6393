package io.countersign.ledger.control;

import io.countersign.platform.config.Settings;
import io.countersign.verifier.Hash;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Checkpoints in a bucket, an object for each, that the bucket's object lock keeps for years: in compliance mode nobody deletes
 * or overwrites one before its time, the owner of the account included. A bucket that keeps no lock is refused.
 */
final class S3Checkpoints implements RemoteSink {
    /** By so much a lock may end earlier: a server rounds, and time passes between one question and the next. */
    private static final Duration SLACK = Duration.ofHours(1);

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final @Nullable Duration retention;
    private final Clock clock;
    private @Nullable String taken;
    private @Nullable String version;
    private boolean seenLocked;

    /**
     * @param prefix before every key
     * @param retention how long the lock keeps an object; null for a bucket without object lock
     */
    S3Checkpoints(S3Client client, String bucket, String prefix, @Nullable Duration retention, Clock clock) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.retention = retention;
        this.clock = clock;
    }

    /** By the settings {@code countersign.checkpoint.s3.*}; credentials by the SDK's own chain when none are set there. */
    static S3Checkpoints of(Settings settings, String bucket, String origin, Clock clock) {
        String base = "countersign.checkpoint.s3.";
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(10))
                        .socketTimeout(Duration.ofSeconds(30)))
                .region(Region.of(settings.text(base + "region").orElse("us-east-1")))
                .forcePathStyle(settings.flag(base + "path.style", false));
        settings.text(base + "endpoint").map(URI::create).ifPresent(builder::endpointOverride);
        builder.credentialsProvider(settings.text(base + "access.key")
                .<software.amazon.awssdk.auth.credentials.AwsCredentialsProvider>map(
                        key -> StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(key, settings.required(base + "secret.key"))))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build()));
        int days = settings.text(base + "lock.days").map(Integer::parseInt).orElse(3_653);
        String prefix = settings.text(base + "prefix").orElse("checkpoints/");
        String log = Hash.sha256(origin.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
        return new S3Checkpoints(
                builder.build(), bucket, prefix + log + "/", days == 0 ? null : Duration.ofDays(days), clock);
    }

    @Override
    public String name() {
        return "bucket " + bucket;
    }

    /** The key sorts by size; the same checkpoint again, by another start of the server, is another version of the same object. */
    @Override
    public void publish(Proofs.Stored checkpoint) throws IOException {
        String key = prefix + "%019d.checkpoint".formatted(checkpoint.treeSize());
        Instant until = retention == null ? null : clock.instant().plus(retention);
        if (!key.equals(taken)) {
            version = put(key, checkpoint.note(), until);
            taken = key;
        }
        if (until != null && !seenLocked) {
            requireLocked(key, version, until);
            seenLocked = true;
        }
    }

    private @Nullable String put(String key, String note, @Nullable Instant until) throws IOException {
        PutObjectRequest.Builder put = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType("text/plain; charset=utf-8")
                .checksumSHA256(checksum(note));
        if (until != null) {
            put.objectLockMode(ObjectLockMode.COMPLIANCE).objectLockRetainUntilDate(until);
        }
        try {
            return client.putObject(put.build(), RequestBody.fromString(note)).versionId();
        } catch (SdkException failed) {
            throw new IOException(
                    "the bucket " + bucket + " does not take the checkpoint: " + failed.getMessage(), failed);
        }
    }

    /** Reckoned here, so that it is a header: as a trailer, which the SDK would make of it, Ceph's gateway (16) refuses it. */
    private static String checksum(String note) {
        return Base64.getEncoder()
                .encodeToString(
                        Hash.sha256(note.getBytes(StandardCharsets.UTF_8)).bytes());
    }

    /**
     * There are servers that take the request for a lock and keep none: so the bucket is asked whether it locks the first object, and
     * again until it does.
     */
    private void requireLocked(String key, @Nullable String version, Instant until) throws IOException {
        ObjectLockRetention kept;
        try {
            kept = client.getObjectRetention(
                            request -> request.bucket(bucket).key(key).versionId(version))
                    .retention();
        } catch (SdkException failed) {
            throw new IOException(
                    "the bucket " + bucket + " does not say that it locks the checkpoint: " + failed.getMessage(),
                    failed);
        }
        if (kept == null
                || kept.mode() != ObjectLockRetentionMode.COMPLIANCE
                || kept.retainUntilDate().isBefore(until.minus(SLACK))) {
            throw new IOException(
                    "the bucket " + bucket + " took the checkpoint but does not lock it in compliance mode" + " until "
                            + until + ": it says " + kept);
        }
    }
}
