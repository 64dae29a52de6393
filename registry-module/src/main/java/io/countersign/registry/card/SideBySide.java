package io.countersign.registry.card;

import io.countersign.registry.entity.ArtifactBinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Two versions beside each other: whatever one of them has, with both values and whether they are the same. */
final class SideBySide {
    private SideBySide() {}

    /** @param left null when only the other has it */
    record Row(String key, @Nullable String left, @Nullable String right, boolean same) {}

    record Comparison(
            String model,
            int left,
            int right,
            List<Row> params,
            List<Row> metrics,
            List<Row> signature,
            List<Row> datasets,
            List<Row> artifacts,
            List<Row> policyResults) {}

    static Comparison of(
            VersionFacts.Facts left, ModelDescription leftSays, VersionFacts.Facts right, ModelDescription rightSays) {
        return new Comparison(
                left.id().model(),
                left.id().version(),
                right.id().version(),
                rows(map(left.run().get("params")), map(right.run().get("params"))),
                rows(map(left.run().get("metrics")), map(right.run().get("metrics"))),
                rows(signature(leftSays), signature(rightSays)),
                rows(datasets(left), datasets(right)),
                rows(files(left), files(right)),
                rows(verdicts(left), verdicts(right)));
    }

    private static List<Row> rows(Map<String, String> left, Map<String, String> right) {
        TreeSet<String> keys = new TreeSet<>(left.keySet());
        keys.addAll(right.keySet());
        List<Row> rows = new ArrayList<>();
        for (String key : keys) {
            rows.add(new Row(key, left.get(key), right.get(key), Objects.equals(left.get(key), right.get(key))));
        }
        return rows;
    }

    private static Map<String, String> map(@Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> texts.put(String.valueOf(key), String.valueOf(entry)));
        }
        return texts;
    }

    private static Map<String, String> signature(ModelDescription says) {
        Map<String, String> texts = new LinkedHashMap<>();
        columns(texts, "inputs", says.inputs());
        columns(texts, "outputs", says.outputs());
        columns(texts, "params", says.params());
        says.flavors().forEach((flavor, details) -> {
            texts.put("flavor " + flavor, "yes");
            details.forEach((detail, value) -> texts.put("flavor " + flavor + ", " + detail, value));
        });
        return texts;
    }

    private static void columns(Map<String, String> texts, String side, List<ModelDescription.Column> columns) {
        for (int i = 0; i < columns.size(); i++) {
            ModelDescription.Column column = columns.get(i);
            texts.put(side + " " + (column.name().isEmpty() ? "#" + i : column.name()), column.type());
        }
    }

    private static Map<String, String> files(VersionFacts.Facts facts) {
        Map<String, String> texts = new LinkedHashMap<>();
        facts.binding().map(ArtifactBinding::manifest).ifPresent(manifest -> manifest.files()
                .forEach(file -> texts.put(file.path(), file.sha256())));
        return texts;
    }

    private static Map<String, String> datasets(VersionFacts.Facts facts) {
        return texts(facts.run().get("datasets"), Listed::named, "digest");
    }

    private static Map<String, String> verdicts(VersionFacts.Facts facts) {
        return texts(facts.policy(), threshold -> threshold.getOrDefault("metric", ""), "verdict");
    }

    /** What is shown of each; of several with the same name, such as two thresholds of one metric, all. */
    private static Map<String, String> texts(
            @Nullable Object evidence, Function<Map<String, String>, String> name, String shown) {
        Map<String, String> texts = new LinkedHashMap<>();
        Listed.maps(evidence)
                .forEach(members -> texts.merge(
                        name.apply(members),
                        members.getOrDefault(shown, ""),
                        (one, other) -> one.equals(other) ? one : one + "; " + other));
        return texts;
    }
}
