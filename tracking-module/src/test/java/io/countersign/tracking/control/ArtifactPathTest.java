package io.countersign.tracking.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../x",
                "a/../b",
                "a/..",
                "./a",
                "a//b",
                "a/",
                "/etc/passwd",
                "a\\b",
                "..\\x",
                "C:/x",
                "c:x",
                "a#b",
                "a\u0000b",
                "a\nb",
                "%2e%2e/x",
                "a/%2e%2e",
                "%252e%252e%252fx",
                "%25252e%25252e",
                "a%2f..%2fb",
                "%2Fetc",
                "a%00",
                "x%5c..%5cy",
                "%zz/%2e%2e/x",
                "%23"
            })
    void refusesWhatWouldLeadOut(String path) {
        assertThatThrownBy(() -> ArtifactPath.parse(path))
                .isInstanceOfSatisfying(MlflowException.class, refused -> assertThat(refused.code())
                        .isEqualTo(MlflowErrorCode.INVALID_PARAMETER_VALUE))
                .hasMessageStartingWith("Invalid path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "model/MLmodel",
                "a b/ü.txt",
                "100%.txt",
                "..a",
                "a..b/c",
                "model/data/.hidden",
                "x+y",
                "a%20b"
            })
    void keepsHarmlessPaths(String path) {
        assertThat(ArtifactPath.parse(path).value()).isEqualTo(path);
    }

    @Test
    void whateverIsAcceptedStaysBelowItsRoot() {
        fuzz(20_000, 11);
    }

    /** Long: only in the deep build. */
    @Test
    @Tag("deep")
    void muchThatIsAcceptedStaysBelowItsRoot() {
        fuzz(5_000_000, System.nanoTime());
    }

    private static final List<String> PIECES = List.of(
            "..",
            ".",
            "/",
            "\\",
            "a",
            "model",
            "é",
            "😀",
            " ",
            "+",
            "~",
            "%",
            "%2e",
            "%2E",
            "%2f",
            "%2F",
            "%5c",
            "%25",
            "%252e",
            "%25252f",
            "%00",
            "%c0%ae",
            "%e2%80%ae",
            "%u002e",
            "\0",
            "\n",
            "\u007f",
            "#",
            "?",
            "C:",
            "etc",
            "\ud800");

    private static void fuzz(int rounds, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < rounds; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            staysBelowOrIsRefused(text.toString(), seed);
        }
    }

    /** How far below its root the path stays; not positive when it leads to the root or out of it, on any system. */
    private static int lowest(String path) {
        int depth = 0;
        for (String part : path.split("[/\\\\]", -1)) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            if (depth < 0) {
                return depth;
            }
        }
        return path.startsWith("/") || path.matches("[A-Za-z]:.*") ? -1 : depth;
    }

    /** However often somebody downstream decodes it. */
    private static void staysBelowOrIsRefused(String text, long seed) {
        String path;
        try {
            path = ArtifactPath.parse(text).value();
        } catch (MlflowException refused) {
            return;
        }
        for (int i = 0; i < 12; i++) {
            assertThat(lowest(path))
                    .as("seed %d: '%s' leads out as '%s'", seed, text, path)
                    .isPositive();
            try {
                path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notEncoded) {
                return;
            }
        }
    }
}
