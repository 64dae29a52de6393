package io.countersign.ledger.control;

import io.countersign.platform.config.Settings;
import io.countersign.verifier.VerifierKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The places across the network that the settings name. */
final class RemoteSinks {
    private final Settings settings;
    private final DataSource dataSource;
    private final Clock clock;

    RemoteSinks(Settings settings, DataSource dataSource, Clock clock) {
        this.settings = settings;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** @throws IllegalStateException naming the setting that cannot be used */
    List<RemoteSink> configured(String origin) {
        List<RemoteSink> sinks = new ArrayList<>();
        settings.text("countersign.ledger.witnesses").ifPresent(text -> sinks.addAll(witnesses(text)));
        settings.text("countersign.checkpoint.s3.bucket")
                .ifPresent(bucket -> sinks.add(S3Checkpoints.of(settings, bucket, origin, clock)));
        return sinks;
    }

    /** Pairs of key and submission prefix, separated by commas: {@code <vkey> <url>, <vkey> <url>}. */
    private List<RemoteSink> witnesses(String text) {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        List<RemoteSink> witnesses = new ArrayList<>();
        for (String pair : text.split(",")) {
            String[] parts = pair.strip().split("\\s+");
            try {
                VerifierKey key = VerifierKey.parse(parts[0]);
                if (parts.length != 2 || key.use() != VerifierKey.Use.WITNESS) {
                    throw new IllegalArgumentException("a witness is its key, a space, its address");
                }
                witnesses.add(new WitnessSink(dataSource, http, key, URI.create(parts[1])));
            } catch (IllegalArgumentException unusable) {
                throw new IllegalStateException(
                        "The setting countersign.ledger.witnesses cannot be used: " + unusable.getMessage(), unusable);
            }
        }
        return witnesses;
    }
}
