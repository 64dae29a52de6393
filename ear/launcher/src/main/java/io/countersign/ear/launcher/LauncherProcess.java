package io.countersign.ear.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The launcher that holds an installation: one at a time. */
final class LauncherProcess {
    private static final String NAME = "launcher";

    private final StateFolder state;

    private LauncherProcess(StateFolder state) {
        this.state = state;
    }

    /** The launcher that runs this installation at present. */
    static Optional<Child> running(StateFolder state) {
        return Child.leftover(NAME, state);
    }

    static void requireNone(StateFolder state) {
        running(state).ifPresent(other -> {
            throw new StartFailure("Countersign is already running here (process " + other.pid()
                    + "); \"./countersign down\" stops it.");
        });
    }

    static LauncherProcess register(StateFolder state) {
        write(state.pidFile(NAME), Child.identity(ProcessHandle.current()));
        LauncherProcess self = new LauncherProcess(state);
        forgetReady(state);
        return self;
    }

    void ready() {
        write(readyFile(state), "ready");
    }

    static boolean isReady(StateFolder state) {
        return Files.exists(readyFile(state));
    }

    static void forgetReady(StateFolder state) {
        delete(readyFile(state));
    }

    void forget() {
        forgetReady(state);
        delete(state.pidFile(NAME));
    }

    private static Path readyFile(StateFolder state) {
        return state.directory("run").resolve("ready");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new StartFailure("The file " + file + " cannot be written.", failed);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new StartFailure("The file " + file + " cannot be deleted.", failed);
        }
    }
}
