package io.countersign.approvals.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.approvals.entity.Frozen;
import io.countersign.platform.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class EvidenceFormTest {
    private static final Map<String, Double> METRICS = Map.of("test/auc", 0.78, "loss", Double.NaN);

    @Test
    void sameFactsGiveTheSameBytesWhoeverAsksAndWhy() {
        Map<String, Double> otherOrder = new LinkedHashMap<>();
        otherOrder.put("loss", Double.NaN);
        otherOrder.put("test/auc", 0.78);

        assertThat(freeze(METRICS).evidence())
                .isEqualTo(EvidenceForm.freeze(Assessed.creditModel(otherOrder, "because"))
                        .evidence());
    }

    @Test
    void bytesAreCanonicalAndDigestIsTheirs() throws IOException, NoSuchAlgorithmException {
        Frozen frozen = freeze(METRICS);

        assertThat(frozen.evidence()).isEqualTo(new JsonCanonicalizer(frozen.evidence()).getEncodedUTF8());
        assertThat(frozen.digest())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(frozen.evidence())));
    }

    /** Pins the published form: who changes it must give it another schema name. */
    @Test
    void formIsStable() {
        assertThat(freeze(METRICS).digest())
                .isEqualTo("92d67442796d428d62f88fd45fe52fff2e4c5a1d2da0cc03b6df92aadc5631da");
    }

    @Test
    void anyOtherNumberGivesAnotherDigest() {
        assertThat(freeze(METRICS).digest())
                .isNotEqualTo(freeze(Map.of("test/auc", 0.7800000000000001, "loss", Double.NaN))
                        .digest());
    }

    @Test
    void numbersThatJsonLacksAreStrings() throws IOException {
        JsonNode facts = Json.mapper().readTree(freeze(METRICS).evidence());

        assertThat(facts.at("/run/metrics/loss").textValue()).isEqualTo("NaN");
        assertThat(facts.at("/run/metrics/test~1auc").doubleValue()).isEqualTo(0.78);
        assertThat(facts.at("/modelVersion/manifest/files/0/sizeBytes").textValue())
                .isEqualTo("18014398509481984");
    }

    @Test
    void holdsNoPrintedName() {
        assertThat(new String(freeze(METRICS).evidence(), StandardCharsets.UTF_8))
                .contains("\"startedBy\":\"dan\"")
                .doesNotContain("Dan Developer");
    }

    private static Frozen freeze(Map<String, Double> metrics) {
        return EvidenceForm.freeze(Assessed.creditModel(metrics));
    }
}
