package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.EntryId;
import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.LogVerifier;
import io.countersign.verifier.TrustedKeys;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how fast the ledger is on this machine; asserts nothing about time. PostgreSQL runs without fsync here, as in all tests.
 * See docs/benchmarks.md.
 */
@Tag("bench")
class SpeedIT {
    private static final int RATE = Integer.getInteger("bench.rate", 2_000);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 20);
    private static final int LEAVES = Integer.getInteger("bench.leaves", 200_000);
    private static final int WRITERS = 8;

    @TempDir
    Path directory;

    @Test
    void commitToInclusionAtASustainedRate() throws Exception {
        TestLedger ledger = new TestLedger(directory);
        Map<EntryId, Long> committed = new ConcurrentHashMap<>();
        List<Long> waits = new ArrayList<>();
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        long begin = System.nanoTime();
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(pool.submit(() -> {
                write(ledger, committed, RATE / WRITERS);
                return null;
            }));
        }
        Sequencer sequencer = ledger.sequencer(2_000);
        long from = 0;
        while (writing.get()) {
            if (sequencer.tick() == Sequencer.Outcome.IDLE) {
                writing.set(!writers.stream().allMatch(Future::isDone));
                continue;
            }
            from = wait(ledger, committed, waits, from);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        pool.shutdownNow();
        assertThat(waits).hasSize(committed.size());
        System.out.printf(
                Locale.ROOT,
                "BENCH sustained: %,d entries in %.1f s = %,.0f/s (asked for %,d/s); commit to inclusion p50 %.0f ms, p95 %.0f ms%n",
                waits.size(),
                seconds,
                waits.size() / seconds,
                RATE,
                percentile(waits, 50) / 1e6,
                percentile(waits, 95) / 1e6);
    }

    private static void write(TestLedger ledger, Map<EntryId, Long> committed, int perSecond) throws Exception {
        try (Connection connection = ledger.database.application().getConnection()) {
            connection.setAutoCommit(false);
            long begin = System.nanoTime();
            for (long n = 0; n < (long) perSecond * SECONDS; n++) {
                EntryId entry = new EntryWriter().append(connection, TestLedger.person(), TestLedger.sealed("r" + n));
                connection.commit();
                committed.put(entry, System.nanoTime());
                long early = begin + n * 1_000_000_000L / perSecond - System.nanoTime();
                if (early > 1_000_000) {
                    Thread.sleep(Duration.ofNanos(early).toMillis());
                }
            }
        }
    }

    /** Notes for each new leaf how long it took since its commit. @return leaves now */
    private static long wait(TestLedger ledger, Map<EntryId, Long> committed, List<Long> waits, long from)
            throws SQLException {
        long now = System.nanoTime();
        try (Connection connection = ledger.database.application().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT entry_id FROM ledger.leaf WHERE leaf_index >= " + from)) {
            long leaves = from;
            for (; rows.next(); leaves++) {
                Long at = committed.get(new EntryId(rows.getObject(1, java.util.UUID.class)));
                waits.add(at == null ? 0 : Math.max(0, now - at));
            }
            return leaves;
        }
    }

    @Test
    void proofsSearchAndOfflineVerificationOfALargeLedger() throws Exception {
        TestLedger ledger = new TestLedger(directory);
        fill(ledger);
        Proofs proofs = new Proofs(ledger.database.application());
        List<EntryId> asked = some(ledger);
        asked.forEach(entry -> assertThat(proof(proofs, entry)).isNotEmpty());
        List<Long> times = new ArrayList<>();
        for (EntryId entry : asked) {
            long begin = System.nanoTime();
            assertThat(proof(proofs, entry)).isNotEmpty();
            times.add(System.nanoTime() - begin);
        }
        System.out.printf(
                Locale.ROOT,
                "BENCH inclusion proof at %,d leaves: p50 %.2f ms, p95 %.2f ms%n",
                LEAVES,
                percentile(times, 50) / 1e6,
                percentile(times, 95) / 1e6);

        Path file = directory.resolve("export.gz");
        long begin = System.nanoTime();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            new ExportStream(ledger.database.application(), ledger.key())
                    .write(proofs.latest().orElseThrow(), TestLedger.EVERYTHING, out);
        }
        System.out.printf(Locale.ROOT, "BENCH export: %,.0f entries/s%n", LEAVES / ((System.nanoTime() - begin) / 1e9));
        LogVerifier verifier = new LogVerifier(TrustedKeys.of(ledger.key()), List.of());
        for (int round = 0; round < 3; round++) {
            begin = System.nanoTime();
            LogVerdict verdict = verifier.verify(() -> Files.newInputStream(file));
            assertThat(verdict.intact()).as(verdict.message()).isTrue();
            System.out.printf(
                    Locale.ROOT,
                    "BENCH offline verification, one thread, round %d: %,.0f entries/s%n",
                    round + 1,
                    LEAVES / ((System.nanoTime() - begin) / 1e9));
        }
    }

    private static List<?> proof(Proofs proofs, EntryId entry) {
        try {
            return proofs.of(entry).orElseThrow().path();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void fill(TestLedger ledger) throws Exception {
        Sequencer sequencer = ledger.sequencer(2_000);
        try (Connection connection = ledger.database.application().getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < LEAVES; i++) {
                new EntryWriter().append(connection, TestLedger.person(), TestLedger.sealed("r" + i));
                if (i % 2_000 == 1_999) {
                    connection.commit();
                    sequencer.tick();
                }
            }
            connection.commit();
        }
        while (sequencer.tick() != Sequencer.Outcome.IDLE) {
            assertThat(LEAVES).isPositive();
        }
    }

    private static List<EntryId> some(TestLedger ledger) throws SQLException {
        List<EntryId> some = new ArrayList<>();
        Random random = new Random(1);
        try (Connection connection = ledger.database.application().getConnection()) {
            for (int i = 0; i < 500; i++) {
                try (var row = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT entry_id FROM ledger.leaf WHERE leaf_index = " + random.nextInt(LEAVES))) {
                    row.next();
                    some.add(new EntryId(row.getObject(1, java.util.UUID.class)));
                }
            }
        }
        return some;
    }

    private static double percentile(List<Long> values, int percent) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        assertThat(Arrays.stream(sorted).sum()).isNotNegative();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
