package io.countersign.registry.control;

import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.RegisteredModel;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/**
 * What must not be taken out of a guarded stage's history by deleting or renaming: the name is how serving, approvals and
 * the ledger know a model. The database keeps versions too (trigger {@code guarded_version_kept}).
 */
@Dependent
public class Keeping {
    private final RegistryDatabase database;
    private final Stages stages;

    @Inject
    public Keeping(RegistryDatabase database, Stages stages) {
        this.database = database;
        this.stages = stages;
    }

    /** @throws ProblemException (forbidden) for a version that was in a guarded stage or has a protected alias, (conflict) with an open request */
    void requireDeletable(ModelVersion version) {
        if (version.everGuarded()) {
            throw ProblemException.forbidden(
                    "Version " + version.id() + " was in a guarded stage: it can be archived, not deleted");
        }
        version.model().aliases().forEach((alias, number) -> {
            if (number == version.number() && stages.protectsAlias(alias)) {
                throw ProblemException.forbidden("The protected alias '" + alias + "' points at version " + version.id()
                        + ", so it cannot be deleted");
            }
        });
        if (openRequest("v.id = ?", version.rowId())) {
            throw ProblemException.conflict("A promotion request for version " + version.id() + " is open");
        }
    }

    /**
     * @param deed what is to be done, for the refusal: {@code deleted}
     * @throws ProblemException (forbidden) when a version was in a guarded stage or an alias is protected, (conflict) with an open request
     */
    void requireMovable(RegisteredModel model, String deed) {
        List<Integer> kept = database.list(
                "SELECT number FROM registry.model_version WHERE model_id = ? AND ever_guarded ORDER BY number",
                row -> row.getInt(1),
                model.id());
        if (!kept.isEmpty()) {
            throw ProblemException.forbidden("Registered model " + model.name() + " cannot be " + deed + ": version "
                    + kept.get(0) + " was in a guarded stage");
        }
        model.aliases().keySet().stream()
                .filter(stages::protectsAlias)
                .findFirst()
                .ifPresent(alias -> {
                    throw ProblemException.forbidden("Registered model " + model.name() + " cannot be " + deed
                            + ": its alias '" + alias + "' is protected");
                });
        if (openRequest("v.model_id = ?", model.id())) {
            throw ProblemException.conflict("Registered model " + model.name() + " cannot be " + deed
                    + ": a promotion request for one of its versions is open");
        }
    }

    private boolean openRequest(String which, Object id) {
        return database.exists(
                "SELECT 1 FROM registry.pinned_demand d JOIN registry.model_version v ON v.id = d.version_id WHERE "
                        + which
                        + " AND NOT EXISTS (SELECT 1 FROM registry.demand_outcome o WHERE o.request_id = d.request_id)",
                id);
    }
}
