package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.EntryId;
import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.LogVerifier;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.TrustedKeys;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how fast a large ledger is read on this machine; asserts nothing about time. With {@code -Dbench.data=DIRECTORY} the
 * ledger is made once and kept there. See docs/benchmarks.md.
 */
@Tag("bench")
class LargeLedgerIT {
    private static final long LEAVES = Long.getLong("bench.leaves", 200_000);
    private static final long EXPORTED = Long.getLong("bench.exported", 1_000_000);
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 400;
    private static final int PAGE = 100;

    @TempDir
    Path otherwise;

    private Path directory;
    private BenchDatabase database;
    private NoteSigner signer;
    private final Random random = new Random(11);

    @BeforeEach
    void largeLedger() throws Exception {
        directory = BenchDatabase.kept(otherwise);
        signer = new SigningKeyFile(directory.resolve("key.p12"), "secret")
                .loadOrGenerate(TestLedger.ORIGIN, Clock.systemUTC());
        Path filled = directory.resolve("filled-" + LEAVES);
        if (Files.notExists(filled)) {
            try (BenchDatabase filling = BenchDatabase.forFilling(directory.resolve("pg"))) {
                new LargeLedger(filling, signer, LEAVES).fill(directory.resolve("checkpoints"));
            }
            Files.createFile(filled);
        }
        database = BenchDatabase.durable(directory.resolve("pg"));
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    /** From a disk of which nothing is in memory, from the first turn of the preload on, and once all of the tree was read. */
    @Test
    void inclusionProof() throws Exception {
        EntryId[] before = some(WARM_UP + ROUNDS);
        EntryId[] after = some(WARM_UP + ROUNDS);
        String cache = fromTheDisk();
        inclusionProof(cache, before);
        cache = fromTheDisk();
        TreePreload preload = new TreePreload(database.application(), LEAVES, 50_000);
        boolean more = preload.round();
        inclusionProof(cache + " but for the nodes and the newest leaves", after);
        long begin = System.nanoTime();
        while (more) {
            more = preload.round();
        }
        System.out.printf(
                Locale.ROOT, "BENCH %,d leaves read in %.1f s%n", preload.found(), (System.nanoTime() - begin) / 1e9);
        inclusionProof("with the tree read", some(WARM_UP + ROUNDS));
        explainProof();
    }

    /** Whoever may not empty the system's cache measures with the database's alone empty. */
    private String fromTheDisk() throws Exception {
        database.close();
        Process drop = new ProcessBuilder("sh", "-c", "sync; echo 3 > /proc/sys/vm/drop_caches").start();
        boolean dropped = drop.waitFor() == 0;
        database = BenchDatabase.durable(directory.resolve("pg"));
        return dropped ? "nothing in memory" : "as the system's cache happens to be";
    }

    /** The statement that reads the tree; it is explained in place of being answered, so that no proof comes of it. */
    private void explainProof() throws SQLException {
        long leaf = (long) (random.nextDouble() * LEAVES);
        DataSource explaining =
                Explaining.of(database.application(), lines -> System.out.println("PLAN inclusion proof\n" + lines));
        try (Connection connection = explaining.getConnection()) {
            StoredTree tree = new StoredTree(connection);
            assertThatThrownBy(() -> tree.compute(nodes -> MerkleProofs.inclusion(leaf, LEAVES, nodes)))
                    .isInstanceOf(SQLException.class);
        }
    }

    private void inclusionProof(String cache, EntryId[] some) throws Exception {
        Proofs proofs = new Proofs(database.application());
        Times times = Times.of(WARM_UP, some.length - WARM_UP, round -> assertThat(
                        proofs.of(some[round]).orElseThrow().path())
                .isNotEmpty());
        System.out.printf(Locale.ROOT, "BENCH inclusion proof at %,d leaves, %s: %s%n", LEAVES, cache, times);
    }

    @Test
    void searchAndPaging() throws Exception {
        search("newest, first page", () -> none(), () -> null);
        search("newest, some page", () -> none(), this::some);
        search("one person, first page", () -> filter(null, null, null, person(), null, null), () -> null);
        search("one person, some page", () -> filter(null, null, null, person(), null, null), this::some);
        search("one run", () -> filter("run", run(), null, null, null, null), () -> null);
        search("rare action, first page", () -> filter(null, null, "ledger.exported", null, null, null), () -> null);
        search("rare action, some page", () -> filter(null, null, "ledger.exported", null, null, null), this::some);
        search("frequent action, some page", () -> filter(null, null, "run.sealed", null, null, null), this::some);
        search("person and rare action", () -> filter(null, null, "ledger.exported", person(), null, null), () -> null);
        search(
                "person and action of a day",
                () -> filter(null, null, "run.created", person(), day(), null),
                () -> null);
        search("a day, some page of it", () -> filter(null, null, null, null, day(), null), () -> null);
        search("a word that few have", () -> filter(null, null, null, null, null, run()), () -> null);
        search("a word that a tenth has", () -> filter(null, null, null, null, null, "scorecard"), this::some);
        search(
                "words together",
                () -> filter(null, null, null, null, null, "review " + random.nextInt(1_000)),
                () -> null);
        search(
                "a word that never was",
                () -> filter(null, null, null, null, null, "no" + random.nextInt(1_000_000)),
                () -> null);
        search("a word and a person", () -> filter(null, null, null, person(), null, "scorecard"), () -> null);
    }

    private interface Made<T> {
        @Nullable
        T one() throws SQLException;
    }

    private void search(String what, Made<EntryFilter> filter, Made<EntryId> before) throws Exception {
        StoredEntries entries = new StoredEntries(database.application());
        long[] found = new long[1];
        Times times = Times.of(
                20,
                100,
                round -> found[0] += entries.newest(java.util.Objects.requireNonNull(filter.one()), before.one(), PAGE)
                        .size());
        System.out.printf(
                Locale.ROOT,
                "BENCH search at %,d entries, %s: %s (%d found a page)%n",
                LEAVES,
                what,
                times,
                found[0] / 120);
        explain(what, java.util.Objects.requireNonNull(filter.one()), before.one());
    }

    private void explain(String what, EntryFilter filter, @Nullable EntryId before) throws SQLException {
        DataSource explaining =
                Explaining.of(database.application(), lines -> System.out.println("PLAN " + what + "\n" + lines));
        new StoredEntries(explaining).newest(filter, before, PAGE);
    }

    @Test
    void offlineVerification() throws Exception {
        long exported = Math.min(EXPORTED, LEAVES);
        Path file = directory.resolve("export-" + exported + ".gz");
        if (Files.notExists(file)) {
            export(exported, file);
        }
        System.out.printf(
                Locale.ROOT,
                "BENCH export of %,d entries: %,d bytes, key %s%n",
                exported,
                Files.size(file),
                signer.verifier().vkey());
        LogVerifier verifier = new LogVerifier(TrustedKeys.of(signer.verifier()), List.of());
        for (int round = 1; round <= 4; round++) {
            long begin = System.nanoTime();
            LogVerdict verdict = verifier.verify(() -> new BufferedInputStream(Files.newInputStream(file), 1 << 16));
            assertThat(verdict.intact()).as(verdict.message()).isTrue();
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "BENCH offline verification, one thread, round %d: %,.0f entries/s%n",
                    round,
                    exported / seconds);
        }
    }

    private void export(long exported, Path file) throws Exception {
        long begin = System.nanoTime();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Proofs.Stored checkpoint =
                    new Proofs(database.application()).at(exported).orElseThrow();
            new ExportStream(database.application(), signer.verifier())
                    .write(checkpoint, new ExportQuery(0, null, exported, TestLedger.ANY), out);
        }
        System.out.printf(
                Locale.ROOT, "BENCH export: %,.0f entries/s%n", exported / ((System.nanoTime() - begin) / 1e9));
    }

    private EntryId[] some(int many) throws SQLException {
        EntryId[] some = new EntryId[many];
        for (int i = 0; i < many; i++) {
            some[i] = some();
        }
        return some;
    }

    private EntryId some() throws SQLException {
        try (Connection connection = database.application().getConnection();
                var row = connection
                        .createStatement()
                        .executeQuery("SELECT entry_id FROM ledger.leaf WHERE leaf_index = "
                                + (long) (random.nextDouble() * LEAVES))) {
            row.next();
            return new EntryId(row.getObject(1, UUID.class));
        }
    }

    private static EntryFilter none() {
        return filter(null, null, null, null, null, null);
    }

    private static EntryFilter filter(
            @Nullable String kind,
            @Nullable String id,
            @Nullable String action,
            @Nullable String actor,
            @Nullable Instant day,
            @Nullable String text) {
        return new EntryFilter(kind, id, action, actor, day, day == null ? null : day.plusSeconds(86_400), text);
    }

    private String person() {
        return "person-" + random.nextInt(LargeLedger.ACTORS);
    }

    private String run() {
        return "%032x".formatted((long) (random.nextDouble() * LEAVES / 3));
    }

    private Instant day() {
        return Instant.parse("2023-12-01T00:00:00Z").plusSeconds(86_400L * random.nextInt(1_000));
    }
}
