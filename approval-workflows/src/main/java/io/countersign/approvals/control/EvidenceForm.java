package io.countersign.approvals.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.approvals.entity.Frozen;
import io.countersign.approvals.entity.OtherRun;
import io.countersign.platform.json.Json;
import io.countersign.registry.RegisteredVersion;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.SealedRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * The frozen form of an assessment: canonical JSON (RFC 8785), whose SHA-256 is what people sign. The same facts give the
 * same bytes, whoever asks and whenever. Persons stand in it by subject alone; 64-bit integers are strings, and so are NaN
 * and infinities, which JSON lacks.
 */
final class EvidenceForm {
    static final String SCHEMA = "https://countersign.io/promotion-evidence/v3";

    private EvidenceForm() {}

    static Frozen freeze(Assessment assessment) {
        byte[] bytes = canonical(facts(assessment));
        return new Frozen(
                assessment.tier(), assessment.run().id().value(), assessment.sealDigest(), bytes, sha256(bytes));
    }

    /** The runs beside the version's own, with their seals. */
    static List<OtherRun> otherRuns(Assessment assessment) {
        return assessment.others().stream()
                .map(run -> new OtherRun(run.id().value(), run.sealDigest()))
                .toList();
    }

    private static Map<String, Object> facts(Assessment assessment) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("schema", SCHEMA);
        facts.put("request", assessment.kind().wireName());
        facts.put("targetKind", assessment.intent().targetKind().name());
        facts.put("targetStage", assessment.intent().targetStage());
        facts.put("archiveExisting", assessment.intent().archiveExisting());
        facts.put("tier", assessment.tier());
        facts.put("policy", assessment.policy());
        facts.put("modelVersion", version(assessment.version()));
        facts.put("run", run(assessment.run(), assessment));
        facts.put(
                "otherRuns",
                assessment.others().stream().map(run -> run(run, assessment)).toList());
        facts.put("waiversAsked", assessment.waivers());
        facts.put("thresholds", assessment.assessed().thresholds());
        facts.put("requiredSignOffs", assessment.assessed().requiredSignOffs());
        return facts;
    }

    private static Map<String, Object> version(RegisteredVersion version) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("model", version.id().model());
        facts.put("version", version.id().version());
        facts.put("stage", version.stage());
        facts.put("source", version.source());
        facts.put("registeredBy", version.registeredBy());
        facts.put("registeredAt", version.registeredAt());
        facts.put("manifest", manifest(version.manifest()));
        return facts;
    }

    private static Map<String, Object> run(SealedRun run, Assessment assessment) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", run.id().value());
        facts.put("name", run.name());
        facts.put("experiment", run.experiment());
        facts.put("status", run.status());
        facts.put("startedBy", run.startedBy());
        facts.put("supplier", assessment.suppliers().get(run.id().value()));
        facts.put("startedAt", run.startedAt());
        facts.put("endedAt", run.endedAt());
        facts.put("params", run.params());
        facts.put("metrics", new TreeMap<>(run.metrics()));
        facts.put("tags", run.tags());
        facts.put("datasets", run.datasets());
        facts.put("artifactsRootDigest", run.artifacts().rootDigest());
        facts.put("sealDigest", run.sealDigest());
        facts.put("sealEntry", run.sealEntry().toString());
        return facts;
    }

    private static @Nullable Map<String, Object> manifest(@Nullable ArtifactManifest manifest) {
        if (manifest == null) {
            return null;
        }
        List<Map<String, String>> files = manifest.files().stream()
                .map(file -> Map.of(
                        "path", file.path(),
                        "sizeBytes", Long.toString(file.sizeBytes()),
                        "sha256", file.sha256()))
                .toList();
        return Map.of("rootDigest", manifest.rootDigest(), "files", files);
    }

    private static byte[] canonical(Map<String, Object> facts) {
        try {
            return new JsonCanonicalizer(Json.mapper().writeValueAsString(facts)).getEncodedUTF8();
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("the evidence has no JSON form", unwritable);
        } catch (IOException impossible) {
            throw new UncheckedIOException("the evidence has no canonical form", impossible);
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
