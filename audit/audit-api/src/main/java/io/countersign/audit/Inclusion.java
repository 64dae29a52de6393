package io.countersign.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry stands in the signed tree, ready to be serialised to a client.
 *
 * @param entryId the entry
 * @param status {@code included}, or {@code pending} when the bound was reached before
 * @param leafIndex number of the leaf, null while pending
 * @param treeSize size of the tree that the checkpoint signs, null while pending
 * @param leafHash hex of the RFC 6962 leaf hash, null while pending
 * @param proof hex of the audit path, leaf to root (RFC 6962, section 2.1.1); empty while pending
 * @param checkpoint the signed checkpoint in C2SP form, null while pending
 * @param url where the proof can be had, path below the API mount
 */
public record Inclusion(
        String entryId,
        String status,
        @Nullable Long leafIndex,
        @Nullable Long treeSize,
        @Nullable String leafHash,
        List<String> proof,
        @Nullable String checkpoint,
        String url) {}
