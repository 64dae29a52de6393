package io.countersign.platform.web;

/** Which API a path belongs to, and so in which form its errors are written. */
public final class WireForm {
    private WireForm() {}

    /** @param path path below the shell's API mount, beginning with a slash: {@code /2.0/mlflow/runs/create} */
    public static boolean isMlflow(String path) {
        return path.startsWith("/2.0/") || path.startsWith("/3.0/");
    }
}
