package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.LogVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Aborts the sequencer and the signer at each step they take, before it and after it, with entries coming in between; each time
 * the next round goes on, and in the end every entry has one leaf and every checkpoint that left the database is kept.
 */
class FaultIT {
    private static final int BATCH = 3;

    @TempDir
    Path directory;

    private TestLedger ledger;
    private final List<String> published = new ArrayList<>();

    @BeforeEach
    void newLedger() throws Exception {
        ledger = new TestLedger(directory);
    }

    @Test
    void abortAtAnyStepLosesNothingAndForksNothing() throws Exception {
        int steps = stepsOfARound();
        assertThat(steps).isGreaterThan(8);
        for (int step = 1; step <= steps; step++) {
            for (boolean after : new boolean[] {false, true}) {
                abortAt(step, after);
            }
        }
        LogVerdict verdict = ledger.verify(published.toArray(new String[0]));
        assertThat(verdict.intact()).as(verdict.message()).isTrue();
        assertThat(ledger.count("SELECT count(*) FROM ledger.leaf"))
                .isEqualTo(ledger.count("SELECT count(*) FROM ledger.entry"))
                .isEqualTo(ledger.count("SELECT max(leaf_index) + 1 FROM ledger.leaf"));
        assertThat(ledger.count("SELECT count(*) FROM ledger.checkpoint")).isLessThanOrEqualTo(published.size());
    }

    private int stepsOfARound() throws Exception {
        append(BATCH);
        sequencer(new Faults(Integer.MAX_VALUE, false, () -> {})).tick();
        append(BATCH);
        Faults counting = new Faults(Integer.MAX_VALUE, false, () -> {});
        sequencer(counting).tick();
        return counting.taken();
    }

    private void abortAt(int step, boolean after) throws Exception {
        append(BATCH - 1);
        try {
            sequencer(new Faults(step, after, Faults.brokenConnection())).tick();
        } catch (SQLException | IOException | RuntimeException aborted) {
            assertThat(aborted).hasStackTraceContaining("the connection broke");
        }
        append(1);
        Sequencer recovered = sequencer(new Faults(Integer.MAX_VALUE, false, () -> {}));
        while (recovered.tick() != Sequencer.Outcome.IDLE) {
            assertThat(published).isNotEmpty();
        }
        LogVerdict verdict = ledger.verify();
        assertThat(verdict.intact())
                .as("step %d, %s it: %s", step, after ? "after" : "before", verdict.message())
                .isTrue();
    }

    private void append(int entries) throws SQLException {
        for (int i = 0; i < entries; i++) {
            ledger.append("run-" + i);
        }
    }

    private Sequencer sequencer(Faults faults) {
        CheckpointDirectory sink =
                new CheckpointDirectory(directory.resolve("checkpoints"), java.time.Clock.systemUTC());
        CheckpointSink remembered = checkpoint -> {
            try {
                sink.publish(checkpoint);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            published.add(checkpoint.note());
        };
        return ledger.sequencer(
                faults.in(ledger.database.application()),
                BATCH,
                List.of(faults.in(remembered), faults.in((CheckpointSink) checkpoint -> {})));
    }
}
