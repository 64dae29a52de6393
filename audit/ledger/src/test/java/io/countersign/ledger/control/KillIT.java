package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.Subject;
import io.countersign.verifier.LogVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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

    /** As many entries as the server takes in a round. */
    private static final int ROUND = 2_000;

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
        assertThat(killed).isGreaterThan(12);
        assertThat(ledger.count("SELECT count(*) FROM ledger.leaf"))
                .isEqualTo(ledger.count("SELECT count(*) FROM ledger.entry"));
    }

    /** A full round of the largest entries there can be, 120 MB together, by a process that has 48 MB. */
    @Test
    void memoryOfARoundIsBounded() throws Exception {
        TestLedger ledger = new TestLedger(directory);
        AuditEvent large = AuditEvent.of("run.sealed", new Subject("run", "large"))
                .fact("digest", "x".repeat(60_000))
                .build();
        try (Connection connection = ledger.database.application().getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < ROUND; i++) {
                new EntryWriter().append(connection, TestLedger.person(), large);
            }
            connection.commit();
        }
        assertThat(run(ledger, Integer.MAX_VALUE, "before", "-Xmx48m", ROUND)).isZero();
        assertThat(ledger.count("SELECT count(*) FROM ledger.leaf")).isEqualTo(ROUND);
    }

    private int run(TestLedger ledger, int step, String when) throws Exception {
        return run(ledger, step, when, "-Xmx256m", 3);
    }

    private int run(TestLedger ledger, int step, String when, String heap, int batch) throws Exception {
        PGSimpleDataSource database = (PGSimpleDataSource) ledger.database.application();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSequencer.class.getName(),
                        database.getUrl(),
                        database.getUser(),
                        database.getPassword(),
                        directory.toString(),
                        Integer.toString(step),
                        when,
                        Integer.toString(batch))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("killed.log").toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        int exit = process.exitValue();
        assertThat(exit).as(Files.readString(directory.resolve("killed.log"))).isIn(0, 137);
        return exit;
    }
}
