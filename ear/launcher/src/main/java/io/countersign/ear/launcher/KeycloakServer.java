package io.countersign.ear.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The identity provider, on its own database, with the realm of this installation. */
public final class KeycloakServer implements AutoCloseable {
    static final String PART = "keycloak";
    static final String REALM = "countersign";
    private static final String ADMINISTRATOR = "countersign-launcher";
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private final String address;
    private final Secrets secrets;
    private final Child child;

    private KeycloakServer(String address, Secrets secrets, Child child) {
        this.address = address;
        this.secrets = secrets;
        this.child = child;
    }

    /** Begins to start it and returns at once. */
    public static KeycloakServer start(
            StateFolder state, Secrets secrets, Path home, DatabaseAccess database, int port) {
        KeycloakDistribution.prepare(home);
        String address = "http://localhost:" + port;
        List<String> command = List.of(
                "bash",
                home.resolve("bin/kc.sh").toString(),
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=" + address);
        Map<String, String> environment = Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
                "KC_DB_URL", database.url(),
                "KC_DB_USERNAME", database.user(),
                "KC_DB_PASSWORD", database.password(),
                "KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR,
                "KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.of("keycloak.administrator"));
        return new KeycloakServer(address, secrets, Child.start(PART, state, command, environment));
    }

    /** Waits until it answers, then makes the realm, or fits the realm that is there to this installation's address. */
    public void awaitRealm(String publicUrl) {
        Readiness.await("Keycloak", child, PATIENCE, () -> Readiness.answers(URI.create(address + "/realms/master")));
        new KeycloakRealm(administration(), secrets.of("oidc.console")).fit(publicUrl);
    }

    /** The admin API, as the launcher's own administrator. */
    public KeycloakAdministration administration() {
        return new KeycloakAdministration(address, ADMINISTRATOR, secrets.of("keycloak.administrator"));
    }

    public String address() {
        return address;
    }

    public String issuer() {
        return address + "/realms/" + REALM;
    }

    @Override
    public void close() {
        child.stop(Duration.ofSeconds(20));
    }
}
