package io.countersign.systemtests.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program of ours run as a user runs it: in a process of its own, judged by its output and exit code. */
final class Program {
    private static final int MINUTES_AT_MOST = 5;

    private Program() {}

    /** What a program said and how it ended. */
    record Outcome(int exitCode, String output) {}

    static Outcome run(List<String> javaArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaArguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end after " + MINUTES_AT_MOST + " minutes: " + command);
            }
            return new Outcome(process.exitValue(), output);
        } catch (IOException failed) {
            throw new IllegalStateException("cannot run " + command, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
