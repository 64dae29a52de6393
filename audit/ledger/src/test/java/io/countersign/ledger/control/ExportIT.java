package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.problem.ProblemException;
import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.Hash;
import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.LogVerifier;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.SignedNote;
import io.countersign.verifier.TilePath;
import io.countersign.verifier.TrustedKeys;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is handed out of a ledger of 300 leaves in two trees: exports, tiles, consistency, search. */
class ExportIT {
    @TempDir
    Path directory;

    private TestLedger ledger;
    private Instant middle;

    @BeforeEach
    void threeHundredLeaves() throws Exception {
        ledger = new TestLedger(directory);
        append(0, 200);
        middle = nextMillisecond();
        append(200, 300);
    }

    /** A moment after all entries that there are, and not after any that comes. */
    private Instant nextMillisecond() throws Exception {
        try (Connection connection = ledger.database.application().getConnection();
                var row = connection
                        .createStatement()
                        .executeQuery("SELECT date_trunc('milliseconds', max(at)) + interval '1 ms',"
                                + " pg_sleep_until(clock_timestamp() + interval '2 ms')::text FROM ledger.entry")) {
            row.next();
            return row.getObject(1, java.time.OffsetDateTime.class).toInstant();
        }
    }

    private void append(int from, int to) throws Exception {
        try (Connection connection = ledger.database.application().getConnection()) {
            connection.setAutoCommit(false);
            for (int i = from; i < to; i++) {
                new EntryWriter().append(connection, TestLedger.person(), TestLedger.sealed("run-" + i % 7));
            }
            connection.commit();
        }
        ledger.sequencer(1_000).tick();
    }

    @Test
    void partsUnderOneCheckpointAreOneExport() throws Exception {
        byte[] first = ledger.export(new ExportQuery(0, 120L, 300L, TestLedger.ANY));
        byte[] rest = ledger.export(new ExportQuery(120, null, 300L, TestLedger.ANY));
        List<LogVerifier.Part> parts = Stream.of(first, rest)
                .map(part -> (LogVerifier.Part) () -> new ByteArrayInputStream(part))
                .toList();
        LogVerdict verdict = new LogVerifier(TrustedKeys.of(ledger.key()), List.of()).verify(parts);
        assertThat(verdict.intact()).as(verdict.message()).isTrue();
        assertThat(verdict.leaves()).isEqualTo(300);
    }

    @Test
    void exportUnderAnOlderTreeEndsWhereItEnds() throws Exception {
        LogVerdict verdict = ledger.verifyBytes(ledger.export(new ExportQuery(0, null, 200L, TestLedger.ANY)));
        assertThat(verdict.intact()).as(verdict.message()).isTrue();
        assertThat(verdict.treeSize()).isEqualTo(200);
    }

    @Test
    void periodHoldsEachOfItsEntriesWithProof() throws Exception {
        EntryFilter until = new EntryFilter(null, null, null, null, null, middle, null);
        LogVerdict verdict = ledger.verifyBytes(ledger.export(new ExportQuery(0, null, null, until)));
        assertThat(verdict.intact()).as(verdict.message()).isTrue();
        assertThat(verdict.message()).startsWith("all 200 entries of this range are as signed");
    }

    @Test
    void subjectHoldsItsEntriesWithProof() throws Exception {
        EntryFilter subject = new EntryFilter("run", "run-3", null, null, null, null, null);
        LogVerdict verdict = ledger.verifyBytes(ledger.export(new ExportQuery(0, null, null, subject)));
        assertThat(verdict.intact()).as(verdict.message()).isTrue();
        assertThat(verdict.leaves())
                .isEqualTo(ledger.count(
                        "SELECT count(*) FROM ledger.entry WHERE subject_kind = 'run' AND subject_id = 'run-3'"));
        ledger.asSuperuser(
                "UPDATE ledger.entry SET canonical = overlay(canonical PLACING 'x'::bytea FROM 40) WHERE id ="
                        + " (SELECT entry_id FROM ledger.leaf WHERE leaf_index = 3)");
        LogVerdict changed = ledger.verifyBytes(ledger.export(new ExportQuery(0, null, null, subject)));
        assertThat(changed.firstBadLeaf()).isEqualTo(3);
    }

    @Test
    void queriesThatContradictThemselvesAreRefused() {
        EntryFilter subject = new EntryFilter("run", "run-3", null, null, null, null, null);
        assertThatThrownBy(() -> new ExportQuery(5, null, null, subject)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new ExportQuery(5, 4L, null, TestLedger.ANY)).isInstanceOf(ProblemException.class);
    }

    @Test
    void tilesAndBundlesAreTheTree() throws Exception {
        Tiles tiles = new Tiles(ledger.database.application());
        byte[] full = tiles.read(new TilePath(0, 0, 256)).orElseThrow();
        byte[] partial = tiles.read(new TilePath(0, 1, 44)).orElseThrow();
        byte[] above = tiles.read(new TilePath(1, 0, 1)).orElseThrow();
        assertThat(full).hasSize(256 * 32);
        assertThat(partial).hasSize(44 * 32);
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(ledger.checkpoint()));
        assertThat(MerkleProofs.root(300, (level, index) -> {
                    if (level == 8) {
                        return Hash.of(above);
                    }
                    io.countersign.verifier.CompactTree tree = new io.countersign.verifier.CompactTree();
                    for (long leaf = index << level; leaf < index + 1 << level; leaf++) {
                        int at = (int) (leaf - 256) * 32;
                        tree.append(Hash.of(Arrays.copyOfRange(partial, at, at + 32)));
                    }
                    return tree.root();
                }))
                .isEqualTo(checkpoint.root());
        byte[] bundle = tiles.read(new TilePath(TilePath.ENTRIES, 1, 44)).orElseThrow();
        int length = (bundle[0] & 0xff) << 8 | bundle[1] & 0xff;
        assertThat(MerkleHash.leaf(Arrays.copyOfRange(bundle, 2, 2 + length)))
                .isEqualTo(Hash.of(Arrays.copyOf(partial, 32)));
        assertThat(tiles.read(new TilePath(0, 1, 45))).isEmpty();
        assertThat(tiles.read(new TilePath(2, 0, 1))).isEmpty();
    }

    @Test
    void treesAreConsistent() throws Exception {
        Proofs.Consistency found = new Proofs(ledger.database.application()).consistency(200, 300);
        Checkpoint old = Checkpoint.parse(SignedNote.parse(found.from()));
        Checkpoint young = Checkpoint.parse(SignedNote.parse(found.to()));
        assertThat(MerkleProofs.isConsistent(200, old.root(), 300, young.root(), found.proof()))
                .isTrue();
    }

    @Test
    void searchFindsByWordsTimeAndPages() throws Exception {
        SearchIndex index = new SearchIndex(ledger.database.application(), 250);
        assertThat(index.round()).isTrue();
        assertThat(index.round()).isFalse();
        StoredEntries entries = new StoredEntries(ledger.database.application());
        EntryFilter words = new EntryFilter(null, null, null, null, null, middle, "\"end of run\" run-3");
        List<StoredEntry> page = entries.newest(words, null, 5);
        assertThat(page).hasSize(5).allMatch(entry -> entry.subject().id().equals("run-3"));
        List<StoredEntry> next = entries.newest(words, page.get(4).id(), 100);
        assertThat(next).isNotEmpty().doesNotContainAnyElementsOf(page);
        assertThat(page.size() + next.size()).isEqualTo((int)
                ledger.count("SELECT count(*) FROM ledger.entry WHERE subject_id = 'run-3' AND at < '" + middle + "'"));
        assertThat(entries.newest(new EntryFilter(null, null, null, null, null, null, "nobody"), null, 5))
                .isEmpty();
        assertThat(entries.newest(new EntryFilter(null, null, "run.sealed", "sub-1", middle, null, null), null, 500))
                .hasSize(100);
    }

    @Test
    void bytesOfAnEntryFitIntoABundle() {
        assertThatThrownBy(() -> {
                    try (Connection connection = ledger.database.application().getConnection()) {
                        new EntryWriter()
                                .append(
                                        connection,
                                        TestLedger.person(),
                                        io.countersign.audit.AuditEvent.of(
                                                        "run.sealed", new io.countersign.audit.Subject("run", "r"))
                                                .fact("long", "x".repeat(70_000))
                                                .build());
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 65535");
    }
}
