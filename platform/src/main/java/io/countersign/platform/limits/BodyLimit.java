package io.countersign.platform.limits;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How large the body of a call may be, by the kind of call; what may be larger still is cut by the server's own limit. */
public final class BodyLimit {
    /** More than MLflow's largest legal message, a dataset profile of 16 million characters. */
    private static final long LARGEST_MESSAGE = 80L << 20;

    private static final long MLFLOW_MESSAGE = 16L << 20;
    private static final long OWN_MESSAGE = 4L << 20;
    private static final long OWN_DOCUMENT = 64L << 20;

    private BodyLimit() {}

    /**
     * The limit in bytes.
     *
     * @param path path below the API mount: {@code /2.0/mlflow/runs/log-batch}
     * @param contentType header of the call
     */
    public static long of(String path, @Nullable String contentType) {
        if (path.startsWith("/2.0/mlflow-artifacts/") || path.startsWith("/2.0/mlflow/upload-artifact")) {
            return Long.MAX_VALUE;
        }
        if (path.startsWith("/2.0/mlflow/runs/log-inputs")) {
            return LARGEST_MESSAGE;
        }
        if (path.startsWith("/2.0/") || path.startsWith("/3.0/")) {
            return MLFLOW_MESSAGE;
        }
        if (path.startsWith("/v1/lineage")) {
            return MLFLOW_MESSAGE; // events come in batches; the endpoint bounds them itself, packed and unpacked
        }
        return contentType == null || contentType.toLowerCase(Locale.ROOT).contains("json")
                ? OWN_MESSAGE
                : OWN_DOCUMENT;
    }
}
