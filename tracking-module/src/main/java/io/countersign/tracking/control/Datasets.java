package io.countersign.tracking.control;

import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.lineage.DatasetSources;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Datasets, known within their experiment by name and digest, and their use by runs. */
final class Datasets {
    private Datasets() {}

    static void write(Connection connection, long run, Collection<DatasetInput> inputs) throws SQLException {
        if (inputs.isEmpty()) {
            return;
        }
        TreeMap<String, DatasetInput> sorted = new TreeMap<>();
        inputs.forEach(input ->
                sorted.put(input.dataset().name() + "\0" + input.dataset().digest(), input));
        List<Dataset> datasets =
                sorted.values().stream().map(DatasetInput::dataset).toList();
        String[] names = column(datasets, Dataset::name);
        String[] digests = column(datasets, Dataset::digest);
        insertDatasets(connection, run, datasets, names, digests);
        Sql.update(
                connection,
                "INSERT INTO tracking.input (run, dataset) SELECT r.id, d.id FROM tracking.run r"
                        + " JOIN tracking.dataset d ON d.experiment = r.experiment"
                        + " JOIN unnest(?::text[], ?::text[]) AS new (name, digest)"
                        + " ON new.name = d.name AND new.digest = d.digest"
                        + " WHERE r.id = ? ORDER BY d.id ON CONFLICT DO NOTHING",
                names,
                digests,
                run);
        insertTags(connection, run, sorted.values());
        DatasetSources.link(connection, datasets);
    }

    private static void insertDatasets(
            Connection connection, long run, List<Dataset> datasets, String[] names, String[] digests)
            throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO tracking.dataset (experiment, name, digest, source_type, source, schema, profile)"
                        + " SELECT r.experiment, new.* FROM tracking.run r, unnest(?::text[], ?::text[], ?::text[],"
                        + " ?::text[], ?::text[], ?::text[]) AS new WHERE r.id = ? ON CONFLICT DO NOTHING",
                names,
                digests,
                column(datasets, Dataset::sourceType),
                column(datasets, Dataset::source),
                column(datasets, Dataset::schema),
                column(datasets, Dataset::profile),
                run);
    }

    private static void insertTags(Connection connection, long run, Collection<DatasetInput> inputs)
            throws SQLException {
        TreeMap<String, List<String>> rows = new TreeMap<>();
        inputs.forEach(input -> input.tags().forEach(tag -> {
            Dataset dataset = input.dataset();
            rows.put(
                    dataset.name() + "\0" + dataset.digest() + "\0" + tag.key(),
                    List.of(dataset.name(), dataset.digest(), tag.key(), tag.value()));
        }));
        List<List<String>> sorted = new ArrayList<>(rows.values());
        Sql.update(
                connection,
                "INSERT INTO tracking.input_tag (run, dataset, key, value) SELECT r.id, d.id, new.key, new.value"
                        + " FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS new (name, digest, key, value)"
                        + " JOIN tracking.run r ON r.id = ? JOIN tracking.dataset d"
                        + " ON d.experiment = r.experiment AND d.name = new.name AND d.digest = new.digest"
                        + " ORDER BY d.id, new.key ON CONFLICT (run, dataset, key) DO UPDATE SET value = excluded.value",
                column(sorted, row -> row.get(0)),
                column(sorted, row -> row.get(1)),
                column(sorted, row -> row.get(2)),
                column(sorted, row -> row.get(3)),
                run);
    }

    private static <T> String[] column(List<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
