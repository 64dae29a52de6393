package io.countersign.systemtests.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ear.launcher.Ports;
import io.countersign.systemtests.Countersign;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate of its own, which also stands behind a proxy that ends TLS. */
@Tag("deep") // a start of its own
class TlsIT {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    @Test
    void speaksTlsAndMarksItsCookieAndTellsBrowsersToStay() throws Exception {
        Path keyStore = folder.resolve("server.p12");
        makeCertificate(keyStore);
        int port = freePort();
        Ports ports = Ports.free();
        Countersign countersign = Countersign.start(
                Countersign.temporaryState(),
                ports,
                false,
                Map.of(
                        "COUNTERSIGN_PUBLIC_URL",
                        "https://localhost:" + port,
                        "COUNTERSIGN_TLS_KEYSTORE",
                        keyStore.toString(),
                        "COUNTERSIGN_TLS_KEYSTORE_PASSWORD",
                        PASSWORD,
                        "COUNTERSIGN_TLS_PORT",
                        String.valueOf(port),
                        "COUNTERSIGN_BEHIND_PROXY",
                        "true"));
        try {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(trusting(keyStore))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            HttpResponse<String> page =
                    client.send(page("https://localhost:" + port + "/inbox"), HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(302);
            assertThat(page.headers().firstValue("Strict-Transport-Security").orElse(""))
                    .contains("max-age=");

            HttpRequest behindProxy = HttpRequest.newBuilder(URI.create("http://localhost:" + ports.http() + "/login/"))
                    .header("Accept", "text/html")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-For", "203.0.113.7") // the login asks TLS of callers from outside
                    .header("X-Forwarded-Host", "localhost:" + port)
                    .build();
            HttpResponse<String> login = client.send(behindProxy, HttpResponse.BodyHandlers.ofString());
            assertThat(login.headers().firstValue("Location").orElse(""))
                    .contains("redirect_uri=https%3A%2F%2Flocalhost%3A" + port);
            assertThat(login.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allMatch(cookie -> cookie.toLowerCase(Locale.ROOT).contains("; secure"));
        } finally {
            countersign.stop();
        }
    }

    private static HttpRequest page(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Accept", "text/html")
                .build();
    }

    private static void makeCertificate(Path keyStore) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
    }

    private static SSLContext trusting(Path keyStore) throws Exception {
        KeyStore trusted = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("server", trusted.getCertificate("server"));
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), new SecureRandom());
        return context;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
