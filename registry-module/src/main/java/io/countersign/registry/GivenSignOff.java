package io.countersign.registry;

import io.countersign.audit.EntryId;
import java.time.Instant;

/**
 * A sign-off as given.
 *
 * @param subject who signed
 * @param role wire name of the role in which they signed
 * @param meaning what they said
 * @param evidenceDigest the digest they signed
 * @param signedAt when
 * @param entry its ledger entry
 */
public record GivenSignOff(
        String subject, String role, String meaning, String evidenceDigest, Instant signedAt, EntryId entry) {}
