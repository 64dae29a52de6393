package io.countersign.ear.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** The application server with the application, on a base directory of this installation. */
public final class WildFlyServer implements AutoCloseable {
    static final String PART = "wildfly";
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private final Ports ports;
    private final Child child;

    private WildFlyServer(Ports ports, Child child) {
        this.ports = ports;
        this.child = child;
    }

    /** Begins to start it and returns at once; configuration and application are always those of the build. */
    public static WildFlyServer start(
            StateFolder state, Path home, Path application, Ports ports, Map<String, String> settings) {
        Path base = layOut(state, home, application);
        StandaloneCommandBuilder command = StandaloneCommandBuilder.of(home)
                .setBaseDirectory(base)
                .setJavaHome(Path.of(System.getProperty("java.home")))
                // With a heap as small as this G1 saves few pauses, and its barriers cost each call, and the compilers
                // before that.
                .addJavaOptions("-Xms128m", "-Xmx1g", "-XX:+UseParallelGC", "-Dfile.encoding=UTF-8")
                .addServerArguments(
                        "-Djboss.http.port=" + ports.http(), "-Djboss.management.http.port=" + ports.management());
        if (settings.containsKey("COUNTERSIGN_TLS_KEYSTORE")) {
            command.addServerArguments(
                    "-Djboss.https.port=" + settings.getOrDefault("COUNTERSIGN_TLS_PORT", "8443"),
                    "--yaml=" + tlsConfiguration(base));
        }
        return new WildFlyServer(ports, Child.start(PART, state, command.build(), settings));
    }

    /** An https listener beside the plain one, which listens on the loopback interface alone. */
    private static Path tlsConfiguration(Path base) {
        Path file = base.resolve("configuration").resolve("tls.yml");
        try (InputStream yaml = WildFlyServer.class.getResourceAsStream("/tls.yml")) {
            Files.copy(Objects.requireNonNull(yaml, "tls.yml"), file);
            return file;
        } catch (IOException failed) {
            throw new StartFailure("The configuration for TLS cannot be written to " + file + ".", failed);
        }
    }

    private static Path layOut(StateFolder state, Path home, Path application) {
        Path base = state.directory("wildfly");
        for (String fresh : List.of("configuration", "deployments", "tmp", "lib")) {
            StateFolder.deleteTree(base.resolve(fresh));
        }
        StateFolder.copyTree(home.resolve("standalone/configuration"), base.resolve("configuration"));
        try {
            Files.createDirectories(base.resolve("lib"));
            Files.createDirectories(base.resolve("deployments"));
            Files.copy(application, base.resolve("deployments/countersign.ear"));
        } catch (IOException failed) {
            throw new StartFailure("The application cannot be copied to " + base + ".", failed);
        }
        return base;
    }

    /** Waits until the application is deployed and its health checks are green. */
    public void awaitReady() {
        URI application = URI.create("http://localhost:" + ports.http() + "/health");
        URI checks = URI.create("http://localhost:" + ports.management() + "/health/ready");
        Readiness.await("WildFly", child, PATIENCE, () -> {
            requireDeployed();
            return Readiness.answers(application) && Readiness.answers(checks);
        });
    }

    private void requireDeployed() {
        String log = child.logTail();
        if (log.contains("WFLYSRV0026")) {
            throw new StartFailure("The application was not deployed; the server's log ends with:\n" + log);
        }
    }

    @Override
    public void close() {
        child.stop(Duration.ofSeconds(30));
    }
}
