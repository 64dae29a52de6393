package io.countersign.ear.launcher;

import io.countersign.ledger.replay.Replay;
import io.countersign.ledger.replay.ReplayReport;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code countersign ledger replay --check}: the live tables against what the ledger says, by the database alone. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Looks after the ledger.")
final class LedgerCommand implements Runnable {
    private static final int DIFFERS = 1;

    @Mixin
    LauncherOptions options = new LauncherOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: replay --check");
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description =
                    "Rebuilds stages, aliases, requests and sign-offs from the ledger and compares them with the live"
                            + " tables; exit code 1 when they differ.")
    int replay(
            @Option(names = "--check", required = true, description = "Compares and changes nothing.") boolean check) {
        DatabaseAccess database = database();
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            ReplayReport report = Replay.check(connection);
            report.differences().forEach(each -> System.out.println(each));
            System.out.printf(
                    "%s: %d entries read, compared %s, %d differences%n",
                    report.agrees() ? "OK" : "DIFFERS", report.entries(), report.compared(), report.differenceCount());
            return report.agrees() ? 0 : DIFFERS;
        } catch (SQLException failed) {
            throw new StartFailure("The database cannot be read: " + failed.getMessage() + ".", failed);
        }
    }

    /** Another one by the environment, or that of the installation which runs. */
    private DatabaseAccess database() {
        if (System.getenv().containsKey("COUNTERSIGN_DB_URL")) {
            return DatabaseAccess.from(System.getenv());
        }
        StateFolder state = options.state();
        if (LauncherProcess.running(state).isEmpty()) {
            throw new StartFailure(
                    "Nothing runs here: start it by \"countersign up\", or name a database by COUNTERSIGN_DB_URL.");
        }
        return OwnDatabases.running(Ports.standard(options.portOffset), new Secrets(state));
    }
}
