package io.countersign.tracking.control;

import io.countersign.tracking.control.SearchField.Kind;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What runs can be searched and ordered by; MLflow's old names beside the present ones. */
final class RunSearchFields {
    static final SearchField.Vocabulary RUNS = new SearchField.Vocabulary(
            EnumSet.allOf(Kind.class),
            Map.ofEntries(
                    Map.entry("run_id", "r.run_id"),
                    Map.entry("run_name", "r.name"),
                    Map.entry("run name", "r.name"),
                    Map.entry("Run name", "r.name"),
                    Map.entry("Run Name", "r.name"),
                    Map.entry("status", "r.status"),
                    Map.entry("user_id", "r.user_id"),
                    Map.entry("artifact_uri", "r.artifact_uri"),
                    Map.entry("start_time", "r.start_time"),
                    Map.entry("created", "r.start_time"),
                    Map.entry("Created", "r.start_time"),
                    Map.entry("end_time", "r.end_time")),
            Set.of("run_id"));

    private RunSearchFields() {}
}
