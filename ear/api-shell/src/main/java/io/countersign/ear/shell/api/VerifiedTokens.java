package io.countersign.ear.shell.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.countersign.platform.actor.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Whose tokens were verified a moment ago: to verify a signature costs more than many a call. Tokens are known by their
 * digests, and none lives here past its own expiry.
 */
final class VerifiedTokens {
    private static final int MOST = 20_000;

    private final Cache<String, Verified> kept;

    /** @param longest how long a token is believed without a look at its signature */
    VerifiedTokens(Duration longest) {
        kept = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(longest).build();
    }

    private record Verified(Caller caller, Instant until) {}

    Optional<Caller> of(String token) {
        return Optional.ofNullable(kept.getIfPresent(digest(token)))
                .filter(verified -> Instant.now().isBefore(verified.until()))
                .map(Verified::caller);
    }

    /** @param until when the token must be refused */
    void add(String token, Caller caller, Instant until) {
        kept.put(digest(token), new Verified(caller, until));
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
