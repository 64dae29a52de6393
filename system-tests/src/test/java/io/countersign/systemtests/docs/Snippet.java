package io.countersign.systemtests.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One fenced block of shell commands in a document.
 *
 * @param document path below the checkout
 * @param text the commands
 */
record Snippet(Path document, String text) {
    private static final Pattern BLOCK =
            Pattern.compile("^ *```(?:sh|bash)\\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern BUILDS_OR_STAYS = Pattern.compile("\\./mvnw|\\./countersign (up|down|migrate)|npm ");
    private static final Pattern OWN_PROGRAM = Pattern.compile("(?<![\\w./])\\./([\\w./-]+)");
    private static final List<String> PLACES =
            List.of("README.md", "CONTRIBUTING.md", "docs", "samples", "console/README.md");

    /** All of them, in the order of the documents and within each. */
    static List<Snippet> in(Path checkout) {
        return PLACES.stream()
                .flatMap(place -> documents(checkout.resolve(place)))
                .flatMap(file -> BLOCK.matcher(read(file))
                        .results()
                        .map(block -> new Snippet(checkout.relativize(file), block.group(1))))
                .toList();
    }

    private static Stream<Path> documents(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("node_modules"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A tutorial's commands, unless they build or start what the test has started already. */
    boolean isRun() {
        return document.startsWith("docs/tutorials")
                && !BUILDS_OR_STAYS.matcher(text).find();
    }

    /** Programs of the checkout that it calls. */
    List<String> programs() {
        return OWN_PROGRAM
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }
}
