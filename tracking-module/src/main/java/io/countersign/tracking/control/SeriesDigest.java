package io.countersign.tracking.control;

import io.countersign.tracking.entity.MetricPoint;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Digests of metric series. The digest of a series is the SHA-256 over its points, each 24 bytes, big-endian: step (int64),
 * timestamp in epoch milliseconds (int64), value (IEEE 754 binary64; NaN is {@code 7ff8000000000000}). Points are ordered
 * by step, then timestamp, numbers before NaN, then value; no point occurs twice.
 *
 * <p>Takes points series after series, so that a long history never stands in memory.
 */
final class SeriesDigest {
    private final Map<String, Series> finished = new LinkedHashMap<>();
    private final ByteBuffer bytes = ByteBuffer.allocate(24);
    private final MessageDigest digest = Sha256.digest();
    private String key = "";
    private long points;

    /** One series: how many points, and the digest in lower-case hex. */
    record Series(long points, String sha256) {}

    /** Takes in the next point; all points of a series come in a row, in the order told above. */
    void add(MetricPoint point) {
        if (!point.key().equals(key)) {
            finish();
            key = point.key();
        }
        bytes.clear();
        bytes.putLong(point.step()).putLong(point.timestamp()).putLong(Double.doubleToLongBits(point.value()));
        digest.update(bytes.array());
        points++;
    }

    /** The digests, by metric name. */
    Map<String, Series> series() {
        finish();
        return Map.copyOf(finished);
    }

    private void finish() {
        if (points > 0) {
            finished.put(key, new Series(points, Sha256.hexOf(digest.digest())));
            points = 0;
        }
    }
}
