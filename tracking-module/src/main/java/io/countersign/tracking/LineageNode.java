package io.countersign.tracking;

import io.countersign.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A node of the lineage graph. Its id is {@code kind:part[:part]}, in which a colon within a part is written {@code %3A}
 * and a percent sign {@code %25}: {@code dataset:s3%3A//lake:loans/2026.parquet}, {@code run:0c1d…}, {@code
 * model-version:credit-scoring:3}.
 *
 * @param kind what it is
 * @param parts what identifies it within its kind, outermost first
 */
public record LineageNode(Kind kind, List<String> parts) {
    /** What a B-tree takes in one key, with room to spare. */
    private static final int MAX_BYTES = 2_000;

    /** Kinds of nodes, in the order in which data flows. */
    public enum Kind {
        /** Namespace and name, by OpenLineage's naming; {@code mlflow} and {@code name@digest} for one that a run logged. */
        DATASET(2),
        /** Namespace and name of an OpenLineage job. */
        JOB(2),
        /** One run of an OpenLineage job, by its UUID. */
        JOB_RUN(1),
        /** A tracked run. */
        RUN(1),
        /** A logged model of MLflow 3: {@code m-…}. */
        LOGGED_MODEL(1),
        /** Registered model and version number. */
        MODEL_VERSION(2),
        /** A deployment, by its id. */
        DEPLOYMENT(1);

        private final int parts;

        Kind(int parts) {
            this.parts = parts;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public LineageNode {
        parts = List.copyOf(parts);
        if (parts.size() != kind.parts || parts.stream().anyMatch(part -> part.isBlank() || part.indexOf('\0') >= 0)) {
            throw ProblemException.invalid(
                    "A " + kind.wireName() + " is named by " + kind.parts + " part(s): " + parts);
        }
        if (parts.stream()
                        .mapToInt(part -> part.getBytes(StandardCharsets.UTF_8).length)
                        .sum()
                > MAX_BYTES) {
            throw ProblemException.invalid(
                    "The name of a " + kind.wireName() + " is longer than " + MAX_BYTES + " bytes");
        }
    }

    public static LineageNode dataset(String namespace, String name) {
        return new LineageNode(Kind.DATASET, List.of(namespace, name));
    }

    /** A dataset as MLflow clients log it. */
    public static LineageNode loggedDataset(String name, String digest) {
        return dataset("mlflow", name + "@" + digest);
    }

    public static LineageNode job(String namespace, String name) {
        return new LineageNode(Kind.JOB, List.of(namespace, name));
    }

    public static LineageNode jobRun(UUID run) {
        return new LineageNode(Kind.JOB_RUN, List.of(run.toString()));
    }

    public static LineageNode run(RunId run) {
        return new LineageNode(Kind.RUN, List.of(run.value()));
    }

    public static LineageNode loggedModel(String id) {
        return new LineageNode(Kind.LOGGED_MODEL, List.of(id));
    }

    public static LineageNode modelVersion(String model, int version) {
        return new LineageNode(Kind.MODEL_VERSION, List.of(model, Integer.toString(version)));
    }

    public static LineageNode deployment(String id) {
        return new LineageNode(Kind.DEPLOYMENT, List.of(id));
    }

    /** The id, as documented above. */
    public String id() {
        return kind.wireName() + ":"
                + parts.stream()
                        .map(part -> part.replace("%", "%25").replace(":", "%3A"))
                        .collect(Collectors.joining(":"));
    }

    /** @throws ProblemException (invalid) for a text that is not the id of a node */
    public static LineageNode parse(String id) {
        int colon = id.indexOf(':');
        String name = id.substring(0, Math.max(colon, 0));
        Kind kind = Arrays.stream(Kind.values())
                .filter(candidate -> candidate.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("Not the id of a node, which begins with one of "
                        + Arrays.stream(Kind.values()).map(Kind::wireName).toList() + " and a colon: " + id));
        return new LineageNode(
                kind,
                Arrays.stream(id.substring(colon + 1).split(":", -1))
                        .map(part ->
                                part.replace("%3A", ":").replace("%3a", ":").replace("%25", "%"))
                        .toList());
    }

    @Override
    public String toString() {
        return id();
    }
}
