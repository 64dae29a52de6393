package io.countersign.verifier.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A witness over HTTP: {@code POST /add-checkpoint} and {@code GET /<origin hash>/checkpoint}. */
public final class WitnessServer implements AutoCloseable {
    private static final Pattern CHECKPOINT = Pattern.compile("/([0-9a-f]{64})/checkpoint");
    private static final int LARGEST_REQUEST = 64 << 10;
    private static final int THREADS = 4;

    private final Witness witness;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Begins to listen. */
    public WitnessServer(Witness witness, InetSocketAddress address) throws IOException {
        this.witness = witness;
        this.server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Witness.Answer answer;
            try {
                answer = answerTo(exchange);
            } catch (IOException | RuntimeException failed) {
                answer = Witness.Answer.text(500, "the witness failed\n");
                System.err.println("The witness failed: " + failed);
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Witness.Answer answerTo(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/add-checkpoint") && exchange.getRequestMethod().equals("POST")) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
            return body.length > LARGEST_REQUEST
                    ? Witness.Answer.text(413, "the request is too large\n")
                    : witness.add(new String(body, StandardCharsets.UTF_8));
        }
        Matcher checkpoint = CHECKPOINT.matcher(path);
        if (checkpoint.matches() && exchange.getRequestMethod().equals("GET")) {
            Optional<String> last = witness.checkpoint(checkpoint.group(1));
            return last.map(note -> Witness.Answer.text(200, note))
                    .orElseGet(() -> Witness.Answer.text(404, "never cosigned\n"));
        }
        return Witness.Answer.text(404, "there is nothing here\n");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
