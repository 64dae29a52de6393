package io.countersign.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each threat in docs/security.md names the test that covers it, and that test is there. */
class ThreatModelTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("countersign.checkout", ".."))
            .toAbsolutePath()
            .normalize();
    private static final Pattern THREAT = Pattern.compile("^\\| [STRIDE] \\|.*");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|E2E))`");
    private static final List<String> BOUNDARIES = List.of(
            "client",
            "browser",
            "api",
            "console",
            "identity provider",
            "database",
            "artifact store",
            "checkpoint sink",
            "insider with database access");

    @Test
    void eachThreatNamesATestThatExists() throws IOException {
        Set<String> tests = tests();
        List<String> threats = Files.readAllLines(CHECKOUT.resolve("docs/security.md")).stream()
                .filter(THREAT.asMatchPredicate())
                .toList();
        assertThat(threats).hasSizeGreaterThan(30);
        assertThat(threats).allSatisfy(threat -> {
            List<String> named =
                    TEST.matcher(threat).results().map(found -> found.group(1)).toList();
            assertThat(named).isNotEmpty();
            assertThat(tests).containsAll(named);
        });
    }

    @Test
    void eachBoundaryHasItsThreats() throws IOException {
        String headings = Pattern.compile("^## .*$", Pattern.MULTILINE)
                .matcher(Files.readString(CHECKOUT.resolve("docs/security.md")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        assertThat(BOUNDARIES).allSatisfy(boundary -> assertThat(headings).contains(boundary));
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(CHECKOUT, 14)) {
            return files.map(Path::toString)
                    .filter(path -> path.contains("/src/test/java/") && path.endsWith(".java"))
                    .map(path -> path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
