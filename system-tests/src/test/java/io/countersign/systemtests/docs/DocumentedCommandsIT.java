package io.countersign.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.countersign.systemtests.Countersign;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shell snippets of README, tutorials and the other documents. Those of a tutorial are run, one after the other in one shell,
 * against the running product; of all others the shell checks the syntax, and the programs that they call must exist.
 */
class DocumentedCommandsIT {
    private static final Path CHECKOUT = Path.of(System.getProperty("countersign.checkout"));
    private static final List<Snippet> SNIPPETS = Snippet.in(CHECKOUT);

    @Test
    void snippetsAreFound() {
        assertThat(SNIPPETS)
                .extracting(snippet -> snippet.document().toString())
                .contains("README.md", "docs/tutorials/auditor.md", "docs/tutorials/engineer.md");
    }

    @TestFactory
    Stream<DynamicTest> everySnippetIsShellAndCallsWhatIsThere() {
        return SNIPPETS.stream()
                .map(snippet -> dynamicTest(snippet.document() + ": " + first(snippet), () -> {
                    assertThat(bash(CHECKOUT, snippet.text(), "-n")).isEmpty();
                    assertThat(snippet.programs()).allSatisfy(program -> assertThat(CHECKOUT.resolve(program))
                            .isExecutable());
                }));
    }

    @TestFactory
    Stream<DynamicTest> tutorialsDoWhatTheySay(@TempDir Path folder) throws IOException {
        Path program = folder.resolve("countersign");
        Files.writeString(program, "#!/usr/bin/env bash\nexec '" + CHECKOUT + "/countersign' \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return SNIPPETS.stream()
                .filter(Snippet::isRun)
                .collect(Collectors.groupingBy(
                        Snippet::document, Collectors.mapping(Snippet::text, Collectors.joining("\n"))))
                .entrySet()
                .stream()
                .map(document -> dynamicTest(document.getKey().toString(), () -> {
                    String output = bash(folder, "set -euo pipefail\n" + here(document.getValue()) + "\necho finished");
                    assertThat(output).endsWith("finished\n");
                }));
    }

    /** The standard addresses, replaced by those of the running product. */
    private static String here(String commands) {
        Countersign running = Countersign.running();
        return commands.replace("http://localhost:8080", running.url())
                .replace("http://localhost:8180", running.keycloak().address())
                .replace("http://localhost:9990", running.managementUrl());
    }

    private static String first(Snippet snippet) {
        return snippet.text().lines().findFirst().orElse("");
    }

    private static String bash(Path folder, String commands, String... options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash");
        builder.command().addAll(List.of(options));
        builder.command().addAll(List.of("-c", commands));
        Process process =
                builder.directory(folder.toFile()).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
