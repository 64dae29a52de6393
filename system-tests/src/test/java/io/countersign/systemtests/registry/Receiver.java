package io.countersign.systemtests.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.countersign.systemtests.Countersign;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's server that gets webhook messages: keeps them, and answers what the test wants. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final ToIntFunction<Message> answers;

    /** @param number of the message that this receiver got, from 1 */
    record Message(
            int number,
            String deliveryId,
            String timestamp,
            String mlflow,
            String databricks,
            String login,
            String body) {}

    private Receiver(String address, ToIntFunction<Message> answers) throws IOException {
        this.answers = answers;
        server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        server.createContext("/hook", this::take);
        server.start();
    }

    /** On the address that the shared installation may call. */
    static Receiver answering(ToIntFunction<Message> answers) throws IOException {
        return new Receiver(Countersign.RECEIVER, answers);
    }

    /** On an address that it may not call. */
    static Receiver inside() throws IOException {
        return new Receiver("127.0.0.1", message -> 200);
    }

    String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/hook";
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        Message message = new Message(
                messages.size() + 1,
                header(exchange, "X-MLflow-Delivery-Id"),
                header(exchange, "X-MLflow-Timestamp"),
                header(exchange, "X-MLflow-Signature"),
                header(exchange, "X-Databricks-Signature"),
                header(exchange, "Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        messages.add(message);
        byte[] answer = "thank you".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answers.applyAsInt(message), answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** HMAC-SHA-256, computed here and not by the product. */
    static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
