package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The bucket as a sink: on a real S3 server, which knows no object lock, the object; on one that only listens, what is asked of a
 * bucket with object lock.
 */
class S3CheckpointsIT {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final Proofs.Stored CHECKPOINT = new Proofs.Stored(42, "a note\n", 42);

    @Test
    void checkpointIsAnObjectThatSortsByItsSize() throws Exception {
        S3Proxy server = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "key", "secret")
                .build();
        server.start();
        try (S3Client client = client(server.getPort())) {
            client.createBucket(request -> request.bucket("kept"));
            sink(client, "kept", null).publish(CHECKPOINT);
            sink(client, "kept", null).publish(CHECKPOINT);
            assertThat(client.getObjectAsBytes(
                                    request -> request.bucket("kept").key("c/0000000000000000042.checkpoint"))
                            .asString(StandardCharsets.UTF_8))
                    .isEqualTo("a note\n");
            assertThatThrownBy(() -> sink(client, "kept", Duration.ofDays(1)).publish(CHECKPOINT))
                    .as("this server has no object lock")
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the bucket kept");
            assertThatThrownBy(() -> sink(client, "absent", null).publish(CHECKPOINT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the bucket absent does not take the checkpoint");
        } finally {
            server.stop();
        }
    }

    @Test
    void objectLockIsAskedForInComplianceModeUntilTheDay() throws Exception {
        String locked = retention("COMPLIANCE", "2036-11-29T10:00:00Z");
        try (Listener listener = new Listener(locked);
                S3Client client = client(listener.port())) {
            S3Checkpoints sink = sink(client, "locked", Duration.ofDays(3_653));
            sink.publish(CHECKPOINT);
            assertThat(listener.headers)
                    .containsEntry("x-amz-object-lock-mode", "COMPLIANCE")
                    .containsEntry("x-amz-object-lock-retain-until-date", "2036-11-29T10:00:00Z");
            assertThat(listener.headers.keySet())
                    .anyMatch(header -> header.startsWith("x-amz-checksum") || header.equals("x-amz-trailer"));
            sink.publish(CHECKPOINT);
            assertThat(listener.asked)
                    .as("a lock that was seen is not asked for again")
                    .isEqualTo(1);
        }
    }

    /** As a server does that passes over headers which it does not know, or one whose bucket has weaker rules of its own. */
    @Test
    void bucketThatTakesTheObjectButKeepsNoSuchLockIsRefused() throws Exception {
        for (String weaker : new String[] {
            retention("GOVERNANCE", "2036-11-29T10:00:00Z"), retention("COMPLIANCE", "2026-12-29T10:00:00Z"), ""
        }) {
            try (Listener listener = new Listener(weaker);
                    S3Client client = client(listener.port())) {
                S3Checkpoints sink = sink(client, "weak", Duration.ofDays(3_653));
                for (int again = 1; again <= 2; again++) {
                    assertThatThrownBy(() -> sink.publish(CHECKPOINT))
                            .as(weaker)
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("the bucket weak");
                    assertThat(listener.asked).isEqualTo(again);
                }
            }
        }
    }

    private static String retention(String mode, String until) {
        return "<Retention><Mode>" + mode + "</Mode><RetainUntilDate>" + until + "</RetainUntilDate></Retention>";
    }

    /** Takes every object, and says of each that it has this retention; of none, when it is empty. */
    private static final class Listener implements AutoCloseable {
        final Map<String, String> headers = new ConcurrentHashMap<>();
        volatile int asked;
        private final HttpServer server;

        Listener(String retention) throws IOException {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    if (exchange.getRequestMethod().equals("PUT")) {
                        exchange.getRequestHeaders()
                                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
                        exchange.sendResponseHeaders(200, -1);
                        return;
                    }
                    asked++;
                    byte[] answer = retention.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            answer.length == 0 ? 404 : 200, answer.length == 0 ? -1 : answer.length);
                    exchange.getResponseBody().write(answer);
                }
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static S3Checkpoints sink(S3Client client, String bucket, @Nullable Duration lock) {
        return new S3Checkpoints(client, bucket, "c/", lock, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static S3Client client(int port) {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
    }
}
