package io.countersign.ear.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the same command in the background, shows its output until everything is ready, and leaves it running. */
final class Detached {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private Detached() {}

    static int start(Up up) {
        StateFolder state = up.options.state();
        LauncherProcess.requireNone(state);
        LauncherProcess.forgetReady(state);
        StateFolder background = StateFolder.at(state.directory(StateFolder.BACKGROUND));
        Child launcher = Child.start("launcher", background, command(up), Map.of());
        try (RandomAccessFile log =
                new RandomAccessFile(background.log("launcher").toFile(), "r")) {
            while (launcher.isAlive() && !LauncherProcess.isReady(state)) {
                copy(log);
                launcher.awaitEnd(INTERVAL);
            }
            copy(log);
        } catch (IOException failed) {
            throw new StartFailure("The background process cannot be followed.", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return launcher.isAlive() ? 0 : 1;
    }

    private static List<String> command(Up up) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Countersign.class.getName(),
                "up",
                "--checkout=" + up.options.checkout,
                "--port-offset=" + up.options.portOffset,
                "--demo=" + up.demo));
        if (up.fresh) {
            command.add("--fresh");
        }
        if (up.unguarded) {
            command.add("--unguarded");
        }
        return command;
    }

    private static void copy(RandomAccessFile log) throws IOException {
        byte[] fresh = new byte[(int) (log.length() - log.getFilePointer())];
        log.readFully(fresh);
        System.out.print(new String(fresh, StandardCharsets.UTF_8));
        System.out.flush();
    }
}
