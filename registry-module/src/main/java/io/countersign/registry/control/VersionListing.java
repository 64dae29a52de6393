package io.countersign.registry.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.Page;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Lists versions with their tags, any number of them by one statement. These are the calls that serving makes at start, and
 * pages of up to 200,000.
 */
@Dependent
@Transactional
public class VersionListing {
    private static final String COLUMNS =
            "v.id, m.name, v.number, v.registered_at, v.updated_at, v.stage, v.description,"
                    + " v.source, v.run_id, v.run_link, v.logged_model_id, " + tags("key") + ", " + tags("value");
    private static final String FROM =
            " FROM registry.model_version v JOIN registry.registered_model m ON m.id = v.model_id"
                    + " WHERE v.deleted_at IS NULL AND m.deleted_at IS NULL";
    /** By the index on model, stage and number: however many versions a model has, one row is read for each stage. */
    private static final String NEWEST = " FROM registry.registered_model m CROSS JOIN registry.stage s"
            + " CROSS JOIN LATERAL (SELECT * FROM registry.model_version w WHERE w.model_id = m.id"
            + " AND w.stage = s.name AND w.deleted_at IS NULL ORDER BY w.number DESC LIMIT 1) AS v"
            + " WHERE m.deleted_at IS NULL";

    private static final String ALIASES = ", ARRAY(SELECT a.alias FROM registry.model_alias a"
            + " WHERE a.model_id = v.model_id AND a.version = v.number ORDER BY a.alias) AS aliases";

    private final RegistryDatabase database;

    @Inject
    public VersionListing(RegistryDatabase database) {
        this.database = database;
    }

    /** Versions by filter, those touched last first unless asked otherwise; out of the actor's reach none. */
    public Page<VersionRow> search(Search search, Actor actor) {
        String ties = (search.orderBy().isEmpty() ? "v.updated_at DESC, " : "") + "m.name, v.number DESC";
        return search.run(
                SearchedKind.VERSIONS,
                VisibleModels.to(actor),
                ties,
                (end, arguments) ->
                        database.list("SELECT " + COLUMNS + FROM + end, row -> row(row, List.of()), arguments));
    }

    /**
     * The newest version of each stage, oldest first.
     *
     * @param stages canonical names; empty for all
     * @throws ProblemException (not found) for an unknown model, (forbidden) out of reach
     */
    public List<VersionRow> latest(String model, Collection<String> stages, Actor actor) {
        VisibleModels.requireRead(actor, model);
        List<VersionRow> found = database.list(
                "SELECT " + COLUMNS + NEWEST
                        + " AND m.name = ? AND (cardinality(?::text[]) = 0 OR s.name = ANY (?)) ORDER BY v.number",
                row -> row(row, List.of()),
                model,
                stages.toArray(String[]::new),
                stages.toArray(String[]::new));
        if (found.isEmpty()
                && !database.exists(
                        "SELECT 1 FROM registry.registered_model WHERE name = ? AND deleted_at IS NULL", model)) {
            throw ProblemException.notFound("Registered Model with name=" + model + " not found");
        }
        return found;
    }

    /** The newest version of each stage of each of these models, by name of the model, oldest first. */
    public Map<String, List<VersionRow>> latest(Collection<UUID> models) {
        return database
                .list(
                        "SELECT " + COLUMNS + NEWEST + " AND m.id = ANY (?) ORDER BY m.name, v.number",
                        row -> row(row, List.of()),
                        (Object) models.toArray(UUID[]::new))
                .stream()
                .collect(Collectors.groupingBy(VersionRow::model));
    }

    /**
     * The version that the alias points at.
     *
     * @throws MlflowException (invalid parameter) when there is none
     * @throws ProblemException (forbidden) out of reach
     */
    public VersionRow aliased(String model, String alias, Actor actor) {
        VisibleModels.requireRead(actor, model);
        List<VersionRow> found = database.list(
                "SELECT " + COLUMNS + ALIASES
                        + " FROM registry.registered_model m JOIN registry.model_alias x ON x.model_id = m.id"
                        + " JOIN registry.model_version v ON v.model_id = m.id AND v.number = x.version"
                        + " WHERE m.name = ? AND m.deleted_at IS NULL AND x.alias = ? AND v.deleted_at IS NULL",
                VersionListing::withAliases,
                model,
                alias);
        if (found.isEmpty()) {
            throw MlflowException.invalid("Registered model alias " + alias + " not found.");
        }
        return found.get(0);
    }

    private static String tags(String column) {
        return "ARRAY(SELECT t." + column + " FROM registry.model_version_tag t WHERE t.version_id = v.id"
                + " ORDER BY t.key) AS tag_" + column + "s";
    }

    private static VersionRow withAliases(ResultSet row) throws SQLException {
        return row(row, List.of((String[]) row.getArray("aliases").getArray()));
    }

    private static VersionRow row(ResultSet row, List<String> aliases) throws SQLException {
        return new VersionRow(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getInt("number"),
                RegistryDatabase.moment(row, "registered_at"),
                RegistryDatabase.moment(row, "updated_at"),
                row.getString("stage"),
                row.getString("description"),
                row.getString("source"),
                row.getString("run_id"),
                row.getString("run_link"),
                row.getString("logged_model_id"),
                aliases,
                tags(row));
    }

    private static Map<String, String> tags(ResultSet row) throws SQLException {
        String[] keys = (String[]) row.getArray("tag_keys").getArray();
        if (keys.length == 0) {
            return Map.of();
        }
        String[] values = (String[]) row.getArray("tag_values").getArray();
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            tags.put(keys[i], values[i]);
        }
        return tags;
    }
}
