package io.countersign.ear.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The run command, {@code ./countersign}. */
@Command(
        name = "countersign",
        mixinStandardHelpOptions = true,
        version = "Countersign 0.1.0-SNAPSHOT",
        description = "Runs Countersign with everything that it needs on this machine.",
        subcommands = {Up.class, Status.class, Down.class, Migrate.class})
public final class Countersign {
    private Countersign() {}

    public static void main(String[] arguments) {
        int code = new CommandLine(new Countersign())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof StartFailure sentence) {
                        command.getErr().println(sentence.getMessage());
                        return 1;
                    }
                    throw failure;
                })
                .execute(arguments);
        System.exit(code);
    }
}
