package io.countersign.samples.client;

import java.util.LinkedHashMap;
import java.util.Map;

/** MLflow's tags that say which code made a run. */
public final class SourceTags {

    private SourceTags() {}

    /**
     * @param program the main class
     * @param commit the code's commit, or empty if it is not known
     */
    public static Map<String, String> of(Class<?> program, String commit) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("mlflow.source.name", program.getName());
        tags.put("mlflow.source.type", "LOCAL");
        if (!commit.isEmpty()) {
            tags.put("mlflow.source.git.commit", commit);
        }
        return tags;
    }
}
