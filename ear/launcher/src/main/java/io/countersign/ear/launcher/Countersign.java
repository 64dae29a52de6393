package io.countersign.ear.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The run command, {@code ./countersign}. */
@Command(
        name = "countersign",
        mixinStandardHelpOptions = true,
        version = "Countersign 0.1.0-SNAPSHOT",
        description = "Runs Countersign with everything that it needs on this machine.",
        subcommands = {Up.class, Status.class, Down.class, Migrate.class, LedgerCommand.class})
public final class Countersign {
    private Countersign() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** What is in the way is one sentence on standard error and exit code 1; only a defect shows a stack trace. */
    static CommandLine commandLine() {
        return new CommandLine(new Countersign()).setExecutionExceptionHandler((failure, command, parsed) -> {
            CommandLine whole = command.getParent() == null ? command : command.getParent();
            if (failure instanceof StartFailure sentence) {
                whole.getErr().println(sentence.getMessage());
                return 1;
            }
            throw failure;
        });
    }
}
