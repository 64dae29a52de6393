package io.countersign.tracking.view;

import io.countersign.tracking.control.Runs;
import io.countersign.tracking.control.TrackingDatabase;
import io.countersign.tracking.entity.RunContent;
import io.countersign.tracking.entity.Tag;
import io.countersign.tracking.scorecard.Reproducibility;
import io.countersign.tracking.scorecard.RunFacts;
import io.countersign.tracking.scorecard.ScoreCard;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what a score card is made of. */
public final class ScoreCards {
    private static final String PARENT = "mlflow.parentRunId";

    private final TrackingDatabase database;

    public ScoreCards(TrackingDatabase database) {
        this.database = database;
    }

    /** The card of a run, as it is now. */
    public ScoreCard of(Runs.Loaded run) {
        return database.sql(connection -> Reproducibility.of(facts(connection, run)));
    }

    /** The run that this one says it is nested in. */
    static Optional<String> parentOf(RunContent content) {
        return content.tags().stream()
                .filter(tag -> tag.key().equals(PARENT) && !tag.value().isBlank())
                .map(Tag::value)
                .findFirst();
    }

    private static RunFacts facts(Connection connection, Runs.Loaded run) throws SQLException {
        long id = run.run().id();
        RunContent content = run.content();
        Map<String, String> tags = new HashMap<>();
        content.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        Map<String, String> params = new HashMap<>();
        content.params().forEach(param -> params.put(param.key(), param.value()));
        Set<String> metrics = new HashSet<>();
        content.metrics().forEach(point -> metrics.add(point.key()));
        Optional<String> parent = parentOf(content);
        RunRecords.Beside beside = RunRecords.beside(connection, new long[] {id})
                .values()
                .iterator()
                .next();
        return new RunFacts(
                tags,
                params,
                metrics,
                content.inputs(),
                RunRecords.artifacts(connection, id),
                beside.starter(),
                run.run().userId(),
                RunRecords.comments(connection, id),
                parent.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new RunFacts.Parent(parent.get(), RunRecords.known(connection, parent.get()))),
                RunRecords.children(connection, run.run().runId()));
    }
}
