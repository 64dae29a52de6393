package io.countersign.systemtests.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A line of {@code changes.txt} that names another test is believed only as far as that test names the action of the entry. */
class ShownByTest {
    @Test
    void namedTestsAreThereAndNameTheAction() throws IOException {
        Map<String, StringBuilder> sources = sources();
        List<Example> shown = Example.all().values().stream()
                .filter(example -> example.kind().equals("shown-by"))
                .toList();
        assertThat(shown).isNotEmpty().allSatisfy(example -> {
            String[] words = example.user().split("\\s+");
            assertThat(words).as("test and action in %s", example).hasSize(2);
            assertThat(sources).as("the test of %s", example).containsKey(words[0] + ".java");
            assertThat(sources.get(words[0] + ".java"))
                    .as("%s, which is to show the entry of %s", words[0], example)
                    .contains('"' + words[1] + '"');
        });
    }

    /** Tests of all modules, by the name of their file; some have a namesake in another module. */
    private static Map<String, StringBuilder> sources() throws IOException {
        Map<String, StringBuilder> sources = new HashMap<>();
        try (Stream<Path> folders = Files.find(
                Path.of(System.getProperty("countersign.checkout", "..")),
                4,
                (path, attributes) -> attributes.isDirectory() && path.endsWith("src/test/java"))) {
            for (Path folder : folders.toList()) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.filter(each -> each.toString().endsWith("IT.java"))
                            .toList()) {
                        sources.computeIfAbsent(String.valueOf(file.getFileName()), unseen -> new StringBuilder())
                                .append(Files.readString(file));
                    }
                }
            }
        }
        return sources;
    }
}
