package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.EntryId;
import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.MerkleProofs;
import io.countersign.verifier.SignedNote;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerIT {
    @TempDir
    Path directory;

    private TestLedger ledger;

    @BeforeEach
    void newLedger() throws Exception {
        ledger = new TestLedger(directory);
    }

    @Test
    void committedEntryIsProvedUnderTheSignedCheckpoint() throws Exception {
        List<EntryId> entries = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            entries.add(ledger.append("run-" + i));
        }
        assertThat(ledger.sequencer(100).tick()).isEqualTo(Sequencer.Outcome.SIGNED);

        Proofs proofs = new Proofs(ledger.database.application());
        for (int i = 0; i < 7; i++) {
            Proofs.Proof proof = proofs.of(entries.get(i)).orElseThrow();
            SignedNote note = SignedNote.parse(proof.checkpoint());
            assertThat(note.standing(ledger.key())).isEqualTo(SignedNote.Standing.SIGNED);
            Checkpoint checkpoint = Checkpoint.parse(note);
            assertThat(checkpoint.origin()).isEqualTo(TestLedger.ORIGIN);
            assertThat(proof.leafIndex()).isEqualTo(i);
            assertThat(proof.leafHash()).isEqualTo(MerkleHash.leaf(canonical(entries.get(i))));
            assertThat(MerkleProofs.isIncluded(proof.leafHash(), i, 7, proof.path(), checkpoint.root()))
                    .isTrue();
        }
        assertThat(Files.readString(directory.resolve("checkpoints/checkpoint")))
                .isEqualTo(proofs.latest().orElseThrow().note());
    }

    /** Nodes within a tile are made of its leaves: only those of 256 leaves and more are rows. */
    @Test
    void treeOfSeveralTilesIsProvedFromItsLeavesAndFewStoredNodes() throws Exception {
        List<EntryId> entries = appendTogether(600);
        Sequencer sequencer = ledger.sequencer(97);
        while (sequencer.tick() != Sequencer.Outcome.IDLE) {
            assertThat(leaves()).isNotEmpty();
        }
        Proofs proofs = new Proofs(ledger.database.application());
        for (int leaf : List.of(0, 1, 254, 255, 256, 300, 511, 512, 513, 598, 599)) {
            EntryId entry = leaves().get(leaf);
            Proofs.Proof proof = proofs.of(entry).orElseThrow();
            Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(proof.checkpoint()));
            assertThat(checkpoint.size()).isEqualTo(600);
            assertThat(proof.leafHash()).isEqualTo(MerkleHash.leaf(canonical(entry)));
            assertThat(MerkleProofs.isIncluded(proof.leafHash(), leaf, 600, proof.path(), checkpoint.root()))
                    .isTrue();
        }
        Proofs.Consistency grown = proofs.consistency(291, 582);
        assertThat(MerkleProofs.isConsistent(291, root(grown.from()), 582, root(grown.to()), grown.proof()))
                .isTrue();
        assertThat(ledger.count("SELECT count(*) FROM ledger.node")).isEqualTo(3);
        assertThat(ledger.count("SELECT min(level) FROM ledger.node")).isEqualTo(TileNodes.TILE_HEIGHT);
        assertThat(entries).containsExactlyInAnyOrderElementsOf(leaves());

        ledger.asSuperuser("DELETE FROM ledger.leaf WHERE leaf_index = 300");
        EntryId neighbour = leaves().get(301);
        assertThatThrownBy(() -> proofs.of(neighbour))
                .isInstanceOf(SQLException.class)
                .hasMessage("the stored tree has no node 300 of level 0");
    }

    private List<EntryId> appendTogether(int number) throws SQLException {
        List<EntryId> entries = new ArrayList<>();
        try (Connection connection = ledger.database.application().getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < number; i++) {
                entries.add(new EntryWriter().append(connection, TestLedger.person(), TestLedger.sealed("r" + i)));
            }
            connection.commit();
        }
        return entries;
    }

    private static Hash root(String note) {
        return Checkpoint.parse(SignedNote.parse(note)).root();
    }

    @Test
    void uncommittedTransactionHoldsBackOnlyWhatComesAfterIt() throws Exception {
        EntryId first = ledger.append("first");
        Sequencer sequencer = ledger.sequencer(100);
        try (Connection slow = ledger.database.application().getConnection()) {
            slow.setAutoCommit(false);
            EntryId held = new EntryWriter().append(slow, TestLedger.person(), TestLedger.sealed("slow"));
            EntryId after = ledger.append("after");
            assertThat(sequencer.tick()).isEqualTo(Sequencer.Outcome.SIGNED);
            assertThat(leaves()).containsExactly(first);
            assertThat(sequencer.tick()).isEqualTo(Sequencer.Outcome.IDLE);
            slow.commit();
            assertThat(sequencer.tick()).isEqualTo(Sequencer.Outcome.SIGNED);
            assertThat(leaves()).containsExactly(first, held, after);
        }
    }

    @Test
    void sixtyFourWritersAndTwoSequencersGiveEachCommittedEntryOneLeaf() throws Exception {
        Set<EntryId> committed = ConcurrentHashMap.newKeySet();
        Set<EntryId> rolledBack = ConcurrentHashMap.newKeySet();
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService pool = Executors.newFixedThreadPool(66);
        try {
            List<Future<?>> sequencers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Sequencer sequencer = ledger.sequencer(17);
                sequencers.add(pool.submit(sequenceWhile(writing, sequencer)));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                writers.add(pool.submit(write(new Random(i), committed, rolledBack)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            writing.set(false);
            for (Future<?> sequencer : sequencers) {
                sequencer.get();
            }
        } finally {
            pool.shutdownNow();
        }
        Sequencer last = ledger.sequencer(1_000);
        while (last.tick() != Sequencer.Outcome.IDLE) {
            assertThat(leaves().size()).isLessThanOrEqualTo(committed.size());
        }
        assertThat(rolledBack).isNotEmpty();
        assertThat(leaves()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(committed);
        assertThat(ledger.count("SELECT max(leaf_index) + 1 FROM ledger.leaf")).isEqualTo(committed.size());
    }

    private static Callable<Void> sequenceWhile(AtomicBoolean writing, Sequencer sequencer) {
        return () -> {
            while (writing.get()) {
                sequencer.tick();
            }
            return null;
        };
    }

    private Callable<Void> write(Random random, Set<EntryId> committed, Set<EntryId> rolledBack) {
        return () -> {
            try (Connection connection = ledger.database.application().getConnection();
                    Statement delay = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (int i = 0; i < 12; i++) {
                    EntryId entry =
                            new EntryWriter().append(connection, TestLedger.person(), TestLedger.sealed("r" + i));
                    delay.execute("SELECT pg_sleep(" + random.nextInt(40) / 1000.0 + ")");
                    if (random.nextInt(4) == 0) {
                        connection.rollback();
                        rolledBack.add(entry);
                    } else {
                        connection.commit();
                        committed.add(entry);
                    }
                }
            }
            return null;
        };
    }

    private List<EntryId> leaves() throws SQLException {
        List<EntryId> leaves = new ArrayList<>();
        try (Connection connection = ledger.database.application().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT entry_id FROM ledger.leaf ORDER BY leaf_index")) {
            while (rows.next()) {
                leaves.add(new EntryId(rows.getObject(1, java.util.UUID.class)));
            }
        }
        return leaves;
    }

    private byte[] canonical(EntryId entry) throws SQLException {
        try (Connection connection = ledger.database.application().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT canonical FROM ledger.entry WHERE id = '" + entry + "'")) {
            row.next();
            return row.getBytes(1);
        }
    }
}
