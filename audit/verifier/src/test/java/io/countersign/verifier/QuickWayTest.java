package io.countersign.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.verifier.testing.SmallLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Most leaves are read in a quick way, which must never find well what the other way finds at fault. */
class QuickWayTest {
    private static final int LEAVES = 24;
    private static final int ROUNDS = Integer.getInteger("rounds", 250);
    private static final String ODD = "\"\\{}[]:,0189afAFzZ \n\t\u0001\u007fé€😀-+.Tnull";

    private final NoteSigner signer = SmallLog.newKey("quick.test/log");
    private final Random random = new Random(4);

    private record Made(String entry, List<ExportLine.Disclosure> disclosures) {}

    @Test
    void leavesAsTheyAreWrittenGoTheQuickWay() throws IOException {
        List<Made> made = honest();
        int quick = 0;
        LogScan scan = new LogScan(checkpoint(made), List.of());
        try (ExportReader reader = new ExportReader(new ByteArrayInputStream(zip(export(made))))) {
            while (scan.count() < LEAVES) {
                LeafLine leaf = reader.leaf();
                if (leaf != null && scan.takes(leaf)) {
                    reader.pass();
                    quick++;
                } else {
                    other(reader.next().orElseThrow(), scan);
                }
            }
        }
        // The other way go the first one of all and the one behind a checkpoint, which are kept in mind, the three
        // whose reason
        // has a line break, and one that is of the hour before.
        assertThat(quick).isEqualTo(LEAVES - 6);
        assertThat(verdict(export(made)).intact()).isTrue();
    }

    @Test
    void whateverIsChangedInAnExportIsFoundInBothWays() throws IOException {
        String honest = export(honest());
        for (int round = 0; round < 2 * ROUNDS; round++) {
            String changed = random.nextInt(4) == 0 ? withOtherLines(honest) : withOtherCharacters(honest);
            assertThat(verdict(changed)).as(changed).isEqualTo(slowVerdict(changed));
        }
    }

    /** So the hashes are right, and what is odd is the entry alone. */
    @Test
    void oddEntriesThatWereSignedAreJudgedTheSameInBothWays() throws IOException {
        List<Made> honest = honest();
        for (int round = 0; round < ROUNDS; round++) {
            List<Made> odd = new ArrayList<>(honest);
            for (int change = 0; change < 3; change++) {
                int place = random.nextInt(LEAVES);
                Made before = odd.get(place);
                odd.set(place, new Made(withOtherCharacters(before.entry()), before.disclosures()));
            }
            String export = export(odd);
            assertThat(verdict(export)).as(export).isEqualTo(slowVerdict(export));
        }
    }

    @Test
    void oddDisclosuresAreJudgedTheSameInBothWays() throws IOException {
        List<Made> honest = honest();
        for (int round = 0; round < ROUNDS; round++) {
            List<Made> odd = new ArrayList<>(honest);
            int place = 1 + random.nextInt(LEAVES - 1);
            List<ExportLine.Disclosure> disclosures =
                    new ArrayList<>(odd.get(place).disclosures());
            if (disclosures.isEmpty()) {
                continue;
            }
            ExportLine.Disclosure one = disclosures.remove(random.nextInt(disclosures.size()));
            disclosures.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new ExportLine.Disclosure(withOtherCharacters(one.name()), one.text(), one.salt());
                        case 1 -> new ExportLine.Disclosure(one.name(), withOtherCharacters(one.text()), one.salt());
                        case 2 -> new ExportLine.Disclosure(one.name(), one.text(), withOtherCharacters(one.salt()));
                        default ->
                            new ExportLine.Disclosure(
                                    one.name(), one.text(), one.salt().toUpperCase());
                    });
            odd.set(place, new Made(odd.get(place).entry(), disclosures));
            String export = export(odd);
            assertThat(verdict(export)).as(export).isEqualTo(slowVerdict(export));
        }
    }

    /** Of depth and length there is a limit to what parsers read: the quick way must not go beyond it, nor break. */
    @Test
    void deepAndLongEntriesThatWereSignedAreJudgedTheSameInBothWays() throws IOException {
        Made usual = honest().get(3);
        String name = "\"actor.name\":";
        for (Made odd : List.of(
                new Made(
                        usual.entry()
                                .replace(
                                        "\"auth\":{",
                                        "\"auth\":{\"a\":" + "{\"a\":".repeat(2_000) + "\"\"" + "}".repeat(2_000)
                                                + ","),
                        usual.disclosures()),
                new Made(
                        usual.entry()
                                .replace(name, "\"" + "n".repeat(60_000) + "\":\"" + "0".repeat(64) + "\"," + name),
                        usual.disclosures()),
                new Made(usual.entry().replace("\"p3\"", "\"" + "p".repeat(5_000_000) + "\""), usual.disclosures()))) {
            List<Made> made = honest();
            made.set(3, odd);
            String export = export(made);
            assertThat(verdict(export)).isEqualTo(slowVerdict(export));
        }
    }

    private List<Made> honest() {
        List<Made> made = new ArrayList<>();
        for (int n = 0; n < LEAVES; n++) {
            Map<String, String> texts = new LinkedHashMap<>();
            if (n % 3 != 1) {
                texts.put("actor.name", n % 2 == 0 ? "Zoë 王" : "Person \"of\" the \\ line");
                texts.put("reason", n % 6 == 3 ? "two\nlines" : "review " + n);
            }
            made.add(made(n, texts));
        }
        return made;
    }

    private Made made(int n, Map<String, String> texts) {
        Map<String, String> commitments = new LinkedHashMap<>();
        List<ExportLine.Disclosure> disclosures = new ArrayList<>();
        texts.forEach((name, text) -> {
            byte[] salt = new byte[Commitment.SALT_BYTES];
            random.nextBytes(salt);
            commitments.put(name, Commitment.of(salt, name, text));
            // the texts of some are erased
            if (n % 8 != 7) {
                disclosures.add(
                        new ExportLine.Disclosure(name, text, HexFormat.of().formatHex(salt)));
            }
        });
        EntryContent content = new EntryContent(
                new UUID(random.nextLong(), random.nextLong()),
                Instant.parse("2026-11-29T09:00:00Z").plusSeconds(n * 600L - (n % 5 == 4 ? 900 : 0)),
                new EntryActor("person", "p" + n, "mlflow", "bearer", "1", null, n % 2 == 0 ? "somebody" : null),
                "model-version.tag-set",
                "model-version",
                "risk.credit/" + n,
                Map.of("before", "\"old\" \\ é", "after", List.of(1, true, Map.of("deep", "text"))),
                commitments,
                "request-" + n,
                n % 4 == 2 ? new UUID(n, n) : null,
                "100",
                1);
        return new Made(new String(content.canonicalBytes(), StandardCharsets.UTF_8), disclosures);
    }

    private Checkpoint checkpoint(List<Made> made) {
        CompactTree tree = new CompactTree();
        made.forEach(each -> tree.append(hash(each)));
        return new Checkpoint(signer.verifier().name(), tree.size(), tree.root());
    }

    private static Hash hash(Made made) {
        return MerkleHash.leaf(made.entry().getBytes(StandardCharsets.UTF_8));
    }

    private String export(List<Made> made) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CompactTree tree = new CompactTree();
        try (ExportWriter export = new ExportWriter(bytes)) {
            export.header(new ExportLine.Header(
                    signer.verifier().vkey(), signed(checkpoint(made)), ExportScope.whole(0, LEAVES), List.of()));
            for (int n = 0; n < made.size(); n++) {
                Made each = made.get(n);
                export.leaf(new ExportLine.Leaf(n, hash(each), each.entry(), each.disclosures()));
                tree.append(hash(each));
                if (n == 9) {
                    export.checkpoint(new ExportLine.Signed(
                            signed(new Checkpoint(signer.verifier().name(), tree.size(), tree.root()))));
                }
            }
            export.trailer();
        }
        return unzip(bytes.toByteArray());
    }

    private String signed(Checkpoint checkpoint) {
        return signer.sign(checkpoint.text());
    }

    /** The header stays, so that the verdict is about what follows it. */
    private String withOtherLines(String export) {
        List<String> lines = new ArrayList<>(Arrays.asList(export.split("(?<=\n)")));
        int one = 1 + random.nextInt(lines.size() - 1);
        int other = 1 + random.nextInt(lines.size() - 1);
        switch (random.nextInt(3)) {
            case 0 -> lines.remove(one);
            case 1 -> lines.add(one, lines.get(other));
            default -> lines.set(one, lines.set(other, lines.get(one)));
        }
        return String.join("", lines);
    }

    private String withOtherCharacters(String text) {
        int begin = text.indexOf('\n') + 1;
        StringBuilder changed = new StringBuilder(text);
        for (int left = 1 + random.nextInt(2); left > 0; left--) {
            int place = begin + random.nextInt(Math.max(1, changed.length() - begin));
            int odd = random.nextInt(ODD.length());
            String put = ODD.substring(
                    odd, ODD.offsetByCodePoints(Character.isLowSurrogate(ODD.charAt(odd)) ? --odd : odd, 1));
            switch (random.nextInt(3)) {
                case 0 -> changed.insert(place, put);
                case 1 -> changed.replace(place, Math.min(place + 1, changed.length()), put);
                default -> changed.delete(place, Math.min(place + 1, changed.length()));
            }
        }
        return wellFormed(changed.toString());
    }

    /** Half a surrogate pair has no bytes; a question mark takes its place. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private LogVerdict verdict(String export) throws IOException {
        byte[] bytes = zip(export);
        return new LogVerifier(TrustedKeys.of(signer.verifier()), List.of())
                .verify(() -> new ByteArrayInputStream(bytes));
    }

    /** As {@link LogVerifier} does it, but for the quick way. */
    private LogVerdict slowVerdict(String export) throws IOException {
        try (ExportReader reader = new ExportReader(new ByteArrayInputStream(zip(export)))) {
            ExportLine.Header header = (ExportLine.Header) reader.next().orElseThrow();
            Checkpoint target = Checkpoint.parse(SignedNote.parse(header.checkpoint()));
            LogScan scan = new LogScan(target, List.of());
            scan.part();
            read(reader, scan);
            return LogVerdict.of(scan, target, header.scope());
        }
    }

    private void read(ExportReader reader, Scan scan) throws IOException {
        try {
            for (Optional<ExportLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                other(line.get(), scan);
            }
        } catch (EOFException cutOff) {
            scan.cutOff();
        } catch (ExportReader.MalformedExport damaged) {
            scan.malformed();
        }
    }

    private void other(ExportLine line, Scan scan) {
        if (!(line instanceof ExportLine.Header)) {
            LogVerifier.switchOn(line, scan, TrustedKeys.of(signer.verifier()));
        }
    }

    private static String unzip(byte[] export) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(export))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] zip(String lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
