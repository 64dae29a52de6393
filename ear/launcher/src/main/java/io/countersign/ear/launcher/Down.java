package io.countersign.ear.launcher;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code countersign down}: stops what runs, in order, even when its launcher is gone. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops Countersign.")
final class Down implements Callable<Integer> {
    @Mixin
    LauncherOptions options = new LauncherOptions();

    @Override
    public Integer call() {
        StateFolder state = options.state();
        Progress progress = new Progress(System.out);
        Optional<Child> launcher = LauncherProcess.running(state);
        launcher.ifPresent(child -> progress.step("Stopping Countersign", () -> child.stop(Duration.ofSeconds(120))));
        Leftovers.stop(state, progress);
        if (PostgresServer.stopLeftover(state)) {
            progress.say("Stopped a leftover PostgreSQL");
        } else if (launcher.isEmpty()) {
            progress.say("Countersign is not running");
        }
        return 0;
    }
}
