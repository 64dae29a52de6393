package io.countersign.systemtests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ear.launcher.StateFolder;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an installation wrote to its logs. */
final class Logs {
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{20,}\\.eyJ|ctsk_[0-9a-f]{20}");

    private Logs() {}

    /** No line begins with what a caller sent, and no password, key or token is told. */
    static void assertKeptInOrder(StateFolder state, String forgedLine) throws IOException {
        List<String> secrets = secrets(state);
        assertThat(secrets).isNotEmpty();
        try (Stream<Path> logs = Files.list(state.directory("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
                assertThat(lines).as(log.toString()).noneMatch(line -> line.startsWith(forgedLine));
                assertThat(lines).as("tokens in " + log).noneMatch(line -> TOKEN.matcher(line)
                        .find());
                assertThat(lines).as("secrets in " + log).noneMatch(line -> secrets.stream()
                        .anyMatch(line::contains));
            }
        }
    }

    private static List<String> secrets(StateFolder state) throws IOException {
        Properties known = new Properties();
        try (Reader reader = Files.newBufferedReader(state.file("secrets.properties"))) {
            known.load(reader);
        }
        return known.values().stream().map(String::valueOf).toList();
    }
}
