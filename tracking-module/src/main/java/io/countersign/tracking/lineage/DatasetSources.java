package io.countersign.tracking.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.tracking.LineageNode;
import io.countersign.tracking.entity.Dataset;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins the two worlds of names: the dataset that an MLflow client logs with its source, and the same dataset as
 * OpenLineage's naming has it ({@code spec/Naming.md}), under which the job that wrote it spoke of it.
 */
public final class DatasetSources {
    private static final List<String> MEMBERS = List.of("uri", "url", "path");

    private DatasetSources() {}

    /** Links each dataset whose source has a name in OpenLineage to it. */
    public static void link(Connection connection, Collection<Dataset> datasets) throws SQLException {
        Map<StoredGraph.Edge, @Nullable String> edges = new HashMap<>();
        datasets.forEach(dataset -> origin(dataset.source())
                .filter(DatasetSources::fits)
                .ifPresent(origin -> edges.put(
                        new StoredGraph.Edge(origin, LineageNode.loggedDataset(dataset.name(), dataset.digest())),
                        null)));
        if (!edges.isEmpty()) {
            StoredGraph.edges(connection, edges);
        }
    }

    private static boolean fits(LineageNode node) {
        return node.id().indexOf('\0') < 0;
    }

    /** The dataset that a source means; empty for a source that OpenLineage has no name for. */
    static Optional<LineageNode> origin(String source) {
        return location(source).flatMap(DatasetSources::named);
    }

    private static Optional<String> location(String source) {
        try {
            JsonNode json = Facets.MAPPER.readTree(source);
            return MEMBERS.stream()
                    .map(member -> json.path(member).asText())
                    .filter(text -> text.contains("://") || text.startsWith("/"))
                    .findFirst();
        } catch (JsonProcessingException noJson) {
            return source.contains("://") ? Optional.of(source) : Optional.empty();
        }
    }

    private static Optional<LineageNode> named(String location) {
        try {
            if (location.startsWith("/")) {
                return Optional.of(LineageNode.dataset("file", location));
            }
            URI uri = new URI(location);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("/+$", "");
            String key = path.replaceFirst("^/+", "");
            return switch (scheme) {
                case "s3", "s3a", "s3n" -> dataset("s3://" + uri.getRawAuthority(), key);
                case "gs" -> dataset("gs://" + uri.getRawAuthority(), key);
                case "abfs", "abfss", "wasb", "wasbs" -> dataset(scheme + "://" + uri.getRawAuthority(), key);
                case "hdfs", "http", "https", "dbfs" -> dataset(scheme + "://" + uri.getRawAuthority(), path);
                case "file" -> dataset("file", path);
                default -> Optional.empty();
            };
        } catch (URISyntaxException | RuntimeException notNamed) {
            return Optional.empty();
        }
    }

    private static Optional<LineageNode> dataset(String namespace, String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(LineageNode.dataset(namespace, name));
    }
}
