package io.countersign.systemtests.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ear.launcher.DatabaseAccess;
import io.countersign.ear.launcher.OwnDatabases;
import io.countersign.ear.launcher.Secrets;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code countersign ledger replay --check} as a process, on the database of the running installation. With the long matrices,
 * which is where it was seen green; {@code LedgerIT} asks the same over HTTP.
 */
@Tag("deep")
class ReplayCommandIT {
    private static final int LONGEST = 120;

    private record Ended(int exitCode, String output) {}

    @Test
    void stageThatChangedWithoutAnEntryIsNamedAndEndsWithOne() throws Exception {
        Candidate candidate = Candidate.good(People.as("engineer1"));
        Ended before = replay();
        assertThat(before.output()).contains(" entries read, compared {").doesNotContain(candidate.model);

        changeStage(candidate.model);
        Ended after = replay();
        assertThat(after.exitCode()).as(after.output()).isEqualTo(1);
        assertThat(after.output())
                .contains("stage of " + candidate.model + "/1: the ledger says None, the live table Staging (entry ")
                .contains("DIFFERS: ");
    }

    @Test
    void commandWithoutAnOrderIsWrongUsage() throws Exception {
        Ended ended = run("ledger", "--checkout=" + checkout());
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output()).contains("Say what to do: replay --check");
    }

    private static Ended replay() throws IOException, InterruptedException {
        return run("ledger", "--checkout=" + checkout(), "replay", "--check");
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        Path launcher = checkout().resolve("ear/launcher/target");
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                launcher.resolve("countersign-launcher.jar") + ":" + launcher.resolve("lib") + "/*",
                "io.countersign.ear.launcher.Countersign");
        command.command().addAll(List.of(arguments));
        Countersign running = Countersign.running();
        DatabaseAccess database = OwnDatabases.application(running.postgres(), new Secrets(running.state()));
        command.environment()
                .putAll(Map.of(
                        "COUNTERSIGN_DB_URL",
                        database.url(),
                        "COUNTERSIGN_DB_USER",
                        database.user(),
                        "COUNTERSIGN_DB_PASSWORD",
                        database.password(),
                        "COUNTERSIGN_DB_OWNER_USER",
                        database.ownerUser(),
                        "COUNTERSIGN_DB_OWNER_PASSWORD",
                        database.ownerPassword()));
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LONGEST, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private static void changeStage(String model) throws SQLException {
        try (Connection database = Countersign.running().database();
                var statement = database.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute("UPDATE registry.model_version v SET stage = 'Staging' FROM registry.registered_model m"
                    + " WHERE m.id = v.model_id AND m.name = '" + model + "'");
        }
    }

    private static Path checkout() {
        return Path.of(System.getProperty("countersign.checkout", ".."))
                .toAbsolutePath()
                .normalize();
    }
}
