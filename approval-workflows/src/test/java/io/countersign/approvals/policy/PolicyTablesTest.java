package io.countersign.approvals.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PolicyTablesTest {
    @Test
    void digestBindsEachByteToItsFile() {
        assertThat(digest("ab", "c")).isNotEqualTo(digest("a", "bc")).isNotEqualTo(digest("c", "ab"));
        assertThat(digest("ab", "c")).isEqualTo(digest("ab", "c"));
    }

    /** printf thresholds | sha256sum and so on, the two raw digests hashed again. */
    @Test
    void digestIsAsDocumented() {
        assertThat(digest("thresholds", "required-sign-offs"))
                .isEqualTo("82dbd24823a8f58b7db080a6e643828234017b5343a34d221bc3af5c035106f6");
    }

    private static String digest(String thresholds, String requiredSignOffs) {
        return new PolicyTables(
                        thresholds.getBytes(StandardCharsets.UTF_8), requiredSignOffs.getBytes(StandardCharsets.UTF_8))
                .digest();
    }
}
