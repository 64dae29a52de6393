package io.countersign.samples.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Which commit the code comes from. */
public final class CodeVersion {

    private CodeVersion() {}

    /** The commit that is checked out in the working directory; empty outside a repository or without git. */
    public static Optional<String> checkedOut() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            boolean known = git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0;
            return known ? Optional.of(output) : Optional.empty();
        } catch (IOException noGitHere) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
