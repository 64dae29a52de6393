package io.countersign.registry.control;

import io.countersign.tracking.RunId;
import io.countersign.tracking.RunUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Versions stand on the runs that they name or whose bytes they are bound to, deleted ones too: their history shows them. */
@ApplicationScoped
public class VersionsOnRuns implements RunUse {
    @Inject
    RegistryDatabase database;

    @Override
    @Transactional
    public Map<String, List<String>> standingOnModels(Collection<String> modelIds) {
        Map<String, List<String>> standing = new HashMap<>();
        database.list(
                "SELECT r.id, m.name, v.number FROM unnest(?) AS r (id) JOIN registry.model_version v"
                        + " ON v.logged_model_id = r.id OR v.artifact_model_id = r.id"
                        + " JOIN registry.registered_model m ON m.id = v.model_id ORDER BY m.name, v.number",
                row -> standing.computeIfAbsent(row.getString(1), model -> new ArrayList<>())
                        .add("registered model " + row.getString(2) + ", version " + row.getInt(3)),
                (Object) modelIds.toArray(String[]::new));
        return standing;
    }

    @Override
    @Transactional
    public Map<RunId, List<String>> standingOn(Collection<RunId> runs) {
        String[] ids = runs.stream().map(RunId::value).toArray(String[]::new);
        Map<RunId, List<String>> standing = new HashMap<>();
        database.list(
                "SELECT r.id, m.name, v.number FROM unnest(?) AS r (id)"
                        + " JOIN registry.model_version v ON v.run_id = r.id OR v.artifact_run_id = r.id"
                        + " JOIN registry.registered_model m ON m.id = v.model_id ORDER BY m.name, v.number",
                row -> standing.computeIfAbsent(new RunId(row.getString(1)), run -> new ArrayList<>())
                        .add("registered model " + row.getString(2) + ", version " + row.getInt(3)),
                (Object) ids);
        return standing;
    }
}
