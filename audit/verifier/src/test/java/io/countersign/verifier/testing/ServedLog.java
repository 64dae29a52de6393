package io.countersign.verifier.testing;

import com.sun.net.httpserver.HttpServer;
import io.countersign.verifier.TilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** A log's checkpoint and tiles over HTTP, as they are at the moment. */
public final class ServedLog implements AutoCloseable {
    private final HttpServer server;
    private final Supplier<SmallLog> log;

    public ServedLog(Supplier<SmallLog> log) throws IOException {
        this.log = log;
        this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/log/", exchange -> {
            try (exchange) {
                Optional<byte[]> body = body(exchange.getRequestURI().getPath().substring("/log/".length()));
                exchange.sendResponseHeaders(body.isPresent() ? 200 : 404, 0);
                exchange.getResponseBody().write(body.orElse(new byte[0]));
            }
        });
        server.start();
    }

    public URI prefix() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log/");
    }

    private Optional<byte[]> body(String path) {
        SmallLog now = log.get();
        if (path.equals("checkpoint")) {
            return Optional.of(now.checkpoint().getBytes(StandardCharsets.UTF_8));
        }
        return TilePath.parse(path.substring("tile/".length()))
                .filter(tile -> tile.isIn(now.size()))
                .map(tile -> hashes(now, tile));
    }

    private static byte[] hashes(SmallLog log, TilePath tile) {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        for (int i = 0; i < tile.width(); i++) {
            hashes.writeBytes(log.nodes()
                    .node(tile.level() * 8, tile.number() * TilePath.FULL + i)
                    .bytes());
        }
        return hashes.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
