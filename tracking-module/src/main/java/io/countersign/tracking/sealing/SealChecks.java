package io.countersign.tracking.sealing;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.control.ExperimentAccess;
import io.countersign.tracking.control.Seals;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.TrackingDatabase;
import io.countersign.tracking.entity.Run;
import io.countersign.verifier.Hash;
import io.countersign.verifier.run.SealedForms;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a run holds now with what was sealed. All of it is read at one moment, without a lock: whoever logs is not
 * kept waiting, and nothing half written is seen.
 */
@Dependent
@Transactional
public class SealChecks {
    private final TrackingDatabase database;
    private final Seals seals;
    private final AuditLog audit;

    @Inject
    public SealChecks(TrackingDatabase database, Seals seals, AuditLog audit) {
        this.database = database;
        this.seals = seals;
        this.audit = audit;
    }

    /** The last seal of a run. */
    public record Seal(String digest, Instant sealedAt, UUID ledgerEntry) {}

    /**
     * What a check found.
     *
     * @param holds whether the run is exactly what its last seal covers
     * @param seal null when it was never sealed
     * @param firstDifference null when it holds, or when the seal is from before forms were kept
     */
    public record Check(
            String runId,
            boolean holds,
            String presentDigest,
            @Nullable Seal seal,
            SealedForms.@Nullable Difference firstDifference) {}

    /** What an export is made of. @param run number of the run */
    record Exported(
            String runId,
            long run,
            EntryId entry,
            String sealedForm,
            String presentForm,
            List<DatasetTexts> datasets) {}

    /** What a dataset brings along beside its digest. */
    record DatasetTexts(
            String name,
            String digest,
            @Nullable String schema,
            @Nullable String profile) {}

    /** @throws ProblemException (not found) for an unknown run, (forbidden) for one out of reach */
    public Check check(Actor actor, String runId) {
        Run run = readable(actor, runId);
        String present = text(seals.formOf(run));
        String digest = Hash.sha256(present.getBytes(StandardCharsets.UTF_8)).hex();
        Optional<Seal> seal = seal(run);
        boolean holds = seal.map(last -> last.digest().equals(digest)).orElse(false);
        Optional<SealedForms.Difference> difference = holds
                ? Optional.empty()
                : seals.lastForm(run).flatMap(form -> SealedForms.firstDifference(text(form), present));
        return new Check(runId, holds, digest, seal.orElse(null), difference.orElse(null));
    }

    /**
     * Takes all of an export but the points; one ledger entry tells of it.
     *
     * @throws ProblemException (conflict) for a run that was never sealed
     */
    Exported export(Actor actor, String runId) {
        Run run = readable(actor, runId);
        Seal seal = seal(run)
                .orElseThrow(
                        () -> ProblemException.conflict("The run " + runId + " was never sealed: it has not ended"));
        byte[] form = seals.lastForm(run)
                .orElseThrow(() -> ProblemException.conflict("The run " + runId
                        + " was sealed before forms were kept; it can be exported once it is resealed"));
        Exported exported = new Exported(
                runId,
                run.id(),
                new EntryId(seal.ledgerEntry()),
                text(form),
                text(seals.formOf(run)),
                database.sql(connection -> datasets(connection, run.id())));
        audit.append(
                actor,
                AuditEvent.of("run.exported", new Subject("run", runId))
                        .fact("sealDigest", seal.digest())
                        .build());
        return exported;
    }

    private Run readable(Actor actor, String runId) {
        database.sql(connection -> Sql.update(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"));
        Run run = database
                .entities()
                .createQuery("from Run r join fetch r.experiment where r.runId = :id", Run.class)
                .setParameter("id", runId)
                .getResultList()
                .stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("There is no run " + runId));
        ExperimentAccess.requireRead(actor, run.experiment().name());
        return run;
    }

    private Optional<Seal> seal(Run run) {
        return database.sql(connection -> Sql.first(
                connection,
                "SELECT encode(digest, 'hex'), sealed_at, entry FROM tracking.seal WHERE run = ? ORDER BY id DESC LIMIT 1",
                SealChecks::seal,
                run.id()));
    }

    private static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getObject(3, UUID.class));
    }

    private static List<DatasetTexts> datasets(Connection connection, long run) throws SQLException {
        return Sql.list(
                connection,
                "SELECT d.name, d.digest, d.schema, d.profile FROM tracking.input i"
                        + " JOIN tracking.dataset d ON d.id = i.dataset WHERE i.run = ? ORDER BY d.name, d.digest",
                row -> new DatasetTexts(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                run);
    }

    private static String text(byte[] form) {
        return new String(form, StandardCharsets.UTF_8);
    }
}
