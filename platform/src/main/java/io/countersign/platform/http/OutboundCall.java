package io.countersign.platform.http;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One call to the outside.
 *
 * @param method HTTP method
 * @param address absolute address
 * @param headers header fields; those that say where a message ends or goes are the sender's
 * @param body what is sent; empty for none
 */
public record OutboundCall(String method, URI address, Map<String, String> headers, byte[] body) {
    private static final Set<String> SENDERS_OWN =
            Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect");

    public OutboundCall {
        if (!method.matches("[A-Z]+")) {
            throw new IllegalArgumentException("not a method: " + method);
        }
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9-]+") || SENDERS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("not a header that can be given: " + name);
            }
            if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7F)) {
                throw new IllegalArgumentException("a header is one line: " + name);
            }
        });
        body = body.clone();
    }

    /** A POST with these bytes. */
    public static OutboundCall post(URI address, Map<String, String> headers, byte[] body) {
        return new OutboundCall("POST", address, headers, body);
    }
}
