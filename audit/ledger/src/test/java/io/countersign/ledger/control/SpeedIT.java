package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.EntryId;
import io.countersign.verifier.NoteSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints how fast a durable ledger takes entries on this machine; asserts nothing about time. See docs/benchmarks.md. */
@Tag("bench")
class SpeedIT {
    private static final int RATE = Integer.getInteger("bench.rate", 2_000);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 30);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 10);
    private static final int WRITERS = Integer.getInteger("bench.writers", 32);

    @TempDir
    Path directory;

    private final Map<EntryId, Long> committed = new ConcurrentHashMap<>();
    private final List<Long> waits = new ArrayList<>();
    private final LongAdder late = new LongAdder();
    private final Map<Long, LongAccumulator> periods = new ConcurrentSkipListMap<>();

    /** Writers of one entry a transaction, the sequencer and the search's index beside them, as in an installation. */
    @Test
    void commitToInclusionAtASustainedRate() throws Exception {
        try (BenchDatabase database = BenchDatabase.durable(directory.resolve("pg"))) {
            NoteSigner signer = new SigningKeyFile(directory.resolve("key.p12"), "secret")
                    .loadOrGenerate(TestLedger.ORIGIN, Clock.systemUTC());
            Path checkpoints = directory.resolve("checkpoints");
            Sequencer sequencer = new Sequencer(
                    database.application(),
                    new CheckpointSigner(
                            signer,
                            new SignerMemory(checkpoints, signer.verifier()),
                            List.of(new CheckpointDirectory(checkpoints, Clock.systemUTC())),
                            false),
                    2_000);
            SequencerLoop loop = new SequencerLoop(sequencer, new Progress(Clock.systemUTC()), Duration.ofMillis(250));
            SearchIndex index = new SearchIndex(database.application(), 1_000);
            Chore indexing = new Chore("indexing", Duration.ofSeconds(1), index::round);
            Thread sequencing = new Thread(loop, "sequencer");
            sequencing.start();
            new Thread(indexing, "index").start();
            write(database, loop);
            loop.stop();
            indexing.stop();
            sequencing.join();
            report(database);
        }
    }

    private void write(BenchDatabase database, SequencerLoop loop) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        long begin = System.nanoTime();
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(pool.submit(() -> {
                write(database, loop, begin, writer);
                return null;
            }));
        }
        long from = 0;
        long last = Long.MAX_VALUE;
        while (from < last) {
            TimeUnit.MILLISECONDS.sleep(10);
            from = included(database, begin, from);
            if (writers.stream().allMatch(Future::isDone)) {
                for (Future<?> writer : writers) {
                    writer.get();
                }
                last = committed.size();
            }
        }
        pool.shutdown();
    }

    /** Paced: a writer that falls behind writes as fast as it can until it has caught up. */
    private void write(BenchDatabase database, SequencerLoop loop, long begin, int writer) throws SQLException {
        long entries = (long) RATE * (WARM_UP + SECONDS) / WRITERS;
        for (long n = 0; n < entries; n++) {
            long due = begin + (n * WRITERS + writer) * 1_000_000_000L / RATE;
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            try (Connection connection = database.application().getConnection()) {
                connection.setAutoCommit(false);
                EntryId entry = new EntryWriter().append(connection, TestLedger.person(), TestLedger.sealed("r" + n));
                connection.commit();
                long now = System.nanoTime();
                committed.put(entry, now);
                late(due - begin, now - due);
            }
            loop.wake();
        }
    }

    /** How late in each period of five seconds, which shows whether it ever catches up; counted after the warm-up alone. */
    private void late(long due, long delay) {
        periods.computeIfAbsent(due / 5_000_000_000L, period -> new LongAccumulator(Math::max, 0))
                .accumulate(delay / 1_000_000);
        if (due > WARM_UP * 1_000_000_000L && delay > 1_000_000_000L) {
            late.increment();
        }
    }

    /** Notes for each new leaf how long it took since its commit. @return leaves now */
    private long included(BenchDatabase database, long begin, long from) throws SQLException {
        try (Connection connection = database.application().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT entry_id FROM ledger.leaf WHERE leaf_index >= " + from)) {
            long now = System.nanoTime();
            long leaves = from;
            for (; rows.next(); leaves++) {
                Long at = committed.get(new EntryId(rows.getObject(1, UUID.class)));
                if (at == null || at - begin > WARM_UP * 1_000_000_000L) {
                    waits.add(at == null ? 0 : Math.max(0, now - at));
                }
            }
            return leaves;
        }
    }

    private void report(BenchDatabase database) throws SQLException {
        try (Connection connection = database.application().getConnection();
                var row = connection
                        .createStatement()
                        .executeQuery("SELECT count(*), (SELECT count(*) FROM ledger.checkpoint) FROM ledger.leaf")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(committed.size());
            System.out.printf(
                    Locale.ROOT,
                    "BENCH sustained at %,d/s for %d s after %d s: %,d of %,d entries were committed more than a second late"
                            + " (at most, in each five seconds, ms: %s); commit to inclusion p50 %.0f ms, p95 %.0f ms,"
                            + " max %.0f ms; %,d checkpoints%n",
                    RATE,
                    SECONDS,
                    WARM_UP,
                    late.sum(),
                    (long) RATE * SECONDS,
                    periods.values(),
                    Times.percentile(waits, 50) / 1e6,
                    Times.percentile(waits, 95) / 1e6,
                    Times.percentile(waits, 100) / 1e6,
                    row.getLong(2));
        }
        assertThat(Files.exists(directory.resolve("checkpoints/checkpoint"))).isTrue();
    }
}
