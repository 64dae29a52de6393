package io.countersign.ear.shell;

import io.countersign.platform.config.Settings;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.LinkedHashMap;
import java.util.Map;

/** Security headers of every answer, errors included; what a page of the console needs otherwise, the console sets. */
final class AnswerHeaders {
    private static final String HALF_A_YEAR = "max-age=15552000; includeSubDomains";

    private final Map<HttpString, String> headers = new LinkedHashMap<>();

    AnswerHeaders(Settings settings) {
        put(
                "Content-Security-Policy",
                "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        put("X-Content-Type-Options", "nosniff");
        put("X-Frame-Options", "DENY");
        put("Referrer-Policy", "same-origin");
        put("Cross-Origin-Opener-Policy", "same-origin");
        put("Cross-Origin-Resource-Policy", "same-origin");
        put("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        put("Cache-Control", "no-store");
        if (settings.text("countersign.public.url").orElse("").startsWith("https:")) {
            put("Strict-Transport-Security", HALF_A_YEAR);
        }
    }

    private void put(String name, String value) {
        headers.put(HttpString.tryFromString(name), value);
    }

    /** Adds, when the answer begins, what nobody has set. */
    void promise(HttpServerExchange exchange) {
        exchange.addResponseCommitListener(answering -> {
            HeaderMap set = answering.getResponseHeaders();
            headers.forEach((name, value) -> {
                if (!set.contains(name)) {
                    set.put(name, value);
                }
            });
        });
    }
}
