package io.countersign.registry;

import io.countersign.audit.EntryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-off as given.
 *
 * @param subject who signed
 * @param role wire name of the role in which they signed
 * @param meaning what they said
 * @param evidenceDigest the digest they signed
 * @param signedAt when
 * @param entry its ledger entry
 * @param steppedUpAt when they authenticated afresh for this digest, null when they did not
 */
public record GivenSignOff(
        String subject,
        String role,
        String meaning,
        String evidenceDigest,
        Instant signedAt,
        EntryId entry,
        @Nullable Instant steppedUpAt) {

    /** Without a fresh authentication. */
    public GivenSignOff(
            String subject, String role, String meaning, String evidenceDigest, Instant signedAt, EntryId entry) {
        this(subject, role, meaning, evidenceDigest, signedAt, entry, null);
    }
}
