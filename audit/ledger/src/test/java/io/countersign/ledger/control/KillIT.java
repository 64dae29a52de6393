package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.LogVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The process that sequences dies at each statement in turn. */
@Tag("deep")
class KillIT {
    private static final int MOST_STEPS = 40;

    @TempDir
    Path directory;

    @Test
    void deathOfTheProcessAtAnyStatementLosesNothing() throws Exception {
        TestLedger ledger = new TestLedger(directory);
        boolean survived = false;
        int killed = 0;
        for (int step = 1; step <= MOST_STEPS && !survived; step++) {
            for (String when : List.of("before", "after")) {
                ledger.append("step " + step);
                ledger.append(when);
                int exit = run(ledger, step, when);
                assertThat(exit).isIn(0, 137);
                killed += exit == 137 ? 1 : 0;
                survived |= exit == 0;
                Sequencer next = ledger.sequencer(3);
                while (next.tick() != Sequencer.Outcome.IDLE) {
                    assertThat(killed).isNotNegative();
                }
                LogVerdict verdict = ledger.verify(Files.readString(directory.resolve("checkpoints/checkpoint")));
                assertThat(verdict.intact())
                        .as("killed %s step %d: %s", when, step, verdict.message())
                        .isTrue();
            }
        }
        assertThat(survived).as("a round has fewer than %d steps", MOST_STEPS).isTrue();
        assertThat(killed).isGreaterThan(14);
        assertThat(ledger.count("SELECT count(*) FROM ledger.leaf"))
                .isEqualTo(ledger.count("SELECT count(*) FROM ledger.entry"));
    }

    private int run(TestLedger ledger, int step, String when) throws Exception {
        PGSimpleDataSource database = (PGSimpleDataSource) ledger.database.application();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSequencer.class.getName(),
                        database.getUrl(),
                        database.getUser(),
                        database.getPassword(),
                        directory.toString(),
                        Integer.toString(step),
                        when)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("killed.log").toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        int exit = process.exitValue();
        assertThat(exit).as(Files.readString(directory.resolve("killed.log"))).isIn(0, 137);
        return exit;
    }
}
