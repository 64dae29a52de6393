package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key on a token: SoftHSM, which knows Ed25519. Skipped where it is not installed. */
class TokenKeyIT {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final String PIN = "1234";

    @TempDir
    Path directory;

    private Path settings;

    @BeforeEach
    void newToken() throws Exception {
        assumeTrue(
                Files.exists(LIBRARY),
                "SoftHSM is not installed (apt-get install softhsm2), so no key on a token is tried");
        settings = directory.resolve("softhsm2.conf");
        Files.writeString(
                settings,
                "directories.tokendir = " + Files.createDirectory(directory.resolve("tokens"))
                        + "\nobjectstore.backend = file\n");
        run("softhsm2-util", "--init-token", "--free", "--label", "ledger", "--pin", PIN, "--so-pin", "5678");
    }

    @Test
    void keyThatNeverLeavesTheTokenSignsNotesThatAnybodyVerifies() throws Exception {
        String first = use(LIBRARY.toString(), "ledger", PIN, "signing", "make");
        assertThat(first).contains("signed: SIGNED token.test/log+");
        assertThat(last(use(LIBRARY.toString(), "ledger", PIN, "signing")))
                .as("another process, the same key")
                .isEqualTo(last(first));
    }

    @Test
    void nothingIsSignedWhileTheTokenIsGoneAndItSignsAgainWhenItIsBack() throws Exception {
        String made = last(use(LIBRARY.toString(), "ledger", PIN, "signing", "make"));
        String lost = use(LIBRARY.toString(), "ledger", PIN, "signing", "lose");
        assertThat(lost)
                .contains("the token does not sign: CKR_CRYPTOKI_NOT_INITIALIZED")
                .doesNotContain("signed without");
        assertThat(last(lost)).isEqualTo(made);
    }

    @Test
    void whatTheTokenLacksIsSaidInOneSentence() throws Exception {
        assertThat(last(use("/nowhere.so", "ledger", PIN, "signing")))
                .startsWith("refused: the PKCS#11 library /nowhere.so cannot be used: ");
        assertThat(last(use(LIBRARY.toString(), "other", PIN, "signing")))
                .isEqualTo("refused: the PKCS#11 library " + LIBRARY + " has no token other, but these: [ledger]");
        assertThat(last(use(LIBRARY.toString(), "ledger", "9999", "signing")))
                .isEqualTo("refused: the token does not sign: CKR_PIN_INCORRECT");
        assertThat(last(use(LIBRARY.toString(), "ledger", PIN, "signing")))
                .isEqualTo("refused: the token has no public key signing");
        use(LIBRARY.toString(), "ledger", PIN, "signing", "make");
        assertThat(last(use(LIBRARY.toString(), "ledger", PIN, "signing", "make")))
                .isEqualTo("refused: the token has more than one public key signing");
    }

    private static String last(String output) {
        return output.lines().reduce("", (before, line) -> line);
    }

    private String use(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TokenUser.class.getName()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new)).strip();
    }

    private String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", settings.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
