package io.countersign.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret lies in the sources: keys, tokens, passwords. What the demonstration's accounts share is no secret. */
class SecretsTest {
    private static final Path CHECKOUT = Path.of(System.getProperty("countersign.checkout", ".."))
            .toAbsolutePath()
            .normalize();
    private static final Set<String> NOT_SOURCES = Set.of("target", "node_modules", ".git", ".countersign", "dist");
    private static final long LARGEST = 2 << 20;

    private static final Map<String, Pattern> SECRETS = Map.of(
            "private key", Pattern.compile("-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\\s*[A-Za-z0-9+/]{40}"),
            "key of a cloud", Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            "token of a code forge", Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}|\\bglpat-[A-Za-z0-9_-]{20}"),
            "token of a chat", Pattern.compile("\\bxox[abpr]-[A-Za-z0-9-]{20}"),
            "web token", Pattern.compile("\\beyJ[A-Za-z0-9_-]{30,}\\.eyJ[A-Za-z0-9_-]{30,}\\.[A-Za-z0-9_-]{30,}"),
            "client secret",
                    Pattern.compile("(?i)\"(?:client_?)?secret\"\\s*:\\s*\"(?!\\$\\{|\\*)[A-Za-z0-9+/_-]{16,}\""),
            "password in an address",
                    Pattern.compile("\\b[a-z]+://[a-z0-9]+:(?!secret@|\\$)[^@/\\s\"'{}<>]{6,}@[a-z0-9.]+"));

    @Test
    void sourcesHoldNoSecret() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CHECKOUT)) {
            files.filter(SecretsTest::isSource).forEach(file -> {
                String text = text(file);
                SECRETS.forEach((kind, pattern) -> {
                    if (pattern.matcher(text).find()) {
                        found.add(kind + " in " + CHECKOUT.relativize(file));
                    }
                });
            });
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIA" + "IOSFODNN7EXAMPLE",
                "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789",
                "-----BEGIN PRIVATE" + " KEY-----\nMC4CAQAwBQYDK2VwBCIEIAbCdEfGhIjKlMnOpQrStUvWxYz0123456789",
                "\"secret\"" + ": \"0123456789abcdef0123\"",
                "postgres://anna" + ":hunter2hunter2@db.example"
            })
    void aSecretWouldBeFound(String secret) {
        assertThat(SECRETS.values()).anyMatch(pattern -> pattern.matcher(secret).find());
    }

    private static boolean isSource(Path file) {
        for (Path part : CHECKOUT.relativize(file)) {
            if (NOT_SOURCES.contains(part.toString())) {
                return false;
            }
        }
        try {
            return Files.isRegularFile(file) && Files.size(file) < LARGEST;
        } catch (IOException gone) {
            return false;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
