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
import org.jspecify.annotations.Nullable;

/** A client that costs little itself: one kept-alive connection a thread, one token renewed when it grows old. */
final class Caller {
    private static final Duration TOKEN_IS_FRESH = Duration.ofSeconds(60);

    private static String token = "";
    private static Instant fetched = Instant.MIN;

    private final String base = Countersign.running().url();
    private final ThreadLocal<@Nullable PlainLine> lines = new ThreadLocal<>();

    private static synchronized String token() {
        if (fetched.isBefore(Instant.now().minus(TOKEN_IS_FRESH))) {
            token = Countersign.running().tokenFor("engineer1");
            fetched = Instant.now();
        }
        return token;
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
