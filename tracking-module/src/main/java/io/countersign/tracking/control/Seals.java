package io.countersign.tracking.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.Run;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Seals runs that have ended: one ledger entry with a digest over all that the run holds. Callers hold the run's exclusive
 * lock, so that no writer is half way through.
 */
@Dependent
public class Seals {
    private static final String POINTS = """
            SELECT k.name, p.value, p.is_nan, p.ts, p.step
            FROM tracking.metric_point p JOIN tracking.metric_key k ON k.id = p.key
            WHERE p.run = ? ORDER BY p.key, p.step, p.ts, p.is_nan, p.value
            """;

    private final TrackingDatabase database;
    private final AuditLog audit;

    @Inject
    public Seals(TrackingDatabase database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** A seal and the ledger entry that tells of it. */
    public record Seal(String digest, EntryId entry) {}

    /** The run's seal; makes a new one when what the run holds differs from the last. */
    public Seal seal(Actor actor, Run run) {
        Optional<Seal> last = last(run);
        if (last.isPresent() && !run.isDirty()) {
            return last.get();
        }
        SealedContent content = content(run);
        byte[] form = SealFormat.canonical(content);
        String digest = Sha256.hex(form);
        run.covered();
        if (last.isPresent() && last.get().digest().equals(digest)) {
            return last.get();
        }
        EntryId entry = audit.append(actor, event(run, content, digest, last.isPresent()));
        store(run, digest, form, entry);
        return new Seal(digest, entry);
    }

    /** The digest over what the run holds now. */
    public String digestOf(Run run) {
        return Sha256.hex(formOf(run));
    }

    /** The canonical form of what the run holds now: the bytes of which a seal made now would be the digest. */
    public byte[] formOf(Run run) {
        return SealFormat.canonical(content(run));
    }

    /** The form that the last seal was made over; empty for a seal from before forms were kept. */
    public Optional<byte[]> lastForm(Run run) {
        return database.sql(connection -> Sql.first(
                        connection,
                        "SELECT form FROM tracking.seal WHERE run = ? ORDER BY id DESC LIMIT 1",
                        row -> Optional.ofNullable(row.getBytes(1)),
                        run.id()))
                .flatMap(Function.identity())
                .map(Gzip::unpacked);
    }

    /** The last seal; empty when the run was never sealed. */
    public Optional<Seal> last(Run run) {
        return database.sql(connection -> Sql.first(
                connection,
                "SELECT digest, entry FROM tracking.seal WHERE run = ? ORDER BY id DESC LIMIT 1",
                row -> new Seal(Sha256.hexOf(row.getBytes(1)), new EntryId(row.getObject(2, UUID.class))),
                run.id()));
    }

    private static AuditEvent event(Run run, SealedContent content, String digest, boolean again) {
        return AuditEvent.of("run.sealed", new Subject("run", run.runId()))
                .fact("format", SealFormat.FORMAT)
                .fact("digest", digest)
                .fact("status", content.status())
                .fact("artifactRoot", ArtifactManifest.of(content.artifacts()).rootDigest())
                .fact("resealed", again)
                .build();
    }

    private void store(Run run, String digest, byte[] form, EntryId entry) {
        database.sql(connection -> Sql.update(
                connection,
                "INSERT INTO tracking.seal (run, digest, entry, form) VALUES (?, ?, ?, ?)",
                run.id(),
                HexFormat.of().parseHex(digest),
                entry.value(),
                Gzip.packed(form)));
    }

    private SealedContent content(Run run) {
        // Before the work below: loading an entity would take the connection from under it.
        long experiment = run.experiment().id();
        return database.sql(connection -> new SealedContent(
                run.runId(),
                experiment,
                run.name(),
                run.userId(),
                run.startedBy(),
                run.status().name(),
                run.startTime(),
                run.endTime(),
                RunContents.of(connection, run.id()),
                series(connection, run.id()),
                ArtifactTree.below(connection, run.id(), "")));
    }

    private static Map<String, SeriesDigest.Series> series(Connection connection, long run) throws SQLException {
        SeriesDigest digests = new SeriesDigest();
        Sql.each(
                connection,
                POINTS,
                row -> digests.add(new MetricPoint(
                        row.getString(1),
                        row.getBoolean(3) ? Double.NaN : row.getDouble(2),
                        row.getLong(4),
                        row.getLong(5))),
                run);
        return digests.series();
    }
}
