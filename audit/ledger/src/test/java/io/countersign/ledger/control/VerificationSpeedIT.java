package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.Commitment;
import io.countersign.verifier.CompactTree;
import io.countersign.verifier.EntryActor;
import io.countersign.verifier.EntryContent;
import io.countersign.verifier.ExportLine;
import io.countersign.verifier.ExportScope;
import io.countersign.verifier.ExportWriter;
import io.countersign.verifier.Hash;
import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.LogVerifier;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.TrustedKeys;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prints how fast exports are verified by one thread, with as many texts beside each entry as people's acts have, and without any;
 * asserts nothing about time. See docs/benchmarks.md.
 */
@Tag("bench")
class VerificationSpeedIT {
    private static final int ENTRIES = Integer.getInteger("bench.exported", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);

    /** An entry is written with other numbers so often: making each from nothing would take longer than all the rest. */
    private static final int DISTINCT = 20_000;

    private static final Map<String, String> TEXTS = new TreeMap<>(Map.of(
            "actor.address", "192.0.2.77",
            "actor.name", "Person of the second line",
            "reason", "quarterly review of the scorecard"));

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @ValueSource(ints = {3, 0})
    void wholeExport(int texts) throws Exception {
        NoteSigner signer = new SigningKeyFile(directory.resolve("key.p12"), "secret")
                .loadOrGenerate(TestLedger.ORIGIN, Clock.systemUTC());
        Path file = directory.resolve("export.gz");
        long length = write(signer, texts, file);
        String what =
                "%,d entries with %d texts each, %,d bytes of %,d".formatted(ENTRIES, texts, Files.size(file), length);
        LogVerifier verifier = new LogVerifier(TrustedKeys.of(signer.verifier()), List.of());
        for (int round = 1; round <= ROUNDS; round++) {
            report("inflating alone", what, () -> inflate(file));
            report("offline verification, one thread", what, () -> {
                LogVerdict verdict = verifier.verify(() -> Files.newInputStream(file));
                assertThat(verdict.intact()).as(verdict.message()).isTrue();
            });
        }
    }

    private interface Work {
        void done() throws IOException;
    }

    /** By the clock, and by the processor time of this thread, which says what one core does when it is not shared. */
    private static void report(String did, String what, Work work) throws IOException {
        long begin = System.nanoTime();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.done();
        cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
        System.out.printf(
                Locale.ROOT,
                "BENCH %s of %s: %,.0f entries/s, %,.0f by processor time%n",
                did,
                what,
                ENTRIES * 1e9 / (System.nanoTime() - begin),
                ENTRIES * 1e9 / cpu);
    }

    private static void inflate(Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            while (in.read(buffer) >= 0) {
                continue;
            }
        }
    }

    /** @return bytes before compression, of the leaves alone, as good as all of it */
    private long write(NoteSigner signer, int texts, Path file) throws IOException {
        List<ExportLine.Leaf> made = leaves(texts);
        CompactTree tree = new CompactTree();
        for (int n = 0; n < ENTRIES; n++) {
            tree.append(made.get(n % DISTINCT).leafHash());
        }
        Checkpoint checkpoint = new Checkpoint(signer.verifier().name(), ENTRIES, tree.root());
        long length = 0;
        try (ExportWriter export = new ExportWriter(new BufferedOutputStream(Files.newOutputStream(file)))) {
            export.header(new ExportLine.Header(
                    signer.verifier().vkey(),
                    signer.sign(checkpoint.text()),
                    ExportScope.whole(0, ENTRIES),
                    List.of()));
            for (int n = 0; n < ENTRIES; n++) {
                ExportLine.Leaf leaf = made.get(n % DISTINCT);
                export.leaf(new ExportLine.Leaf(n, leaf.leafHash(), leaf.entry(), leaf.disclosures()));
                length += String.valueOf(leaf.entry()).length() + 64;
            }
            export.trailer();
        }
        return length;
    }

    private List<ExportLine.Leaf> leaves(int texts) {
        List<ExportLine.Leaf> leaves = new ArrayList<>();
        for (int n = 0; n < DISTINCT; n++) {
            List<ExportLine.Disclosure> disclosures = new ArrayList<>();
            Map<String, String> commitments = new TreeMap<>();
            TEXTS.entrySet().stream().limit(texts).forEach(each -> {
                byte[] salt = Commitment.newSalt(random);
                commitments.put(each.getKey(), Commitment.of(salt, each.getKey(), each.getValue()));
                disclosures.add(new ExportLine.Disclosure(
                        each.getKey(), each.getValue(), HexFormat.of().formatHex(salt)));
            });
            byte[] canonical = content(n, commitments).canonicalBytes();
            leaves.add(new ExportLine.Leaf(
                    n, MerkleHash.leaf(canonical), new String(canonical, StandardCharsets.UTF_8), disclosures));
        }
        return leaves;
    }

    private EntryContent content(int n, Map<String, String> commitments) {
        return new EntryContent(
                new UUID(random.nextLong(), random.nextLong()),
                Instant.parse("2026-11-29T09:00:00Z").plusMillis(n % 1_000),
                new EntryActor("person", UUID.randomUUID().toString(), "mlflow", "bearer", "1", null, null),
                "run.sealed",
                "run",
                "%032x".formatted(random.nextLong()),
                Map.of("digest", Hash.of(Commitment.newSalt(random)).hex()),
                commitments,
                UUID.randomUUID().toString(),
                null,
                Integer.toString(1_000_000 + n),
                1);
    }
}
