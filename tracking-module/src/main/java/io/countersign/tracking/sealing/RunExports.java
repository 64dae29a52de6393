package io.countersign.tracking.sealing;

import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.verifier.run.RunExportWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exports a run with its seal and the ledger's proof, to be checked offline. */
@Dependent
public class RunExports {
    private final SealChecks checks;
    private final SealedPoints points;
    private final List<EvidenceSource> ledgers = new ArrayList<>();

    @Inject
    public RunExports(SealChecks checks, SealedPoints points, @Any Instance<EvidenceSource> sources) {
        this(checks, points, sources.stream().toList());
    }

    RunExports(SealChecks checks, SealedPoints points, List<EvidenceSource> sources) {
        this.checks = checks;
        this.points = points;
        sources.stream().filter(source -> source.kind() == EvidenceKind.LEDGER).forEach(ledgers::add);
    }

    /** All of an export that can fail; writing it comes after. */
    record Prepared(SealChecks.Exported run, Map<String, Object> ledger, Map<?, ?> entry) {}

    /**
     * @throws ProblemException (not found, forbidden, conflict) as {@link SealChecks}, (unavailable) while the ledger has not
     *     taken the seal into its signed tree
     */
    Prepared prepare(Actor actor, String runId) {
        SealChecks.Exported run = checks.export(actor, runId);
        Map<String, Object> ledger = ledgers.stream()
                .flatMap(
                        source -> source
                                .gather(new EvidenceRequest(
                                        new Subject("run", runId), Instant.now(), List.of(run.entry())))
                                .stream())
                .map(Evidence::fields)
                .findFirst()
                .orElseThrow(RunExports::pending);
        if (ledger.get("entries") instanceof List<?> entries
                && !entries.isEmpty()
                && entries.get(0) instanceof Map<?, ?> entry) {
            return new Prepared(run, ledger, entry);
        }
        throw pending();
    }

    void write(Prepared prepared, OutputStream out) throws IOException {
        try (RunExportWriter export = new RunExportWriter(out)) {
            export.header(prepared.run().runId(), text(prepared.ledger().get("verifierKey")));
            List<String> proof = new ArrayList<>();
            if (prepared.entry().get("proof") instanceof List<?> path) {
                path.forEach(hash -> proof.add(text(hash)));
            }
            export.seal(
                    prepared.run().sealedForm(),
                    text(prepared.entry().get("canonical")),
                    Long.parseLong(text(prepared.entry().get("leafIndex"))),
                    proof,
                    text(prepared.ledger().get("checkpoint")));
            export.present(prepared.run().presentForm());
            for (SealChecks.DatasetTexts dataset : prepared.run().datasets()) {
                export.dataset(dataset.name(), dataset.digest(), dataset.schema(), dataset.profile());
            }
            writePoints(prepared.run().run(), export);
            export.trailer();
        }
    }

    private void writePoints(long run, RunExportWriter export) throws IOException {
        List<SealedPoints.Point> some = points.after(run, null);
        while (!some.isEmpty()) {
            export.points(
                    some.get(0).metric(),
                    some.stream().mapToLong(SealedPoints.Point::step).toArray(),
                    some.stream().mapToLong(SealedPoints.Point::timestamp).toArray(),
                    some.stream().mapToDouble(SealedPoints.Point::value).toArray());
            some = points.after(run, some.get(some.size() - 1));
        }
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static ProblemException pending() {
        return new ProblemException(
                ProblemType.UNAVAILABLE, "The ledger has not taken the seal into its signed tree yet; ask again soon");
    }
}
