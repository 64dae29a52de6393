package io.countersign.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sender against a real server on loopback, and against names that lead where they should not. */
class OutboundHttpTest {
    private static final Duration TOTAL = Duration.ofSeconds(2);
    private static final List<Cidr> LOOPBACK = List.of(Cidr.of("127.0.0.1"));

    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/ok", exchange -> answer(exchange, 200, "got " + text(exchange)));
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + port() + "/ok");
            answer(exchange, 307, "");
        });
        server.createContext("/long", exchange -> answer(exchange, 200, "x".repeat(1_000_000)));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void allowedAddressIsCalledWithHeadersAndBody() throws IOException {
        OutboundAnswer answer =
                allowing(LOOPBACK).send(OutboundCall.post(at("127.0.0.1", "/ok"), Map.of("X-Id", "7"), bytes("hello")));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.excerpt(100)).isEqualTo("got hello 7");
        assertThat(answer.truncated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "2130706433",
                "127.1",
                "0x7f000001",
                "0x7f.0.0.1",
                "017700000001",
                "0177.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::]",
                "0",
                "0.0.0.0"
            })
    void everyWayToWriteLoopbackIsRefusedOrLeadsNowhere(String host) {
        OutboundHttp http = real(List.of());
        assertThatIOException().isThrownBy(() -> http.send(OutboundCall.post(at(host, "/ok"), Map.of(), bytes("x"))));
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5", "169.254.169.254", "192.168.0.1", "fd00::1", "fe80::1", "224.0.0.1"})
    void nameThatLeadsToAPrivateAddressIsRefused(String address) {
        OutboundHttp http =
                new OutboundHttp(policy(List.of()), host -> new InetAddress[] {InetAddress.getByName(address)});
        assertRefused(http, at("innocent.example", "/ok"));
    }

    @Test
    void nameThatLeadsToPublicAndPrivateIsRefused() {
        OutboundHttp http = new OutboundHttp(policy(List.of()), host ->
                new InetAddress[] {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("127.0.0.1")});
        assertRefused(http, at("mixed.example", "/ok"));
    }

    @Test
    void nameThatChangesAfterItsCheckIsJudgedAtTheCall() {
        AtomicInteger asked = new AtomicInteger();
        OutboundHttp http = new OutboundHttp(policy(List.of()), host ->
                new InetAddress[] {InetAddress.getByName(asked.getAndIncrement() == 0 ? "1.1.1.1" : "127.0.0.1")});
        URI address = at("rebinding.example", "/ok");
        assertThatCode(() -> http.check(address)).doesNotThrowAnyException();
        assertThatThrownBy(() -> http.send(OutboundCall.post(address, Map.of(), bytes("x"))))
                .isInstanceOf(OutboundRefused.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void nameIsAskedOnceForACallAndItsAddressIsTheOneCalled() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        OutboundHttp http = new OutboundHttp(policy(LOOPBACK), host -> {
            asked.incrementAndGet();
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        });
        assertThat(http.send(OutboundCall.post(at("hooks.example", "/ok"), Map.of(), bytes("x")))
                        .status())
                .isEqualTo(200);
        assertThat(asked).hasValue(1);
    }

    @Test
    void redirectIsAnAnswerAndIsNotFollowed() throws IOException {
        OutboundAnswer answer =
                allowing(LOOPBACK).send(OutboundCall.post(at("127.0.0.1", "/elsewhere"), Map.of(), bytes("x")));
        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.succeeded()).isFalse();
        assertThat(calls).hasValue(1);
    }

    @Test
    void longAnswerIsCut() throws IOException {
        OutboundAnswer answer =
                allowing(LOOPBACK).send(OutboundCall.post(at("127.0.0.1", "/long"), Map.of(), bytes("x")));
        assertThat(answer.truncated()).isTrue();
        assertThat(answer.body()).hasSize(1_024);
    }

    @ParameterizedTest
    @CsvSource({"silent", "trickling", "endless"})
    void callEndsInTime(String manner) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            threads.execute(() -> misbehave(listener, manner));
            URI address = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
            OutboundHttp http = allowing(LOOPBACK);
            if (manner.equals("endless")) {
                assertThat(http.send(OutboundCall.post(address, Map.of(), bytes("x")))
                                .truncated())
                        .isTrue();
            } else {
                assertThatIOException().isThrownBy(() -> http.send(OutboundCall.post(address, Map.of(), bytes("x"))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/",
                "file:///etc/passwd",
                "gopher://example.org/",
                "jar:http://example.org!/",
                "//example.org/",
                "/relative",
                "https:opaque",
                "https:///nohost",
                "https://user:secret@example.org/",
                "https://user@example.org/",
                "https://example.org/#f",
                "https://example.org:22/",
                "https://example.org:80/",
                "https://example.org:0/",
                "https://[fe80::1%25eth0]/",
                "http://example.org/"
            })
    void addressesOfTheWrongFormAreRefused(String address) {
        OutboundPolicy strict = new OutboundPolicy(List.of(), false, Set.of(), TOTAL, TOTAL, 1_024);
        OutboundHttp http = new OutboundHttp(strict, host -> new InetAddress[] {InetAddress.getByName("1.1.1.1")});
        assertRefused(http, URI.create(address));
        assertThatThrownBy(() -> http.check(URI.create(address))).isInstanceOf(OutboundRefused.class);
    }

    @Test
    void portsAreThoseOfTheOperator() {
        OutboundPolicy one = new OutboundPolicy(List.of(), false, Set.of(8443), TOTAL, TOTAL, 1_024);
        OutboundHttp http = new OutboundHttp(one, host -> new InetAddress[] {InetAddress.getByName("1.1.1.1")});
        assertThatCode(() -> http.check(URI.create("https://example.org:8443/")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> http.check(URI.create("https://example.org/"))).isInstanceOf(OutboundRefused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'X-A','v\r\nHost: evil'",
        "'X-A\r\n','v'",
        "'Host','evil'",
        "'Content-Length','0'",
        "'Transfer-Encoding','chunked'"
    })
    void headersCannotSmuggle(String name, String value) {
        assertThatThrownBy(() -> OutboundCall.post(URI.create("https://example.org/"), Map.of(name, value), bytes("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void excerptOfAnAnswerIsOneLine() {
        OutboundAnswer answer = new OutboundAnswer(500, bytes("a\r\nERROR forged\u001b[31m\u0000b"), false);
        assertThat(answer.excerpt(100)).isEqualTo("a ERROR forged [31m b");
        assertThat(answer.excerpt(3)).isEqualTo("a E\u2026");
    }

    private void assertRefused(OutboundHttp http, URI address) {
        assertThatThrownBy(() -> http.send(OutboundCall.post(address, Map.of(), bytes("x"))))
                .isInstanceOf(OutboundRefused.class);
        assertThat(calls).hasValue(0);
    }

    private OutboundHttp allowing(List<Cidr> ranges) {
        return real(ranges);
    }

    private static OutboundHttp real(List<Cidr> ranges) {
        return new OutboundHttp(policy(ranges), OutboundHttpTest::lookup);
    }

    /** As the platform does; a name server is not asked in a test. */
    private static InetAddress[] lookup(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host);
    }

    private static OutboundPolicy policy(List<Cidr> ranges) {
        return new OutboundPolicy(ranges, true, Set.of(), TOTAL, TOTAL, 1_024);
    }

    private URI at(String host, String path) {
        return URI.create("http://" + host + ":" + port() + path);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        calls.incrementAndGet();
        byte[] bytes = bytes(body);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) + " "
                + exchange.getRequestHeaders().getFirst("X-Id");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void misbehave(ServerSocket listener, String manner) {
        try (Socket socket = listener.accept()) {
            OutputStream out = socket.getOutputStream();
            if (manner.equals("endless")) {
                out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n"));
            }
            while (true) {
                switch (manner) {
                    case "trickling" -> out.write(bytes("HTTP/1.1 200 OK\r\nX-" + System.nanoTime() + ": y\r\n"));
                    case "endless" -> out.write(new byte[8_192]);
                    default -> {}
                }
                if (!manner.equals("endless")) {
                    Thread.sleep(100);
                }
            }
        } catch (IOException gone) {
            // the sender hung up, which is what the test waits for
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
