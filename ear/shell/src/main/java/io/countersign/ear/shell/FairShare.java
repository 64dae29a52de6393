package io.countersign.ear.shell;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.countersign.platform.config.Settings;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.server.handlers.RequestLimit;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * How many calls one caller may have under way. More wait in the caller's own queue, which holds no thread, so a flood of
 * one caller takes its share of the server and no more; what does not fit in the queue is refused. A caller is told by
 * the credentials sent, before they are verified; and since those can be made up, each address has a larger share as well.
 */
final class FairShare {
    private static final int CALLERS_REMEMBERED = 20_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
    private static final String SESSION = "countersign-session";

    private final LoadingCache<String, RequestLimit> callers;
    private final LoadingCache<String, RequestLimit> addresses;

    FairShare(Settings settings, HttpHandler refusal) {
        int threads = Runtime.getRuntime().availableProcessors() * 16; // as the server sizes its workers
        int perCaller = number(settings, "countersign.limit.parallel", Math.max(8, threads / 4));
        int queue = number(settings, "countersign.limit.queue", 256);
        int perAddress = number(settings, "countersign.limit.parallel.address", Math.max(12, threads * 3 / 4));
        callers = limits(perCaller, queue, refusal);
        addresses = limits(perAddress, 4 * queue, refusal);
    }

    private static int number(Settings settings, String name, int otherwise) {
        return settings.text(name).map(Integer::parseInt).orElse(otherwise);
    }

    private static LoadingCache<String, RequestLimit> limits(int parallel, int queue, HttpHandler refusal) {
        return Caffeine.newBuilder()
                .maximumSize(CALLERS_REMEMBERED)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build(caller -> {
                    RequestLimit limit = new RequestLimit(parallel, queue);
                    limit.setFailureHandler(refusal);
                    return limit;
                });
    }

    /** The caller's share first: who waits there must not hold a place of the address. */
    void handle(HttpServerExchange exchange, HttpHandler next) throws Exception {
        String address = exchange.getSourceAddress().getAddress().getHostAddress();
        RequestLimit ofCaller = callers.get(caller(exchange, address));
        RequestLimit ofAddress = addresses.get(address);
        ofCaller.handleRequest(exchange, admitted -> ofAddress.handleRequest(admitted, next));
    }

    private static String caller(HttpServerExchange exchange, String address) {
        String authorization = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        if (authorization != null) {
            return digest(authorization);
        }
        Cookie session = exchange.getRequestCookie(SESSION);
        return session == null ? address : digest(session.getValue());
    }

    /** Credentials are not kept in memory as they are. */
    private static String digest(String credentials) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(credentials.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
