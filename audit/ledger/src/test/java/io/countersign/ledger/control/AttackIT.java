package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.verifier.Fault;
import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.LogVerifier;
import io.countersign.verifier.TrustedKeys;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks by a database superuser with triggers off, on a ledger of eight leaves with a checkpoint after every second. */
class AttackIT {
    private static final String ENTRY_OF_LEAF = "(SELECT entry_id FROM ledger.leaf WHERE leaf_index = %d)";

    @TempDir
    Path directory;

    private TestLedger ledger;
    private String keptAtFour;
    private String keptAtEight;

    @BeforeEach
    void eightLeaves() throws Exception {
        ledger = new TestLedger(directory);
        for (int i = 0; i < 8; i++) {
            ledger.append("run-" + i);
            if (i % 2 == 1) {
                ledger.sequencer(10).tick();
            }
            if (i == 3) {
                keptAtFour = ledger.checkpoint();
            }
        }
        keptAtEight = ledger.checkpoint();
    }

    @Test
    void untouchedLedgerIsIntact() throws Exception {
        LogVerdict verdict = ledger.verify(keptAtFour, keptAtEight);
        assertThat(verdict.intact()).as(verdict.message()).isTrue();
        assertThat(verdict.leaves()).isEqualTo(8);
        assertThat(verdict.disclosures()).isEqualTo(24);
        assertThat(verdict.erased()).isZero();
    }

    @Test
    void changedByteIsFound() throws Exception {
        changeEntry(5);
        LogVerdict verdict = ledger.verify();
        assertBad(verdict, Fault.CHANGED, 5, 5);
        assertThat(verdict.writtenAt()).isNotNull();
        assertThat(verdict.message()).startsWith("leaf 5 was changed (written 20");
    }

    @Test
    void changedEntryInRebuiltTreeIsFoundBetweenCheckpoints() throws Exception {
        changeEntry(5);
        ledger.rebuildTree();
        assertBad(ledger.verify(), Fault.CHANGED, 4, 5);
    }

    @Test
    void clumsyChangeDoesNotHideASkilledOneBeforeIt() throws Exception {
        changeEntry(4);
        ledger.rebuildTree();
        changeEntry(5);
        assertBad(ledger.verify(), Fault.CHANGED, 4, 5);
    }

    @Test
    void deletedEntryIsFound() throws Exception {
        ledger.asSuperuser("DELETE FROM ledger.entry WHERE id = " + ENTRY_OF_LEAF.formatted(3));
        assertBad(ledger.verify(), Fault.DELETED, 3, 3);
    }

    @Test
    void deletedLeafIsFound() throws Exception {
        ledger.asSuperuser("DELETE FROM ledger.leaf WHERE leaf_index = 3");
        assertBad(ledger.verify(), Fault.DELETED, 3, 3);
    }

    @Test
    void deletedLeafInRebuiltTreeIsFoundBetweenCheckpoints() throws Exception {
        ledger.asSuperuser(
                "DELETE FROM ledger.leaf WHERE leaf_index = 3",
                "UPDATE ledger.leaf SET leaf_index = leaf_index + 99 WHERE leaf_index > 3",
                "UPDATE ledger.leaf SET leaf_index = leaf_index - 100 WHERE leaf_index > 3");
        ledger.rebuildTree();
        assertBad(ledger.verify(), Fault.DELETED, 2, 3);
    }

    @Test
    void insertedEntryInRebuiltTreeIsFoundBetweenCheckpoints() throws Exception {
        ledger.append("late");
        ledger.asSuperuser(
                "UPDATE ledger.leaf SET leaf_index = leaf_index + 101 WHERE leaf_index > 2",
                "UPDATE ledger.leaf SET leaf_index = leaf_index - 100 WHERE leaf_index > 2",
                "INSERT INTO ledger.leaf SELECT 3, id, sha256(canonical) FROM ledger.entry ORDER BY id DESC LIMIT 1");
        ledger.rebuildTree();
        assertBad(ledger.verify(), Fault.INSERTED, 2, 3);
    }

    @Test
    void swappedEntriesAreFound() throws Exception {
        ledger.asSuperuser("UPDATE ledger.leaf SET entry_id = gen_random_uuid() WHERE false", """
                CREATE TEMP TABLE swapped AS SELECT leaf_index, entry_id FROM ledger.leaf WHERE leaf_index IN (2, 6);
                UPDATE ledger.leaf SET entry_id = gen_random_uuid() WHERE leaf_index IN (2, 6);
                UPDATE ledger.leaf l SET entry_id = s.entry_id FROM swapped s WHERE s.leaf_index = 8 - l.leaf_index
                """);
        assertBad(ledger.verify(), Fault.REORDERED, 2, 2);
    }

    @Test
    void cutOffTailIsFoundByAKeptCheckpoint() throws Exception {
        ledger.asSuperuser(
                "DELETE FROM ledger.leaf WHERE leaf_index >= 6", "DELETE FROM ledger.checkpoint WHERE tree_size > 6");
        ledger.rebuildTree();
        assertThat(ledger.verify(keptAtFour).intact()).isTrue();
        assertBad(ledger.verify(keptAtEight), Fault.TRUNCATED, 6, 6);
    }

    @Test
    void missingTailUnderTheLatestCheckpointIsFound() throws Exception {
        ledger.asSuperuser("DELETE FROM ledger.leaf WHERE leaf_index >= 6");
        assertBad(ledger.verify(), Fault.TRUNCATED, 6, 6);
    }

    @Test
    void treeSignedAnewWithTheRealKeyIsFoundByAKeptCheckpoint() throws Exception {
        changeEntry(5);
        ledger.rebuildTree();
        ledger.signAnew();
        assertThat(ledger.verify(keptAtFour).intact()).isTrue();
        assertBad(ledger.verify(keptAtFour, keptAtEight), Fault.FORKED, 4, 7);
    }

    @Test
    void backdatedEntryIsFound() throws Exception {
        ledger.append("late");
        ledger.asSuperuser("""
                UPDATE ledger.entry SET canonical = convert_to(regexp_replace(convert_from(canonical, 'UTF8'),
                    '"at":"[0-9]{4}', '"at":"2020'), 'UTF8')
                WHERE id NOT IN (SELECT entry_id FROM ledger.leaf)
                """);
        ledger.sequencer(10).tick();
        LogVerdict verdict = ledger.verify(keptAtEight);
        assertBad(verdict, Fault.BACKDATED, 8, 8);
        assertThat(verdict.message())
                .contains("leaf 8 is dated long before entries that stand before it (written 2020-");
    }

    @Test
    void entryThatWasBackdatedAfterwardsIsFound() throws Exception {
        ledger.asSuperuser("""
                UPDATE ledger.entry SET canonical = convert_to(regexp_replace(convert_from(canonical, 'UTF8'),
                    '"at":"[0-9]{4}', '"at":"2020'), 'UTF8')
                WHERE id = %s
                """.formatted(ENTRY_OF_LEAF.formatted(6)));
        assertBad(ledger.verify(), Fault.CHANGED, 6, 6);
        ledger.rebuildTree();
        assertBad(ledger.verify(), Fault.CHANGED, 6, 6);
    }

    @Test
    void anotherKeyAndAForgedSignatureAreFound() throws Exception {
        NoteSignerOf other = new NoteSignerOf(directory.resolve("other.p12"));
        byte[] export = ledger.export();
        LogVerdict wrongKey =
                new LogVerifier(TrustedKeys.of(other.key()), List.of()).verify(() -> new ByteArrayInputStream(export));
        assertThat(wrongKey.fault()).isEqualTo(Fault.WRONG_KEY);

        ledger.asSuperuser(
                "UPDATE ledger.checkpoint SET note = replace(note, E'\\n8\\n', E'\\n7\\n') WHERE tree_size = 8");
        assertThat(ledger.verify().fault()).isEqualTo(Fault.BAD_SIGNATURE);
    }

    @Test
    void changedDisclosureIsFoundAndErasedOneIsNot() throws Exception {
        ledger.asSuperuser("DELETE FROM ledger.disclosure WHERE entry_id = " + ENTRY_OF_LEAF.formatted(1)
                + " AND name = 'actor.name'");
        LogVerdict erased = ledger.verify();
        assertThat(erased.intact()).isTrue();
        assertThat(erased.erased()).isEqualTo(1);

        ledger.asSuperuser(
                "UPDATE ledger.disclosure SET text = 'Somebody Else' WHERE name = 'actor.name' AND entry_id = "
                        + ENTRY_OF_LEAF.formatted(4));
        assertBad(ledger.verify(), Fault.DISCLOSURE_CHANGED, 4, 4);
    }

    @Test
    void exportCutOffAnywhereIsNotTakenForWhole() throws Exception {
        byte[] export = ledger.export();
        for (int length : new int[] {export.length / 2, export.length - 30, export.length - 9}) {
            LogVerdict verdict = ledger.verifyBytes(Arrays.copyOf(export, length));
            assertThat(verdict.fault()).isEqualTo(Fault.TRUNCATED);
        }
    }

    @Test
    void signerRefusesASmallerTreeAfterRestore() throws Exception {
        ledger.asSuperuser(
                "DELETE FROM ledger.entry WHERE id IN (SELECT entry_id FROM ledger.leaf WHERE leaf_index >= 6)",
                "DELETE FROM ledger.leaf WHERE leaf_index >= 6",
                "DELETE FROM ledger.checkpoint WHERE tree_size > 6");
        ledger.rebuildTree();
        assertThatThrownBy(() -> ledger.sequencer(10).tick())
                .isInstanceOf(ForkRefusedException.class)
                .hasMessageContaining("holds 6 leaves, but a tree of 8 was signed");
        for (int i = 0; i < 4; i++) {
            ledger.append("after restore " + i);
        }
        assertThatThrownBy(() -> ledger.sequencer(10).tick())
                .isInstanceOf(ForkRefusedException.class)
                .hasMessageContaining("first 8 leaves are not those that were signed");
        assertThat(ledger.count("SELECT max(tree_size) FROM ledger.checkpoint")).isEqualTo(6);
    }

    @Test
    void signerWithoutMemoryRefusesATreeThatItDoesNotKnow() throws Exception {
        java.nio.file.Files.delete(directory.resolve("checkpoints/signed-tree"));
        ledger.append("one more");
        assertThatThrownBy(() -> ledger.sequencer(10).tick())
                .isInstanceOf(ForkRefusedException.class)
                .hasMessageContaining("the signer remembers none");
    }

    private void changeEntry(int leaf) throws Exception {
        ledger.asSuperuser("""
                UPDATE ledger.entry
                SET canonical = overlay(canonical PLACING 'x'::bytea FROM position('run.sealed'::bytea IN canonical))
                WHERE id = %s
                """.formatted(ENTRY_OF_LEAF.formatted(leaf)));
    }

    private static void assertBad(LogVerdict verdict, Fault fault, long first, long last) {
        assertThat(verdict.intact()).isFalse();
        assertThat(List.of(verdict.fault(), verdict.firstBadLeaf(), verdict.lastCandidate()))
                .as(verdict.message())
                .isEqualTo(List.of(fault, first, last));
    }

    /** A key that is not the ledger's. */
    private record NoteSignerOf(Path file) {
        io.countersign.verifier.VerifierKey key() throws Exception {
            return new SigningKeyFile(file, "secret")
                    .loadOrGenerate(TestLedger.ORIGIN, Clock.systemUTC())
                    .verifier();
        }
    }
}
