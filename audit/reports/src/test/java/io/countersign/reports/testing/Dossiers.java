package io.countersign.reports.testing;

import io.countersign.audit.EntryId;
import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import io.countersign.reports.entity.Dossier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Evidence in the shapes of docs/architecture.md, for one approved promotion; named changes make it awkward. */
public final class Dossiers {
    /** Now, because the test's certificate is not valid before: at a quarter of a second, so that its text is known. */
    public static final Instant AS_OF =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).plusMillis(250);

    public static final String PROMOTION = "01932d5e-7a10-7c3e-9f00-5d3b1a2c4e6f";
    public static final Subject SUBJECT = new Subject("promotion", PROMOTION);

    private final Map<EvidenceKind, Map<String, Object>> fields = new EnumMap<>(EvidenceKind.class);
    private final List<EntryId> entries = new ArrayList<>();
    private int ledgerEntries = 6;

    private Dossiers() {
        promotion();
        signOffs();
        version();
        run();
        exceptions();
        fields.put(
                EvidenceKind.MODEL,
                facts(
                        "name", "credit-scoring",
                        "description", "Probability of default for retail instalment loans.",
                        "createdAt", Instant.parse("2026-11-02T08:00:00Z"),
                        "createdBy", person("engineer1", "Ada Engelhardt"),
                        "tags", Map.of("business-line", "retail")));
    }

    public static Dossiers approvedPromotion() {
        return new Dossiers();
    }

    public Dossiers with(EvidenceKind kind, String key, Object value) {
        fields.get(kind).put(key, value);
        return this;
    }

    public Dossiers without(EvidenceKind kind, String key) {
        fields.get(kind).remove(key);
        return this;
    }

    public Dossiers withLedgerEntries(int count) {
        ledgerEntries = count;
        return this;
    }

    public Map<EvidenceKind, Evidence> evidence() {
        Map<EvidenceKind, Evidence> evidence = new EnumMap<>(EvidenceKind.class);
        ledger();
        fields.forEach((kind, facts) -> evidence.put(
                kind,
                new Evidence(
                        kind,
                        facts,
                        kind == EvidenceKind.PROMOTION ? related() : List.of(),
                        kind == EvidenceKind.PROMOTION ? entries : List.of())));
        return evidence;
    }

    public Dossier dossier() {
        return new Dossier(SUBJECT, AS_OF, evidence());
    }

    /** One person and one key, both narrowed. */
    public static Dossier accessReview() {
        Map<EvidenceKind, Evidence> evidence = approvedPromotion().evidence();
        Map<String, Object> role = facts(
                "subject", "4711",
                "name", "Erin Engel",
                "kind", "person",
                "role", "engineer",
                "models", "credit-*",
                "experiments", "all",
                "lastUsedAt", Instant.parse("2026-11-20T08:00:00Z"));
        Map<String, Object> key = facts(
                "subject", "key:1",
                "name", "nightly",
                "accountable", person("4711", "Erin Engel"),
                "role", "engineer",
                "models", "credit-*",
                "experiments", "none",
                "expiresAt", Instant.parse("2027-02-20T08:00:00Z"));
        Map<EvidenceKind, Evidence> review = new EnumMap<>(EvidenceKind.class);
        review.put(
                EvidenceKind.ACCESS,
                new Evidence(
                        EvidenceKind.ACCESS,
                        facts("people", List.of(role), "keys", List.of(key)),
                        List.of(),
                        List.of()));
        review.put(EvidenceKind.LEDGER, evidence.get(EvidenceKind.LEDGER));
        return new Dossier(new Subject("access-review", "installation"), AS_OF, review);
    }

    public static List<Subject> related() {
        return List.of(
                Subject.modelVersion("credit-scoring", 3),
                new Subject("run", "f3a1c77f0b2d4e0c9a6d8e51b7a90d12"),
                new Subject("registered-model", "credit-scoring"));
    }

    public static Actor auditor() {
        return new Actor(
                Actor.Kind.PERSON,
                "7d0c2f4e-auditor1",
                "Ines Prüfer",
                Set.of(Role.AUDITOR),
                "countersign-cli",
                "127.0.0.1",
                "request-1",
                new Authentication(Authentication.Method.BEARER, null, null),
                null,
                Reach.everything());
    }

    public static Map<String, Object> facts(Object... keysAndValues) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            facts.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return facts;
    }

    public static String digest(String of) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> person(String subject, String name) {
        return facts("subject", subject, "name", name);
    }

    private void promotion() {
        Map<String, Object> requester = person("9c1b7a44-engineer1", "Ada Engelhardt");
        fields.put(
                EvidenceKind.PROMOTION,
                facts(
                        "id",
                        PROMOTION,
                        "model",
                        "credit-scoring",
                        "version",
                        3,
                        "targetStage",
                        "Production",
                        "archiveExisting",
                        true,
                        "rationale",
                        "Better discrimination on young borrowers; calibration unchanged.",
                        "state",
                        "approved",
                        "requestedBy",
                        requester,
                        "requestedAt",
                        Instant.parse("2026-11-23T09:00:00Z"),
                        "closedAt",
                        Instant.parse("2026-11-23T09:42:10.007Z"),
                        "policy",
                        facts("id", "tier-1", "version", 4, "digest", digest("policy")),
                        "tier",
                        "tier-1",
                        "evidenceDigest",
                        digest("evidence"),
                        "thresholds",
                        List.of(
                                threshold("test/auc", ">=", 0.75, 0.7912345678901234),
                                threshold("test/ks", ">=", 0.35, 0.4471),
                                threshold("test/brier", "<=", 0.2, 0.1632),
                                threshold("test/auc/age:under_25", ">=", 0.7, 0.7318)),
                        "requiredSignOffs",
                        List.of(
                                facts("role", "validator", "meaning", "validated", "count", 1, "given", 1),
                                facts("role", "risk-approver", "meaning", "approved", "count", 1, "given", 1)),
                        "outcome",
                        "Version 3 entered Production; version 2 was archived.",
                        "requester",
                        requester,
                        "developer",
                        requester,
                        "registrar",
                        requester,
                        "dutiesChecked",
                        List.of(
                                facts("rule", "A signer did not request this promotion", "result", "kept"),
                                facts("rule", "A signer did not train the model", "result", "kept"),
                                facts("rule", "No person gave two required signatures", "result", "kept"))));
    }

    private static Map<String, Object> threshold(String metric, String comparator, double limit, double value) {
        return facts("metric", metric, "comparator", comparator, "limit", limit, "value", value, "verdict", "passed");
    }

    private void signOffs() {
        fields.put(
                EvidenceKind.SIGN_OFFS,
                facts(
                        "signOffs",
                        List.of(
                                signOff(
                                        "Viktor Lang",
                                        "validator1",
                                        "validator",
                                        "validated",
                                        "Replicated on our copy."),
                                signOff(
                                        "Rosa Aprilis",
                                        "approver1",
                                        "risk-approver",
                                        "approved",
                                        "Within appetite."))));
    }

    private static Map<String, Object> signOff(
            String name, String subject, String role, String meaning, String comment) {
        return facts(
                "name",
                name,
                "subject",
                "51f0aa90-" + subject,
                "role",
                role,
                "meaning",
                meaning,
                "comment",
                comment,
                "signedAt",
                Instant.parse("2026-11-23T09:41:00Z"),
                "evidenceDigest",
                digest("evidence"),
                "policy",
                "tier-1 version 4",
                "authentication",
                "OIDC_SESSION",
                "ledgerEntry",
                "01932d5e-9b20-7000-8000-00000000000a");
    }

    private void exceptions() {
        fields.put(
                EvidenceKind.FINDINGS,
                facts(
                        "findings",
                        List.of(
                                facts(
                                        "title",
                                        "Drift of income is not monitored",
                                        "severity",
                                        "medium",
                                        "owner",
                                        person("51f0aa90-owner1", "Olga Owner"),
                                        "dueAt",
                                        Instant.parse("2026-11-20T00:00:00Z"),
                                        "state",
                                        "open",
                                        "overdue",
                                        true),
                                facts(
                                        "title",
                                        "Missing values were not documented",
                                        "severity",
                                        "low",
                                        "owner",
                                        person("51f0aa90-owner1", "Olga Owner"),
                                        "dueAt",
                                        Instant.parse("2027-01-31T00:00:00Z"),
                                        "state",
                                        "closed",
                                        "overdue",
                                        false))));
        fields.put(
                EvidenceKind.WAIVERS,
                facts(
                        "waivers",
                        List.of(facts(
                                "metric", "test/auc/age:under_25",
                                "reason", "Few applicants of that age; re-measured in spring.",
                                "askedBy", person("9c1b7a44-engineer1", "Ada Engelhardt"),
                                "grantedBy", person("51f0aa90-approver2", "Paul Prokurist"),
                                "grantedAt", Instant.parse("2026-11-22T09:00:00Z"),
                                "until", Instant.parse("2027-03-31T00:00:00Z")))));
    }

    private void version() {
        fields.put(
                EvidenceKind.MODEL_VERSION,
                facts(
                        "model",
                        "credit-scoring",
                        "version",
                        3,
                        "stage",
                        "Production",
                        "source",
                        "mlflow-artifacts:/1/f3a1c77f0b2d4e0c9a6d8e51b7a90d12/artifacts/model",
                        "runId",
                        "f3a1c77f0b2d4e0c9a6d8e51b7a90d12",
                        "registeredBy",
                        person("9c1b7a44-engineer1", "Ada Engelhardt"),
                        "registeredAt",
                        Instant.parse("2026-11-23T08:40:00Z"),
                        "rootDigest",
                        digest("root"),
                        "files",
                        List.of(
                                facts("path", "model/MLmodel", "sizeBytes", 412L, "sha256", digest("a")),
                                facts("path", "model/model.tribuo", "sizeBytes", 188_231L, "sha256", digest("b"))),
                        "history",
                        List.of(
                                change(null, "None", "2026-11-23T08:40:00Z", null),
                                change("None", "Production", "2026-11-23T09:42:10Z", PROMOTION))));
    }

    private static Map<String, Object> change(String from, String stage, String at, String request) {
        return facts(
                "stage", stage,
                "from", from,
                "at", Instant.parse(at),
                "by", person("9c1b7a44-engineer1", "Ada Engelhardt"),
                "requestId", request);
    }

    private void run() {
        fields.put(
                EvidenceKind.RUN,
                facts(
                        "id", "f3a1c77f0b2d4e0c9a6d8e51b7a90d12",
                        "name", "gradient-boosting-07",
                        "experiment", "credit-scoring",
                        "status", "FINISHED",
                        "startedBy", person("9c1b7a44-engineer1", "Ada Engelhardt"),
                        "startedAt", Instant.parse("2026-11-23T08:12:00Z"),
                        "endedAt", Instant.parse("2026-11-23T08:13:44Z"),
                        "params", facts("trees", "200", "depth", "6", "learning_rate", "0.05", "seed", "20261123"),
                        "metrics",
                                facts(
                                        "test/auc", 0.7912345678901234,
                                        "test/auc/ci_low", 0.7512,
                                        "test/auc/ci_high", 0.8301,
                                        "test/ks", 0.4471,
                                        "test/brier", 0.1632,
                                        "test/auc/age:under_25", 0.7318,
                                        "test/auc/age:25_and_over", 0.8022,
                                        "train/auc", 0.8744),
                        "tags",
                                facts(
                                        "mlflow.source.git.commit", "8a7c1f0d6be94c02a9d1f3b7c5e8a6d4b2f01937",
                                        "mlflow.source.name", "samples/credit-scoring",
                                        "mlflow.user", "engineer1"),
                        "datasets",
                                List.of(
                                        facts(
                                                "name",
                                                "german-credit",
                                                "context",
                                                "training",
                                                "digest",
                                                "b1946ac9",
                                                "source",
                                                "german-credit.csv"),
                                        facts(
                                                "name",
                                                "german-credit",
                                                "context",
                                                "test",
                                                "digest",
                                                "591785b7",
                                                "source",
                                                "german-credit.csv")),
                        "artifacts", List.of(facts("path", "model", "sizeBytes", 188_643L)),
                        "sealDigest", digest("seal")));
    }

    private void ledger() {
        List<Map<String, Object>> proven = new ArrayList<>();
        entries.clear();
        for (int i = 0; i < ledgerEntries; i++) {
            EntryId id = new EntryId(new UUID(0x01932d5e9b207000L + i, 0x8000000000000000L + i));
            entries.add(id);
            List<String> path = new ArrayList<>();
            for (int level = 0; level < 9; level++) {
                path.add(digest("node " + i + "/" + level));
            }
            proven.add(facts(
                    "entryId",
                    id.toString(),
                    "leafIndex",
                    40L + i,
                    "action",
                    i % 2 == 0 ? "promotion.requested" : "sign-off.given",
                    "at",
                    Instant.parse("2026-11-23T09:00:00Z").plusSeconds(i),
                    "leafHash",
                    digest("leaf " + i),
                    "proof",
                    path,
                    "canonical",
                    "{\"action\":\"promotion.requested\",\"n\":" + i + "}"));
        }
        String root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
        fields.put(
                EvidenceKind.LEDGER,
                facts(
                        "checkpoint",
                        "countersign.example/ledger\n312\n" + root
                                + "\n\n— countersign.example/ledger Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n",
                        "treeSize",
                        312L,
                        "origin",
                        "countersign.example/ledger",
                        "verifierKey",
                        "countersign.example/ledger+5c3e0a1b+AfzS7Q0vA8b1H6mWqUu0l3kq7cQx9yN2sT4vE5rJ6wKz",
                        "entries",
                        proven));
    }
}
