package io.countersign.approvals.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.approvals.entity.PolicyChange;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/** The form in which a change of policy is reviewed: canonical JSON (RFC 8785) of all that it says, and its digest. */
public final class PolicyProposal {
    private static final String SCHEMA = "https://countersign.io/policy-change/v1";

    private PolicyProposal() {}

    /** The proposal with its canonical bytes. */
    public static PolicyChange.Proposed of(
            String kind,
            String subject,
            @Nullable PolicyTables tables,
            @Nullable String setting,
            String rationale,
            Instant effectiveFrom) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("schema", SCHEMA);
        facts.put("kind", kind);
        facts.put("subject", subject);
        facts.put("setting", setting);
        facts.put("rationale", rationale);
        facts.put("effectiveFrom", effectiveFrom);
        if (tables != null) {
            facts.put("policyDigest", tables.digest());
            facts.put("thresholds", new String(tables.thresholds(), StandardCharsets.UTF_8));
            facts.put("requiredSignOffs", new String(tables.requiredSignOffs(), StandardCharsets.UTF_8));
        }
        byte[] bytes = canonical(facts);
        return new PolicyChange.Proposed(
                kind, subject, tables, setting, rationale, effectiveFrom, bytes, sha256(bytes));
    }

    private static byte[] canonical(Map<String, Object> facts) {
        try {
            return new JsonCanonicalizer(Json.mapper().writeValueAsString(facts)).getEncodedUTF8();
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("the proposal has no JSON form", unwritable);
        } catch (IOException impossible) {
            throw new UncheckedIOException("the proposal has no canonical form", impossible);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
