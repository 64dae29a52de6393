package io.countersign.verifier.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.verifier.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares points, datasets and files with the digests in a sealed form. */
final class SealedContentCheck {
    private final String form;
    private final String digest;
    private final JsonNode sealed;
    private final Map<String, MessageDigest> series = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long points;

    SealedContentCheck(String form, String digest, JsonNode sealed) {
        this.form = form;
        this.digest = digest;
        this.sealed = sealed;
    }

    String form() {
        return form;
    }

    String digest() {
        return digest;
    }

    long points() {
        return points;
    }

    long files() {
        return sealed.path("artifacts").size();
    }

    /** Takes in points: 24 bytes each, big-endian: step, timestamp, IEEE 754 value. */
    void points(JsonNode line) {
        String metric = line.path("metric").asText();
        MessageDigest sha = series.computeIfAbsent(metric, fresh -> sha256());
        ByteBuffer bytes = ByteBuffer.allocate(24);
        for (JsonNode point : line.path("points")) {
            double value =
                    point.path(2).isTextual() ? Double.NaN : point.path(2).asDouble();
            bytes.clear();
            bytes.putLong(point.path(0).asLong())
                    .putLong(point.path(1).asLong())
                    .putLong(Double.doubleToLongBits(value));
            sha.update(bytes.array());
            counts.merge(metric, 1L, Long::sum);
            points++;
        }
    }

    /** A metric of which the points are not those that were sealed. */
    Optional<String> wrongSeries() {
        Map<String, String> found = new TreeMap<>();
        series.forEach((metric, sha) -> found.put(
                metric, counts.getOrDefault(metric, 0L) + " " + HexFormat.of().formatHex(sha.digest())));
        Map<String, String> wanted = new TreeMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> metrics =
                        sealed.path("metrics").properties().iterator();
                metrics.hasNext(); ) {
            Map.Entry<String, JsonNode> metric = metrics.next();
            wanted.put(
                    metric.getKey(),
                    metric.getValue().path("points").asText() + " "
                            + metric.getValue().path("sha256").asText());
        }
        Map<String, String> all = new TreeMap<>(wanted);
        all.putAll(found);
        return all.keySet().stream()
                .filter(metric -> !found.getOrDefault(metric, "").equals(wanted.getOrDefault(metric, "")))
                .findFirst();
    }

    /** Where a dataset's texts are not those that were sealed. */
    Optional<String> dataset(JsonNode line) {
        for (JsonNode dataset : sealed.path("datasets")) {
            if (dataset.path("name").equals(line.path("name"))
                    && dataset.path("digest").equals(line.path("digest"))) {
                return differs(dataset, line, "schema").or(() -> differs(dataset, line, "profile"));
            }
        }
        return Optional.of("datasets." + line.path("name").asText() + "@"
                + line.path("digest").asText());
    }

    private static Optional<String> differs(JsonNode dataset, JsonNode line, String member) {
        String wanted = dataset.path(member + "Sha256").asText();
        String found = line.has(member)
                ? Hash.sha256(line.path(member).asText().getBytes(StandardCharsets.UTF_8))
                        .hex()
                : "";
        return wanted.equals(found)
                ? Optional.empty()
                : Optional.of("datasets." + dataset.path("name").asText() + "@"
                        + dataset.path("digest").asText() + "." + member);
    }

    /** The first file that is missing below the folder, or whose bytes are others. */
    Optional<String> wrongFile(Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        for (JsonNode file : sealed.path("artifacts")) {
            String path = file.path("path").asText();
            Path there = root.resolve(path).normalize();
            if (!there.startsWith(root)
                    || !Files.isRegularFile(there)
                    || !sha256Of(there).equals(file.path("sha256").asText())) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private static String sha256Of(Path file) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
