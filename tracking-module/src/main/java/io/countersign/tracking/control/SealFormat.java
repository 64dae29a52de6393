package io.countersign.tracking.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.ModelUse;
import io.countersign.tracking.entity.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * The canonical form of a run, of which the seal is the SHA-256: a JSON object in the canonical form of RFC 8785 (JCS), in
 * UTF-8, in which every number is a decimal string.
 *
 * <pre>{@code
 * {
 *   "format": "countersign/run-seal/v1",
 *   "runId": "…", "experimentId": "…", "name": "…", "userId": "…", "startedBy": "…",
 *   "status": "FINISHED", "startTime": "…", "endTime": "…",          times in epoch ms; endTime left out when never set
 *   "params":  {"key": "value"},
 *   "tags":    {"key": "value"},
 *   "metrics": {"key": {"points": "3", "sha256": "hex"}},
 *   "datasets": [{"name", "digest", "sourceType", "source", "schemaSha256", "profileSha256", "tags": {"key": "value"}}],
 *   "artifacts": [{"path", "size", "sha256"}],
 *   "models": [{"id", "use", "step"}]                                  left out when there are none
 * }
 * }</pre>
 *
 * <p>{@code models} are the logged models that went in ({@code INPUT}) or came out ({@code OUTPUT}), sorted by id, then use.
 * {@code datasets} are sorted by name, then digest, and {@code artifacts} by path, each by UTF-16 code units;
 * {@code schemaSha256} and {@code profileSha256} are over the UTF-8 text as logged, left out when none was. The digest of a
 * metric series is defined by {@link SeriesDigest}. {@code startedBy} is the subject from the token; printed names are not
 * part of the form, so that a person can be erased without breaking a seal.
 */
final class SealFormat {
    static final String FORMAT = "countersign/run-seal/v1";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SealFormat() {}

    /** The exact bytes that are hashed. */
    static byte[] canonical(SealedContent content) {
        Map<String, Object> form = new TreeMap<>();
        form.put("format", FORMAT);
        form.put("runId", content.runId());
        form.put("experimentId", Long.toString(content.experimentId()));
        form.put("name", content.name());
        form.put("userId", content.userId());
        form.put("startedBy", content.startedBy());
        form.put("status", content.status());
        form.put("startTime", Long.toString(content.startTime()));
        if (content.endTime() != null) {
            form.put("endTime", Long.toString(content.endTime()));
        }
        Map<String, String> params = new TreeMap<>();
        content.logged().params().forEach(param -> params.put(param.key(), param.value()));
        form.put("params", params);
        form.put("tags", tags(content.logged().tags()));
        Map<String, Object> metrics = new TreeMap<>();
        content.series()
                .forEach((key, series) ->
                        metrics.put(key, Map.of("points", Long.toString(series.points()), "sha256", series.sha256())));
        form.put("metrics", metrics);
        form.put("datasets", datasets(content.logged().inputs()));
        form.put("artifacts", artifacts(content.artifacts()));
        if (!content.logged().models().isEmpty()) {
            form.put("models", models(content.logged().models()));
        }
        return canonicalJson(form);
    }

    private static List<Map<String, Object>> datasets(List<DatasetInput> inputs) {
        return inputs.stream()
                .sorted(Comparator.comparing(
                                (DatasetInput input) -> input.dataset().name())
                        .thenComparing(input -> input.dataset().digest()))
                .map(SealFormat::dataset)
                .toList();
    }

    private static Map<String, Object> dataset(DatasetInput input) {
        Dataset dataset = input.dataset();
        Map<String, Object> form = new TreeMap<>();
        form.put("name", dataset.name());
        form.put("digest", dataset.digest());
        form.put("sourceType", dataset.sourceType());
        form.put("source", dataset.source());
        if (dataset.schema() != null) {
            form.put("schemaSha256", Sha256.hex(dataset.schema().getBytes(StandardCharsets.UTF_8)));
        }
        if (dataset.profile() != null) {
            form.put("profileSha256", Sha256.hex(dataset.profile().getBytes(StandardCharsets.UTF_8)));
        }
        form.put("tags", tags(input.tags()));
        return form;
    }

    private static List<Map<String, String>> artifacts(List<ArtifactFile> files) {
        return files.stream()
                .sorted(Comparator.comparing(ArtifactFile::path))
                .map(file ->
                        Map.of("path", file.path(), "size", Long.toString(file.sizeBytes()), "sha256", file.sha256()))
                .toList();
    }

    private static List<Map<String, String>> models(List<ModelUse> models) {
        return models.stream()
                .sorted(Comparator.comparing(ModelUse::modelId).thenComparing(ModelUse::use))
                .map(model ->
                        Map.of("id", model.modelId(), "use", model.use().name(), "step", Long.toString(model.step())))
                .toList();
    }

    private static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> form = new TreeMap<>();
        tags.forEach(tag -> form.put(tag.key(), tag.value()));
        return form;
    }

    private static byte[] canonicalJson(Map<String, Object> form) {
        try {
            return new JsonCanonicalizer(MAPPER.writeValueAsString(form)).getEncodedUTF8();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("strings, lists and maps always have a JSON form", impossible);
        } catch (IOException notCanonical) {
            throw new IllegalArgumentException("the run has no canonical form", notCanonical);
        }
    }
}
