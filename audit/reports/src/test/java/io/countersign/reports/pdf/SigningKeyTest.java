package io.countersign.reports.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    private static final char[] PASSWORD = "secret".toCharArray();

    @TempDir
    Path directory;

    @Test
    void firstUseMakesAKeyThatLaterUsesFindAgain() throws IOException {
        Path file = directory.resolve("keys/report.p12");

        SigningKey made = SigningKey.openOrCreate(file, PASSWORD);

        assertThat(SigningKey.openOrCreate(file, PASSWORD).fingerprint()).isEqualTo(made.fingerprint());
        assertThat(made.subject()).contains("CN=Countersign report signer");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void wrongPasswordIsRefusedByFileAndLeavesTheKey() {
        Path file = directory.resolve("report.p12");
        SigningKey made = SigningKey.openOrCreate(file, PASSWORD);

        assertThatThrownBy(() -> SigningKey.openOrCreate(file, "other".toCharArray()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString());
        assertThat(SigningKey.openOrCreate(file, PASSWORD).fingerprint()).isEqualTo(made.fingerprint());
    }
}
