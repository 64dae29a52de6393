package io.countersign.ear.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** PostgreSQL refuses to run as root: then its programs run in a user namespace in which they are nobody. */
final class Unprivileged {
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private Unprivileged() {}

    static List<String> command(List<String> command) {
        List<String> line = new ArrayList<>(isRoot() ? NAMESPACE : List.of());
        line.addAll(command);
        return line;
    }

    private static boolean isRoot() {
        return Objects.equals(System.getProperty("user.name"), "root");
    }

    /** Runs the command to its end. */
    static void run(String what, List<String> command) {
        try {
            Process process = new ProcessBuilder(command(command))
                    .redirectErrorStream(true)
                    .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new StartFailure(what + " failed: " + output.strip());
            }
        } catch (IOException failed) {
            throw new StartFailure(what + " failed: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure(what + " was interrupted.", interrupted);
        }
    }
}
