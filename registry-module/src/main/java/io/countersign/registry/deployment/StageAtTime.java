package io.countersign.registry.deployment;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.control.RegistryDatabase;
import io.countersign.registry.control.VisibleModels;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was in a stage at a moment (mlflow#2169): read from the history of stages, which is written once. A model that was
 * deleted or renamed since is asked by the name it has or had last.
 */
@Dependent
@Transactional
public class StageAtTime {
    private final RegistryDatabase database;

    @Inject
    public StageAtTime(RegistryDatabase database) {
        this.database = database;
    }

    /**
     * A version that was in the stage then.
     *
     * @param since when it had entered
     * @param until when it left, null when it is there still
     * @param requestId the request by which it entered, null when none was needed
     */
    public record Occupant(
            int version,
            Instant since,
            @Nullable Instant until,
            String enteredBy,
            String enteredByName,
            @Nullable UUID requestId,
            UUID ledgerEntry,
            @Nullable String rootDigest,
            @Nullable String runId) {}

    /** Newest version first. @throws ProblemException (not found) for a model that never was, (forbidden) out of reach */
    public List<Occupant> at(String model, String stage, Instant moment, Actor actor) {
        VisibleModels.requireRead(actor, model);
        if (!database.exists("SELECT 1 FROM registry.registered_model WHERE name = ?", model)) {
            throw ProblemException.notFound("Registered Model with name=" + model + " not found");
        }
        return database.list(
                "SELECT v.number, c.at, c.by_subject, c.by_name, c.request_id, c.entry_id, v.root_digest, v.run_id,"
                        + " coalesce((SELECT min(n.at) FROM registry.stage_change n WHERE n.version_id = v.id AND n.id > c.id),"
                        + " v.deleted_at) AS until"
                        + " FROM registry.registered_model m JOIN registry.model_version v ON v.model_id = m.id"
                        + " JOIN LATERAL (SELECT * FROM registry.stage_change s WHERE s.version_id = v.id AND s.at <= ?"
                        + " ORDER BY s.id DESC LIMIT 1) c ON true"
                        + " WHERE m.name = ? AND lower(c.to_stage) = lower(?) AND (v.deleted_at IS NULL OR v.deleted_at > ?)"
                        + " ORDER BY v.number DESC",
                row -> new Occupant(
                        row.getInt("number"),
                        RegistryDatabase.moment(row, "at"),
                        RegistryDatabase.instant(row, "until"),
                        row.getString("by_subject"),
                        row.getString("by_name"),
                        row.getObject("request_id", UUID.class),
                        row.getObject("entry_id", UUID.class),
                        row.getString("root_digest"),
                        row.getString("run_id")),
                moment,
                model,
                stage,
                moment);
    }
}
