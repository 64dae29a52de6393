package io.countersign.registry.card;

import io.countersign.platform.actor.Actor;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Models;
import io.countersign.registry.control.PolicyResults;
import io.countersign.registry.control.RunEvidence;
import io.countersign.registry.entity.ArtifactBinding;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.inventory.Inventory;
import io.countersign.registry.inventory.InventoryFields;
import io.countersign.registry.inventory.VersionForms;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that the database knows of a version, gathered in one transaction. */
@Dependent
@Transactional
public class VersionFacts {
    private final Models models;
    private final RunEvidence runs;
    private final Inventory inventory;
    private final VersionForms forms;
    private final PolicyResults policies;

    @Inject
    public VersionFacts(
            Models models, RunEvidence runs, Inventory inventory, VersionForms forms, PolicyResults policies) {
        this.models = models;
        this.runs = runs;
        this.inventory = inventory;
        this.forms = forms;
        this.policies = policies;
    }

    /**
     * What is known.
     *
     * @param run fields of the run's evidence, empty without a run
     * @param forms newest answers by section, those about the version before those about the model
     * @param policy results of the newest promotion request, empty when nobody asked
     */
    public record Facts(
            VersionId id,
            String stage,
            String description,
            String modelDescription,
            Instant registeredAt,
            String registeredByName,
            Optional<ArtifactBinding> binding,
            Map<String, Object> run,
            InventoryFields inventory,
            int tier,
            Map<String, Map<String, String>> forms,
            List<Object> policy) {}

    /** @throws io.countersign.platform.problem.ProblemException (not found), (forbidden) out of reach */
    public Facts of(VersionId id, Actor actor) {
        ModelVersion version = models.version(id, actor);
        Inventory.Standing standing = inventory.of(id.model(), actor);
        return new Facts(
                id,
                version.stage(),
                version.description(),
                version.model().description(),
                version.registeredAt(),
                version.registeredByName(),
                version.binding(),
                version.run().map(runs::of).orElse(Map.of()),
                standing.entry() == null
                        ? InventoryFields.EMPTY
                        : standing.entry().fields(),
                standing.tier(),
                forms.of(id),
                policies.newest(version.rowId()));
    }
}
