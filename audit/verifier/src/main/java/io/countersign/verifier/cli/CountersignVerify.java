package io.countersign.verifier.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Entry point. Exit codes: 0 as signed, 1 not as signed, 2 wrong usage, 3 input that cannot be read. */
@Command(
        name = "countersign-verify",
        mixinStandardHelpOptions = true,
        version = "countersign-verify, format countersign-ledger-export/1",
        subcommands = {
            VerifyLog.class,
            VerifyRun.class,
            VerifyProof.class,
            VerifyConsistency.class,
            Watch.class,
            WitnessCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Verifies what Countersign signed, offline. Only watch, witness and an option --url use the network.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is as signed",
            "1:it is not; the first bad leaf is named",
            "2:the command was used wrongly",
            "3:the input cannot be read or is not what it should be"
        })
public final class CountersignVerify implements Runnable {
    static final int AS_SIGNED = 0;
    static final int NOT_AS_SIGNED = 1;
    static final int WRONG_USAGE = 2;
    static final int UNREADABLE = 3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new CountersignVerify()).setOut(out).setErr(err).execute(args);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to verify.");
    }
}
