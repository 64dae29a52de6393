package io.countersign.identity.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySecretTest {

    @Test
    void carries256RandomBitsBehindARecognisablePrefix() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String secret = KeySecret.random().reveal();
            assertThat(secret).matches("ctsk_[0-9a-f]{64}[0-9a-f]{8}");
            assertThat(seen.add(secret)).isTrue();
        }
    }

    @Test
    void isReadBackAsItWasMade() {
        KeySecret made = KeySecret.random();

        KeySecret read = KeySecret.parse(made.reveal()).orElseThrow();

        assertThat(read.reveal()).isEqualTo(made.reveal());
        assertThat(read.sha256()).isEqualTo(made.sha256()).hasSize(32);
    }

    @Test
    void oneMistypedCharacterIsSeenWithoutAskingTheDatabase() {
        String good = KeySecret.random().reveal();
        for (int i = KeySecret.PREFIX.length(); i < good.length(); i++) {
            char other = good.charAt(i) == '0' ? '1' : '0';
            assertThat(KeySecret.parse(good.substring(0, i) + other + good.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(KeySecret.parse(good.substring(1))).isEmpty();
        assertThat(KeySecret.parse(good + "0")).isEmpty();
        assertThat(KeySecret.parse("")).isEmpty();
    }

    @Test
    void isNotPrintedByAccident() {
        KeySecret secret = KeySecret.random();

        assertThat(secret.toString()).hasSizeLessThan(15);
        assertThat(secret.reveal()).startsWith(secret.hint());
    }
}
