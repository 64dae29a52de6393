package io.countersign.ear.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code countersign migrate}: brings the database to the present version and starts nothing. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Migrates the database, as \"up\" does before it starts the server.")
final class Migrate implements Callable<Integer> {
    @Mixin
    LauncherOptions options = new LauncherOptions();

    @Option(names = "--unguarded", description = "as for \"up\"")
    boolean unguarded;

    @Override
    public Integer call() {
        StateFolder state = options.state();
        LauncherProcess.requireNone(state);
        options.installation(state, unguarded, new Progress(System.out)).migrate();
        return 0;
    }
}
