package io.countersign.tracking.view;

import io.countersign.tracking.entity.DatasetInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs side by side: each name once, with the value of each run that has it. */
record RunComparison(List<Column> runs, List<Row> params, List<Row> metrics, List<Row> tags, List<Row> datasets) {

    /** One of the runs. */
    record Column(
            String id,
            String name,
            String experiment,
            String status,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** One name. @param differs not all runs have it, or not the same @param values by run id */
    record Row(String name, boolean differs, Map<String, Object> values) {}

    /** @param inputs of each run, in the order of the runs */
    static RunComparison of(List<RunView.Summary> runs, List<List<DatasetInput>> inputs) {
        Map<String, Map<String, String>> digests = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            digests.put(runs.get(i).id(), digests(inputs.get(i)));
        }
        return new RunComparison(
                runs.stream()
                        .map(run -> new Column(
                                run.id(), run.name(), run.experiment(), run.status(), run.startedAt(), run.endedAt()))
                        .toList(),
                rows(runs, RunView.Summary::params),
                rows(runs, RunView.Summary::metrics),
                rows(runs, RunView.Summary::tags),
                rows(runs, run -> digests.getOrDefault(run.id(), Map.of())));
    }

    private static Map<String, String> digests(List<DatasetInput> inputs) {
        Map<String, String> digests = new TreeMap<>();
        inputs.forEach(input -> digests.merge(
                input.dataset().name() + (input.context().isEmpty() ? "" : " (" + input.context() + ")"),
                input.dataset().digest(),
                (one, other) -> one + ", " + other));
        return digests;
    }

    private static List<Row> rows(
            List<RunView.Summary> runs, Function<RunView.Summary, Map<String, ? extends Object>> of) {
        Map<String, Map<String, Object>> byName = new TreeMap<>();
        runs.forEach(run -> of.apply(run)
                .forEach((name, value) -> byName.computeIfAbsent(name, fresh -> new LinkedHashMap<>())
                        .put(run.id(), value)));
        List<Row> rows = new ArrayList<>();
        byName.forEach((name, values) -> rows.add(
                new Row(name, values.size() != runs.size() || new HashSet<>(values.values()).size() > 1, values)));
        return rows;
    }
}
