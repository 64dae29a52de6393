package io.countersign.verifier.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.countersign.verifier.TilePath;
import io.countersign.verifier.TrustedKeys;
import io.countersign.verifier.testing.SmallLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTest {
    @TempDir
    Path directory;

    private SmallLog log = SmallLog.named("watched.test/log").add(600);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/log/", exchange -> {
            try (exchange) {
                Optional<byte[]> body = body(exchange.getRequestURI().getPath().substring("/log/".length()));
                exchange.sendResponseHeaders(body.isPresent() ? 200 : 404, 0);
                exchange.getResponseBody().write(body.orElse(new byte[0]));
            }
        });
        server.start();
    }

    private Optional<byte[]> body(String path) {
        if (path.equals("checkpoint")) {
            return Optional.of(log.checkpoint().getBytes(StandardCharsets.UTF_8));
        }
        return TilePath.parse(path.substring("tile/".length()))
                .filter(tile -> tile.isIn(log.size()))
                .map(tile -> {
                    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
                    for (int i = 0; i < tile.width(); i++) {
                        hashes.writeBytes(log.nodes()
                                .node(tile.level() * 8, tile.number() * TilePath.FULL + i)
                                .bytes());
                    }
                    return hashes.toByteArray();
                });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void growingLogIsSound() throws IOException {
        assertThat(look().sound()).isTrue();
        log.add(77);
        Monitor.Look second = look();
        assertThat(second.sound()).as(second.message()).isTrue();
        assertThat(second.message()).isEqualTo("watched.test/log has 677 leaves, 77 more than before, and only grew");
    }

    @Test
    void forkIsFoundThoughTheRealKeySignedIt() throws IOException {
        look();
        log.change(300);
        log.add(77);
        Monitor.Look forked = look();
        assertThat(forked.sound()).isFalse();
        assertThat(forked.message()).contains("the log is forked", "does not begin with the one of 600");
        assertThat(look().sound()).isFalse();
    }

    @Test
    void rollbackIsFound() throws IOException {
        look();
        log = new SmallLog(log.signer()).add(500);
        assertThat(look().message()).isEqualTo("the log went back from 600 to 500 leaves");
    }

    @Test
    void missingCosignatureIsFound() throws IOException {
        Monitor.Look look = monitor(1).look();
        assertThat(look.sound()).isFalse();
        assertThat(look.message()).contains("0 known witnesses cosigned; 1 are asked for");
    }

    @Test
    void silenceIsNoVerdict() {
        server.stop(0);
        assertThatThrownBy(this::look).isInstanceOf(IOException.class);
    }

    private Monitor.Look look() throws IOException {
        return monitor(0).look();
    }

    private Monitor monitor(int quorum) {
        return new Monitor(
                new RemoteLog(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log/")),
                TrustedKeys.of(log.key()),
                directory.resolve("memory"),
                List.of(),
                quorum);
    }
}
