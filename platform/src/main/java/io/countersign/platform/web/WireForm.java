package io.countersign.platform.web;

import java.util.Set;

/** Which API a path belongs to, and so in which form its errors are written. */
public final class WireForm {
    /** What MLflow has outside its versioned API, offered or not. */
    private static final Set<String> ELSEWHERE =
            Set.of("/get-artifact", "/model-versions/get-artifact", "/graphql", "/v1/traces", "/2.0", "/3.0");

    private WireForm() {}

    /** @param path path below the shell's API mount, beginning with a slash: {@code /2.0/mlflow/runs/create} */
    public static boolean isMlflow(String path) {
        return path.startsWith("/2.0/") || path.startsWith("/3.0/") || ELSEWHERE.contains(path);
    }
}
