package io.countersign.ledger.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * A verifier in another language, written from docs/ledger-format.md alone, says the same of what the server hands out. Needs
 * Python 3 and openssl on the path.
 */
@EnabledIf("hasPythonAndOpenssl")
class IndependentVerifierIT {
    private static final Path SCRIPT = Path.of("../verifier/src/test/python/verify_ledger.py");
    private static final Path VECTORS =
            Path.of("../verifier/src/main/resources/io/countersign/verifier/vectors/ledger-v1.json");

    @TempDir
    Path directory;

    private TestLedger ledger;

    static boolean hasPythonAndOpenssl() {
        try {
            return run("python3", "--version").startsWith("Python 3")
                    && run("openssl", "version").startsWith("OpenSSL");
        } catch (Exception absent) {
            return false;
        }
    }

    @BeforeEach
    void elevenLeaves() throws Exception {
        ledger = new TestLedger(directory);
        for (int i = 0; i < 11; i++) {
            ledger.append("run \u2014 \u00e9\ud83d\ude00 " + i);
            if (i % 4 == 3) {
                ledger.sequencer(10).tick();
            }
        }
        ledger.sequencer(10).tick();
    }

    @Test
    void saysTheSameOfVectorsAndOfAnHonestExport() throws Exception {
        assertThat(run("python3", SCRIPT.toString(), "--vectors", VECTORS.toString()))
                .isEqualTo("OK 1");
        assertThat(verify()).isEqualTo("OK 11");
        assertThat(ledger.verify().intact()).isTrue();
    }

    @Test
    void saysTheSameOfForgeries() throws Exception {
        ledger.asSuperuser("UPDATE ledger.disclosure SET text = 'else' WHERE name = 'reason' AND entry_id ="
                + " (SELECT entry_id FROM ledger.leaf WHERE leaf_index = 9)");
        assertThat(verify()).isEqualTo("BAD leaf 9 has a disclosure that does not match");
        ledger.asSuperuser("UPDATE ledger.entry SET canonical ="
                + " overlay(canonical PLACING 'x'::bytea FROM position('run.sealed'::bytea IN canonical)) WHERE id ="
                + " (SELECT entry_id FROM ledger.leaf WHERE leaf_index = 6)");
        assertThat(verify()).isEqualTo("BAD leaf 6 was changed");
        ledger.rebuildTree();
        assertThat(verify()).isEqualTo("BAD a leaf between 4 and 7 was changed");
        assertThat(ledger.verify().message()).startsWith("a leaf between 4 and 7");
    }

    private String verify() throws Exception {
        Path export = Files.write(directory.resolve("export.gz"), ledger.export());
        return run("python3", SCRIPT.toString(), export.toString(), ledger.key().vkey());
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
