package io.countersign.tracking.boundary;

import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.tracking.control.Artifacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests and answers about artifacts. */
final class ArtifactMessages {
    private ArtifactMessages() {}

    record ListRun(@Nullable String runId, @Nullable String path) implements MlflowMessage {}

    record Listing(@Nullable String rootUri, List<FileInfo> files) implements MlflowMessage {
        /** @param prefix put before each name, empty or ending with a slash */
        static List<FileInfo> files(List<Artifacts.Entry> entries, String prefix) {
            return entries.stream()
                    .map(entry -> new FileInfo(prefix + entry.name(), entry.sizeBytes() == null, entry.sizeBytes()))
                    .toList();
        }
    }

    record FileInfo(String path, boolean isDir, @Nullable Long fileSize) implements MlflowMessage {}
}
