package io.countersign.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.verifier.testing.SmallLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogVerifierTest {
    private final SmallLog log = SmallLog.named("parts.test/log").add(300);

    @Test
    void partsInTheirOrderAreOneExport() throws IOException {
        LogVerdict verdict = verify(log.key(), log.part(0, 120, List.of()), log.part(120, 300, List.of()));
        assertThat(verdict.intact()).as(verdict.message()).isTrue();
        assertThat(verdict.leaves()).isEqualTo(300);
    }

    @Test
    void partThatWasCutOffIsContinuedByTheNext() throws IOException {
        byte[] first = log.part(0, 300, List.of());
        byte[] cut = Arrays.copyOf(first, first.length / 2);
        int whole = wholeLeaves(cut);
        assertThat(whole).isBetween(1, 299);
        LogVerdict verdict = verify(log.key(), cut, log.part(whole, 300, List.of()));
        assertThat(verdict.intact()).as(verdict.message()).isTrue();
        assertThat(verify(log.key(), cut).fault()).isEqualTo(Fault.TRUNCATED);
    }

    @Test
    void partsWithAGapAreNoExport() {
        assertThatThrownBy(() -> verify(log.key(), log.part(0, 120, List.of()), log.part(121, 300, List.of())))
                .isInstanceOf(ExportReader.MalformedExport.class)
                .hasMessageContaining("part 2 begins at leaf 121");
        assertThatThrownBy(() -> verify(log.key(), log.part(5, 300, List.of())))
                .hasMessageContaining("part 1 begins at leaf 5");
    }

    @Test
    void changeInAnEarlierPartThatWasSignedWithALaterTreeIsFound() throws IOException {
        byte[] honest = log.part(0, 120, List.of());
        log.change(7);
        LogVerdict verdict = verify(log.key(), honest, log.part(120, 300, List.of()));
        assertThat(verdict.intact()).isFalse();
    }

    @Test
    void rangeIsProvedLeafByLeaf() throws IOException {
        LogVerdict verdict = verify(log.key(), log.range(100, 140));
        assertThat(verdict.intact()).as(verdict.message()).isTrue();
        assertThat(verdict.message()).startsWith("all 40 entries of this range are as signed");
    }

    @Test
    void changedEntryOfARangeIsNamed() throws IOException {
        SmallLog other = SmallLog.named("parts.test/log").add(300);
        String honest = other.checkpoint();
        other.change(110);
        byte[] forged = rewrite(other.range(100, 140), other.checkpoint(), honest);
        LogVerdict verdict = verify(other.key(), forged);
        assertThat(List.of(verdict.fault(), verdict.firstBadLeaf())).isEqualTo(List.of(Fault.CHANGED, 100L));
    }

    @Test
    void leafMissingFromARangeIsNamed() throws IOException {
        LogVerdict verdict = verify(log.key(), without(log.range(100, 140), "\"index\":117,"));
        assertThat(List.of(verdict.fault(), verdict.firstBadLeaf())).isEqualTo(List.of(Fault.DELETED, 117L));
    }

    @Test
    void checkpointsOfBothKeysStandAfterARotation() throws IOException {
        NoteSigner young = SmallLog.newKey("parts.test/log");
        String statement = rotation(log, young, 300);
        SmallLog later = log.with(young).add(50);
        byte[] export = later.part(0, 350, List.of(statement));
        assertThat(verify(log.key(), export).intact()).isTrue();
        assertThat(verify(young.verifier(), export).intact()).isTrue();
        LogVerifier holdingOld = new LogVerifier(TrustedKeys.of(log.key()), List.of(log.checkpoint(200)));
        assertThat(holdingOld.verify(() -> new ByteArrayInputStream(export)).intact())
                .isTrue();
        assertThat(verify(log.key(), later.export()).fault()).isEqualTo(Fault.WRONG_KEY);
    }

    @Test
    void oldKeySignsNothingBeyondItsRotation() throws IOException {
        NoteSigner young = SmallLog.newKey("parts.test/log");
        TrustedKeys keys = TrustedKeys.of(young.verifier()).following(List.of(rotation(log, young, 100)));
        assertThat(keys.require(log.checkpoint(100)).size()).isEqualTo(100);
        assertThatThrownBy(() -> keys.require(log.checkpoint(300))).hasMessageContaining("is not signed by the key");
    }

    @Test
    void rotationWithoutTheOldKeysSignatureIsRefused() {
        NoteSigner young = SmallLog.newKey("parts.test/log");
        NoteSigner thief = SmallLog.newKey("parts.test/log");
        KeyRotation claimed =
                new KeyRotation("parts.test/log", log.key(), young.verifier(), 300, log.root(300), Instant.EPOCH);
        assertThatThrownBy(() -> TrustedKeys.of(log.key()).following(List.of(claimed.sign(thief, young))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not signed by both keys");
    }

    private static String rotation(SmallLog log, NoteSigner young, int size) {
        NoteSigner old = log.signer();
        return new KeyRotation(log.key().name(), log.key(), young.verifier(), size, log.root(size), Instant.EPOCH)
                .sign(old, young);
    }

    private static LogVerdict verify(VerifierKey key, byte[]... parts) throws IOException {
        List<LogVerifier.Part> opened = Arrays.stream(parts)
                .map(part -> (LogVerifier.Part) () -> new ByteArrayInputStream(part))
                .toList();
        return new LogVerifier(TrustedKeys.of(key), List.of()).verify(opened);
    }

    private static int wholeLeaves(byte[] cut) throws IOException {
        int leaves = 0;
        try (ExportReader reader = new ExportReader(new ByteArrayInputStream(cut))) {
            while (reader.next().isPresent()) {
                leaves++;
            }
        } catch (java.io.EOFException end) {
            return leaves - 1;
        }
        throw new AssertionError("it was not cut");
    }

    private static byte[] rewrite(byte[] export, String from, String to) throws IOException {
        return zip(unzip(export).replace(escaped(from), escaped(to)));
    }

    private static String escaped(String note) {
        return note.replace("\n", "\\n");
    }

    private static byte[] without(byte[] export, String mark) throws IOException {
        StringBuilder kept = new StringBuilder();
        unzip(export).lines().filter(line -> !line.contains(mark)).forEach(line -> kept.append(line)
                .append('\n'));
        return zip(kept.toString());
    }

    private static String unzip(byte[] export) throws IOException {
        try (java.util.zip.GZIPInputStream in = new java.util.zip.GZIPInputStream(new ByteArrayInputStream(export))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static byte[] zip(String lines) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (java.util.zip.GZIPOutputStream out = new java.util.zip.GZIPOutputStream(bytes)) {
            out.write(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
