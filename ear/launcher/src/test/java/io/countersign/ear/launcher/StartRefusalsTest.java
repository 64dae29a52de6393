package io.countersign.ear.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the way of a start is said in one sentence that tells what to do. */
class StartRefusalsTest {
    @TempDir
    Path folder;

    @Test
    void takenPortIsOneSentence() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(other.getLocalPort(), 1, 2, 3);
            assertThat(refusal(() -> installation(ports, Map.of()).start()))
                    .isEqualTo("Port " + other.getLocalPort() + " for the console and API is taken by another program;"
                            + " stop it, or shift all ports with --port-offset N.");
        }
    }

    @Test
    void secondLauncherIsOneSentence() {
        LauncherProcess.register(state());
        assertThat(refusal(() -> LauncherProcess.requireNone(state())))
                .isEqualTo("Countersign is already running here (process "
                        + ProcessHandle.current().pid() + "); \"./countersign down\" stops it.");
    }

    @Test
    void leftoverServerIsStoppedAndSaid() throws Exception {
        Child left = Child.start(WildFlyServer.PART, state(), List.of("sleep", "600"), Map.of());
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        Leftovers.stop(state(), new Progress(new PrintStream(said, true, StandardCharsets.UTF_8)));

        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("Stopping a leftover wildfly (process " + left.pid() + ")")
                .hasLineCount(1);
        assertThat(left.isAlive()).isFalse();
        assertThat(state().pidFile(WildFlyServer.PART)).doesNotExist();
    }

    @Test
    void processThatOnlyInheritedTheNumberIsLeftAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(state().pidFile(WildFlyServer.PART), other.pid() + " 2001-01-01T00:00:00Z");

            Leftovers.stop(state(), new Progress(System.out));

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
            other.onExit().join();
        }
    }

    @Test
    void halfOfAnExternalDatabaseIsOneSentence() {
        assertThat(refusal(() -> installation(Ports.free(), Map.of("COUNTERSIGN_DB_URL", "jdbc:postgresql://h/d"))
                        .start()))
                .isEqualTo("With COUNTERSIGN_DB_URL set, COUNTERSIGN_DB_USER must be set too.");
        assertThat(refusal(() -> IdentityProvider.from(Map.of("COUNTERSIGN_OIDC_ISSUER", "http://i"))))
                .isEqualTo("With COUNTERSIGN_OIDC_ISSUER set, COUNTERSIGN_OIDC_CLIENT_SECRET must be set too.");
    }

    @Test
    void missingBuildIsOneSentence() {
        StringWriter error = new StringWriter();
        int code = Countersign.commandLine().setErr(new PrintWriter(error)).execute("migrate", "--checkout=" + folder);
        assertThat(code).isEqualTo(1);
        assertThat(error.toString()).startsWith("There is no Keycloak in ").hasLineCount(1);
    }

    private static String refusal(Runnable start) {
        try {
            start.run();
        } catch (StartFailure failure) {
            return String.valueOf(failure.getMessage());
        }
        throw new AssertionError("it started");
    }

    private Installation installation(Ports ports, Map<String, String> environment) {
        Parts parts = new Parts(folder, folder, folder, folder);
        return new Installation(state(), parts, ports, false, environment, new Progress(System.out));
    }

    private StateFolder state() {
        return StateFolder.at(folder.resolve("state"));
    }
}
