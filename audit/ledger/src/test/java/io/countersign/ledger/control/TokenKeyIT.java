package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key on a real token: SoftHSM, which knows Ed25519. Skipped where it is not installed. */
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

    /** The day that Java's provider learns EdDSA, this test wants a key on the token and a signature by it. */
    @Test
    void javaThatCannotSignByTheTokenSaysSoInOneSentence() throws Exception {
        Path provider = Files.writeString(
                directory.resolve("provider.cfg"), "name = ledger\nlibrary = " + LIBRARY + "\nslotListIndex = 0\n");
        assertThat(use(provider, PIN))
                .isEqualTo("refused: Java " + Runtime.version().feature()
                        + " cannot sign with an Ed25519 key on a token: its PKCS#11 provider has no EdDSA. Keep the ledger's"
                        + " key in a PKCS#12 file");
    }

    @Test
    void libraryThatIsNotThereIsNamed() throws Exception {
        Path provider = Files.writeString(
                directory.resolve("provider.cfg"), "name = ledger\nlibrary = /nowhere.so\nslotListIndex = 0\n");
        assertThat(use(provider, PIN)).startsWith("refused: the token of " + provider + " cannot be used");
    }

    private String use(Path provider, String pin) throws Exception {
        return run(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TokenUser.class.getName(),
                        provider.toString(),
                        pin)
                .strip();
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
