package io.countersign.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.ear.launcher.Installation;
import io.countersign.ear.launcher.KeycloakServer;
import io.countersign.ear.launcher.Parts;
import io.countersign.ear.launcher.Ports;
import io.countersign.ear.launcher.PostgresServer;
import io.countersign.ear.launcher.Progress;
import io.countersign.ear.launcher.StateFolder;
import io.countersign.systemtests.contract.Contract;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The running application: PostgreSQL, Keycloak and WildFly on free ports, started on first use, stopped with the JVM.
 * Each test makes its own data; none depends on what another left.
 */
public final class Countersign {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    /** Where the shared installation may call by plain HTTP: an address of this machine on which a test can listen. */
    public static final String RECEIVER = "127.0.0.77";

    /** Settings of a server for a test that calls it more often than callers may. */
    public static final Map<String, String> WITHOUT_LIMITS = Map.of(
            "COUNTERSIGN_LIMIT_RATE", "0",
            "COUNTERSIGN_LIMIT_ANONYMOUS_RATE", "0",
            "COUNTERSIGN_LIMIT_REFUSED_RATE", "0");

    private final Installation installation;
    private final StateFolder state;
    private final KeycloakServer keycloak;
    private final Map<String, Issued> issued = new HashMap<>();

    private Countersign(Installation installation, StateFolder state, KeycloakServer keycloak) {
        this.installation = installation;
        this.state = state;
        this.keycloak = keycloak;
    }

    /** The one that all tests share. */
    public static Countersign running() {
        return Shared.INSTANCE;
    }

    /** Address of the console, which is also the tracking URI of MLflow's clients; no slash at the end. */
    public String url() {
        return installation.publicUrl();
    }

    /** The same, to resolve paths against. */
    public URI uri() {
        return URI.create(url() + "/");
    }

    /** Address of the management port, with health and metrics. */
    public String managementUrl() {
        return "http://localhost:" + installation.ports().management();
    }

    /** Where its data, keys and logs lie. */
    public StateFolder state() {
        return state;
    }

    public KeycloakServer keycloak() {
        return keycloak;
    }

    /** A connection to the application's database as superuser, to look at rows. */
    public Connection database() throws SQLException {
        return Objects.requireNonNull(installation.postgres()).superuser("countersign");
    }

    /** The file with the bytes of an artifact, by the key of its blob: for tests that change it behind the server's back. */
    public Path blob(String key) {
        return state.directory("artifacts").resolve("blobs").resolve(key);
    }

    public PostgresServer postgres() {
        return Objects.requireNonNull(installation.postgres());
    }

    /** An access token of a demo account, as the command line client gets it. */
    public String tokenFor(String user) {
        return tokenFor(user, "countersign-cli");
    }

    /** An access token of a demo account, made for that client. One at a time: Keycloak refuses a second login beside one. */
    public synchronized String tokenFor(String user, String client) {
        String form = "grant_type=password&client_id=" + client + "&username="
                + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password=countersign";
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(keycloak().issuer() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
        String token = json(answer).path("access_token").asText();
        if (token.isEmpty()) {
            throw new IllegalStateException("Keycloak gives no token to " + user + ": " + answer.body());
        }
        return token;
    }

    /** A request to this path with the caller's bearer token. */
    public HttpRequest.Builder requestAs(String user, String path) {
        return at(path).header("Authorization", "Bearer " + tokenFor(user));
    }

    /** A request to this path by nobody. */
    public HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path));
    }

    /** Sends without following redirects. */
    public static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Contract.published()
                    .check(
                            answer.request().method(),
                            answer.uri(),
                            answer.statusCode(),
                            answer.headers().firstValue("Content-Type").orElse(""),
                            answer.body().getBytes(StandardCharsets.UTF_8));
            return answer;
        } catch (IOException failed) {
            throw new IllegalStateException("no answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** The body of an answer as JSON. */
    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new IllegalStateException("not JSON: " + answer.body(), notJson);
        }
    }

    /** Initialised by the first test that asks. */
    private static final class Shared {
        private static final Countersign INSTANCE = start();

        private static Countersign start() {
            return Countersign.start(
                    temporaryState(),
                    Ports.free(),
                    false,
                    Map.of("COUNTERSIGN_OUTBOUND_ALLOW", RECEIVER + "/32", "COUNTERSIGN_OUTBOUND_ALLOW_HTTP", "true"));
        }
    }

    /** Another one, on a state folder and ports of its own: for tests that break things. Stopped with the JVM. */
    public static Countersign start(StateFolder state, Ports ports) {
        return start(state, ports, false, Map.of());
    }

    /**
     * The same, with the choices that the run command offers.
     *
     * @param unguarded no stage and no alias is guarded
     * @param environment settings as in {@code docs/operations.md}; a part that they name is used instead of one of ours
     */
    public static Countersign start(
            StateFolder state, Ports ports, boolean unguarded, Map<String, String> environment) {
        Installation installation = installed(state, ports, unguarded, environment);
        return new Countersign(
                installation, state, Objects.requireNonNullElseGet(installation.keycloak(), () -> running().keycloak));
    }

    /**
     * Another server with a database of its own and these settings, whose people are those of the shared one: Keycloak is
     * what takes longest to start.
     */
    public static Countersign beside(Map<String, String> environment) {
        KeycloakServer keycloak = running().keycloak;
        Ports ports = Ports.free();
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("COUNTERSIGN_OIDC_ISSUER", keycloak.issuer());
        settings.put("COUNTERSIGN_OIDC_CLIENT_ID", "countersign-console");
        settings.put(
                "COUNTERSIGN_OIDC_CLIENT_SECRET", ConsoleClient.of(keycloak).alsoAt(ports));
        return start(temporaryState(), ports, false, settings);
    }

    /** One more server with these settings, whose people are those of the first. */
    public static Countersign nodeBeside(Countersign first, Map<String, String> environment) {
        StateFolder state = temporaryState();
        return new Countersign(installed(state, Ports.free(), false, environment), state, first.keycloak);
    }

    private static Installation installed(
            StateFolder state, Ports ports, boolean unguarded, Map<String, String> environment) {
        Installation installation =
                new Installation(state, Parts.in(checkout()), ports, unguarded, environment, new Progress(System.out));
        installation.start();
        Runtime.getRuntime().addShutdownHook(new Thread(installation::close, "stop the application"));
        return installation;
    }

    /** An empty state folder below the build's own folder. */
    public static StateFolder temporaryState() {
        try {
            Path target = Files.createDirectories(checkout().resolve("system-tests/target"));
            return StateFolder.at(Files.createTempDirectory(target, "installation-"));
        } catch (IOException failed) {
            throw new IllegalStateException("no place for the installation", failed);
        }
    }

    /** Stops what still runs. */
    public void stop() {
        installation.close();
    }

    /** {@code kill -9} of the application server; the other parts go on. */
    public void killServer() {
        try {
            String recorded = Files.readString(state.pidFile("wildfly")).strip();
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(recorded.split(" ", -1)[0])).orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
        } catch (IOException unreadable) {
            throw new IllegalStateException("the server's process is not on file", unreadable);
        }
    }

    /** Calls this one as a demo account. */
    public Api as(String user) {
        return Api.bearing(URI.create(url()), () -> recentTokenFor(user));
    }

    /** The same token for a minute: Keycloak takes its time for each login. */
    public synchronized String recentTokenFor(String user) {
        Instant now = Instant.now();
        Issued recent = issued.get(user);
        if (recent == null || recent.at().isBefore(now.minusSeconds(60))) {
            recent = new Issued(tokenFor(user), now);
            issued.put(user, recent);
        }
        return recent.token();
    }

    private record Issued(String token, Instant at) {}

    private static Path checkout() {
        return Path.of(System.getProperty("countersign.checkout", ".."))
                .toAbsolutePath()
                .normalize();
    }
}
