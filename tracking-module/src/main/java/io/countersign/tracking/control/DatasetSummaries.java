package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.Tag;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Which datasets the runs of some experiments used, and for what. */
@Dependent
@Transactional
public class DatasetSummaries {
    private static final int MAX_EXPERIMENTS = 20;
    private static final int MAX_SUMMARIES = 1_000;

    private final TrackingDatabase database;

    @Inject
    public DatasetSummaries(TrackingDatabase database) {
        this.database = database;
    }

    /** A dataset of an experiment. @param context for what it was used, empty when not said */
    public record Summary(String experimentId, String name, String digest, String context) {}

    /** Sorted, each once. @throws MlflowException for no experiment, or more than MLflow takes */
    public List<Summary> of(Actor actor, List<String> experimentIds) {
        if (experimentIds.isEmpty()) {
            throw MlflowException.missing("experiment_ids");
        }
        if (experimentIds.size() > MAX_EXPERIMENTS) {
            throw MlflowException.invalid("SearchDatasets request must specify at most " + MAX_EXPERIMENTS
                    + " experiment_ids. Received " + experimentIds.size() + " experiment_ids.");
        }
        SqlText sql = new SqlText()
                .add(
                        "SELECT DISTINCT e.id, d.name, d.digest, coalesce(t.value, '') FROM tracking.experiment e"
                                + " JOIN tracking.dataset d ON d.experiment = e.id"
                                + " JOIN tracking.input i ON i.dataset = d.id"
                                + " LEFT JOIN tracking.input_tag t ON t.run = i.run AND t.dataset = i.dataset AND t.key = ?"
                                + " WHERE e.id = ANY (?) AND ",
                        Tag.DATASET_CONTEXT,
                        experimentIds.stream()
                                .map(ExperimentIds::number)
                                .flatMap(Optional::stream)
                                .mapToLong(Long::longValue)
                                .toArray())
                .add(ExperimentAccess.readable(actor, "e.name"))
                .add(" ORDER BY 1, 2, 3, 4 LIMIT ?", MAX_SUMMARIES);
        return database.sql(connection -> Sql.list(
                connection,
                sql.text(),
                row -> new Summary(Long.toString(row.getLong(1)), row.getString(2), row.getString(3), row.getString(4)),
                sql.arguments()));
    }
}
