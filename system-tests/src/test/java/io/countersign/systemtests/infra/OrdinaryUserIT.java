package io.countersign.systemtests.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.ear.launcher.Ports;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The run command as a person without privileges uses it, on a checkout of their own and on the newest JDK of the machine.
 * Needs root, to make that person.
 */
@Tag("deep")
class OrdinaryUserIT {
    private static final String USER = "countersign-deep";
    private static final Path CHECKOUT = Path.of(System.getProperty("countersign.checkout"));
    private static final Path HOME = Path.of("/tmp", USER);

    private final int offset = offset();

    @BeforeEach
    void makeThePersonAndTheirCheckout() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root makes users");
        run("userdel", "-f", USER);
        run("rm", "-rf", HOME.toString());
        run("useradd", "--create-home", "--home-dir", HOME.toString(), USER);
        run(
                "bash",
                "-c",
                "cd '" + CHECKOUT + "' && tar -c --exclude=node_modules --exclude=.git"
                        + " countersign mvnw .mvn docs/api ear samples audit */src */pom.xml pom.xml"
                        + " | tar -x -C " + HOME);
        run("chown", "-R", USER, HOME.toString());
    }

    @AfterEach
    void removeThem() throws Exception {
        if (Files.isDirectory(HOME)) {
            asUser("./countersign", "down", "--port-offset=" + offset);
            run("userdel", "-f", USER);
            run("rm", "-rf", HOME.toString());
        }
    }

    /** One at which all four ports lie in the range that is given to nobody. */
    private static int offset() {
        return 1000 + Ports.free().http() % 20_000;
    }

    @Test
    void startsRefusesInOneSentenceStartsAgainAndKeepsTheData() throws Exception {
        assertThat(asUser("java", "-version"))
                .contains(newestJdk().map(jdk -> "25").orElse("17"));
        try (ServerSocket taken = new ServerSocket(8180 + offset, 1, InetAddress.getLoopbackAddress())) {
            String said = up();
            assertThat(said.lines().filter(line -> line.startsWith("Port ")))
                    .as(said)
                    .containsExactly(
                            "Port " + taken.getLocalPort() + " for Keycloak is taken by another program; stop it,"
                                    + " or shift all ports with --port-offset N.");
        }

        assertThat(up("--demo=true")).contains("Loading the demonstration data", "Ready after");
        assertThat(programs()).as(programs().toString()).contains("java", "postgres");
        assertDemonstrationData();
        assertThat(up()).contains("Countersign is already running here (process ");
        assertThat(engineer()
                        .post("/api/2.0/mlflow/experiments/create", Map.of("name", "kept"))
                        .status())
                .isEqualTo(200);

        killTheLauncher();
        assertThat(up()).contains("Stopping a leftover wildfly", "Stopping a leftover keycloak", "Ready after");
        assertThat(engineer()
                        .get("/api/2.0/mlflow/experiments/get-by-name?experiment_name=kept")
                        .status())
                .isEqualTo(200);

        asUser("kill", "-INT", String.valueOf(launcher().pid()));
        launcherEnds();
        assertThat(programs()).as("after Ctrl-C").isEmpty();

        assertThat(up()).contains("Ready after").doesNotContain("leftover");
        assertDemonstrationData();
        asUser("./countersign", "down", "--port-offset=" + offset);
        assertThat(asUser("./countersign", "status", "--port-offset=" + offset)).contains("not ready");
        assertThat(programs()).isEmpty();
    }

    /** Three models at different points of their life, some forty runs, a promotion that waits, one refused, one applied. */
    private void assertDemonstrationData() {
        Api engineer = engineer();
        assertThat(engineer.get("/api/2.0/mlflow/registered-models/search")
                        .json()
                        .path("registered_models"))
                .hasSize(3);
        JsonNode experiments = engineer.get("/api/2.0/mlflow/experiments/search?max_results=100")
                .json()
                .path("experiments");
        assertThat(engineer.post(
                                "/api/2.0/mlflow/runs/search",
                                Map.of(
                                        "experiment_ids",
                                        experiments.findValuesAsText("experiment_id"),
                                        "max_results",
                                        1000))
                        .json()
                        .path("runs"))
                .hasSizeBetween(35, 60);
        assertThat(engineer.get("/api/v1/promotions?maxResults=100")
                        .json()
                        .path("items")
                        .findValuesAsText("state"))
                .contains("open", "rejected", "approved");
    }

    private String up() throws Exception {
        return up("--demo=false");
    }

    private String up(String demo) throws Exception {
        return asUser("./countersign", "up", "--detach", demo, "--port-offset=" + offset);
    }

    private static ProcessHandle launcher() throws IOException {
        String recorded = Files.readString(HOME.resolve(".countersign/run/launcher.pid"));
        return ProcessHandle.of(Long.parseLong(recorded.split(" ", -1)[0])).orElseThrow();
    }

    private static void killTheLauncher() throws IOException {
        ProcessHandle launcher = launcher();
        launcher.destroyForcibly();
        launcher.onExit().join();
    }

    private static void launcherEnds() throws IOException {
        Path pidFile = HOME.resolve(".countersign/run/launcher.pid");
        if (Files.exists(pidFile)) {
            launcher().onExit().orTimeout(120, TimeUnit.SECONDS).join();
        }
    }

    private Api engineer() {
        return Api.bearing(URI.create("http://localhost:" + (8080 + offset)), this::token);
    }

    private String token() {
        return Countersign.json(Countersign.send(HttpRequest.newBuilder(URI.create("http://localhost:" + (8180 + offset)
                                + "/realms/countersign/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=countersign-cli"
                                + "&username=engineer1&password=countersign"))))
                .path("access_token")
                .textValue();
    }

    /** Names of the programs that the person runs. */
    private static List<String> programs() throws Exception {
        return run("ps", "-o", "stat=,comm=", "-u", USER)
                .lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("Z"))
                .map(line -> line.replaceFirst("\\S+\\s+", ""))
                .distinct()
                .toList();
    }

    private static Optional<Path> newestJdk() throws IOException {
        try (Stream<Path> jdks = Files.list(Path.of("/usr/lib/jvm"))) {
            return jdks.filter(jdk -> jdk.getFileName().toString().contains("25"))
                    .filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")))
                    .findFirst();
        }
    }

    private static String asUser(String... command) throws Exception {
        List<String> line = new ArrayList<>(List.of("runuser", "-u", USER, "--", "env", "-C", HOME.toString()));
        newestJdk().ifPresent(jdk -> line.addAll(List.of("JAVA_HOME=" + jdk, "PATH=" + jdk + "/bin:/usr/bin:/bin")));
        line.addAll(List.of(command));
        return run(line.toArray(String[]::new));
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(new java.io.File("/"))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
