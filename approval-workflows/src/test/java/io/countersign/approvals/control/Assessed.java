package io.countersign.approvals.control;

import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.PolicyRef;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.policy.Comparator;
import io.countersign.approvals.policy.MetricJudgement;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.Supplier;
import io.countersign.approvals.policy.Threshold;
import io.countersign.audit.EntryId;
import io.countersign.registry.RegisteredVersion;
import io.countersign.registry.VersionId;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.DatasetUse;
import io.countersign.tracking.RunId;
import io.countersign.tracking.SealedRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Builds the assessment of a credit model for tests. */
final class Assessed {
    private Assessed() {}

    static Assessment creditModel(Map<String, Double> metrics) {
        return creditModel(metrics, "");
    }

    static Assessment creditModel(Map<String, Double> metrics, String rationale) {
        ArtifactManifest manifest = new ArtifactManifest(List.of(new ArtifactFile("model.bin", 1L << 54, "aa")), "bb");
        Instant at = Instant.parse("2026-11-23T08:00:00Z");
        SealedRun run = new SealedRun(
                new RunId("0123456789abcdef0123456789abcdef"),
                "fit",
                "credit",
                "FINISHED",
                "dan",
                "Dan Developer",
                at,
                at.plusSeconds(60),
                Map.of("depth", "6"),
                metrics,
                Map.of(),
                List.of(new DatasetUse("german-credit", "d1", "test", "openml")),
                manifest,
                "seal",
                new EntryId(new UUID(1, 2)));
        RegisteredVersion version = new RegisteredVersion(
                new VersionId("credit", 3),
                "None",
                "runs:/x/model",
                run.id().value(),
                "greg",
                "Greg",
                at,
                "",
                manifest);
        return new Assessment(
                RequestKind.PROMOTION,
                new Intent("credit", 3, "Production", true, rationale),
                3,
                version,
                run,
                List.of(),
                Map.of(run.id().value(), Supplier.DEVELOPER),
                List.of(),
                new PolicyRef("model-promotion", 1, "pp"),
                "",
                new Promotion.Assessed(
                        MetricJudgement.judge(List.of(new Threshold("test/auc", Comparator.AT_LEAST, 0.7)), metrics),
                        List.of(new SignOffRule("risk-approver", "approved", 1, 365))));
    }
}
