package io.countersign.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published vectors are what this code makes. */
class VectorsTest {
    private static JsonNode vectors;

    @BeforeAll
    static void read() throws Exception {
        try (InputStream in = VectorsTest.class.getResourceAsStream("vectors/ledger-v1.json")) {
            vectors = new ObjectMapper().readTree(in);
        }
    }

    @Test
    void entryBytesAndLeafHash() {
        EntryContent entry = new EntryContent(
                UUID.fromString("019aaf3a-aaaa-7bbb-8ccc-ddddeeeeffff"),
                Instant.parse("2026-11-23T09:20:00.5Z"),
                new EntryActor(
                        "person", "3b9d1c52", "mlflow", "bearer", "1", Instant.parse("2026-11-23T09:00:00Z"), null),
                "sign-off.given",
                "promotion",
                "019aaf10",
                Map.of("meaning", "approved", "count", 2, "last", true, "roles", List.of("validator", "é€")),
                Map.of("comment", commitment()),
                "019aaf3a-0000",
                null,
                "18446744073709551615",
                1);
        String canonical = new String(entry.canonicalBytes(), StandardCharsets.UTF_8);
        assertThat(canonical).isEqualTo(vectors.at("/entry/canonical").textValue());
        assertThat(MerkleHash.leaf(entry.canonicalBytes()).hex())
                .isEqualTo(vectors.at("/entry/leafHash").textValue());
        EntryContent.Unstamped unstamped = entry.unstamped();
        String stamped = new String(unstamped.beforeAt(), StandardCharsets.UTF_8) + "2026-11-23T09:20:00.500Z"
                + new String(unstamped.beforeEpoch(), StandardCharsets.UTF_8) + "1"
                + new String(unstamped.beforeXid(), StandardCharsets.UTF_8) + "18446744073709551615"
                + EntryContent.Unstamped.END;
        assertThat(stamped).isEqualTo(canonical);
        assertThat(unstamped.longest()).isEqualTo(entry.canonicalBytes().length + "18446744073709551615".length() - 1);
    }

    /** The stamp goes into the entry's own members, whatever a text or a fact is called. */
    @Test
    void membersOfTheSameNamesDoNotTakeTheStamp() {
        String tricky = "x\",\"at\":\"\",\"epoch\":\"\",\"xid\":\"\"}";
        Map<String, Object> facts = Map.of("at", "", "epoch", "", "xid", "", tricky, tricky);
        EntryContent entry = new EntryContent(
                UUID.fromString("019aaf3a-aaaa-7bbb-8ccc-ddddeeeeffff"),
                Instant.parse("2026-11-23T09:20:00.5Z"),
                new EntryActor("person", tricky, tricky, tricky, tricky, null, tricky),
                tricky,
                tricky,
                tricky,
                facts,
                Map.of("at", commitment(), "epoch", commitment(), tricky, commitment()),
                tricky,
                UUID.fromString("019aaf3a-aaaa-7bbb-8ccc-ddddeeeefffe"),
                "7",
                1);
        EntryContent.Unstamped unstamped = entry.unstamped();
        assertThat(new String(unstamped.beforeAt(), StandardCharsets.UTF_8) + "2026-11-23T09:20:00.500Z"
                        + new String(unstamped.beforeEpoch(), StandardCharsets.UTF_8) + "1"
                        + new String(unstamped.beforeXid(), StandardCharsets.UTF_8) + "7" + EntryContent.Unstamped.END)
                .isEqualTo(new String(entry.canonicalBytes(), StandardCharsets.UTF_8));
    }

    private static String commitment() {
        return Commitment.of(new byte[32], "comment", "Looks right");
    }

    @Test
    void disclosureCommitment() {
        JsonNode vector = vectors.path("disclosure");
        assertThat(Commitment.of(
                        HexFormat.of().parseHex(vector.path("salt").textValue()),
                        vector.path("name").textValue(),
                        vector.path("text").textValue()))
                .isEqualTo(vector.path("commitment").textValue())
                .isEqualTo(commitment());
    }

    @Test
    void keyAndCheckpoint() throws Exception {
        JsonNode vector = vectors.path("checkpoint");
        VerifierKey key = VerifierKey.parse(vector.path("vkey").textValue());
        byte[] seed = HexFormat.of().parseHex(vector.path("privateKey").textValue());
        NoteSigner signer = new NoteSigner(
                KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)),
                key);
        Hash root = MerkleHash.leaf(vectors.at("/entry/canonical").textValue().getBytes(StandardCharsets.UTF_8));
        String note = signer.sign(new Checkpoint(key.name(), 1, root).text());
        assertThat(note).isEqualTo(vector.path("note").textValue());
        assertThat(SignedNote.parse(note).standing(key)).isEqualTo(SignedNote.Standing.SIGNED);
        assertThat(SignedNote.parse(note.replace("\n1\n", "\n2\n")).standing(key))
                .isEqualTo(SignedNote.Standing.FORGED);
        assertThat(key.vkey()).isEqualTo(vector.path("vkey").textValue());
    }

    @Test
    void valuesWithoutExactFormAreRefused() {
        assertThatThrownBy(() -> CanonicalJson.bytes(Map.of("a", Map.of("auc", 0.5))))
                .hasMessageContaining("$.a.auc");
        assertThatThrownBy(() -> CanonicalJson.bytes(Map.of("n", (1L << 53) + 1)))
                .hasMessageContaining("2^53");
        assertThatThrownBy(() -> CanonicalJson.bytes(Map.of("s", "\ud800"))).hasMessageContaining("surrogate");
    }
}
