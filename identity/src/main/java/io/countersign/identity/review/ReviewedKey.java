package io.countersign.identity.review;

import io.countersign.identity.keys.ApiKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An active key in the review.
 *
 * @param id its calls have the subject {@code key:<id>}
 * @param name what its owner calls it
 * @param kind {@code personal} or {@code service}
 * @param roles roles that it was given, with its scope
 * @param createdAt when it was made
 * @param expiresAt from when on it is refused
 * @param lastUsedAt when it was used last; absent when never
 */
record ReviewedKey(
        String id,
        String name,
        String kind,
        List<ReviewedRole> roles,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    static ReviewedKey of(ApiKey key) {
        return new ReviewedKey(
                key.id().toString(),
                key.name(),
                key.kind().wireName(),
                key.roles().stream()
                        .map(role -> ReviewedRole.of(role, key.scope()))
                        .toList(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt());
    }
}
