package io.countersign.ledger.control;

import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.countersign.platform.testing.CephGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Checkpoints in a bucket whose object lock is enforced, against the owner of the bucket, who has every right there. */
@Tag("deep")
class ObjectLockIT {
    private static final Proofs.Stored CHECKPOINT = new Proofs.Stored(42, "a note\n", 42);
    private static final String KEY = "c/0000000000000000042.checkpoint";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path home;

    private static CephGateway gateway;
    private static S3Client product;
    private static S3Client owner;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        gateway = new CephGateway(home, "key", "secret");
        product = client().build();
        owner = client().requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .build();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        owner.close();
        product.close();
    }

    @Test
    void checkpointCanNeitherBeRemovedNorUnlockedNorReplaced() throws Exception {
        owner.createBucket(request -> request.bucket("locked").objectLockEnabledForBucket(true));
        sink("locked").publish(CHECKPOINT);
        String version = onlyVersion("locked").versionId();

        refused(() ->
                owner.deleteObject(request -> request.bucket("locked").key(KEY).versionId(version)));
        refused(() -> owner.deleteObject(
                request -> request.bucket("locked").key(KEY).versionId(version).bypassGovernanceRetention(true)));
        refused(() -> retain(
                version, ObjectLockRetentionMode.COMPLIANCE, Instant.now().plus(1, HOURS)));
        refused(() -> retain(
                version, ObjectLockRetentionMode.GOVERNANCE, Instant.now().plus(72, HOURS)));
        assertThatThrownBy(() -> owner.deleteBucket(request -> request.bucket("locked")))
                .asInstanceOf(type(S3Exception.class))
                .extracting(S3Exception::statusCode)
                .isEqualTo(409);

        owner.putObject(request -> request.bucket("locked").key(KEY), RequestBody.fromString("another tree\n"));
        owner.deleteObject(request -> request.bucket("locked").key(KEY));
        assertThat(owner.getObjectAsBytes(
                                request -> request.bucket("locked").key(KEY).versionId(version))
                        .asString(StandardCharsets.UTF_8))
                .as("what hides a checkpoint leaves its first version where it was")
                .isEqualTo("a note\n");
        assertThat(oldest("locked").versionId())
                .as("and the oldest version is the one that counts")
                .isEqualTo(version);
    }

    @Test
    void lockMayOnlyBecomeLonger() throws Exception {
        owner.createBucket(request -> request.bucket("longer").objectLockEnabledForBucket(true));
        sink("longer").publish(CHECKPOINT);
        ObjectVersion version = onlyVersion("longer");
        Instant later = Instant.now().plus(72, HOURS);
        owner.putObjectRetention(request -> request.bucket("longer")
                .key(KEY)
                .versionId(version.versionId())
                .retention(lock -> lock.mode(ObjectLockRetentionMode.COMPLIANCE).retainUntilDate(later)));
        assertThat(owner.getObjectRetention(
                                request -> request.bucket("longer").key(KEY).versionId(version.versionId()))
                        .retention()
                        .retainUntilDate())
                .isBetween(later.minusSeconds(1), later.plusSeconds(1));
    }

    /** A second start of the server, or a second node, publishes what is there already. */
    @Test
    void sameCheckpointAgainIsTaken() throws Exception {
        owner.createBucket(request -> request.bucket("again").objectLockEnabledForBucket(true));
        sink("again").publish(CHECKPOINT);
        assertThatCode(() -> sink("again").publish(CHECKPOINT)).doesNotThrowAnyException();
    }

    @Test
    void bucketWithoutObjectLockIsRefused() {
        owner.createBucket(request -> request.bucket("open"));
        assertThatThrownBy(() -> sink("open").publish(CHECKPOINT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the bucket open does not take the checkpoint");
        assertThat(owner.listObjectVersions(request -> request.bucket("open")).versions())
                .isEmpty();
    }

    private static void refused(ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .asInstanceOf(type(S3Exception.class))
                .extracting(S3Exception::statusCode)
                .isEqualTo(403);
    }

    private static void retain(String version, ObjectLockRetentionMode mode, Instant until) {
        owner.putObjectRetention(
                request -> request.bucket("locked").key(KEY).versionId(version).retention(lock -> lock.mode(mode)
                        .retainUntilDate(until)));
    }

    private static ObjectVersion onlyVersion(String bucket) {
        assertThat(owner.listObjectVersions(request -> request.bucket(bucket)).versions())
                .hasSize(1);
        return oldest(bucket);
    }

    private static ObjectVersion oldest(String bucket) {
        return owner.listObjectVersions(request -> request.bucket(bucket)).versions().stream()
                .reduce((newer, older) -> older)
                .orElseThrow();
    }

    private static S3Checkpoints sink(String bucket) {
        return new S3Checkpoints(product, bucket, "c/", Duration.ofDays(2), Clock.systemUTC());
    }

    /** As the product's own is made, which keeps what the SDK does by itself. */
    private static S3ClientBuilder client() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(URI.create("http://127.0.0.1:" + gateway.port()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }
}
