package io.countersign.bench;

import io.countersign.systemtests.Countersign;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client that costs little itself: one kept-alive connection a thread, one token renewed when it grows old. */
final class Caller {
    private static final Duration TOKEN_IS_FRESH = Duration.ofSeconds(60);

    private record Token(String text, Instant fetched) {}

    private static final Map<String, Token> TOKENS = new HashMap<>();

    private final String base = Countersign.running().url();
    private final ThreadLocal<@Nullable PlainLine> lines = new ThreadLocal<>();
    private final String user;

    Caller() {
        this("engineer1");
    }

    /** @param user a demo account */
    Caller(String user) {
        this.user = user;
    }

    private String token() {
        synchronized (TOKENS) {
            Token token = TOKENS.get(user);
            if (token == null || token.fetched().isBefore(Instant.now().minus(TOKEN_IS_FRESH))) {
                token = new Token(Countersign.running().tokenFor(user), Instant.now());
                TOKENS.put(user, token);
            }
            return token.text();
        }
    }

    String post(String path, String json) {
        return post(path, json.getBytes(StandardCharsets.UTF_8));
    }

    String post(String path, byte[] body) {
        try {
            PlainLine.Answer answer = exchanged(path, body);
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            if (answer.status() != 200) {
                throw new IOException(answer.status() + " " + text);
            }
            return text;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** On the thread's connection, or on a new one when the server has closed that for want of calls. */
    private PlainLine.Answer exchanged(String path, byte[] body) throws IOException {
        PlainLine kept = lines.get();
        if (kept != null) {
            try {
                return kept.post(path, token(), body);
            } catch (IOException closed) {
                kept.close();
            }
        }
        PlainLine line = new PlainLine(URI.create(base));
        lines.set(line);
        return line.post(path, token(), body);
    }

    /** The answer's length: what came is read whole and thrown away. */
    long get(String path) {
        try {
            HttpURLConnection connection = open("GET", path);
            require(connection);
            try (InputStream in = connection.getInputStream()) {
                return in.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends that many bytes. */
    void put(String path, long bytes) {
        try {
            HttpURLConnection connection = open("PUT", path);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(bytes);
            byte[] buffer = new byte[1 << 16];
            try (OutputStream out = connection.getOutputStream()) {
                for (long left = bytes; left > 0; left -= buffer.length) {
                    out.write(buffer, 0, (int) Math.min(left, buffer.length));
                }
            }
            answer(connection);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private HttpURLConnection open(String method, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + token());
        return connection;
    }

    private static byte[] answer(HttpURLConnection connection) throws IOException {
        require(connection);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static void require(HttpURLConnection connection) throws IOException {
        if (connection.getResponseCode() != 200) {
            InputStream error = connection.getErrorStream();
            throw new IOException(connection.getResponseCode() + " "
                    + (error == null ? "" : new String(error.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }
}
