package io.countersign.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A log-batch of points of one series, written as bytes without a detour over text: the client takes as little as it can of
 * the processors that it shares with what it measures.
 */
final class BatchBody {
    private static final byte[] POINT =
            ascii("{\"key\":\"loss\",\"value\":0.5,\"timestamp\":1700000000000,\"step\":");

    /** The longest step, and what stands behind a point. */
    private static final int REST = 22;

    private BatchBody() {}

    static byte[] of(String runId, long firstStep, int count) {
        byte[] head = ascii("{\"run_id\":\"" + runId + "\",\"metrics\":[");
        byte[] body = new byte[head.length + count * (POINT.length + REST) + 1];
        int end = append(body, 0, head);
        for (int i = 0; i < count; i++) {
            end = append(body, end, POINT);
            end = append(body, end, ascii(Long.toString(firstStep + i)));
            body[end++] = '}';
            body[end++] = (byte) (i == count - 1 ? ']' : ',');
        }
        body[end++] = '}';
        return Arrays.copyOf(body, end);
    }

    private static int append(byte[] body, int at, byte[] more) {
        System.arraycopy(more, 0, body, at, more.length);
        return at + more.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
