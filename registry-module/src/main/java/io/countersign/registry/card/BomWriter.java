package io.countersign.registry.card;

import io.countersign.registry.inventory.InventoryFields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a version's bill of materials: its model card in CycloneDX's fields, its bytes, and what it requires. */
final class BomWriter {
    /** {@code split/metric}, {@code split/metric/attribute:value}, and an end of an interval after either. */
    private static final Pattern INTERVAL = Pattern.compile("(.+)/(ci_low|ci_high)");

    private static final Pattern SLICED = Pattern.compile("(.+)/([^/]+:[^/]+)");
    private static final Pattern PINNED =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)(?:\\[[^]]*])?==([A-Za-z0-9.+!_-]+).*");
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*).*");

    private BomWriter() {}

    static MlBom write(VersionFacts.Facts facts, ModelDescription description, Instant now) {
        return new MlBom(
                "CycloneDX",
                "1.6",
                "urn:uuid:" + UUID.randomUUID(),
                1,
                new MlBom.Metadata(
                        now.truncatedTo(ChronoUnit.SECONDS).toString(),
                        new MlBom.Tools(List.of(new MlBom.Tool("application", "Countersign"))),
                        model(facts, description)),
                description.requirements().stream()
                        .flatMap(BomWriter::library)
                        .distinct()
                        .toList());
    }

    private static MlBom.Model model(VersionFacts.Facts facts, ModelDescription description) {
        String name = facts.id().model();
        String version = Integer.toString(facts.id().version());
        String said = facts.description().isEmpty() ? facts.modelDescription() : facts.description();
        return new MlBom.Model(
                "machine-learning-model",
                "model:" + name + "@" + version,
                name,
                version,
                said.isEmpty() ? null : said,
                facts
                        .binding()
                        .map(binding ->
                                new MlBom.Hash("SHA-256", binding.manifest().rootDigest()))
                        .stream()
                        .toList(),
                new MlBom.Card(
                        new MlBom.Parameters(
                                description.flavors().isEmpty()
                                        ? null
                                        : String.join(
                                                ", ", description.flavors().keySet()),
                                datasets(facts.run().get("datasets")),
                                formats(description.inputs()),
                                formats(description.outputs())),
                        new MlBom.Analysis(metrics(facts.run().get("metrics"))),
                        considerations(facts)),
                List.of(
                        new MlBom.Property("countersign:stage", facts.stage()),
                        new MlBom.Property("countersign:tier", Integer.toString(facts.tier())),
                        new MlBom.Property(
                                "countersign:registeredAt", facts.registeredAt().toString())));
    }

    private static MlBom.Considerations considerations(VersionFacts.Facts facts) {
        InventoryFields entry = facts.inventory();
        Map<String, String> risks = facts.forms().getOrDefault("risks-and-controls", Map.of());
        String named = risks.getOrDefault("risks", "");
        return new MlBom.Considerations(
                said(entry.users()),
                said(entry.purpose(), entry.intendedUse()),
                said(
                        entry.limitations(),
                        entry.prohibitedUse() == null ? null : "Prohibited: " + entry.prohibitedUse()),
                named.isEmpty() ? List.of() : List.of(new MlBom.Risk(named, risks.get("controls"))));
    }

    private static List<String> said(@Nullable String... texts) {
        List<String> list = new ArrayList<>();
        for (String text : texts) {
            if (text != null && !text.isBlank()) {
                list.add(text);
            }
        }
        return list;
    }

    private static List<MlBom.Format> formats(List<ModelDescription.Column> columns) {
        return columns.stream()
                .map(column -> new MlBom.Format(
                        column.name().isEmpty() ? column.type() : column.name() + ": " + column.type()))
                .toList();
    }

    private static List<MlBom.Dataset> datasets(@Nullable Object value) {
        List<MlBom.Dataset> datasets = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map && map.get("name") != null) {
                    datasets.add(new MlBom.Dataset("dataset", map.get("name") + "@" + map.get("digest")));
                }
            }
        }
        return datasets;
    }

    private static List<MlBom.Metric> metrics(@Nullable Object value) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String[]> intervals = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, number) -> {
                Matcher interval = INTERVAL.matcher(String.valueOf(key));
                if (interval.matches()) {
                    String[] ends = intervals.computeIfAbsent(interval.group(1), metric -> new String[2]);
                    ends[interval.group(2).equals("ci_low") ? 0 : 1] = String.valueOf(number);
                } else {
                    values.put(String.valueOf(key), String.valueOf(number));
                }
            });
        }
        List<MlBom.Metric> metrics = new ArrayList<>();
        values.forEach((name, number) -> {
            Matcher sliced = SLICED.matcher(name);
            boolean slice = sliced.matches();
            String[] ends = intervals.get(name);
            metrics.add(new MlBom.Metric(
                    slice ? sliced.group(1) : name,
                    number,
                    slice ? sliced.group(2) : null,
                    ends == null ? null : new MlBom.Interval(ends[0], ends[1])));
        });
        return metrics;
    }

    /** Lines that name no package, such as options and URLs, are no libraries. */
    private static Stream<MlBom.Library> library(String requirement) {
        Matcher pinned = PINNED.matcher(requirement);
        if (pinned.matches()) {
            String name = pinned.group(1);
            String version = pinned.group(2);
            return Stream.of(new MlBom.Library(
                    "library",
                    name,
                    version,
                    "pkg:pypi/" + name.toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "@"
                            + version.replace("+", "%2B").replace("!", "%21")));
        }
        Matcher named = NAMED.matcher(requirement);
        return named.matches() && !requirement.contains("://")
                ? Stream.of(new MlBom.Library("library", named.group(1), null, null))
                : Stream.empty();
    }
}
