package io.countersign.approvals.control;

import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.policy.MetricJudgement;
import io.countersign.approvals.policy.NumberSource;
import io.countersign.approvals.policy.Supplier;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.RegisteredVersion;
import io.countersign.registry.Registry;
import io.countersign.registry.TargetKind;
import io.countersign.tracking.RunId;
import io.countersign.tracking.SealedRun;
import io.countersign.tracking.Tracking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The numbers that a request is judged by: its own run's, those of the runs it names beside it, and the champion's. */
@ApplicationScoped
public class Numbers {

    @Inject
    Registry registry;

    @Inject
    Tracking tracking;

    /**
     * @param suppliers whose each run is, by its id
     * @param policy the policy, as results name it
     */
    MetricJudgement of(
            SealedRun run,
            List<SealedRun> others,
            Map<String, Supplier> suppliers,
            Intent intent,
            String policy,
            Actor actor) {
        List<NumberSource> sources = Stream.concat(Stream.of(run), others.stream())
                .map(one -> source(one, suppliers.getOrDefault(one.id().value(), Supplier.DEVELOPER)))
                .toList();
        return new MetricJudgement(sources, champion(intent, actor), policy);
    }

    private static NumberSource source(SealedRun run, Supplier supplier) {
        return new NumberSource(
                run.id().value(),
                supplier,
                run.metrics(),
                run.datasets().stream()
                        .map(used -> new NumberSource.Data(used.name(), used.digest(), used.context()))
                        .toList());
    }

    /** What stands in the target now; without a run that can be read there is nothing to compare with, and that fails. */
    private @Nullable Map<String, Double> champion(Intent intent, Actor actor) {
        Optional<RegisteredVersion> champion = intent.targetKind() == TargetKind.STAGE
                ? registry.occupant(intent.model(), intent.targetStage())
                : registry.aliased(intent.model(), intent.targetStage());
        return champion.filter(version -> !version.id().equals(intent.versionId()))
                .map(version -> metrics(version.runId(), actor))
                .orElse(null);
    }

    private Map<String, Double> metrics(@Nullable String runId, Actor actor) {
        if (runId == null || runId.isEmpty()) {
            return Map.of();
        }
        try {
            return tracking.sealed(new RunId(runId), actor).metrics();
        } catch (ProblemException unreadable) {
            return Map.of();
        }
    }
}
