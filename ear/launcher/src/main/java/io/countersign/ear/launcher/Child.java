package io.countersign.ear.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server process of ours. It runs in a session of its own, so that Ctrl-C reaches the launcher alone and parts stop in
 * order; its process id is on file, so that a later launcher finds what an earlier one left behind.
 */
public final class Child {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String part;
    private final ProcessHandle process;
    private final Path pidFile;
    private final Path log;

    private Child(String part, ProcessHandle process, Path pidFile, Path log) {
        this.part = part;
        this.process = process;
        this.pidFile = pidFile;
        this.log = log;
    }

    /** Starts the command with these additions to the environment; its output goes to the part's log. */
    public static Child start(String part, StateFolder state, List<String> command, Map<String, String> environment) {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            line.add(SETSID.toString());
        }
        line.addAll(command);
        Path log = state.log(part);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        try {
            ProcessHandle process = builder.start().toHandle();
            Child child = new Child(part, process, state.pidFile(part), log);
            Files.writeString(child.pidFile, identity(process));
            return child;
        } catch (IOException failed) {
            throw new StartFailure(part + " cannot be started: " + failed.getMessage() + ".", failed);
        }
    }

    /** The part's process that an earlier launcher started, when it still runs. */
    public static Optional<Child> leftover(String part, StateFolder state) {
        Path pidFile = state.pidFile(part);
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            String recorded = Files.readString(pidFile).strip();
            long pid = Long.parseLong(recorded.split(" ", -1)[0]);
            return ProcessHandle.of(pid)
                    .filter(process -> process.isAlive() && identity(process).equals(recorded))
                    .map(process -> new Child(part, process, pidFile, state.log(part)));
        } catch (IOException | NumberFormatException unreadable) {
            throw new StartFailure("The file " + pidFile + " cannot be read; delete it.", unreadable);
        }
    }

    /** Process id and start time: an id alone may belong to another program by now. */
    static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Object::toString).orElse("");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** @throws StartFailure with the end of the log, when the process has ended by itself */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new StartFailure(part + " ended while starting; its log " + log + " ends with:\n" + logTail());
        }
    }

    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
        } catch (IOException unreadable) {
            return "(" + unreadable.getMessage() + ")";
        }
    }

    /** Waits for its end, at most so long. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        try {
            process.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            return;
        } catch (ExecutionException failed) {
            throw new StartFailure(part + " (process " + pid() + ") cannot be watched.", failed);
        }
    }

    /** Asks the process to end, waits, and ends it by force when it does not. */
    public void stop(Duration patience) {
        process.destroy();
        await(patience);
    }

    /** Waits for the end that something else asked for; by force after the patience. */
    void await(Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stubborn) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | CompletionException failed) {
            throw new StartFailure(part + " (process " + pid() + ") cannot be stopped.", failed);
        }
        forget();
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException failed) {
            throw new StartFailure("The file " + pidFile + " cannot be deleted.", failed);
        }
    }
}
