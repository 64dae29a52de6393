package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.countersign.verifier.LogVerdict;
import io.countersign.verifier.LogVerifier;
import io.countersign.verifier.NoteSigner;
import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.VerifierKey;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
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

    @Test
    void theLedgerGoesOverFromAFileToTheTokenAndBackToAFile() throws Exception {
        use(LIBRARY.toString(), "ledger", PIN, "signing", "make");
        TestLedger ledger = new TestLedger(directory);
        NoteSigner file = ledger.signer();
        try (TokenProcess token = new TokenProcess(
                process(command(LIBRARY.toString(), "ledger", PIN, "signing", "serve", TestLedger.ORIGIN))
                        .start())) {
            String byFile = signed(ledger, file, "one");
            goOver(ledger, file, token.signer());
            String byToken = signed(ledger, token.signer(), "two");
            NoteSigner young = new SigningKeyFile(directory.resolve("young.p12"), "secret")
                    .loadOrGenerate(TestLedger.ORIGIN, Clock.systemUTC());
            goOver(ledger, token.signer(), young);
            String byYoung = signed(ledger, young, "three");

            List<NoteSigner> signers = List.of(file, token.signer(), young);
            List<String> checkpoints = List.of(byFile, byToken, byYoung);
            for (int i = 0; i < signers.size(); i++) {
                TrustedKeys alone = TrustedKeys.of(signers.get(i).verifier());
                for (int j = 0; j < checkpoints.size(); j++) {
                    String checkpoint = checkpoints.get(j);
                    if (i == j) {
                        assertThat(alone.require(checkpoint).size()).isEqualTo(1 + 2 * i);
                    } else {
                        assertThatThrownBy(() -> alone.require(checkpoint)).hasMessageContaining("is not signed by");
                    }
                }
                byte[] export = ledger.export();
                LogVerdict verdict = new LogVerifier(alone, checkpoints).verify(() -> new ByteArrayInputStream(export));
                assertThat(verdict.intact()).as(verdict.message()).isTrue();
                assertThat(verdict.leaves()).isEqualTo(5);
            }
        }
    }

    private void goOver(TestLedger ledger, NoteSigner old, NoteSigner young) throws Exception {
        new KeyChange(ledger.database.application(), directory.resolve("checkpoints"), Clock.systemUTC())
                .over(old, young);
    }

    /** The checkpoint over one entry more, and over that of the change of the key. */
    private static String signed(TestLedger ledger, NoteSigner signer, String run) throws Exception {
        ledger.append(run);
        ledger.signWith(signer);
        ledger.sequencer(10).tick();
        return ledger.checkpoint();
    }

    /** The key on the token in a process of its own, which alone has been told where its tokens lie. */
    private static final class TokenProcess implements AutoCloseable {
        private final Process process;
        private final NoteSigner signer;

        TokenProcess(Process process) throws IOException {
            this.process = process;
            BufferedReader answers = process.inputReader(StandardCharsets.US_ASCII);
            Writer asked = process.outputWriter(StandardCharsets.US_ASCII);
            NoteSigner.Key key = message -> {
                try {
                    asked.write(HexFormat.of().formatHex(message) + "\n");
                    asked.flush();
                    return HexFormat.of().parseHex(answer(answers));
                } catch (IOException gone) {
                    throw new GeneralSecurityException("the process with the token is gone", gone);
                }
            };
            this.signer = new NoteSigner(key, VerifierKey.parse(answer(answers)));
        }

        private static String answer(BufferedReader answers) throws IOException {
            String line = answers.readLine();
            while (line != null && !line.startsWith(TokenUser.ANSWER)) {
                line = answers.readLine();
            }
            if (line == null) {
                throw new IOException("the process with the token has ended");
            }
            return line.substring(TokenUser.ANSWER.length());
        }

        NoteSigner signer() {
            return signer;
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private static String last(String output) {
        return output.lines().reduce("", (before, line) -> line);
    }

    private String use(String... arguments) throws Exception {
        return run(command(arguments)).strip();
    }

    private static String[] command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TokenUser.class.getName()));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = process(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private ProcessBuilder process(String... command) {
        ProcessBuilder builder = new ProcessBuilder(List.of(command));
        builder.environment().put("SOFTHSM2_CONF", settings.toString());
        return builder;
    }
}
