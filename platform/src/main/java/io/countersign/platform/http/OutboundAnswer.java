package io.countersign.platform.http;

import java.nio.charset.StandardCharsets;

/**
 * What came back. A redirect is an answer like any other and is not followed.
 *
 * @param status HTTP status
 * @param body its beginning, as long as the sender reads
 * @param truncated whether there was more
 */
public record OutboundAnswer(int status, byte[] body, boolean truncated) {

    public OutboundAnswer {
        body = body.clone();
    }

    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /** The body as text, for a log: one line, without control characters. */
    public String excerpt(int longest) {
        String text = new String(body, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return text.length() <= longest ? text : text.substring(0, longest) + "\u2026";
    }
}
