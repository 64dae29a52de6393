package io.countersign.identity.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person or service account in the review.
 *
 * @param subject stable identifier in the identity provider
 * @param name printed name
 * @param kind {@code person} or {@code service-account}
 * @param roles roles that the last token carried, as far as grants let them reach
 * @param firstSeenAt when they called first
 * @param lastSeenAt when they called last
 * @param leftAt since when they are marked as left; absent for those who are here
 * @param keys active keys for which they answer
 */
record ReviewedPerson(
        String subject,
        String name,
        String kind,
        List<ReviewedRole> roles,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable Instant leftAt,
        List<ReviewedKey> keys) {}
