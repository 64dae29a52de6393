package io.countersign.approvals.boundary;

import io.countersign.approvals.control.SignOffIntent;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/promotions/{id}/sign-offs}.
 *
 * @param meaning what the sign-off says
 * @param comment free text
 * @param evidenceDigest digest of the evidence that the signer saw
 * @param role in which role, when several fit
 */
public record SignOffRequest(
        @Nullable String meaning,
        @Nullable String comment,
        @Nullable String evidenceDigest,
        @Nullable String role) {

    SignOffIntent intent() {
        return new SignOffIntent(
                FreeText.required("meaning", meaning),
                FreeText.optional("comment", comment),
                FreeText.required("evidenceDigest", evidenceDigest),
                role);
    }
}
